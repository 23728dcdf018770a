// Conclusions of checks that had to stop, and the findings that full and light checks share.
import { sourceIdentityOf } from '../../core/audit/ledger.js';
import { causesOfFault, causesOfRefusal, conditionsRead } from '../../core/check/causes.js';
import type { CheckResult } from '../../core/check/check.js';
import { type AdmittedProbe, findingsOfAdmitted } from '../../core/check/probes.js';
import { offeredTo } from '../../core/connection/upgrade.js';
import { deviationDigest } from '../../core/drift/deviation.js';
import { brokerOf } from '../../core/drift/trust.js';
import { probeWitness } from '../../core/drift/witnesses.js';
import { type Finding, finding } from '../../core/finding/findings.js';
import type { Deviation } from '../../core/finding/verdict.js';
import type { LiveRole, Reading } from '../../core/iam/live-role.js';
import { atLaunch } from '../../core/role/build.js';
import type { RoleSpec } from '../../core/role/role-spec.js';
import { trustEndOf } from '../../core/role/trust-policy.js';
import { type Assumed, type CheckRun, InconclusiveCall, type ProbeCall } from './check-run.js';

/** The result of a check after a call without a conclusive answer. */
export function inconclusiveResult({ why }: InconclusiveCall): CheckResult {
  const reason = why === 'vendor_credentials' ? 'vendor_caller' : 'aws_fault';
  return { conclusive: false, reason, causes: causesOfFault(why) };
}

/** The control role was not assumed: the cause of a refusal may be on our own side. */
export const callerUnable: CheckResult = {
  conclusive: false,
  reason: 'vendor_caller',
  causes: causesOfFault('control_refused'),
};

/** The role was replaced during the check. The observations belong to neither role. */
export const roleChanged: CheckResult = {
  conclusive: false,
  reason: 'role_changed',
  causes: { excluded: [], left: [] },
};

/** True for an absent role too: IAM keeps accepting us for some seconds after a role was deleted. */
export function isAnotherRole({ role }: LiveRole, roleUniqueId: string): boolean {
  return role.kind === 'absent' || (role.kind === 'read' && role.value.roleUniqueId !== roleUniqueId);
}

/** Reads the role with the session of an inspection. One inconclusive part makes the whole reading inconclusive. */
export async function inspect(run: CheckRun, call: ProbeCall, session: Assumed): Promise<LiveRole> {
  const { roleName } = atLaunch(run.connection.roleSpec, call.launch);
  const { permissionsBoundaryArn: boundary } = run.connection.roleSpec;
  const also = boundary ? { [boundary]: run.connection.boundaryVersion } : {};
  const live = await run.ports.readRole(session, roleName, run.vendor.region, also);
  const texts = Object.values(live.policies).flatMap(each => [each.current, ...(each.earlier ? [each.earlier] : [])]);
  const readings: Reading<unknown>[] = [live.role, live.inline, live.attached, ...texts];
  if (live.inline.kind === 'read') readings.push(...live.inline.value.map(each => each.document));
  const fault = readings.find(each => each.kind === 'inconclusive');
  if (fault?.kind === 'inconclusive') {
    await run.keep({ probe: 'inspection', launch: call.launch, outcome: 'inconclusive', why: fault.why });
    throw new InconclusiveCall(fault.why);
  }
  const whole = readings.every(each => each.kind === 'read');
  await run.keep({ probe: 'inspection', launch: call.launch, outcome: whole ? 'read' : 'partly-read' });
  return live;
}

/** The deviation that this check found, for people who accept parts of it. */
export function deviationSeen(
  { check }: CheckRun,
  spec: RoleSpec,
  live: LiveRole,
  drift: readonly Finding[],
): { deviation?: Deviation } {
  const digest = deviationDigest(spec, live, drift);
  return digest === undefined ? {} : { deviation: { digest, checkId: check.id } };
}

/** A newer version of the permission set is an offer, never drift. */
export function outdated(run: CheckRun, upgradedTo?: string): Finding[] {
  const { partition, permissionSet } = run.connection;
  const { id, version: before } = permissionSet;
  const version = upgradedTo ?? before;
  const offered = offeredTo({ permissionSet: { id, version }, partition }, run.ports.permissionSets);
  return offered ? [finding('outdated', { from: version, to: offered.version })] : [];
}

export function unsafe(
  run: CheckRun,
  first: { launch: number; role: Assumed },
  admitted: AdmittedProbe[],
): CheckResult {
  const { launch, role } = first;
  const findings = [...findingsOfAdmitted(admitted, atLaunch(run.connection.roleSpec, launch)), ...outdated(run)];
  return { conclusive: true, verdict: { outcome: 'unsafe', launch, roleUniqueId: role.roleUniqueId, findings } };
}

/** A refusal is conclusive only if the control role proved that our own side works. */
export function refused(
  run: CheckRun,
  facts: { controlAssumed: boolean; onlyWithSourceIdentity: boolean },
): CheckResult {
  const everVerified = run.connection.verifiedAt !== undefined;
  if (!facts.controlAssumed) return callerUnable;
  const endsAt = trustEndOf(run.connection.roleSpec);
  const trustEnded = endsAt !== undefined && Date.parse(endsAt) <= run.ports.clock.now().getTime();
  const conditions = conditionsRead(run.connection.findings);
  const causes = causesOfRefusal({
    ...facts,
    waitedOut: !facts.onlyWithSourceIdentity,
    everVerified,
    trustEnded,
    trustRead: run.connection.trustRead === true && !run.connection.trustUnread,
    conditions,
  });
  const code = facts.onlyWithSourceIdentity ? 'source_identity_refused' : 'access_refused';
  const spec = atLaunch(run.connection.roleSpec, run.connection.liveLaunch ?? run.connection.launch);
  const made = {
    principal: brokerOf(spec),
    externalId: run.connection.externalId.current,
    ...(facts.onlyWithSourceIdentity && { sourceIdentity: sourceIdentityOf(run.connection.id) }),
  };
  // A role that was never verified is still awaited: its refusal is not a finding.
  const isAwaited = !everVerified && !facts.onlyWithSourceIdentity;
  const findings = isAwaited
    ? []
    : [finding(code, conditions ? { conditions } : {}, { witness: probeWitness(spec, made, 'refused') })];
  return { conclusive: true, verdict: { outcome: 'refused', findings }, causes };
}
