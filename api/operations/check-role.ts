// The course of a full check: what is asked in which order, and when it ends early. What answers mean is core's.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
import { sourceIdentityOf } from '../core/audit/ledger.js';
import { causesOfFault, causesOfRefusal } from '../core/check/causes.js';
import type { CheckResult } from '../core/check/check.js';
import { type AdmittedProbe, findingsOfAdmitted, negativeProbes, propagationWaitsMs } from '../core/check/probes.js';
import { followedLaunches, specAfterUpgrade } from '../core/connection/launches.js';
import type { RetiringId } from '../core/connection/parts.js';
import { provableAt, severityOfOldId, toleratedIds } from '../core/connection/rotation.js';
import { hasArrived, isWithdrawn, offeredTo } from '../core/connection/upgrade.js';
import { boundaryVersionOf, driftOf, type KnownBefore } from '../core/drift/drift.js';
import { brokerOf } from '../core/drift/trust.js';
import { probeWitness } from '../core/drift/witnesses.js';
import { type Finding, finding } from '../core/finding/findings.js';
import type { AssumeOutcome } from '../core/iam/assume-role.js';
import type { LiveRole, Reading } from '../core/iam/live-role.js';
import { atLaunch } from '../core/role/build.js';
import type { RoleSpec } from '../core/role/role-spec.js';
import { trustEndOf } from '../core/role/trust-policy.js';
import { type CheckRun, NoAnswer, type ProbeCall } from './check-run.js';

type Assumed = Extract<AssumeOutcome, { kind: 'assumed' }>;

export async function checkRole(run: CheckRun): Promise<CheckResult> {
  const admitted: AdmittedProbe[] = [];
  let first: { launch: number; role: Assumed } | undefined;
  try {
    const session = await run.caller('right');
    first = await rightId(run, session);
    const controlAssumed = (await run.control(session)) === 'assumed';
    if (!first) return refused(run, { controlAssumed, onlyWithSourceIdentity: false });
    const strangersAble = await negatives(run, session, first.launch, admitted);
    if (admitted.length > 0) return unsafe(run, first, admitted);
    if (!controlAssumed || !strangersAble) return callerUnable;
    return await afterNegatives(run, session, first);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    // What was wrongly admitted before the fault is proof enough.
    if (first && admitted.length > 0) return unsafe(run, first, admitted);
    return withoutAnswer(error);
  }
}

/** What a check comes to that a call left without an answer. */
export function withoutAnswer({ why }: NoAnswer): CheckResult {
  const reason = why === 'vendor_credentials' ? 'vendor_caller' : 'aws_fault';
  return { conclusive: false, reason, causes: causesOfFault(why) };
}

/** The control role was not assumed: what refused us may have been our own side. */
export const callerUnable: CheckResult = {
  conclusive: false,
  reason: 'vendor_caller',
  causes: causesOfFault('control_refused'),
};

/**
 * The right ID at each followed launch, newest first, again and again until IAM has had its two minutes. While a
 * rotation waits for the customer, the ID it waits for is asked after the current one; admitted, it is the current one.
 */
async function rightId(run: CheckRun, as: ProbeCall['as']): Promise<{ launch: number; role: Assumed } | undefined> {
  const { current: externalId, pending } = run.connection.externalId;
  for (const wait of [...propagationWaitsMs, undefined]) {
    for (const launch of followedLaunches(run.connection)) {
      const outcome = await run.probe({ probe: 'right', launch, externalId, as });
      if (outcome.kind === 'assumed') return { launch, role: outcome };
      if (!pending) continue;
      const next = await run.probe({ probe: 'right', launch, externalId: pending.value, as });
      if (next.kind === 'assumed') await run.switchTo(pending.value);
    }
    if (wait !== undefined) await run.wait(wait);
  }
  return undefined;
}

/** Runs every negative probe and collects those admitted; answers whether each stranger was able to ask at all. */
async function negatives(
  run: CheckRun,
  session: ProbeCall['as'],
  launch: number,
  admitted: AdmittedProbe[],
): Promise<boolean> {
  let able = true;
  const drawn = { wrong: await neverIssued(run), other: await neverIssued(run) };
  const turn = Math.floor(run.deps.clock.now().getTime() / (24 * 60 * 60 * 1000));
  const strangers = run.deps.vendor.strangerRoleArns;
  for (const negative of negativeProbes(run.connection, drawn, strangers, turn)) {
    let as = session;
    if (negative.stranger) {
      const stranger = await run.deps.callers.stranger(negative.stranger);
      if (!stranger.ok) throw new NoAnswer('vendor_credentials');
      as = { ...stranger, stranger: true };
      able = (await run.control(as)) === 'assumed' && able;
    }
    const { probe, externalId } = negative;
    const outcome = await run.probe({ probe, launch, ...(externalId !== undefined && { externalId }), as });
    if (outcome.kind === 'assumed')
      admitted.push({
        probe,
        ...(negative.stranger && { as: negative.stranger }),
        ...(externalId !== undefined && { externalId }),
      });
  }
  // Silence would be read as a proof.
  if (strangers.length === 0) await run.keep({ probe: 'stranger', launch, outcome: 'not-made', why: 'no_stranger' });
  return able;
}

/** A drawn ID that was ever issued is drawn again: its refusal, or its success, would mean something else. */
async function neverIssued(run: CheckRun): Promise<string> {
  for (;;) {
    const drawn = run.deps.ids.uuid();
    if (!(await run.deps.externalIds.owner(drawn))) return drawn;
  }
}

/** Another role stood under the name at the end than at the start: nothing seen belongs to either. */
export const roleChanged: CheckResult = {
  conclusive: false,
  reason: 'role_changed',
  causes: { excluded: [], left: [] },
};

async function afterNegatives(
  run: CheckRun,
  as: ProbeCall['as'],
  first: { launch: number; role: Assumed },
): Promise<CheckResult> {
  const { launch } = first;
  const externalId = run.connection.externalId.current;
  // Exactly as an ask sends it: a role without SetSourceIdentity would refuse every ask.
  const sourceIdentity = sourceIdentityOf(run.connection.tenantId, run.check.id);
  const last = await rightAgain(run, { probe: 'right-again', launch, externalId, sourceIdentity, as });
  if (last.kind === 'refused') {
    // Is it the source identity, or has the role stopped admitting us while it was being checked?
    const without = await run.probe({ probe: 'right', launch, externalId, as });
    if (without.kind === 'refused' || without.roleUniqueId !== first.role.roleUniqueId) return roleChanged;
    return refused(run, { controlAssumed: true, onlyWithSourceIdentity: true });
  }
  if (last.roleUniqueId !== first.role.roleUniqueId) return roleChanged;
  const old = await oldId(run, { probe: 'retiring', launch, as });
  const call: ProbeCall = { probe: 'inspection', launch, externalId, as };
  const inspection = await run.inspection(call);
  if (inspection.kind === 'refused') {
    await run.step(call, inspection);
    return roleChanged;
  }
  const live = await inspect(run, call, inspection);
  if (isAnotherRole(live, last.roleUniqueId)) return roleChanged;
  const spec = atLaunch(run.connection.roleSpec, launch);
  const { boundaryVersion: before, externalId: ids } = run.connection;
  const retired = ids.retired.map(each => each.value);
  const known = { retired, tolerated: toleratedIds(run.connection), boundaryVersion: before };
  const { drift, upgradedTo } = driftWithUpgrade(run, spec, specAfterUpgrade(run.connection, launch), live, known);
  const findings = [...drift, ...old.findings, ...(await roleFindings(run, as, first)), ...outdated(run, upgradedTo)];
  const boundaryVersion = boundaryVersionOf(spec, live, drift, before);
  return {
    conclusive: true,
    verdict: {
      outcome: 'admitted',
      launch,
      roleUniqueId: last.roleUniqueId,
      findings,
      ...(boundaryVersion && { boundaryVersion }),
      ...(old.deadId !== undefined && { deadId: old.deadId }),
      ...(upgradedTo && { upgradedTo }),
    },
  };
}

/** Also none at all: IAM goes on admitting us to a role for seconds after it was deleted. */
export function isAnotherRole({ role }: LiveRole, roleUniqueId: string): boolean {
  return role.kind === 'absent' || (role.kind === 'read' && role.value.roleUniqueId !== roleUniqueId);
}

/** The drift from what the role was or, once the customer has made the update that is asked for, from what it should be. */
function driftWithUpgrade(
  run: CheckRun,
  before: RoleSpec,
  after: RoleSpec | undefined,
  live: LiveRole,
  known: KnownBefore,
): { drift: Finding[]; upgradedTo?: string } {
  const drift = driftOf(before, live, known);
  if (!after || isWithdrawn(run.connection, run.deps.permissionSets)) return { drift };
  const left = driftOf(after, live, known);
  return hasArrived({ spec: before, findings: drift }, { spec: after, findings: left })
    ? { drift: left, upgradedTo: after.permissionSet.version }
    : { drift };
}

/** How often and how far apart the ID of before a rotation must be refused to count as dead. */
const proofWaitsMs = [20_000, 20_000, 0];

/** Asked once the negatives have held, so that each refusal counts. */
async function oldId(
  run: CheckRun,
  call: Omit<ProbeCall, 'externalId'>,
): Promise<{ findings: Finding[]; deadId?: string }> {
  const { retiring } = run.connection.externalId;
  if (!retiring || run.deps.clock.now() < provableAt(retiring)) return { findings: [] };
  for (const wait of proofWaitsMs) {
    const outcome = await run.probe({ ...call, externalId: retiring.value });
    if (outcome.kind === 'assumed') return { findings: [oldIdAccepted(run, call.launch, retiring)] };
    await run.wait(wait);
  }
  return { findings: [], deadId: retiring.value };
}

function oldIdAccepted(run: CheckRun, launch: number, retiring: RetiringId): Finding {
  const spec = atLaunch(run.connection.roleSpec, launch);
  const witness = probeWitness(spec, { principal: brokerOf(spec), externalId: retiring.value }, 'allowed');
  const severity = severityOfOldId(retiring, run.deps.clock.now());
  return finding('external_id_retired_accepted', {}, { severity, witness });
}

/** IAM may still be propagating in one place while it answered in another: as patient as with the first. */
async function rightAgain(run: CheckRun, call: ProbeCall) {
  for (const wait of propagationWaitsMs) {
    const outcome = await run.probe(call);
    if (outcome.kind === 'assumed') return outcome;
    await run.wait(wait);
  }
  return run.probe(call);
}

/** Reads the role with the session of an inspection; a part without an answer leaves the whole without one. */
export async function inspect(run: CheckRun, call: ProbeCall, session: Assumed): Promise<LiveRole> {
  const { roleName } = atLaunch(run.connection.roleSpec, call.launch);
  const { permissionsBoundaryArn: boundary } = run.connection.roleSpec;
  const also = boundary ? { [boundary]: run.connection.boundaryVersion } : {};
  const live = await run.deps.readRole(session, roleName, run.deps.vendor.region, also);
  const texts = Object.values(live.policies).flatMap(each => [each.current, ...(each.earlier ? [each.earlier] : [])]);
  const readings: Reading<unknown>[] = [live.role, live.inline, live.attached, ...texts];
  if (live.inline.kind === 'read') readings.push(...live.inline.value.map(each => each.document));
  const fault = readings.find(each => each.kind === 'inconclusive');
  if (fault?.kind === 'inconclusive') {
    await run.keep({ probe: 'inspection', launch: call.launch, outcome: 'inconclusive', why: fault.why });
    throw new NoAnswer(fault.why);
  }
  const whole = readings.every(each => each.kind === 'read');
  await run.keep({ probe: 'inspection', launch: call.launch, outcome: whole ? 'read' : 'partly-read' });
  return live;
}

/** The role was made anew since the last check, or an older one still answers. */
async function roleFindings(
  run: CheckRun,
  as: ProbeCall['as'],
  first: { launch: number; role: Assumed },
): Promise<Finding[]> {
  const { connection } = run;
  const findings: Finding[] = [];
  const known = connection.liveLaunch === first.launch ? connection.roleUniqueId : undefined;
  if (known && known !== first.role.roleUniqueId)
    findings.push(finding('role_recreated', { before: known, now: first.role.roleUniqueId }));
  for (const launch of followedLaunches(connection).filter(each => each < first.launch)) {
    const older = await run.probe({ probe: 'old-role', launch, externalId: connection.externalId.current, as });
    if (older.kind !== 'assumed') continue;
    const spec = atLaunch(connection.roleSpec, launch);
    const made = { principal: brokerOf(spec), externalId: connection.externalId.current };
    findings.push(finding('old_role_left', { role: spec.arn }, { witness: probeWitness(spec, made, 'allowed') }));
  }
  return findings;
}

/** Another version of the permission set is an offer, never drift. */
export function outdated(run: CheckRun, upgradedTo?: string): Finding[] {
  const { id, version: before } = run.connection.permissionSet;
  const version = upgradedTo ?? before;
  const offered = offeredTo({ permissionSet: { id, version } }, run.deps.permissionSets);
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

/** A refusal is conclusive only when the control role showed that our caller was able to ask. */
function refused(run: CheckRun, facts: { controlAssumed: boolean; onlyWithSourceIdentity: boolean }): CheckResult {
  const everVerified = run.connection.verifiedAt !== undefined;
  if (!facts.controlAssumed) return callerUnable;
  const endsAt = trustEndOf(run.connection.roleSpec);
  const trustEnded = endsAt !== undefined && Date.parse(endsAt) <= run.deps.clock.now().getTime();
  const causes = causesOfRefusal({ ...facts, waitedOut: !facts.onlyWithSourceIdentity, everVerified, trustEnded });
  const code = facts.onlyWithSourceIdentity ? 'source_identity_refused' : 'access_refused';
  const spec = atLaunch(run.connection.roleSpec, run.connection.liveLaunch ?? run.connection.launch);
  const made = {
    principal: brokerOf(spec),
    externalId: run.connection.externalId.current,
    ...(facts.onlyWithSourceIdentity && { sourceIdentity: sourceIdentityOf(run.connection.tenantId, run.check.id) }),
  };
  // Nothing was promised yet: a role that was never seen is awaited, and refuses nobody.
  const isAwaited = !everVerified && !facts.onlyWithSourceIdentity;
  const findings = isAwaited ? [] : [finding(code, {}, { witness: probeWitness(spec, made, 'refused') })];
  return { conclusive: true, verdict: { outcome: 'refused', findings }, causes };
}
