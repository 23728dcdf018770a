// The security log: refusals, opened links and exports of all tenants.
import type { ListSecurityLogQuery, SecurityRow } from '../api-types.js';
import { type List, type ListOptions, listOf } from '../list.js';
import type { Answers } from '../operations.js';
import { path } from '../path.js';
import type { Send } from '../request.js';

/** The security log. For operators and auditors whose key is bound to all tenants. */
export interface SecurityLogApi {
  /** Lists refusals, opened links and exports. */
  list(filters?: ListSecurityLogQuery, options?: ListOptions): List<SecurityRow>;
}

/** Creates `client.securityLog`. */
export function securityLog(send: Send): SecurityLogApi {
  return {
    list: (filters = {}, options = {}) =>
      listOf(options, (query, call) =>
        send<Answers['listSecurityLog']>('GET', path`/v1/security-log`, { ...call, query: { ...filters, ...query } }),
      ),
  };
}
