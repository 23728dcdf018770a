// What a credential request with a cached session costs: CPU microseconds of the server, against a bare route, the
// obvious implementation, and the service with spans; minimum of rounds. `npm run bench:issue`.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { newTenant, provenConnection, type Where } from '../helpers/customer.js';
import { startKit } from '../helpers/several-processes.js';
import type { Kind } from './issue-server.js';

const rounds = Number(process.env.DRAWBRIDGE_BENCH_ROUNDS ?? 8);
const requestsPerRound = 4000;
const warmingRequests = 6000;
const atOnce = Number(process.env.DRAWBRIDGE_BENCH_CLIENTS ?? 100);
const connections = Number(process.env.DRAWBRIDGE_BENCH_CONNECTIONS ?? 200);
const kinds: readonly Kind[] = ['bare', 'naive', 'drawbridge', 'traced'];

interface Side {
  kind: Kind;
  child: ChildProcess;
  port: number;
  agent: Agent;
}

const { variables, world, backendKey, close } = await startKit({
  variables: { DRAWBRIDGE_RATE_LIMIT: '100000000' },
});
const key = await backendKey();
const places: Where[] = [];
let tenantId = '';
for (let n = 0; n < connections; n += 1) {
  // A tenant may have only so many pending connections; all are in one account.
  tenantId ||= await newTenant(world);
  places.push(await provenConnection(world, {}, tenantId));
}

function ask(side: Side, { tenantId: tenant, connectionId }: Where): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent: side.agent,
        host: '127.0.0.1',
        port: side.port,
        method: 'POST',
        path: `/v1/tenants/${tenant}/connections/${connectionId}/sessions`,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'content-length': 2 },
      },
      response => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', chunk => {
          body += chunk;
        });
        response.on('end', () => (response.statusCode === 201 ? resolve(body) : reject(new Error(body))));
      },
    );
    sent.on('error', reject);
    sent.end('{}');
  });
}

/** Returns how long each request took, in milliseconds. */
async function load(side: Side, requests: number): Promise<number[]> {
  let left = requests;
  const took: number[] = [];
  const client = async () => {
    while (left > 0) {
      left -= 1;
      const begun = performance.now();
      await ask(side, places[Math.floor(Math.random() * places.length)]!);
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  return took;
}

const pins = spawnSync('taskset', ['-p', `${process.pid}`]).status === 0 && cpus().length > 1;
if (pins) spawnSync('taskset', ['-a', '-c', '-p', '1', `${process.pid}`]);

async function start(kind: Kind, answer: string): Promise<Side> {
  const script = fileURLToPath(new URL('./issue-server.js', import.meta.url));
  const args = ['--expose-gc', script, kind, JSON.stringify(variables), answer];
  const [command, all] = pins ? ['taskset', ['-c', '0', process.execPath, ...args]] : [process.execPath, args];
  const child = spawn(command, all, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { kind, child, port, agent: new Agent({ keepAlive: true, maxSockets: atOnce }) };
}

async function used({ child }: Side): Promise<number> {
  child.send('cpu');
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: number }];
  return cpu;
}

const drawbridge = await start('drawbridge', '{}');
const answer = await ask(drawbridge, places[0]!);
const sides = [await start('bare', answer), await start('naive', answer), drawbridge, await start('traced', answer)];
for (const side of sides) await load(side, warmingRequests);
const figures = new Map<Kind, number[]>(kinds.map(kind => [kind, []]));
const waits = new Map<Kind, number[]>(kinds.map(kind => [kind, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const side of sides) {
    const before = await used(side);
    waits.get(side.kind)!.push(...(await load(side, requestsPerRound)));
    figures.get(side.kind)!.push(((await used(side)) - before) / requestsPerRound);
  }
}
const least = (kind: Kind) => Math.min(...figures.get(kind)!);
console.log(
  `Node ${process.version}, ${connections} connections, ${atOnce} clients, ` +
    `${rounds} rounds of ${requestsPerRound} requests`,
);
for (const kind of kinds) {
  const all = figures.get(kind)!;
  const took = waits.get(kind)!.sort((a, b) => a - b);
  const [median, p99] = [0.5, 0.99].map(part => took[Math.floor(took.length * part)]!.toFixed(1));
  console.log(
    `${kind.padEnd(11)} ${least(kind).toFixed(0).padStart(5)} µs a request (to ${Math.max(...all).toFixed(0)}), ` +
      `answered after ${median} ms, p99 ${p99} ms`,
  );
}
console.log(`of the naive route: 1/${(least('naive') / least('drawbridge')).toFixed(2)} (wanted 1/5)`);
console.log(`of the bare route: ${(least('drawbridge') / least('bare')).toFixed(2)} times (wanted 5 at most)`);
console.log(`spans: ${(least('traced') - least('drawbridge')).toFixed(0)} µs a request`);
for (const { child, agent } of sides) {
  child.kill();
  agent.destroy();
}
await close();
