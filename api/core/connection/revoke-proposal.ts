// When the kit recommends revoking a connection: its end date has passed, its role is gone, or nobody uses it.
import { dayMs } from '../values/time.js';
import type { Connection } from './connection.js';
import { limitsOf } from './limits.js';
import type { RevokeReason } from './parts.js';

/** Revocation is recommended after this time without a use, in milliseconds. */
export const disuseMs = 90 * dayMs;

export function proposedFor(
  connection: Connection,
  lastHandedOutAt: string | undefined,
  now: Date,
): RevokeReason | undefined {
  const { verifiedAt, state, health } = connection;
  if (state === 'revoked' || state === 'expired') return undefined;
  const { endsAt } = limitsOf(connection);
  if (endsAt && Date.parse(endsAt) <= now.getTime()) return 'end_date';
  if (health === 'gone') return 'gone';
  const last = [lastHandedOutAt, verifiedAt].flatMap(each => (each ? [Date.parse(each)] : []));
  return last.length > 0 && now.getTime() - Math.max(...last) >= disuseMs ? 'unused' : undefined;
}

/** The recommendation that still applies: none once access has ended or a `gone` role accepts us again. */
export function openProposal({ state, health, revokeProposed }: Connection): Connection['revokeProposed'] {
  if (revokeProposed?.why === 'gone' && health !== 'gone') return undefined;
  return state === 'verified' || state === 'suspended' ? revokeProposed : undefined;
}
