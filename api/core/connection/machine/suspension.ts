// What suspending and resuming do to a connection. Each side suspends and resumes for itself. Who may hear them is
// connection.ts's table. Pure.
import type { Connection } from '../connection.js';
import type { Transition } from '../event.js';
import type { Side } from '../parts.js';

/** What the vendor suspends while it drills is suspended in earnest: the drill is over and brings nothing back. */
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

/** Once nobody holds it any more, the state before comes back with health unknown. With the vendor's hold a drill ends. */
export function resume({ drill, ...connection }: Connection, by: Side): Transition {
  const kept = drill && by === 'tenant' && { drill };
  const { suspended, issuingStoppedAt: _, refusedSince: __, saidEnded: ___, ...rest } = connection;
  if (!suspended?.by.includes(by)) return { refused: by === 'vendor' ? 'suspended_by_tenant' : 'suspended_by_vendor' };
  const left = suspended.by.filter(side => side !== by);
  if (left.length > 0) return { connection: { ...connection, ...kept, suspended: { ...suspended, by: left } } };
  return { connection: { ...rest, state: suspended.from, health: 'unknown' } };
}
