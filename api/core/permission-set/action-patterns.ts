// Shortens lists of actions by patterns that match the same known actions: only as many and as short as are needed.
// A shorter list with exceptions is for all actions of a kind, such as what AWS counts as List. Pure.
import { actionTree, type Branch, patternLengths, serviceOf } from './action-tree.js';

/** Actions that one pattern may stand for. */
interface Replaceable {
  list: number;
  branch: Branch;
  texts: string[];
}

/** What an entry of a list needs in JSON: its text, two quotes and a comma. */
const lengthOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length + 3, 0);

/**
 * The lists with as few patterns as are needed. A pattern takes the place of actions of its own list only. Undefined
 * when even the shortest patterns do not fit. `excess`: the characters that are too many; at most 0 when they fit.
 */
export function shortenedLists(
  lists: readonly (readonly string[])[],
  excess: (lists: readonly string[][]) => number,
): string[][] | undefined {
  const replaceable = lists.flatMap((actions, list) => replaceableOf(actions, list));
  const kept = lists.map((actions, at) => {
    const replaced = new Set(replaceable.filter(each => each.list === at).flatMap(each => each.texts));
    return actions.filter(action => !replaced.has(action));
  });
  const current = () =>
    kept.map((texts, at) => [...texts, ...replaceable.filter(each => each.list === at).flatMap(each => each.texts)]);
  let left = excess(current());
  if (left <= 0) return lists.map(each => [...each]);
  for (const length of patternLengths) {
    const saved = ({ texts, branch }: Replaceable) => lengthOf(texts) - lengthOf([branch.patterns![length]]);
    for (const each of replaceable.toSorted((a, b) => saved(b) - saved(a))) {
      if (saved(each) <= 0) break;
      left -= saved(each);
      each.texts = [each.branch.patterns![length]];
      // A list of one is written without brackets, which saves two more.
      if (left <= 2 * lists.length && excess(current()) <= 0) return current();
    }
  }
  return undefined;
}

function replaceableOf(actions: readonly string[], list: number): Replaceable[] {
  const listed = new Map(actions.map(action => [action.toLowerCase(), action]));
  const services = [...new Set(actions.map(serviceOf))];
  return services
    .flatMap(service => wholeBranches(actionTree(service), listed))
    .map(branch => ({ list, branch, texts: branch.actions.map(each => listed.get(each)!) }));
}

/** The largest branches of which every known action is listed. */
function wholeBranches(branch: Branch | undefined, listed: ReadonlyMap<string, string>): Branch[] {
  if (!branch) return [];
  if (branch.patterns && branch.actions.every(each => listed.has(each))) return [branch];
  return branch.branches.flatMap(each => wholeBranches(each, listed));
}

/** Patterns to allow, and those to deny so that the allowed ones mean what is wanted. */
export interface Cover {
  allow: readonly string[];
  deny: readonly string[];
}

const nothing: Cover = { allow: [], deny: [] };
const both = (a: Cover, b: Cover): Cover => ({ allow: [...a.allow, ...b.allow], deny: [...a.deny, ...b.deny] });
const sizeOf = ({ allow, deny }: Cover) => lengthOf(allow) + lengthOf(deny);
const smaller = (a: Cover, b: Cover) => (sizeOf(b) < sizeOf(a) ? b : a);

/** `free`: denied anyway, so that a pattern may match it. */
export type Wanted = (action: string) => 'wanted' | 'free' | 'unwanted';

/** The shortest list of patterns for all actions of the tree that are wanted, and no other known ones. */
export function coverOf(branch: Branch, wanted: Wanted): Cover {
  const { actions, patterns, branches } = branch;
  if (!actions.some(each => wanted(each) === 'wanted')) return nothing;
  const apart = branches.map(each => coverOf(each, wanted)).reduce(both, nothing);
  if (!patterns) return apart;
  const whole = { allow: [patterns.short], deny: exceptionsOf(branch, wanted) };
  return branches.length > 0 ? smaller(whole, apart) : whole;
}

function exceptionsOf({ actions, patterns, branches }: Branch, wanted: Wanted): string[] {
  const kinds = new Set(actions.map(wanted));
  if (!kinds.has('unwanted')) return [];
  const apart = branches.flatMap(each => exceptionsOf(each, wanted));
  if (kinds.has('wanted') || !patterns) return apart;
  const whole = [patterns.short];
  return branches.length === 0 || lengthOf(whole) < lengthOf(apart) ? whole : apart;
}
