// Keys of the service's API. A secret is shown once.
import { type ListOptions, listOf } from '../list.js';
import { path } from '../path.js';
import type { CallOptions, MakeOptions, Send } from '../request.js';
import type { Answer, Body } from '../types.js';

export function apiKeys(send: Send) {
  return {
    create: async (body: Body<'createApiKey'>, options?: MakeOptions) =>
      send<Answer<'createApiKey'>>('POST', path`/v1/api-keys`, { ...options, body }),
    list: (options: ListOptions = {}) =>
      listOf(options, async (query, call) =>
        send<Answer<'listApiKeys'>>('GET', path`/v1/api-keys`, { ...call, query }),
      ),
    /** A new secret beside the old one, which stays good for `overlapSeconds` at most. */
    rotate: async (keyId: string, body: Body<'rotateApiKey'> = {}, options?: MakeOptions) =>
      send<Answer<'rotateApiKey'>>('POST', path`/v1/api-keys/${keyId}/rotate`, { ...options, body }),
    revoke: async (keyId: string, options?: CallOptions) =>
      send<Answer<'revokeApiKey'>>('DELETE', path`/v1/api-keys/${keyId}`, options),
  };
}
