// Verifies an event that arrived at a webhook, by the Standard Webhooks scheme. Nothing is asked of the service.
import type { components } from './api-types.js';
import { DrawbridgeError } from './errors.js';

export type WebhookEvent = components['schemas']['Event'];

export interface VerifyWebhookInput {
  /** The webhook's secret, `whsec_…`; both while a rotation overlaps. */
  secret: string | readonly string[];
  /** Of the request as it came: `Headers`, or an object as Node's servers have it. */
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as it came, to the letter: before any parser. */
  body: string | Uint8Array;
  /** How far the time of sending may be from now: five minutes by default. */
  toleranceSeconds?: number;
  /** For tests: milliseconds since 1970. */
  now?: () => number;
}

export interface VerifiedWebhook {
  /** `webhook-id`: the same at every try. Keep it to tell repetitions. */
  id: string;
  event: WebhookEvent;
}

/** The event, or an error with the code `webhook_not_valid`: whoever sent that is not the service. */
export async function verifyWebhook(input: VerifyWebhookInput): Promise<VerifiedWebhook> {
  const { headers, body, toleranceSeconds = 300, now = Date.now } = input;
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const given = signaturesOf(headerOf(headers, 'webhook-signature'));
  if (!id || id.includes('.') || given.length === 0 || !/^\d{1,12}$/.test(timestamp))
    throw notValid('It lacks a header of a webhook.');
  const age = now() / 1000 - Number(timestamp);
  if (!(Math.abs(age) <= toleranceSeconds)) throw notValid('Its time is too far from now.');
  const secrets = typeof input.secret === 'string' ? [input.secret] : input.secret;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const signed = joined(new TextEncoder().encode(`${id}.${timestamp}.`), bytes);
  if (!(await isSigned(secrets, given, signed))) throw notValid('No signature is by this secret.');
  try {
    return { id, event: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    throw notValid('Its body is no JSON.');
  }
}

function notValid(detail: string): DrawbridgeError {
  return new DrawbridgeError('webhook_not_valid', detail);
}

function headerOf(headers: VerifyWebhookInput['headers'], name: string): string {
  if (typeof (headers as Headers).get === 'function') return (headers as Headers).get(name) ?? '';
  const found = Object.entries(headers as Record<string, unknown>).filter(([key]) => key.toLowerCase() === name);
  const value = found.length === 1 ? found[0]![1] : undefined;
  return typeof value === 'string' ? value : '';
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Of the one version that this client knows; others are passed over. */
function signaturesOf(header: string): Bytes[] {
  return header.split(' ').flatMap(each => {
    const bytes = each.startsWith('v1,') ? base64Bytes(each.slice(3)) : undefined;
    return bytes ? [bytes] : [];
  });
}

const hmac = { name: 'HMAC', hash: 'SHA-256' };

/** Every secret is held against every signature, by an operation that takes the same time wherever they differ. */
async function isSigned(secrets: readonly string[], given: readonly Bytes[], signed: Bytes): Promise<boolean> {
  const keys = await Promise.all(secrets.map(keyOf));
  const held = keys.flatMap(key => given.map(signature => crypto.subtle.verify(hmac, key, signature, signed)));
  return (await Promise.all(held)).includes(true);
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = /^whsec_/.test(secret) ? base64Bytes(secret.slice('whsec_'.length)) : undefined;
  if (!bytes || bytes.length < 24)
    throw new DrawbridgeError('argument_not_valid', 'The secret of a webhook is `whsec_` and base64.');
  return crypto.subtle.importKey('raw', bytes, hmac, false, ['verify']);
}

function base64Bytes(text: string): Bytes | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Bytes {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
