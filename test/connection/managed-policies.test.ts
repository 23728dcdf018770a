// A connection whose permission set names a managed policy of AWS, from its launch to its end: what is announced, what
// sessions can do, and what a check finds when AWS or the customer changes it.
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import t, { type Test } from 'tap';
import { actionsMatching, dangerOf } from '../../api/core/policy/catalogue/actions.js';
import { managedPolicyText } from '../../api/core/policy/catalogue/managed-policies.js';
import type { PolicyDocument } from '../../api/core/policy/document/document.js';
import { normalPolicy } from '../../api/core/policy/document/document.js';
import { evaluate } from '../../api/core/policy/evaluate.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { startUpgrade } from '../../api/operations/delivery/upgrade.js';
import type { Issued } from '../../api/operations/session/issue-session.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  provenConnection,
  requestNewSession,
  updateStack,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { changeRole } from '../helpers/customer-admin.js';
import { testFolder } from '../helpers/folder.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';

const arn = 'arn:aws:iam::aws:policy/SecurityAudit';
const announced = managedPolicyText(arn)!;
const sentence = { en: 'Because.', ja: '理由です。' };

/** AWS's text with other actions in its first statement. */
function textWith(change: (actions: string[]) => string[]): PolicyDocument {
  const [first, ...others] = announced.document.Statement;
  return { ...announced.document, Statement: [{ ...first!, Action: change([first!.Action ?? []].flat()) }, ...others] };
}

const caller = { type: 'AWS', arn: 'arn:aws:iam::210987654321:role/r', accountId: '210987654321' } as const;
const isAnnounced = (action: string) =>
  evaluate(
    { identity: [{ name: arn, policy: normalPolicy(announced.document) }] },
    { caller, action, resource: '*', context: {} },
  ).isAllowed;
/** A known action that the announced text does not allow. */
const newOf = (danger: string) => actionsMatching('*').find(each => dangerOf(each) === danger && !isAnnounced(each))!;

async function canListRoles(world: World, { accessKeyId, secretAccessKey, sessionToken }: Issued): Promise<string> {
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const iam = new IAMClient({ region: 'us-east-1', endpoint: world.aws.url, credentials, maxAttempts: 1 });
  const answer = await iam.send(new ListRolesCommand({})).then(
    () => 'done',
    (error: Error) => error.name,
  );
  iam.destroy();
  return answer;
}

async function found(world: World, where: Where) {
  world.clock.advance(60_000);
  await checked(world, where);
  const { health, findings } = (await connectionOf(world, where)).value;
  return { health, findings };
}

const brief = ({ health, findings }: Awaited<ReturnType<typeof found>>) => [
  health,
  ...findings.map(each => `${each.severity} ${each.code}`),
];

t.test('launch, health, sessions, and what AWS or the customer changes in a managed policy', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world, { permissionSetId: 'security-audit' });
  const { value } = await connectionOf(world, where);
  t.match(value, { state: 'verified', health: 'healthy', findings: [] });
  t.same(value.roleSpec.managedPolicies, [{ arn, versionId: announced.versionId }]);
  t.same(world.aws.role(where.roleArn)?.attachedPolicies, [arn], 'the template attached it');

  t.comment('a session does what AWS allows in the policy and nothing else, whatever is attached');
  await changeRole(world, where.roleArn, 'AttachRolePolicy', {
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });
  const session = await requestNewSession(world, where);
  t.equal(session.cap, 'exact');
  t.equal(await canListRoles(world, session), 'done', 'SecurityAudit allows it');
  const events = world.aws.events(where.roleArn.split(':')[4]!).filter(each => each.eventName === 'AssumeRole');
  t.match(JSON.stringify(events.at(-1)), /SecurityAudit/, "CloudTrail shows the policy's ARN");
  t.match(brief(await found(world, where)), ['drifted', 'high policy_attached']);
  await changeRole(world, where.roleArn, 'DetachRolePolicy', {
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  });

  t.comment('AWS adds an action that only lists: information');
  const harmless = newOf('list');
  const { versionId } = world.aws.moveAwsPolicy(
    arn,
    textWith(each => [...each, harmless]),
  );
  const moved = await found(world, where);
  t.same(brief(moved), ['healthy', 'information aws_policy_changed']);
  const facts = { policy: arn, from: announced.versionId, to: versionId, count: '1', worst: harmless };
  t.match(moved.findings[0]?.facts, facts);

  t.comment('AWS adds an action that reads data, and removes one');
  const grave = newOf('data-read');
  world.aws.moveAwsPolicy(
    arn,
    textWith(each => [...each.slice(1), grave]),
  );
  const worse = await found(world, where);
  t.same(brief(worse), ['drifted', 'high aws_policy_changed']);
  t.match(worse.findings[0], { facts: { worst: grave }, witness: { action: grave, spec: 'refused', live: 'allowed' } });
  t.not(worse.findings[0]?.facts.less, '0', 'and names how many actions are gone');
  const { read } = await managePage(world, where);
  for (const [language, words, use] of [
    ['en', 'AWS changed its managed policy', 'and credentials can use them'],
    ['ja', 'AWS が管理ポリシー', '認証情報でそれを使えます'],
  ] as const) {
    const html = await read(language);
    t.match(html, words);
    t.match(/<p class="callout bad" id="widened">(.*?)<\/p>/s.exec(html)?.[1], use, 'no limit keeps sessions from it');
  }

  t.comment('the announced text again, then the customer detaches the policy');
  world.aws.moveAwsPolicy(arn, announced.document);
  t.same(brief(await found(world, where)), ['healthy'], 'the text counts, not the version');
  await changeRole(world, where.roleArn, 'DetachRolePolicy', { PolicyArn: arn });
  t.same(brief(await found(world, where)), ['drifted', 'medium permissions_removed']);
  t.equal(await canListRoles(world, await requestNewSession(world, where)), 'AccessDenied', 'the role grants nothing');
});

/** A vendor's own version of the shipped set, which names another policy and has a statement. */
function laterVersion(t: Test): string {
  const view = 'arn:${partition}:iam::aws:policy/job-function/ViewOnlyAccess';
  const set = {
    id: 'security-audit',
    version: '2.0.0',
    access: 'read',
    title: sentence,
    summary: sentence,
    managedPolicies: [{ arn: view, why: sentence, without: sentence, excessReason: sentence }],
    statements: [
      {
        sid: 'Buckets',
        actions: ['s3:GetBucketPolicy'],
        resources: ['*'],
        wildcardReason: sentence,
        why: sentence,
        without: sentence,
      },
    ],
  };
  return testFolder(t, { 'later.json': JSON.stringify(set) });
}

t.test('an upgrade to another managed policy: the difference, the update, and the old policy left behind', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: laterVersion(t) } });
  const first = world.ports.permissionSets.get('security-audit', '1.0.0')!;
  const where = await provenConnection(world, { permissionSetId: 'security-audit', permissionSetVersion: '1.0.0' });
  t.ok(first.managedPolicies);
  await startUpgrade(world.ports, support, where, { reason: 'The new report' });
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/upgrade`;
  const offer = await world.app.inject({ url, headers: { authorization: `Bearer ${world.keys.support}` } });
  t.match(offer.json(), {
    undecided: false,
    less: { actions: Number },
    managedPolicies: [
      { arn: /ViewOnlyAccess$/, kind: 'added', why: sentence },
      { arn, kind: 'removed', fromVersion: announced.versionId },
    ],
  });
  const delivery = await readDelivery(world.ports, backend, where);
  t.match(delivery.policies.managed, [/ViewOnlyAccess$/]);
  await updateStack(world, where);
  t.match(world.aws.role(where.roleArn)?.attachedPolicies, [/ViewOnlyAccess$/]);

  t.comment('a role with both has not arrived');
  await changeRole(world, where.roleArn, 'AttachRolePolicy', { PolicyArn: arn });
  t.equal((await found(world, where)).health, 'drifted');
  t.equal((await connectionOf(world, where)).value.permissionSet.version, '1.0.0');
  await changeRole(world, where.roleArn, 'DetachRolePolicy', { PolicyArn: arn });
  t.same(brief(await found(world, where)), ['healthy']);
  t.equal((await connectionOf(world, where)).value.permissionSet.version, '2.0.0');
});

t.test('pages, guide and deliveries name the policy with its reasons, its size and the data that it reads', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world, { permissionSetId: 'security-audit' });
  const { read } = await managePage(world, where);
  for (const [language, words] of [
    ['en', /Allows 2,?\d{3} actions in \d+ services \(version v\d+ of 20/],
    ['ja', /のサービスで 2,?\d{3} のアクションを許可します/],
  ] as const) {
    const html = await read(language);
    t.match(html, words);
    for (const shown of ['SecurityAudit', 'lambda:ListFunctions', 'iot:ListSubscriptions']) t.match(html, shown);
    const set = world.ports.permissionSets.get('security-audit')!;
    const { why, without, excessReason } = set.managedPolicies![0]!;
    for (const each of [why, without, excessReason!])
      t.match(html.replaceAll('&#x27;', "'"), each[language], each[language]);
    const reads = html.slice(html.lastIndexOf('<dt>', html.indexOf('lambda:ListFunctions'))).split('</dd>')[0]!;
    t.notMatch(reads, 'rds:DownloadDBLogFilePortion', 'what the set denies is not shown as granted');
  }
  const guide = await read('en', '/guide.md');
  t.match(guide, /\*\*AWS can change them at any time\*\*/);
  t.match(guide, `version \`${announced.versionId}\``);
  t.match(guide, 'iam:AttachRolePolicy');
  t.match(guide, 'and attach the managed policy');
});
