// The commands that a revoke prints, run in order against the local AWS as the customer would run them: a cut session
// stays cut throughout, and a role with policies added by hand is deleted.
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import t from 'tap';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { revokeConnection } from '../../api/operations/ending/end-access.js';
import { endCommandsOf } from '../../api/operations/ending/end-commands.js';
import { ownersTerminal } from '../helpers/aws-command.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  newConnection,
  newTenant,
  requestSession,
  verifiedConnection,
} from '../helpers/customer.js';
import { callAsAdmin } from '../helpers/customer-admin.js';
import { customerAccount, newWorld } from '../helpers/world.js';

t.test('the printed commands delete a role with policies added by hand, and cut sessions stay cut', async t => {
  const world = await newWorld(t);
  const run = ownersTerminal(t, world, customerAccount);
  const where = await verifiedConnection(world, { permissionSetId: 'inventory-read' });
  const [, roleName = ''] = where.roleArn.split(':role/');
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] };
  world.aws.putRolePolicy(where.roleArn, 'by-hand', document);
  const managed = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const attach = `aws iam attach-role-policy --role-name ${roleName} --policy-arn ${managed}`;
  t.equal((await run(`${attach} --region us-east-1 --endpoint-url ${world.aws.url}`)).status, 0);
  await checked(world, where);
  const { accessKeyId, secretAccessKey, sessionToken } = await requestSession(world, where);
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const client = new CloudFormationClient({
    endpoint: world.aws.url,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
  t.teardown(() => client.destroy());
  const works = () =>
    client.send(new ListStacksCommand({})).then(
      () => true,
      (error: Error) => error.name,
    );
  t.equal(await works(), true);

  world.clock.advance(2000);
  const answer = await world.app.inject({
    method: 'POST',
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/revoke`,
    headers: { authorization: `Bearer ${world.keys.support}` },
    payload: { reason: 'Contract ended' },
  });
  const { cutSessions, keepClosed, removePolicies, dropRevocation, deleteStack } = answer.json().commands;
  t.match(removePolicies, [/delete-role-policy[\s\S]*by-hand/, /detach-role-policy[\s\S]*ReadOnlyAccess/]);
  t.equal(removePolicies.length, 2);
  for (const command of [cutSessions, keepClosed, ...removePolicies, dropRevocation]) {
    t.match(await run(command), { status: 0 }, command);
    t.equal(await works(), 'AccessDenied', command);
  }
  t.match(await run(deleteStack), { status: 0 });
  t.equal(world.aws.role(where.roleArn), undefined, 'the role is deleted with its stack');
});

t.test(
  'a stack that the customer renamed, in another region, is updated and deleted by the printed commands',
  async t => {
    const world = await newWorld(t);
    const run = ownersTerminal(t, world, customerAccount);
    const where = await newConnection(world, await newTenant(world));
    const created = await readDelivery(world.ports, backend, where);
    const stack = { stackName: 'access-of-acme', region: 'eu-west-1' };
    await world.aws.createStack(customerAccount, {
      ...stack,
      templateURL: created.templateUrl,
      capabilities: ['CAPABILITY_NAMED_IAM'],
    });
    // A stack of the name that the launch link proposes, which has nothing to do with us.
    const everyone = {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    const theirs = {
      Resources: { Theirs: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: everyone } } },
    };
    const decoy = { stackName: created.stackName, capabilities: ['CAPABILITY_IAM'] };
    await world.aws.createStack(customerAccount, { ...decoy, templateBody: JSON.stringify(theirs) });
    t.match(
      await run(created.updateCommand),
      { status: 1, out: /NOT DONE.*us-east-1/ },
      'not checked yet: wrong region',
    );
    await checked(world, where);
    t.match((await connectionOf(world, where)).value, { health: 'healthy', findings: [] });

    await startRotation(world.ports, support, where, { reason: 'Asked for' });
    const delivery = await readDelivery(world.ports, backend, where);
    t.match(delivery, stack, 'the role names its stack');
    t.match(await run(delivery.updateCommand), { status: 0, out: /StackId/ });
    await checked(world, where);
    t.match((await connectionOf(world, where)).value, { health: 'healthy', externalId: { generation: 2 } });

    const { connection } = await revokeConnection(world.ports, support, where, 'Over', { mayCheckClosed: false });
    const { cutSessions, keepClosed, dropRevocation, deleteStack } = endCommandsOf(
      world.ports.vendor,
      connection.value,
    );
    for (const command of [cutSessions, keepClosed, dropRevocation, deleteStack])
      t.match(await run(command), { status: 0 }, command);
    t.equal(world.aws.role(connection.value.roleSpec.arn), undefined, 'the role is gone');
    const left = { account: customerAccount, service: 'cloudformation', action: 'DescribeStacks' };
    const { Stacks } = await callAsAdmin(world, { ...left, input: { StackName: created.stackName } });
    t.match(Stacks, [{ StackStatus: 'CREATE_COMPLETE' }], 'theirs is left alone');
    for (const command of [cutSessions, keepClosed, dropRevocation, deleteStack])
      t.not((await run(command)).status, 0, `nothing was there: ${command}`);
  },
);

t.test('the command that deletes a stack fails if CloudFormation cannot delete the role', async t => {
  const world = await newWorld(t);
  const run = ownersTerminal(t, world, customerAccount);
  const where = await verifiedConnection(world);
  const Statement = [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }];
  world.aws.putRolePolicy(where.roleArn, 'by-hand', { Version: '2012-10-17', Statement });
  const { deleteCommand } = await readDelivery(world.ports, backend, where);
  t.match(await run(deleteCommand), { status: 1, out: /DELETE_FAILED[\s\S]*NOT DONE/ });
  t.ok(world.aws.role(where.roleArn), 'the role is still there');
});

t.test('a role that was created without a stack is not reported as deleted', async t => {
  const world = await newWorld(t);
  const run = ownersTerminal(t, world, customerAccount);
  const where = await newConnection(world, await newTenant(world));
  const { spec } = await readDelivery(world.ports, backend, where);
  world.aws.addRole(customerAccount, { roleName: spec.roleName, path: spec.path, trustPolicy: spec.trustPolicy });
  await checked(world, where);
  const { connection } = await revokeConnection(world.ports, support, where, 'Over', { mayCheckClosed: false });
  const { deleteStack } = endCommandsOf(world.ports.vendor, connection.value);
  t.match(await run(deleteStack), { status: 1, out: /does not exist[\s\S]*NOT DONE.*created without a stack/ });
  t.ok(world.aws.role(spec.arn));
});
