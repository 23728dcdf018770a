// Patterns of policies: texts with `*`, `?` and policy variables, and whether a text matches one. language.ts compares
// several patterns. Sources:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
// (#reference_policies_elements_resource_wildcards),
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (`${*}`, `${?}`, `${$}`, defaults)

/** Tokens that are not characters. The two `…InPart` ones stop at a colon: ARN operators compare part by part. */
export const anyText = -1;
export const anyChar = -2;
export const anyTextInPart = -3;
export const anyCharInPart = -4;
export const anyDigit = -5;

/** `exact`: no wildcards; `glob`: `*` and `?` match anything; `arn`: they stay within one part, except in the last. */
export type PatternKind = 'exact' | 'glob' | 'arn';

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
  /** True if nothing matches: an ARN pattern without six parts. */
  isNever?: true;
}

export interface PatternOptions {
  kind: PatternKind;
  ignoresCase?: boolean;
  /** Policy variables exist since version 2012-10-17; in older policies `${…}` is plain text. */
  hasVariables: boolean;
}

/** A piece of a pattern: a text with wildcards, a plain text, or a variable. */
type Piece = { text: string } | { plain: string } | { key: string; fallback?: string };

function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (;;) {
    const start = source.indexOf('${', from);
    const end = start < 0 ? -1 : source.indexOf('}', start);
    if (end < 0) break;
    if (start > from) pieces.push({ text: source.slice(from, start) });
    from = end + 1;
    const inside = source.slice(start + 2, end);
    if (inside === '*' || inside === '?' || inside === '$') pieces.push({ plain: inside });
    else {
      const [, key = '', rest = ''] = /^([^,]*),?(.*)$/s.exec(inside)!;
      const quoted = /^\s*'(.*)'\s*$/s.exec(rest);
      pieces.push({ key: key.trim().toLowerCase(), ...(quoted && { fallback: quoted[1]! }) });
    }
  }
  if (from < source.length) pieces.push({ text: source.slice(from) });
  return pieces;
}

/** Parses one pattern. Variables stay open; `resolve` fills them in. */
export function patternOf(source: string, options: PatternOptions): Pattern {
  const { kind, ignoresCase = false } = options;
  const open = options.hasVariables && source.includes('${');
  const base = { id: `${open ? 'v' : ''}${ignoresCase ? 'i' : ''}${kind} ${source}`, source, kind, ignoresCase };
  if (!open) return finish(base, [{ text: source }]);
  const pieces = piecesOf(source);
  const keys = pieces.flatMap(piece => ('key' in piece ? [piece.key] : []));
  if (keys.length === 0) return finish(base, pieces as Exclude<Piece, { key: string }>[]);
  return { ...base, tokens: [], variables: [...new Set(keys)] };
}

/** The values of a context key; undefined when the request does not have it. */
export type ValuesOf = (key: string) => readonly string[] | undefined;

/** The pattern with its variables filled in; undefined (no match) if one has neither a value nor a default. */
export function resolve(pattern: Pattern, valuesOf: ValuesOf): Pattern | undefined {
  if (!pattern.variables) return pattern;
  const filled: ({ text: string } | { plain: string })[] = [];
  for (const piece of piecesOf(pattern.source)) {
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
  if (pattern.kind === 'arn') return patternOf('*', { kind: 'glob', ignoresCase, hasVariables: false });
  const tokens = piecesOf(source).flatMap(piece =>
    'key' in piece ? [anyText] : 'plain' in piece ? codes(piece.plain) : codesOf(piece.text, pattern.kind),
  );
  return { id: `${pattern.id} with any value`, source, kind: pattern.kind, ignoresCase, tokens };
}

/** The pattern framed by two texts, in which `#` stands for a digit. The pattern's own wildcards stop at a colon. */
export function between(before: string, pattern: Pattern, after: string): Pattern {
  const framing = (text: string) => codesOf(text, 'glob').map(code => (code === 35 ? anyDigit : code));
  const inPart = (code: number) => (code === anyText ? anyTextInPart : code === anyChar ? anyCharInPart : code);
  const { variables: _, literal: __, ...rest } = pattern;
  return {
    ...rest,
    id: `${before}${pattern.id}${after}`,
    kind: 'glob',
    tokens: [...[...framing(before), ...pattern.tokens].map(inPart), ...framing(after)],
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
  if (pattern.kind !== 'arn') return matchesTokens(pattern.tokens, 0, pattern.tokens.length, given, 0, given.length);
  return matchesArn(pattern.tokens, given);
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
  if (token === anyDigit) return code >= 48 && code <= 57;
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
