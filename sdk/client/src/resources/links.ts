// Links to the pages of one connection: hand-off links for the person who launches, manage links for one person.
import type { ApiPromise } from '../api-promise.js';
import type { Link, MadeLink, MakeLinkInput } from '../api-types.js';
import { type List, type ListOptions, listOf } from '../list.js';
import type { Answers } from '../operations.js';
import { of } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';
import type { ConnectionRef } from '../types.js';

/** Links to the pages of one connection. */
export interface LinksApi {
  /** Creates a link. Its address is shown only in this answer. */
  create(where: ConnectionRef, input: MakeLinkInput, options?: CreateOptions): ApiPromise<MadeLink>;
  /** Lists the links of one connection, without their addresses. */
  list(where: ConnectionRef, options?: ListOptions): List<Link>;
  /** Revokes a link. */
  revoke(where: ConnectionRef, linkId: string, options?: CallOptions): ApiPromise<Link>;
}

/** Creates `client.links`. */
export function links(send: Send): LinksApi {
  return {
    create: (where, body, options) => send<Answers['makeLink']>('POST', of(where)`/links`, { ...options, body }),
    list: (where, options = {}) =>
      listOf(options, (query, call) => send<Answers['listLinks']>('GET', of(where)`/links`, { ...call, query })),
    revoke: (where, linkId, options) => send<Answers['revokeLink']>('DELETE', of(where)`/links/${linkId}`, options),
  };
}
