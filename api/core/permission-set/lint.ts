// The linter of a permission set: reports every issue with its path and its reason. A set with parameters is judged
// with sample values.
import { actionsMatching } from '../policy/catalogue/actions.js';
import { grantsWithoutOptional, withSampleValues } from './bound.js';
import { actionFaults } from './lint-actions.js';
import { denyIssues } from './lint-denies.js';
import { managedIssues } from './lint-managed.js';
import { parameterIssues } from './parameter/lint-parameters.js';
import {
  effectOf,
  type PermissionSet,
  type PermissionSetIssue,
  type PermissionStatement,
  statementsOf,
} from './permission-set.js';
import { policyOfStatements } from './policy-of.js';
import { countedOtherwise, risksOf } from './risk/reasons.js';
import { unwrittenIn } from './risk/unwritten.js';

/**
 * IAM's limit for all inline policies of a role together, in characters.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const inlinePoliciesLimit = 10_240;
/** Reserved for the policy by which a role reads itself, at the longest role name and path; in characters. */
export const selfReadReserve = 1_300;

/** The issues of a set whose shape is valid; empty when there are none. `partition`: where it will be used. */
export function lintPermissionSet(set: PermissionSet, partition?: string): PermissionSetIssue[] {
  const misused = parameterIssues(set.statements, set.parameters ?? []);
  if (misused.length > 0) return misused;
  const issues = literalIssues(withSampleValues(set), partition);
  if (!grantsWithoutOptional(set) && statementsOf(set, 'Allow').length > 0)
    issues.push({ path: '/parameters', message: 'without its optional parameters, the set grants nothing' });
  return issues;
}

function literalIssues(set: PermissionSet, partition?: string): PermissionSetIssue[] {
  const issues = set.statements.flatMap((statement, index) => [
    ...repeatedSid(set, index),
    ...statement.actions.flatMap((_, at) =>
      actionFaults(set.access, statement, at).map(fault => ({ path: `/statements/${index}/actions/${at}`, ...fault })),
    ),
    ...statement.resources.flatMap((resource, at) =>
      resourceMessages(statement, resource).map(message => ({
        path: `/statements/${index}/resources/${at}`,
        message,
      })),
    ),
    ...conditionIssues(statement, `/statements/${index}/conditions`),
    ...needlessReasons(set, index),
  ]);
  issues.push(...managedIssues(set, partition), ...denyIssues(set), ...unwrittenIn(set));
  // IAM counts compact JSON and ignores white space, so this is never too small.
  const size = JSON.stringify(policyOfStatements(set.statements)).length;
  const available = inlinePoliciesLimit - selfReadReserve;
  if (size > available)
    issues.push({
      path: '/statements',
      message: `the policy has ${size} characters; IAM's limit for a role leaves ${available} for it`,
    });
  return issues;
}

function repeatedSid(set: PermissionSet, index: number): PermissionSetIssue[] {
  const sid = set.statements[index]!.sid;
  const first = set.statements.findIndex(each => each.sid === sid);
  if (first === index) return [];
  return [{ path: `/statements/${index}/sid`, message: `the Sid "${sid}" is already used at /statements/${first}` }];
}

/** A reason that explains nothing would be shown to the customer as a warning about nothing. */
function needlessReasons({ access, statements }: PermissionSet, index: number): PermissionSetIssue[] {
  const statement = statements[index]!;
  const path = `/statements/${index}`;
  const isAllow = effectOf(statement) === 'Allow';
  const issues: PermissionSetIssue[] = [];
  if (statement.riskReason && !(isAllow && risksOf(statement).length > 0))
    issues.push({ path: `${path}/riskReason`, message: 'explains nothing: no action of the statement needs it' });
  const known = () => statement.actions.flatMap(each => actionsMatching(each));
  if (statement.excessReason && !(isAllow && countedOtherwise(access, known()).length > 0)) {
    const message = "explains nothing: AWS counts no action of the statement as more than the set's access";
    issues.push({ path: `${path}/excessReason`, message, byCatalogue: true });
  }
  return issues;
}

const resourceForm = /^(\*|arn:[^:\s]+:[^:\s]*:[^:\s]*:[^:\s]*:\S+)$/;

/** Whether a resource of the right form covers every resource of a service. */
export function coversEverything(resource: string): boolean {
  const parts = resource.split(':');
  return resource === '*' || /[*?]/.test(parts[2] ?? '') || parts.slice(5).join(':').startsWith('*');
}

function resourceMessages(statement: PermissionStatement, resource: string): string[] {
  if (!resourceForm.test(resource)) return [`"${resource}" must be an ARN or "*"`];
  if (resource.includes('{{')) return ['"{{" is not allowed: CloudFormation would replace it with another value'];
  if (coversEverything(resource) && effectOf(statement) === 'Allow' && !statement.wildcardReason)
    return [
      `"${resource}" covers every resource of a service: narrow it, or give a wildcardReason that ` +
        'answers: why it cannot be narrower',
    ];
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
          message: '"{{" is not allowed: CloudFormation would replace it with another value',
        });
    }
  }
  return issues;
}
