// Judges what the Deny statements of a permission set do to everything else: they may take away neither what the same set
// grants nor the reads by which the role shows what it is. By the policy engine, so that wildcards, conditions and several
// statements together count for what they mean.
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
  // Legal in form, and yet no policy: IAM would not take it either.
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
  if (denials.length === set.statements.length)
    issues.push({ path: '/statements', message: 'every statement is a Deny: a permission set grants something' });
  return issues;
}

function named(statements: readonly PermissionStatement[]): NamedPolicy[] {
  const parsed = parseDocument(policyOfStatements(statements));
  return 'policy' in parsed ? [{ name: '', policy: parsed.policy }] : [];
}

/** Each action on each resource that nobody could ever use. */
function grantIssues(
  statement: PermissionStatement,
  denials: readonly PermissionStatement[],
  path: string,
): PermissionSetIssue[] {
  const sids = denials.map(each => `"${each.sid}"`).join(', ');
  return statement.actions.flatMap((action, at) => {
    // Most are of other services than every Deny: seen without a comparison.
    if (!denials.some(each => each.actions.some(other => overlaps(action, other)))) return [];
    const gone = statement.resources.filter(resource => {
      const grant = { ...statement, actions: [action], resources: [resource] };
      return isNothing([grant, ...denials]) && !isNothing([grant]);
    });
    if (gone.length === 0) return [];
    const where = gone.length === statement.resources.length ? '' : ` on ${gone.join(', ')}`;
    const message = `"${action}"${where} is granted and always refused by a Deny of this set (${sids})`;
    return [{ path: `${path}/actions/${at}`, message }];
  });
}

/** Whether it is certain that these statements together allow no request at all. */
function isNothing(statements: readonly PermissionStatement[]): boolean {
  const { wider, undecided } = compareIdentity({ identity: [] }, { identity: named(statements) });
  return wider.length === 0 && undecided.length === 0;
}

/** What any role of this kit may read of itself, whatever its account, its path and the beginning of its name. */
const selfReads: NamedPolicy[] = partitions.flatMap(partition => {
  const parsed = parseDocument(selfReadOf(`arn:${partition}:iam::*:role/*drawbridge-*`, partition, '*'));
  return 'policy' in parsed ? [{ name: partition, policy: parsed.policy }] : [];
});

/** A condition is no excuse, unless it can never hold of those reads: all that is certain of them is that they use TLS. */
const reader = {
  caller: { type: 'AWS', arn: '', accountId: '' } as const,
  fixed: { 'aws:securetransport': ['true'] },
};

function selfReadIssues(statement: PermissionStatement, path: string): PermissionSetIssue[] {
  const live = [...selfReads, ...named([statement])];
  const compared = compareIdentity({ identity: selfReads }, { identity: live }, { cell: reader });
  const refused = readsIn(compared);
  const issues = statement.actions.flatMap((action, at) => {
    const reads = refused.filter(each => overlaps(action, each));
    if (reads.length === 0) return [];
    const message = `"${action}" may refuse ${reads.join(', ')}, by which the role shows what it is: every check would be blind`;
    return [{ path: `${path}/actions/${at}`, message }];
  });
  if (issues.length > 0 || compared.undecided.length === 0) return issues;
  const message = 'nobody can tell whether it refuses the reads by which the role shows what it is: leave those out';
  return [{ path, message }];
}

function readsIn({ narrower }: Comparison): string[] {
  return [...new Set(narrower.flatMap(each => [each.witness.request.action, ...each.actions]))].sort();
}
