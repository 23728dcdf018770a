// How the sessions of a connection are limited, and when a connection without a limit issues nothing. Pure.
import type { Finding } from '../finding/findings.js';
import { isGrantUnread, isSeenWider } from '../finding/widened.js';
import { capForms, type SessionCap } from '../permission-set/session-cap.js';

/** `session_policy`: by the request's own session policy. `none`: the session may do whatever the role allows. */
export const sessionLimits = [...capForms, 'session_policy', 'none'] as const;
export type SessionLimit = (typeof sessionLimits)[number];

export type WhenWidened = 'hold' | 'issue';

/**
 * Without a cap, a session may do whatever the live role allows. So nothing is issued while a check has seen that this
 * may be more than was announced, or could not read it.
 */
export function isHeldUncapped(
  { findings }: { findings: readonly Finding[] },
  caps: readonly SessionCap[],
  whenWidened: WhenWidened,
): boolean {
  return whenWidened === 'hold' && caps.length === 0 && (isSeenWider(findings) || isGrantUnread(findings));
}
