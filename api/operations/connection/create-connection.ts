// Creates a connection: one AWS account of one tenant, with its own external ID (CAA-004, CAA-005).
import type { Caller } from '../../core/access/caller.js';
import type { Tenant } from '../../core/access/tenant.js';
import { dueNow } from '../../core/check/schedule.js';
import { type Connection, pendingLifetimeMs } from '../../core/connection/connection.js';
import { launchesAtMost } from '../../core/connection/machine/machine.js';
import type { AccessWindow, Limits } from '../../core/connection/parts.js';
import { isAccountId, type Partition } from '../../core/iam/arn.js';
import { type GivenValues, missingValues } from '../../core/permission-set/parameter/given-values.js';
import type { ParameterValues } from '../../core/permission-set/parameter/parameter.js';
import type { PermissionSet } from '../../core/permission-set/permission-set.js';
import { roleSpecOf } from '../../core/role/build.js';
import type { RoleOptions, RoleSpec } from '../../core/role/role-spec.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { actorOf, systemCaller } from '../access/actor.js';
import { findTenant, isClosed } from '../access/find-tenant.js';
import { setStop } from '../ending/set-stop.js';
import { refuseUnfit } from '../permission-set/refuse-unfit.js';
import { servedIn, vendorIn } from '../vendor-in.js';
import { checkedLimits } from './checked-limits.js';
import { keepsPendingPlace, takePendingPlace } from './claim/pending-places.js';
import { drawExternalId } from './draw-external-id.js';
import { refuseUnprintable } from './printable.js';
import { checkedOptions, type GivenOptions } from './role-options.js';
import { checkedValues } from './values/checked-values.js';

export interface NewConnection {
  accountId: string;
  partition: Partition;
  permissionSetId: string;
  /** Defaults to the newest version. */
  permissionSetVersion?: string;
  options: GivenOptions;
  maxSessionSeconds: number;
  endsAt?: string;
  windows?: AccessWindow[];
  /** Of the set's parameters. The customer states the others on the hand-off page. */
  values?: GivenValues['values'];
  valueOwners?: GivenValues['valueOwners'];
}

type Needs = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'securityLog'
  | 'tenants'
  | 'connections'
  | 'externalIds'
  | 'pendingPlaces'
  | 'permissionSets'
  | 'vendor'
>;

export async function createConnection(
  ports: Needs,
  caller: Caller,
  tenantId: string,
  input: NewConnection,
  idText = ports.ids.text(16),
): Promise<Versioned<Connection>> {
  const tenant = await findTenant(ports, caller, 'connection.create', tenantId);
  if (isClosed(tenant)) throw fail('tenant_closed');
  refuseAccount(ports, input);
  const permissionSet = ports.permissionSets.get(input.permissionSetId, input.permissionSetVersion);
  if (!permissionSet) throw fail('permission_set_not_found');
  refuseUnfit(permissionSet, input.partition);
  const options = checkedOptions(input.options, input, ports.clock.now());
  const limits = checkedLimits(ports, {}, input);
  const { values: stated = {}, valueOwners = {} } = input;
  const values = checkedValues(ports, caller, permissionSet, input, { given: { values: stated, valueOwners } });
  const id = `con_${idText}`;
  // An earlier attempt of this request created the connection, then stopped before it answered.
  const there = await ports.connections.get(id);
  if (there) return unlessOvertaken(ports, there);
  refuseUnprintable(ports, {
    spec: specOf(ports, id, tenant.value, { input, options, permissionSet, values, ...longestNames }),
    tenantName: tenant.value.name,
    connectionId: id,
  });
  await takePendingPlace(ports, tenantId, id);
  const connection = await drawConnection(ports, id, tenant.value, input, { options, limits, permissionSet, values });
  const change = { at: connection.createdAt, who: actorOf(caller), action: 'connection.created' };
  const made = await ports.connections.create(connection, change, dueNow(ports.clock.now()));
  const kept = made ?? (await ports.connections.get(id));
  if (!kept) throw fail('conflict');
  return unlessOvertaken(ports, kept);
}

/** The account is stated once and never changes. The vendor's own accounts are refused (D1). */
function refuseAccount(ports: Needs, input: NewConnection): void {
  if (!isAccountId(input.accountId)) throw fail('account_not_valid');
  const served = servedIn(ports.vendor, input.partition);
  if (!served) throw fail('partition_not_served');
  if (served.accounts.includes(input.accountId)) throw fail('vendor_account');
}

/** What is drawn later, in its longest form: the template is printed before anything is drawn. */
const longestNames = { externalId: '0'.repeat(36), roleRandom: '0'.repeat(12), launch: launchesAtMost };

function specOf(
  { vendor }: Needs,
  connectionId: string,
  tenant: Tenant,
  { input, ...parts }: { input: NewConnection } & SpecParts,
): RoleSpec {
  return roleSpecOf({
    vendorName: vendor.name,
    tenantName: tenant.name,
    tenantId: tenant.id,
    connectionId,
    partition: input.partition,
    accountId: input.accountId,
    brokerRoleArn: vendorIn(vendor, input.partition).brokerRoleArn,
    trust: vendor.trust,
    ...parts,
  });
}

type SpecParts = Pick<
  Parameters<typeof roleSpecOf>[0],
  'options' | 'permissionSet' | 'values' | 'externalId' | 'roleRandom' | 'launch'
>;

async function drawConnection(
  ports: Needs,
  id: string,
  tenant: Tenant,
  input: NewConnection,
  {
    limits,
    ...checked
  }: { limits: Limits; options: RoleOptions; permissionSet: PermissionSet; values: ParameterValues },
): Promise<Connection> {
  const now = ports.clock.now();
  const externalId = await drawExternalId(ports, id, now);
  const roleRandom = ports.ids.text(12);
  const { accountId, partition, maxSessionSeconds } = input;
  const drawn = { externalId, roleRandom, launch: 1 };
  const roleSpec = specOf(ports, id, tenant, { input, ...checked, ...drawn });
  const { options, permissionSet, values } = checked;
  const awaitsValues = missingValues(permissionSet.parameters ?? [], values).length > 0;
  return {
    schema: 1,
    id,
    tenantId: tenant.id,
    partition,
    accountId,
    state: 'pending',
    health: 'unknown',
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + pendingLifetimeMs).toISOString(),
    permissionSet: { id: permissionSet.id, version: permissionSet.version },
    options,
    maxSessionSeconds,
    ...(Object.keys(limits).length > 0 && { limits }),
    roleRandom,
    launch: 1,
    externalId: { current: externalId, generation: 1, retired: [] },
    roleSpec,
    ...(awaitsValues && { awaitsValues }),
    findings: [],
  };
}

/** Between our first read and our write, the tenant may have been closed, or our place taken over as abandoned. */
async function unlessOvertaken(ports: Needs, kept: Versioned<Connection>): Promise<Versioned<Connection>> {
  if (kept.value.state !== 'pending') return kept;
  const tenant = await ports.tenants.get(kept.value.tenantId);
  const isOver = !tenant || isClosed(tenant);
  if (!isOver && (await keepsPendingPlace(ports, kept.value))) return kept;
  const reason = isOver ? 'Tenant closed.' : 'Too many pending connections.';
  await setStop(ports, systemCaller, kept, 'stopRevoke', { action: 'connection.revoked', reason });
  throw fail(isOver ? 'tenant_closed' : 'too_many_pending');
}
