// Connections: one AWS account of one tenant each. Made, found, changed, ended.
import { type ListOptions, listOf } from '../list.js';
import { of, path } from '../path.js';
import type { CallOptions, MakeOptions, Send } from '../request.js';
import type { Answer, Body, Filters, Where } from '../types.js';

export function connections(send: Send) {
  return {
    create: async (tenantId: string, body: Body<'createConnection'>, options?: MakeOptions) =>
      send<Answer<'createConnection'>>('POST', path`/v1/tenants/${tenantId}/connections`, { ...options, body }),
    get: async (where: Where, options?: CallOptions) => send<Answer<'readConnection'>>('GET', of(where)``, options),
    /** Those of one tenant. */
    list: (tenantId: string, options: ListOptions = {}) =>
      listOf(options, async (query, call) =>
        send<Answer<'listConnections'>>('GET', path`/v1/tenants/${tenantId}/connections`, { ...call, query }),
      ),
    /** Those of every tenant that the key is bound to. */
    search: (filters: Filters<'searchConnections'> = {}, options: ListOptions = {}) =>
      listOf(options, async (query, call) =>
        send<Answer<'searchConnections'>>('GET', path`/v1/connections`, { ...call, query: { ...filters, ...query } }),
      ),
    /** While it waits for its launch. */
    change: async (where: Where, body: Body<'changeConnection'>, options?: CallOptions) =>
      send<Answer<'changeConnection'>>('PATCH', of(where)``, { ...options, body }),
    /** Where another tenant was verified in the same account before. */
    review: async (where: Where, body: Body<'reviewConnection'>, options?: MakeOptions) =>
      send<Answer<'reviewConnection'>>('POST', of(where)`/review`, { ...options, body }),
    /** Who uses the access now, and until when. */
    impact: async (where: Where, options?: CallOptions) =>
      send<Answer<'readImpact'>>('GET', of(where)`/impact`, options),
    suspend: async (where: Where, body: Body<'suspendConnection'>, options?: MakeOptions) =>
      send<Answer<'suspendConnection'>>('POST', of(where)`/suspend`, { ...options, body }),
    resume: async (where: Where, body: Body<'resumeConnection'>, options?: MakeOptions) =>
      send<Answer<'resumeConnection'>>('POST', of(where)`/resume`, { ...options, body }),
    /** For good. `mayCheckClosed: true` is the tenant's consent to look, for at most 30 days, whether the role is closed; without it nobody looks. */
    revoke: async (where: Where, body: Body<'revokeConnection'>, options?: MakeOptions) =>
      send<Answer<'revokeConnection'>>('POST', of(where)`/revoke`, { ...options, body }),
    /** Rehearses a revoke: nothing is issued until what is out has expired, then access comes back by itself. */
    drill: async (where: Where, body: Body<'startDrill'>, options?: MakeOptions) =>
      send<Answer<'startDrill'>>('POST', of(where)`/drill`, { ...options, body }),
    /** The tenant said that it ended the access in its own account. */
    stateEnd: async (where: Where, body: Body<'stateEnd'>, options?: MakeOptions) =>
      send<Answer<'stateEnd'>>('POST', of(where)`/end-statement`, { ...options, body }),
    /** Nothing is sent to the account of a revoked connection any more. */
    stopOffboarding: async (where: Where, body: Body<'stopOffboarding'>, options?: CallOptions) =>
      send<Answer<'stopOffboarding'>>('DELETE', of(where)`/offboarding`, { ...options, body }),
  };
}
