// Probes: an AssumeRole with a session that has no permissions, whose credentials are dropped unread. Probes of a
// customer's role are sent outside checks, with ledger rows before and after. Probes of the control role are sent
// inside and outside checks.
import { type MintedRow, mintedFor, outcomeOfRow } from '../../core/audit/ledger.js';
import type { Connection } from '../../core/connection/connection.js';
import type { Partition } from '../../core/iam/arn.js';
import { type AssumeOutcome, powerless, probeSeconds } from '../../core/iam/assume-role.js';
import type { Credentials } from '../../ports/aws.js';
import type { Ports } from '../../ports/ports.js';
import type { StsUse } from '../../ports/sessions.js';
import { vendorIn } from '../vendor-in.js';

/** Our own share of STS calls is used up. No call was made, so nothing is known. */
export const quotaExceeded: AssumeOutcome = { kind: 'inconclusive', why: 'throttled' };

export interface ProbeInput extends Pick<MintedRow, 'kind' | 'roleArn' | 'for'> {
  /** Absent: the call has no external ID. */
  externalId: string | undefined;
  sourceIdentity?: string | undefined;
  use: StsUse;
  sessionNameOf: (rowId: string) => string;
}

export async function powerlessProbe(
  ports: Pick<Ports, 'clock' | 'ids' | 'ledger' | 'assumeRole' | 'vendor' | 'stsQuota'>,
  connection: Connection,
  credentials: Credentials,
  { externalId, sourceIdentity, sessionNameOf, use, ...named }: ProbeInput,
): Promise<AssumeOutcome> {
  const { region } = vendorIn(ports.vendor, connection.partition);
  if (!(await ports.stsQuota.turn(region, use))) return quotaExceeded;
  const id = `row_${ports.ids.text(16)}`;
  const made = mintedFor(connection, id, ports.clock.now(), probeSeconds);
  const identity = sourceIdentity === undefined ? {} : { sourceIdentity };
  const row: MintedRow = { ...made, ...named, ...identity, sessionName: sessionNameOf(id) };
  await ports.ledger.put(row);
  const outcome = await ports.assumeRole(credentials, {
    use: row.kind,
    roleArn: row.roleArn,
    sessionName: row.sessionName,
    ...(externalId !== undefined && { externalId }),
    ...identity,
    sessionPolicy: powerless(row.kind === 'offboarding' ? 'DrawbridgeOffboardingCheck' : 'DrawbridgeProbe'),
    durationSeconds: probeSeconds,
    region,
  });
  await ports.ledger.put({ ...row, outcome: outcomeOfRow(outcome) });
  return outcome;
}

/** The control role belongs to the vendor and has no permissions, so no customer's ledger records it. */
export async function assumeControl(
  ports: Pick<Ports, 'ids' | 'assumeRole' | 'vendor' | 'stsQuota'>,
  credentials: Credentials,
  use: StsUse,
  partition: Partition,
): Promise<AssumeOutcome> {
  const { region, controlRoleArn } = vendorIn(ports.vendor, partition);
  if (!(await ports.stsQuota.turn(region, use))) return quotaExceeded;
  return ports.assumeRole(credentials, {
    use: 'control',
    roleArn: controlRoleArn,
    sessionName: `drawbridge-control-${ports.ids.text(16)}`,
    // Our sessions for credential requests may make no call without one; the control role accepts any.
    ...(use === 'issue' && { externalId: ports.ids.uuid() }),
    sessionPolicy: powerless('DrawbridgeControl'),
    durationSeconds: probeSeconds,
    region,
  });
}
