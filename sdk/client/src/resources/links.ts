// Links to the pages of one connection: hand-off links for whoever launches, manage links for one person.
import { type ListOptions, listOf } from '../list.js';
import { of } from '../path.js';
import type { CallOptions, MakeOptions, Send } from '../request.js';
import type { Answer, Body, Where } from '../types.js';

export function links(send: Send) {
  return {
    /** Its address is shown once. */
    create: async (where: Where, body: Body<'makeLink'>, options?: MakeOptions) =>
      send<Answer<'makeLink'>>('POST', of(where)`/links`, { ...options, body }),
    list: (where: Where, options: ListOptions = {}) =>
      listOf(options, async (query, call) => send<Answer<'listLinks'>>('GET', of(where)`/links`, { ...call, query })),
    revoke: async (where: Where, linkId: string, options?: CallOptions) =>
      send<Answer<'revokeLink'>>('DELETE', of(where)`/links/${linkId}`, options),
  };
}
