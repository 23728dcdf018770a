// The commands that a revoke prints, run in order against the local AWS as the customer would run them: a cut session
// stays cut throughout, and a role with policies added by hand is deleted.
import { spawnSync } from 'node:child_process';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import t from 'tap';
import { checked, requestSession, verifiedConnection } from '../helpers/customer.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

/** The words that a shell gets from a printed command, with the world's time for `date`. */
function wordsOf(world: World, command: string): string[] {
  const now = world.clock.now().toISOString().replace(/\.\d+/, '');
  const script = `date() { printf %s '${now}'; }\naws() { printf '%s\\0' "$@"; }\n${command}`;
  return spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\0').slice(0, -1);
}

const pascal = (word: string) => word.replace(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase());

/** Does what the AWS command line would do with it, as the account's owner. */
async function run(world: World, command: string): Promise<{ status: number; text: string }> {
  const [service, verb, ...rest] = wordsOf(world, command) as [string, string, ...string[]];
  const options = Object.fromEntries(
    rest.flatMap((word, at) => (at % 2 === 0 ? [[word.slice(2), rest[at + 1]!]] : [])),
  );
  const { region, 'endpoint-url': endpoint, ...input } = options;
  const response = await fetch(`${endpoint}/_console/api/call`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.aws.url },
    body: JSON.stringify({
      account: customerAccount,
      region,
      service,
      action: pascal(verb),
      input: Object.fromEntries(Object.entries(input).map(([name, value]) => [pascal(name), value])),
    }),
  });
  return { status: response.status, text: await response.text() };
}

t.test('the printed commands delete a role with policies added by hand, and cut sessions stay cut', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world, { permissionSetId: 'inventory-read' });
  const [, roleName = ''] = where.roleArn.split(':role/');
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] };
  world.aws.putRolePolicy(where.roleArn, 'by-hand', document);
  const managed = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const attach = `aws iam attach-role-policy --role-name ${roleName} --policy-arn ${managed}`;
  t.equal((await run(world, `${attach} --region us-east-1 --endpoint-url ${world.aws.url}`)).status, 200);
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
    t.match(await run(world, command), { status: 200 }, command);
    t.equal(await works(), 'AccessDenied', command);
  }
  t.match(await run(world, deleteStack), { status: 200 });
  t.equal(world.aws.role(where.roleArn), undefined, 'the role is deleted with its stack');
});
