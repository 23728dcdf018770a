// The two lists of the manage page: who used the access, and what changed.
import { describeChange } from '../../../templates/text/describe-change.js';
import type { TextKey } from '../../../templates/text/say.js';
import type { LedgerKind, LedgerRow } from '../../core/audit/ledger.js';
import type { Connection } from '../../core/connection/connection.js';
import type { ChangeKind } from '../../core/event/change-kinds.js';
import { cutByCustomer } from '../../core/session/cut-sessions.js';
import { readHistory } from '../../operations/audit/read-history.js';
import { listLedger } from '../../operations/audit/read-ledger.js';
import { lookUpCommands } from '../../operations/ending/end-commands.js';
import type { LedgerFilter } from '../../ports/audit.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput, Versioned } from '../../ports/subjects.js';
import type { Speaker } from '../page/check-view.js';
import type { PageSession } from '../page/page-session.js';
import { type LedgerEntry, ledgerView } from './ledger-view.js';
import { addressOf, type Filter, type FilterView, filterOf, type ListQuery } from './list-filter.js';
import { tenantTelling } from './named-callers.js';

export interface ListView<Entry> {
  entries: Entry[];
  filter: FilterView;
  newest: string | undefined;
  older: string | undefined;
  /** When there are no entries: none at all, none for this filter, or none in the rows read so far. */
  empty: TextKey | undefined;
}

export interface HistoryEntry {
  at: string;
  sentence: string;
}

export interface RecordsView {
  ledger: ListView<LedgerEntry>;
  history: ListView<HistoryEntry>;
}

const ledgerRowsPerPage = 60;
const historyRowsPerPage = 50;

const ledgerKinds = {
  issue: 'session.issue',
  check: 'ledgerKind.check',
  offboarding: 'ledgerKind.offboarding',
} as const satisfies Record<LedgerKind, string>;

/** People want to see who used the access; the checks of one day alone are more rows than that. */
const usesAtFirst = { kind: 'issue', note: 'manage.ledger.usesAtFirst' } as const;

const changeKinds = {
  setup: 'kind.setup',
  checks: 'kind.checks',
  deviations: 'kind.deviations',
  access: 'kind.access',
  rotation: 'kind.rotation',
  upgrade: 'kind.upgrade',
  legacy: 'kind.legacy',
  offboarding: 'kind.offboarding',
} as const satisfies Record<ChangeKind, string>;

export async function recordsOf(
  ports: Ports,
  { caller, path }: PageSession,
  kept: Versioned<Connection>,
  query: ListQuery,
  speaker: Speaker,
): Promise<RecordsView> {
  const connection = kept.value;
  // After a revoke this page shows every off-boarding check, as the question for consent promises.
  const atFirst = connection.state === 'revoked' ? undefined : usesAtFirst;
  const ledger = filterOf('ledger', ledgerKinds, query, path, speaker, atFirst);
  const history = filterOf('history', changeKinds, query, path, speaker);
  const rows = await wholeChecks(page => listLedger(ports, caller, kept, { ...wanted(ledger), ...page }));
  const changes = await readHistory(ports, caller, kept, { limit: historyRowsPerPage, ...wanted(history) });
  const cutBefore = cutByCustomer(connection.findings);
  const telling = tenantTelling(ports, speaker.language);
  const lookUp = (name: string) => lookUpCommands(ports.vendor, connection.partition, name);
  const entries = changes.items.map(kept => ({ at: kept.row.at, sentence: describeChange(kept, telling) }));
  return {
    ledger: listView(
      ledgerView(rows.items, { speaker, telling, lookUp, cutBefore }),
      rows.nextCursor,
      ledger,
      query,
      path,
      'manage.ledger.none',
    ),
    history: listView(entries, changes.nextCursor, history, query, path, 'filter.none'),
  };
}

/** More rows than a check can have. */
const rowsOfChecks = 100;

/** A page of the ledger that ends at the end of a check: it is longer where its last check goes on. */
async function wholeChecks(list: (page: PageInput & LedgerFilter) => Promise<Page<LedgerRow>>) {
  const found = await list({ limit: ledgerRowsPerPage });
  const last = found.items.at(-1);
  if (!found.nextCursor || last?.type !== 'minted' || last.kind === 'issue') return found;
  const next = await list({ limit: rowsOfChecks, cursor: found.nextCursor });
  const more = next.items.findLastIndex(row => row.type === 'minted' && row.for === last.for) + 1;
  return more === 0 ? found : list({ limit: found.items.length + more });
}

function wanted<Kind extends string>({ kind, range, cursor }: Filter<Kind>) {
  return { ...range, ...(kind && { kind }), ...(cursor && { cursor }) };
}

function listView<Entry, Kind extends string>(
  entries: Entry[],
  nextCursor: string | undefined,
  { cursor, view }: Filter<Kind>,
  query: ListQuery,
  path: string,
  noneAtAll: TextKey,
): ListView<Entry> {
  const { name, clear } = view;
  const to = (place: string | undefined) => addressOf(path, { ...query, [name]: place }, name);
  const isSearch = clear !== undefined || cursor !== undefined;
  const none = nextCursor ? 'filter.noneSoFar' : isSearch ? 'filter.none' : noneAtAll;
  return {
    entries,
    filter: view,
    newest: cursor ? to(undefined) : undefined,
    older: nextCursor ? to(nextCursor) : undefined,
    empty: entries.length === 0 ? none : undefined,
  };
}
