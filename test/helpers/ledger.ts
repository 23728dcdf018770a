// Checks the ledger against the sessions that the local AWS really created: every session of a customer's role has
// exactly one minted row with its name, and no row denies an existing session. Each world runs it when its test ends.
import type { MintedRow } from '../../api/core/audit/ledger.js';
import { parseRoleArn } from '../../api/core/iam/arn.js';
import type { Ports } from '../../api/ports/ports.js';
import type { LocalAws } from '../../deploy/local/aws/server.js';
import { allPages } from './all-pages.js';

interface Held {
  ports: Pick<Ports, 'connections' | 'ledger' | 'vendor'>;
  aws: Pick<LocalAws, 'sessions'>;
}

export type CustomerSession = ReturnType<LocalAws['sessions']>[number];

/** Every session that the local AWS ever created for a role outside the vendor's accounts. */
export function customerSessions({ ports, aws }: Held): CustomerSession[] {
  return aws
    .sessions()
    .filter(({ roleArn }) => !ports.vendor.partitions[0].accounts.includes(parseRoleArn(roleArn)!.accountId));
}

/** Every minted row of every connection. */
export async function mintedRows({ ports }: Pick<Held, 'ports'>): Promise<MintedRow[]> {
  const rows: MintedRow[] = [];
  for (const { value } of await allPages(page => ports.connections.listAll(page)))
    for (const row of await allPages(page => ports.ledger.list(value.id, page)))
      if (row.type === 'minted') rows.push(row);
  return rows;
}

/** The mismatches, in words; empty if there are none. */
export async function ledgerFaults(world: Held): Promise<string[]> {
  // Sessions first: a session created while the rows are read would seem to have none.
  const sessions = customerSessions(world);
  const byName = new Map<string, MintedRow[]>();
  for (const row of await mintedRows(world)) byName.set(row.sessionName, [...(byName.get(row.sessionName) ?? []), row]);
  const faults = [...byName].filter(([, rows]) => rows.length > 1).map(([name]) => `${name} is in several rows`);
  const made = new Set<string>();
  for (const session of sessions) {
    const row = byName.get(session.sessionName)?.[0];
    if (made.has(session.sessionName)) faults.push(`${session.sessionName} names several sessions`);
    made.add(session.sessionName);
    faults.push(...wrongIn(row, session).map(wrong => `${session.sessionName} ${wrong}`));
  }
  const names = new Set(customerSessions(world).map(session => session.sessionName));
  for (const [name, [row]] of byName)
    if (row?.outcome?.kind === 'assumed' && !names.has(name))
      faults.push(`${name} is a row of a session that AWS never created`);
  return faults;
}

function wrongIn(row: MintedRow | undefined, session: CustomerSession): string[] {
  if (!row) return ['has no minted row'];
  const { outcome } = row;
  const wrong = {
    'names another role': row.roleArn !== session.roleArn,
    'has another source identity': row.sourceIdentity !== session.sourceIdentity,
    'is recorded as refused': outcome?.kind === 'refused',
    'has another access key': outcome?.kind === 'assumed' && outcome.accessKeyId !== session.accessKeyId,
    'outlives the time in its row': session.expiresAt > row.expiresAtMost,
  };
  return Object.entries(wrong).flatMap(([what, is]) => (is ? [what] : []));
}
