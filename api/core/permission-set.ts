// A permission set: the only description of what the vendor may do, with a reason for each statement in both
// languages. This file holds its shape and the linter that judges its meaning; actions are judged by action-lint.ts, and
// the parser of files is permission-set-shape.ts.
// Least privilege: FTR CAA-001 and CAA-007, https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
// Sizes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html

import { actionMessages } from './action-lint.js';
import type { OneOrMany } from './policy/document.js';

/** A sentence in every language the kit speaks. */
export interface Sentence {
  en: string;
  ja: string;
}

export interface PermissionStatement {
  /** Letters and digits only, unique in the set. */
  sid: string;
  actions: string[];
  resources: string[];
  conditions?: Record<string, Record<string, OneOrMany>>;
  /** Why an action or resource is a wildcard; needed for `*` and for a wildcard that covers a whole service. */
  wildcardReason?: Sentence;
  /** Why an action is here that the kit's catalogue does not know (AWS added it later); it is judged by its name. */
  unknownActionsReason?: Sentence;
  why: Sentence;
  /** What stops working without it. */
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
}

/** IAM's limit for all inline policies of a role together, in characters. */
export const inlinePoliciesLimit = 10_240;
/** Kept free for the policy by which a role reads itself, at the longest role name and path. */
export const selfReadReserve = 1_300;

/** What is wrong with the meaning of a set whose shape is right; empty when nothing is. */
export function lintPermissionSet(set: PermissionSet): PermissionSetIssue[] {
  const issues = set.statements.flatMap((statement, index) => [
    ...repeatedSid(set, index),
    ...statement.actions.flatMap((_, at) =>
      actionMessages(set.access, statement, at).map(message => ({
        path: `/statements/${index}/actions/${at}`,
        message,
      })),
    ),
    ...statement.resources.flatMap((resource, at) =>
      resourceMessages(statement, resource).map(message => ({
        path: `/statements/${index}/resources/${at}`,
        message,
      })),
    ),
    ...conditionIssues(statement, `/statements/${index}/conditions`),
  ]);
  const size = policyText(set).length;
  const room = inlinePoliciesLimit - selfReadReserve;
  if (size > room)
    issues.push({
      path: '/statements',
      message: `the policy has ${size} characters; IAM's limit for the role leaves room for ${room}`,
    });
  return issues;
}

/** The policy of a set as IAM counts it: compact JSON. (IAM counts no blanks at all, so this is never too little.) */
function policyText(set: PermissionSet): string {
  const statements = set.statements.map(({ sid, actions, resources, conditions }) => ({
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
    ...(conditions && { Condition: conditions }),
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function repeatedSid(set: PermissionSet, index: number): PermissionSetIssue[] {
  const sid = set.statements[index]!.sid;
  const first = set.statements.findIndex(each => each.sid === sid);
  if (first === index) return [];
  return [{ path: `/statements/${index}/sid`, message: `the Sid "${sid}" is used already, at /statements/${first}` }];
}

const resourceForm = /^(\*|arn:[^:\s]+:[^:\s]*:[^:\s]*:[^:\s]*:\S+)$/;

function resourceMessages(statement: PermissionStatement, resource: string): string[] {
  if (!resourceForm.test(resource)) return [`"${resource}" is not an ARN and not "*"`];
  if (resource.includes('{{')) return ['"{{" is refused: CloudFormation would put another value in its place'];
  const parts = resource.split(':');
  const covering = resource === '*' || /[*?]/.test(parts[2]!) || parts.slice(5).join(':').startsWith('*');
  if (covering && !statement.wildcardReason)
    return [`"${resource}" covers everything of a service: narrow it, or state a wildcardReason`];
  return [];
}

function conditionIssues(statement: PermissionStatement, path: string): PermissionSetIssue[] {
  const issues: PermissionSetIssue[] = [];
  for (const [operator, keys] of Object.entries(statement.conditions ?? {})) {
    if (!/^(ForAllValues:|ForAnyValue:)?[A-Za-z]+$/.test(operator))
      issues.push({ path: `${path}/${operator}`, message: `"${operator}" is not a condition operator` });
    for (const [key, values] of Object.entries(keys)) {
      if (!/^[A-Za-z0-9-]+:\S+$/.test(key))
        issues.push({ path: `${path}/${operator}`, message: `"${key}" is not a condition key` });
      if ([values].flat().some(value => value.includes('{{')))
        issues.push({
          path: `${path}/${operator}`,
          message: '"{{" is refused: CloudFormation would put another value in its place',
        });
    }
  }
  return issues;
}
