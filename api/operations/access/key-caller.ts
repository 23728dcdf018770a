// The caller behind an API key: found by its secret, or by its id.
import type { ApiKey } from '../../core/access/api-key.js';
import type { Caller } from '../../core/access/caller.js';
import { sha256 } from '../../core/values/canonical.js';
import type { Ports } from '../../ports/ports.js';

/** The caller of a key's secret. Undefined if it is not valid. `comesFrom` tests the key's CIDR blocks. */
export async function callerOfKey(
  ports: Pick<Ports, 'clock' | 'secrets' | 'apiKeys'>,
  token: string,
  comesFrom: (cidrs: readonly string[]) => boolean,
): Promise<Caller | undefined> {
  const match = /^db_([a-z0-9]{16})_([\w-]{43})$/.exec(token);
  if (!match) return undefined;
  const kept = await ports.apiKeys.getBrief(`key_${match[1]}`);
  // An altered key may have been forged by someone who can write the table.
  if (!kept || kept.isAltered || kept.value.revokedAt) return undefined;
  const now = ports.clock.now().toISOString();
  const given = sha256(match[2]!);
  const good = kept.value.secrets.some(each => ports.secrets.equal(each.sha256, given) && each.expiresAt > now);
  if (!good || (kept.value.cidrs && !comesFrom(kept.value.cidrs))) return undefined;
  return callerFrom(kept.value);
}

/**
 * The caller of a key by its id, for work after the request and for the links of a key. Undefined once the key is no
 * longer valid.
 */
export async function callerOfKeyId(ports: Pick<Ports, 'clock' | 'apiKeys'>, id: string): Promise<Caller | undefined> {
  const kept = await ports.apiKeys.getBrief(id);
  const now = ports.clock.now().toISOString();
  const isGood =
    kept && !kept.isAltered && !kept.value.revokedAt && kept.value.secrets.some(each => each.expiresAt > now);
  return isGood ? callerFrom(kept.value) : undefined;
}

function callerFrom(key: ApiKey): Caller {
  const { id, name, publicName, scope, tenants, mayEndAccess, mayVouchForPersons, linksEnded } = key;
  const ofLinks = { ...(mayVouchForPersons && { mayVouchForPersons }), ...(linksEnded && { linksEnded }) };
  return { kind: scope, id, name, ...(publicName && { publicName }), tenants, mayEndAccess, ...ofLinks };
}
