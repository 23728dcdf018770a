// What a process does once at its start, before it serves requests or works: warns about what is not configured, renews
// the MACs of items, and publishes the permission sets.
import { publishPermissionSets } from './operations/permission-set/publish-permission-sets.js';
import type { Ports } from './ports/ports.js';
import { type PermissionSetFiles, PermissionSetsError } from './stores/permission-sets.js';

const noStranger =
  'DRAWBRIDGE_STRANGER_ROLE_ARNS is not set: no check tries to assume a role as another of your roles. Only the ' +
  'trust policy shows that no one else may assume it. See docs/configuration.md.';

const restored =
  'The table was restored, or its own item was edited: no credentials are issued. Revoke again what was revoked ' +
  'since its backup, then adopt the table. See docs/exports.md.';

const noAnchors =
  'No anchors are configured: nothing outside the table shows that it was put back to an earlier state, or that a ' +
  'subject was deleted. See docs/exports.md.';

/** Throws a PermissionSetsError that names every invalid file. */
export async function prepare(ports: Ports, files: PermissionSetFiles): Promise<void> {
  if (ports.vendor.strangerRoleArns.length === 0) ports.log.warn({}, noStranger);
  if (!ports.anchors) ports.log.warn({}, noAnchors);
  const migrated = await ports.tableIntegrity.migrate();
  if (migrated > 0) ports.log.info({ items: migrated }, 'items got a MAC of the current key');
  if (ports.tableIntegrity.isHeld) ports.log.error({}, restored);
  const issues = (await publishPermissionSets(ports)).map(({ set, path, message }) => ({
    file: files.fileOf(set) ?? set.id,
    path,
    message,
  }));
  if (issues.length > 0) throw new PermissionSetsError(issues);
}
