// Reading the permission sets that were found at start.
import type { Caller } from '../../core/access/caller.js';
import type { PermissionSet } from '../../core/permission-set/permission-set.js';
import { fail } from '../../errors.js';
import type { Deps } from '../../ports/ports.js';
import { allow } from '../access/allow.js';

type Needs = Pick<Deps, 'clock' | 'ids' | 'securityLog' | 'permissionSets'>;

export async function listPermissionSets(deps: Needs, caller: Caller): Promise<PermissionSet[]> {
  await allow(deps, caller, 'permission-set.read');
  return deps.permissionSets.list();
}

/** The newest version, or exactly `version`. */
export async function readPermissionSet(
  deps: Needs,
  caller: Caller,
  id: string,
  version?: string,
): Promise<PermissionSet> {
  await allow(deps, caller, 'permission-set.read');
  const found = deps.permissionSets.get(id, version);
  if (!found) throw fail('permission_set_not_found');
  return found;
}
