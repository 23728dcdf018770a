// How many STS calls the processes of one backend cost for all tenants: through the SDK and the service, or with the
// AWS SDK's `fromTemporaryCredentials`. The local AWS counts. `npm run bench:sts`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { connectionOf, newTenant, provenConnection } from '../helpers/customer.js';
import { customerSessions } from '../helpers/ledger.js';
import { startKit } from '../helpers/several-processes.js';
import type { Place, Side } from './sts-calls-child.js';

const processes = Number(process.env.DRAWBRIDGE_BENCH_PROCESSES ?? 50);
const tenants = Number(process.env.DRAWBRIDGE_BENCH_TENANTS ?? 1000);
/** All at once would need more memory than a small machine has; they run in turn within one lifetime. */
const atOnce = 5;

const { kit, aws, variables, world, backendKey, close } = await startKit({
  variables: { DRAWBRIDGE_RATE_LIMIT: '100000000' },
});
const key = await backendKey();
const places: Place[] = [];
for (let n = 0; n < tenants; n += 1) {
  const accountId = `${300_000_000_000 + n}`;
  aws.addAccount(accountId);
  const { roleArn, ...where } = await provenConnection(world, { accountId }, await newTenant(world));
  const { value } = await connectionOf(world, where);
  places.push({ ...where, roleArn, externalId: value.externalId.current });
}

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

function start(script: string, args: string[]): ChildProcess {
  return spawn(process.execPath, [fileOf(script), ...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

const server = start('./issue-server.js', ['drawbridge', JSON.stringify(variables)]);
const [{ port }] = (await once(server, 'message')) as [{ port: number }];

/** The vendor's role, which customers' roles trust: a backend without the kit has its credentials. */
async function vendorCredentials() {
  const session = await kit.ports.callers.in('aws').get('issue');
  if (!session.ok) throw new Error('the vendor has no session');
  return session.credentials;
}

async function backendProcess(side: Side): Promise<number> {
  const child = start('./sts-calls-child.js', [side]);
  child.send({
    places,
    service: { baseUrl: `http://127.0.0.1:${port}`, key: key },
    aws: { endpoint: aws.url, region: kit.ports.vendor.partitions[0].region, credentials: await vendorCredentials() },
  });
  const [{ got }] = (await once(child, 'message')) as [{ got: number }];
  await once(child, 'exit');
  return got;
}

const seen = new Set<string>();

/** How many new sessions of customers' roles exist: the local AWS keeps the newest 20,000. */
function newSessions(): number {
  const before = seen.size;
  for (const { accessKeyId } of customerSessions({ ports: kit.ports, aws })) seen.add(accessKeyId);
  return seen.size - before;
}

/** The STS calls that all processes together made for customers' roles. */
async function callsOf(side: Side): Promise<number> {
  newSessions();
  let calls = 0;
  let left = processes;
  let got = 0;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const one = await backendProcess(side);
      got += one;
      calls += newSessions();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, processes) }, lane));
  if (got !== processes * tenants) throw new Error(`${got} of ${processes * tenants} requests returned credentials`);
  return calls;
}

process.on('exit', () => server.kill());
console.log(`${processes} processes of one backend, ${tenants} tenants, ${processes * tenants} requests a side`);
const shared = await callsOf('drawbridge');
console.log(`Drawbridge               ${shared} STS calls`);
const alone = await callsOf('fromTemporaryCredentials');
console.log(`fromTemporaryCredentials ${alone} STS calls`);
console.log(`1/${(alone / shared).toFixed(1)} (wanted 1/20 at most)`);
server.kill();
await close();
