// Webhooks: made, rotated, disabled, listed. Their secrets are derived from the service's signing key and shown once.
import { type Caller, seesAll } from '../../core/access/caller.js';
import type { EventType } from '../../core/event/event-types.js';
import type { Webhook } from '../../core/event/webhook.js';
import { fail } from '../../errors.js';
import type { Registered, SendingFault } from '../../ports/events.js';
import type { Deps } from '../../ports/ports.js';
import type { Kept, Page, PageInput } from '../../ports/subjects.js';
import { whoOf } from '../access/actor.js';
import { allow, refuseWiderThan } from '../access/allow.js';

type Needs = Pick<
  Deps,
  'clock' | 'ids' | 'securityLog' | 'secrets' | 'tenants' | 'webhooks' | 'webhookRegister' | 'checkWebhookUrl'
>;

/** Every event is held against every webhook, and each is looked at every second. */
const webhooksAtMost = 20;
/** How long the secret that was replaced signs beside the new one. */
const overlapMs = 24 * 60 * 60 * 1000;
/** The entry of a webhook that was never made is void after this: whoever made it has crashed. */
const unmadeMs = 60 * 1000;
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

const faultWords: Record<SendingFault, string> = {
  not_an_address: 'It is no web address.',
  not_https: 'It must begin with https://.',
  has_user: 'It must not hold a user name or password.',
  port_not_allowed: 'Its port must be 443, or 1024 and above.',
  name_not_allowed: 'Its name is one of this machine or of a private network.',
  name_not_found: 'Its name leads to no address.',
  address_not_public:
    'It leads to an address that is not on the public internet: loopback, private, link-local or metadata.',
  not_reached: 'It could not be reached.',
  certificate_not_valid: 'Its certificate is not valid.',
  timed_out: 'Its name was not resolved in time.',
};

export async function createWebhook(deps: Needs, caller: Caller, input: NewWebhook): Promise<MadeWebhook> {
  await allow(deps, caller, 'webhook.create');
  await refuseWiderThan(deps, caller, input.tenants);
  const fault = await deps.checkWebhookUrl(input.url);
  if (fault) {
    const detail = faultWords[fault];
    throw fail('webhook_url_not_allowed', { detail, errors: [{ path: '/url', message: detail }] });
  }
  const createdAt = deps.clock.now().toISOString();
  const id = `whk_${deps.ids.text(16)}`;
  const webhook: Webhook = { schema: 1, id, ...input, secrets: [{ number: 1 }], createdAt };
  // Entered first: who publishes must never miss one that is there.
  await enter(deps, { webhookId: id, at: createdAt });
  const made = await deps.webhooks.create(webhook, { at: createdAt, who: whoOf(caller), action: 'webhook.created' });
  if (!made) throw fail('conflict');
  // Making it may have taken so long that its entry was thought abandoned.
  const isEntered = (await deps.webhookRegister.read()).entries.some(each => each.webhookId === id);
  if (!isEntered) {
    await disable(deps, caller, made);
    throw fail('conflict');
  }
  return { webhook, secret: secretOf(deps, id, 1) };
}

/** A new secret; for a day the one before signs too, so that receivers can change over one after the other. */
export async function rotateWebhook(deps: Needs, caller: Caller, webhookId: string): Promise<MadeWebhook> {
  await allow(deps, caller, 'webhook.create');
  const kept = await findWebhook(deps, caller, webhookId);
  if (kept.value.disabledAt) throw fail('webhook_not_found');
  const now = deps.clock.now();
  const [newest] = kept.value.secrets;
  const number = newest!.number + 1;
  const endsAt = new Date(now.getTime() + overlapMs).toISOString();
  const next: Webhook = { ...kept.value, secrets: [{ number }, { number: newest!.number, endsAt }] };
  const change = { at: now.toISOString(), who: whoOf(caller), action: 'webhook.rotated' };
  const written = await deps.webhooks.change(kept, next, change);
  if (!written) throw fail('conflict');
  return { webhook: written.value, secret: secretOf(deps, webhookId, number) };
}

/** Nothing more is sent. Disabling a disabled webhook is no error: it is what was wanted. */
export async function disableWebhook(deps: Needs, caller: Caller, webhookId: string): Promise<Webhook> {
  await allow(deps, caller, 'webhook.disable');
  const kept = await findWebhook(deps, caller, webhookId);
  return kept.value.disabledAt ? kept.value : disable(deps, caller, kept);
}

async function disable(deps: Needs, caller: Caller, kept: Kept<Webhook>): Promise<Webhook> {
  const at = deps.clock.now().toISOString();
  const change = { at, who: whoOf(caller), action: 'webhook.disabled' };
  const written = await deps.webhooks.change(kept, { ...kept.value, disabledAt: at }, change);
  if (!written) throw fail('conflict');
  return written.value;
}

/** A page may be short for a caller that is bound to tenants. */
export async function listWebhooks(deps: Needs, caller: Caller, page: PageInput): Promise<Page<Webhook>> {
  await allow(deps, caller, 'webhook.read');
  const found = await deps.webhooks.list(page);
  return { ...found, items: found.items.map(each => each.value).filter(each => seesAll(caller, each.tenants)) };
}

/** The caller's own, disabled or not: one that reaches further than the caller is not found. */
export async function findWebhook(
  deps: Pick<Needs, 'webhooks'>,
  caller: Caller,
  webhookId: string,
): Promise<Kept<Webhook>> {
  const kept = await deps.webhooks.get(webhookId);
  if (!kept || !seesAll(caller, kept.value.tenants)) throw fail('webhook_not_found');
  return kept;
}

/** Those that events are sent to, none left out. */
export async function webhooksInUse(deps: Pick<Needs, 'webhooks' | 'webhookRegister'>): Promise<Webhook[]> {
  const { entries } = await deps.webhookRegister.read();
  const kept = await Promise.all(entries.map(each => deps.webhooks.get(each.webhookId)));
  return kept.flatMap(each => (each && !each.value.disabledAt ? [each.value] : []));
}

/** Every secret that signs now, newest first. */
export function goodSecrets(deps: Pick<Needs, 'clock' | 'secrets'>, { id, secrets }: Webhook): string[] {
  const now = deps.clock.now().toISOString();
  return secrets
    .filter(({ endsAt }) => endsAt === undefined || endsAt > now)
    .map(({ number }) => secretOf(deps, id, number));
}

/** 32 bytes that nobody without the signing key can know; in the form that Standard Webhooks gives secrets. */
function secretOf(deps: Pick<Needs, 'secrets'>, webhookId: string, number: number): string {
  const derived = deps.secrets.sign(['webhook-secret', webhookId, String(number)].join('\n'));
  return `whsec_${derived.replaceAll('-', '+').replaceAll('_', '/')}=`;
}

async function enter(deps: Needs, own: Registered): Promise<void> {
  for (let n = 0; n < tries; n += 1) {
    const { entries, version } = await deps.webhookRegister.read();
    const areVoid = await Promise.all(entries.map(each => isVoid(deps, each)));
    // Its own entry is there already where only the answer to the write was lost.
    const left = entries.filter((each, index) => !areVoid[index] && each.webhookId !== own.webhookId);
    if (left.length >= webhooksAtMost) throw fail('too_many_webhooks');
    if (await deps.webhookRegister.write([...left, own], version)) return;
  }
  throw fail('conflict');
}

async function isVoid(deps: Needs, { webhookId, at }: Registered): Promise<boolean> {
  const kept = await deps.webhooks.get(webhookId);
  if (kept) return kept.value.disabledAt !== undefined;
  return Date.parse(at) + unmadeMs <= deps.clock.now().getTime();
}
