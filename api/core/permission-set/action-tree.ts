// The known actions of a service as a tree of common prefixes, and the patterns that mean exactly one branch of it. A
// pattern keeps the whole verb: `ce:De*` may mean only Describe… today, and Delete… next year. Pure.
import { actionsMatching } from '../policy/catalogue/actions.js';

/** Known actions that share a prefix which no other known action has. */
export interface Branch {
  /** In lower case. */
  actions: readonly string[];
  /** From the narrowest to the shortest. Absent where a pattern would cut the verb. */
  patterns?: Patterns;
  branches: readonly Branch[];
}

/** All match the same known actions. They differ in what they match of actions that AWS may add. */
export type Patterns = Readonly<Record<PatternLength, string>>;

/** `narrow`: the longest common prefix. `words`: ends with a word, the second or a later one. `short`: the shortest. */
export const patternLengths = ['narrow', 'words', 'short'] as const;
export type PatternLength = (typeof patternLengths)[number];

const trees = new Map<string, Branch>();

/** The tree of a service, by its prefix in lower case. Undefined: not in the catalogue. */
export function actionTree(service: string): Branch | undefined {
  const before = trees.get(service);
  if (before) return before;
  const names = actionsMatching(`${service}:*`).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  if (names.length === 0) return undefined;
  const tree = branchOf(names, service.length);
  trees.set(service, tree);
  return tree;
}

export function serviceOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();
}

/** `parent`: the length of the prefix that these actions share with others. */
function branchOf(names: readonly string[], parent: number): Branch {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  const longest = commonLength(first.toLowerCase(), last.toLowerCase());
  const patterns = patternsOf(first, longest, parent + 1, names.length > 1);
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const next = name.charAt(longest).toLowerCase();
    groups.set(next, [...(groups.get(next) ?? []), name]);
  }
  return {
    actions: names.map(each => each.toLowerCase()),
    ...(patterns && { patterns }),
    branches: names.length > 1 ? [...groups.values()].map(group => branchOf(group, longest)) : [],
  };
}

function commonLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** `shortest`: the length from which on a prefix means this branch and nothing else. */
function patternsOf(name: string, longest: number, shortest: number, isSeveral: boolean): Patterns | undefined {
  const ends = wordEnds(name);
  const [verb = 0, second = longest] = ends;
  if (longest < verb) return undefined;
  // A name that begins others has no pattern of its own.
  const text = (length: number) => (length >= name.length && !isSeveral ? name : `${name.slice(0, length)}*`);
  const word = ends.find(each => each >= Math.max(second, shortest) && each <= longest);
  return { narrow: text(longest), words: text(word ?? longest), short: text(Math.max(verb, shortest)) };
}

/** Where each word of `service:DescribeDBClusters` ends, as lengths from the start. */
function wordEnds(action: string): number[] {
  const from = action.indexOf(':') + 2;
  const starts = [...action.matchAll(/[A-Z](?=[a-z])|(?<=[a-z0-9])[A-Z]/g)].map(each => each.index);
  return [...starts.filter(at => at >= from), action.length];
}
