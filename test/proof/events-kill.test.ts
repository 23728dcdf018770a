// Workers and receivers are killed at any moment: every change of every connection arrives in order, once after
// deduplication. Real processes on one database; kills come at counted calls, so nothing sleeps.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { compose } from '../../api/compose.js';
import { createTenant } from '../../api/operations/access/tenants.js';
import { changeConnection, launchAgain } from '../../api/operations/connection/change-connection.js';
import { createConnection } from '../../api/operations/connection/create-connection.js';
import { createWebhook } from '../../api/operations/event/webhooks.js';
import { backend, founder } from '../helpers/callers.js';
import { childScript } from '../helpers/child-script.js';
import type { Where } from '../helpers/customer.js';
import { startDirectDynamoDB } from '../helpers/direct-calls.js';
import { drawing } from '../helpers/seeded.js';
import { customerAccount } from '../helpers/world.js';
import { eventKitConfig } from './event-kit.js';

t.setTimeout(600_000);

/** How often each process is killed; more in the long form. */
const rounds = Number(process.env.DRAWBRIDGE_KILL_ROUNDS ?? 1);
const random = drawing(t);
/** The receiver loads nothing of the kit. */
const receiver = fileURLToPath(new URL('./receiver-child.js', import.meta.url));
const commands = { receiver: [receiver], worker: [childScript, 'proof/worker-child'] };

interface Line {
  id: string;
  connectionId: string;
  revision: number;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

t.test('workers and the receiver are killed at any moment, and each change arrives once and in order', async t => {
  const dynamodb = await startDirectDynamoDB();
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const { ports, store, close } = compose(eventKitConfig(dynamodb.endpoint), log);
  await store.createTable();
  await ports.tableIntegrity.open();
  const port = await freePort();
  const running = new Set<ChildProcess>();
  let isOver = false;
  let kills = 0;
  t.teardown(async () => {
    isOver = true;
    for (const each of running) each.kill('SIGKILL');
    await close();
    await dynamodb.close();
  });

  const received: Line[] = [];
  let heard = () => {};
  const nextLine = () =>
    new Promise<void>(resolve => {
      heard = resolve;
    });
  /** Restarts the process after each kill; after the last kill it stays. */
  const keepGoing = async (name: keyof typeof commands, args: string[], soonest: number) => {
    for (let round = 1; round <= rounds + 1; round += 1) {
      const nth = round <= rounds ? soonest + Math.floor(random() * soonest) : 0;
      const process_ = spawn(process.execPath, [...commands[name], ...args, String(nth)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      running.add(process_);
      const ended = new Promise<string | null>(resolve => process_.once('close', (_, signal) => resolve(signal)));
      createInterface({ input: process_.stdout }).on('line', line => {
        received.push(JSON.parse(line));
        heard();
      });
      if (round > rounds) return;
      if ((await ended) !== 'SIGKILL' || isOver) throw new Error(`A ${name} ended without a kill`);
      running.delete(process_);
      kills += 1;
    }
  };

  await createWebhook(ports, founder, { url: `http://127.0.0.1:${port}/`, tenants: 'all' });
  const { id: tenantId } = await createTenant(ports, backend, { name: 'Tenant' });
  const wanted = { accountId: customerAccount, partition: 'aws', permissionSetId: 'cost-read' } as const;
  const places: Where[] = [];
  for (let n = 0; n < 4; n += 1) {
    const made = await createConnection(ports, backend, tenantId, { ...wanted, options: {}, maxSessionSeconds: 3600 });
    places.push({ tenantId, connectionId: made.value.id });
  }
  const epoch = String(Date.now());
  let allKilled = false;
  const killing = Promise.all([
    keepGoing('receiver', [String(port)], 8),
    keepGoing('worker', [dynamodb.endpoint, epoch], 20),
    keepGoing('worker', [dynamodb.endpoint, epoch], 20),
  ]).finally(() => {
    allKilled = true;
  });
  let changes = places.length;
  const change = async (where: Where, n: number) => {
    const maxSessionSeconds = 900 + (n % 1000);
    if (n % 2) await launchAgain(ports, backend, where);
    else await changeConnection(ports, backend, where, { maxSessionSeconds });
    changes += 1;
  };
  // While a process remains to be killed, there are events to send.
  for (let n = 0; !allKilled; n += 1) {
    await change(places[n % places.length]!, n);
    if (changes - received.length > 100) await nextLine();
  }
  await killing;
  for (const where of places) await change(where, 1);

  const first = (connectionId: string) => {
    const mine = received.filter(each => each.connectionId === connectionId);
    return [...new Map(mine.map(each => [each.id, each.revision])).values()];
  };
  const isWhole = () => places.reduce((sum, each) => sum + first(each.connectionId).length, 0) === changes;
  while (!isWhole()) await nextLine();
  for (const { connectionId } of places) {
    const { revision } = (await ports.connections.get(connectionId))!;
    t.strictSame(
      first(connectionId),
      Array.from({ length: revision }, (_, n) => n + 1),
    );
  }
  const repeated = received.length - changes;
  t.equal(kills, 3 * rounds);
  t.ok(changes > 25 * rounds);
  t.comment(`${changes} changes, ${kills} kills, ${repeated} repetitions`);
});
