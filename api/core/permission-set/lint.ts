// The linter of a permission set: reports every issue with its path and its reason. A set with parameters is judged
// with sample values.
import { managedPoliciesAtMost, managedPolicyLimit, splitPolicy } from '../iam/split-policy.js';
import { actionsMatching } from '../policy/catalogue/actions.js';
import { grantsWithoutOptional, otherPartitions, withSampleValues } from './bound.js';
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

/** The issues of a set whose shape is valid; empty when there are none. `partition`: where it will be used. */
export function lintPermissionSet(set: PermissionSet, partition?: string): PermissionSetIssue[] {
  const misused = parameterIssues(set.statements, set.parameters ?? []);
  if (misused.length > 0) return misused;
  const issues = literalIssues(withSampleValues(set), partition);
  if (!grantsWithoutOptional(set) && statementsOf(set, 'Allow').length > 0)
    issues.push({ path: '/parameters', message: 'without its optional parameters, the set grants nothing' });
  // Not with the sample values, which are of one partition.
  if (partition !== undefined) issues.push(...otherPartitions(set, partition));
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
  issues.push(...managedIssues(set, partition), ...denyIssues(set), ...unwrittenIn(set), ...sizeIssues(set));
  return issues;
}

/** What IAM cannot hold, even split over inline and customer-managed policies. */
function sizeIssues({ statements, managedPolicies = [] }: PermissionSet): PermissionSetIssue[] {
  const attachedAtMost = managedPoliciesAtMost - managedPolicies.length;
  const fitted = splitPolicy(policyOfStatements(statements).Statement, attachedAtMost);
  if (!('fault' in fitted)) return [];
  const { fault } = fitted;
  if (fault.kind === 'statement') {
    const index = statements.findIndex(each => each.sid === fault.sid);
    const limit = `IAM's limit for a managed policy is ${managedPolicyLimit}`;
    const message = `one action with its resources and conditions has ${fault.size} characters; ${limit}`;
    return [{ path: `/statements/${index}`, message: `${message}: name fewer resources, or use several statements` }];
  }
  const room = `the inline policies of a role and ${Math.max(0, attachedAtMost)} managed policies`;
  const beside = managedPolicies.length > 0 ? `, beside the ${managedPolicies.length} of AWS that it names` : '';
  const message = `the policy has ${fault.size} characters, which do not fit into ${room}${beside}`;
  return [{ path: '/statements', message: `${message}: list fewer actions, or split the set` }];
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
