// Permission sets: the shipped ones are as documented, and an invalid one is refused with file, path and reason.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { selfReadOf } from '../../api/core/iam/self-read.js';
import { inlinePoliciesLimit, selfReadReserve } from '../../api/core/iam/split-policy.js';
import { lintPermissionSet } from '../../api/core/permission-set/lint.js';
import { managedGrantOf } from '../../api/core/permission-set/managed-grant.js';
import { parsePermissionSet } from '../../api/core/permission-set/parse.js';
import type { PermissionSet } from '../../api/core/permission-set/permission-set.js';
import { accessLevelOf, actionsMatching, catalogueDate } from '../../api/core/policy/catalogue/actions.js';
import { dataReadingActions } from '../../api/core/policy/catalogue/data-reading-actions.js';
import { escalatingActions } from '../../api/core/policy/catalogue/escalating-actions.js';
import { managedPolicyData } from '../../api/core/policy/catalogue/managed-policy-data.js';
import { overlaps } from '../../api/core/policy/catalogue/overlap.js';
import { looksReading } from '../../api/core/policy/catalogue/reading-verbs.js';
import { compareSemVer, isSemVer } from '../../api/core/values/semver.js';
import { PermissionSetsError, readPermissionSets } from '../../api/stores/permission-sets.js';
import { shippedPermissionSets } from '../../templates/render.js';

const shipped = [
  'cost-export-read 1.0.0',
  'cost-read 1.0.0',
  'data-bucket-read 1.0.0',
  'inventory-read 1.1.0',
  'inventory-read 1.0.0',
  'security-audit 1.0.0',
  'storage-metrics-read 1.0.0',
];
const sentence = { en: 'Because.', ja: '理由です。' };
const statement = {
  sid: 'Buckets',
  actions: ['s3:GetBucketLocation', 's3:ListAllMyBuckets'],
  resources: ['*'],
  wildcardReason: sentence,
  why: sentence,
  without: sentence,
};
const good = {
  id: 'bucket-list',
  version: '1.0.0',
  access: 'metadata',
  title: sentence,
  summary: sentence,
  statements: [statement],
};

type Changed = Record<string, unknown>;
const withSet = (change: Changed): Changed => ({ ...good, ...change });
const withStatement = (change: Changed, set: Changed = {}): Changed =>
  withSet({ ...set, statements: [{ ...statement, ...change }] });
const withActions = (actions: unknown[], access = 'metadata') => withStatement({ actions }, { access });

/** The mistakes of a set, as `path: message`. */
function issuesOf(json: unknown): string[] {
  const parsed = parsePermissionSet(json);
  const issues = 'issues' in parsed ? parsed.issues : lintPermissionSet(parsed.set);
  return issues.map(({ path, message }) => `${path}: ${message}`);
}

const action0 = '/statements/0/actions/0';
const refusals: [string, unknown, string | RegExp][] = [
  ['no object', [], ': must be an object'],
  ['nothing', null, ': must be an object'],
  ['an unknown field', withSet({ colour: 'blue' }), '/colour: is not a field'],
  ['an unknown field in a statement', withStatement({ colour: 'blue' }), '/statements/0/colour: is not a field'],
  [
    '__proto__ as a field',
    JSON.parse(JSON.stringify(good).replace('{', '{"__proto__":{},')),
    '/__proto__: is not a field',
  ],
  ['a missing field', withSet({ summary: undefined }), /^\/summary: /],
  ['no version', withSet({ version: 'v1' }), '/version: must be a semantic version'],
  ['an id with capitals', withSet({ id: 'Cost' }), '/id: must be 2 to 63'],
  ['an unknown access', withSet({ access: 'all' }), '/access: must be "metadata", "read" or "write"'],
  ['no statements', withSet({ statements: [] }), '/statements: must be a list'],
  ['a Sid with a dash', withStatement({ sid: 'a-b' }), '/statements/0/sid: must be 1 to 64 letters and digits'],
  [
    'a Sid twice',
    withSet({ statements: [statement, statement] }),
    '/statements/1/sid: the Sid "Buckets" is already used',
  ],
  ['no why', withStatement({ why: undefined }), /^\/statements\/0\/why: /],
  ['no Japanese', withStatement({ why: { en: 'x' } }), '/statements/0/why/ja: is missing'],
  ['an empty text', withStatement({ without: { en: ' ', ja: 'x' } }), '/statements/0/without/en: must not be empty'],
  [
    'a control character',
    withStatement({ why: { en: 'a\u0007', ja: 'x' } }),
    '/statements/0/why/en: must not contain control',
  ],
  [
    'text with a direction override',
    withSet({ title: { en: 'a\u202eb', ja: 'x' } }),
    '/title/en: must not contain control',
  ],
  ['a very long text', withSet({ title: { en: 'a'.repeat(1001), ja: 'x' } }), '/title/en: is longer than 1000'],
  ['NotAction', withStatement({ NotAction: ['s3:*'] }), '/statements/0/NotAction: "NotAction" is not allowed'],
  ['not_actions', withStatement({ not_actions: [] }), '/statements/0/not_actions: "not_actions" is not allowed'],
  ['NotResource', withStatement({ notResource: '*' }), '/statements/0/notResource: "notResource" is not allowed'],
  ['NotPrincipal', withSet({ 'not-principal': '*' }), '/not-principal: "not-principal" is not allowed'],
  ['an action without a service', withActions(['GetObject']), `${action0}: "GetObject" is not an action`],
  ['a wildcard service', withActions(['s*:GetBucketLocation']), `${action0}: "s*:GetBucketLocation" is not an action`],
  [
    'a duplicate action',
    withActions(['s3:GetBucketLocation', 's3:GetBucketLocation']),
    '/statements/0/actions/1: "s3:GetBucketLocation" is already in this statement',
  ],
  ['every action', withStatement({ actions: ['*'], wildcardReason: undefined }), /wildcardReason/],
  [
    'a wildcard without a reason',
    {
      ...good,
      statements: [{ ...statement, actions: ['ce:Get*'], wildcardReason: undefined }].map(
        ({ wildcardReason: _, ...rest }) => rest,
      ),
    },
    `${action0}: "ce:Get*" is a wildcard`,
  ],
  [
    'every resource without a reason',
    { ...good, statements: [statement].map(({ wildcardReason: _, ...rest }) => rest) },
    '/statements/0/resources/0: "*" covers every resource',
  ],
  [
    'every bucket without a reason',
    {
      ...good,
      statements: [{ ...statement, resources: ['arn:aws:s3:::*'] }].map(({ wildcardReason: _, ...rest }) => rest),
    },
    '/statements/0/resources/0: "arn:aws:s3:::*" covers every resource',
  ],
  ['no ARN', withStatement({ resources: ['my-bucket'] }), '/statements/0/resources/0: "my-bucket" must be an ARN'],
  [
    'a dynamic reference',
    withStatement({ resources: ['arn:aws:s3:::{{resolve:ssm:x}}'] }),
    '/statements/0/resources/0: "{{" is not allowed',
  ],
  ['iam:PassRole', withActions(['iam:PassRole'], 'write'), `${action0}: "iam:PassRole" allows iam:PassRole`],
  ['iam:CreateUser', withActions(['iam:CreateUser'], 'write'), `${action0}: "iam:CreateUser" allows iam:Create*`],
  ['IAM:passrole by another spelling', withActions(['iam:passROLE'], 'write'), 'allows iam:PassRole'],
  ['a pattern that covers iam:PassRole', withActions(['iam:P??sR*'], 'write'), 'allows iam:Pass'],
  ['everything of a service with escalation', withActions(['sts:*'], 'write'), 'allows sts:AssumeRole*'],
  ['sts:AssumeRole', withActions(['sts:AssumeRole'], 'write'), 'allows sts:AssumeRole*'],
  [
    'lambda:UpdateFunctionCode',
    withActions(['lambda:UpdateFunctionCode'], 'write'),
    'allows lambda:UpdateFunctionCode',
  ],
  [
    'credentials with a read verb',
    withActions(['ecr:GetAuthorizationToken'], 'read'),
    'allows ecr:GetAuthorizationToken',
  ],
  [
    's3:GetObject in a metadata set',
    withActions(['s3:GetObject']),
    `${action0}: "s3:GetObject" allows s3:GetObject, which reads customer data`,
  ],
  ['s3:Get* in a metadata set', withActions(['s3:Get*']), `${action0}: "s3:Get*" allows s3:GetObject`],
  ['environment variables in a metadata set', withActions(['lambda:ListFunctions']), 'allows lambda:ListFunctions'],
  ['user data in a metadata set', withActions(['ec2:Describe*']), 'which reads customer data'],
  ['a secret in a metadata set', withActions(['secretsmanager:GetSecretValue']), 'which reads customer data'],
  [
    'deleting in a read set',
    withActions(['s3:DeleteObject'], 'read'),
    `${action0}: "s3:DeleteObject" allows s3:DeleteObject, which AWS classifies as "Write"; the set's access is "read"`,
  ],
  ['tagging in a read set', withActions(['ec2:CreateTags'], 'read'), 'AWS classifies as "Tagging"'],
  [
    'writing with a read verb',
    withActions(['backup-storage:GetChunk'], 'read'),
    '"backup-storage:GetChunk" allows backup-storage:GetChunk, which AWS classifies as "Write"',
  ],
  [
    'a pattern that covers writing',
    withActions(['ec2:De*'], 'read'),
    /"ec2:De\*" allows ec2:De\w+, which AWS classifies as "Write"/,
  ],
  [
    'a pattern that covers only reading now, and may cover more later',
    withActions(['ce:*etCostForecast'], 'read'),
    '"ce:*etCostForecast" does not look like a read action (by its name)',
  ],
  [
    'invoking a model, which AWS classifies as reading, in a metadata set',
    withActions(['bedrock:InvokeModel']),
    '"bedrock:InvokeModel" does not look like a read action',
  ],
  [
    'a private key, which AWS classifies as reading',
    withActions(['acm:ExportCertificate'], 'read'),
    'can lead to more permissions',
  ],
  [
    'managing permissions in a write set',
    withActions(['logs:PutResourcePolicy'], 'write'),
    `${action0}: "logs:PutResourcePolicy" allows logs:PutResourcePolicy, which can lead to more permissions`,
  ],
  [
    'managing permissions behind a wildcard',
    withActions(['logs:Put*'], 'write'),
    `${action0}: "logs:Put*" allows logs:PutResourcePolicy, which can lead to more permissions`,
  ],
  [
    'an action with a hyphen',
    withActions(['vpc-lattice:AssociateViaAWSService-EventsAndStates'], 'read'),
    'allows vpc-lattice:AssociateViaAWSService-EventsAndStates, which can lead to more permissions',
  ],
  [
    'a misspelt action',
    withActions(['s3:GetBucketLokation']),
    `${action0}: "s3:GetBucketLokation" is not a known action in AWS's reference of ${catalogueDate}; ` +
      'did you mean s3:GetBucketLocation',
  ],
  [
    'an API operation whose action has another name',
    withActions(['s3:ListObjectsV2'], 'read'),
    '"s3:ListObjectsV2" is not a known action',
  ],
  [
    'an action of another service',
    withActions(['ec2:DescribeDBInstances'], 'read'),
    'did you mean rds:DescribeDBInstances',
  ],
  [
    'an unknown service',
    withActions(['elb:DescribeTargetGroups']),
    `${action0}: the service prefix "elb" does not exist in AWS's reference of ${catalogueDate}; ` +
      'did you mean elasticloadbalancing:DescribeTargetGroups?',
  ],
  [
    'an unknown service with an unknown action',
    withActions(['nonesuch:GetNothing']),
    new RegExp(
      String.raw`the service prefix "nonesuch" does not exist in AWS's reference of [-\d]+\. ` +
        'If AWS added it later, give an unknownActionsReason$',
    ),
  ],
  [
    'a wildcard that covers nothing',
    withActions(['s3:GetBukket*']),
    `${action0}: "s3:GetBukket*" matches no known action`,
  ],
  [
    'an unknown action that writes by its name, with a reason',
    withStatement({ actions: ['s3:FrobnicateBucket'], unknownActionsReason: sentence }),
    '"s3:FrobnicateBucket" does not look like a read action (by its name)',
  ],
  [
    'an unknown action of a risky name, with a reason',
    withStatement({ actions: ['iam:CreateNovelty'], unknownActionsReason: sentence }, { access: 'write' }),
    'allows iam:Create*, which can lead to more permissions',
  ],
  [
    'an action in two spellings',
    withActions(['s3:GetBucketLocation', 's3:getbucketlocation']),
    '/statements/0/actions/1: "s3:getbucketlocation" is already in this statement',
  ],
  [
    'a reason in one language',
    withStatement({ unknownActionsReason: { en: 'New.' } }),
    '/statements/0/unknownActionsReason/ja: is missing',
  ],
  [
    'a condition with an invalid operator',
    withStatement({ conditions: { 'String Equals': { 'aws:x': 'y' } } }),
    '/statements/0/conditions/String Equals: "String Equals" is not a condition operator',
  ],
  [
    'a condition without a key',
    withStatement({ conditions: { StringEquals: {} } }),
    '/statements/0/conditions/StringEquals: must be an object with at least one member',
  ],
  [
    'a condition on no key',
    withStatement({ conditions: { StringEquals: { region: 'x' } } }),
    '"region" is not a condition key',
  ],
  [
    'a condition on a number',
    withStatement({ conditions: { NumericLessThan: { 'aws:x': 5 } } }),
    '/statements/0/conditions/NumericLessThan/aws:x: must be a string',
  ],
  [
    'more than IAM accepts in ten policies',
    withSet({ statements: Array.from({ length: 900 }, (_, at) => ({ ...statement, sid: `S${at}` })) }),
    /^\/statements: the policy has \d+ characters, which do not fit into .* and 10 managed policies: list fewer/,
  ],
  [
    'one action on more resources than a policy holds',
    withStatement({ resources: Array.from({ length: 300 }, (_, at) => `arn:aws:s3:::bucket-of-a-long-name-${at}`) }),
    /^\/statements\/0: one action with its resources and conditions has \d+ characters; .*: name fewer resources/,
  ],
];

t.test('each invalid set is refused with its path and its reason', async t => {
  t.strictSame(issuesOf(good), [], 'the set that is changed here is itself valid');
  for (const [title, json, expected] of refusals) {
    const issues = issuesOf(JSON.parse(JSON.stringify(json)));
    const found = issues.some(issue =>
      typeof expected === 'string' ? issue.includes(expected) : expected.test(issue),
    );
    t.ok(found, `${title}: ${issues.join(' / ') || 'nothing was refused'}`);
  }
});

t.test('all issues of a set are reported at once', async t => {
  t.ok(issuesOf(withSet({ id: '', version: '', statements: [{}] })).length >= 7);
});

t.test('a read or write set may hold actions that a metadata set may not', async t => {
  t.strictSame(issuesOf(withActions(['s3:GetObject'], 'read')), []);
  t.strictSame(issuesOf(withActions(['s3:PutObject'], 'write')), []);
  t.strictSame(issuesOf(withStatement({ conditions: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } } })), []);
});

const audit = 'arn:${partition}:iam::aws:policy/SecurityAudit';
const named = (arn: string, more: Changed = {}) => ({ arn, why: sentence, without: sentence, ...more });
const withManaged = (policies: Changed[], set: Changed = {}) =>
  withSet({ access: 'read', managedPolicies: policies, ...set });
const at0 = '/managedPolicies/0/arn';

const managedRefusals: [string, unknown, string | RegExp][] = [
  ['no reason', withManaged([{ arn: audit, why: sentence }]), '/managedPolicies/0/without: is missing'],
  ['an empty list', withManaged([]), '/managedPolicies: must be a list'],
  ['a partition', withManaged([named('arn:aws:iam::aws:policy/SecurityAudit')]), `${at0}: "arn:aws:iam::aws:policy`],
  [
    'a policy of an account',
    withManaged([named('arn:${partition}:iam::123456789012:policy/Mine')]),
    /^\/managedPolicies\/0\/arn: .* is a policy of an account/,
  ],
  ['a name alone', withManaged([named('SecurityAudit')]), /must be the ARN of a managed policy of AWS/],
  ['a role', withManaged([named('arn:${partition}:iam::aws:role/SecurityAudit')]), /must be the ARN of a managed/],
  ['a wildcard', withManaged([named('arn:${partition}:iam::aws:policy/Security*')]), /has characters that no policy/],
  [
    'an unknown one',
    withManaged([named('arn:${partition}:iam::aws:policy/NoSuch')]),
    /AWS has no managed policy "NoSuch"/,
  ],
  [
    'another path',
    withManaged([named('arn:${partition}:iam::aws:policy/ViewOnlyAccess')]),
    /did you mean arn:\$\{partition\}:iam::aws:policy\/job-function\/ViewOnlyAccess\?/,
  ],
  [
    'a retired one',
    withManaged([named('arn:${partition}:iam::aws:policy/AWSIoT1ClickReadOnlyAccess')]),
    /AWS has retired the managed policy "AWSIoT1ClickReadOnlyAccess"/,
  ],
  [
    'one that is not for reading',
    withManaged([named('arn:${partition}:iam::aws:policy/AdministratorAccess')]),
    /"AdministratorAccess" is not in the kit's copy/,
  ],
  [
    'one that writes',
    withManaged([named('arn:${partition}:iam::aws:policy/job-function/Billing', { excessReason: sentence })]),
    /Billing allows .* AWS classifies as "Write or Tagging"; the set's access is "read"/,
  ],
  [
    'one that escalates by name only',
    withManaged([named(audit)]),
    /SecurityAudit allows more than .* give an excessReason/,
  ],
  [
    'data reads in a metadata set',
    withManaged([named(audit, { excessReason: sentence })], { access: 'metadata' }),
    /SecurityAudit allows .*, which read customer data; the set's access is "metadata"/,
  ],
  [
    'the same twice',
    withManaged([named(audit, { excessReason: sentence }), named(audit, { excessReason: sentence })]),
    `/managedPolicies/1/arn: "${audit}" is already at /managedPolicies/0`,
  ],
];

t.test(
  'a managed policy that no role can have, or that grants more than the access, is refused with its place',
  async t => {
    for (const [name, json, expected] of managedRefusals) t.match(issuesOf(json), [expected], name);
    const reading = Object.keys(managedPolicyData)
      .filter(each => !each.includes('/'))
      .slice(0, 200);
    const fine = reading.filter(
      each => issuesOf(withManaged([named(`arn:\${partition}:iam::aws:policy/${each}`)])).length === 0,
    );
    t.ok(fine.length > 100, 'most policies that read need no reason');
    const eleven = fine.slice(0, 11).map(each => named(`arn:\${partition}:iam::aws:policy/${each}`));
    t.match(issuesOf(withManaged(eleven)), ['/managedPolicies: names 11 managed policies; IAM attaches at most 10']);
    t.strictSame(issuesOf(withManaged(eleven.slice(1))), []);
  },
);

t.test('a managed policy is judged in its partition, and without what the set denies', async t => {
  const registry = 'arn:${partition}:iam::aws:policy/AmazonElasticContainerRegistryPublicReadOnly';
  const parsed = parsePermissionSet(withManaged([named(registry, { excessReason: sentence })]));
  if ('issues' in parsed) throw new Error(JSON.stringify(parsed.issues));
  t.strictSame(lintPermissionSet(parsed.set), []);
  for (const partition of ['aws-cn', 'aws-us-gov'])
    t.match(lintPermissionSet(parsed.set, partition), [
      { path: at0, message: new RegExp(`has no managed policy .* in the partition ${partition}`) },
    ]);
  const folder = folderOf(t, 'elsewhere', { 'registry.json': parsed.set });
  t.throws(() => readPermissionSets([folder], ['aws-cn']), { message: /registry\.json \/managedPolicies\/0\/arn: / });

  const grant = managedGrantOf(audit, [])!;
  const actions = [...grant.dataReads, ...grant.writes, ...grant.escalations];
  const denied = withManaged([named(audit)], {
    access: 'metadata',
    statements: [{ ...statement, sid: 'Closed', effect: 'Deny', actions }],
  });
  t.strictSame(issuesOf(denied), [], 'nothing but managed policies and Denies, and no reason is needed');
  const { statements: _, ...alone } = withManaged([named(audit, { excessReason: sentence })]);
  t.strictSame(issuesOf(alone), [], 'a set of managed policies alone');
});

t.test('an action newer than the catalogue is accepted with a reason, and classified by its name', async t => {
  for (const action of ['s3:GetBucketNovelty', 'nonesuch:ListThings', 'nonesuch:List*'])
    t.strictSame(issuesOf(withStatement({ actions: [action], unknownActionsReason: sentence })), [], action);
});

t.test("actions are known in upper and lower case, and classified by AWS's levels, not by their names", async t => {
  t.strictSame(issuesOf(withActions(['s3:getbucketlocation', 's3:LISTALLMYBUCKETS'])), []);
  t.strictSame(issuesOf(withActions(['s3:GetBucket*', 'ce:Get*'])), []);
  t.strictSame(issuesOf(withActions(['cognito-idp:AdminGetUser', 'comprehend:ClassifyDocument'], 'read')), []);
  t.strictSame(issuesOf(withActions(['kms:Decrypt'], 'read')), [], 'it only reads, although AWS counts it as Write');
  t.match(issuesOf(withActions(['kms:Decrypt'])), [/kms:Decrypt, which reads customer data/, /does not look like/]);
  t.match(issuesOf(withActions(['kms:GenerateDataKey'], 'read')), [/which AWS classifies as "Write"/]);
  t.strictSame(issuesOf(withActions(['iam:GenerateCredentialReport', 'iam:GetCredentialReport'])), []);
});

t.test('no random JSON makes the parser throw, and only sets of the right shape pass', async t => {
  fc.assert(
    fc.property(fc.jsonValue(), json => {
      const parsed = parsePermissionSet(json);
      t.ok('issues' in parsed && parsed.issues.length > 0);
      for (const key of ['title', 'statements']) t.ok('issues' in parsePermissionSet({ ...good, [key]: json }));
    }),
    { numRuns: 300 },
  );
});

t.test('two patterns overlap exactly when some text matches both', async t => {
  const pattern = fc.array(fc.constantFrom('a', 'B', '*', '?'), { maxLength: 4 }).map(parts => parts.join(''));
  // Two patterns of four characters that overlap at all do so in a text of at most eight.
  const all = [''];
  for (const text of all) if (text.length < 8) all.push(`${text}a`, `${text}b`);
  const fits = (each: string, text: string) =>
    new RegExp(`^${each.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(text);
  fc.assert(
    fc.property(pattern, pattern, (a, b) => {
      const witness = all.some(text => fits(a, text) && fits(b, text));
      t.equal(overlaps(a, b), witness, `${a} ${b}`);
      t.equal(overlaps(b, a), witness);
    }),
    { numRuns: 1000 },
  );
});

t.test('the lists of risky actions hold valid actions, sorted, each in one list', async t => {
  for (const list of [escalatingActions, dataReadingActions]) {
    t.equal(new Set(list).size, list.length);
    for (const each of list) {
      t.match(each, /^[a-z0-9-]+:[A-Za-z0-9*]+$/);
      t.ok(actionsMatching(each).length > 0, `${each} is in AWS's reference`);
    }
  }
  t.ok(looksReading('ec2:DescribeInstances'));
  t.notOk(looksReading('ec2:*'));
});

t.test('versions are ordered as SemVer orders them', async t => {
  const ordered = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0',
    '1.2.0',
    '1.10.0',
  ];
  for (const [at, version] of ordered.entries()) {
    for (const [other, against] of ordered.entries())
      t.equal(Math.sign(compareSemVer(version, against)), Math.sign(at - other), `${version} ${against}`);
  }
  t.equal(compareSemVer('1.0.0+a', '1.0.0+b'), 0);
  for (const text of ['1', '1.0', '01.0.0', '1.0.0-', '1.0.0-01', 'v1.0.0', '1.0.0 ', '99999999999.0.0'])
    t.notOk(isSemVer(text), text);
});

t.test("a set that needs managed policies of its own has the room that AWS's leave", async t => {
  const names = ['SecurityAudit', 'ReadOnlyAccess', 'job-function/ViewOnlyAccess'];
  const managedPolicies = Array.from({ length: 10 }, (_, at) => ({
    arn: `arn:\${partition}:iam::aws:policy/${names[at] ?? `Other${at}`}`,
    why: sentence,
    without: sentence,
  }));
  const statements = Array.from({ length: 90 }, (_, at) => ({ ...statement, sid: `S${at}` }));
  const issuesWith = (count: number) =>
    issuesOf(withSet({ access: 'read', statements, managedPolicies: managedPolicies.slice(0, count) })).filter(each =>
      each.startsWith('/statements'),
    );
  t.match(issuesWith(10), [/and 0 managed policies, beside the 10 of AWS that it names: list fewer/]);
  t.same(issuesWith(9), [], 'one is enough');
});

t.test('the space reserved for the self-read policy is enough for the longest role', async t => {
  const path = `/${'p'.repeat(510)}/`;
  const arn = `arn:aws-us-gov:iam::111122223333:role${path}${'r'.repeat(64)}`;
  t.ok(JSON.stringify(selfReadOf(arn, 'aws-us-gov', '111122223333')).length <= selfReadReserve);
  t.ok(selfReadReserve < inlinePoliciesLimit);
});

t.test('the shipped sets pass, name each action in alphabetical order and hold no wildcard action', async t => {
  const files = readPermissionSets([shippedPermissionSets]);
  const sets = files.list();
  t.strictSame(
    sets.flatMap(set => files.doubtsOf(set)),
    [],
  );
  t.strictSame(
    sets.map(set => `${set.id} ${set.version}`),
    shipped,
  );
  for (const set of sets) {
    t.equal(set.access, set.managedPolicies || set.parameters ? 'read' : 'metadata');
    for (const { sid, effect, actions } of set.statements) {
      t.strictSame(actions, [...actions].sort(), `${set.id} ${sid}`);
      t.notOk(actions.some(action => /[*?]/.test(action)));
      for (const action of actions) {
        if (effect !== 'Deny' && action !== 'kms:Decrypt') t.match(accessLevelOf(action), /^(list|read)$/, action);
        t.strictSame(actionsMatching(action), [action], 'in proper spelling');
      }
    }
  }
});

/** A folder with the given files. */
function folderOf(test: Pick<typeof t, 'testdir'>, name: string, files: Record<string, unknown>): string {
  const folder = join(test.testdir({}), name);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files))
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  return folder;
}

t.test('the highest version of an id is the newest; an exact version can be requested', async t => {
  const folder = folderOf(t, 'own', {
    'a.json': withSet({ version: '1.9.0' }),
    'b.json': withSet({ version: '1.10.0' }),
    'c.json': withSet({ version: '2.0.0-beta.1' }),
    'again.json': withSet({ version: '1.9.0' }),
    'notes.txt': 'not read',
  });
  const sets = readPermissionSets([shippedPermissionSets, folder]);
  t.equal(sets.get('bucket-list')?.version, '2.0.0-beta.1');
  t.equal(sets.get('bucket-list', '1.9.0')?.version, '1.9.0');
  t.equal(sets.get('bucket-list', '3.0.0'), undefined);
  t.equal(sets.get('nothing'), undefined);
  t.strictSame(
    sets.list().map((set: PermissionSet) => `${set.id} ${set.version}`),
    ['bucket-list 2.0.0-beta.1', 'bucket-list 1.10.0', 'bucket-list 1.9.0', ...shipped],
  );
});

t.test('a start with invalid files names every one of them, with place and reason', async t => {
  const folder = folderOf(t, 'own', {
    'a.json': good,
    'b.json': withSet({ summary: { en: 'Other.', ja: '別です。' } }),
    'c.json': '{"id":',
    'd.json': withActions(['iam:PassRole'], 'write'),
    'e.json': withSet({ colour: 'blue' }),
  });
  try {
    readPermissionSets([folder, join(folder, 'absent')]);
    t.fail('nothing was refused');
  } catch (error) {
    t.ok(error instanceof PermissionSetsError);
    const { issues, message } = error as PermissionSetsError;
    t.strictSame(issues.map(({ file, path }) => [file.slice(folder.length), path]).sort(), [
      ['/absent', ''],
      ['/b.json', '/version'],
      ['/c.json', ''],
      ['/d.json', '/statements/0/actions/0'],
      ['/e.json', '/colour'],
    ]);
    t.match(message, `${join(folder, 'd.json')} /statements/0/actions/0: "iam:PassRole" allows iam:PassRole`);
    t.match(message, 'bucket-list 1.0.0 has different content in');
    t.match(message, 'is not JSON');
  }
});
