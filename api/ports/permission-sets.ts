// The permission sets of this service. Types only.
import type { PermissionSet, PermissionSetIssue } from '../core/permission-set/permission-set.js';

/** The permission sets that were read at start and passed the linter. */
export interface PermissionSets {
  list(): PermissionSet[];
  /** The newest version, or exactly `version`. */
  get(id: string, version?: string): PermissionSet | undefined;
  /** What only the catalogue of AWS actions holds against a set: a version that is new is not published with it. */
  doubtsOf(set: PermissionSet): readonly PermissionSetIssue[];
}
