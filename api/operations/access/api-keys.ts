// API keys: create, rotate, revoke, authenticate. 256 random bits, stored only as SHA-256, shown once.
import type { ApiKey, KeyScope } from '../../core/access/api-key.js';
import { type Caller, kindsThatMay, seesAll } from '../../core/access/caller.js';
import { sha256 } from '../../core/values/canonical.js';
import { dayMs } from '../../core/values/time.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput, Versioned } from '../../ports/subjects.js';
import { actorOf } from './actor.js';
import { allow, refusal, refuseWiderThan } from './allow.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'secrets' | 'apiKeys' | 'tenants'>;

export interface NewKey {
  name: string;
  publicName?: string;
  scope: KeyScope;
  tenants: 'all' | string[];
  mayEndAccess: boolean;
  mayVouchForPersons?: boolean;
  cidrs?: string[];
  expiresInDays: number;
}

export interface MadeKey {
  key: ApiKey;
  /** Shown once. Only its hash is stored. */
  secret: string;
}

/** Valid secrets per key: the newest and the one that it replaces. */
const secretsAtOnce = 2;

export async function createApiKey(ports: Needs, caller: Caller, input: NewKey): Promise<MadeKey> {
  await allow(ports, caller, 'key.create');
  refuseVouching(input);
  await refuseWiderThan(ports, caller, input.tenants, 'key.create');
  const { expiresInDays, ...rest } = input;
  const now = ports.clock.now();
  const drawn = drawSecret(ports, now, expiresInDays);
  const key: ApiKey = {
    schema: 1,
    id: `key_${ports.ids.text(16)}`,
    ...rest,
    secrets: [drawn.kept],
    createdAt: now.toISOString(),
  };
  const made = await ports.apiKeys.create(key, { at: key.createdAt, who: actorOf(caller), action: 'key.created' });
  if (!made) throw fail('conflict');
  return { key, secret: tokenOf(key, drawn.secret) };
}

/** Links are created by these scopes, so only they can vouch for the persons whom a link names. */
function refuseVouching({ scope, mayVouchForPersons }: NewKey): void {
  if (!mayVouchForPersons || kindsThatMay('link.create').includes(scope)) return;
  const message = `is only for keys that create links: ${kindsThatMay('link.create').join(', ')}`;
  throw fail('request_invalid', { errors: [{ path: '/mayVouchForPersons', message }] });
}

export interface KeyRotation {
  overlapSeconds: number;
  expiresInDays: number;
  /** Whether the links of the key, and pages that were opened with them, end too. */
  endLinks?: boolean;
}

/** Creates a new secret. The old one remains valid for at most `overlapSeconds`. */
export async function rotateApiKey(ports: Needs, caller: Caller, keyId: string, input: KeyRotation): Promise<MadeKey> {
  const kept = await findKey(ports, caller, 'key.create', keyId);
  if (kept.value.revokedAt) throw fail('key_not_found');
  const now = ports.clock.now();
  const drawn = drawSecret(ports, now, input.expiresInDays);
  const until = new Date(now.getTime() + input.overlapSeconds * 1000).toISOString();
  const older = kept.value.secrets.map(each => ({
    ...each,
    expiresAt: each.expiresAt < until ? each.expiresAt : until,
  }));
  const next: ApiKey = {
    ...kept.value,
    secrets: [drawn.kept, ...older].slice(0, secretsAtOnce),
    ...(input.endLinks && { linksEnded: (kept.value.linksEnded ?? 0) + 1 }),
  };
  const written = await ports.apiKeys.change(kept, next, {
    at: now.toISOString(),
    who: actorOf(caller),
    action: 'key.rotated',
  });
  if (!written) throw fail('conflict');
  return { key: written.value, secret: tokenOf(written.value, drawn.secret) };
}

/** Revoking a revoked key succeeds: the goal is already reached. */
export async function revokeApiKey(ports: Needs, caller: Caller, keyId: string): Promise<ApiKey> {
  const kept = await findKey(ports, caller, 'key.revoke', keyId);
  if (kept.value.revokedAt) return kept.value;
  const at = ports.clock.now().toISOString();
  const next: ApiKey = { ...kept.value, revokedAt: at, secrets: [] };
  const written = await ports.apiKeys.change(kept, next, { at, who: actorOf(caller), action: 'key.revoked' });
  if (!written) throw fail('conflict');
  return written.value;
}

export async function listApiKeys(ports: Needs, caller: Caller, page: PageInput): Promise<Page<ApiKey>> {
  await allow(ports, caller, 'key.read');
  const found = await ports.apiKeys.list(page);
  return { ...found, items: found.items.map(each => each.value).filter(key => seesAll(caller, key.tenants)) };
}

async function findKey(
  ports: Needs,
  caller: Caller,
  action: 'key.create' | 'key.revoke',
  keyId: string,
): Promise<Versioned<ApiKey>> {
  await allow(ports, caller, action);
  const kept = await ports.apiKeys.get(keyId);
  if (kept && seesAll(caller, kept.value.tenants)) return kept;
  if (kept) refusal(ports, caller, 'key_not_found', { keyId, action });
  throw fail('key_not_found');
}

function drawSecret(ports: Needs, now: Date, expiresInDays: number) {
  const secret = ports.ids.secret(32);
  const expiresAt = new Date(now.getTime() + expiresInDays * dayMs).toISOString();
  return { secret, kept: { sha256: sha256(secret), expiresAt } };
}

function tokenOf(key: ApiKey, secret: string): string {
  return `db_${key.id.slice('key_'.length)}_${secret}`;
}
