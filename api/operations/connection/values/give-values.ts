// The customer states, once, what the permission set needs to know before its launch, through the hand-off link.
import type { Caller } from '../../../core/access/caller.js';
import type { Connection } from '../../../core/connection/connection.js';
import { allowedEvents } from '../../../core/connection/machine/machine.js';
import { acceptedValues, missingValues, type ValueFault } from '../../../core/permission-set/parameter/given-values.js';
import type { Parameter } from '../../../core/permission-set/parameter/parameter.js';
import type { PermissionSet } from '../../../core/permission-set/permission-set.js';
import { withPermissionSet } from '../../../core/role/build.js';
import { fail } from '../../../errors.js';
import type { Ports } from '../../../ports/ports.js';
import type { Versioned } from '../../../ports/subjects.js';
import { tenantNameOf } from '../../access/find-tenant.js';
import { type ConnectionOrRef, findConnection } from '../find-connection.js';
import { notInThisState } from '../not-in-this-state.js';
import { refuseUnprintable } from '../printable.js';
import { isUnderReview } from '../review.js';
import { applyEvent } from '../transition.js';
import { checkedValues } from './checked-values.js';

type Needs = Pick<
  Ports,
  'clock' | 'ids' | 'securityLog' | 'tenants' | 'connections' | 'accountClaims' | 'permissionSets' | 'vendor'
>;

/** What is still to be stated, and the set that needs it. */
export interface OpenValues {
  set: PermissionSet;
  /** Those without a value; what the vendor stated is not among them. */
  parameters: Parameter[];
}

/** Undefined when nothing is awaited. Throws `permission_set_not_found` when the version was withdrawn. */
export function openValues(
  { permissionSets }: Pick<Ports, 'permissionSets'>,
  { awaitsValues, permissionSet: { id, version }, roleSpec }: Connection,
): OpenValues | undefined {
  if (!awaitsValues) return undefined;
  const set = permissionSets.get(id, version);
  if (!set) throw fail('permission_set_not_found', { detail: `Version ${version} of ${id} is no longer available.` });
  const { values = {} } = roleSpec;
  return { set, parameters: (set.parameters ?? []).filter(each => !Object.hasOwn(values, each.name)) };
}

/** The changed connection, or every fault. Nothing is written unless all values are valid. */
export async function giveValues(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
  values: Readonly<Record<string, string>>,
): Promise<{ kept: Versioned<Connection> } | { faults: ValueFault[] }> {
  const kept = await findConnection(ports, caller, 'values.give', where);
  const connection = kept.value;
  // The person who edited the record could have named the role that is trusted.
  if (kept.isAltered) throw fail('not_readable');
  if (!allowedEvents[connection.state].includes('values-stated')) throw notInThisState(connection.state);
  if (await isUnderReview(ports, connection)) throw fail('under_review');
  const open = openValues(ports, connection);
  if (!open) throw fail('values_already_stated');
  const { set, parameters } = open;
  const known = connection.roleSpec.values ?? {};
  const giver = { by: 'customer', id: caller.id, at: ports.clock.now().toISOString() } as const;
  const accepted = acceptedValues(parameters, {}, { values }, giver, connection);
  const missing = missingValues(parameters, 'values' in accepted ? accepted.values : {});
  if ('faults' in accepted) return accepted;
  if (missing.length > 0) return { faults: missing.map(name => ({ member: 'values', name, code: 'missing' })) };
  const all = checkedValues(ports, caller, set, connection, { known, given: { values } });
  const roleSpec = withPermissionSet(connection.roleSpec, set, connection.roleSpec.description, all);
  const tenantName = await tenantNameOf(ports, connection);
  refuseUnprintable(ports, { spec: roleSpec, tenantName, connectionId: connection.id }, 'values_not_valid');
  const event = { type: 'values-stated', options: connection.options, roleSpec } as const;
  const facts = { values: Object.keys(accepted.values) };
  return { kept: await applyEvent(ports, caller, kept, event, { action: 'connection.values-stated', facts }) };
}
