// A connection in JSON, the same for everybody who may read it.
import { type Static, Type } from 'typebox';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { windowsAtMost } from '../../core/connection/limits.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import { weekdays } from '../../core/connection/parts.js';
import { openProposal } from '../../core/connection/revoke-proposal.js';
import { offeredTo } from '../../core/connection/upgrade.js';
import { partitions } from '../../core/iam/arn.js';
import { trustEndOf } from '../../core/role/trust-policy.js';
import { type NotIssuing, whyNotIssuing } from '../../core/session/issuing.js';
import { hourOf } from '../../core/values/time.js';
import { reviewOf } from '../../operations/connection/review.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { drillProperties, drillView } from './drill.js';
import { findingSchema, findingView } from './finding.js';
import { legacySchema, legacyView } from './legacy-access.js';
import { offboardingSchema, offboardingView, saidEndedSchema, sides } from './offboarding.js';
import { id, listOf, oneOf, page, reasonBody, ref, strict, texts, time } from './parts.js';
import { setVersion } from './permission-set.js';

export const states = ['pending', 'verified', 'suspended', 'revoked', 'expired'] as const;
export const healths = ['unknown', 'healthy', 'drifted', 'unsafe', 'unreachable', 'gone'] as const;
const holds = [
  'pending',
  'suspended',
  'revoked',
  'expired',
  'ended',
  'outside_window',
  'hold_health',
  'hold_stale',
] as const satisfies NotIssuing[];

const optionsBody = strict({
  namePrefix: Type.Optional(Type.String({ maxLength: 64, description: "Put before the role's name." })),
  path: Type.Optional(Type.String({ maxLength: 1024, description: 'Path of the role; begins and ends with a slash.' })),
  permissionsBoundaryArn: Type.Optional(
    Type.String({ maxLength: 2048, description: 'A managed policy of the account, or of AWS.' }),
  ),
  tags: Type.Optional(texts('Tags that the role carries beside its own.')),
  trustEndsAt: Type.Optional(
    Type.Union([time('From then on the trust policy itself admits nobody, to the second.'), Type.Null()], {
      description: 'An end that stands in the trust policy, whatever this service does; null: none.',
    }),
  ),
});
const maxSessionSeconds = Type.Integer({
  minimum: 900,
  maximum: 3600,
  default: 3600,
  description: 'The longest session an ask may have.',
});

const windowSchema = strict(
  {
    days: Type.Array(oneOf(weekdays), { minItems: 1, maxItems: 7, uniqueItems: true }),
    from: Type.String({
      pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
      'x-form': 'a time such as 08:00',
      description: 'Included.',
    }),
    to: Type.String({
      pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
      'x-form': 'a time such as 18:00, or 24:00',
      description: 'Not included.',
    }),
  },
  { description: 'On each of these days, in UTC.' },
);
const windows = Type.Array(windowSchema, { minItems: 1, maxItems: windowsAtMost });

export const connectionBody = strict(
  {
    accountId: Type.String({ maxLength: 64, description: 'The AWS account, 12 digits. It never changes.' }),
    partition: Type.Optional(oneOf(partitions, '`aws` when absent. It never changes.')),
    permissionSetId: Type.String({ minLength: 1, maxLength: 64, description: 'What is to be granted.' }),
    permissionSetVersion: Type.Optional(setVersion('Exactly this version; the newest when absent.')),
    options: Type.Optional(optionsBody),
    maxSessionSeconds: Type.Optional(maxSessionSeconds),
    endsAt: Type.Optional(
      time('From then on nothing is handed out, and no session lasts longer. It may be changed later.'),
    ),
    windows: Type.Optional(windows),
  },
  { examples: [{ accountId: '210987654321', permissionSetId: 'cost-read' }] },
);

export const connectionPatch = strict(
  {
    options: Type.Optional(optionsBody),
    maxSessionSeconds: Type.Optional(maxSessionSeconds),
    roleArn: Type.Optional(
      Type.String({
        maxLength: 2048,
        description: "A role with this connection's own name, as the customer pasted it.",
      }),
    ),
    endsAt: Type.Optional(
      Type.Union([time('From then on nothing is handed out, and no session lasts longer.'), Type.Null()], {
        description: 'May be changed at any time; null takes it away.',
      }),
    ),
    windows: Type.Optional(
      Type.Union([windows, Type.Null()], {
        description: 'The only times of a week at which credentials are handed out; changed at any time, null: always.',
      }),
    ),
  },
  { minProperties: 1, examples: [{ endsAt: '2030-12-31T23:59:59Z' }] },
);

export const reviewBody = strict(
  {
    approve: Type.Boolean(),
    ...reasonBody.properties,
  },
  { examples: [{ approve: true, reason: 'The parent company pays for both.' }] },
);

export const connectionQuery = strict({
  ...page,
  q: Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]{1,64}$',
      'x-form': '1 to 64 printable characters without blanks',
      description: 'An external ID, account id, connection id or tenant id; matched exactly.',
    }),
  ),
  state: Type.Optional(oneOf(states, 'Only these: what people decided.')),
  health: Type.Optional(oneOf(healths, 'Only these: what the last conclusive check saw.')),
  revokeProposed: Type.Optional(Type.Boolean({ description: 'Only those that are, or are not, proposed for revoke.' })),
  reviewOpen: Type.Optional(Type.Boolean({ description: 'Only those on which support has, or has not, to decide.' })),
  legacyOpen: Type.Optional(
    Type.Boolean({ description: 'Only those that have, or have not, legacy access that is still open.' }),
  ),
});

export const connectionSchema = strict(
  {
    id: id('con', 'The connection.'),
    tenantId: id('ten', 'Whose it is.'),
    accountId: Type.String({ description: 'The AWS account, 12 digits.' }),
    partition: oneOf(partitions),
    state: oneOf(states, 'What people decided.'),
    health: oneOf(healths, 'What the last conclusive check saw.'),
    issuing: Type.Boolean({ description: 'Whether credentials are handed out now.' }),
    whyNotIssuing: Type.Optional(oneOf(holds, 'Why not, when they are not.')),
    externalId: Type.String({ readOnly: true, description: 'Made by this service; no request can set one.' }),
    roleArn: Type.String(),
    roleName: Type.String(),
    permissionSet: strict({ id: Type.String(), version: Type.String() }),
    outdated: Type.Boolean({
      description:
        'Whether another version of its permission set is offered: a newer one, or what is left of a withdrawn one.',
    }),
    options: strict({
      namePrefix: Type.String(),
      path: Type.String(),
      permissionsBoundaryArn: Type.Optional(Type.String()),
      tags: texts('Tags that the role carries beside its own.'),
      trustEndsAt: Type.Optional(time('From then on the trust policy itself admits nobody.')),
    }),
    maxSessionSeconds: Type.Integer(),
    endsAt: Type.Optional(time('From then on nothing is handed out.')),
    windows: Type.Optional(windows),
    lastHandedOutHour: Type.Optional(time('The hour in which credentials were last handed out, by its beginning.')),
    suspendedBy: Type.Optional(
      Type.Array(oneOf(sides), { description: 'While suspended: who holds it; each side resumes what it suspended.' }),
    ),
    review: Type.Optional(
      oneOf(
        ['open', 'refused'],
        'Support has a look before there is anything to launch, and a hand-off link shows no more than that: nobody has decided yet, or support did not approve. The history says who decided, when and why.',
      ),
    ),
    revokeProposed: Type.Optional(
      strict(
        {
          why: oneOf(
            ['end_date', 'gone', 'unused'],
            '`end_date`: it has passed. `gone`: the customer has ended the access. `unused`: for 90 days.',
          ),
          at: time('Since when.'),
        },
        { description: 'The kit proposes to revoke it; people decide.' },
      ),
    ),
    launch: Type.Integer({ description: 'The newest launch number.' }),
    rotation: Type.Optional(
      strict(
        {
          waitsFor: oneOf(
            ['customer', 'proof'],
            '`customer`: the update with the new ID was not seen yet. `proof`: it was; the old ID is not proven dead yet.',
          ),
          startedAt: Type.Optional(time('When the new ID was drawn.')),
          deadline: Type.Optional(time('When it is called off if nobody takes it up.')),
          switchedAt: Type.Optional(time('When the new ID was first admitted.')),
        },
        { description: 'A rotation of the external ID that is under way.' },
      ),
    ),
    upgrade: Type.Optional(
      strict(
        {
          to: Type.String(),
          startedAt: time('When the customer was asked for it.'),
          trustEndsAt: Type.Optional(time('The end that the trust policy has after it; absent: none.')),
        },
        {
          description:
            "A change that waits for the customer's update: another version of the permission set, another end of the " +
            'trust policy, or both.',
        },
      ),
    ),
    findings: Type.Array(ref(findingSchema)),
    createdAt: time('When it was made.'),
    expiresAt: Type.Optional(time('While pending: when it expires.')),
    verifiedAt: Type.Optional(time('When it was proven first.')),
    lastConclusiveCheckAt: Type.Optional(time('When a check last came to a conclusion.')),
    refusedSince: Type.Optional(time("Since when the customer's account refuses us.")),
    saidEnded: Type.Optional(saidEndedSchema),
    issuingStoppedAt: Type.Optional(time('Asks received after that get nothing.')),
    offboarding: Type.Optional(offboardingSchema),
    legacyAccess: Type.Optional(
      Type.Array(legacySchema, { description: 'Access that was there before this connection, oldest first.' }),
    ),
    ...drillProperties,
    revision: Type.Integer({ description: 'Grows with every change; each has its row in the history.' }),
  },
  { $id: 'Connection', description: 'One AWS account of one tenant, joined to the vendor.' },
);
export const connectionListSchema = listOf('ConnectionList', ref(connectionSchema));

type View = Static<typeof connectionSchema>;

type Needs = Pick<Ports, 'clock' | 'vendor' | 'permissionSets' | 'connections'>;

export function connectionViews(ports: Needs, kept: readonly Versioned<Connection>[]): Promise<View[]> {
  return Promise.all(kept.map(each => connectionView(ports, each)));
}

export async function connectionView(ports: Needs, kept: Versioned<Connection>): Promise<View> {
  const { value, notes, revision } = kept;
  const review = await reviewOf(ports, value);
  const why = whyNotIssuing(value, notes.lastConclusiveCheckAt, ports.clock.now());
  const role = liveRoleSpec(value);
  const proposal = openProposal(value);
  return {
    id: value.id,
    tenantId: value.tenantId,
    accountId: value.accountId,
    partition: value.partition,
    state: value.state,
    health: value.health,
    issuing: why === undefined,
    ...(why && { whyNotIssuing: why }),
    externalId: value.externalId.current,
    roleArn: role.arn,
    roleName: role.roleName,
    permissionSet: value.permissionSet,
    outdated: offeredTo(value, ports.permissionSets) !== undefined,
    options: value.options,
    maxSessionSeconds: value.maxSessionSeconds,
    ...value.limits,
    ...(notes.lastHandedOutAt && { lastHandedOutHour: hourOf(notes.lastHandedOutAt) }),
    ...(value.state === 'suspended' && value.suspended && { suspendedBy: value.suspended.by }),
    ...(review && { review }),
    ...(proposal && { revokeProposed: proposal }),
    launch: value.launch,
    ...openChangeView(value),
    findings: value.findings.map(each => findingView(each, ports.vendor.name)),
    createdAt: value.createdAt,
    ...(value.state === 'pending' && { expiresAt: value.expiresAt }),
    ...(value.verifiedAt && { verifiedAt: value.verifiedAt }),
    ...(notes.lastConclusiveCheckAt && { lastConclusiveCheckAt: notes.lastConclusiveCheckAt }),
    ...(value.refusedSince && { refusedSince: value.refusedSince }),
    ...(value.saidEnded && { saidEnded: value.saidEnded }),
    ...(value.issuingStoppedAt && { issuingStoppedAt: value.issuingStoppedAt }),
    ...offboardingView(ports.vendor, value),
    ...legacyView(ports.vendor, value),
    ...drillView(value),
    revision,
  };
}

/** After the end nobody waits for a change any more. */
function openChangeView({ state, externalId, upgrade }: Connection): Pick<View, 'rotation' | 'upgrade'> {
  if (!allowedEvents[state].includes('rotation-cancelled')) return {};
  const { pending, retiring } = externalId;
  if (pending) return { rotation: { waitsFor: 'customer', startedAt: pending.startedAt, deadline: pending.deadline } };
  if (retiring) return { rotation: { waitsFor: 'proof', switchedAt: retiring.switchedAt } };
  if (!upgrade) return {};
  const trustEndsAt = trustEndOf(upgrade.roleSpec);
  const { permissionSet, startedAt } = upgrade;
  return { upgrade: { to: permissionSet.version, startedAt, ...(trustEndsAt && { trustEndsAt }) } };
}
