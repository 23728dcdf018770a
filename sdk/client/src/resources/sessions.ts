// Sessions: single credential requests, and the ledger. For lasting work use `client.credentials()`, which caches.
import type { ApiPromise } from '../api-promise.js';
import type {
  ExportedLedgerRow,
  ExportLedgerQuery,
  IssueSessionInput,
  LedgerRow,
  ListSessionsQuery,
  Session,
} from '../api-types.js';
import type { ExportOptions, OpenExport } from '../export.js';
import { type List, type ListOptions, listOf } from '../list.js';
import type { Answers } from '../operations.js';
import { of } from '../path.js';
import type { CallOptions, Send } from '../request.js';
import type { ConnectionRef } from '../types.js';

/** Sessions: single credential requests, and the ledger. */
export interface SessionsApi {
  /** Issues the credentials of one session, without a cache. For lasting work use `client.credentials()`. */
  issue(where: ConnectionRef, input?: IssueSessionInput, options?: CallOptions): ApiPromise<Session>;
  /** Lists the ledger: which sessions were created, and to whom their credentials were issued. */
  list(where: ConnectionRef, filters?: ListSessionsQuery, options?: ListOptions): List<LedgerRow>;
  /**
   * Exports the ledger as it is stored, oldest row first. It throws `export_incomplete` unless all rows arrived. The
   * security log records each export.
   */
  export(where: ConnectionRef, range?: ExportLedgerQuery, options?: ExportOptions): AsyncIterable<ExportedLedgerRow>;
}

/** Creates `client.sessions`. */
export function sessions(send: Send, open: OpenExport): SessionsApi {
  return {
    issue: (where, body = {}, options) =>
      send<Answers['issueSession']>('POST', of(where)`/sessions`, { ...options, body, isIssue: true }),
    list: (where, filters = {}, options = {}) =>
      listOf(options, (query, call) =>
        send<Answers['listSessions']>('GET', of(where)`/sessions`, { ...call, query: { ...filters, ...query } }),
      ),
    export: (where, range = {}, options = {}) => open<ExportedLedgerRow>(of(where)`/sessions/export`, range, options),
  };
}
