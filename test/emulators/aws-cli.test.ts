// Every command that the kit prints for a customer, run by AWS's own command line against the local AWS: stacks,
// session cuts, legacy access. AWS_CLI names the folder of the `aws` to run.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { revokeConnection } from '../../api/operations/ending/end-access.js';
import { endCommandsOf, lookUpCommands, repairOf } from '../../api/operations/ending/end-commands.js';
import { legacyCommandsOf, recordLegacyAccess } from '../../api/operations/ending/legacy-access.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  newConnection,
  newTenant,
  requestSession,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const reason = { reason: 'Asked for' };
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

interface Ran {
  status: number | null;
  out: string;
}

/** A terminal of the customer's admin. */
function terminal(t: Test, world: World): (command: string) => Promise<Ran> {
  const admin = world.aws.addUser(customerAccount, 'admin', { All: everything });
  const cwd = t.testdir();
  const env = {
    PATH: `${process.env.AWS_CLI}:${process.env.PATH}`,
    HOME: cwd,
    AWS_ACCESS_KEY_ID: admin.accessKeyId,
    AWS_SECRET_ACCESS_KEY: admin.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  };
  return command =>
    new Promise((done, fail) => {
      const child = spawn('bash', ['-c', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let out = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (out += chunk));
      child.on('error', fail);
      child.on('close', status => done({ status, out: out.trim() }));
    });
}

async function stage(t: Test): Promise<{ world: World; where: Where; run: (command: string) => Promise<Ran> }> {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  return { world, where, run: terminal(t, world) };
}

t.test('a stack created under another name and region is updated and deleted by the printed commands', async t => {
  const { world, where, run } = await stage(t);
  const { createCommand } = await readDelivery(world.ports, backend, where);
  const renamed = createCommand.replace(/drawbridge-\w{12}-1/, 'access-of-acme').replace('us-east-1', 'eu-west-1');
  t.match(await run(renamed), { status: 0, out: /stack\/access-of-acme\// });
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy' });

  await startRotation(world.ports, support, where, reason);
  const { updateCommand } = await readDelivery(world.ports, backend, where);
  t.match(await run(updateCommand), { status: 0, out: /"StackId"/ });
  await requestSession(world, where);
  const { value } = await connectionOf(world, where);
  t.equal(value.externalId.generation, 2, 'the new ID is in use');

  t.comment('the customer finds a session and its use in its CloudTrail');
  const { sessionName, accessKeyId, secretAccessKey, sessionToken } = await requestSession(world, where);
  const lookUp = lookUpCommands(world.ports.vendor, 'aws', sessionName);
  t.match(await run(lookUp.used), { status: 0, out: /"Events": \[\]/ });
  const asSession =
    `AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey} ` + `AWS_SESSION_TOKEN=${sessionToken}`;
  await run(`${asSession} aws sts get-caller-identity --region us-east-1 --endpoint-url ${world.aws.url}`);
  const found = async (command: string) => JSON.parse((await run(command)).out).Events;
  t.match(await found(lookUp.used), [{ EventName: 'GetCallerIdentity', AccessKeyId: accessKeyId }]);
  t.match(await found(lookUp.made), [{ EventName: 'AssumeRole', EventSource: 'sts.amazonaws.com' }]);

  const { roleName, arn } = value.roleSpec;
  world.aws.putRolePolicy(arn, 'by-hand', everything);
  world.clock.advance(130_000);
  await checked(world, where);
  const { connection } = await revokeConnection(world.ports, support, where, 'Over', { mayCheckClosed: false });
  const { cutSessions, keepClosed, removePolicies, dropRevocation, deleteStack } = endCommandsOf(
    world.ports.vendor,
    connection.value,
  );
  t.equal(removePolicies.length, 1);
  t.match(await run(cutSessions), { status: 0 });
  t.match(world.aws.role(arn)?.policies, { AWSRevokeOlderSessions: { Statement: [{ Effect: 'Deny' }] } });
  for (const command of [keepClosed, ...removePolicies, dropRevocation, deleteStack])
    t.match(await run(command), { status: 0, out: '' }, command);
  t.equal(world.aws.role(arn), undefined, `${roleName} is gone`);
  t.match(await run(deleteStack), { status: 1, out: /NOT DONE.*eu-west-1/ }, 'nothing is left to delete');
});

t.test('drift that CloudFormation finds is reverted by the printed commands', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world, { options: { stackDrift: true } });
  const run = terminal(t, world);
  world.aws.putRolePolicy(where.roleArn, 'by-hand', everything);
  world.clock.advance(130_000);
  await checked(world, where);
  const { review, apply } = repairOf(world.ports.vendor, (await connectionOf(world, where)).value)!;
  t.match(await run(`${review} &&\n${apply}`), { status: 0, out: /"ExecutionStatus": "AVAILABLE"/ });
  t.notOk(world.aws.role(where.roleArn)!.policies['by-hand']);
});

t.test('the stack is created from a downloaded template', async t => {
  const { world, where, run } = await stage(t);
  const { createFromFileCommand, template, stackName } = await readDelivery(world.ports, backend, where);
  const cwd = (await run('pwd')).out;
  writeFileSync(join(cwd, `${stackName}.json`), template);
  t.match(await run(createFromFileCommand), { status: 0, out: /"StackId"/ });
  await checked(world, where);
  t.equal((await connectionOf(world, where)).value.state, 'verified');
});

t.test('the printed commands find and remove legacy access, whatever is attached to it', async t => {
  const { world, where, run } = await stage(t);
  const older = world.aws.addRole(customerAccount, {
    roleName: 'acme-access',
    path: '/partners/',
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: world.ports.vendor.partitions[0].brokerRoleArn },
          Action: 'sts:AssumeRole',
        },
      ],
    },
  });
  for (const name of ['one', 'two']) world.aws.putRolePolicy(older.arn, name, everything);
  const target = `--region us-east-1 --endpoint-url ${world.aws.url}`;
  const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const attach = `aws iam attach-role-policy --role-name acme-access --policy-arn ${readOnly}`;
  t.match(await run(`${attach} ${target}`), { status: 0 });
  const key = world.aws.addUser(customerAccount, 'acme', { All: everything });
  const arn = `arn:aws:iam::${customerAccount}:user/acme`;
  await recordLegacyAccess(world.ports, support, where, { ...reason, arn: older.arn });
  await recordLegacyAccess(world.ports, support, where, { ...reason, arn, accessKeyId: key.accessKeyId });
  const { createCommand } = await readDelivery(world.ports, backend, where);
  await run(createCommand);
  await checked(world, where);
  const { value } = await connectionOf(world, where);
  const [role, user] = value.legacy!.map(each => legacyCommandsOf(world.ports.vendor, value, each));

  t.match(await run(role!.lookFirst), { status: 0 });
  t.match(await run(role!.findStack!), { status: /[1-9]/, out: /Stack for acme-access does not exist/ });
  t.match(await run(role!.remove), { status: 0, out: '' });
  t.equal(world.aws.role(older.arn), undefined);

  const asAcme =
    `AWS_ACCESS_KEY_ID=${key.accessKeyId} AWS_SECRET_ACCESS_KEY=${key.secretAccessKey} ` +
    `aws sts get-caller-identity ${target}`;
  t.match(await run(asAcme), { status: 0, out: /user\/acme/ });
  t.match(await run(user!.lookFirst), { status: 0, out: /"ServiceName": "sts"/ });
  t.match(await run(user!.switchOff!), { status: 0, out: '' });
  t.match(await run(asAcme), { out: /InvalidClientTokenId/ });
  t.match(await run(user!.remove), { status: 0, out: '' });
  t.match(await run(user!.lookFirst), { out: new RegExp(`The Access Key with id ${key.accessKeyId} cannot be found`) });

  t.comment('the role of a stack is found through its stack');
  const { roleName } = value.roleSpec;
  const find = role!.findStack!.replace('acme-access', roleName);
  t.match(await run(find), { status: 0, out: /drawbridge-/ });
});
