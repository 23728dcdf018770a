// An upgrade in JSON: from which version to which, and what that adds and takes away.
import { type Static, Type } from 'typebox';
import type { Meaning } from '../../core/connection/upgrade.js';
import type { UpgradeOffer } from '../../operations/delivery/upgrade.js';
import { oneOf, reasonBody, strict, time } from './parts.js';
import { sentence, setVersion } from './permission-set.js';

export const upgradeQuery = strict({
  version: Type.Optional(setVersion('The version to look at; the one that is offered when absent.')),
});
export const upgradeBody = strict(
  {
    ...reasonBody.properties,
    version: Type.Optional(
      setVersion('The version to move to. Absent: the one that is offered or, with another end, the one in use.'),
    ),
    trustEndsAt: Type.Optional(
      Type.Union([time('From then on the trust policy itself admits nobody, to the second.'), Type.Null()], {
        description: 'Another end of the trust policy; null: none. Absent: as it is.',
      }),
    ),
  },
  { examples: [{ reason: 'The customer wants the new report' }] },
);

const side = (description: string) =>
  Type.Optional(
    strict(
      {
        actions: Type.Integer({ description: 'How many of the actions that the kit knows.' }),
        services: Type.Integer(),
        worst: Type.String({ description: 'The most dangerous of them, at most three.' }),
      },
      { description },
    ),
  );
const texts = (description: string) => Type.Array(Type.String(), { description });

export const upgradeSchema = strict(
  {
    from: Type.String({ description: 'The version in use.' }),
    to: Type.String(),
    withdrawn: Type.Boolean({
      description: 'It was asked for, and that version was withdrawn since: nobody should make the update any more.',
    }),
    startedAt: Type.Optional(time('When the customer was asked for it; absent while it is only offered.')),
    more: side('What is allowed after it and was not before, by meaning; absent: nothing.'),
    less: side('What was allowed before and is not after it, by meaning; absent: nothing.'),
    undecided: Type.Boolean({ description: 'The comparison could not tell of everything: read the statements.' }),
    trustEnd: Type.Optional(
      strict(
        {
          from: Type.Optional(time('The end that the trust policy has; absent: none.')),
          to: Type.Optional(time('The end that it has after it; absent: none.')),
        },
        { description: 'Where the end of the trust policy changes.' },
      ),
    ),
    statements: Type.Array(
      strict({
        sid: Type.String(),
        kind: oneOf(['added', 'removed', 'changed']),
        effect: oneOf(['Allow', 'Deny']),
        actionsAdded: texts('Actions that it names and did not.'),
        actionsRemoved: texts('Actions that it named and does not.'),
        resourcesAdded: texts('Resources that it names and did not.'),
        resourcesRemoved: texts('Resources that it named and does not.'),
        conditionsChanged: Type.Boolean(),
        why: Type.Optional(sentence('Why it is, or was, needed.')),
        without: Type.Optional(sentence('What does not work without it.')),
      }),
      { description: 'Only statements that differ.' },
    ),
  },
  {
    $id: 'Upgrade',
    description:
      'A move to another version of the permission set, offered or waiting for the customer, or to another end of the trust policy.',
  },
);
export const upgradeNames = [upgradeSchema];

export function upgradeView({
  from,
  to,
  isWithdrawn,
  startedAt,
  difference,
}: UpgradeOffer): Static<typeof upgradeSchema> {
  const { more, less, isUndecided } = difference.meaning;
  return {
    from,
    to,
    withdrawn: isWithdrawn,
    ...(startedAt && { startedAt }),
    ...(more && { more: sideView(more) }),
    ...(less && { less: sideView(less) }),
    undecided: isUndecided,
    ...(difference.trustEnd && { trustEnd: difference.trustEnd }),
    statements: difference.statements.map(({ sid, kind, isDeny, statement, actions, resources, conditions }) => ({
      sid,
      kind,
      effect: isDeny ? ('Deny' as const) : ('Allow' as const),
      actionsAdded: actions.added,
      actionsRemoved: actions.removed,
      resourcesAdded: resources.added,
      resourcesRemoved: resources.removed,
      conditionsChanged: conditions === 'changed',
      ...(statement && { why: statement.why, without: statement.without }),
    })),
  };
}

function sideView({ count, services, worst }: NonNullable<Meaning['more']>) {
  return { actions: Number(count), services: Number(services), worst };
}
