// How starting, cancelling and completing a rotation or an upgrade changes a connection: both wait for one update by
// the customer. machine.ts's table defines the states in which each is allowed. Pure.
import { withExternalId } from '../../role/trust-policy.js';
import type { Connection } from '../connection.js';
import type { Transition } from '../event.js';
import type { PendingId, PendingUpgrade } from '../parts.js';

/**
 * One change at a time: the customer has one update to make, and the role must refuse the old ID before another
 * rotation.
 */
export function openChange({ externalId, upgrade }: Connection): 'rotation_open' | 'upgrade_open' | undefined {
  if (externalId.pending || externalId.retiring) return 'rotation_open';
  return upgrade && 'upgrade_open';
}

export function startUpgrade(connection: Connection, upgrade: PendingUpgrade): Transition {
  const refused = openChange(connection);
  return refused ? { refused } : { connection: { ...connection, upgrade } };
}

export function cancelUpgrade(connection: Connection, startedAt: string | undefined): Transition {
  const { upgrade, ...rest } = connection;
  const isMeant = upgrade && (startedAt ?? upgrade.startedAt) === upgrade.startedAt;
  return isMeant ? { connection: rest } : { refused: 'upgrade_not_open' };
}

export function startRotation(connection: Connection, pending: PendingId): Transition {
  const { externalId } = connection;
  const refused = openChange(connection);
  if (refused) return { refused };
  return { connection: { ...connection, externalId: { ...externalId, pending } } };
}

/** An ID that we gave the customer is never used again, even if no check has seen it. */
export function cancelRotation(connection: Connection, at: string, value: string | undefined): Transition {
  const { pending, ...rest } = connection.externalId;
  if (!pending || (value ?? pending.value) !== pending.value) return { refused: 'rotation_not_open' };
  const retired = [...rest.retired, { value: pending.value, retiredAt: at }];
  return { connection: { ...connection, externalId: { ...rest, retired } } };
}

export function switchRotation(connection: Connection, value: string, at: string): Transition {
  const { pending, current, generation, ...rest } = connection.externalId;
  if (pending?.value !== value) return { refused: 'rotation_not_open' };
  const retiring = { value: current, switchedAt: at };
  return {
    connection: {
      ...connection,
      externalId: { ...rest, current: value, generation: generation + 1, retiring },
      roleSpec: withExternalId(connection.roleSpec, value),
    },
  };
}
