// Reads the permission sets that were loaded at start.
import type { Caller } from '../../core/access/caller.js';
import type { PermissionSet } from '../../core/permission-set/permission-set.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import { allow } from '../access/allow.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'permissionSets'>;

export async function listPermissionSets(ports: Needs, caller: Caller): Promise<PermissionSet[]> {
  await allow(ports, caller, 'permission-set.read');
  return ports.permissionSets.list();
}

/** The newest version, or the given `version`. */
export async function readPermissionSet(
  ports: Needs,
  caller: Caller,
  id: string,
  version?: string,
): Promise<PermissionSet> {
  await allow(ports, caller, 'permission-set.read');
  const found = ports.permissionSets.get(id, version);
  if (!found) throw fail('permission_set_not_found');
  return found;
}
