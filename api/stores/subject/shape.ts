// What every release of the service writes alike into a subject's item. Anything else in its place was not written by
// one, so it cannot be read: the subject of another item, whose stop would land there, or a state that does not exist.
import type { SubjectKind } from '../../core/audit/history.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import { type Item, unreadable } from '../table/send.js';
import { keys } from '../table/table.js';

/** Of the kinds that can be stopped. A key or link whose item was altered opens nothing, whatever it holds. */
const states: Partial<Record<SubjectKind, readonly string[]>> = {
  connection: Object.keys(allowedEvents),
  tenant: ['open', 'closed'],
};

export function refuseUnlessSubject(value: unknown, { pk, revision }: Item): void {
  const { id, state } = (value ?? {}) as { id?: unknown; state?: unknown };
  if (typeof id !== 'string' || typeof revision !== 'number') throw unreadable('An item holds no subject');
  const kind = String(pk).split('#', 1)[0] as SubjectKind;
  const known = states[kind];
  if (!known) return;
  if (pk !== keys.subject(kind, id).pk) throw unreadable(`An item of kind ${kind} holds another subject`);
  if (!known.includes(String(state))) throw unreadable(`An item of kind ${kind} has no known state`);
}
