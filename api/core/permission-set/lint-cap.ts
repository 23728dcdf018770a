// What an operator must know at start about the session cap of a permission set. It refuses nothing: such a set can be
// used, but its sessions are limited to less than what it announces, or not at all.
import type { PermissionSet, PermissionSetIssue } from './permission-set.js';
import { policyOfStatements } from './policy-of.js';
import { capForms, sessionCapOf, sessionPolicyLimit } from './session-cap.js';

/** A set never changes, and every start of a kit in the same process needs its issue again. */
const issues = new WeakMap<PermissionSet, { issue: PermissionSetIssue | undefined }>();

/** Undefined when every session is limited to exactly what the set announces. */
export function capIssue(set: PermissionSet): PermissionSetIssue | undefined {
  const known = issues.get(set) ?? { issue: issueOf(set) };
  issues.set(set, known);
  return known.issue;
}

function issueOf(set: PermissionSet): PermissionSetIssue | undefined {
  if (set.uncappedReason)
    return { path: '/uncappedReason', message: `its sessions have no cap: ${set.uncappedReason.en}` };
  const { Statement } = policyOfStatements(set.statements);
  const grants = { statements: Statement, policyArns: (set.managedPolicies ?? []).map(each => each.arn) };
  const form = capForms.find(each => sessionCapOf(grants, each));
  if (form === 'exact') return undefined;
  const tooLong = `what it announces does not fit into a session policy of ${sessionPolicyLimit} characters`;
  if (form === 'by_service')
    return {
      path: '/statements',
      message: `${tooLong}: its sessions are limited to the announced services at the announced access levels`,
    };
  const message =
    `${tooLong}, nor do its services at the announced access levels: its sessions have no cap. They can do whatever ` +
    'the role allows. List fewer actions, or split the set';
  return { path: '/statements', message };
}
