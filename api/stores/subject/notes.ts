// The bookkeeping of a subject: parts of its item that change without a revision and a history row.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SubjectKind } from '../../core/audit/history.js';
import type { Notes, NotesChange, Snapshot } from '../../ports/subjects.js';
import type { ItemIntegrity } from '../table/item-integrity.js';
import { attempt, type Table } from '../table/send.js';
import { keys, listKey } from '../table/table.js';

/** The index partition of connections with scheduled work. */
export const duty = 'connections';

export function dueKeys({ due }: Notes, id: string): { dueAt?: string; duty?: string } {
  return due ? { dueAt: listKey(due.at, id), duty } : {};
}

/**
 * The notes without the MAC of the last full check. One that the service did not write is left out, and then the next
 * check is a full one: nobody can put full checks off by a note.
 */
export function notesAsWritten(integrity: ItemIntegrity, pk: string, { lastFullCheck, ...notes }: Notes): Notes {
  if (lastFullCheck === undefined) return notes;
  const { mac, ...check } = { mac: undefined, ...lastFullCheck };
  return integrity.isPartAsWritten(pk, 'lastFullCheck', check, mac) ? { ...notes, lastFullCheck: check } : notes;
}

/** Writes only the given bookkeeping: no new revision, no row. False when the subject has changed. */
export async function noteSubject(
  { table, kind }: { table: Table; kind: SubjectKind },
  kept: Snapshot<{ id: string }>,
  { due, lastConclusiveCheckAt, lastFullCheck, lastHandedOutAt, stsDisabledSince }: NotesChange,
): Promise<boolean> {
  const key = keys.subject(kind, kept.value.id);
  // Each part by its own path, so that writing one does not undo another that was written meanwhile.
  const sets: Record<string, unknown> = {
    ...(lastConclusiveCheckAt && {
      'notes.lastConclusiveCheckAt': lastConclusiveCheckAt,
      ...(!kept.isAltered && { checkMac: await table.integrity.checkMacOf(key, lastConclusiveCheckAt) }),
    }),
    ...(lastHandedOutAt && { 'notes.lastHandedOutAt': lastHandedOutAt }),
    ...(stsDisabledSince && { 'notes.stsDisabledSince': stsDisabledSince }),
    ...(lastFullCheck && {
      'notes.lastFullCheck': {
        ...lastFullCheck,
        mac: await table.integrity.partMacOf(key, 'lastFullCheck', lastFullCheck),
      },
    }),
    ...(due && { 'notes.due': due, ...dueKeys({ due }, kept.value.id) }),
  };
  const removes = [
    ...(due === null ? ['notes.due', 'dueAt', 'duty'] : []),
    ...(stsDisabledSince === null ? ['notes.stsDisabledSince'] : []),
  ];
  const paths = Object.keys(sets);
  if (paths.length + removes.length === 0) return true;
  const update = new UpdateCommand({
    TableName: table.name,
    Key: key,
    UpdateExpression: [
      paths.length > 0 ? `SET ${paths.map((path, n) => `${path} = :v${n}`)}` : '',
      removes.length > 0 ? `REMOVE ${removes}` : '',
    ].join(' '),
    ConditionExpression: 'revision = :revision',
    ExpressionAttributeValues: {
      ':revision': kept.revision,
      ...Object.fromEntries(paths.map((path, n) => [`:v${n}`, sets[path]])),
    },
  });
  const noted = await attempt(table.client.send(update));
  if (!noted.done && noted.unanswered) throw noted.unanswered;
  return noted.done;
}
