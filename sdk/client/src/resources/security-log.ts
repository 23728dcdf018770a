// Refusals, opened links and exports, of everybody: for operators and auditors whose key is bound to all tenants.
import { type ListOptions, listOf } from '../list.js';
import { path } from '../path.js';
import type { Send } from '../request.js';
import type { Answer, Filters } from '../types.js';

export function securityLog(send: Send) {
  return {
    list: (filters: Filters<'listSecurityLog'> = {}, options: ListOptions = {}) =>
      listOf(options, async (query, call) =>
        send<Answer<'listSecurityLog'>>('GET', path`/v1/security-log`, { ...call, query: { ...filters, ...query } }),
      ),
  };
}
