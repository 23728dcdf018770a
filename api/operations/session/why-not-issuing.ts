// Why a connection issues no credentials now, for the API and the pages.
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { isHeldUncapped } from '../../core/session/capped.js';
import { type NotIssuing, whyNotIssuingAsRead } from '../../core/session/issuing.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';

/** Why no credentials are issued, or undefined when they are. */
export function whyNotIssuingNow(
  ports: Pick<Ports, 'clock' | 'sessionCaps' | 'vendor'>,
  kept: Pick<Versioned<Connection>, 'value' | 'notes' | 'stops' | 'isAltered'>,
): NotIssuing | undefined {
  const { value } = kept;
  const why = whyNotIssuingAsRead(kept, ports.clock.now());
  if (why) return why;
  const caps = ports.sessionCaps.of(liveRoleSpec(value));
  return isHeldUncapped(value, caps, ports.vendor.whenWidened) ? 'hold_widened' : undefined;
}
