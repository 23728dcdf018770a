// Reads the ledger of a connection: which sessions were created, and for whom.
import type { Caller } from '../../core/access/caller.js';
import { type LedgerRow, longestSessionMs, type TimesHandedOut } from '../../core/audit/ledger.js';
import type { LedgerFilter } from '../../ports/audit.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput } from '../../ports/subjects.js';
import { type ConnectionOrRef, type ConnectionRef, findConnection } from '../connection/find-connection.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections' | 'ledger'>;

export async function listLedger(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
  page: PageInput & LedgerFilter,
): Promise<Page<LedgerRow>> {
  const { value } = await findConnection(ports, caller, 'ledger.read', where);
  return ports.ledger.list(value.id, page);
}

export interface ToldLedgerRow {
  row: LedgerRow;
  /** When the session was issued to callers. Only for sessions created for a caller. */
  times?: TimesHandedOut;
}

/** The ledger, with facts that need more than one row. */
export async function readLedger(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  page: PageInput & LedgerFilter,
): Promise<Page<ToldLedgerRow>> {
  const found = await listLedger(ports, caller, where, page);
  const times = await timesHandedOut(ports, where.connectionId, found.items);
  const items = found.items.map(row => ({ row, ...(times.has(row.id) && { times: times.get(row.id)! }) }));
  return { ...found, items };
}

/** Rows read per page: one session can be issued many times. */
const rowsCounted = 1000;

async function timesHandedOut(
  { ledger }: Needs,
  connectionId: string,
  rows: readonly LedgerRow[],
): Promise<Map<string, TimesHandedOut>> {
  const made = rows.filter(row => row.type === 'minted' && row.kind === 'issue' && row.outcome?.kind === 'assumed');
  const times = new Map(made.map(({ id }) => [id, { count: 0, isAtLeast: false }]));
  const [newest, oldest] = [made[0], made.at(-1)];
  if (!newest || !oldest) return times;
  const endOf = ({ at }: LedgerRow) => new Date(Date.parse(at) + longestSessionMs).toISOString();
  let counted = 0;
  for await (const row of ledger.walk(connectionId, { from: oldest.at, to: endOf(newest), kind: 'issue' })) {
    if (counted === rowsCounted) {
      for (const each of made) times.get(each.id)!.isAtLeast = endOf(each) > row.at;
      break;
    }
    counted += 1;
    const own = row.type === 'handed-out' ? times.get(row.mintedId) : undefined;
    if (own) own.count += 1;
  }
  return times;
}
