// Facts about AWS's actions: their names, their access level, and how dangerous it is when someone may use them. Pure
// look-ups in action-data.ts (npm run actions); each service is parsed when it is first needed. Access levels:
// docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
import { matches, patternOf } from '../document/wildcard.js';
import type { AccessLevel } from './access-level.js';
import { actionData, actionDataDate } from './action-data.js';
import { dataReadingActions } from './data-reading-actions.js';
import { escalatingActions, gravestActions } from './escalating-actions.js';
import { overlaps } from './overlap.js';

/** The date of AWS's reference that the catalogue was built from, as YYYY-MM-DD. */
export const catalogueDate = actionDataDate;

interface Service {
  /** By the action's name in lower case. */
  levels: Map<string, AccessLevel>;
  /** `service:Name` in proper spelling, sorted; and in lower case, at the same indexes. */
  actions: string[];
  lower: string[];
}

const prefixes = Object.keys(actionData);
const known = new Set(prefixes);
const read = new Map<string, Service>();

/** `prefix` must be a known service in lower case. */
function serviceOf(prefix: string): Service {
  const before = read.get(prefix);
  if (before) return before;
  const levels = new Map<string, AccessLevel>();
  const actions: string[] = [];
  for (const [level, names] of Object.entries(actionData[prefix]!)) {
    for (const name of names.split(' ')) {
      levels.set(name.toLowerCase(), level as AccessLevel);
      actions.push(`${prefix}:${name}`);
    }
  }
  actions.sort();
  const service = { levels, actions, lower: actions.map(action => action.toLowerCase()) };
  read.set(prefix, service);
  return service;
}

export function isKnownService(prefix: string): boolean {
  return known.has(prefix.toLowerCase());
}

/** Action names are compared without case, as IAM does. Undefined: not in the catalogue. */
export function accessLevelOf(action: string): AccessLevel | undefined {
  const lower = action.toLowerCase();
  const colon = lower.indexOf(':');
  const prefix = lower.slice(0, Math.max(colon, 0));
  return known.has(prefix) ? serviceOf(prefix).levels.get(lower.slice(colon + 1)) : undefined;
}

function serviceNamed(pattern: string): string | undefined {
  return /^([^*?:]*):/.exec(pattern)?.[1];
}

/** Whether the pattern names its service in full. */
export function isOfOneService(pattern: string): boolean {
  return serviceNamed(pattern) !== undefined;
}

/** The known actions that an IAM pattern (`s3:Get*`, `*`) matches, in proper spelling, by service and name. */
export function actionsMatching(pattern: string): string[] {
  return [...actionsCovered(pattern)];
}

/** The same, as a shared read-only list. */
export function actionsCovered(pattern: string): readonly string[] {
  const lower = pattern.toLowerCase();
  let found = recent.get(lower);
  if (!found) {
    found = findActions(lower);
    if (recent.size === recentAtMost) recent.delete(recent.keys().next().value!);
    recent.set(lower, found);
  }
  return found;
}

/** The last patterns: one comparison needs the same ones repeatedly. */
const recent = new Map<string, readonly string[]>();
const recentAtMost = 16;

function findActions(lower: string): string[] {
  const words = patternOf(lower, { kind: 'glob', hasVariables: false });
  const literal = serviceNamed(lower);
  return prefixes
    .filter(prefix => literal === undefined || prefix === literal)
    .flatMap(prefix => {
      const service = serviceOf(prefix);
      return service.actions.filter((_, at) => matches(words, service.lower[at]!));
    });
}

export type Danger = 'escalation' | 'data-read' | 'write' | 'read' | 'list' | 'unknown';

const rank: Record<Danger, number> = { escalation: 0, 'data-read': 1, write: 2, unknown: 2, read: 3, list: 4 };
const dangerOfLevel: Record<AccessLevel, Danger> = {
  permissions: 'escalation',
  write: 'write',
  tagging: 'write',
  read: 'read',
  list: 'list',
};

/** Groups patterns by their service. */
function byService(patterns: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const pattern of patterns) {
    const prefix = pattern.slice(0, pattern.indexOf(':'));
    found.set(prefix, [...(found.get(prefix) ?? []), pattern]);
  }
  return found;
}

const escalating = byService(escalatingActions);
const dataReading = byService(dataReadingActions);

/**
 * How dangerous it is when someone unexpected may use this action; for a pattern, the most dangerous action it matches.
 */
export function dangerOf(action: string): Danger {
  if (/[*?]/.test(action)) {
    if (escalatingActions.some(each => overlaps(action, each))) return 'escalation';
    const worst = byDanger(actionsMatching(action))[0];
    const danger = worst ? dangerOf(worst) : 'unknown';
    return rank[danger] > rank['data-read'] && dataReadingActions.some(each => overlaps(action, each))
      ? 'data-read'
      : danger;
  }
  const prefix = action.slice(0, Math.max(action.indexOf(':'), 0)).toLowerCase();
  const level = accessLevelOf(action);
  if (level === 'permissions' || escalating.get(prefix)?.some(each => overlaps(action, each))) return 'escalation';
  if (dataReading.get(prefix)?.some(each => overlaps(action, each))) return 'data-read';
  return level ? dangerOfLevel[level] : 'unknown';
}

/** Less than the step between two dangers, so it only orders actions of the same danger. */
const gravity = new Map(
  gravestActions.map((action, at) => [action, (gravestActions.length - at) / (2 * gravestActions.length)]),
);
const ranks = new Map<string, number>();

/** Cached for the actions of the catalogue only, so the cache is bounded. */
function rankOf(action: string): number {
  const before = ranks.get(action);
  if (before !== undefined) return before;
  const found = rank[dangerOf(action)] - (gravity.get(action) ?? 0);
  if (accessLevelOf(action)) ranks.set(action, found);
  return found;
}

const worsts = new WeakMap<readonly string[], string>();

/** The action that `byDanger` puts first. */
export function worstOf(actions: readonly string[]): string | undefined {
  let worst = worsts.get(actions) ?? actions[0];
  if (worst === undefined || worsts.has(actions)) return worst;
  for (const action of actions) {
    const order = rankOf(action) - rankOf(worst);
    if (order < 0 || (order === 0 && action < worst)) worst = action;
  }
  worsts.set(actions, worst);
  return worst;
}

/** Most dangerous first, then by gravity, then by name. */
export function byDanger(actions: readonly string[]): string[] {
  return actions.length > manyActions ? manyByDanger([actions]) : sortedByDanger(actions);
}

/** The same for all actions of some lists, each once. */
export function allByDanger(lists: readonly (readonly string[])[]): string[] {
  const count = lists.reduce((sum, each) => sum + each.length, 0);
  return count > manyActions ? manyByDanger(lists) : sortedByDanger([...new Set(lists.flat())]);
}

function sortedByDanger(actions: readonly string[]): string[] {
  return actions
    .map(action => ({ action, rank: rankOf(action) }))
    .sort((a, b) => a.rank - b.rank || (a.action < b.action ? -1 : a.action > b.action ? 1 : 0))
    .map(({ action }) => action);
}

/** From this length on, looking places up is faster than sorting. */
const manyActions = 500;
let places: { all: readonly string[]; placeOf: ReadonlyMap<string, number> } | undefined;

function manyByDanger(lists: readonly (readonly string[])[]): string[] {
  if (!places) {
    const all = sortedByDanger(prefixes.flatMap(prefix => serviceOf(prefix).actions));
    places = { all, placeOf: new Map(all.map((action, at) => [action, at])) };
  }
  const { all, placeOf } = places;
  const isListed = new Uint8Array(all.length);
  const others = new Set<string>();
  for (const list of lists)
    for (const action of list) {
      const place = placeOf.get(action);
      if (place === undefined) others.add(action);
      else isListed[place] = 1;
    }
  const known = all.filter((_, at) => isListed[at] === 1);
  return others.size === 0 ? known : sortedByDanger([...known, ...others]);
}
