// The permission sets of this service. Types only.
import type { PermissionSet, PermissionSetIssue } from '../core/permission-set/permission-set.js';

/** The permission sets read at start that passed the linter. */
export interface PermissionSets {
  list(): PermissionSet[];
  /** The newest version, or exactly `version`. */
  get(id: string, version?: string): PermissionSet | undefined;
  /** Issues that only the catalogue of AWS actions finds: a new version with one is not published. */
  doubtsOf(set: PermissionSet): readonly PermissionSetIssue[];
}
