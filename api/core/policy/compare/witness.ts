// Builds one concrete request from a region: the worst known action, a plausible resource, and values for every
// condition key. If policy variables have no value yet, their keys get values first, and the region is solved again
// with them.

import { anyChar, anyCharInPart } from '../document/characters.js';
import { type Budget, findWord, spend } from '../document/language.js';
import { type Caller, partsOfArn } from '../document/principals.js';
import type { Pattern } from '../document/wildcard.js';
import type { Request } from '../evaluate.js';
import { accountKey, arnKey } from './callers.js';
import type { Cell } from './cells.js';
import { isExistingKey, isPossibleValue, mayHaveSeveral } from './context-keys.js';
import { isOneOf, type Region, someAction, someResource, type Words, type World } from './regions.js';
import { exactly, filledPattern, type KeyFacts, type Literal, type Solution, solveKey } from './solve.js';

export type NoRequest = { reason: 'unknown_operator' | 'policy_variable' | 'mixed_conditions' };

interface Wanted {
  world: World;
  cell: Cell;
  /** The most dangerous of the region's known actions. */
  worst: string | undefined;
  /** The resource of every request, if there is only one. */
  resource: string | undefined;
}

/** How many values are tried for a policy variable. */
const maxAttempts = 16;

/** The first request in the region that `isConfirmed` accepts. */
export function requestIn(
  region: Region,
  wanted: Wanted,
  isConfirmed: (request: Request) => boolean,
): { request: Request } | NoRequest {
  const variables = variablesIn(patternsOf(region)).filter(key => !wanted.world.factsOf(key).valuesOf(key));
  for (const values of variables.length > 0 ? valuesFor(region, variables, wanted.world) : [new Map()]) {
    const request = build(region, pinned(wanted.world, values), wanted);
    if (request && isConfirmed(request)) return { request };
  }
  if (variables.length > 0) return { reason: 'policy_variable' };
  const isOpaque = region.literals.some(({ predicate }) =>
    'test' in predicate ? !predicate.isSet && mayHaveSeveral(predicate.key, false) : predicate.asks === 'opaque',
  );
  return { reason: isOpaque ? 'unknown_operator' : 'mixed_conditions' };
}

function patternsOf(region: Region): Pattern[] {
  return [
    ...region.resources.flatMap(each => [...each.all, ...each.none]),
    ...region.literals.flatMap(({ predicate }) => ('test' in predicate ? predicate.test.wanted : [])),
  ];
}

/** Texts of the region's resources and of its keys, whatever the values of variables. */
export function textsOf(region: Region, world: World): string[] {
  const keys = [...new Set(region.literals.map(each => each.predicate.key))];
  const values = keys.map(key => solveKey(key, literalsOf(region, key), world.factsOf(key), world.budget));
  return [
    ...region.resources.flatMap(each => someResource(each, world) ?? []),
    ...values.flatMap(each => (each === 'none' ? [] : each.values)),
  ];
}

export function variablesIn(patterns: readonly Pattern[]): string[] {
  return [...new Set(patterns.flatMap(each => each.variables ?? []))];
}

function literalsOf(region: Region, key: string): Literal[] {
  return region.literals.filter(each => each.predicate.key === key);
}

type Values = ReadonlyMap<string, readonly string[]>;

/**
 * Values to try for the keys of variables: those that their own conditions require, those that make a pattern match
 * another text of the region, and none at all. With several variables, attempt n uses the n-th value of each.
 */
function valuesFor(region: Region, keys: readonly string[], world: World): Values[] {
  const around = { patterns: patternsOf(region), texts: textsOf(region, world), values: [], most: maxAttempts };
  const lists = keys.map(key => candidatesFor({ ...around, key, own: literalsOf(region, key) }, world));
  const most = Math.min(maxAttempts, Math.max(...lists.map(each => each.length)));
  const tries: Values[] = [];
  for (let n = 0; n < most; n += 1)
    tries.push(new Map(keys.map((key, at) => [key, lists[at]![n] ?? lists[at]!.at(-1) ?? []])));
  return tries;
}

export interface Unknown {
  key: string;
  /** The patterns around it, and texts that they should match. */
  patterns: readonly Pattern[];
  texts: readonly string[];
  /** Values to try too. */
  values: readonly string[];
  /** What its own conditions require. */
  own: readonly Literal[];
  most: number;
}

export function candidatesFor(
  { key, patterns, texts, values, own, most }: Unknown,
  world: World,
): (readonly string[])[] {
  const facts = world.factsOf(key);
  const found: (readonly string[])[] = [];
  const seen = new Set<string>();
  const attempt = (more: Partial<KeyFacts>) => {
    const solution = solveKey(key, own, { ...facts, ...more }, world.budget);
    if (solution === 'none' || seen.has(solution.values.join('\n'))) return;
    seen.add(solution.values.join('\n'));
    found.push(solution.values);
  };
  if (facts.valuesOf(key)) return [facts.valuesOf(key)!];
  attempt({ isNeeded: true });
  for (const value of [...values, ...captured(patterns, texts, key, world.budget), '*']) {
    if (found.length >= most) break;
    attempt({ isNeeded: true, shape: [exactly(value)] });
  }
  attempt({});
  return found;
}

/** The values of a variable with which its pattern matches the other texts. */
function captured(patterns: readonly Pattern[], more: readonly string[], key: string, budget: Budget): string[] {
  const texts = [...more, ...patterns.map(textLike).filter(each => each !== '')];
  const open = patterns.filter(each => each.variables?.includes(key));
  const found = open.flatMap(({ source }) => {
    for (const text of texts) spend(budget, 0.1 + text.length / 2000);
    const [, before = '', inside = '', after = ''] = /^([^$]*)\$\{([^}]*)\}(.*)$/s.exec(source) ?? [];
    if (inside.split(',')[0]!.trim().toLowerCase() !== key) return [];
    const end = /^[*?$]/.test(after) ? '' : after.replace(/[*?$].*$/s, '');
    const start = before.replace(/^.*[*?]/s, '');
    return texts.flatMap(text => {
      const from = before === start ? (text.startsWith(start) ? start.length : -1) : text.indexOf(start) + start.length;
      const rest = from < 0 ? '' : text.slice(from);
      const value = end === '' ? rest : rest.slice(0, Math.max(0, rest.indexOf(end)));
      return value === '' ? [] : [value];
    });
  });
  return [...new Set(found)];
}

function pinned(world: World, values: Values): World {
  return {
    budget: world.budget,
    factsOf: key => {
      const facts = world.factsOf(key);
      const own = values.get(key);
      const valuesOf: KeyFacts['valuesOf'] = each => values.get(each) ?? facts.valuesOf(each);
      return own && own.length > 0
        ? { ...facts, valuesOf, isNeeded: true, shape: own.map(exactly) }
        : { ...facts, valuesOf };
    },
  };
}

function build(region: Region, world: World, { cell, worst, resource }: Wanted): Request | undefined {
  // Without a prototype, because a key may be named `__proto__`.
  const context: Record<string, readonly string[]> = Object.create(null);
  const variables = variablesIn(patternsOf(region));
  const keys = new Set([...region.literals.map(each => each.predicate.key), ...variables]);
  for (const key of keys) {
    const solution: Solution = solveKey(key, literalsOf(region, key), world.factsOf(key), world.budget);
    if (solution === 'none') return undefined;
    // A value that no request has, or a variable that AWS does not know, proves nothing.
    if (!solution.values.every(value => isPossibleValue(key, value))) return undefined;
    if (variables.includes(key) && solution.values.length > 0 && !isExistingKey(key)) return undefined;
    if (solution.values.length > 0) context[key] = solution.values;
  }
  for (const [key, values] of Object.entries(cell.fixed)) if (values.length > 0) context[key] ??= values;
  const action = worst ?? firstOf(region.actions, words => someAction(words, world));
  if (action === undefined) return undefined;
  const filled = region.resources.flatMap(each => filledWords(each, world.factsOf('').valuesOf) ?? []);
  const found = resource ?? firstOf(filled, words => plausibleResource(words, action, world));
  if (found === undefined) return undefined;
  const caller = callerOf(cell, context, world);
  if (!caller) return undefined;
  return { caller, action, resource: found, context: { ...context } };
}

/** An unnamed caller gets an ARN of its form, and the account of that ARN. */
function callerOf(cell: Cell, context: Record<string, readonly string[]>, world: World): Caller | undefined {
  const form = cell.forms[arnKey];
  if (!form || cell.caller.type !== 'AWS') return cell.caller;
  const groups = [...form, exactly(cell.caller.arn)];
  const arn = context[arnKey]?.[0] ?? findWord(groups, world.budget) ?? findWord(form, world.budget);
  const accountId = arn && partsOfArn(arn)?.accountId;
  if (!accountId) return undefined;
  context[arnKey] = [arn];
  context[accountKey] = [accountId];
  return { ...cell.caller, arn, accountId };
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** With the variables filled in; undefined if nothing can match. */
function filledWords(words: Words, valuesOf: KeyFacts['valuesOf']): Words | undefined {
  const all = words.all.map(each => filledPattern(each, key => valuesOf(key) ?? []));
  const none = words.none.flatMap(each => filledPattern(each, key => valuesOf(key) ?? []) ?? []);
  return all.every(each => each !== undefined) ? { all: all as Pattern[], none } : undefined;
}

/** `*` if it is possible (for actions without a resource); otherwise the pattern with its wildcards filled in. */
function plausibleResource(words: Words, action: string, world: World): string | undefined {
  const literal = words.all.find(each => each.literal !== undefined)?.literal;
  const service = action.split(':')[0]!.toLowerCase();
  const samples = [
    ...(literal === undefined ? ['*', `arn:aws:${service}:us-east-1:111111111111:example`] : [literal]),
    ...words.all.map(each => textLike(each)),
  ];
  return samples.find(each => isOneOf(words, each, world.budget)) ?? someResource(words, world);
}

/** A plausible text for the pattern; empty if it has variables. */
export function textLike(pattern: Pattern): string {
  if (pattern.variables) return '';
  return pattern.tokens
    .map(token =>
      token >= 0 ? String.fromCharCode(token) : token === anyChar || token === anyCharInPart ? 'x' : 'example',
    )
    .join('');
}
