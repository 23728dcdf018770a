// What ends access from the customer's side, and what the kit looks for after a revoke, in JSON.
import { type Static, Type } from 'typebox';
import type { Connection } from '../../core/connection/connection.js';
import { offboardingDays } from '../../core/connection/offboarding.js';
import { endCauses, offboardingStates } from '../../core/connection/parts.js';
import { longestReason } from '../../core/values/plain-line.js';
import { openRoleOf } from '../../operations/ending/end-commands.js';
import type { Ports } from '../../ports/ports.js';
import { line, oneOf, strict, time } from './parts.js';

export const sides = ['tenant', 'vendor'] as const;
const cause = oneOf(endCauses, 'What the tenant says it did: AWS answers alike for all, so a check names none.');

export const endStatementBody = strict(
  {
    reason: line(longestReason, "What the tenant said, and how; it stands in the history as the tenant's statement."),
    cause: Type.Optional(cause),
  },
  { examples: [{ reason: 'Told us by phone that the stack was deleted', cause: 'role_deleted' }] },
);

export const saidEndedSchema = strict(
  { at: time('When it said so.'), by: oneOf(sides, 'Whose caller said it.'), cause: Type.Optional(cause) },
  { description: 'The tenant said that it ended the access itself.' },
);

/** The commands that delete a role, in the order in which they are run. */
export const deletionCommands = {
  keepClosed: Type.String({
    description: 'First: lets nobody do anything with the role, until it is gone. So what was cut stays cut.',
  }),
  removePolicies: Type.Array(Type.String(), {
    description:
      'Then each: takes off a policy that the last check saw beyond the announced ones. With it the stack is not deleted.',
  }),
  dropRevocation: Type.String({
    description: 'Then: takes off the policy that cut the sessions, where it was put on; with it neither.',
  }),
  deleteStack: Type.String({ description: 'Last: deletes the stack, and the role with it.' }),
};

export const offboardingSchema = strict(
  {
    state: oneOf(
      offboardingStates,
      '`checking`: the kit looks if the role is closed. `confirmed`: it is. `declined`, `stopped`: nobody looks. ' +
        `\`unconfirmed\`: ${offboardingDays} days are over and it was not proven.`,
    ),
    decidedBy: oneOf(
      sides,
      "Who said whether the kit may look: the tenant's own person, or the vendor for the tenant.",
    ),
    until: Type.Optional(time('Nothing is sent from then on.')),
    refusedSince: Type.Optional(time('The first refusal of the unbroken row of refusals.')),
    stillTrusts: Type.Optional(
      strict(
        {
          since: time('Since when the looks see these roles and no others.'),
          roles: Type.Array(
            strict({
              roleArn: Type.String(),
              roleName: Type.String(),
              ...deletionCommands,
            }),
          ),
        },
        { description: 'Roles that still admit us, and how they are deleted.' },
      ),
    ),
    confirmedAt: Type.Optional(time('Revocation confirmed: refused again and again for at least an hour.')),
    endedAt: Type.Optional(time('Nothing is sent since then.')),
  },
  { description: 'After a revoke, where a role was ever seen: whether it is closed in the account too.' },
);

export function offboardingView(
  vendor: Ports['vendor'],
  connection: Connection,
): { offboarding?: Static<typeof offboardingSchema> } {
  if (!connection.offboarding) return {};
  const { refused, admitted, ...rest } = connection.offboarding;
  const roles = admitted?.launches.map(launch => openRoleOf(vendor, connection, launch));
  return {
    offboarding: {
      ...rest,
      ...(refused && { refusedSince: refused.since }),
      ...(admitted && roles && { stillTrusts: { since: admitted.since, roles } }),
    },
  };
}
