// Issued credentials, one ask at a time, and the ledger. For work that lasts use `client.credentials()`, which caches.
import type { ExportOptions, OpenExport } from '../export.js';
import { type ListOptions, listOf } from '../list.js';
import { of } from '../path.js';
import type { CallOptions, Send } from '../request.js';
import type { Answer, Body, ExportedLedgerRow, Filters, Query, Where } from '../types.js';

export function sessions(send: Send, open: OpenExport) {
  return {
    issue: async (where: Where, body: Body<'issueSession'> = {}, options?: CallOptions) =>
      send<Answer<'issueSession'>>('POST', of(where)`/sessions`, { ...options, body, isIssue: true }),
    /** The ledger: what was minted and handed out, newest first. */
    list: (where: Where, filters: Filters<'listSessions'> = {}, options: ListOptions = {}) =>
      listOf(options, async (query, call) =>
        send<Answer<'listSessions'>>('GET', of(where)`/sessions`, { ...call, query: { ...filters, ...query } }),
      ),
    /**
     * The ledger as it is kept, oldest first, row by row. Ends in `export_incomplete` unless all of it came. Each export
     * stands in the security log.
     */
    export: (where: Where, range: Query<'exportLedger'> = {}, options: ExportOptions = {}) =>
      open<ExportedLedgerRow>(of(where)`/sessions/export`, range, options),
  };
}
