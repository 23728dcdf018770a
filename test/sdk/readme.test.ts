// The second sample of README.md, as a reader pastes it: it goes on past a connection that issues no credentials.
import { readFileSync } from 'node:fs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import t from 'tap';
import { drawbridge } from '../../sdk/client/src/index.js';
import { checked, newTenant, provenConnection } from '../helpers/customer.js';
import { newWorld } from '../helpers/world.js';

const AsyncFunction = (async () => {}).constructor as new (
  ...parts: string[]
) => (...given: unknown[]) => Promise<void>;

t.test('the sample prints one line for each verified connection, whether or not it issues credentials', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const [good, unsafe, refusing] = [
    await provenConnection(world, {}, tenantId),
    await provenConnection(world, {}, tenantId),
    await provenConnection(world, {}, tenantId),
  ];
  world.aws.setTrustPolicy(unsafe.roleArn, {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
  });
  await checked(world, unsafe);
  world.aws.setTrustPolicy(refusing.roleArn, {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
  });
  const samples = [...readFileSync('README.md', 'utf8').matchAll(/^```js\n(.*?)^```$/gms)].map(([, text]) => text!);
  const url = await world.app.listen({ port: 0, host: '127.0.0.1' });
  const sample = samples[0]!
    .replace(/^import .*$/gm, '')
    .replace('http://127.0.0.1:4700', url)
    .replace('http://127.0.0.1:4701', world.aws.url);
  const lines: unknown[][] = [];
  const run = new AsyncFunction('GetCallerIdentityCommand', 'STSClient', 'drawbridge', 'process', 'console', sample);
  const given = { env: { DRAWBRIDGE_KEY: world.keys.backend } };
  await run(GetCallerIdentityCommand, STSClient, drawbridge, given, { log: (...line: unknown[]) => lines.push(line) });
  const lineOf = ({ connectionId }: { connectionId: string }) => lines.filter(([id]) => id === connectionId);
  t.equal(lines.length, 3);
  t.match(lineOf(good), [[good.connectionId, /assumed-role\/drawbridge-/]]);
  t.same(lineOf(unsafe), [[unsafe.connectionId, 'not_issuing', 'hold_health', 'unsafe']]);
  t.match(lineOf(refusing), [[refusing.connectionId, 'role_refused_us']]);
});
