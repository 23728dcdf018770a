// A webhook, as the store holds it, and what its receiver's answers mean for it. Pure.
import { dayMs } from '../values/time.js';
import { type Attempt, type EventDelivery, isAccepted } from './event-delivery.js';

/** A receiver of events. Its secrets are derived from the service's signing key, so none is stored. */
export interface Webhook {
  schema: 1;
  id: string;
  url: string;
  /** The tenants whose events it gets. */
  tenants: 'all' | string[];
  /** Only events of these types; all when absent. */
  types?: string[];
  /** The signing secrets, newest first: the number of each and when it expires. The newest one does not expire. */
  secrets: { number: number; endsAt?: string }[];
  createdAt: string;
  disabledAt?: string;
  /** Why the kit disabled it; absent when a person did. */
  disabledBecause?: DisabledBecause;
  /** Set when an event was given up and none was accepted since: when its first attempt was made. */
  failingSince?: string;
}

/** `gone`: its receiver answered 410. `failing`: for five days it accepted nothing. */
export const disabledBecause = ['gone', 'failing'] as const;
type DisabledBecause = (typeof disabledBecause)[number];

/** The service should stop sending. https://www.rfc-editor.org/rfc/rfc9110#name-410-gone */
const gone = 410;
const failingAtMostMs = 5 * dayMs;

/** The webhook after an attempt, and the action that its history records; undefined when nothing changes. */
export function webhookAfter(
  webhook: Webhook,
  attempt: Attempt,
  delivery: Pick<EventDelivery, 'state' | 'since'>,
): { next: Webhook; action: 'webhook.disabled' | 'webhook.failing' | 'webhook.recovered' } | undefined {
  const { failingSince, ...rest } = webhook;
  const disabled = (because: DisabledBecause) => {
    const next = { ...webhook, disabledAt: attempt.at, disabledBecause: because };
    return { next, action: 'webhook.disabled' as const };
  };
  if (attempt.status === gone) return disabled('gone');
  if (isAccepted(attempt)) return failingSince ? { next: rest, action: 'webhook.recovered' } : undefined;
  if (delivery.state !== 'dead') return undefined;
  if (!failingSince) return { next: { ...rest, failingSince: delivery.since }, action: 'webhook.failing' };
  return Date.parse(attempt.at) - Date.parse(failingSince) >= failingAtMostMs ? disabled('failing') : undefined;
}
