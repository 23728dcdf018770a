// Checks the Deny statements of a permission set: they must not deny what the same set grants, nor the calls by which
// the role reads itself. The policy engine decides, so wildcards, conditions and combined statements count correctly.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import { partitions } from '../iam/arn.js';
import { selfReadOf } from '../iam/self-read.js';
import { overlaps } from '../policy/catalogue/overlap.js';
import { compareIdentity } from '../policy/compare/compare.js';
import type { Comparison } from '../policy/compare/comparison.js';
import { parseDocument } from '../policy/document/document.js';
import type { NamedPolicy } from '../policy/evaluate.js';
import {
  effectOf,
  type PermissionSet,
  type PermissionSetIssue,
  type PermissionStatement,
  statementsOf,
} from './permission-set.js';
import { policyOfStatements } from './policy-of.js';

export function denyIssues(set: PermissionSet): PermissionSetIssue[] {
  const denials = statementsOf(set, 'Deny');
  if (denials.length === 0) return [];
  // The shape is correct, but the statement is not a valid policy: IAM would refuse it too.
  const illegal = set.statements.flatMap((statement, index) => {
    const parsed = parseDocument(policyOfStatements([statement]));
    return 'issues' in parsed ? parsed.issues.map(({ message }) => ({ path: `/statements/${index}`, message })) : [];
  });
  if (illegal.length > 0) return illegal;
  const issues: PermissionSetIssue[] = set.statements.flatMap((statement, index) =>
    effectOf(statement) === 'Deny'
      ? selfReadIssues(statement, `/statements/${index}`)
      : grantIssues(statement, denials, `/statements/${index}`),
  );
  if (denials.length === set.statements.length && !set.managedPolicies)
    issues.push({ path: '/statements', message: 'every statement is a Deny: a permission set must grant something' });
  return issues;
}

function named(statements: readonly PermissionStatement[]): NamedPolicy[] {
  const parsed = parseDocument(policyOfStatements(statements));
  return 'policy' in parsed ? [{ name: '', policy: parsed.policy }] : [];
}

/** Each action and resource that the set grants but no request could ever use. */
function grantIssues(
  statement: PermissionStatement,
  denials: readonly PermissionStatement[],
  path: string,
): PermissionSetIssue[] {
  const sids = denials.map(each => `"${each.sid}"`).join(', ');
  return statement.actions.flatMap((action, at) => {
    // Most actions belong to other services than every Deny: no comparison needed.
    if (!denials.some(each => each.actions.some(other => overlaps(action, other)))) return [];
    const gone = statement.resources.filter(resource => {
      const grant = { ...statement, actions: [action], resources: [resource] };
      return isNothing([grant, ...denials]) && !isNothing([grant]);
    });
    if (gone.length === 0) return [];
    const where = gone.length === statement.resources.length ? '' : ` on ${gone.join(', ')}`;
    const message = `"${action}"${where} is granted but always denied by a Deny of this set (${sids})`;
    return [{ path: `${path}/actions/${at}`, message }];
  });
}

/** Whether these statements together certainly allow no request at all. */
function isNothing(statements: readonly PermissionStatement[]): boolean {
  const { wider, undecided } = compareIdentity({ identity: [] }, { identity: named(statements) });
  return wider.length === 0 && undecided.length === 0;
}

/** What any role of this kit may read of itself, in any account, path and name prefix. */
const selfReads: NamedPolicy[] = partitions.flatMap(partition => {
  const parsed = parseDocument(selfReadOf(`arn:${partition}:iam::*:role/*drawbridge-*`, partition, '*'));
  return 'policy' in parsed ? [{ name: partition, policy: parsed.policy }] : [];
});

/** A condition does not excuse a Deny unless those reads can never meet it; they certainly use TLS. */
const reader = {
  caller: { type: 'AWS', arn: '', accountId: '' } as const,
  fixed: { 'aws:securetransport': ['true'] },
  forms: {},
};

function selfReadIssues(statement: PermissionStatement, path: string): PermissionSetIssue[] {
  const live = [...selfReads, ...named([statement])];
  const compared = compareIdentity({ identity: selfReads }, { identity: live }, { cell: reader });
  const refused = readsIn(compared);
  const issues = statement.actions.flatMap((action, at) => {
    const reads = refused.filter(each => overlaps(action, each));
    if (reads.length === 0) return [];
    const message =
      `"${action}" may deny ${reads.join(', ')}: the role could no longer read itself, ` +
      'and no check could see its policies';
    return [{ path: `${path}/actions/${at}`, message }];
  });
  if (issues.length > 0 || compared.undecided.length === 0) return issues;
  const message =
    'cannot decide whether this statement denies the calls by which the role reads itself: exclude those actions';
  return [{ path, message }];
}

function readsIn({ narrower }: Comparison): string[] {
  return [...new Set(narrower.flatMap(each => [each.witness.request.action, ...each.actions]))].sort();
}
