// History: every change of a connection, its export, and its verification.
import type { ApiPromise } from '../api-promise.js';
import type { ExportedChange, HistoryRow, ListHistoryQuery, Verification, VerifyHistoryQuery } from '../api-types.js';
import type { ExportOptions, OpenExport } from '../export.js';
import { type List, type ListOptions, listOf } from '../list.js';
import type { Answers } from '../operations.js';
import { of, path } from '../path.js';
import type { CallOptions, Send } from '../request.js';
import type { ConnectionRef } from '../types.js';

/** History: every change of a connection. */
export interface HistoryApi {
  /** Lists the changes of one connection. */
  list(where: ConnectionRef, filters?: ListHistoryQuery, options?: ListOptions): List<HistoryRow>;
  /**
   * Exports the whole history as it is stored, oldest row first. It throws `export_incomplete` unless all rows arrived.
   * The security log records each export.
   */
  export(where: ConnectionRef, options?: ExportOptions): AsyncIterable<ExportedChange>;
  /** Verifies the hash chain of every row: of one connection, of one tenant, or of all that the key is bound to. */
  verify(scope?: VerifyHistoryQuery, options?: CallOptions): ApiPromise<Verification>;
}

/** Creates `client.history`. */
export function history(send: Send, open: OpenExport): HistoryApi {
  return {
    list: (where, filters = {}, options = {}) =>
      listOf(options, (query, call) =>
        send<Answers['listHistory']>('GET', of(where)`/history`, { ...call, query: { ...filters, ...query } }),
      ),
    export: (where, options = {}) => open<ExportedChange>(of(where)`/history/export`, {}, options),
    verify: (scope = {}, options) =>
      send<Answers['verifyHistory']>('GET', path`/v1/history/verification`, { ...options, query: scope }),
  };
}
