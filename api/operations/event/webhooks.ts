// Webhooks: create, rotate, disable, list. Secrets are derived from the service's signing key and shown once.
import { type Caller, seesAll } from '../../core/access/caller.js';
import type { EventType } from '../../core/event/event-types.js';
import type { Webhook } from '../../core/event/webhook.js';
import { dayMs, minuteMs } from '../../core/values/time.js';
import { fail, readableOnly } from '../../errors.js';
import type { Registered, SendingFault } from '../../ports/events.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput, Versioned } from '../../ports/subjects.js';
import { actorOf } from '../access/actor.js';
import { allow, refuseWiderThan } from '../access/allow.js';

type Needs = Pick<
  Ports,
  'clock' | 'ids' | 'securityLog' | 'secrets' | 'tenants' | 'webhooks' | 'webhookRegister' | 'checkWebhookUrl'
>;

/** Every event is matched with every webhook, and each webhook is polled every second. */
const webhooksAtMost = 20;
/** How long the replaced secret also signs. */
const overlapMs = dayMs;
/** A register entry without a webhook is void after this time: the process that wrote it has crashed. */
const abandonedMs = minuteMs;
const tries = 10;

export interface NewWebhook {
  url: string;
  tenants: 'all' | string[];
  types?: EventType[];
}

export interface MadeWebhook {
  webhook: Webhook;
  /** Shown once. */
  secret: string;
}

const faultSentences: Record<SendingFault, string> = {
  not_an_address: 'It is not a URL.',
  not_https: 'It must begin with https://.',
  has_user: 'It must not contain a user name or password.',
  port_not_allowed: 'Its port must be 443, or at least 1024.',
  name_not_allowed: 'Its host name belongs to this machine or to a private network.',
  name_not_found: 'Its host name does not resolve to an address.',
  address_not_public:
    'It resolves to an address that is not on the public internet: loopback, private, link-local or metadata.',
  not_reached: 'It is not reachable.',
  certificate_not_valid: 'Its certificate is not valid.',
  timed_out: 'Its host name was not resolved in time.',
};

export async function createWebhook(ports: Needs, caller: Caller, input: NewWebhook): Promise<MadeWebhook> {
  await allow(ports, caller, 'webhook.create');
  await refuseWiderThan(ports, caller, input.tenants, 'webhook.create');
  const fault = await ports.checkWebhookUrl(input.url);
  if (fault) {
    const detail = faultSentences[fault];
    throw fail('webhook_url_not_allowed', { detail, errors: [{ path: '/url', message: detail }] });
  }
  const createdAt = ports.clock.now().toISOString();
  const id = `whk_${ports.ids.text(16)}`;
  const webhook: Webhook = { schema: 1, id, ...input, secrets: [{ number: 1 }], createdAt };
  // Registered first: publishing must never miss an existing webhook.
  await register(ports, { webhookId: id, at: createdAt });
  const made = await ports.webhooks.create(webhook, { at: createdAt, who: actorOf(caller), action: 'webhook.created' });
  if (!made) throw fail('conflict');
  // Creating it may have taken so long that its entry was treated as abandoned.
  const isEntered = (await ports.webhookRegister.read()).entries.some(each => each.webhookId === id);
  if (!isEntered) {
    await disable(ports, caller, made);
    throw fail('conflict');
  }
  return { webhook, secret: secretOf(ports, id, 1) };
}

/** Creates a new secret. The previous one also signs for a day, so that receivers can switch one by one. */
export async function rotateWebhook(ports: Needs, caller: Caller, webhookId: string): Promise<MadeWebhook> {
  await allow(ports, caller, 'webhook.create');
  const kept = await findWebhook(ports, caller, webhookId);
  if (kept.value.disabledAt) throw fail('webhook_not_found');
  const now = ports.clock.now();
  const [newest] = kept.value.secrets;
  const number = newest!.number + 1;
  const endsAt = new Date(now.getTime() + overlapMs).toISOString();
  const next: Webhook = { ...kept.value, secrets: [{ number }, { number: newest!.number, endsAt }] };
  const change = { at: now.toISOString(), who: actorOf(caller), action: 'webhook.rotated' };
  const written = await ports.webhooks.change(kept, next, change);
  if (!written) throw fail('conflict');
  return { webhook: written.value, secret: secretOf(ports, webhookId, number) };
}

/** Stops sending. Disabling a disabled webhook succeeds: the goal is already reached. */
export async function disableWebhook(ports: Needs, caller: Caller, webhookId: string): Promise<Webhook> {
  await allow(ports, caller, 'webhook.disable');
  const kept = await findWebhook(ports, caller, webhookId);
  return kept.value.disabledAt ? kept.value : disable(ports, caller, kept);
}

async function disable(ports: Needs, caller: Caller, kept: Versioned<Webhook>): Promise<Webhook> {
  const at = ports.clock.now().toISOString();
  const change = { at, who: actorOf(caller), action: 'webhook.disabled' };
  const written = await ports.webhooks.change(kept, { ...kept.value, disabledAt: at }, change);
  if (!written) throw fail('conflict');
  return written.value;
}

/** A page may be short for a caller that is bound to named tenants. */
export async function listWebhooks(ports: Needs, caller: Caller, page: PageInput): Promise<Page<Webhook>> {
  await allow(ports, caller, 'webhook.read');
  const found = await ports.webhooks.list(page);
  return { ...found, items: found.items.map(each => each.value).filter(each => seesAll(caller, each.tenants)) };
}

/** The caller's own webhook, disabled or not. A webhook for more tenants than the caller's is not found. */
export async function findWebhook(
  ports: Pick<Needs, 'webhooks'>,
  caller: Caller,
  webhookId: string,
): Promise<Versioned<Webhook>> {
  const kept = await ports.webhooks.get(webhookId);
  if (!kept || !seesAll(caller, kept.value.tenants)) throw fail('webhook_not_found');
  return kept;
}

/** All webhooks that receive events. One that cannot be read gets none, and keeps none from the others. */
export async function webhooksInUse(ports: Pick<Needs, 'webhooks' | 'webhookRegister'>): Promise<Webhook[]> {
  const { entries } = await ports.webhookRegister.read();
  const kept = await Promise.all(entries.map(each => readableOnly(ports.webhooks.get(each.webhookId))));
  return kept.flatMap(each => (each && !each.value.disabledAt ? [each.value] : []));
}

/** All signing secrets, newest first. */
export function signingSecrets(ports: Pick<Needs, 'clock' | 'secrets'>, { id, secrets }: Webhook): string[] {
  const now = ports.clock.now().toISOString();
  return secrets
    .filter(({ endsAt }) => endsAt === undefined || endsAt > now)
    .map(({ number }) => secretOf(ports, id, number));
}

/** 32 bytes derived from the signing key, in the format of Standard Webhooks. */
function secretOf(ports: Pick<Needs, 'secrets'>, webhookId: string, number: number): string {
  const derived = ports.secrets.sign(['webhook-secret', webhookId, String(number)].join('\n'));
  return `whsec_${derived.replaceAll('-', '+').replaceAll('_', '/')}=`;
}

async function register(ports: Needs, own: Registered): Promise<void> {
  for (let n = 0; n < tries; n += 1) {
    const { entries, version } = await ports.webhookRegister.read();
    const areVoid = await Promise.all(entries.map(each => isVoid(ports, each)));
    // If only the answer to an earlier write was lost, the entry already exists.
    const left = entries.filter((each, index) => !areVoid[index] && each.webhookId !== own.webhookId);
    if (left.length >= webhooksAtMost) throw fail('too_many_webhooks');
    if (await ports.webhookRegister.write([...left, own], version)) return;
  }
  throw fail('conflict');
}

async function isVoid(ports: Needs, { webhookId, at }: Registered): Promise<boolean> {
  const kept = await ports.webhooks.get(webhookId);
  if (kept) return kept.value.disabledAt !== undefined;
  return Date.parse(at) + abandonedMs <= ports.clock.now().getTime();
}
