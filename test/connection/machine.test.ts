// What core decides about connections: the state machine, causes, names. Drift has a file of its own.
import t from 'tap';
import { offboardingSessionName, sessionNameOf, sourceIdentityOf } from '../../api/core/audit/ledger.js';
import { causesOfRefusal } from '../../api/core/check/causes.js';
import { findingsOfAdmitted, negativeProbes } from '../../api/core/check/probes.js';
import type { Connection, State } from '../../api/core/connection/connection.js';
import type { ConnectionEvent } from '../../api/core/connection/event.js';
import { drillResult } from '../../api/core/connection/machine/drill.js';
import { advance, allowedEvents } from '../../api/core/connection/machine/machine.js';
import type { LegacyAccess } from '../../api/core/connection/parts.js';
import { type Finding, finding, mostSevere } from '../../api/core/finding/findings.js';
import { isTrustRead } from '../../api/core/finding/unread-parts.js';
import { parseRoleArn, roleArn } from '../../api/core/iam/arn.js';
import { externalIdKeyIn, isExternalId, nearMisses } from '../../api/core/iam/external-id.js';
import { atLaunch, roleSpecOf } from '../../api/core/role/build.js';
import { parseRoleName } from '../../api/core/role/role-name.js';
import { whyNotIssuing } from '../../api/core/session/issuing.js';
import { pendingWaits, sampleConnection, samplePermissionSet, sampleSpec } from '../helpers/samples.js';

const now = new Date('2026-11-22T12:00:00.000Z');

const drill = { requestedAt: now.toISOString(), people: [], dependents: [] };
const result = drillResult(drill, now.toISOString(), [], now);
const legacy: LegacyAccess = {
  id: 'leg_1',
  kind: 'role',
  arn: 'arn:aws:iam::210987654321:role/acme',
  recordedAt: '2026-01-01T00:00:00.000Z',
};
const events: ConnectionEvent[] = [
  { type: 'check-finished', verdict: { outcome: 'admitted', launch: 1, roleUniqueId: 'AROAX', findings: [] } },
  { type: 'light-check-finished', verdict: { outcome: 'admitted', launch: 1, roleUniqueId: 'AROAX', findings: [] } },
  {
    type: 'options-changed',
    options: sampleConnection.options,
    maxSessionSeconds: 900,
    roleSpec: sampleSpec,
    limits: {},
  },
  { type: 'launched-again' },
  { type: 'stack-stated', stack: { launch: 1, stackName: 'theirs', region: 'eu-west-1' } },
  { type: 'reviewed', approve: true, reason: 'known' },
  { type: 'suspended', by: 'vendor' },
  { type: 'resumed', by: 'vendor' },
  { type: 'revoked' },
  { type: 'drill-started', drill },
  { type: 'drill-finished', result },
  { type: 'legacy-recorded', access: { ...legacy, id: 'leg_2', arn: `${legacy.arn}-2` } },
  { type: 'legacy-ended', id: legacy.id, how: 'deleted', by: 'tenant', person: 'Ann' },
  { type: 'legacy-reminded' },
  { type: 'end-stated', said: { by: 'tenant' } },
  { type: 'offboarding-checked', look: { outcome: 'refused' } },
  { type: 'offboarding-stopped' },
  { type: 'offboarding-over' },
  { type: 'expired' },
];

t.test(
  'each state accepts exactly its events in the table; revoke and suspend work in every state but final ones',
  async t => {
    for (const state of Object.keys(allowedEvents) as State[]) {
      for (const event of events) {
        const suspended = { by: ['vendor' as const], from: 'pending' as const };
        const offboarding = {
          state: 'checking' as const,
          decidedBy: 'tenant' as const,
          until: '2100-01-01T00:00:00.000Z',
        };
        const beside = {
          ...(state === 'suspended' && { suspended, drill }),
          ...(state === 'revoked' && { offboarding }),
          refusedSince: '2026-01-01T00:00:00.000Z',
          legacy: [legacy],
          ...(event.type === 'legacy-reminded' && { health: 'healthy' as const, verifiedAt: legacy.recordedAt }),
        };
        const next = advance({ ...sampleConnection, state, ...beside }, event, now);
        t.equal('connection' in next, allowedEvents[state].includes(event.type), `${event.type} in ${state}`);
      }
    }
    t.same(
      allowedEvents.revoked.filter(each => !each.startsWith('offboarding-') && each !== 'legacy-ended'),
      ['stack-stated'],
      'access never comes back',
    );
    t.same(allowedEvents.expired, []);
  },
);

function after(connection: Connection, ...list: ConnectionEvent[]): Connection {
  return list.reduce((current, event) => {
    const next = advance(current, event, now);
    if ('refused' in next) throw new Error(next.refused);
    return next.connection;
  }, connection);
}

const found = (...findings: Finding[]): ConnectionEvent => ({
  type: 'check-finished',
  verdict: { outcome: 'admitted', launch: 1, roleUniqueId: 'AROAX', findings },
});
const refused: ConnectionEvent = {
  type: 'check-finished',
  verdict: { outcome: 'refused', findings: [finding('access_refused')] },
};

t.test('a check moves state and health as documented', async t => {
  t.match(after(sampleConnection, found()), { state: 'verified', health: 'healthy' });
  t.match(after(sampleConnection, found(finding('policy_attached'))), { state: 'verified', health: 'drifted' });
  t.match(after(sampleConnection, found(finding('sessions_revoked_by_customer'))), {
    state: 'verified',
    health: 'healthy',
  });
  t.match(after(sampleConnection, found(finding('trust_undecided'))), { state: 'pending', health: 'unsafe' });
  const refusedPending = after(sampleConnection, refused);
  t.match(refusedPending, { state: 'pending', health: 'unknown' });
  t.strictSame(refusedPending.findings, []);
  const verified = after(sampleConnection, found());
  t.match(after(verified, refused), { state: 'verified', health: 'unreachable', refusedSince: now.toISOString() });
  t.match(after({ ...verified, refusedSince: '2026-11-21T11:59:59.000Z' }, refused), { health: 'gone' });
  t.match(after({ ...verified, refusedSince: '2026-11-21T12:00:01.000Z' }, refused), { health: 'unreachable' });
  t.equal(after(verified, refused, found()).refusedSince, undefined);
});

t.test('however many findings there are, that the trust policy could not be read is kept', async t => {
  const critical = finding('trust_principal_wildcard', { principal: '*' });
  const many = Array.from({ length: 300 }, (_, n) => finding('policy_added', { policy: `p${n}` }));
  const unread = finding('self_reading_limited', { what: 'trust-policy', how: 'denied' });
  t.notOk(isTrustRead([unread]));
  for (const severe of [many, many.map(() => critical)]) {
    const left = mostSevere([...severe, unread], 50);
    t.equal(left.length, 50);
    t.notOk(isTrustRead(left), 'a cut list never reads as if everything had been read');
  }
});

t.test('each side resumes only its own suspension, and access returns when neither side holds it', async t => {
  const verified = after(sampleConnection, found());
  const byTenant = after(verified, { type: 'suspended', by: 'tenant' });
  t.match(advance(byTenant, { type: 'resumed', by: 'vendor' }, now), { refused: 'suspended_by_tenant' });
  const resumed = { state: 'verified', health: 'unknown', issuingStoppedAt: undefined, suspended: undefined };
  t.match(after(byTenant, { type: 'resumed', by: 'tenant' }), resumed);
  const byVendor = after(verified, { type: 'suspended', by: 'vendor' });
  t.match(advance(byVendor, { type: 'resumed', by: 'tenant' }, now), { refused: 'suspended_by_vendor' });
  const both = after(byVendor, { type: 'suspended', by: 'tenant' }, { type: 'suspended', by: 'tenant' });
  t.equal(both.state, 'suspended');
  t.strictSame(both.suspended, { by: ['tenant', 'vendor'], from: 'verified' });
  const tenantLeft = after(both, { type: 'resumed', by: 'vendor' });
  t.match(tenantLeft, { state: 'suspended', issuingStoppedAt: now.toISOString() });
  t.strictSame(tenantLeft.suspended, { by: ['tenant'], from: 'verified' });
  t.match(after(tenantLeft, { type: 'resumed', by: 'tenant' }), resumed);
  const pending = after(sampleConnection, { type: 'suspended', by: 'vendor' }, { type: 'resumed', by: 'vendor' });
  t.match(pending, { state: 'pending', health: 'unknown' });
});

t.test(
  'credentials are issued only when verified, healthy or drifted, and conclusively checked within 7 days',
  async t => {
    const verified = after(sampleConnection, found());
    const recent = '2026-11-16T12:00:00.000Z';
    t.equal(whyNotIssuing(verified, recent, now), undefined);
    t.equal(whyNotIssuing({ ...verified, health: 'drifted' }, recent, now), undefined);
    t.equal(whyNotIssuing(verified, '2026-11-15T11:59:59.999Z', now), 'hold_stale');
    t.equal(whyNotIssuing(verified, undefined, now), 'hold_stale');
    for (const health of ['unknown', 'unsafe', 'unreachable', 'gone'] as const) {
      t.equal(whyNotIssuing({ ...verified, health }, recent, now), 'hold_health', health);
    }
    for (const state of ['pending', 'suspended', 'revoked', 'expired'] as const) {
      t.equal(whyNotIssuing({ ...verified, state }, recent, now), state);
    }
  },
);

t.test('near misses differ from the ID and from each other, and are still legal external IDs for STS', async t => {
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const near = Object.values(nearMisses(id, '7c9e6679-7425-40de-944b-e07fc1f90ae7'));
  t.equal(new Set([id, ...near]).size, near.length + 1);
  for (const each of near) t.match(each, /^[\w+=,.@:/-]{2,1224}$/);
  t.ok(isExternalId(id));
  for (const bad of [id.toUpperCase(), '00000000-0000-4000-8000-000000000000', id.slice(1), `${id} `])
    t.notOk(isExternalId(bad), bad);
});

t.test('an external ID is found in any spelling at any depth', async t => {
  for (const key of ['externalId', 'ExternalID', 'external_id', 'EXTERNAL-ID', 'e-x-t-e-r-n-a-l_i_d']) {
    t.equal(externalIdKeyIn({ a: [{ b: { [key]: 'x' } }] }), `/a/0/b/${key}`);
  }
  t.equal(externalIdKeyIn({ externalIdentity: 'x', q: 'externalId' }), undefined);
});

t.test('the negative probes try the newest five retired IDs and the older one that was drawn', async t => {
  const retired = Array.from({ length: 8 }, (_, n) => ({ value: `id-${n}`, retiredAt: `2026-01-0${n + 1}` }));
  const connection = { ...sampleConnection, externalId: { ...sampleConnection.externalId, retired } };
  const tried = (older?: string) =>
    negativeProbes(connection, { wrong: 'w', other: sampleConnection.externalId.current, older }, [])
      .filter(each => each.probe === 'retired')
      .map(each => each.externalId);
  t.same(tried('id-older'), ['id-7', 'id-6', 'id-5', 'id-4', 'id-3', 'id-older']);
  t.same(tried(), ['id-7', 'id-6', 'id-5', 'id-4', 'id-3']);
});

t.test('a finding says that the external ID is missing only if any ID and no ID works', async t => {
  const codes = (...probes: string[]) =>
    findingsOfAdmitted(
      probes.map(probe => ({ probe }) as never),
      sampleSpec,
    ).map(each => each.code);
  t.same(codes('none', 'wrong', 'head'), ['external_id_missing']);
  t.same(codes('none'), ['external_id_weakened']);
  t.same(codes('wrong', 'head', 'tail'), ['external_id_weakened']);
  t.same(codes('retired'), ['external_id_retired_accepted']);
  t.same(codes('stranger'), ['trust_stranger_admitted']);
});

t.test('each observation excludes causes of a refusal, and no cause is certain while others remain', async t => {
  const facts = {
    controlAssumed: true,
    waitedOut: true,
    everVerified: true,
    trustEnded: false,
    onlyWithSourceIdentity: false,
  };
  const { excluded, left } = causesOfRefusal(facts);
  t.strictSame(
    excluded.map(each => `${each.code} by ${each.excludedBy}`),
    [
      'vendor_caller by control',
      'stack_rolled_back by earlier-check',
      'account_mistyped by earlier-check',
      'propagation by elapsed-time',
      'sts_region_disabled by error-code',
    ],
  );
  t.same(
    left.map(each => each.code),
    ['role_absent', 'external_id', 'trust_principal', 'other_condition', 'resource_control_policy', 'account_closed'],
  );
  t.equal(causesOfRefusal({ ...facts, trustEnded: true }).left[0]!.code, 'trust_ended');
  const withSource = causesOfRefusal({ ...facts, onlyWithSourceIdentity: true });
  t.same(
    withSource.left.map(each => each.code),
    ['source_identity', 'other_condition', 'resource_control_policy'],
  );
  const unseen = causesOfRefusal({ ...facts, everVerified: false }).left.map(each => each.code);
  t.ok(unseen.includes('stack_rolled_back'), 'a stack that never created the role');
  t.match(causesOfRefusal({ ...facts, conditions: 'aws:SourceIp' }).left[0], {
    code: 'other_condition',
    before: 'aws:SourceIp',
  });
  t.ok(withSource.excluded.some(each => each.code === 'role_absent' && each.excludedBy === 'right'));
});

t.test('role ARNs and names are read strictly', async t => {
  const arn = 'arn:aws:iam::123456789012:role/a/b/p-drawbridge-abcdef012345-7';
  t.equal(roleArn(parseRoleArn(arn)!), arn);
  t.same(parseRoleName('p-drawbridge-abcdef012345-7'), { prefix: 'p-', roleRandom: 'abcdef012345', launch: 7 });
  for (const bad of [
    'arn:aws:iam::123456789012:user/x',
    'arn:aws:iam::12345678901:role/x',
    'arn:AWS:iam::123456789012:role/x',
    'arn:aws:sts::123456789012:assumed-role/x/y',
    `${arn}\n`,
    ` ${arn}`,
    'arn:aws:iam::123456789012:role/',
    'arn:aws:iam:us-east-1:123456789012:role/x',
  ]) {
    t.equal(parseRoleArn(bad), undefined, bad);
  }
  for (const bad of [
    'drawbridge-abcdef012345-0',
    'drawbridge-abcdef012345-01',
    'drawbridge-ABCDEF012345-1',
    'drawbridge-abc-1',
    'drawbridge-abcdef012345-',
  ]) {
    t.equal(parseRoleName(bad), undefined, bad);
  }
});

t.test('session names and source identities name the row and the connection, nothing else', async t => {
  t.equal(sessionNameOf('row_cccccccccccccccc'), 'drawbridge-cccccccccccccccc');
  t.equal(offboardingSessionName('row_cccccccccccccccc'), 'drawbridge-offboarding-check-cccccccccccccccc');
  t.equal(sourceIdentityOf('con_aaaaaaaaaaaaaaaa'), 'drawbridge-aaaaaaaaaaaaaaaa');
});

t.test('another launch is the same role under another name, and reads itself', async t => {
  const second = atLaunch(sampleSpec, 2);
  t.match(second.roleName, /-2$/);
  t.ok(JSON.stringify(second.inlinePolicies[1]).includes(`"${second.arn}"`));
  t.notOk(JSON.stringify(second).includes(`"${sampleSpec.arn}"`));
});

t.test('names of any characters become descriptions and tags that IAM accepts', async t => {
  for (const name of ['<b>"x"', '日本語', '{{resolve:ssm:x}}', 'a\u202eb', '😀'.repeat(300)]) {
    const spec = roleSpecOf({
      vendorName: name,
      tenantName: name,
      tenantId: 'ten_x',
      connectionId: 'con_x',
      partition: 'aws',
      accountId: '123456789012',
      brokerRoleArn: 'arn:aws:iam::111122223333:role/b',
      externalId: 'x',
      roleRandom: 'abcdef012345',
      launch: 1,
      options: sampleConnection.options,
      permissionSet: samplePermissionSet,
    });
    t.match(spec.description, /^[\t\n\r\u0020-\u007e\u00a1-\u00ff]{0,1000}$/);
    t.notMatch(spec.description, /[{}]|\?\?/, 'what cannot be written is left out');
    for (const value of Object.values(spec.tags)) t.match(value, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u);
  }
});

t.test('a pending connection is checked ever more slowly', async t => {
  const waits = pendingWaits(sampleConnection, 10, now);
  t.same(
    waits,
    [...waits].sort((a, b) => a - b),
  );
  t.equal(waits.at(-1), 6 * 3600);
});
