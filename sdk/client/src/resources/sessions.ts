// Issued credentials, one ask at a time, and the ledger. For work that lasts use `client.credentials()`, which caches.
import { type ListOptions, listOf } from '../list.js';
import { of } from '../path.js';
import type { CallOptions, Send } from '../request.js';
import type { Answer, Body, Filters, Where } from '../types.js';

export function sessions(send: Send) {
  return {
    issue: async (where: Where, body: Body<'issueSession'> = {}, options?: CallOptions) =>
      send<Answer<'issueSession'>>('POST', of(where)`/sessions`, { ...options, body, isIssue: true }),
    /** The ledger: what was minted and handed out, newest first. */
    list: (where: Where, filters: Filters<'listSessions'> = {}, options: ListOptions = {}) =>
      listOf(options, async (query, call) =>
        send<Answer<'listSessions'>>('GET', of(where)`/sessions`, { ...call, query: { ...filters, ...query } }),
      ),
  };
}
