// Connections: one AWS account of one tenant each. Created, found, updated, suspended and revoked here.
import type { ApiPromise } from '../api-promise.js';
import type {
  ChangeConnectionInput,
  Connection,
  CreateConnectionInput,
  Ended,
  Impact,
  ResumeConnectionInput,
  Resumed,
  ReviewConnectionInput,
  RevokeConnectionInput,
  SearchConnectionsQuery,
  StartDrillInput,
  StateEndInput,
  StopOffboardingInput,
  SuspendConnectionInput,
} from '../api-types.js';
import { type List, type ListOptions, listOf } from '../list.js';
import type { Answers } from '../operations.js';
import { of, path } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';
import type { ConnectionRef } from '../types.js';

/** Connections: one AWS account of one tenant each. */
export interface ConnectionsApi {
  /** Creates a connection with an external ID of its own. It stays `pending` until a check proves the role. */
  create(tenantId: string, input: CreateConnectionInput, options?: CreateOptions): ApiPromise<Connection>;
  /** Gets one connection. */
  get(where: ConnectionRef, options?: CallOptions): ApiPromise<Connection>;
  /** Lists the connections of one tenant. */
  list(tenantId: string, options?: ListOptions): List<Connection>;
  /** Searches the connections of every tenant that the key is bound to. */
  search(filters?: SearchConnectionsQuery, options?: ListOptions): List<Connection>;
  /** Updates a connection: role options and role ARN while it is pending, end date and windows at any time. */
  update(where: ConnectionRef, input: ChangeConnectionInput, options?: CallOptions): ApiPromise<Connection>;
  /** @deprecated Use `update`. */
  change(where: ConnectionRef, input: ChangeConnectionInput, options?: CallOptions): ApiPromise<Connection>;
  /** Approves or refuses a connection to an account in which another tenant was verified before. For support. */
  review(where: ConnectionRef, input: ReviewConnectionInput, options?: CreateOptions): ApiPromise<Connection>;
  /** Reports who uses the access now, and until when their sessions stay active. */
  impact(where: ConnectionRef, options?: CallOptions): ApiPromise<Impact>;
  /** Stops issuing credentials for now. Sessions that are active stay active until they expire. */
  suspend(where: ConnectionRef, input: SuspendConnectionInput, options?: CreateOptions): ApiPromise<Ended>;
  /** Ends a suspension or a drill, and starts a check. */
  resume(where: ConnectionRef, input: ResumeConnectionInput, options?: CreateOptions): ApiPromise<Resumed>;
  /**
   * Stops issuing credentials for good. The answer has the commands that end active sessions in the customer's
   * account. `mayCheckClosed: true` is the tenant's consent: the service then tests for up to 30 days whether the
   * role is closed.
   */
  revoke(where: ConnectionRef, input: RevokeConnectionInput, options?: CreateOptions): ApiPromise<Ended>;
  /** Rehearses a revoke: no credentials are issued until all active sessions have expired. Then access resumes. */
  drill(where: ConnectionRef, input: StartDrillInput, options?: CreateOptions): ApiPromise<Ended>;
  /** Records that the tenant ended the access in its own account. */
  stateEnd(where: ConnectionRef, input: StateEndInput, options?: CreateOptions): ApiPromise<Connection>;
  /** Stops all further requests to the account of a revoked connection. */
  stopOffboarding(where: ConnectionRef, input: StopOffboardingInput, options?: CallOptions): ApiPromise<Connection>;
}

/** Creates `client.connections`. */
export function connections(send: Send): ConnectionsApi {
  const update: ConnectionsApi['update'] = (where, body, options) =>
    send<Answers['changeConnection']>('PATCH', of(where)``, { ...options, body });
  return {
    create: (tenantId, body, options) =>
      send<Answers['createConnection']>('POST', path`/v1/tenants/${tenantId}/connections`, { ...options, body }),
    get: (where, options) => send<Answers['readConnection']>('GET', of(where)``, options),
    list: (tenantId, options = {}) =>
      listOf(options, (query, call) =>
        send<Answers['listConnections']>('GET', path`/v1/tenants/${tenantId}/connections`, { ...call, query }),
      ),
    search: (filters = {}, options = {}) =>
      listOf(options, (query, call) =>
        send<Answers['searchConnections']>('GET', path`/v1/connections`, { ...call, query: { ...filters, ...query } }),
      ),
    update,
    change: update,
    review: (where, body, options) =>
      send<Answers['reviewConnection']>('POST', of(where)`/review`, { ...options, body }),
    impact: (where, options) => send<Answers['readImpact']>('GET', of(where)`/impact`, options),
    suspend: (where, body, options) =>
      send<Answers['suspendConnection']>('POST', of(where)`/suspend`, { ...options, body }),
    resume: (where, body, options) =>
      send<Answers['resumeConnection']>('POST', of(where)`/resume`, { ...options, body }),
    revoke: (where, body, options) =>
      send<Answers['revokeConnection']>('POST', of(where)`/revoke`, { ...options, body }),
    drill: (where, body, options) => send<Answers['startDrill']>('POST', of(where)`/drill`, { ...options, body }),
    stateEnd: (where, body, options) =>
      send<Answers['stateEnd']>('POST', of(where)`/end-statement`, { ...options, body }),
    stopOffboarding: (where, body, options) =>
      send<Answers['stopOffboarding']>('DELETE', of(where)`/offboarding`, { ...options, body }),
  };
}
