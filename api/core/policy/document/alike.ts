// A quick test for the usual case: the live policy is the same document, with other order, Sids or white space. True
// means that both have the same normal form; false proves nothing, so the caller must ask the policy engine.
import type { PolicyDocument, Statement } from './document.js';
import { hasRepeatedMembers } from './repeated-members.js';

type Members = Readonly<Record<string, unknown>>;

/** Whether the text of a live policy equals `document` except for order, Sids and white space. */
export function isAlike(document: PolicyDocument, text: string): boolean {
  let live: unknown;
  try {
    live = JSON.parse(text);
  } catch {
    return false;
  }
  return isSameDocument(document, live) && !hasRepeatedMembers(text, live);
}

function isSameDocument(document: PolicyDocument, live: unknown): boolean {
  if (!isObject(live) || live.Version !== document.Version) return false;
  for (const name of Object.keys(live)) if (name !== 'Version' && name !== 'Statement' && name !== 'Id') return false;
  const own = document.Statement;
  const statements = Array.isArray(live.Statement) ? (live.Statement as unknown[]) : [live.Statement];
  if (statements.length !== own.length) return false;
  const found = new Set<number>();
  for (const [at, statement] of statements.entries()) {
    const place = placeOf(statement, own, at);
    if (place < 0) return false;
    found.add(place);
  }
  return found.size === own.length;
}

/** Usually it is at the same index. */
function placeOf(live: unknown, statements: readonly Statement[], at: number): number {
  return isSameStatement(statements[at]!, live) ? at : statements.findIndex(each => isSameStatement(each, live));
}

function isSameStatement(own: Statement, live: unknown): boolean {
  if (!isObject(live) || own.Effect !== live.Effect) return false;
  const isSame =
    isSameList(own.Action, live.Action) &&
    isSameList(own.NotAction, live.NotAction) &&
    isSameList(own.Resource, live.Resource) &&
    isSameList(own.NotResource, live.NotResource) &&
    isSamePrincipal(own.Principal, live.Principal) &&
    isSamePrincipal(own.NotPrincipal, live.NotPrincipal) &&
    isSameMap(own.Condition, live.Condition, (a, b) => isSameMap(a as Members, b, isSameList));
  return isSame && sizeOf(own as object as Members) === sizeOf(live);
}

/** Without Sid, which has no effect. */
function sizeOf(statement: Members): number {
  return Object.keys(statement).length - (Object.hasOwn(statement, 'Sid') ? 1 : 0);
}

function isSamePrincipal(own: Statement['Principal'], live: unknown): boolean {
  return typeof own === 'object' ? isSameMap(own, live, isSameList) : own === live;
}

function isSameMap(own: Members | undefined, live: unknown, isSame: (a: unknown, b: unknown) => boolean): boolean {
  if (own === undefined || !isObject(live)) return own === live;
  const names = Object.keys(own);
  return (
    names.length === Object.keys(live).length &&
    names.every(name => Object.hasOwn(live, name) && isSame(own[name], live[name]))
  );
}

/** The same strings in any order; a single one may be in a list. Numbers and booleans are left to the policy engine. */
function isSameList(own: unknown, live: unknown): boolean {
  if (own === live) return true;
  if (typeof own === 'string') return Array.isArray(live) && live.length === 1 && live[0] === own;
  if (!Array.isArray(own)) return false;
  if (typeof live === 'string') return own.length === 1 && own[0] === live;
  return Array.isArray(live) && own.length === live.length && (isSameOrder(own, live) || isSameSet(own, live));
}

function isSameOrder(own: readonly unknown[], live: readonly unknown[]): boolean {
  for (let at = 0; at < own.length; at += 1) if (own[at] !== live[at]) return false;
  return true;
}

/** For lists of equal length. False if a long list repeats a string. */
function isSameSet(own: readonly unknown[], live: readonly unknown[]): boolean {
  if (own.length <= fewTexts) return isAllIn(own, live) && isAllIn(live, own);
  if (!own.includes(live[0])) return false;
  const texts = new Set(own);
  for (const each of live) if (!texts.delete(each)) return false;
  return texts.size === 0;
}

/** Up to this length, searching the list is faster than building a set. */
const fewTexts = 12;

function isAllIn(list: readonly unknown[], texts: readonly unknown[]): boolean {
  for (const each of texts) if (!list.includes(each)) return false;
  return true;
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
