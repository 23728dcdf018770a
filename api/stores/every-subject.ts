// Finds every subject by scanning the table itself, so that no index, attribute or missing item can hide one. Memory
// holds the keys of one page. Not here: the faults of a subject (history).
import { type SubjectKind, subjectKinds } from '../core/audit/history.js';
import type { EverySubject } from '../ports/subjects.js';
import { everyKey } from './audit/every-key.js';
import { readItem, readRange, type Table } from './table/send.js';
import { keys } from './table/table.js';

export function makeEverySubject(table: Table): EverySubject {
  return { walk: () => walk(table) };
}

async function* walk(table: Table): ReturnType<EverySubject['walk']> {
  // A partition's item comes before its rows, so rows cost an extra read only if the item is missing.
  let known: string | undefined;
  const gone = new Set<string>();
  for await (const { pk, sk } of everyKey(table)) {
    const traced = tracedIn(pk);
    if (traced !== undefined && pk !== known && !gone.has(traced) && !(await isThere(table, traced))) {
      gone.add(traced);
      yield { kind: 'connection', id: traced, isItemMissing: true };
    }
    const subject = subjectOf(pk);
    if (traced !== undefined) known = pk;
    if (!subject) continue;
    if (sk === keys.subject(subject.kind, subject.id).sk) yield { ...subject, isItemMissing: false };
    else if (pk !== known && (await readItem(table, keys.subject(subject.kind, subject.id))) === undefined)
      yield { ...subject, isItemMissing: true };
    known = pk;
  }
}

/** The connection that a ledger or a list of checks belongs to: neither exists without one. */
function tracedIn(pk: string): string | undefined {
  return /^(?:ledger|checks)#(.+)$/.exec(pk)?.[1];
}

/** Whether anything is left of a connection; then the scan meets it. */
async function isThere(table: Table, connectionId: string): Promise<boolean> {
  const { pk } = keys.subject('connection', connectionId);
  for await (const _ of readRange(table, pk, { from: ' ', to: '~', newestFirst: false, pageSize: 1 })) return true;
  return false;
}

/** The subject of a partition; undefined for other items: claims, ledger, checks, the security log. */
function subjectOf(pk: string): { kind: SubjectKind; id: string } | undefined {
  const at = pk.indexOf('#');
  const kind = subjectKinds.find(each => each === pk.slice(0, at));
  return kind && { kind, id: pk.slice(at + 1) };
}
