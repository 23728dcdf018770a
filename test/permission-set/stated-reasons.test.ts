// Stated reasons: which risky actions a permission set may have with a scope and a reason, which none excuses, and
// where the customer reads the reasons.
import t from 'tap';
import { lintPermissionSet } from '../../api/core/permission-set/lint.js';
import { parsePermissionSet } from '../../api/core/permission-set/parse.js';
import { policyOfStatements } from '../../api/core/permission-set/policy-of.js';
import { excusableActions } from '../../api/core/permission-set/risk/excusable-actions.js';
import { sessionCapOf } from '../../api/core/permission-set/session-cap.js';
import { accessLevelOf, actionsMatching, dangerOf } from '../../api/core/policy/catalogue/actions.js';
import { looksReading } from '../../api/core/policy/catalogue/reading-verbs.js';
import { normalPolicy } from '../../api/core/policy/document/document.js';
import { evaluate } from '../../api/core/policy/evaluate.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { say } from '../../templates/text/say.js';
import { support } from '../helpers/callers.js';
import { checked, connectionOf, launch, newConnection, newTenant } from '../helpers/customer.js';
import { testFolder } from '../helpers/folder.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld } from '../helpers/world.js';

type Json = Record<string, unknown>;
const sentence = { en: 'Because.', ja: '理由です。' };
const reason = { en: 'It runs our workers: only s3:GetObject on one bucket.', ja: 'ワーカーが使います。' };
const every = { wildcardReason: sentence, riskReason: reason, excessReason: reason, unknownActionsReason: sentence };

function setOf(statements: Json[], access = 'write'): Json {
  const full = statements.map((each, at) => ({
    sid: `S${at}`,
    resources: ['*'],
    why: sentence,
    without: sentence,
    ...each,
  }));
  const worker = { name: 'Worker', pattern: '[A-Za-z0-9]{1,64}', title: sentence, why: sentence };
  const isUsed = JSON.stringify(full).includes('${parameter:Worker}');
  const set = { id: 'reasoned', version: '1.0.0', access, title: sentence, summary: sentence, statements: full };
  return isUsed ? { ...set, parameters: [worker] } : set;
}

function issuesOf(json: Json): string[] {
  const parsed = parsePermissionSet(JSON.parse(JSON.stringify(json)));
  const issues = 'issues' in parsed ? parsed.issues : lintPermissionSet(parsed.set);
  return issues.map(({ path, message }) => `${path}: ${message}`);
}

const worker = 'arn:aws:iam::*:role/vendor/VendorWorker';
const toEc2 = { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } };
const passRole = { actions: ['iam:PassRole'], resources: [worker], conditions: toEc2, riskReason: reason };
const spot = 'arn:aws:iam::*:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot';
const linkedRole = {
  actions: ['iam:CreateServiceLinkedRole'],
  resources: [spot],
  conditions: { StringEquals: { 'iam:AWSServiceName': 'spot.amazonaws.com' } },
  riskReason: reason,
};
const unlimited = { wildcardReason: sentence, riskReason: reason };
const grant = {
  actions: ['kms:CreateGrant'],
  ...unlimited,
  conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
};
const toVendor = { StringEquals: { 'ec2:Add/userId': ['210987654321'] }, Null: { 'ec2:Add/group': 'true' } };
const share = { actions: ['ec2:ModifySnapshotAttribute'], ...unlimited, conditions: toVendor };

const accepted: [string, Json][] = [
  ['a named role for one service', passRole],
  [
    'in another case',
    {
      ...passRole,
      actions: ['iam:passrole'],
      conditions: { StringEquals: { 'IAM:PassedToService': ['ec2.amazonaws.com', 'lambda.amazonaws.com'] } },
    },
  ],
  ['a role of one account and partition', { ...passRole, resources: ['arn:aws-us-gov:iam::210987654321:role/Worker'] }],
  ['a role in any partition', { ...passRole, resources: ['arn:${partition}:iam::*:role/Worker'] }],
  [
    'a role that the connection names',
    { ...passRole, resources: ['arn:${partition}:iam::*:role/${parameter:Worker}'] },
  ],
  ['more conditions only narrow', { ...passRole, conditions: { ...toEc2, Bool: { 'aws:SecureTransport': 'true' } } }],
  ['a service-linked role', linkedRole],
  ['instances', { actions: ['ec2:RunInstances', 'ec2:AssociateIamInstanceProfile', 'ec2:CreateTags'], ...unlimited }],
  ['grants to AWS services', grant],
  ['snapshots shared with named accounts', share],
];

t.test(
  'a risky action with its scope and its reason is accepted; without the reason it is refused with the question',
  async t => {
    for (const [title, statement] of accepted) {
      t.strictSame(issuesOf(setOf([statement])), [], title);
      const { riskReason: _, ...bare } = statement;
      const row = excusableActions.find(each =>
        issuesOf(setOf([bare]))
          .join()
          .includes(each.asks),
      );
      t.ok(row, `${title}: the linter asks what the reason must answer`);
      t.match(issuesOf(setOf([statement], 'read')).join(' / '), 'the set\'s access must be "write", not "read"', title);
    }
  },
);

const roles = (...resources: string[]) => ({ ...passRole, resources });
const when = (conditions: Json) => ({ ...passRole, conditions });
const passing = (value: unknown, key = 'iam:PassedToService') => when({ StringEquals: { [key]: value } });

const refused: [string, Json][] = [
  ['any resource', { ...roles('*'), wildcardReason: sentence }],
  ['any role', roles('arn:aws:iam::*:role/*')],
  ['roles by prefix', roles('arn:aws:iam::*:role/Vendor*')],
  ['roles by one letter', roles('arn:aws:iam::*:role/Worke?')],
  ['roles of a path', roles('arn:aws:iam::*:role/vendor/*')],
  ['one named role beside all', roles(worker, 'arn:aws:iam::*:role/*')],
  ['a role by a variable', roles('arn:aws:iam::*:role/${aws:PrincipalTag/role}')],
  ['a role by part of a value', roles('arn:aws:iam::*:role/a${parameter:Worker}*')],
  ['any partition by a star', roles('arn:*:iam::*:role/Worker')],
  ['any service by a star', roles('arn:aws:*::*:role/Worker')],
  ['an account by part', roles('arn:aws:iam::1234*:role/Worker')],
  ['a user', roles('arn:aws:iam::*:user/Worker')],
  ['a role named by a space', roles('arn:aws:iam::*:role/Worker role')],
  ['a role without a name', roles('arn:aws:iam::*:role/')],
  ['a service-linked role', roles(spot)],
  ['no condition', { ...passRole, conditions: undefined }],
  ['another condition', when({ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })],
  ['every service', passing('*')],
  ['any service of AWS', passing('*.amazonaws.com')],
  ['one exact and one wild service', passing(['ec2.amazonaws.com', '*'])],
  ['a service by a variable', passing('${aws:PrincipalTag/service}')],
  ['a service of nobody', passing('ec2.example.com')],
  ['a condition that a missing key meets', when({ StringEqualsIfExists: toEc2.StringEquals })],
  ['a quantifier that a missing key meets', when({ 'ForAllValues:StringEquals': toEc2.StringEquals })],
  ['a pattern', when({ StringLike: toEc2.StringEquals })],
  ['the opposite', when({ StringNotEquals: toEc2.StringEquals })],
  [
    'the key twice in different case',
    when({
      StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com', 'iam:passedtoservice': 'lambda.amazonaws.com' },
    }),
  ],
  ['a key that looks alike', passing('ec2.amazonaws.com', 'iam:PassedToServices')],
  ['a pattern of actions', { ...passRole, actions: ['iam:Pass*'], wildcardReason: sentence }],
  ['a pattern of one action', { ...passRole, actions: ['iam:PassRol?'], wildcardReason: sentence }],
  ['any service-linked role', { ...linkedRole, resources: ['*'], wildcardReason: sentence }],
  ['a service-linked role by prefix', { ...linkedRole, resources: ['arn:aws:iam::*:role/aws-service-role/*'] }],
  [
    'a service-linked role of any service',
    { ...linkedRole, conditions: { StringLike: { 'iam:AWSServiceName': '*' } } },
  ],
  ['grants to anyone', { ...grant, conditions: undefined }],
  ['grants to anyone, said by false', { ...grant, conditions: { Bool: { 'kms:GrantIsForAWSResource': 'false' } } }],
  ['grants by either', { ...grant, conditions: { Bool: { 'kms:GrantIsForAWSResource': ['true', 'false'] } } }],
  [
    'grants where the key is absent',
    { ...grant, conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'true' } } },
  ],
  ['snapshots for any account', { ...share, conditions: { ...toVendor, StringEquals: { 'ec2:Add/userId': '*' } } }],
  ['snapshots for everyone too', { ...share, conditions: { StringEquals: toVendor.StringEquals } }],
  ['snapshots by a pattern', { ...share, actions: ['ec2:Modify*Attribute'] }],
];

t.test('a risky action whose scope is not exact is refused, whatever its reason says', async t => {
  for (const [title, statement] of refused) {
    const issues = issuesOf(setOf([statement]));
    t.ok(
      issues.some(each => each.includes('can lead to more permissions')),
      `${title}: ${issues.join(' / ') || 'accepted'}`,
    );
  }
});

/** What no reason can excuse, each as an attacker would word it: with every condition and every reason. */
const never = [
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:DeleteRolePermissionsBoundary',
  'iam:UpdateAssumeRolePolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreateUser',
  'iam:CreateRole',
  'iam:AddRoleToInstanceProfile',
  'iam:AddUserToGroup',
  'sts:AssumeRole',
  'sts:AssumeRoleWithWebIdentity',
  'sts:GetFederationToken',
  'sts:GetSessionToken',
  'ec2:ModifyInstanceAttribute',
  'ec2:GetPasswordData',
  'ecr:GetAuthorizationToken',
  'ecs:RunTask',
  'kms:PutKeyPolicy',
  'lambda:AddPermission',
  'lambda:CreateFunction',
  'lambda:UpdateFunctionCode',
  'organizations:LeaveOrganization',
  'redshift:GetClusterCredentials',
  's3:PutBucketPolicy',
  'ssm:SendCommand',
  'ssm:StartSession',
];
const everyCondition = {
  StringEquals: { ...toEc2.StringEquals, ...toVendor.StringEquals, ...linkedRole.conditions.StringEquals },
  Bool: grant.conditions.Bool,
  Null: toVendor.Null,
};

t.test('no scope and no reason excuses an action that is not in the table', async t => {
  const isInTable = (action: string) => excusableActions.some(each => each.action === action);
  const escalating = actionsMatching('*').filter(each => dangerOf(each) === 'escalation' && !isInTable(each));
  t.ok(escalating.length > 500);
  // All of them in a few sets: the linter judges each action by itself.
  const reading = (each: string) => accessLevelOf(each) === 'permissions' && looksReading(each);
  for (const resources of [['*'], [worker]]) {
    const statement = {
      ...every,
      actions: [...never, ...escalating.filter(each => !never.includes(each))],
      resources,
      conditions: everyCondition,
    };
    const issues = issuesOf(setOf([statement]));
    const open = (statement.actions as string[]).filter(
      (_, at) =>
        !issues.some(
          issue => issue.startsWith(`/statements/0/actions/${at}: `) && issue.includes('No reason can excuse it'),
        ),
    );
    t.strictSame(
      open.filter(each => !reading(each)),
      [],
    );
    t.ok(never.every(each => !open.includes(each)));
  }
  const unknown = { ...every, actions: ['iam:CreateNovelty'], resources: [worker], conditions: everyCondition };
  t.match(issuesOf(setOf([unknown])).join(), 'No reason can excuse it', 'an action newer than the catalogue');
  const all = { ...every, actions: ['*'], conditions: everyCondition };
  t.match(issuesOf(setOf([all])).join(), 'No reason can excuse it');
});

t.test(
  'reading actions that AWS counts as more are accepted with a reason, and the linter says how AWS counts them',
  async t => {
    const backup = { actions: ['backup:List*'], wildcardReason: sentence };
    for (const access of ['metadata', 'read', 'write']) {
      t.strictSame(issuesOf(setOf([{ ...backup, excessReason: reason }], access)), [], access);
      const [issue] = issuesOf(setOf([backup], access));
      t.match(issue, '"backup:List*" allows backup:ListIndexedRecoveryPointsForSearch, which AWS classifies as');
      t.match(issue, /^\/statements\/0\/actions\/0: .* "Permissions management", although the name reads\. /);
      t.match(issue, 'excessReason that answers: what it shows, and why that is accepted');
    }
    const counted = actionsMatching('*').filter(each => accessLevelOf(each) === 'permissions' && looksReading(each));
    const still = counted.filter(
      each =>
        issuesOf(setOf([{ ...every, riskReason: undefined, unknownActionsReason: undefined, actions: [each] }], 'read'))
          .length > 0,
    );
    t.ok(counted.length - still.length >= 32, 'nearly all of them');
    t.strictSame(
      still,
      ['datazone:GetIamPortalLoginUrl', 'opensearch:ViewLoginPage', 'secretsmanager:ValidateResourcePolicy'].filter(
        each => still.includes(each),
      ),
    );
    const writing = { actions: ['iot:ListSubscriptions'], wildcardReason: sentence };
    t.match(issuesOf(setOf([writing], 'read')).join(), 'which AWS classifies as "Write", although the name reads');
    t.strictSame(issuesOf(setOf([{ ...writing, excessReason: reason }], 'read')), []);
    t.strictSame(issuesOf(setOf([writing], 'write')), [], 'no more than the access of a write set');
    for (const action of [
      'cognito-idp:GetTokensFromRefreshToken',
      'license-manager:CheckoutLicense',
      'redshift:GetClusterCredentials',
      'cloudshell:GetFileUploadUrls',
      's3:DeleteObject',
    ])
      t.not(
        issuesOf(setOf([{ actions: [action], wildcardReason: sentence, excessReason: reason }], 'read')).length,
        0,
        action,
      );
  },
);

t.test('a reason that explains nothing is refused', async t => {
  const plain = { actions: ['s3:PutObject'], resources: ['arn:aws:s3:::one/*'] };
  t.match(issuesOf(setOf([{ ...plain, riskReason: reason }])), ['/statements/0/riskReason: explains nothing']);
  t.match(issuesOf(setOf([{ ...plain, excessReason: reason }])), ['/statements/0/excessReason: explains nothing']);
  const deny = { ...passRole, effect: 'Deny', sid: 'Closed' };
  t.match(issuesOf(setOf([plain, deny])).join(), '/statements/1/riskReason: explains nothing');
  t.match(issuesOf(setOf([{ ...passRole, riskReason: { en: 'x' } }])), ['/statements/0/riskReason/ja: is missing']);
});

const role = 'arn:aws:iam::210987654321:role/r';
const caller = { type: 'AWS', arn: role, accountId: '210987654321' } as const;

t.test('a cap by service never adds other risky actions, roles or services to the announced ones', async t => {
  const many = actionsMatching('ec2:*').filter(each => /:(Create|Delete)/.test(each) && dangerOf(each) === 'write');
  const statements = [
    passRole,
    { actions: ['iam:ListRoles', 'iam:GetUser'] },
    { actions: many },
    { actions: ['ec2:RunInstances'] },
  ];
  const parsed = parsePermissionSet(
    JSON.parse(JSON.stringify(setOf(statements.map(each => ({ ...unlimited, ...each }))))),
  );
  if ('issues' in parsed) throw new Error(JSON.stringify(parsed.issues));
  const { Statement } = policyOfStatements(parsed.set.statements);
  const cap = sessionCapOf({ statements: Statement, policyArns: [] }, 'by_service');
  const policy = normalPolicy(cap!.policy!);
  const allows = (action: string, resource: string, service = 'ec2.amazonaws.com') =>
    evaluate(
      { identity: [{ name: 'cap', policy }] },
      { caller, action, resource, context: { 'iam:passedtoservice': [service] } },
    ).isAllowed;
  t.ok(allows('iam:PassRole', worker.replace('*', '210987654321')));
  t.notOk(allows('iam:PassRole', 'arn:aws:iam::210987654321:role/Admin'));
  t.notOk(allows('iam:PassRole', worker.replace('*', '210987654321'), 'lambda.amazonaws.com'));
  for (const action of ['iam:CreateUser', 'iam:CreatePolicyVersion', 'iam:CreateServiceLinkedRole'])
    t.notOk(allows(action, '*'), action);
  t.ok(allows('ec2:RunInstances', '*'));
  t.ok(allows(many[0]!, '*'));
  for (const action of ['ec2:ModifyInstanceAttribute', 'ec2:AssociateIamInstanceProfile', 'ec2:GetPasswordData'])
    t.notOk(allows(action, '*'), action);
});

t.test('pages and guide show the reasons first, with what the customer must know, and the role is healthy', async t => {
  const backup = {
    actions: ['backup:List*'],
    wildcardReason: sentence,
    excessReason: { en: 'Names of backups.', ja: 'バックアップの名前です。' },
  };
  const plain = { sid: 'Plain', actions: ['s3:PutObject'], resources: ['arn:aws:s3:::vendor-results/*'] };
  const first = setOf([plain, { ...backup, sid: 'Backups' }, { ...passRole, sid: 'Workers' }]);
  const second = {
    ...setOf([plain, { ...backup, sid: 'Backups' }, { ...passRole, sid: 'Workers' }, { ...linkedRole, sid: 'Spot' }]),
    version: '1.1.0',
  };
  const folder = testFolder(t, { 'a.json': JSON.stringify(first), 'b.json': JSON.stringify(second) });
  const world = await newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: folder } });
  const where = await newConnection(world, await newTenant(world), {
    permissionSetId: 'reasoned',
    permissionSetVersion: '1.0.0',
  });

  const { link, url } = await makeLink(world.ports, support, where, { kind: 'hand-off' });
  const exchanged = await world.app.inject({ url: new URL(url).pathname });
  const [{ name, value }] = exchanged.cookies as [{ name: string; value: string }];
  const read = async (language: string, below = '') =>
    (
      await world.app.inject({
        url: `/c/${link.kind}/${link.connectionId}${below}`,
        headers: { cookie: `${name}=${value}`, 'accept-language': language },
      })
    ).body;
  const vendor = { vendor: 'Example Vendor' };
  const inOrder = (html: string, ...parts: string[]) => {
    let from = 0;
    for (const part of parts) {
      const place = html.indexOf(part, from);
      t.not(place, -1, `${part} comes after ${parts[parts.indexOf(part) - 1] ?? 'the start'}`);
      from = Math.max(from, place);
    }
  };
  for (const language of ['en', 'ja'] as const) {
    const html = (await read(language)).replaceAll('&#x27;', "'").replace(/<\/?bdi>/g, '');
    inOrder(
      html,
      '<code>Workers</code>',
      say(language, 'risk.tag'),
      'class="callout bad"',
      say(language, 'risk.title'),
      say(language, 'risk.passed_role', vendor),
      reason[language],
      worker,
      '<code>Backups</code>',
      'class="callout wait"',
      backup.excessReason[language],
      '<code>Plain</code>',
    );
    t.match(html, say(language, 'handoff.never.note.risks'));
    t.notMatch(html, `<p>${say(language, 'handoff.never.note')}`);
    t.match(html, say(language, 'access.write'));
    for (const key of ['handoff.request.undo.write', 'handoff.request.cost.write'] as const)
      t.match(html, say(language, key, vendor));
  }
  const guide = await read('en', '/guide');
  inOrder(
    guide,
    `Workers (${say('en', 'risk.tag')})`,
    '<blockquote>',
    say('en', 'risk.passed_role', vendor),
    'Backups',
    'backup:ListIndexedRecoveryPointsForSearch',
    'Names of backups',
    '<h3>Plain</h3>',
  );
  for (const untrue of [
    'Nothing runs in your account',
    'nothing in your account is affected',
    '>It cannot give itself',
  ])
    t.notMatch(guide, untrue);
  t.match(guide, 'This undoes no change that Example Vendor made');

  await launch(world, where);
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy', findings: [] });
  const manage = await managePage(world, where);
  for (const language of ['en', 'ja'] as const) {
    const html = (await manage.read(language)).replace(/<\/?bdi>/g, '');
    inOrder(html, '<code>Workers</code>', say(language, 'risk.passed_role', vendor), worker, '<code>Backups</code>');
    inOrder(
      html,
      '<h2 id="upgrade">',
      '<code>Spot</code>',
      'class="callout bad"',
      say(language, 'risk.linked_role', vendor),
    );
  }
  const answer = await world.app.inject({
    url: '/v1/permission-sets/reasoned?version=1.0.0',
    headers: { authorization: `Bearer ${world.keys.support}` },
  });
  t.match(answer.json().statements.at(-1), { sid: 'Workers', riskReason: reason });
});
