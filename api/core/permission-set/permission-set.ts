// A permission set: the only description of what the vendor may do, with a reason for each statement in both languages.
// lint.ts judges what it means, parse.ts reads its files.
// Least privilege: FTR CAA-001 and CAA-007, https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
import type { OneOrMany } from '../policy/document/document.js';

/** A sentence in every language the kit speaks. */
export interface Sentence {
  en: string;
  ja: string;
}

export interface PermissionStatement {
  /** Letters and digits only, unique in the set. */
  sid: string;
  /** Absent: Allow. A Deny is a promise: it stays closed, whatever else somebody attaches to the role. */
  effect?: Effect;
  actions: string[];
  resources: string[];
  conditions?: Record<string, Record<string, OneOrMany>>;
  /** Why an action or resource is a wildcard; needed for `*` and for a wildcard that covers a whole service. */
  wildcardReason?: Sentence;
  /** Why an action is here that the kit's catalogue does not know (AWS added it later); it is judged by its name. */
  unknownActionsReason?: Sentence;
  /** Why it is needed; of a Deny, what it protects. */
  why: Sentence;
  /** What stops working without it; of a Deny, what would be possible without it. */
  without: Sentence;
}

export interface PermissionSet {
  id: string;
  /** SemVer. */
  version: string;
  /** `metadata`: no customer data contents; `read`: contents too; `write`: changes things. */
  access: 'metadata' | 'read' | 'write';
  title: Sentence;
  summary: Sentence;
  statements: PermissionStatement[];
}

/** Something wrong with a permission set: where (a JSON pointer) and why. */
export interface PermissionSetIssue {
  path: string;
  message: string;
  /** Only the catalogue of AWS actions says so: another day's catalogue may not. */
  byCatalogue?: true;
}

export type Effect = 'Allow' | 'Deny';

export function effectOf(statement: PermissionStatement): Effect {
  return statement.effect ?? 'Allow';
}

export function statementsOf(set: PermissionSet, effect: Effect): PermissionStatement[] {
  return set.statements.filter(each => effectOf(each) === effect);
}
