// CloudFormation's drift detection as a second witness of checks, for roles with that option: what it agrees with, what
// it does not see, and what happens when it has no result. The local AWS plays it.
import t, { type Test } from 'tap';
import { type StackReads, stackDriftFindings, stackReportOf } from '../../api/core/drift/stack-drift.js';
import { roleSpecOf } from '../../api/core/role/build.js';
import { stackPolicyArn } from '../../api/core/role/stack-policies.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { startUpgrade } from '../../api/operations/delivery/upgrade.js';
import { ownersTerminal } from '../helpers/aws-command.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  newConnection,
  newTenant,
  updateStack,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { callAsAdmin, changeRole } from '../helpers/customer-admin.js';
import { managePage } from '../helpers/manage-page.js';
import { sampleSpecInput } from '../helpers/samples.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const options = { stackDrift: true };

async function reportAfter(world: World, where: Where) {
  // Further than a running detection, and than the minimum between checks.
  world.clock.advance(130_000);
  await checked(world, where);
  const { stackReport, findings, health } = (await connectionOf(world, where)).value;
  return { stackReport, codes: findings.map(each => each.code), health };
}

async function stage(t: Test) {
  const world = await newWorld(t);
  return { world, where: await verifiedConnection(world, { options, permissionSetId: 'inventory-read' }) };
}

const read = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] };

t.test('drift of the stack is a second witness beside the comparison, and can be repaired', async t => {
  const { world, where } = await stage(t);
  const { value } = await connectionOf(world, where);
  const arn = `arn:aws:cloudformation:us-east-1:${customerAccount}:stack/`;
  t.match(value, { health: 'healthy', findings: [] });
  t.match(value.stackReport, {
    status: 'CREATE_COMPLETE',
    templateVersion: /^1\.\d+\.0$/,
    drift: 'in_sync',
    foundBy: 'neither',
  });
  t.ok(value.stackReport!.arn!.startsWith(arn));

  t.comment('the session that asks may read this stack only, and nothing that the permission set grants');
  const assumed = world.aws.events(customerAccount).filter(each => each.eventName === 'AssumeRole');
  const policies = assumed.map(each => JSON.stringify(each.requestParameters));
  const ofStack = policies.filter(each => each.includes('DrawbridgeInspectionOfStack'));
  t.ok(ofStack.length > 0);
  for (const each of ofStack) t.notMatch(each, /s3:|"cloudformation:\*"|stack\/\*/);

  await reportAfter(world, where);
  const later = world.aws.events(customerAccount).filter(each => each.eventName === 'AssumeRole');
  const named = later.map(each => JSON.stringify(each.requestParameters)).filter(each => each.includes('OfStack'));
  t.ok(
    named.some(each => each.includes(value.stackReport!.arn!)),
    'this very stack, once its name is known',
  );

  t.comment('both see a policy that was added to the role');
  world.aws.putRolePolicy(where.roleArn, 'by-hand', read);
  const both = await reportAfter(world, where);
  t.match(both, {
    health: 'drifted',
    stackReport: { drift: 'drifted', foundBy: 'both', differences: ['ADD /Policies/3'] },
  });
  t.ok(both.codes.includes('stack_drifted') && both.codes.includes('policy_added'), both.codes.join(' '));
  const page = await managePage(world, where);
  t.match(await page.read(), /CloudFormation found drift[\s\S]*differences too[\s\S]*REVERT_DRIFT/);
  t.match(await page.read('ja'), 'CloudFormation がドリフトを検出しました');
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
  const answer = await world.app.inject({ url, headers: { authorization: `Bearer ${world.keys.backend}` } });
  const { stack } = answer.json();
  t.match(stack, { from: 'role', drift: { drift: 'drifted', foundBy: 'both' }, repair: { review: /REVERT_DRIFT/ } });

  t.comment('the printed commands restore the template');
  const run = ownersTerminal(t, world, customerAccount);
  t.match(await run(`${stack.repair.review}\n${stack.repair.apply}`), { status: 0, out: /DeploymentMode/ });
  t.notOk(world.aws.role(where.roleArn)!.policies['by-hand']);
  t.match(await reportAfter(world, where), { health: 'healthy', codes: [], stackReport: { drift: 'in_sync' } });
  t.not((await run(stack.repair.apply)).status, 0, 'nothing is left to apply');

  t.comment('only the comparison sees an attached policy; only CloudFormation another description');
  const managed = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await changeRole(world, where.roleArn, 'AttachRolePolicy', { PolicyArn: managed });
  t.match((await reportAfter(world, where)).stackReport, { drift: 'in_sync', foundBy: 'comparison_only' });
  await changeRole(world, where.roleArn, 'DetachRolePolicy', { PolicyArn: managed });
  await changeRole(world, where.roleArn, 'UpdateRole', { Description: 'ours now', MaxSessionDuration: 3600 });
  t.match(await reportAfter(world, where), {
    health: 'healthy',
    codes: ['stack_drifted'],
    stackReport: { drift: 'drifted', foundBy: 'stack_only', differences: ['NOT_EQUAL /Description'] },
  });
});

t.test('a check stays conclusive whatever CloudFormation does', async t => {
  const { world, where } = await stage(t);
  const unknown = (why: string) => ({
    health: 'healthy',
    codes: ['stack_drift_unknown'],
    stackReport: { drift: 'not_known', why },
  });
  for (const [action, kind, why] of [
    ['DescribeStackDriftDetectionStatus', 'throttle', 'unfinished'],
    ['DescribeStackDriftDetectionStatus', 'access-denied', 'denied'],
    ['DetectStackDrift', 'throttle', 'aws_fault'],
    ['DescribeStacks', 'garbage', 'aws_fault'],
    ['DescribeStackResourceDrifts', 'error500', 'aws_fault'],
  ] as const) {
    const stopFailing = world.aws.fail({ service: 'cloudformation', action, kind });
    t.match(await reportAfter(world, where), unknown(why), `${action} ${kind}`);
    stopFailing();
  }
  t.match((await connectionOf(world, where)).value.stackReport?.foundBy, undefined);
  const { stackName } = await readDelivery(world.ports, backend, where);
  await callAsAdmin(world, {
    account: customerAccount,
    service: 'cloudformation',
    action: 'DetectStackDrift',
    input: { StackName: stackName },
  });
  await checked(world, where);
  t.match((await connectionOf(world, where)).value.stackReport, { why: 'busy' });

  t.comment('a look that fails once is repeated');
  const once = {
    service: 'cloudformation',
    action: 'DescribeStackDriftDetectionStatus',
    call: 1,
    kind: 'throttle',
  } as const;
  world.aws.fail(once);
  t.match(await reportAfter(world, where), { codes: [], stackReport: { drift: 'in_sync' } });

  t.comment('the customer removes the policy by which we ask: a narrowing, and no result');
  world.aws.deleteRolePolicy(where.roleArn, 'DrawbridgeStackDrift');
  t.match((await reportAfter(world, where)).stackReport, { drift: 'not_known', why: 'denied' });

  t.comment('the stack is deleted, but the role was kept');
  await callAsAdmin(world, {
    account: customerAccount,
    service: 'cloudformation',
    action: 'DeleteStack',
    input: { StackName: stackName },
  }).catch(() => undefined);
});

t.test('the option comes and goes by an upgrade, for the stack that the customer has', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const { templateUrl } = await readDelivery(world.ports, backend, where);
  const stack = { stackName: 'access-of-acme', region: 'eu-west-1' };
  const capabilities = ['CAPABILITY_NAMED_IAM'];
  await world.aws.createStack(customerAccount, { ...stack, templateURL: templateUrl, capabilities });
  await checked(world, where);
  t.equal((await connectionOf(world, where)).value.stackReport, undefined, 'not asked without the option');

  const reason = 'A second witness';
  await startUpgrade(world.ports, support, where, { reason, stackDrift: true });
  await updateStack(world, where);
  t.match(await reportAfter(world, where), { health: 'healthy', codes: [] });
  const { value } = await connectionOf(world, where);
  t.match(value, { upgrade: undefined, options: { stackDrift: true } });
  t.match(await reportAfter(world, where), {
    codes: [],
    stackReport: { drift: 'in_sync', arn: /eu-west-1:\d+:stack\/access-of-acme\//, status: 'UPDATE_COMPLETE' },
  });
  await t.rejects(startUpgrade(world.ports, support, where, { reason, stackDrift: true }), {
    code: 'upgrade_not_offered',
  });

  await startUpgrade(world.ports, support, where, { reason, stackDrift: false });
  const page = await managePage(world, where);
  t.match(await page.read(), /after which checks may no longer ask CloudFormation about its stack/);
  t.match(await page.read('ja'), 'CloudFormation に問い合わせられなくなる');
  t.match(await reportAfter(world, where), { health: 'healthy' }, 'not updated yet');
  t.ok((await connectionOf(world, where)).value.upgrade);
  await updateStack(world, where);
  t.match(await reportAfter(world, where), { health: 'healthy', codes: [], stackReport: undefined });
  t.notOk(world.aws.role(value.roleSpec.arn)!.policies.DrawbridgeStackDrift);
  t.match((await connectionOf(world, where)).value, { upgrade: undefined, options: { stackDrift: undefined } });
});

t.test('the option for a stack of another name says so, and reads no other stack', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world), { options });
  const { templateUrl } = await readDelivery(world.ports, backend, where);
  const capabilities = ['CAPABILITY_NAMED_IAM'];
  await world.aws.createStack(customerAccount, { stackName: 'renamed', templateURL: templateUrl, capabilities });
  await checked(world, where);
  const { value } = await connectionOf(world, where);
  t.match(value, { health: 'healthy', stackReport: { drift: 'not_known', why: 'denied' } });
  const page = await managePage(world, where);
  t.match(await page.read(), /<code>renamed<\/code>[\s\S]*The role may not read it/);
});

t.test('a role that CloudFormation calls deleted, and one whose policies it could not look at', async t => {
  const spec = roleSpecOf(sampleSpecInput);
  const { roleName } = spec;
  const arn = `arn:aws:cloudformation:us-east-1:${spec.accountId}:stack/acme/1`;
  const report = (role: string, state: 'complete' | 'failed', policy = role) => {
    const stackPolicies = [{ arn: stackPolicyArn(spec, 0), document: spec.inlinePolicies[0]!.document }];
    const drifts = [
      { physicalId: roleName, status: role, differences: [] },
      { physicalId: stackPolicies[0]!.arn, status: policy, differences: [] },
    ];
    const reads: StackReads = {
      stack: { kind: 'read', value: { arn, status: 'UPDATE_COMPLETE', roles: [roleName] } },
      detection: { kind: 'read', value: { state } },
      drifts: { kind: 'read', value: drifts },
    };
    return stackReportOf(reads, { ...spec, stackPolicies }, []);
  };
  t.match(stackDriftFindings(report('DELETED', 'complete')), [
    { code: 'stack_role_deleted', severity: 'information', facts: { stack: 'acme' } },
  ]);
  t.match(report('IN_SYNC', 'failed', 'UNKNOWN'), { drift: 'in_sync', foundBy: 'neither' });
  t.match(report('UNKNOWN', 'failed'), { drift: 'not_known', why: 'failed' });
  t.match(report('IN_SYNC', 'complete', 'DELETED'), {
    drift: 'drifted',
    differences: [`DELETED ${roleName}-permissions-1`],
  });
});
