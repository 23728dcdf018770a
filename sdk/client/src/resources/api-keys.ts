// Keys of the service's API. A secret is shown once.
import type { ApiPromise } from '../api-promise.js';
import type { ApiKey, CreateApiKeyInput, MadeApiKey, RotateApiKeyInput } from '../api-types.js';
import { type List, type ListOptions, listOf } from '../list.js';
import type { Answers } from '../operations.js';
import { path } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';

/** Keys of the service's API. For operators. */
export interface ApiKeysApi {
  /** Creates a key. Its secret is shown only in this answer. */
  create(input: CreateApiKeyInput, options?: CreateOptions): ApiPromise<MadeApiKey>;
  /** Lists all keys, without their secrets. */
  list(options?: ListOptions): List<ApiKey>;
  /** Creates a new secret for a key. The old secret stays valid for at most `overlapSeconds`. */
  rotate(keyId: string, input?: RotateApiKeyInput, options?: CreateOptions): ApiPromise<MadeApiKey>;
  /** Revokes a key. */
  revoke(keyId: string, options?: CallOptions): ApiPromise<ApiKey>;
}

/** Creates `client.apiKeys`. */
export function apiKeys(send: Send): ApiKeysApi {
  return {
    create: (body, options) => send<Answers['createApiKey']>('POST', path`/v1/api-keys`, { ...options, body }),
    list: (options = {}) =>
      listOf(options, (query, call) => send<Answers['listApiKeys']>('GET', path`/v1/api-keys`, { ...call, query })),
    rotate: (keyId, body = {}, options) =>
      send<Answers['rotateApiKey']>('POST', path`/v1/api-keys/${keyId}/rotate`, { ...options, body }),
    revoke: (keyId, options) => send<Answers['revokeApiKey']>('DELETE', path`/v1/api-keys/${keyId}`, options),
  };
}
