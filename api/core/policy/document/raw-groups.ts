// A quick test for a policy in other words: both texts, with statements grouped anew before any pattern is built. True
// means that both grant and deny the same; false proves nothing, so the caller must ask the policy engine.
import type { PolicyDocument } from './document.js';
import { hasRepeatedMembers } from './repeated-members.js';

type Members = Readonly<Record<string, unknown>>;

const statementMembers = new Set(['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition']);

/**
 * Whether the text of a live policy grants the same as `document` when the actions of statements that are alike in
 * everything else are put together. Actions have no case.
 */
export function isRegrouped(document: PolicyDocument, text: string): boolean {
  let live: unknown;
  try {
    live = JSON.parse(text);
  } catch {
    return false;
  }
  if (!isObject(live) || live.Version !== document.Version) return false;
  for (const name of Object.keys(live)) if (name !== 'Version' && name !== 'Statement' && name !== 'Id') return false;
  const [own, theirs] = [groupsOf(document.Statement), groupsOf(live.Statement)];
  if (!own || !theirs || own.size !== theirs.size) return false;
  for (const [rest, actions] of own) if (!isSameSet(actions, theirs.get(rest))) return false;
  return !hasRepeatedMembers(text, live);
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

/** A copy of the texts; undefined for anything else, or an action with a character that no action has. */
function listOf(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.every(each => typeof each === 'string' && !/[^ -~]/.test(each))
    ? ([...list] as string[])
    : undefined;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string> | undefined): boolean {
  if (!b || a.size !== b.size) return false;
  for (const each of a) if (!b.has(each)) return false;
  return true;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
