// The course of a light check: once without an external ID, which must be refused, then an inspection with the right one.
// It is for roles that a full check has proven; whatever it cannot explain is left to the next full check.
//
// The refusal counts because the inspection, by the same caller session a moment later, was let in by the very role that
// was proven (the same unique ID): so the role is there and it is the external ID that made the difference. One thing the
// inspection cannot show, since it sends an ID: that our own side lets a call without one out at all. AWS answers with
// the same text when the vendor's policy forbids it. Therefore the control role is assumed in between, without an ID and
// by that session, in every light check: one call to the vendor's own account and none to the customer's. Nothing of
// another check's is relied on.
import { sourceIdentityOf } from '../../core/audit/ledger.js';
import type { CheckResult, InconclusiveReason } from '../../core/check/check.js';
import { boundaryVersionOf, driftOf } from '../../core/drift/drift.js';
import { atLaunch } from '../../core/role/build.js';
import { type CheckRun, NoAnswer, type ProbeCall } from './check-run.js';
import { callerUnable, inspect, isAnotherRole, outdated, roleChanged, unsafe, withoutAnswer } from './conclusions.js';

export async function lightCheck(run: CheckRun): Promise<CheckResult> {
  const { liveLaunch: launch, roleUniqueId } = run.connection;
  if (launch === undefined || roleUniqueId === undefined) throw new Error('No role has been proven yet');
  try {
    const as = await run.caller('none');
    const none = await run.probe({ probe: 'none', launch, as });
    if (none.kind === 'assumed') return unsafe(run, { launch, role: none }, [{ probe: 'none' }]);
    if ((await run.control(as)) !== 'assumed') return callerUnable;
    return await inspection(run, launch, roleUniqueId, as);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return withoutAnswer(error);
  }
}

async function inspection(
  run: CheckRun,
  launch: number,
  roleUniqueId: string,
  as: ProbeCall['as'],
): Promise<CheckResult> {
  const { tenantId, roleSpec, externalId: ids, boundaryVersion: before } = run.connection;
  // Sent exactly as an ask sends it: a role without SetSourceIdentity would refuse every ask.
  const sourceIdentity = sourceIdentityOf(tenantId, run.check.id);
  const call: ProbeCall = { probe: 'inspection', launch, externalId: ids.current, sourceIdentity, as };
  const session = await run.inspection(call);
  if (session.kind === 'refused') {
    // IAM's propagation was not waited out and no cause was excluded: the full check does both.
    await run.step(call, session);
    return leftToFull('inspection_refused');
  }
  if (session.roleUniqueId !== roleUniqueId) {
    await run.step(call, session);
    return leftToFull('role_recreated');
  }
  const live = await inspect(run, call, session);
  if (isAnotherRole(live, roleUniqueId)) return roleChanged;
  const spec = atLaunch(roleSpec, launch);
  const retired = ids.retired.map(each => each.value);
  const drift = driftOf(spec, live, { retired, boundaryVersion: before });
  const boundaryVersion = boundaryVersionOf(spec, live, drift, before);
  const findings = [...drift, ...outdated(run)];
  return {
    conclusive: true,
    verdict: { outcome: 'admitted', launch, roleUniqueId, findings, ...(boundaryVersion && { boundaryVersion }) },
  };
}

/** Nothing of what was seen is concluded from. */
function leftToFull(reason: InconclusiveReason): CheckResult {
  return { conclusive: false, reason, causes: { excluded: [], left: [] } };
}
