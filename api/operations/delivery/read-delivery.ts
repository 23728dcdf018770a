// The delivery: the role spec in every form for the customer. Publishing the template is part of reading it, so a
// link is never shown before its template exists. The same text always has the same URL.
import { setBoundaryCommand } from '../../../templates/commands.js';
import { renderGuide } from '../../../templates/guide.js';
import { plainPolicies } from '../../../templates/policies.js';
import { renderRoleTemplate, requestLimitBytes } from '../../../templates/render.js';
import {
  createFromBucketCommand,
  createStackCommand,
  deleteStackCommand,
  updateStackCommand,
} from '../../../templates/stack-commands.js';
import { renderTerraform } from '../../../templates/terraform/render.js';
import type { Caller } from '../../core/access/caller.js';
import type { Connection } from '../../core/connection/connection.js';
import { deliveredSpec, mayBeRelaunched } from '../../core/connection/launches.js';
import { stackOf } from '../../core/connection/stack.js';
import { launchLink } from '../../core/iam/launch-link.js';
import { boundSet } from '../../core/permission-set/bound.js';
import type { PermissionSet } from '../../core/permission-set/permission-set.js';
import type { RoleSpec } from '../../core/role/role-spec.js';
import { kitVersion } from '../../core/values/kit-version.js';
import { type ErrorCode, fail, KitError } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { tenantNameOf } from '../access/find-tenant.js';
import { type ConnectionOrRef, findConnection } from '../connection/find-connection.js';
import { notInThisState } from '../connection/not-in-this-state.js';
import { isUnderReview } from '../connection/review.js';
import { openValues } from '../connection/values/give-values.js';
import { vendorIn } from '../vendor-in.js';

type Needs = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'securityLog'
  | 'tenants'
  | 'connections'
  | 'accountClaims'
  | 'permissionSets'
  | 'publishTemplate'
  | 'vendor'
>;

export interface Delivery {
  connection: Versioned<Connection>;
  /** The delivered role spec. During a rotation it holds only the new external ID. */
  spec: RoleSpec;
  tenantName: string;
  launchUrl: string;
  templateUrl: string;
  template: string;
  fingerprint: string;
  stackName: string;
  region: string;
  /** AWS CLI commands that create the same stack: from the published template, and from a downloaded file. */
  createCommand: string;
  createFromFileCommand: string;
  /** Updates the stack. Quick-create links cannot update. */
  updateCommand: string;
  deleteCommand: string;
  /** Sets the boundary of the role by itself, for a stack whose template has it already. */
  boundaryCommand: string;
  /** The same role for Terraform and OpenTofu: the file `role.tf`. */
  terraform: string;
  /** The trust and permission policies as documents, for customers who create roles another way. */
  policies: ReturnType<typeof plainPolicies>;
}

export async function readDelivery(ports: Needs, caller: Caller, where: ConnectionOrRef): Promise<Delivery> {
  return deliveryOf(ports, await findConnection(ports, caller, 'delivery.read', where));
}

export type Update = Pick<
  Delivery,
  'updateCommand' | 'stackName' | 'templateUrl' | 'region' | 'boundaryCommand' | 'terraform'
>;

/** The role's update for an open change, for a stack and for Terraform. Undefined if it cannot be delivered now. */
export async function readUpdate(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
  tenantName?: string,
): Promise<Update | undefined> {
  const kept = await findConnection(ports, caller, 'update.read', where);
  if (!kept.value.externalId.pending && !kept.value.upgrade) throw fail('upgrade_not_open');
  const delivery = await unless(undelivered, deliveryOf(ports, kept, tenantName));
  if (!delivery) return undefined;
  const { updateCommand, stackName, templateUrl, region, boundaryCommand, terraform } = delivery;
  return { updateCommand, stackName, templateUrl, region, boundaryCommand, terraform };
}

export type Relaunch = Pick<Delivery, 'launchUrl' | 'createCommand' | 'stackName'>;

/** How to recreate a role that refuses us. Undefined when that does not apply or would not help. */
export async function readRelaunch(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
  tenantName?: string,
): Promise<Relaunch | undefined> {
  const kept = await findConnection(ports, caller, 'relaunch.read', where);
  if (!mayBeRelaunched(kept.value, ports.clock.now())) return undefined;
  // A withdrawn version is never delivered again.
  const delivery = await unless([...undelivered, 'permission_set_not_found'], deliveryOf(ports, kept, tenantName));
  if (!delivery) return undefined;
  const { launchUrl, createCommand, stackName } = delivery;
  return { launchUrl, createCommand, stackName };
}

/**
 * Errors of publishing the template, or of an altered record. The page that ends access shows the delivery too, and
 * suspending must work even when S3 is unavailable.
 */
const undelivered: readonly ErrorCode[] = ['aws_unavailable', 'vendor_caller_unavailable', 'not_readable'];

/** Its template could create a role that trusts the one who edited the record. */
const alteredText = 'No launch link or template is printed from it. Revoke it, and create another connection.';

async function unless<Found>(codes: readonly ErrorCode[], found: Promise<Found>): Promise<Found | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof KitError && codes.includes(error.code)) return undefined;
    throw error;
  }
}

/** `known`: the tenant's name, where it was read already. */
async function deliveryOf(ports: Needs, kept: Versioned<Connection>, known?: string): Promise<Delivery> {
  const connection = kept.value;
  if (kept.isAltered) throw fail('not_readable', { detail: alteredText });
  if (connection.state !== 'pending' && connection.state !== 'verified') {
    throw notInThisState(connection.state);
  }
  if (await isUnderReview(ports, connection)) throw fail('under_review');
  refuseWhileOpen(ports, connection);
  const spec = deliveredSpec(connection);
  // A rotation only changes the external ID of the existing role, so it works with a withdrawn version too.
  if (!connection.externalId.pending) setDelivered(ports, spec);
  const tenantName = known ?? (await tenantNameOf(ports, connection));
  return { connection: kept, spec, tenantName, ...(await printed(ports, connection, spec, tenantName)) };
}

function refuseWhileOpen(ports: Needs, connection: Connection): void {
  const open = openValues(ports, connection)?.parameters.filter(each => !each.optional);
  if (open) throw fail('values_missing', { detail: `Missing: ${open.map(each => each.name).join(', ')}.` });
}

/** The permission set with its reasons and the spec's values. A withdrawn version is never delivered again. */
export function setDelivered(ports: Pick<Ports, 'permissionSets'>, spec: RoleSpec): PermissionSet {
  const { id, version } = spec.permissionSet;
  const found = ports.permissionSets.get(id, version);
  if (!found) throw fail('permission_set_not_found', { detail: `Version ${version} of ${id} is no longer available.` });
  return boundSet(found, spec);
}

async function printed(ports: Needs, connection: Connection, spec: RoleSpec, tenantName: string) {
  const { vendor } = ports;
  const input = {
    spec,
    vendorName: vendor.name,
    tenantName,
    kitVersion,
    connectionId: connection.id,
    ...(vendor.watermark && { watermark: vendor.watermark }),
  };
  const { body, fingerprint } = renderRoleTemplate(input);
  const { partition } = connection;
  const { launchRegion, awsEndpoint, consoleUrl } = vendorIn(vendor, partition);
  const { url: templateUrl } = await ports.publishTemplate(body, partition);
  const { stackName, region } = stackOf(connection, spec.roleName, launchRegion);
  const file = `${stackName}.json`;
  const target = { region, ...(awsEndpoint && { endpointUrl: awsEndpoint }) };
  const role = { ...target, roleName: spec.roleName };
  return {
    launchUrl: launchLink({
      partition,
      region,
      templateUrl,
      stackName,
      ...(consoleUrl && { consoleUrl }),
    }),
    templateUrl,
    template: body,
    fingerprint,
    stackName,
    region,
    createCommand: createStackCommand({ ...target, stackName, template: { url: templateUrl } }),
    createFromFileCommand:
      Buffer.byteLength(body) > requestLimitBytes
        ? createFromBucketCommand({ ...target, stackName, file })
        : createStackCommand({ ...target, stackName, template: { file } }),
    updateCommand: updateStackCommand({ ...role, template: { url: templateUrl } }),
    deleteCommand: deleteStackCommand(role),
    boundaryCommand: setBoundaryCommand({ ...role, boundary: spec.permissionsBoundaryArn }),
    terraform: renderTerraform(input),
    policies: plainPolicies(spec),
  };
}

/** The deployment guide of this connection, rendered from the same role spec (FTR, Customer-Deployed items). */
export async function readGuide(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
): Promise<{ markdown: string; html: string }> {
  const { vendor } = ports;
  const kept = await findConnection(ports, caller, 'guide.read', where);
  const delivery = await deliveryOf(ports, kept);
  const { value } = delivery.connection;
  const { region: stsRegion, awsEndpoint } = vendorIn(vendor, value.partition);
  return renderGuide({
    spec: delivery.spec,
    permissionSet: setDelivered(ports, delivery.spec),
    vendorName: vendor.name,
    tenantName: delivery.tenantName,
    supportContact: vendor.supportContact,
    connectionId: value.id,
    kitVersion,
    region: delivery.region,
    stackName: delivery.stackName,
    stsRegion,
    launchLink: delivery.launchUrl,
    templateUrl: delivery.templateUrl,
    ...(awsEndpoint && { endpointUrl: awsEndpoint }),
    ...(vendor.watermark && { watermark: vendor.watermark }),
  });
}
