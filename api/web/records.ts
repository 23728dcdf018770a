// The two lists of the manage page: who used the access, and what was changed; each as far as it was asked for.
import type { TextKey } from '../../templates/text/say.js';
import { sayChange } from '../../templates/text/say-change.js';
import type { Telling } from '../../templates/text/telling.js';
import type { Connection } from '../core/connection.js';
import { cutByCustomer } from '../core/cut-sessions.js';
import type { ChangeKind, LedgerKind } from '../core/row-kinds.js';
import type { Deps } from '../deps.js';
import { lookUpCommands } from '../operations/end-commands.js';
import { listLedger, readHistory } from '../operations/read-audit.js';
import type { Speaker } from './check-view.js';
import { type LedgerEntry, ledgerView } from './ledger-view.js';
import { addressOf, type Filter, type FilterView, filterOf, type ListQuery } from './list-filter.js';
import type { PageSession } from './page-session.js';
import { userText } from './templates.js';

export interface ListView<Entry> {
  entries: Entry[];
  filter: FilterView;
  newest: string | undefined;
  older: string | undefined;
  /** Where there are no entries: that there are none, none of that kind or time, or none in what was looked at. */
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

const changeKinds = {
  setup: 'kind.setup',
  checks: 'kind.checks',
  access: 'kind.access',
  rotation: 'kind.rotation',
  upgrade: 'kind.upgrade',
  legacy: 'kind.legacy',
  offboarding: 'kind.offboarding',
} as const satisfies Record<ChangeKind, string>;

export async function recordsOf(
  deps: Deps,
  { caller, where, path }: PageSession,
  connection: Connection,
  query: ListQuery,
  speaker: Speaker,
): Promise<RecordsView> {
  const ledger = filterOf('ledger', ledgerKinds, query, path, speaker);
  const history = filterOf('history', changeKinds, query, path, speaker);
  const rows = await listLedger(deps, caller, where, { limit: ledgerRowsPerPage, ...wanted(ledger) });
  const changes = await readHistory(deps, caller, where, { limit: historyRowsPerPage, ...wanted(history) });
  const cutBefore = cutByCustomer(connection.findings);
  const { language } = speaker;
  const telling: Telling = { language, vendor: deps.vendor.name, reader: 'tenant', mark: userText };
  const entries = changes.items.map(kept => ({ at: kept.row.at, sentence: sayChange(kept, telling) }));
  return {
    ledger: listView(
      ledgerView(rows.items, speaker, name => lookUpCommands(deps.vendor, name), cutBefore),
      rows.nextCursor,
      ledger,
      query,
      path,
    ),
    history: listView(entries, changes.nextCursor, history, query, path),
  };
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
): ListView<Entry> {
  const { name, clear } = view;
  const to = (place: string | undefined) => addressOf(path, { ...query, [name]: place }, name);
  const isSearch = clear !== undefined || cursor !== undefined;
  const none = nextCursor ? 'filter.noneSoFar' : isSearch ? 'filter.none' : 'manage.ledger.none';
  return {
    entries,
    filter: view,
    newest: cursor ? to(undefined) : undefined,
    older: nextCursor ? to(nextCursor) : undefined,
    empty: entries.length === 0 ? none : undefined,
  };
}
