// Refuses a permission set in a partition of AWS where no role can have it: its file passed in another partition.
import type { Partition } from '../../core/iam/arn.js';
import { unfitFor } from '../../core/permission-set/bound.js';
import type { PermissionSet } from '../../core/permission-set/permission-set.js';
import { fail } from '../../errors.js';

export function refuseUnfit(set: PermissionSet, partition: Partition): void {
  const errors = unfitFor(set, partition);
  if (errors.length === 0) return;
  const detail = `Version ${set.version} of ${set.id} cannot be used in the partition ${partition}: see \`errors\`.`;
  throw fail('permission_set_not_found', { detail, errors });
}
