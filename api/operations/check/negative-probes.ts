// The probes that a safe role refuses, as one check makes them: at each launch that it tests, without a source identity
// and with the one that credential requests send. A trust policy can tell the second kind from a credential request
// only by the external ID, so a role cannot behave for it.
import { sourceIdentityOf } from '../../core/audit/ledger.js';
import { type AdmittedProbe, type NegativeProbe, negativeProbes } from '../../core/check/probes.js';
import { followedLaunches } from '../../core/connection/launches.js';
import { type Assumed, type CheckRun, InconclusiveCall, type ProbeCall } from './check-run.js';

/** The role that a check found, and the negative probes that it wrongly accepted. */
export interface Seen {
  first: { launch: number; role: Assumed } | undefined;
  admitted: AdmittedProbe[];
}

/** Whether the probes send the source identity of a credential request. */
export type As = 'unnamed' | 'credential-request';

/** Draws the wrong IDs once, so that both kinds of probe send the same ones. */
export async function drawNegatives(run: CheckRun): Promise<NegativeProbe[]> {
  const drawn = { wrong: await drawUnissuedId(run), other: await drawUnissuedId(run), older: await run.drawRetired() };
  return negativeProbes(run.connection, drawn, run.vendor.strangerRoleArns);
}

/** Draws again if the ID was ever issued: the role's answer would then mean something else. */
async function drawUnissuedId(run: CheckRun): Promise<string> {
  for (;;) {
    const drawn = run.ports.ids.uuid();
    if (!(await run.ports.externalIds.owner(drawn))) return drawn;
  }
}

/** Makes the probes without a source identity. Returns whether every stranger could make calls. */
export async function runNegatives(
  run: CheckRun,
  session: ProbeCall['as'],
  launch: number,
  negatives: readonly NegativeProbe[],
  seen: Seen,
): Promise<boolean> {
  let able = true;
  for (const negative of negatives) {
    const as = await callerOf(run, session, negative);
    if (negative.stranger) able = (await run.control(as)) === 'assumed' && able;
    await probeOnce(run, { negative, launch, as, how: 'unnamed' }, seen);
  }
  // Recorded, because a missing step could be read as proof.
  if (run.vendor.strangerRoleArns.length === 0)
    await run.keep({ probe: 'stranger', launch, outcome: 'not-made', why: 'no_stranger' });
  return able;
}

/**
 * The twins of the probes: they differ from a credential request only in the external ID, those of strangers only in
 * the principal. Made once the role has accepted the right ID with a source identity, so a refusal counts.
 */
export async function runTwins(
  run: CheckRun,
  session: ProbeCall['as'],
  launch: number,
  negatives: readonly NegativeProbe[],
  seen: Seen,
): Promise<void> {
  for (const negative of negatives) {
    const as = await callerOf(run, session, negative);
    await probeOnce(run, { negative, launch, as, how: 'credential-request' }, seen);
  }
}

/**
 * When every followed launch refuses the right ID: a refusal of these probes proves nothing then, but a role that
 * accepts one of them is unsafe. Ends at the first launch that accepts one.
 */
export async function seekAdmission(
  run: CheckRun,
  session: ProbeCall['as'],
  negatives: readonly NegativeProbe[],
  seen: Seen,
): Promise<void> {
  for (const launch of followedLaunches(run.connection)) {
    for (const how of ['unnamed', 'credential-request'] as const)
      for (const negative of negatives) {
        const as = await callerOf(run, session, negative);
        await probeOnce(run, { negative, launch, as, how }, seen);
      }
    if (seen.admitted.length > 0) return;
  }
}

async function callerOf(
  run: CheckRun,
  session: ProbeCall['as'],
  { stranger }: NegativeProbe,
): Promise<ProbeCall['as']> {
  if (!stranger) return session;
  const opened = await run.ports.callers.in(run.connection.partition).stranger(stranger);
  if (!opened.ok) throw new InconclusiveCall('vendor_credentials');
  return { ...opened, stranger: true };
}

interface Made {
  negative: NegativeProbe;
  launch: number;
  as: ProbeCall['as'];
  how: As;
}

async function probeOnce(run: CheckRun, { negative, launch, as, how }: Made, seen: Seen): Promise<void> {
  const { probe, externalId, stranger } = negative;
  const sent = {
    ...(externalId !== undefined && { externalId }),
    ...(how === 'credential-request' && { sourceIdentity: sourceIdentityOf(run.connection.id) }),
  };
  const outcome = await run.probe({ probe, launch, ...sent, as });
  if (outcome.kind !== 'assumed') return;
  seen.first ??= { launch, role: outcome };
  seen.admitted.push({ probe, ...(stranger && { as: stranger }), ...sent });
}
