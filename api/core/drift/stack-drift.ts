// CloudFormation as a second witness about the role: what drift detection says of its stack, beside the comparison of
// policies. It never changes the verdict of a check. It compares only what the template sets, so it does not see a
// policy that someone attached; and it may report what decides no request, such as another order.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
import { type Finding, finding, isProblem } from '../finding/findings.js';
import type { Reading } from '../iam/live-role.js';
import type { NoStackDrift, ResourceDrift, StackFacts, StackReport } from '../iam/stack.js';
import type { RoleSpec } from '../role/role-spec.js';
import { policyOfArn } from '../role/stack-policies.js';

/** Everything that was read; a later step is absent if an earlier one had no result. */
export interface StackReads {
  stack: Reading<StackFacts>;
  detection?: Reading<{ state: 'complete' | 'failed' | 'unfinished' }> | { kind: 'busy' };
  drifts?: Reading<ResourceDrift[]>;
}

const differencesKept = 20;

type Announced = Pick<RoleSpec, 'roleName' | 'stackPolicies'>;

/** `findings`: of the comparison of the same role. */
export function stackReportOf(reads: StackReads, spec: Announced, findings: readonly Finding[]): StackReport {
  const { stack } = reads;
  if (stack.kind !== 'read') return { drift: 'not_known', why: whyOf(stack), differences: [] };
  const { arn, status, templateVersion, roles } = stack.value;
  const facts = { arn, status, ...(templateVersion && { templateVersion }) };
  if (!roles.includes(spec.roleName)) return { ...facts, drift: 'not_known', why: 'other_stack', differences: [] };
  const result = resultOf(reads, spec);
  if ('why' in result) return { ...facts, drift: 'not_known', why: result.why, differences: [] };
  const isCompared = !findings.some(each => each.code === 'self_reading_limited');
  const foundBy = agreementOf(findings.some(isProblem), result.drift !== 'in_sync');
  return { ...facts, ...result, ...(isCompared && { foundBy }) };
}

type Result = Pick<StackReport, 'differences'> & { drift: 'in_sync' | 'drifted' | 'deleted' };

function resultOf(
  { detection, drifts }: StackReads,
  { roleName, stackPolicies = [] }: Announced,
): Result | { why: NoStackDrift } {
  if (!detection) return { why: 'aws_fault' };
  if (detection.kind === 'busy') return { why: 'busy' };
  if (detection.kind !== 'read') return { why: whyOf(detection) };
  if (detection.value.state === 'unfinished') return { why: 'unfinished' };
  // A failed detection may still have a result for the role.
  const failed = detection.value.state === 'failed';
  if (!drifts) return { why: failed ? 'failed' : 'aws_fault' };
  if (drifts.kind !== 'read') return { why: whyOf(drifts) };
  const role = drifts.value.find(each => each.physicalId === roleName);
  const own = stackPolicies.map(each => each.arn);
  const ofPolicies = drifts.value.filter(each => own.includes(each.physicalId)).flatMap(differencesOf);
  const differences = [...(role?.differences ?? []), ...ofPolicies].slice(0, differencesKept);
  // Without a result for a policy, that of the role counts alone.
  if (role?.status === 'IN_SYNC' && ofPolicies.length === 0) return { drift: 'in_sync', differences: [] };
  if (role?.status === 'IN_SYNC' || role?.status === 'MODIFIED') return { drift: 'drifted', differences };
  if (role?.status === 'DELETED') return { drift: 'deleted', differences: [] };
  return { why: failed ? 'failed' : 'not_checked' };
}

/** Of a policy that the stack created. */
function differencesOf({ physicalId, status, differences }: ResourceDrift): string[] {
  const { name } = policyOfArn(physicalId);
  if (status === 'DELETED') return [`DELETED ${name}`];
  return status === 'MODIFIED' ? differences.map(each => `${each} of ${name}`) : [];
}

function agreementOf(comparison: boolean, stack: boolean): NonNullable<StackReport['foundBy']> {
  if (comparison) return stack ? 'both' : 'comparison_only';
  return stack ? 'stack_only' : 'neither';
}

function whyOf({ kind }: Exclude<Reading<unknown>, { kind: 'read' }>): NoStackDrift {
  return kind === 'inconclusive' ? 'aws_fault' : kind;
}

/** Information only: the comparison of policies decides what a difference means. */
export function stackDriftFindings({ drift, why, differences, foundBy, arn = '' }: StackReport): Finding[] {
  if (drift === 'in_sync') return [];
  const stack = arn.split('/')[1] ?? '?';
  if (drift === 'not_known') return [finding('stack_drift_unknown', { why: why ?? 'aws_fault' })];
  if (drift === 'deleted') return [finding('stack_role_deleted', { stack })];
  return [finding('stack_drifted', { stack, what: differences.join(', ') || '?', foundBy: foundBy ?? 'not_compared' })];
}
