// Verifies an event that arrived at a webhook, by the Standard Webhooks scheme. It sends no request.
import type { WebhookEvent } from './api-types.js';
import { type DrawbridgeError, errorFor } from './errors.js';

/** A request as it arrived at your webhook, and what to verify it with. */
export interface VerifyWebhookInput {
  /** The webhook's secret, `whsec_…`. While a rotation overlaps: both secrets. */
  secret: string | readonly string[];
  /** The headers of the request: `Headers`, or an object as in Node's `request.headers`. */
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body exactly as it arrived, before any parser. */
  body: string | Uint8Array;
  /** How many seconds the time of sending may differ from now. Default: 300. */
  toleranceSeconds?: number | undefined;
  /** For tests: milliseconds since 1970. */
  now?: (() => number) | undefined;
}

/** An event that the service sent. */
export interface VerifiedWebhook {
  /** `webhook-id`: the same in every attempt. Store it to recognise repetitions. */
  id: string;
  /** The event. */
  event: WebhookEvent;
}

/** Returns the event. Throws `webhook_not_valid` when the service did not send the request, or it is too old. */
export async function verifyWebhook(input: VerifyWebhookInput): Promise<VerifiedWebhook> {
  const { headers, body, toleranceSeconds = 300, now = Date.now } = input;
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const given = signaturesOf(headerOf(headers, 'webhook-signature'));
  if (!id || id.includes('.') || given.length === 0 || !/^\d{1,12}$/.test(timestamp))
    throw notValid('A webhook header is missing or malformed.');
  const age = now() / 1000 - Number(timestamp);
  if (!(Math.abs(age) <= toleranceSeconds)) throw notValid('The time of sending differs too much from now.');
  const secrets = typeof input.secret === 'string' ? [input.secret] : input.secret;
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const signed = joined(new TextEncoder().encode(`${id}.${timestamp}.`), bytes);
  if (!(await isSigned(secrets, given, signed))) throw notValid('No signature matches the secret.');
  try {
    return { id, event: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    throw notValid('The body is not JSON.');
  }
}

function notValid(detail: string): DrawbridgeError {
  return errorFor('webhook_not_valid', detail);
}

function headerOf(headers: VerifyWebhookInput['headers'], name: string): string {
  if (typeof (headers as Headers).get === 'function') return (headers as Headers).get(name) ?? '';
  const found = Object.entries(headers as Record<string, unknown>).filter(([key]) => key.toLowerCase() === name);
  const value = found.length === 1 ? found[0]![1] : undefined;
  return typeof value === 'string' ? value : '';
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The signatures of version 1. Others are ignored. */
function signaturesOf(header: string): Bytes[] {
  return header.split(' ').flatMap(each => {
    const bytes = each.startsWith('v1,') ? base64Bytes(each.slice(3)) : undefined;
    return bytes ? [bytes] : [];
  });
}

const hmac = { name: 'HMAC', hash: 'SHA-256' };

/** Compares every secret with every signature, in constant time. */
async function isSigned(secrets: readonly string[], given: readonly Bytes[], signed: Bytes): Promise<boolean> {
  const keys = await Promise.all(secrets.map(keyOf));
  const held = keys.flatMap(key => given.map(signature => crypto.subtle.verify(hmac, key, signature, signed)));
  return (await Promise.all(held)).includes(true);
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = /^whsec_/.test(secret) ? base64Bytes(secret.slice('whsec_'.length)) : undefined;
  if (!bytes || bytes.length < 24)
    throw errorFor('argument_not_valid', 'A webhook secret must be `whsec_` followed by base64.');
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
