// A connection in JSON, the same for every caller that may read it.
import { type Static, Type } from 'typebox';
import { acceptanceOf, acceptedCount } from '../../core/connection/acceptance.js';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import { openProposal } from '../../core/connection/revoke-proposal.js';
import { offeredTo } from '../../core/connection/upgrade.js';
import { partitions } from '../../core/iam/arn.js';
import { missingValues } from '../../core/permission-set/parameter/given-values.js';
import { capForms } from '../../core/permission-set/session-cap.js';
import { trustEndOf } from '../../core/role/trust-policy.js';
import type { NotIssuing } from '../../core/session/issuing.js';
import { hourOf } from '../../core/values/time.js';
import type { Review } from '../../operations/connection/review.js';
import { whyNotIssuingNow } from '../../operations/session/why-not-issuing.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { windows } from './connection-body.js';
import { drillProperties, drillView } from './drill.js';
import { findingSchema, findingView } from './finding.js';
import { legacySchema, legacyView } from './legacy-access.js';
import { offboardingSchema, offboardingView, saidEndedSchema, sides } from './offboarding.js';
import { capMeaning, id, listOf, oneOf, page, ref, strict, texts, time } from './parts.js';
import { stackSchema, stackView } from './stack.js';
import { valueSchema, valuesView } from './value.js';

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
  'hold_unread',
  'hold_stale',
  'hold_widened',
  'hold_integrity',
] as const satisfies NotIssuing[];

const connectionCaps = [...capForms, 'none'] as const;

export const connectionQuery = strict({
  ...page,
  q: Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]{1,64}$',
      'x-form': '1 to 64 printable characters without spaces',
      description: 'An external ID, account id, connection id or tenant id. Matched exactly.',
    }),
  ),
  state: Type.Optional(oneOf(states, 'Only connections in this state.')),
  health: Type.Optional(oneOf(healths, 'Only connections with this health.')),
  revokeProposed: Type.Optional(
    Type.Boolean({ description: 'Only connections whose revocation is, or is not, recommended.' }),
  ),
  reviewOpen: Type.Optional(Type.Boolean({ description: 'Only connections that support must, or need not, review.' })),
  legacyOpen: Type.Optional(
    Type.Boolean({ description: 'Only connections that have, or do not have, open legacy access.' }),
  ),
  deviationAccepted: Type.Optional(
    Type.Boolean({ description: 'Only connections of which a finding is, or is not, accepted as a known deviation.' }),
  ),
});

export const connectionSchema = strict(
  {
    id: id('con', 'The connection.'),
    tenantId: id('ten', 'Its tenant.'),
    accountId: Type.String({ description: 'The AWS account, 12 digits.' }),
    partition: oneOf(partitions),
    state: oneOf(states, 'Set by what people decided.'),
    health: oneOf(healths, 'Result of the last conclusive check.'),
    issuing: Type.Boolean({ description: 'Whether credentials are issued now.' }),
    whyNotIssuing: Type.Optional(oneOf(holds, 'Why no credentials are issued; absent when they are.')),
    trustUnread: Type.Optional(
      strict(
        {
          since: time('The first check that could not read it.'),
          issuingUntil: Type.Optional(
            time('From then on no credentials are issued. Absent: the vendor accepts that it was never read.'),
          ),
        },
        { description: 'Present while checks cannot read the trust policy of the role.' },
      ),
    ),
    externalId: Type.String({ readOnly: true, description: 'Created by this service; no request can set it.' }),
    roleArn: Type.String(),
    roleName: Type.String(),
    stack: stackSchema,
    permissionSet: strict({ id: Type.String(), version: Type.String() }),
    values: Type.Array(valueSchema, {
      description: 'Values of the parameters of the permission set. They are literal in the role.',
    }),
    awaitsValues: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Parameters without a value. Nothing can be launched until they are stated on the hand-off page.',
      }),
    ),
    cap: oneOf(connectionCaps, capMeaning),
    outdated: Type.Boolean({
      description:
        'Whether another version of its permission set is offered: a newer one or, if this one was withdrawn, the ' +
        'newest left.',
    }),
    options: strict({
      namePrefix: Type.String(),
      path: Type.String(),
      permissionsBoundaryArn: Type.Optional(Type.String()),
      tags: texts("Tags of the role besides the kit's own."),
      trustEndsAt: Type.Optional(time('From then on the trust policy allows no one to assume the role.')),
      stackDrift: Type.Optional(
        Type.Literal(true, { description: 'Checks also ask CloudFormation whether the stack has drifted.' }),
      ),
    }),
    maxSessionSeconds: Type.Integer(),
    endsAt: Type.Optional(time('From then on no credentials are issued.')),
    windows: Type.Optional(windows),
    lastHandedOutHour: Type.Optional(time('Start of the hour in which credentials were last issued.')),
    suspendedBy: Type.Optional(
      Type.Array(oneOf(sides), {
        description: 'While suspended: who suspended it. Each side resumes what it suspended.',
      }),
    ),
    review: Type.Optional(
      oneOf(
        ['open', 'refused'],
        '`open`: support must review the connection before it can be launched. `refused`: support did not approve ' +
          'it. A hand-off link shows only that. The history shows who decided, when and why.',
      ),
    ),
    revokeProposed: Type.Optional(
      strict(
        {
          why: oneOf(
            ['end_date', 'gone', 'unused'],
            '`end_date`: it has passed. `gone`: the customer ended the access. `unused`: unused for 90 days.',
          ),
          at: time('When it was proposed.'),
        },
        { description: 'Revocation recommended. Someone must confirm it.' },
      ),
    ),
    launch: Type.Integer({ description: 'The newest launch number.' }),
    rotation: Type.Optional(
      strict(
        {
          waitsFor: oneOf(
            ['customer', 'proof'],
            '`customer`: no check has seen the update with the new ID yet. `proof`: one has, and the old ID is not ' +
              'yet proven refused.',
          ),
          startedAt: Type.Optional(time('When the new ID was created.')),
          deadline: Type.Optional(time('When the rotation is cancelled if the customer does not update.')),
          switchedAt: Type.Optional(time('When the role first accepted the new ID.')),
        },
        { description: 'The rotation of the external ID under way.' },
      ),
    ),
    upgrade: Type.Optional(
      strict(
        {
          to: Type.String(),
          startedAt: time('When the customer was asked to update.'),
          trustEndsAt: Type.Optional(time('The end date in the trust policy after the update; absent: none.')),
          permissionsBoundaryArn: Type.Optional(
            Type.String({ description: 'The permissions boundary after the update; absent: none.' }),
          ),
        },
        {
          description:
            "A change that waits for the customer's update: another version of the permission set, another end date " +
            'in the trust policy, another permissions boundary, or several of them.',
        },
      ),
    ),
    findings: Type.Array(ref(findingSchema)),
    acceptedDeviations: Type.Optional(
      Type.Integer({
        description: 'How many findings are accepted as known deviations. They do not count for health.',
      }),
    ),
    createdAt: time('When it was created.'),
    expiresAt: Type.Optional(time('While pending: when the connection expires.')),
    verifiedAt: Type.Optional(time('When a check first proved it.')),
    lastConclusiveCheckAt: Type.Optional(time('When the last conclusive check finished.')),
    refusedSince: Type.Optional(time('Since when the role has refused us.')),
    stsDisabledSince: Type.Optional(
      time(
        'Since when checks fail because AWS STS is off for our region in the account. Health does not change; ' +
          'credential requests that need AWS are refused as `sts_region_disabled`.',
      ),
    ),
    saidEnded: Type.Optional(saidEndedSchema),
    issuingStoppedAt: Type.Optional(time('Credential requests received after this get no credentials.')),
    offboarding: Type.Optional(offboardingSchema),
    legacyAccess: Type.Optional(
      Type.Array(legacySchema, { description: 'Access that existed before this connection, oldest first.' }),
    ),
    ...drillProperties,
    revision: Type.Integer({ description: 'Increases with every change; each change has a row in the history.' }),
  },
  { $id: 'Connection', description: 'One AWS account of one tenant, joined to the vendor.' },
);
export const connectionListSchema = listOf('ConnectionList', ref(connectionSchema));

export type ConnectionView = Static<typeof connectionSchema>;

type Needs = Pick<Ports, 'clock' | 'vendor' | 'permissionSets' | 'sessionCaps'>;

/** `review`: whether support still has to decide about the connection, or refused it. */
export function connectionView(ports: Needs, kept: Versioned<Connection>, review: Review | undefined): ConnectionView {
  const { value, notes, revision } = kept;
  const why = whyNotIssuingNow(ports, kept);
  const role = liveRoleSpec(value);
  const proposal = openProposal(value);
  const accepted = acceptedCount(value);
  return {
    id: value.id,
    tenantId: value.tenantId,
    accountId: value.accountId,
    partition: value.partition,
    state: value.state,
    health: value.health,
    issuing: why === undefined,
    ...(why && { whyNotIssuing: why }),
    ...(value.trustUnread && { trustUnread: value.trustUnread }),
    externalId: value.externalId.current,
    roleArn: role.arn,
    roleName: role.roleName,
    stack: stackView(ports.vendor, value, role.roleName),
    permissionSet: value.permissionSet,
    values: valuesView(role.values ?? {}),
    ...(value.awaitsValues && { awaitsValues: awaited(ports, value) }),
    cap: ports.sessionCaps.of(role)[0]?.form ?? 'none',
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
    findings: value.findings.map(each => findingView(each, ports.vendor.name, acceptanceOf(value, each))),
    ...(accepted > 0 && { acceptedDeviations: accepted }),
    createdAt: value.createdAt,
    ...(value.state === 'pending' && { expiresAt: value.expiresAt }),
    ...(value.verifiedAt && { verifiedAt: value.verifiedAt }),
    ...(notes.lastConclusiveCheckAt && { lastConclusiveCheckAt: notes.lastConclusiveCheckAt }),
    ...(value.refusedSince && { refusedSince: value.refusedSince }),
    ...(notes.stsDisabledSince && { stsDisabledSince: notes.stsDisabledSince }),
    ...(value.saidEnded && { saidEnded: value.saidEnded }),
    ...(value.issuingStoppedAt && { issuingStoppedAt: value.issuingStoppedAt }),
    ...offboardingView(ports.vendor, value),
    ...legacyView(ports.vendor, value),
    ...drillView(value),
    revision,
  };
}

/** Empty when the version of the set was withdrawn. */
function awaited({ permissionSets }: Needs, { permissionSet: { id, version }, roleSpec }: Connection): string[] {
  return missingValues(permissionSets.get(id, version)?.parameters ?? [], roleSpec.values ?? {});
}

/** A connection that has ended waits for no update. */
function openChangeView({ state, externalId, upgrade }: Connection): Pick<ConnectionView, 'rotation' | 'upgrade'> {
  if (!allowedEvents[state].includes('rotation-cancelled')) return {};
  const { pending, retiring } = externalId;
  if (pending) return { rotation: { waitsFor: 'customer', startedAt: pending.startedAt, deadline: pending.deadline } };
  if (retiring) return { rotation: { waitsFor: 'proof', switchedAt: retiring.switchedAt } };
  if (!upgrade) return {};
  const trustEndsAt = trustEndOf(upgrade.roleSpec);
  const { permissionSet, startedAt, roleSpec } = upgrade;
  const { permissionsBoundaryArn } = roleSpec;
  return {
    upgrade: {
      to: permissionSet.version,
      startedAt,
      ...(trustEndsAt && { trustEndsAt }),
      ...(permissionsBoundaryArn && { permissionsBoundaryArn }),
    },
  };
}
