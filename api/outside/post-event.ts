// Sends one event to a webhook by the Standard Webhooks scheme: an id that is the same at every try, the time of the
// try, and a signature by each secret that is valid now.
// Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
import { createHmac } from 'node:crypto';
import { kitVersion } from '../core/values/kit-version.js';
import type { PostEvent } from '../ports/events.js';
import type { GuardedFetch } from './guarded-fetch.js';

export function makePostEvent({ post }: Pick<GuardedFetch, 'post'>): PostEvent {
  return ({ url, eventId, at, body, secrets }) => {
    const timestamp = String(Math.floor(Date.parse(at) / 1000));
    const signed = `${eventId}.${timestamp}.${body}`;
    const headers = {
      'content-type': 'application/json',
      'user-agent': `drawbridge/${kitVersion}`,
      'webhook-id': eventId,
      'webhook-timestamp': timestamp,
      'webhook-signature': secrets.map(secret => `v1,${signatureOf(secret, signed)}`).join(' '),
    };
    return post({ url, headers, body });
  };
}

/** The part after `whsec_` is the key, in base64. */
function signatureOf(secret: string, text: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(text).digest('base64');
}
