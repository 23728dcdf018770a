// Proposes to revoke a connection that is past its end date, gone or unused, or lifts the proposal. The proposal is a
// history row and an event. The kit never revokes automatically.
import type { Connection } from '../../core/connection/connection.js';
import { proposedFor } from '../../core/connection/revoke-proposal.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { systemCaller } from '../access/actor.js';
import { applyEvent } from './transition.js';

export async function reviseProposal(
  ports: Pick<Ports, 'clock' | 'connections' | 'vendor'>,
  kept: Versioned<Connection>,
): Promise<Versioned<Connection>> {
  const { value, notes } = kept;
  if (value.state !== 'verified') return kept;
  const why = proposedFor(value, notes.lastHandedOutAt, ports.clock.now());
  if (why === value.revokeProposed?.why) return kept;
  const words = why
    ? ({ action: 'connection.revoke-proposed', facts: { why } } as const)
    : ({ action: 'connection.revoke-proposal-lifted' } as const);
  return applyEvent(ports, systemCaller, kept, { type: 'revoke-proposed', why }, words);
}
