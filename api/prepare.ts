// What a process does once at its start, before it serves requests or works: warns about what is not configured, renews
// the MACs of items, and publishes the permission sets.
import { publishPermissionSets } from './operations/permission-set/publish-permission-sets.js';
import type { TableHold } from './ports/audit.js';
import type { Ports } from './ports/ports.js';
import { type PermissionSetFiles, PermissionSetsError } from './stores/permission-sets.js';

const noStranger =
  'DRAWBRIDGE_STRANGER_ROLE_ARNS is not set: no check tries to assume a role as another of your roles. Only the ' +
  'trust policy shows that no one else may assume it. See docs/configuration.md.';

/** Why no credentials are issued from this table. A missing item of the table ends the start: `open` throws. */
const holds: Record<TableHold, string> = {
  restored:
    'The table was restored from a backup: its own item names another table. No credentials are issued. Revoke again ' +
    'what was revoked since its backup, then run adopt-table. See docs/exports.md.',
  edited:
    "The table's own item was edited, or DRAWBRIDGE_SIGNING_KEY was changed without " +
    'DRAWBRIDGE_EARLIER_SIGNING_KEYS: its MAC is not valid. No credentials are issued. Put the item back with ' +
    'adopt-table and the `ownItem` that an earlier start has logged. See docs/exports.md.',
};

const noAnchors =
  'No anchors are configured: nothing outside the table shows that it was put back to an earlier state, or that a ' +
  'subject was deleted. See docs/exports.md.';

/** Throws a PermissionSetsError that names every invalid file. */
export async function prepare(ports: Ports, files: PermissionSetFiles): Promise<void> {
  for (const { partition, strangerRoleArns } of ports.vendor.partitions)
    if (strangerRoleArns.length === 0) ports.log.warn({ partition }, noStranger);
  if (!ports.anchors) ports.log.warn({}, noAnchors);
  const { renewed, ownItem } = await ports.tableIntegrity.open();
  const { held } = ports.tableIntegrity;
  if (renewed > 0) ports.log.info({ items: renewed }, 'items got a MAC of the current key');
  if (held) ports.log.error({}, holds[held]);
  else ports.log.info({ ownItem }, "the table's own item; should someone edit or delete it, adopt-table puts it back");
  const issues = (await publishPermissionSets(ports)).map(({ set, path, message }) => ({
    file: files.fileOf(set) ?? set.id,
    path,
    message,
  }));
  if (issues.length > 0) throw new PermissionSetsError(issues);
}
