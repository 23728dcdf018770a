// Ending access from the customer's side, and the tests for closure after a revoke, in JSON.
import { type Static, Type } from 'typebox';
import type { Connection } from '../../core/connection/connection.js';
import { offboardingDays } from '../../core/connection/offboarding.js';
import { endCauses, offboardingStates } from '../../core/connection/parts.js';
import { longestReason } from '../../core/values/plain-line.js';
import { openRoleOf } from '../../operations/ending/end-commands.js';
import type { Ports } from '../../ports/ports.js';
import { line, oneOf, strict, time } from './parts.js';

export const sides = ['tenant', 'vendor'] as const;
const cause = oneOf(
  endCauses,
  'What the tenant reports to have done. AWS returns the same error for each, so a check names none.',
);

export const endStatementBody = strict(
  {
    reason: line(longestReason, "What the tenant reported, and how. The history records it as the tenant's statement."),
    cause: Type.Optional(cause),
  },
  { examples: [{ reason: 'Told us by phone that the stack was deleted', cause: 'role_deleted' }] },
);

export const saidEndedSchema = strict(
  {
    at: time('When the tenant reported it.'),
    by: oneOf(sides, 'The side that recorded it.'),
    cause: Type.Optional(cause),
  },
  { description: 'The tenant reported that it ended the access itself.' },
);

/** The commands that delete a role, in order of execution. */
export const deletionCommands = {
  keepClosed: Type.String({
    description: 'First: denies every action with the role until it is deleted, so that revoked sessions stay revoked.',
  }),
  removePolicies: Type.Array(Type.String(), {
    description:
      'Second, for each: detaches a policy that the stack did not create. Otherwise CloudFormation cannot ' +
      'delete the role.',
  }),
  dropRevocation: Type.String({
    description: 'Third: removes the policy that revoked the sessions, if present. It would block the deletion too.',
  }),
  deleteStack: Type.String({ description: 'Last: deletes the stack and its role.' }),
};

export const offboardingSchema = strict(
  {
    state: oneOf(
      offboardingStates,
      '`checking`: we test whether the role still accepts us. `confirmed`: it refuses us. `declined`, `stopped`: no ' +
        `tests. \`unconfirmed\`: not proven within ${offboardingDays} days.`,
    ),
    decidedBy: oneOf(
      sides,
      "Who decided whether we may test: the tenant's own person, or the vendor on the tenant's behalf.",
    ),
    until: Type.Optional(time('No test is sent after this time.')),
    refusedSince: Type.Optional(time('The first refusal of the current unbroken series.')),
    stillTrusts: Type.Optional(
      strict(
        {
          since: time('Since when exactly these roles accept us.'),
          roles: Type.Array(
            strict({
              roleArn: Type.String(),
              roleName: Type.String(),
              ...deletionCommands,
            }),
          ),
        },
        { description: 'Roles that still accept us, with the commands to delete them.' },
      ),
    ),
    confirmedAt: Type.Optional(time('Revocation confirmed: every test was refused for at least an hour.')),
    endedAt: Type.Optional(time('When the tests ended.')),
  },
  { description: 'After a revoke of a role that once existed: whether the role still accepts us.' },
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
