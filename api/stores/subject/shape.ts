// What every release of the service writes alike into a subject's item. Anything else in its place was not written by
// one, so it cannot be read: the subject of another item, whose stop would land there, or a state that does not exist.
import type { ApiKey } from '../../core/access/api-key.js';
import type { Link } from '../../core/access/link.js';
import type { Tenant } from '../../core/access/tenant.js';
import type { SubjectKind } from '../../core/audit/history.js';
import type { Connection } from '../../core/connection/connection.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import type { Webhook } from '../../core/event/webhook.js';
import type { Versioned } from '../../ports/subjects.js';
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

/** The members that a list shows of every subject of a kind: texts, and others. */
const shown = {
  tenant: shownOf<Tenant>(['name', 'createdAt']),
  connection: shownOf<Connection>(
    ['tenantId', 'partition', 'accountId', 'health', 'createdAt', 'expiresAt'],
    ['permissionSet', 'options', 'maxSessionSeconds', 'launch', 'externalId', 'roleSpec', 'findings'],
  ),
  'api-key': shownOf<ApiKey>(['name', 'scope', 'createdAt'], ['tenants', 'mayEndAccess', 'secrets']),
  link: shownOf<Link>(['kind', 'tenantId', 'connectionId', 'createdAt', 'expiresAt']),
  webhook: shownOf<Webhook>(['url', 'createdAt'], ['tenants', 'secrets']),
};

function shownOf<Value>(texts: readonly (keyof Value)[], others: readonly (keyof Value)[] = []) {
  // The parts that are stored apart make a role spec of their own.
  const hasSpec = (value: { roleSpec?: Partial<Connection['roleSpec']> }) =>
    value.roleSpec === undefined || value.roleSpec.arn !== undefined;
  return (value: Value) =>
    texts.every(each => typeof value[each] === 'string') &&
    others.every(each => (value[each] ?? null) !== null) &&
    hasSpec(value as object);
}

/** False for an altered subject that lacks what its list shows: it would fail the list for all others. */
export function canBeShown(
  { pk }: Item,
  { value, isAltered }: Pick<Versioned<unknown>, 'value' | 'isAltered'>,
): boolean {
  const kind = String(pk).split('#', 1)[0] as keyof typeof shown;
  const isWhole = shown[kind] as ((value: unknown) => boolean) | undefined;
  return !isAltered || isWhole === undefined || isWhole(value);
}
