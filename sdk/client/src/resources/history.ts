// Every change of a connection, its export, and the proof that no row was touched.
import type { ExportOptions, OpenExport } from '../export.js';
import { type ListOptions, listOf } from '../list.js';
import { of, path } from '../path.js';
import type { CallOptions, Send } from '../request.js';
import type { Answer, ExportedChange, Filters, Query, Where } from '../types.js';

export function history(send: Send, open: OpenExport) {
  return {
    list: (where: Where, filters: Filters<'listHistory'> = {}, options: ListOptions = {}) =>
      listOf(options, async (query, call) =>
        send<Answer<'listHistory'>>('GET', of(where)`/history`, { ...call, query: { ...filters, ...query } }),
      ),
    /**
     * The whole history as it is kept, oldest first, row by row. Ends in `export_incomplete` unless all of it came. Each
     * export stands in the security log.
     */
    export: (where: Where, options: ExportOptions = {}) =>
      open<ExportedChange>(of(where)`/history/export`, {}, options),
    /** Reads every row again: of one connection, of one tenant with all it has, or of all that the key is bound to. */
    verify: async (scope: Query<'verifyHistory'> = {}, options?: CallOptions) =>
      send<Answer<'verifyHistory'>>('GET', path`/v1/history/verification`, { ...options, query: scope }),
  };
}
