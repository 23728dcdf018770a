// Walks the state machine: from a new connection, every event on every connection that can be reached. The page's
// statements about states come from here, so none is written twice.
import { acceptedCount } from '../../dist/api/core/connection/acceptance.js';
import { advance, allowedEvents } from '../../dist/api/core/connection/machine/machine.js';
import { openProposal } from '../../dist/api/core/connection/revoke-proposal.js';
import { sampleConnection } from '../../dist/test/helpers/samples.js';
import { happenings, isOlderOpen, manage, start, vendor } from './connection-events.mjs';

/** After the end no change is waiting. */
const isChangeable = state => allowedEvents[state].includes('rotation-cancelled');

/** The facts beside the state, each as a predicate of a connection. */
export const facts = {
  rotation: ({ state, externalId }) => isChangeable(state) && externalId.pending !== undefined,
  proof: ({ state, externalId }) => isChangeable(state) && externalId.retiring !== undefined,
  upgrade: ({ state, upgrade }) => isChangeable(state) && upgrade !== undefined,
  suspendedByTenant: ({ state, suspended }) => state === 'suspended' && suspended.by.includes(manage),
  suspendedByVendor: ({ state, suspended }) => state === 'suspended' && suspended.by.includes(vendor),
  drill: ({ drill }) => drill !== undefined,
  older: isOlderOpen,
  accepted: connection => acceptedCount(connection) > 0,
  endDate: ({ limits }) => limits?.endsAt !== undefined,
  proposed: connection => openProposal(connection) !== undefined,
  refused: ({ refusedSince }) => refusedSince !== undefined,
  saidEnded: ({ saidEnded }) => saidEnded !== undefined,
  looking: ({ offboarding }) => offboarding?.state === 'checking',
  confirmed: ({ offboarding }) => offboarding?.state === 'confirmed',
};

/** What the machine reads. Connections that are equal in this are walked once. The last states allow no event. */
function sameness(connection) {
  const { state, health, review, suspended, refusedSince, offboarding } = connection;
  const { rotation, proof, upgrade, endDate, proposed, saidEnded, drill, older, accepted } = facts;
  const open = [rotation, proof, upgrade, endDate, proposed, saidEnded, drill, older, accepted].map(each =>
    each(connection),
  );
  const row = offboarding && [offboarding.state, Math.min(offboarding.refused?.times ?? 0, 4)];
  if (state === 'revoked') return JSON.stringify([state, row, older(connection)]);
  return JSON.stringify([state, health, state === 'pending' && review?.decision, suspended, refusedSince, open]);
}

/** Calls `visit` with every step: the connection before, what happened, the event, and what `advance` returns. */
export function walk(visit) {
  const reached = new Map([[sameness(sampleConnection), sampleConnection]]);
  for (const before of reached.values()) {
    for (const happening of happenings) {
      if (happening.from && !happening.from(before)) continue;
      for (const said of happening.events) {
        const event = said.type === 'options-changed' ? { ...said, limits: before.limits ?? {} } : said;
        for (const one of [before, ...(happening.otherwise?.(before) ?? [])]) {
          const answer = advance(one, event, happening.at?.(one) ?? start);
          visit({ before: one, happening, event, answer });
          if (!answer.connection) continue;
          const key = sameness(answer.connection);
          if (!reached.has(key)) reached.set(key, answer.connection);
        }
      }
    }
  }
}
