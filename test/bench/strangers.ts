// What requests of strangers cost: CPU of the server for each public route, as a share of one request to the naive
// route of bench/issue. Minimum of rounds. `npm run bench:strangers`.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startKit } from '../helpers/several-processes.js';
import type { Kind } from './issue-server.js';

const rounds = Number(process.env.DRAWBRIDGE_BENCH_ROUNDS ?? 5);
const requestsPerRound = Number(process.env.DRAWBRIDGE_BENCH_REQUESTS ?? 1000);
const atOnce = 50;

interface Call {
  name: string;
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  status: number;
}

const { variables, close } = await startKit({ variables: { DRAWBRIDGE_RATE_LIMIT: '100000000' } });
const pins = spawnSync('taskset', ['-p', `${process.pid}`]).status === 0 && cpus().length > 1;
if (pins) spawnSync('taskset', ['-a', '-c', '-p', '1', `${process.pid}`]);
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

async function start(kind: Kind): Promise<{ child: ChildProcess; port: number }> {
  const script = fileURLToPath(new URL('./issue-server.js', import.meta.url));
  const args = ['--expose-gc', script, kind, JSON.stringify(variables), '{}'];
  const [command, all] = pins ? ['taskset', ['-c', '0', process.execPath, ...args]] : [process.execPath, args];
  const child = spawn(command, all, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, port };
}

/** Returns the ETag of the answer. */
function ask(port: number, { method = 'GET', path, headers = {}, status }: Call) {
  return new Promise<string>((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, method, path, headers }, response => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === status) resolve(String(response.headers.etag ?? ''));
        else reject(new Error(`${method} ${path}: ${response.statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function used(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: number }];
  return cpu;
}

async function load(port: number, call: Call): Promise<void> {
  let left = requestsPerRound;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      await ask(port, call);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
}

const naive = await start('naive');
const drawbridge = await start('drawbridge');
const here = '/v1/tenants/x/connections/x/sessions';
const openapi: Call = { name: 'GET /openapi.json', path: '/openapi.json', status: 200 };
// The very first answer makes the document and compresses it.
const beforeFirst = await used(drawbridge.child);
const etag = await ask(drawbridge.port, openapi);
const first = (await used(drawbridge.child)) - beforeFirst;
const badToken = `Bearer db_${'a'.repeat(16)}_${'b'.repeat(43)}`;
const naiveCall: Call = { name: 'the naive route', method: 'POST', path: here, status: 201 };
const calls: Call[] = [
  { name: 'POST …/sessions, no key', method: 'POST', path: here, status: 401 },
  { name: 'POST …/sessions, bad key', method: 'POST', path: here, headers: { authorization: badToken }, status: 401 },
  { name: 'GET /c/x', path: '/c/x', status: 401 },
  openapi,
  { ...openapi, name: 'GET /openapi.json, If-None-Match', headers: { 'if-none-match': etag }, status: 304 },
  { name: 'GET /docs', path: '/docs', status: 200 },
  { name: 'GET /healthz', path: '/healthz', status: 200 },
];
const sides = [{ ...naive, call: naiveCall }, ...calls.map(call => ({ ...drawbridge, call }))];
const figures = new Map<Call, number[]>(sides.map(({ call }) => [call, []]));
for (const { port, call } of sides) await load(port, call);
for (let round = 0; round < rounds; round += 1) {
  for (const { child, port, call } of sides) {
    const before = await used(child);
    await load(port, call);
    figures.get(call)!.push(((await used(child)) - before) / requestsPerRound);
  }
}
const least = (call: Call) => Math.min(...figures.get(call)!);
console.log(`Node ${process.version}, ${atOnce} clients, ${rounds} rounds of ${requestsPerRound} requests`);
const line = (name: string, cpu: number) =>
  console.log(
    `${name.padEnd(34)} ${cpu.toFixed(0).padStart(6)} µs, of the naive route: ${(cpu / least(naiveCall)).toFixed(2)}`,
  );
line(naiveCall.name, least(naiveCall));
line('GET /openapi.json, the very first', first);
for (const call of calls) line(call.name, least(call));
for (const { child } of [naive, drawbridge]) child.kill();
agent.destroy();
await close();
