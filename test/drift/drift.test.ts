// A live role compared with its spec: the case files, each witness evaluated again on both sides by the local AWS's own
// evaluator, and parts that a check could not read.
import t, { type Test } from 'tap';
import type { Connection } from '../../api/core/connection/connection.js';
import { healthOf } from '../../api/core/connection/machine/acceptances.js';
import { advance } from '../../api/core/connection/machine/machine.js';
import { driftOf } from '../../api/core/drift/drift.js';
import { brokerOf, trustFindings } from '../../api/core/drift/trust.js';
import { type Finding, finding, findingKinds } from '../../api/core/finding/findings.js';
import { isSeenWider } from '../../api/core/finding/widened.js';
import { parseRoleArn } from '../../api/core/iam/arn.js';
import type { LiveRole } from '../../api/core/iam/live-role.js';
import {
  normalPolicy,
  type PolicyDocument,
  parsePolicy,
  type Statement,
} from '../../api/core/policy/document/document.js';
import { permissionsPolicyName, type RoleSpec, selfReadPolicyName } from '../../api/core/role/role-spec.js';
import { trustPolicyOf } from '../../api/core/role/trust-policy.js';
import { revocationPolicyName, revokeOlderSessionsPolicy } from '../../templates/policies.js';
import { sayFinding } from '../../templates/text/say.js';
import { casesIn, liveOf, type PermissionCase, type TrustCases } from '../helpers/drift-cases.js';
import { sampleConnection, sampleSpec } from '../helpers/samples.js';
import { type Documents, isAllowedByLocalAws } from '../helpers/second-opinion.js';

interface Sides {
  spec: Documents;
  live: Documents;
}

/** Proves each finding as its kind requires, and confirms each witness with the local AWS's evaluator. */
function proven(t: Test, name: string, findings: readonly Finding[], sides: Sides): void {
  for (const { code, severity, witness } of findings) {
    const { proof } = findingKinds[code];
    const needsWitness =
      proof === 'witness' && severity !== 'information' && !/may not be read|is no policy/.test(name);
    if (needsWitness) t.ok(witness, `${name}: ${code} has a witness`);
    if (proof === 'undecided') t.notOk(witness, `${name}: ${code} is undecided`);
    if (!witness) continue;
    for (const side of ['spec', 'live'] as const)
      t.equal(
        isAllowedByLocalAws(sides[side], witness) ? 'allowed' : 'refused',
        witness[side],
        `${name}: ${code} on the ${side} side: ${JSON.stringify(witness)}`,
      );
  }
}

t.test('a live trust policy with another meaning is a finding; another spelling is not', async t => {
  const { brokerRoleArn, externalId, cases } = casesIn<TrustCases>('trust-drift');
  const trustPolicy = trustPolicyOf(brokerRoleArn, externalId);
  for (const { name, live, findings } of cases) {
    const found = trustFindings({ ...sampleSpec, trustPolicy }, normalPolicy(live));
    t.same(
      found.map(each => each.code),
      findings,
      name,
    );
    proven(t, name, found, { spec: { trust: trustPolicy }, live: { trust: live } });
  }
  t.notOk('x' in {}, 'no policy text reaches the prototype of objects');
});

const { tags, ...untagged } = sampleSpec;

function roleWith(inline: Record<string, unknown>, attached: Record<string, unknown> = {}): LiveRole {
  const text = (document: unknown) => ({ kind: 'read' as const, value: JSON.stringify(document) });
  const { arn, path, trustPolicy, maxSessionSeconds } = untagged;
  return {
    role: {
      kind: 'read',
      value: { arn, roleUniqueId: 'AROAX', path, trustPolicy: JSON.stringify(trustPolicy), maxSessionSeconds, tags },
    },
    inline: { kind: 'read', value: Object.entries(inline).map(([name, each]) => ({ name, document: text(each) })) },
    attached: { kind: 'read', value: Object.keys(attached).map(each => ({ arn: each, name: each })) },
    policies: Object.fromEntries(
      Object.entries(attached).map(([each, document]) => [
        each,
        {
          current: document
            ? { kind: 'read', value: { versionId: 'v1', document: JSON.stringify(document) } }
            : { kind: 'denied' },
        },
      ]),
    ),
  };
}

t.test('live permissions with another meaning are findings; another spelling is not', async t => {
  const { spec: usual, cases } = casesIn<{ spec: PolicyDocument; cases: PermissionCase[] }>('permission-drift');
  for (const each of cases) {
    const document = each.spec ?? usual;
    const spec: RoleSpec = { ...sampleSpec, inlinePolicies: [{ name: 'Permissions', document }] };
    const inline = liveOf(document, each);
    const found = driftOf(spec, roleWith(inline, each.attached));
    t.same(
      found.map(({ severity, code }) => `${severity} ${code}`),
      each.findings,
      each.name,
    );
    const live = [...Object.values(inline), ...Object.values(each.attached ?? {}).filter(Boolean)];
    proven(t, each.name, found, { spec: { identity: [document] }, live: { identity: live } });
  }
  const harmless = (file: { findings: string[] }[]) => file.filter(each => each.findings.length === 0).length;
  const trust = casesIn<TrustCases>('trust-drift').cases;
  t.ok(harmless(cases) + harmless(trust) >= 30, 'at least thirty harmless rewritings');
});

t.test('a trust policy is critical only where it lets somebody else in, or us without our ID', async t => {
  const { brokerRoleArn, externalId } = casesIn<TrustCases>('trust-drift');
  const trustPolicy = trustPolicyOf(brokerRoleArn, externalId);
  const [first, second] = trustPolicy.Statement as [Statement, Statement];
  const Condition = { StringEquals: { 'sts:ExternalId': externalId } };
  const odd = { Odd: { 'aws:x': 'y' } };
  const address = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } };
  const allow = (Action: Statement['Action'], more: Partial<Statement> = { Condition }): Statement => ({
    ...(first as Statement),
    Condition: {},
    Action: Action!,
    ...more,
  });
  const other = { Principal: { AWS: 'arn:aws:iam::320987654321:role/somebody' } };
  const denied = (more: Partial<Statement>): Statement => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:*',
    ...more,
  });
  const cases: [name: string, statements: Statement[], findings: string[]][] = [
    ['tags for our own role', [first, second, allow('sts:TagSession')], ['medium trust_action_extra own']],
    ['the same without a condition', [first, second, allow('sts:TagSession', {})], ['medium trust_action_extra own']],
    ['a context for our own role', [first, second, allow('sts:SetContext', {})], ['medium trust_action_extra own']],
    ['any source identity', [first, second, allow('sts:SetSourceIdentity', {})], ['medium source_identity_loosened']],
    ['every STS action with our ID', [allow('sts:*'), second], ['medium trust_action_extra own']],
    [
      'a call that no role can make',
      [first, second, allow('sts:AssumeRoleWithSAML')],
      ['medium trust_action_extra own'],
    ],
    ['duplicates', [first, first, second, second], []],
    [
      'one of our sessions',
      [
        first,
        second,
        allow('sts:AssumeRole', {
          Condition,
          Principal: {
            AWS: brokerRoleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/') + '/drawbridge-x',
          },
        }),
      ],
      [],
    ],
    ['a Deny of others', [first, second, denied({ Principal: other.Principal })], []],
    [
      'a Deny of other IDs',
      [first, second, denied({ Action: 'sts:AssumeRole', Condition: { StringNotEquals: Condition.StringEquals } })],
      [],
    ],
    [
      'one more condition',
      [allow('sts:AssumeRole', { Condition: { ...Condition, ...address } }), second],
      ['medium trust_narrowed conditions'],
    ],
    [
      'one more condition that AWS does not know',
      [allow('sts:AssumeRole', { Condition: { ...Condition, ...odd } }), second],
      ['medium trust_undecided less'],
    ],
    ['a Deny that AWS does not know', [first, second, denied({ Condition: odd })], ['medium trust_undecided less']],
    [
      'every STS action without an ID',
      [allow('sts:*', {}), second],
      ['critical external_id_missing', 'medium trust_action_extra own'],
    ],
    ['tags for somebody else', [first, second, allow('sts:TagSession', other)], ['critical trust_action_extra']],
    [
      'tags for us and for somebody else',
      [first, second, allow('sts:TagSession', { Principal: { AWS: [brokerRoleArn, other.Principal.AWS] } })],
      ['critical trust_action_extra'],
    ],
    [
      'somebody else with our ID',
      [first, second, allow('sts:AssumeRole', { Condition, ...other })],
      ['critical trust_principal_extra'],
    ],
    [
      'an unknown condition in place of the ID',
      [allow('sts:AssumeRole', { Condition: odd }), second],
      ['critical trust_undecided'],
    ],
    [
      'an unknown condition for somebody else',
      [first, second, allow('sts:AssumeRole', { Condition: { ...Condition, ...odd }, ...other })],
      ['critical trust_undecided'],
    ],
  ];
  for (const [name, Statement, findings] of cases) {
    const live = normalPolicy({ Version: '2012-10-17', Statement });
    const found = trustFindings({ ...sampleSpec, trustPolicy }, live);
    const shown = found.map(({ severity, code, facts }) => [severity, code, facts.effect].filter(Boolean).join(' '));
    t.same(shown.sort(), findings.sort(), name);
    t.equal(
      healthOf('admitted', { findings: found }) === 'unsafe',
      findings.some(each => each.startsWith('critical')),
      name,
    );
  }
});

t.test('revoked sessions are shown by a request that was really granted', async t => {
  const Statement: Statement[] = [
    {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    },
    { Effect: 'Allow', Action: ['s3:ListBucket', 'ce:GetTags'], Resource: ['arn:aws:s3:::a', '*'] },
    { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::a' },
  ];
  const document: PolicyDocument = { Version: '2012-10-17', Statement };
  const spec: RoleSpec = { ...sampleSpec, inlinePolicies: [{ name: 'Permissions', document }] };
  const revocation = revokeOlderSessionsPolicy('2026-11-01T00:00:00Z');
  const found = driftOf(spec, roleWith({ Permissions: document, [revocationPolicyName]: revocation }));
  t.match(found, [{ code: 'sessions_revoked_by_customer', witness: { action: 's3:ListBucket', resource: '*' } }]);
  proven(t, 'revoked', found, { spec: { identity: [document] }, live: { identity: [document, revocation] } });
});

t.test('a widening is summarised with its most dangerous actions first', async t => {
  const { spec: document } = casesIn<{ spec: PolicyDocument }>('permission-drift');
  const spec: RoleSpec = { ...sampleSpec, inlinePolicies: [{ name: 'Permissions', document }] };
  const Extra = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['iam:*', 'ec2:Describe*', 's3:Get*'], Resource: '*' }],
  };
  const [found] = driftOf(spec, roleWith({ Permissions: document, Extra }));
  t.match(found, { code: 'policy_added', facts: { policy: 'Extra', services: '3' } });
  t.ok(Number(found?.facts.count) > 300, `${found?.facts.count} actions`);
  t.match(found?.facts.worst, /^iam:/);
  t.notMatch(found?.facts.worst, /Describe/);
});

t.test('of several differences in one statement the worst one gives the name', async t => {
  const allow = (Action: string | string[]): Statement => ({ Effect: 'Allow', Action, Resource: '*' });
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [allow('s3:*'), { Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' }],
  };
  const spec: RoleSpec = { ...sampleSpec, inlinePolicies: [{ name: 'Permissions', document }] };
  const live = { Version: '2012-10-17', Statement: [allow(['s3:*', 'ec2:DescribeRegions'])] };
  const found = driftOf(spec, roleWith({ Permissions: live }));
  t.match(found, [
    { code: 'deny_removed', severity: 'high', witness: { action: 's3:DeleteObject' } },
    { code: 'permissions_widened', severity: 'high', facts: { worst: 's3:DeleteObject, ec2:DescribeRegions' } },
  ]);
});

t.test('Denies that cut everything into a thousand pieces do not keep a check busy for minutes', async t => {
  const denies = Array.from({ length: 3 }, (_, n) => ({
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { StringEquals: Object.fromEntries(Array.from({ length: 10 }, (_, key) => [`x:${n}-${key}`, 'x'])) },
  }));
  const Extra = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, ...denies] };
  const own = Object.fromEntries(sampleSpec.inlinePolicies.map(each => [each.name, each.document]));
  const from = process.cpuUsage().user;
  t.match(driftOf(sampleSpec, roleWith({ ...own, Extra })), [{ code: 'policy_added', severity: 'high' }]);
  const seconds = (process.cpuUsage().user - from) / 1e6;
  t.ok(seconds < 10, `${seconds} seconds`);
});

const admin = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const boundaryArn = 'arn:aws:iam::210987654321:policy/guardrail';

function bounded(documents: { current: unknown; earlier?: unknown }, versionId = 'v2'): LiveRole {
  const own = Object.fromEntries(sampleSpec.inlinePolicies.map(each => [each.name, each.document]));
  const live = roleWith(own);
  if (live.role.kind !== 'read') throw new Error('not read');
  const current = { kind: 'read' as const, value: { versionId, document: JSON.stringify(documents.current) } };
  const earlier = { kind: 'read' as const, value: JSON.stringify(documents.earlier) };
  return {
    ...live,
    role: { ...live.role, value: { ...live.role.value, permissionsBoundaryArn: boundaryArn } },
    policies: { [boundaryArn]: { current, ...(documents.earlier ? { earlier } : {}) } },
  };
}

t.test('the announced permissions written again under other names need nothing to be done', async t => {
  const [main, self] = sampleSpec.inlinePolicies.map(each => each.document) as [PolicyDocument, PolicyDocument];
  const arn = (name: string) => `arn:aws:iam::210987654321:policy/${name}`;
  const [whole] = main.Statement as [Statement];
  const part = (from: number, to?: number) => ({
    ...main,
    Statement: [{ ...whole, Action: [whole.Action ?? []].flat().slice(from, to) }, ...main.Statement.slice(1)],
  });
  const own = { [permissionsPolicyName]: main, [selfReadPolicyName]: self };
  const narrow = { ...main, Statement: [{ Effect: 'Deny', Action: 'ce:*', Resource: '*' }] };
  const needless = { ...main, Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] };
  const cases: [name: string, LiveRole, findings: string[]][] = [
    [
      'as one managed policy',
      roleWith({ [selfReadPolicyName]: self }, { [arn('all')]: main }),
      ['information policy_attached place'],
    ],
    [
      'as two',
      roleWith({ [selfReadPolicyName]: self }, { [arn('a')]: part(0, 1), [arn('b')]: part(1) }),
      ['information policy_attached place', 'information policy_attached place'],
    ],
    [
      'partly inline under another name',
      roleWith({ [permissionsPolicyName]: part(0, 1), Rest: part(1), [selfReadPolicyName]: self }),
      ['information policy_added place'],
    ],
    [
      'self-reading too',
      roleWith({}, { [arn('all')]: { ...main, Statement: [...main.Statement, ...self.Statement] } }),
      ['information policy_attached place'],
    ],
    ['once more', roleWith(own, { [arn('again')]: main }), ['information policy_attached same']],
    [
      'a Deny of nothing that was announced',
      roleWith(own, { [arn('no')]: needless }),
      ['information policy_attached same'],
    ],
    ['a Deny', roleWith(own, { [arn('no')]: narrow }), ['medium policy_attached less']],
  ];
  for (const [name, live, findings] of cases) {
    const found = driftOf(sampleSpec, live);
    t.same(found.map(({ severity, code, facts }) => `${severity} ${code} ${facts.effect}`).sort(), findings, name);
    for (const each of found) {
      const { advice } = sayFinding('en', each, { vendor: 'V' });
      t.equal(/^You do not need to do anything/.test(advice), each.severity === 'information', `${name}: ${advice}`);
    }
  }
});

t.test('another boundary counts by what it takes away or lets through, not by its name', async t => {
  const announced: RoleSpec = { ...sampleSpec, permissionsBoundaryArn: boundaryArn };
  const other = 'arn:aws:iam::210987654321:policy/other';
  const some = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ce:*', Resource: '*' }] };
  const own = Object.fromEntries(sampleSpec.inlinePolicies.map(each => [each.name, each.document]));
  const text = (document: unknown) => ({
    current: { kind: 'read' as const, value: { versionId: 'v1', document: JSON.stringify(document) } },
  });
  /** The role with the boundary `now`, where the policies of these ARNs have these texts. */
  const live = (now: string | undefined, texts: Record<string, unknown>, more = {}): LiveRole => {
    const role = roleWith({ ...own, ...more });
    if (role.role.kind !== 'read') throw new Error('not read');
    const policies = Object.fromEntries(Object.entries(texts).map(([arn, each]) => [arn, text(each)]));
    return {
      ...role,
      role: { ...role.role, value: { ...role.role.value, ...(now && { permissionsBoundaryArn: now }) } },
      policies,
    };
  };
  const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', NotAction: 's3:CreateBucket', Resource: '*' }] };
  const Extra = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }] };
  const noPass = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', NotAction: 'iam:PassRole', Resource: '*' }] };
  const cases: [name: string, spec: RoleSpec, live: LiveRole, severity: string, effect: string][] = [
    ['allows everything', sampleSpec, live(other, { [other]: admin }), 'information', 'same'],
    ['denies only what was not announced', sampleSpec, live(other, { [other]: all }), 'information', 'same'],
    [
      'another one with the same effect',
      announced,
      live(other, { [other]: all, [boundaryArn]: admin }),
      'information',
      'same',
    ],
    ['the announced one took nothing away', announced, live(undefined, { [boundaryArn]: all }), 'information', 'same'],
    ['takes something away', sampleSpec, live(other, { [other]: some }), 'medium', 'less'],
    ['the announced one took something away', announced, live(undefined, { [boundaryArn]: some }), 'medium', 'more'],
    [
      'removed from a role that was widened by hand',
      announced,
      live(undefined, { [boundaryArn]: noPass }, { Extra }),
      'high',
      'more',
    ],
    ['unreadable', sampleSpec, live(other, {}), 'high', 'unknown'],
    ['the announced one is unreadable', announced, live(other, { [other]: admin }), 'high', 'unknown'],
    ['not a policy', sampleSpec, live(other, { [other]: { Statement: 7 } }), 'high', 'unknown'],
  ];
  for (const [name, spec, role, severity, effect] of cases) {
    const found = driftOf(spec, role).find(each => each.code === 'boundary_changed');
    t.match(found, { severity, facts: { effect } }, name);
    const witness = { less: 'refused', more: 'allowed' }[effect];
    t.equal(found?.witness?.live, witness, name);
    if (witness) t.match(found?.facts, { count: /^[1-9]/, worst: /:/ }, `${name}: by action`);
    t.equal(isSeenWider(found ? [found] : []), effect === 'more' || effect === 'unknown', name);
  }
});

t.test('an unannounced boundary is a finding, with a request that it refuses', async t => {
  const narrow = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ce:GetTags', Resource: '*' }] };
  const [found, ...others] = driftOf(sampleSpec, bounded({ current: narrow }));
  t.match(found, { code: 'boundary_changed', severity: 'medium', witness: { spec: 'allowed', live: 'refused' } });
  t.same(others, []);
  const documents = sampleSpec.inlinePolicies.map(each => each.document);
  t.equal(isAllowedByLocalAws({ identity: documents }, found!.witness!), true);
  t.equal(isAllowedByLocalAws({ identity: documents, boundary: [narrow] }, found!.witness!), false);
});

t.test('a changed text of an announced boundary is reported, with a witness if it denies more', async t => {
  const spec: RoleSpec = { ...sampleSpec, permissionsBoundaryArn: boundaryArn };
  const narrow = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ce:*', Resource: '*' }] };
  const drift = (live: LiveRole, boundaryVersion?: string) => driftOf(spec, live, { retired: [], boundaryVersion });
  t.same(drift(bounded({ current: narrow })), [], 'found for the first time');
  t.same(drift(bounded({ current: narrow }), 'v2'), [], 'the same version');
  t.match(drift(bounded({ current: narrow, earlier: admin }), 'v1'), [
    {
      code: 'managed_policy_version_moved',
      severity: 'medium',
      facts: { from: 'v1', to: 'v2' },
      witness: { action: /^iam:/ },
    },
  ]);
  const harmless = drift(bounded({ current: admin, earlier: admin }), 'v1');
  t.match(harmless, [{ code: 'managed_policy_version_moved', severity: 'information' }]);
  t.notOk(harmless[0]!.witness);
  const unknown = { ...narrow, Statement: [{ ...narrow.Statement[0], Condition: { Odd: { 'aws:x': 'y' } } }] };
  for (const current of [unknown, { ...narrow, Statement: 7 }])
    t.match(
      drift(bounded({ current, earlier: admin }), 'v1').at(-1),
      { code: 'permissions_undecided', severity: 'high', facts: { policy: boundaryArn } },
      'an undecidable text is not harmless',
    );
});

t.test('an announced boundary that cannot be read, or is not understood, is a finding', async t => {
  const spec: RoleSpec = { ...sampleSpec, permissionsBoundaryArn: boundaryArn };
  const unread = (current: LiveRole['policies'][string]['current'], boundaryVersion?: string) => {
    const live = { ...bounded({ current: admin }), policies: { [boundaryArn]: { current } } };
    return driftOf(spec, live, { retired: [], boundaryVersion });
  };
  for (const before of [undefined, 'v1', 'v2']) {
    for (const kind of ['denied', 'absent'] as const) {
      const found = unread({ kind }, before);
      t.match(found, [{ code: 'self_reading_limited', severity: 'high', facts: { what: 'boundary', how: kind } }]);
      t.equal(healthOf('admitted', { findings: found }), 'drifted', `${kind}, ${before}`);
    }
    const text = unread({ kind: 'read', value: { versionId: 'v2', document: 'hello' } }, before);
    t.match(text.at(-1), { code: 'self_reading_limited', facts: { what: 'boundary', how: 'unreadable' } });
    const odd = unread({ kind: 'read', value: { versionId: 'v2', document: '{"Statement":7}' } }, before);
    t.match(odd.at(-1), { code: 'permissions_undecided', facts: { policy: boundaryArn } });
  }
  const { [boundaryArn]: _, ...policies } = bounded({ current: admin }).policies;
  const missing = driftOf(spec, { ...bounded({ current: admin }), policies });
  t.match(missing, [{ code: 'self_reading_limited', facts: { what: 'boundary' } }]);
});

t.test('what a boundary refuses is no widening of permissions, and what it lets through is one', async t => {
  const allow = (Action: string | string[], Effect = 'Allow') => ({ Effect, Action, Resource: '*' });
  const boundary = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', NotAction: ['ec2:Run*', 's3:*'], Resource: '*' }, allow('sqs:*', 'Deny')],
  };
  const cases: [name: string, inline: Record<string, unknown>, codes: string[]][] = [
    [
      'an extra policy that has no effect',
      { Extra: allow(['ec2:RunInstances', 's3:*', 'sqs:*']) },
      ['information policy_added'],
    ],
    [
      'one of its actions has an effect',
      { Extra: allow(['ec2:RunInstances', 'ec2:StopInstances']) },
      ['high policy_added'],
    ],
    ['a Deny of what the boundary refuses', { Extra: allow('s3:*', 'Deny') }, ['information policy_added']],
  ];
  for (const spec of [sampleSpec, { ...sampleSpec, permissionsBoundaryArn: boundaryArn }]) {
    for (const [name, inline, codes] of cases) {
      const more = Object.entries(inline).map(([key, each]) => ({
        name: key,
        document: { kind: 'read' as const, value: JSON.stringify({ Version: '2012-10-17', Statement: [each] }) },
      }));
      const live = bounded({ current: boundary });
      if (live.inline.kind === 'read') live.inline.value.push(...more);
      const found = driftOf(spec, live).filter(each => each.code !== 'boundary_changed');
      t.same(
        found.map(({ severity, code }) => `${severity} ${code}`),
        codes,
        name,
      );
      const identity = live.inline.kind === 'read' ? live.inline.value.map(each => each.document) : [];
      const documents = identity.flatMap(each => (each.kind === 'read' ? [JSON.parse(each.value)] : []));
      for (const { witness } of found)
        if (witness) t.ok(isAllowedByLocalAws({ identity: documents, boundary: [boundary] }, witness), name);
    }
  }
});

const hidden: [name: string, change: (live: LiveRole) => void, codes: string[]][] = [
  [
    'permissions that are not JSON',
    live => void Object.assign(firstInline(live), { kind: 'read', value: "{'Version': 1}" }),
    ['self_reading_limited'],
  ],
  [
    'permissions without read access',
    live => void Object.assign(firstInline(live), { kind: 'denied' }),
    ['self_reading_limited'],
  ],
  [
    'a trust policy that is not JSON',
    live => void Object.assign(roleOf(live), { trustPolicy: 'hello' }),
    ['self_reading_limited'],
  ],
  [
    'a trust policy that is JSON but no policy',
    live => void Object.assign(roleOf(live), { trustPolicy: '{"Statement":7}' }),
    ['trust_undecided'],
  ],
  [
    'a trust policy with a duplicate member',
    live =>
      void Object.assign(roleOf(live), {
        trustPolicy: JSON.stringify(sampleSpec.trustPolicy).replace(
          '"Effect":"Allow"',
          '"Effect":"Deny","Effect":"Allow"',
        ),
      }),
    ['trust_undecided'],
  ],
  [
    'a trust policy nested deeper than the call stack',
    live => void Object.assign(roleOf(live), { trustPolicy: '['.repeat(60_000) + ']'.repeat(60_000) }),
    ['trust_undecided'],
  ],
  ['a role without read access', live => void Object.assign(live.role, { kind: 'denied' }), ['self_reading_limited']],
  [
    'lists without read access',
    live => void [live.inline, live.attached].map(each => Object.assign(each, { kind: 'denied' })),
    ['self_reading_limited'],
  ],
  [
    'a longer session',
    live => void Object.assign(roleOf(live), { maxSessionSeconds: 43_200 }),
    ['session_length_raised'],
  ],
  [
    'a tag of ours changed',
    live => void Object.assign(roleOf(live), { tags: { ...tags, 'drawbridge:tenant': 'someone else' } }),
    ['tags_changed'],
  ],
  ['a tag of theirs added', live => void Object.assign(roleOf(live), { tags: { ...tags, team: 'blue' } }), []],
];

function roleOf(live: LiveRole): object {
  return live.role.kind === 'read' ? live.role.value : {};
}

function firstInline(live: LiveRole): object {
  return live.inline.kind === 'read' ? live.inline.value[0]!.document : {};
}

t.test('unreadable parts are reported, parts that are not understood are undecided, and neither is equal', async t => {
  for (const [name, change, codes] of hidden) {
    const live = roleWith(Object.fromEntries(sampleSpec.inlinePolicies.map(each => [each.name, each.document])));
    change(live);
    t.same(
      driftOf(sampleSpec, live).map(each => each.code),
      codes,
      name,
    );
  }
});

t.test('a trust policy with many other principals is one finding, which names some and counts all', async t => {
  const [assume, ...others] = sampleSpec.trustPolicy.Statement;
  const roots = Array.from({ length: 60 }, (_, n) => `${100_000_000_000 + n}`);
  const Statement = [assume!, { ...assume!, Principal: { AWS: roots } }, ...others];
  const found = trustFindings(sampleSpec, normalPolicy({ Version: '2012-10-17', Statement } as PolicyDocument));
  t.same(
    found.map(each => each.code),
    ['trust_principal_account'],
  );
  t.match(found[0]!.facts.principal, /^arn:aws:iam::100000000000:root, .* … \(60\)$/);
});

t.test("the advice for another account is to remove it; the vendor's own is narrowed to its role", async t => {
  const vendor = parseRoleArn(brokerOf(sampleSpec))!.accountId;
  const adviceFor = (...accounts: string[]) => {
    const [assume, ...others] = sampleSpec.trustPolicy.Statement;
    const Statement = [assume!, { ...assume!, Principal: { AWS: accounts } }, ...others];
    return trustFindings(sampleSpec, normalPolicy({ Version: '2012-10-17', Statement } as PolicyDocument)).map(
      each => sayFinding('en', each, { vendor: 'Example Vendor' }).advice,
    );
  };
  const remove = /^Remove this account from the trust policy\. Example Vendor does not need it/;
  for (const foreign of ['999988887777', 'arn:aws:iam::999988887777:root', '210987654321'])
    t.match(adviceFor(foreign), [remove], foreign);
  t.match(adviceFor('999988887777', '888877776666'), [remove], 'several are one finding');
  t.match(adviceFor(vendor), [/^Replace the account with the one role of Example Vendor/]);
  const both = adviceFor(vendor, '999988887777');
  t.equal(both.length, 2, 'neither hides the other');
  for (const advice of [/^Remove/, /^Replace/]) t.ok(both.some(each => advice.test(each)));
  const stored = sayFinding('en', finding('trust_principal_account', { principal: 'x' }), { vendor: 'Example Vendor' });
  t.match(stored.advice, /^Remove this account/, 'also in findings that an older kit stored');
});

t.test('a finding of the trust policy that no probe confirms stays while the policy is unreadable', async t => {
  const verified: Connection = { ...sampleConnection, state: 'verified', health: 'healthy' };
  const [assume, ...others] = sampleSpec.trustPolicy.Statement;
  const open = (Condition: Statement['Condition']) =>
    normalPolicy({
      Version: '2012-10-17',
      Statement: [assume!, { ...assume!, Condition }, ...others],
    } as PolicyDocument);
  const fromThere = { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } };
  const old = { StringEquals: { 'sts:ExternalId': 'an-older-one' } };
  for (const [code, live] of [
    ['external_id_missing', open(fromThere)],
    ['external_id_retired_accepted', open(old)],
  ] as const) {
    const after = (connection: Connection, findings: Finding[]) => {
      const verdict = { outcome: 'admitted', launch: 1, roleUniqueId: 'AROAX', findings } as const;
      const next = advance(connection, { type: 'check-finished', verdict }, new Date(0));
      return 'connection' in next ? next.connection : connection;
    };
    const seen = after(verified, trustFindings(sampleSpec, live, { retired: ['an-older-one'] }));
    t.match(seen, { health: 'unsafe', findings: [{ code }] });
    const blind = roleWith(Object.fromEntries(sampleSpec.inlinePolicies.map(each => [each.name, each.document])));
    Object.assign(blind.role, { kind: 'denied' });
    const hiding = after(seen, driftOf(sampleSpec, blind));
    t.equal(hiding.health, 'unsafe', code);
    t.same(
      hiding.findings.map(each => each.code),
      ['self_reading_limited', code],
    );
  }
});

t.test('an illegal policy text is reported with its place, and is never an empty policy', async t => {
  const texts: [text: string, path: string | undefined][] = [
    ['', undefined],
    ['null', ''],
    ['[]', ''],
    ['"x"', ''],
    ['{}', '/Statement'],
    ['{"Version":"2012-10-17"}', '/Statement'],
    ['{"Statement":[{}]}', '/Statement/0/Effect'],
    ['{"Statement":[{"Effect":"Allow"}]}', '/Statement/0/Action'],
    ['{"Statement":{"Effect":"Maybe","Action":"*"}}', '/Statement/Effect'],
    ['{"Statement":[{"Effect":"Allow","Action":"*","Extra":1}]}', '/Statement/0'],
    ['{"Version":"2013","Statement":[]}', '/Version'],
    ['{"Statement":[{"Effect":"Allow","Action":[1]}]}', '/Statement/0/Action'],
    ['{"Statement":[{"Effect":"Allow","Action":"*","NotAction":"*"}]}', '/Statement/0/NotAction'],
    [
      '{"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{"a:b":{}}}}]}',
      '/Statement/0/Condition/Bool/a:b',
    ],
    [
      '{"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{"a:b":"x"},"bool":{"A:b":"y"}}}]}',
      '/Statement/0/Condition/bool',
    ],
  ];
  for (const [text, path] of texts) {
    const parsed = parsePolicy(text);
    if (!('issues' in parsed)) t.fail(text);
    else if (path === undefined) t.equal(parsed.isJson, false, text);
    else
      t.ok(
        parsed.issues.some(each => each.path === path),
        `${text}: ${JSON.stringify(parsed.issues)}`,
      );
  }
});
