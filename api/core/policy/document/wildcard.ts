// Patterns of policies: texts with `*`, `?` and policy variables, and whether a text matches one. language.ts compares
// several patterns. Sources:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
// (#reference_policies_elements_resource_wildcards)

import { anyChar, anyCharInPart, anyText, anyTextInPart, closure, moved, tokensOfShape } from './characters.js';
import { type Piece, piecesOf, spellingOf } from './pieces.js';

/**
 * `exact`: no wildcards; `glob`: `*` and `?` match anything; `arn`: they stay within one part, except in the last.
 * `shape`: not of a policy, but the form of a value, with classes of characters.
 */
export type PatternKind = 'exact' | 'glob' | 'arn' | 'shape';

export interface Pattern {
  /** Two patterns with the same id mean the same, whatever the values of their variables. */
  id: string;
  source: string;
  kind: PatternKind;
  ignoresCase: boolean;
  /** Character codes and wildcards. Empty while variables are open, and if the pattern cannot match. */
  tokens: readonly number[];
  /** The only text that matches, if there are no wildcards. */
  literal?: string;
  /** Its unresolved policy variables, in lower case. */
  variables?: readonly string[];
  /** If it is known what values its variables have: tokens that match every text the pattern could match. */
  widest?: readonly number[];
  /** True if nothing matches: an ARN pattern without six parts, or a variable whose name no key can have. */
  isNever?: true;
}

export interface PatternOptions {
  kind: PatternKind;
  ignoresCase?: boolean;
  /** Policy variables exist since version 2012-10-17; in older policies `${…}` is plain text. */
  hasVariables: boolean;
}

/** Parses one pattern. Variables stay open; `resolve` fills them in. */
export function patternOf(source: string, options: PatternOptions): Pattern {
  const { kind, ignoresCase = false } = options;
  if (!options.hasVariables || !source.includes('${'))
    return finish({ id: `${ignoresCase ? 'i' : ''}${kind} ${source}`, source, kind, ignoresCase }, [{ text: source }]);
  const pieces = piecesOf(source);
  const isPlain = kind === 'glob' && !pieces.some(each => 'text' in each && /[*?]/.test(each.text));
  const spelling = spellingOf(pieces, kind !== 'exact');
  const id = `v${ignoresCase ? 'i' : ''}${isPlain ? 'exact' : kind} ${ignoresCase ? spelling.toLowerCase() : spelling}`;
  const base = { id, source, kind, ignoresCase };
  if (pieces.some(each => 'isNever' in each)) return { ...base, tokens: [], isNever: true };
  const keys = pieces.flatMap(piece => ('key' in piece ? [piece.key] : []));
  if (keys.length === 0) return finish(base, pieces as Exclude<Piece, { key: string } | { isNever: true }>[]);
  return { ...base, tokens: [], variables: [...new Set(keys)] };
}

/** The values of a context key; undefined when the request does not have it. */
export type ValuesOf = (key: string) => readonly string[] | undefined;

/** The pattern with its variables filled in; undefined (no match) if one has neither a value nor a default. */
export function resolve(pattern: Pattern, valuesOf: ValuesOf): Pattern | undefined {
  if (!pattern.variables) return pattern;
  const filled: ({ text: string } | { plain: string })[] = [];
  for (const piece of piecesOf(pattern.source)) {
    if ('isNever' in piece) return undefined;
    if (!('key' in piece)) {
      filled.push(piece);
      continue;
    }
    const values = valuesOf(piece.key);
    const value = values?.length === 1 ? values[0] : !values?.length ? piece.fallback : undefined;
    if (value === undefined) return undefined;
    filled.push({ plain: value });
  }
  const { source, kind, ignoresCase } = pattern;
  const id = `${pattern.id} = ${filled.map(piece => ('plain' in piece ? piece.plain : '')).join(' ')}`;
  return finish({ id, source, kind, ignoresCase }, filled);
}

/** A pattern that matches every text that this one could match with any values of its variables. */
export function widest(pattern: Pattern): Pattern {
  if (!pattern.variables) return pattern;
  const { source, ignoresCase } = pattern;
  const id = `${pattern.id} with any value`;
  if (pattern.widest) return { id, source, kind: 'shape', ignoresCase, tokens: pattern.widest };
  if (pattern.kind === 'arn') return patternOf('*', { kind: 'glob', ignoresCase, hasVariables: false });
  const tokens = piecesOf(source).flatMap(piece =>
    'plain' in piece ? codes(piece.plain) : 'text' in piece ? codesOf(piece.text, pattern.kind) : [anyText],
  );
  return { id, source, kind: pattern.kind, ignoresCase, tokens };
}

/**
 * The pattern with the forms of its variables' values. `formOf`: tokens for a variable with its default; undefined if
 * it may have any value.
 */
export function withForms(
  pattern: Pattern,
  formOf: (key: string, fallback: string | undefined) => readonly number[] | undefined,
): Pattern {
  const { source, kind, ignoresCase } = pattern;
  if (!pattern.variables || kind === 'arn' || ignoresCase) return pattern;
  const tokens = piecesOf(source).flatMap(piece => {
    if ('plain' in piece) return codes(piece.plain);
    if ('text' in piece) return codesOf(piece.text, kind);
    return ('key' in piece && formOf(piece.key, piece.fallback)) || [anyText];
  });
  return { ...pattern, widest: tokens };
}

/** The pattern for requests that have all of its variables. */
export function withoutDefaults({ source, kind, ignoresCase }: Pattern): Pattern {
  const text = source.replace(/\$\{([^},]*),[^}]*\}/g, '${$1}');
  return patternOf(text, { kind, ignoresCase, hasVariables: true });
}

/** The form of a value, in the notation of `tokensOfShape`. */
export function shaped(source: string): Pattern {
  return { id: `shape ${source}`, source, kind: 'shape', ignoresCase: false, tokens: tokensOfShape(source) };
}

/** The pattern framed by two shapes. The pattern's own wildcards stop at a colon. */
export function between(before: string, pattern: Pattern, after: string): Pattern {
  const inPart = (code: number) => (code === anyText ? anyTextInPart : code === anyChar ? anyCharInPart : code);
  const { variables: _, literal: __, ...rest } = pattern;
  return {
    ...rest,
    id: `${before}${pattern.id}${after}`,
    kind: 'shape',
    tokens: [...tokensOfShape(before), ...pattern.tokens.map(inPart), ...tokensOfShape(after)],
  };
}

function codes(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

function codesOf(text: string, kind: PatternKind): number[] {
  if (kind === 'exact') return codes(text);
  return codes(text).map(code => (code === 42 ? anyText : code === 63 ? anyChar : code));
}

/** A pattern without wildcards. Its tokens are rarely needed, so they are built on demand. */
class Literal implements Pattern {
  private made: readonly number[] | undefined;

  constructor(
    readonly id: string,
    readonly source: string,
    readonly kind: PatternKind,
    readonly ignoresCase: boolean,
    readonly literal: string,
  ) {}

  get tokens(): readonly number[] {
    this.made ??= codes(this.literal);
    return this.made;
  }
}

function finish(
  base: Pick<Pattern, 'id' | 'source' | 'kind' | 'ignoresCase'>,
  pieces: ({ text: string } | { plain: string })[],
): Pattern {
  const low = (text: string) => (base.ignoresCase ? text.toLowerCase() : text);
  const [piece] = pieces;
  if (pieces.length === 1 && base.kind !== 'arn' && isPlain(piece!, base.kind)) {
    const literal = low('plain' in piece! ? piece.plain : piece!.text);
    return new Literal(base.id, base.source, base.kind, base.ignoresCase, literal);
  }
  let tokens = pieces.flatMap(piece =>
    'plain' in piece ? codes(low(piece.plain)) : codesOf(low(piece.text), base.kind),
  );
  if (base.kind === 'arn') {
    const parts = arnTokens(tokens);
    if (!parts) return { ...base, tokens: [], isNever: true };
    tokens = parts;
  }
  if (tokens.every(code => code >= 0)) return { ...base, tokens, literal: textOf(tokens) };
  return { ...base, tokens };
}

function isPlain(piece: { text: string } | { plain: string }, kind: PatternKind): boolean {
  return kind === 'exact' || 'plain' in piece || !(piece.text.includes('*') || piece.text.includes('?'));
}

function textOf(tokens: readonly number[]): string {
  let text = '';
  for (const code of tokens) text += String.fromCharCode(code);
  return text;
}

const colon = 58;

/** In the first five parts of an ARN a wildcard stops at the colon. Undefined with fewer than six parts. */
function arnTokens(tokens: readonly number[]): number[] | undefined {
  let part = 1;
  const out: number[] = [];
  for (const code of tokens) {
    if (code === colon) part += 1;
    const isInner = part < 6;
    out.push(isInner && code === anyText ? anyTextInPart : isInner && code === anyChar ? anyCharInPart : code);
  }
  return part < 6 ? undefined : out;
}

/** Whether `text` matches. Linear except for ARN patterns; a pattern with open variables matches nothing. */
export function matches(pattern: Pattern, text: string): boolean {
  if (pattern.variables || pattern.isNever) return false;
  const given = pattern.ignoresCase ? text.toLowerCase() : text;
  if (pattern.literal !== undefined) return pattern.literal === given;
  if (pattern.kind === 'shape') return matchesShape(pattern.tokens, given);
  if (pattern.kind !== 'arn') return matchesTokens(pattern.tokens, 0, pattern.tokens.length, given, 0, given.length);
  return matchesArn(pattern.tokens, given);
}

function matchesShape(tokens: readonly number[], text: string): boolean {
  let positions: number[] | null = closure(tokens, [0]);
  for (let at = 0; at < text.length && positions; at += 1) positions = moved(tokens, positions, text.charCodeAt(at));
  return positions?.at(-1) === tokens.length;
}

/** Part by part; the sixth part is the rest. */
function matchesArn(tokens: readonly number[], text: string): boolean {
  let token = 0;
  let at = 0;
  for (let part = 1; part < 6; part += 1) {
    const tokenEnd = tokens.indexOf(colon, token);
    const end = text.indexOf(':', at);
    if (end < 0 || !matchesTokens(tokens, token, tokenEnd, text, at, end)) return false;
    token = tokenEnd + 1;
    at = end + 1;
  }
  return matchesTokens(tokens, token, tokens.length, text, at, text.length);
}

function matchesOne(token: number, code: number): boolean {
  return token === code || token === anyChar || token === anyCharInPart;
}

/** Greedy matching with one backtracking point: the last `*`. */
function matchesTokens(tokens: readonly number[], from: number, to: number, text: string, start: number, end: number) {
  let token = from;
  let at = start;
  let starToken = -1;
  let starAt = 0;
  while (at < end) {
    const code = token < to ? tokens[token]! : Number.NaN;
    if (code === anyText || code === anyTextInPart) {
      starToken = token;
      starAt = at;
      token += 1;
    } else if (matchesOne(code, text.charCodeAt(at))) {
      token += 1;
      at += 1;
    } else if (starToken >= 0) {
      token = starToken + 1;
      starAt += 1;
      at = starAt;
    } else return false;
  }
  while (token < to && (tokens[token] === anyText || tokens[token] === anyTextInPart)) token += 1;
  return token === to;
}
