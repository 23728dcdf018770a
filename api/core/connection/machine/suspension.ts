// How suspending and resuming change a connection. Each side suspends and resumes for itself. machine.ts's table
// defines the states in which they are allowed. Pure.
import type { Connection } from '../connection.js';
import type { Transition } from '../event.js';
import type { Side } from '../parts.js';

/** If the vendor suspends during its drill, the suspension is real: the drill ends and restores nothing. */
export function suspend({ drill, ...connection }: Connection, by: Side, at: string): Connection {
  const before = connection.suspended;
  const from = before?.from ?? (connection.state === 'verified' ? 'verified' : 'pending');
  const sides = [...new Set([...(before?.by ?? []), by])].sort();
  return {
    ...connection,
    ...(drill && by === 'tenant' && { drill }),
    state: 'suspended',
    suspended: { by: sides, from },
    issuingStoppedAt: connection.issuingStoppedAt ?? at,
  };
}

/**
 * When no side suspends it any longer, the previous state returns with health unknown. The vendor's resume ends a
 * drill.
 */
export function resume({ drill, ...connection }: Connection, by: Side): Transition {
  const kept = drill && by === 'tenant' && { drill };
  const { suspended, issuingStoppedAt: _, refusedSince: __, saidEnded: ___, ...rest } = connection;
  if (!suspended?.by.includes(by)) return { refused: by === 'vendor' ? 'suspended_by_tenant' : 'suspended_by_vendor' };
  const left = suspended.by.filter(side => side !== by);
  if (left.length > 0) return { connection: { ...connection, ...kept, suspended: { ...suspended, by: left } } };
  return { connection: { ...rest, state: suspended.from, health: 'unknown' } };
}
