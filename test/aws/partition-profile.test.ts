// The credentials of the service in a partition other than the first come from a profile of the AWS config file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { makeServiceCredentials } from '../../api/aws/service-credentials.js';
import { testClock } from '../helpers/clock.js';
import { environment, reachOf } from './aws-wire.js';

t.test("another partition's profile is its only source: a machine's role is never used instead", async t => {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-profile-'));
  const machine = createServer((_request, reply) =>
    reply.end(
      JSON.stringify({ AccessKeyId: 'ASIAMACHINE', SecretAccessKey: 's', Token: 't', Expiration: '2099-01-01' }),
    ),
  );
  await new Promise<void>(resolve => machine.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    machine.close();
    rmSync(folder, { recursive: true });
  });
  const clock = testClock();
  const print = (text: string) => writeFileSync(join(folder, 'answer.json'), text);
  const printed = (accessKeyId: string) => {
    const Expiration = new Date(clock.now().getTime() + 3_600_000).toISOString();
    print(
      JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: 's', SessionToken: 't', Expiration }),
    );
  };
  writeFileSync(join(folder, 'config'), `[profile gov]\ncredential_process = cat ${join(folder, 'answer.json')}\n`);
  t.teardown(
    environment({
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${(machine.address() as AddressInfo).port}/`,
    }),
  );
  const of = (profile: string) => {
    const needs = { agents: reachOf(t).agents, clock };
    return makeServiceCredentials({ mode: 'aws', otherCredentials: {} }, { partition: 'aws-us-gov', profile }, needs);
  };
  await t.rejects(of('typo')(), /typo/);
  const gov = of('gov');
  print('no JSON');
  await t.rejects(gov());
  printed('ASIAONE');
  t.match(await gov(), { accessKeyId: 'ASIAONE', sessionToken: 't' }, 'the fault is not remembered');
  printed('ASIATWO');
  t.match(await gov(), { accessKeyId: 'ASIAONE' });
  clock.advance(3_400_000);
  t.match(await gov(), { accessKeyId: 'ASIATWO' }, 'renewed before the end');
});
