// Policies as texts, with statements grouped anew before any pattern is built: a quick test whether a live policy is
// the same in other words, and the parts that differ. Without an answer, call the policy engine.
import type { PolicyDocument } from './document.js';
import { hasRepeatedMembers } from './repeated-members.js';

type Members = Readonly<Record<string, unknown>>;

const statementMembers = new Set(['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition']);

/**
 * Whether the text of a live policy grants the same as `document` when the actions of statements that are alike in
 * everything else are put together. Actions have no case.
 */
export function isRegrouped(document: PolicyDocument, text: string): boolean {
  const live = liveOf(document, text);
  const [own, theirs] = [groupsOf(document.Statement), live && groupsOf(live.Statement)];
  if (!own || !theirs || own.size !== theirs.size) return false;
  for (const [rest, actions] of own) if (!isSameSet(actions, theirs.get(rest))) return false;
  return true;
}

export interface RawPair {
  document: PolicyDocument;
  text: string;
}

/**
 * The same pairs without the actions that cannot matter: a request is decided alike on both sides unless its action
 * matches one that only one side has. So only those actions stay, and what may match the same requests; none if all is
 * the same. Undefined for an unusual text.
 */
export function withoutCommon(pairs: readonly RawPair[]): RawPair[] | 'same' | undefined {
  const sides = pairs.map(({ document, text }) => ({ document, live: liveOf(document, text) }));
  const heads = new Set<string>();
  for (const { document, live } of sides) {
    const [own, theirs] = [groupsOf(document.Statement), live && groupsOf(live.Statement)];
    if (!own || !theirs) return undefined;
    for (const [a, b] of [
      [own, theirs],
      [theirs, own],
    ] as const)
      for (const [rest, actions] of a) for (const each of actions) if (!b.get(rest)?.has(each)) heads.add(headOf(each));
  }
  if (heads.size === 0) return 'same';
  const mayMatter = (action: string) => {
    const head = headOf(action.toLowerCase());
    for (const each of heads) if (each.startsWith(head) || head.startsWith(each)) return true;
    return false;
  };
  const reduced = (document: PolicyDocument): PolicyDocument => ({
    ...document,
    Statement: [document.Statement].flat().flatMap(statement => {
      const Action = [statement.Action ?? []].flat().filter(mayMatter);
      return Action.length > 0 ? [{ ...statement, Action }] : [];
    }),
  });
  const small = sides.map(({ document, live }) => ({ document: reduced(document), live: reduced(live!) }));
  return small.map(({ document, live }) => ({ document, text: JSON.stringify(live) }));
}

/** The text before the first wildcard. */
function headOf(action: string): string {
  const end = action.search(/[*?]/);
  return end < 0 ? action : action.slice(0, end);
}

/** The live policy, if its version is the same and it has no unusual member. */
function liveOf(document: PolicyDocument, text: string): PolicyDocument | undefined {
  // Lower case of other characters is ambiguous; such a text is left to the engine.
  if (/[^ -~\s]|\\u/.test(text)) return undefined;
  let live: unknown;
  try {
    live = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(live) || live.Version !== document.Version) return undefined;
  for (const name of Object.keys(live))
    if (name !== 'Version' && name !== 'Statement' && name !== 'Id') return undefined;
  return hasRepeatedMembers(text, live) ? undefined : (live as unknown as PolicyDocument);
}

/** The actions of each group, in lower case, by what its statements have in common; undefined for an unusual text. */
function groupsOf(statements: unknown): Map<string, Set<string>> | undefined {
  const groups = new Map<string, Set<string>>();
  for (const statement of Array.isArray(statements) ? (statements as unknown[]) : [statements]) {
    const rest = isObject(statement) ? restOf(statement) : undefined;
    const actions = rest === undefined ? undefined : listOf((statement as Members).Action);
    if (!actions) return undefined;
    let group = groups.get(rest!);
    if (!group) {
      group = new Set();
      groups.set(rest!, group);
    }
    for (const action of actions) group.add(action.toLowerCase());
  }
  return groups;
}

function restOf(statement: Members): string | undefined {
  for (const name of Object.keys(statement)) if (!statementMembers.has(name)) return undefined;
  const { Sid, Effect, Principal, Resource, Condition } = statement;
  const isPlain = (Effect === 'Allow' || Effect === 'Deny') && (Sid === undefined || typeof Sid === 'string');
  const resources = Resource === undefined ? [] : listOf(Resource);
  if (!isPlain || !resources || (Condition !== undefined && !isObject(Condition))) return undefined;
  return JSON.stringify([Effect, Principal ?? null, resources.sort(), Condition ?? null]);
}

/** A copy of the texts; undefined for anything else. */
function listOf(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  for (const each of list) if (typeof each !== 'string') return undefined;
  return list.length > 0 ? ([...list] as string[]) : undefined;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string> | undefined): boolean {
  if (!b || a.size !== b.size) return false;
  for (const each of a) if (!b.has(each)) return false;
  return true;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
