// A permission set: the only description of what the vendor may do, with a reason for each statement in both languages.
// parse.ts reads its JSON, lint.ts checks its meaning.
// Least privilege: FTR CAA-001 and CAA-007, https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
import { managedPolicyText } from '../policy/catalogue/managed-policies.js';
import type { OneOrMany } from '../policy/document/document.js';
import type { Parameter } from './parameter/parameter.js';

/** A sentence in every language of the kit. */
export interface Sentence {
  en: string;
  ja: string;
}

export interface PermissionStatement {
  /** Letters and digits only, unique in the set. */
  sid: string;
  /** Absent: Allow. A Deny is a promise: it holds whatever other policy is attached to the role. */
  effect?: Effect;
  actions: string[];
  resources: string[];
  conditions?: Record<string, Record<string, OneOrMany>>;
  /** Why an action or resource is a wildcard; needed for `*` and for a wildcard that covers a whole service. */
  wildcardReason?: Sentence;
  /**
   * Why the statement has an action that the kit's catalogue does not know (AWS added it later). Its name judges it.
   */
  unknownActionsReason?: Sentence;
  /** Why a scoped action is accepted that can lead to more permissions: what it can do (risk/excusable-actions.ts). */
  riskReason?: Sentence;
  /** Why reading actions are accepted that AWS counts as more than the set's access: what they show. */
  excessReason?: Sentence;
  /** Why we need it; for a Deny, what it protects. */
  why: Sentence;
  /** What stops working without it; for a Deny, what would be possible without it. */
  without: Sentence;
}

/** A policy that AWS maintains, attached to the role beside the set's own statements. AWS may change what it grants. */
export interface ManagedPolicyGrant {
  /** `arn:${partition}:iam::aws:policy/…` */
  arn: string;
  why: Sentence;
  without: Sentence;
  /** Why what it allows beyond the set's access is accepted, as AWS classifies its actions. */
  excessReason?: Sentence;
}

export interface PermissionSet {
  id: string;
  /** SemVer. */
  version: string;
  /** `metadata`: no customer data; `read`: may read customer data; `write`: may change resources. */
  access: 'metadata' | 'read' | 'write';
  title: Sentence;
  summary: Sentence;
  /**
   * Why sessions are not limited to what the set announces, such as bucket policies that grant the role. Absent: they
   * are (session-cap.ts).
   */
  uncappedReason?: Sentence;
  /** What each connection states. Statements use it as `${parameter:Name}`. Absent: nothing. */
  parameters?: Parameter[];
  /** At most ten: IAM attaches no more to a role. */
  managedPolicies?: ManagedPolicyGrant[];
  /** Empty only if there are managed policies. */
  statements: PermissionStatement[];
}

/** One issue of a permission set: where (a JSON pointer) and why. */
export interface PermissionSetIssue {
  path: string;
  message: string;
  /** The issue follows from the catalogue of AWS actions; a catalogue of another day may not have it. */
  byCatalogue?: true;
}

export type Effect = 'Allow' | 'Deny';

export function effectOf(statement: PermissionStatement): Effect {
  return statement.effect ?? 'Allow';
}

export function statementsOf(set: PermissionSet, effect: Effect): PermissionStatement[] {
  return set.statements.filter(each => effectOf(each) === effect);
}

/** Whether the vendor's calls cost the customer money: AWS charges for each request to the API of Cost Explorer. */
export function usesCostExplorer(set: PermissionSet): boolean {
  const managed = (set.managedPolicies ?? []).flatMap(({ arn }) => managedPolicyText(arn)?.document.Statement ?? []);
  const granted = [
    ...statementsOf(set, 'Allow').map(each => each.actions),
    ...managed.filter(each => each.Effect === 'Allow').map(each => [each.Action ?? []].flat()),
  ];
  return granted.flat().some(action => action.startsWith('ce:'));
}
