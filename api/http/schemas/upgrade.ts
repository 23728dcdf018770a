// An upgrade in JSON: the two versions, and what it adds and removes.
import { type Static, Type } from 'typebox';
import type { Meaning } from '../../core/connection/upgrade.js';
import type { UpgradeOffer } from '../../operations/delivery/upgrade.js';
import { oneOf, reasonBody, strict, time } from './parts.js';
import { sentence, setVersion } from './permission-set.js';
import { valuesBody } from './value.js';

export const upgradeQuery = strict({
  version: Type.Optional(setVersion('The version to compare with. Absent: the offered one.')),
});
export const upgradeBody = strict(
  {
    ...reasonBody.properties,
    version: Type.Optional(
      setVersion(
        'The target version. Absent: the offered one, or the current one if values or options of the role change.',
      ),
    ),
    trustEndsAt: Type.Optional(
      Type.Union([time('From this second on, the trust policy accepts no one.'), Type.Null()], {
        description: 'The new end of the trust policy. null: no end. Absent: unchanged.',
      }),
    ),
    permissionsBoundaryArn: Type.Optional(
      Type.Union(
        [Type.String({ maxLength: 2048, description: 'A managed policy of the account or of AWS.' }), Type.Null()],
        { description: 'The new permissions boundary. null: none. Absent: unchanged.' },
      ),
    ),
    ...valuesBody,
    stackDrift: Type.Optional(
      Type.Boolean({
        description: 'Whether checks may also ask CloudFormation about the drift of the stack. Absent: unchanged.',
      }),
    ),
  },
  { examples: [{ reason: 'The customer wants the new report' }] },
);

const side = (description: string) =>
  Type.Optional(
    strict(
      {
        actions: Type.Integer({ description: 'Number of matching actions that the kit knows.' }),
        services: Type.Integer(),
        worst: Type.String({ description: 'The most dangerous of them, at most three.' }),
      },
      { description },
    ),
  );
const texts = (description: string) => Type.Array(Type.String(), { description });

export const upgradeSchema = strict(
  {
    from: Type.String({ description: 'The current version.' }),
    to: Type.String(),
    withdrawn: Type.Boolean({
      description: 'The requested version was withdrawn later. The customer should not make the update.',
    }),
    startedAt: Type.Optional(time('When it was requested. Absent while it is only offered.')),
    more: side('What becomes allowed, compared by meaning. Absent: nothing.'),
    less: side('What is no longer allowed, compared by meaning. Absent: nothing.'),
    undecided: Type.Boolean({ description: 'Part of the comparison was undecided. Read the statements.' }),
    trustEnd: Type.Optional(
      strict(
        {
          from: Type.Optional(time('The current end of the trust policy. Absent: none.')),
          to: Type.Optional(time('The new end of the trust policy. Absent: none.')),
        },
        { description: 'Present when the end of the trust policy changes.' },
      ),
    ),
    permissionsBoundary: Type.Optional(
      strict(
        {
          from: Type.Optional(Type.String({ description: 'The announced permissions boundary now. Absent: none.' })),
          to: Type.Optional(Type.String({ description: 'The new permissions boundary. Absent: none.' })),
        },
        { description: 'Present when the permissions boundary changes.' },
      ),
    ),
    missingValues: texts('Parameters for which the request must state a value.'),
    values: Type.Array(
      strict({
        name: Type.String({ description: 'The parameter of the permission set.' }),
        from: Type.Optional(Type.String({ description: 'Its value now. Absent: none.' })),
        to: Type.Optional(Type.String({ description: 'Its value then. Absent: none.' })),
      }),
      { description: 'Only values that differ. The account in parentheses owns the bucket or key.' },
    ),
    managedPolicies: Type.Array(
      strict({
        arn: Type.String({ description: "The policy's ARN." }),
        kind: oneOf(['added', 'removed', 'changed'], '`changed`: announced in another version.'),
        fromVersion: Type.Optional(Type.String({ description: 'The announced version now. Absent: not attached.' })),
        toVersion: Type.Optional(Type.String({ description: 'The announced version then. Absent: not attached.' })),
        why: Type.Optional(sentence('Why the policy is, or was, needed.')),
        without: Type.Optional(sentence('What does not work without it.')),
      }),
      { description: "Only AWS's managed policies that differ." },
    ),
    statements: Type.Array(
      strict({
        sid: Type.String(),
        kind: oneOf(['added', 'removed', 'changed']),
        effect: oneOf(['Allow', 'Deny']),
        actionsAdded: texts('Actions that the statement gains.'),
        actionsRemoved: texts('Actions that the statement loses.'),
        resourcesAdded: texts('Resources that the statement gains.'),
        resourcesRemoved: texts('Resources that the statement loses.'),
        conditionsChanged: Type.Boolean(),
        why: Type.Optional(sentence('Why the statement is, or was, needed.')),
        without: Type.Optional(sentence('What does not work without it.')),
      }),
      { description: 'Only statements that differ.' },
    ),
  },
  {
    $id: 'Upgrade',
    description:
      'An offered or requested upgrade: another permission set version, other values, or other options of the role.',
  },
);
export const upgradeNames = [upgradeSchema];

export function upgradeView({
  from,
  to,
  isWithdrawn,
  startedAt,
  missing,
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
    ...(difference.boundary && { permissionsBoundary: difference.boundary }),
    missingValues: missing,
    values: difference.values,
    managedPolicies: difference.managed.map(({ arn, kind, from: fromVersion, to: toVersion, policy }) => ({
      arn,
      kind,
      ...(fromVersion && { fromVersion }),
      ...(toVersion && { toVersion }),
      ...(policy && { why: policy.why, without: policy.without }),
    })),
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
