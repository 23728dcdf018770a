// The sequence of a full check: which calls are made, in which order, and when it ends early. Core interprets results.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
import { sourceIdentityOf } from '../../core/audit/ledger.js';
import type { CheckResult } from '../../core/check/check.js';
import { type NegativeProbe, propagationWaitsMs } from '../../core/check/probes.js';
import { followedLaunches, specAfterUpgrade } from '../../core/connection/launches.js';
import type { RetiringId } from '../../core/connection/parts.js';
import { provableAt, severityOfOldId, toleratedIds } from '../../core/connection/rotation.js';
import { stackOfVerdict, taggedStack } from '../../core/connection/stack.js';
import { hasArrived, isWithdrawn } from '../../core/connection/upgrade.js';
import { boundaryVersionOf, driftOf, type KnownBefore } from '../../core/drift/drift.js';
import { stackDriftFindings } from '../../core/drift/stack-drift.js';
import { brokerOf } from '../../core/drift/trust.js';
import { probeWitness } from '../../core/drift/witnesses.js';
import { type Finding, finding } from '../../core/finding/findings.js';
import type { LiveRole } from '../../core/iam/live-role.js';
import { atLaunch } from '../../core/role/build.js';
import type { RoleSpec } from '../../core/role/role-spec.js';
import { stackDriftOf } from '../../core/role/stack-drift.js';
import { stackIn } from '../vendor-in.js';
import { type Assumed, type CheckRun, Dropped, InconclusiveCall, type ProbeCall } from './check-run.js';
import {
  callerUnable,
  deviationSeen,
  inconclusiveResult,
  inspect,
  isAnotherRole,
  outdated,
  refused,
  roleChanged,
  unsafe,
} from './conclusions.js';
import { drawNegatives, runNegatives, runTwins, type Seen, seekAdmission } from './negative-probes.js';
import { readStackDrift } from './stack-drift.js';

type First = NonNullable<Seen['first']>;

export async function checkRole(run: CheckRun): Promise<CheckResult> {
  const seen: Seen = { first: undefined, admitted: [] };
  try {
    const session = await run.caller('right');
    seen.first = await probeRightId(run, session);
    const controlAssumed = (await run.control(session)) === 'assumed';
    const negatives = await drawNegatives(run);
    if (!seen.first) {
      await seekAdmission(run, session, negatives, seen);
      return unsafeOf(run, seen) ?? refused(run, { controlAssumed, onlyWithSourceIdentity: false });
    }
    const canStrangersCall = await runNegatives(run, session, seen.first.launch, negatives, seen);
    const isUnsafe = unsafeOf(run, seen);
    if (isUnsafe) return isUnsafe;
    if (!controlAssumed || !canStrangersCall) return callerUnable;
    return await afterNegatives(run, session, { ...seen, first: seen.first }, negatives);
  } catch (error) {
    // A probe that wrongly succeeded before the fault, or before the connection changed, is proof enough.
    const isCutShort = error instanceof InconclusiveCall || (error instanceof Dropped && error.why === 'moved');
    const isUnsafe = isCutShort ? unsafeOf(run, seen) : undefined;
    if (isUnsafe) return isUnsafe;
    if (!(error instanceof InconclusiveCall)) throw error;
    return inconclusiveResult(error);
  }
}

function unsafeOf(run: CheckRun, { first, admitted }: Seen): CheckResult | undefined {
  return first && admitted.length > 0 ? unsafe(run, first, admitted) : undefined;
}

/**
 * Tries the right ID at each followed launch, newest first, and repeats for two minutes while IAM propagates. During a
 * rotation the pending ID is tried after the current one. If the role accepts it, it becomes the current one.
 */
async function probeRightId(run: CheckRun, as: ProbeCall['as']): Promise<First | undefined> {
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

async function afterNegatives(
  run: CheckRun,
  as: ProbeCall['as'],
  seen: Seen & { first: First },
  negatives: readonly NegativeProbe[],
): Promise<CheckResult> {
  const { first } = seen;
  const { launch } = first;
  const externalId = run.connection.externalId.current;
  // The same parameters as a credential request: a role without SetSourceIdentity would refuse every request.
  const sourceIdentity = sourceIdentityOf(run.connection.id);
  const last = await probeRightAgain(run, { probe: 'right-again', launch, externalId, sourceIdentity, as });
  if (last.kind === 'refused') {
    // Tests whether the source identity was the cause, or the role stopped accepting us during the check.
    const without = await run.probe({ probe: 'right', launch, externalId, as });
    if (without.kind === 'refused' || without.roleUniqueId !== first.role.roleUniqueId) return roleChanged;
    await runTwins(run, as, launch, negatives, seen);
    const isUnsafe = unsafeOf(run, seen);
    if (isUnsafe) return isUnsafe;
    return refused(run, { controlAssumed: true, onlyWithSourceIdentity: true });
  }
  if (last.roleUniqueId !== first.role.roleUniqueId) return roleChanged;
  await runTwins(run, as, launch, negatives, seen);
  const isUnsafe = unsafeOf(run, seen);
  if (isUnsafe) return isUnsafe;
  const old = await probeRetiringId(run, { probe: 'retiring', launch, as }, sourceIdentity);
  const call: ProbeCall = { probe: 'inspection', launch, externalId, sourceIdentity, as };
  const inspection = await run.inspection(call);
  if (inspection.kind === 'refused' || inspection.roleUniqueId !== last.roleUniqueId) {
    await run.step(call, inspection);
    return roleChanged;
  }
  const live = await inspect(run, call, inspection);
  if (isAnotherRole(live, last.roleUniqueId)) return roleChanged;
  const spec = atLaunch(run.connection.roleSpec, launch);
  const { boundaryVersion: before } = run.connection;
  const retired = await run.retiredIn(live);
  const known = { retired, tolerated: toleratedIds(run.connection), boundaryVersion: before };
  const found = driftWithUpgrade(run, spec, specAfterUpgrade(run.connection, launch), live, known);
  const { drift, upgradedTo, version } = found;
  const stack = stackOfVerdict(run.connection, launch, live);
  const { after, stackReport } = await stackDrift(run, inspection, { launch, live, upgradedTo, findings: drift });
  const ofRole = [...old.findings, ...(await roleFindings(run, as, first)), ...stack.findings, ...after];
  const findings = [...drift, ...ofRole, ...outdated(run, upgradedTo)];
  const boundaryVersion = boundaryVersionOf(found.spec, live, drift, version);
  return {
    conclusive: true,
    verdict: {
      outcome: 'admitted',
      launch,
      roleUniqueId: last.roleUniqueId,
      findings,
      ...(boundaryVersion && { boundaryVersion }),
      ...{ ...stack.verdict, ...(stackReport && { stackReport }) },
      ...(old.deadId !== undefined && { deadId: old.deadId }),
      ...(upgradedTo && { upgradedTo }),
      ...deviationSeen(run, found.spec, live, drift),
    },
  };
}

interface Compared {
  launch: number;
  live: LiveRole;
  upgradedTo: string | undefined;
  findings: Finding[];
}

/** The second witness, if the role has the option: what CloudFormation says of its stack. */
async function stackDrift(run: CheckRun, session: Assumed, compared: Compared) {
  const { connection } = run;
  const { launch, live, upgradedTo, findings } = compared;
  const spec = (upgradedTo && specAfterUpgrade(connection, launch)) || atLaunch(connection.roleSpec, launch);
  // Right after an upgrade adds the option, this session has no right to it yet. The next check asks.
  if (stackDriftOf(spec) === undefined || stackDriftOf(connection.roleSpec) === undefined) return { after: [] };
  const tagged = live.role.kind === 'read' ? taggedStack(connection, live.role.value.tags) : undefined;
  const place = tagged ?? stackIn(run.ports.vendor, connection, spec.roleName);
  const stackReport = await readStackDrift(run, session, spec, place, findings);
  return { after: stackDriftFindings(stackReport), stackReport };
}

/** Drift from the current role spec, or from the requested one once the customer has made the update. */
function driftWithUpgrade(
  run: CheckRun,
  before: RoleSpec,
  after: RoleSpec | undefined,
  live: LiveRole,
  known: KnownBefore,
): { drift: Finding[]; spec: RoleSpec; version?: string | undefined; upgradedTo?: string } {
  const drift = driftOf(before, live, known);
  const same = { drift, spec: before, version: known.boundaryVersion };
  if (!after || isWithdrawn(run.connection, run.ports.permissionSets)) return same;
  // The version of another boundary says nothing about the requested one.
  const isSame = before.permissionsBoundaryArn === after.permissionsBoundaryArn;
  const version = isSame ? known.boundaryVersion : undefined;
  const left = driftOf(after, live, { ...known, boundaryVersion: version });
  return hasArrived({ spec: before, findings: drift }, { spec: after, findings: left })
    ? { drift: left, spec: after, version, upgradedTo: after.permissionSet.version }
    : same;
}

/** Waits between refusals of the previous ID. After all of them the role is proven to refuse it. */
const proofWaitsMs = [20_000, 20_000, 0];

/** Runs after the negative probes were refused, so that each refusal here counts. */
async function probeRetiringId(
  run: CheckRun,
  call: Omit<ProbeCall, 'externalId'>,
  sourceIdentity: string,
): Promise<{ findings: Finding[]; deadId?: string }> {
  const { retiring } = run.connection.externalId;
  if (!retiring || run.ports.clock.now() < provableAt(retiring)) return { findings: [] };
  for (const wait of proofWaitsMs) {
    const made = { ...call, externalId: retiring.value };
    for (const each of [made, { ...made, sourceIdentity }]) {
      const outcome = await run.probe(each);
      if (outcome.kind === 'assumed') return { findings: [oldIdAccepted(run, each, retiring)] };
    }
    await run.wait(wait);
  }
  return { findings: [], deadId: retiring.value };
}

function oldIdAccepted(run: CheckRun, call: ProbeCall, retiring: RetiringId): Finding {
  const spec = atLaunch(run.connection.roleSpec, call.launch);
  const witness = probeWitness(spec, { principal: brokerOf(spec), ...sentOf(call) }, 'allowed');
  const severity = severityOfOldId(retiring, run.ports.clock.now());
  return finding('external_id_retired_accepted', {}, { severity, witness });
}

/** IAM may answer in one place while it still propagates in another, so this waits as long as the first attempt. */
async function probeRightAgain(run: CheckRun, call: ProbeCall) {
  for (const wait of propagationWaitsMs) {
    const outcome = await run.probe(call);
    if (outcome.kind === 'assumed') return outcome;
    await run.wait(wait);
  }
  return run.probe(call);
}

/** Findings when the role was recreated since the last check, or an older role still answers. */
async function roleFindings(run: CheckRun, as: ProbeCall['as'], first: First): Promise<Finding[]> {
  const { connection } = run;
  const findings: Finding[] = [];
  const known = connection.liveLaunch === first.launch ? connection.roleUniqueId : undefined;
  if (known && known !== first.role.roleUniqueId)
    findings.push(finding('role_recreated', { before: known, now: first.role.roleUniqueId }));
  for (const launch of followedLaunches(connection).filter(each => each < first.launch)) {
    const call = await answeredBy(run, launch, as);
    if (!call) continue;
    const spec = atLaunch(connection.roleSpec, launch);
    const witness = probeWitness(spec, { principal: brokerOf(spec), ...sentOf(call) }, 'allowed');
    const more = call.probe === 'none' ? { severity: 'critical' as const, witness } : { witness };
    findings.push(finding('old_role_left', { role: spec.arn }, more));
  }
  return findings;
}

/** The first call that an older role accepts: with the right ID, then with none. */
async function answeredBy(run: CheckRun, launch: number, as: ProbeCall['as']): Promise<ProbeCall | undefined> {
  const sourceIdentity = sourceIdentityOf(run.connection.id);
  const right: ProbeCall = { probe: 'old-role', launch, externalId: run.connection.externalId.current, as };
  const none: ProbeCall = { probe: 'none', launch, as };
  for (const call of [right, { ...right, sourceIdentity }, none, { ...none, sourceIdentity }])
    if ((await run.probe(call)).kind === 'assumed') return call;
  return undefined;
}

/** What the role's trust policy saw of a call, beside its principal. */
function sentOf({ externalId, sourceIdentity }: ProbeCall): Pick<ProbeCall, 'externalId' | 'sourceIdentity'> {
  return { ...(externalId !== undefined && { externalId }), ...(sourceIdentity !== undefined && { sourceIdentity }) };
}
