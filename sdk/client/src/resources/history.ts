// Every change of a connection, and the proof that no row was touched.
import { type ListOptions, listOf } from '../list.js';
import { of, path } from '../path.js';
import type { CallOptions, Send } from '../request.js';
import type { Answer, Filters, Query, Where } from '../types.js';

export function history(send: Send) {
  return {
    list: (where: Where, filters: Filters<'listHistory'> = {}, options: ListOptions = {}) =>
      listOf(options, async (query, call) =>
        send<Answer<'listHistory'>>('GET', of(where)`/history`, { ...call, query: { ...filters, ...query } }),
      ),
    /** Reads every row again: of one connection, of one tenant with all it has, or of all that the key is bound to. */
    verify: async (scope: Query<'verifyHistory'> = {}, options?: CallOptions) =>
      send<Answer<'verifyHistory'>>('GET', path`/v1/history/verification`, { ...options, query: scope }),
  };
}
