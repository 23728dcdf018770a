// One AssumeRole outside a check, made to learn something: its row before, a session that may do nothing, its outcome
// after. The credentials are dropped unread.
import type { Connection } from '../core/connection.js';
import { type MintedRow, mintedFor, outcomeOfRow } from '../core/ledger.js';
import { type AssumeOutcome, denyAll, probeSeconds } from '../core/probes.js';
import type { Credentials, Deps } from '../deps.js';

export interface ProbeInput extends Pick<MintedRow, 'kind' | 'roleArn' | 'for'> {
  externalId: string;
  sessionNameOf: (rowId: string) => string;
}

export async function powerlessProbe(
  deps: Pick<Deps, 'clock' | 'ids' | 'ledger' | 'assumeRole' | 'vendor'>,
  connection: Connection,
  credentials: Credentials,
  { externalId, sessionNameOf, ...named }: ProbeInput,
): Promise<AssumeOutcome> {
  const id = `row_${deps.ids.text(16)}`;
  const made = mintedFor(connection, id, deps.clock.now(), probeSeconds);
  const row: MintedRow = { ...made, ...named, sessionName: sessionNameOf(id) };
  await deps.ledger.put(row);
  const outcome = await deps.assumeRole(credentials, {
    roleArn: row.roleArn,
    sessionName: row.sessionName,
    externalId,
    sessionPolicy: denyAll,
    durationSeconds: probeSeconds,
    region: deps.vendor.region,
  });
  await deps.ledger.put({ ...row, outcome: outcomeOfRow(outcome) });
  return outcome;
}
