// Stores the key behind a caller that tests act as, under that caller's id: a link is valid as long as its key is.
import type { KeyScope } from '../../api/core/access/api-key.js';
import type { Caller } from '../../api/core/access/caller.js';
import { createApiKey } from '../../api/operations/access/api-keys.js';
import type { Ports } from '../../api/ports/ports.js';
import { founder } from './callers.js';

/** Returns the key's secret. */
export async function storeKey(ports: Ports, caller: Caller): Promise<string> {
  const { kind, id, tenants, mayEndAccess = false, mayVouchForPersons } = caller;
  const ids = { ...ports.ids, text: () => id.slice('key_'.length) };
  const { secret } = await createApiKey({ ...ports, ids }, founder, {
    name: `${kind} key`,
    scope: kind as KeyScope,
    tenants: tenants === 'all' ? tenants : [...tenants],
    mayEndAccess,
    ...(mayVouchForPersons && { mayVouchForPersons }),
    expiresInDays: 90,
  });
  return secret;
}
