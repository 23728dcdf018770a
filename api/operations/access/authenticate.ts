// Authenticates a caller by API key. Every reason for refusal gives the same error. Refusals are counted.
import type { Caller } from '../../core/access/caller.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import { callerOfKey } from './key-caller.js';

type Needs = Pick<Ports, 'clock' | 'secrets' | 'apiKeys' | 'refusalCounts'>;

export interface From {
  address: string;
  requestId: string;
  /** Whether the request comes from one of these CIDR blocks. */
  comesFrom(cidrs: readonly string[]): boolean;
}

export async function authenticate(ports: Needs, token: string, from: From): Promise<Caller> {
  const caller = await callerOfKey(ports, token, from.comesFrom);
  if (caller) return caller;
  // The key id inside the token is not secret. Auditors need it first.
  const named = /^db_([a-z0-9]{16})_/.exec(token)?.[1];
  const facts = { requestId: from.requestId, ...(named && { keyId: `key_${named}` }) };
  ports.refusalCounts.count({ what: 'key_not_valid', address: from.address, facts });
  throw fail('key_not_valid');
}
