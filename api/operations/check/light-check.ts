// The sequence of a light check: an attempt without an external ID, which the role must refuse, then an inspection with
// the right ID, and an attempt without an ID that is otherwise like the inspection's. Only for roles that a full check
// has proven. A full check follows where it cannot conclude.
//
// The refusal counts because the proven role (same unique ID) accepts the inspection by the same session a moment
// later. So the role exists, and the external ID made the difference. The inspection sends an ID, so it cannot show
// that our own side allows a call without one: AWS returns the same text when the vendor's policy forbids it. Every
// light check therefore assumes the control role in between, with that session and without an ID. That is one call to
// the vendor's own account and none to the customer's. A light check relies on no result of another check.
import { sourceIdentityOf } from '../../core/audit/ledger.js';
import type { CheckResult, InconclusiveReason } from '../../core/check/check.js';
import { stackOfVerdict } from '../../core/connection/stack.js';
import { boundaryVersionOf, driftOf } from '../../core/drift/drift.js';
import { atLaunch } from '../../core/role/build.js';
import { type CheckRun, InconclusiveCall, type ProbeCall } from './check-run.js';
import {
  callerUnable,
  deviationSeen,
  inconclusiveResult,
  inspect,
  isAnotherRole,
  outdated,
  roleChanged,
  unsafe,
} from './conclusions.js';

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
    if (!(error instanceof InconclusiveCall)) throw error;
    return inconclusiveResult(error);
  }
}

async function inspection(
  run: CheckRun,
  launch: number,
  roleUniqueId: string,
  as: ProbeCall['as'],
): Promise<CheckResult> {
  const { id, roleSpec, externalId: ids, boundaryVersion: before } = run.connection;
  // The same parameters as a credential request: a role without SetSourceIdentity would refuse every request.
  const sourceIdentity = sourceIdentityOf(id);
  const call: ProbeCall = { probe: 'inspection', launch, externalId: ids.current, sourceIdentity, as };
  const session = await run.inspection(call);
  if (session.kind === 'refused') {
    // A light check does not wait for IAM's propagation and excludes no cause. The full check does both.
    await run.step(call, session);
    return leftToFull('inspection_refused');
  }
  if (session.roleUniqueId !== roleUniqueId) {
    await run.step(call, session);
    return leftToFull('role_recreated');
  }
  // Like the inspection's request but for the ID. The role could recognise the first probe: it named no source.
  const none = await run.probe({ probe: 'none', launch, sourceIdentity, as });
  if (none.kind === 'assumed') return unsafe(run, { launch, role: none }, [{ probe: 'none', sourceIdentity }]);
  const live = await inspect(run, call, session);
  if (isAnotherRole(live, roleUniqueId)) return roleChanged;
  const spec = atLaunch(roleSpec, launch);
  const retired = await run.retiredIn(live);
  const drift = driftOf(spec, live, { retired, boundaryVersion: before });
  const boundaryVersion = boundaryVersionOf(spec, live, drift, before);
  const stack = stackOfVerdict(run.connection, launch, live);
  const findings = [...drift, ...stack.findings, ...outdated(run)];
  return {
    conclusive: true,
    verdict: {
      outcome: 'admitted',
      launch,
      roleUniqueId,
      findings,
      ...(boundaryVersion && { boundaryVersion }),
      ...deviationSeen(run, spec, live, drift),
      ...stack.verdict,
    },
  };
}

/** Draws no conclusion from the observations. */
function leftToFull(reason: InconclusiveReason): CheckResult {
  return { conclusive: false, reason, causes: { excluded: [], left: [] } };
}
