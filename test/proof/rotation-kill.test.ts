// A rotation while processes issue and are killed: no request is refused, the old ID ends rejected, and a webhook gets
// every change once and in order. Kills come at counted calls, so nothing sleeps.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import t from 'tap';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { createWebhook } from '../../api/operations/event/webhooks.js';
import { founder, support } from '../helpers/callers.js';
import { childScript } from '../helpers/child-script.js';
import { connectionOf, updateStack, verifiedConnection } from '../helpers/customer.js';
import { fastClock } from '../helpers/fast-clock.js';
import { ledgerFaults } from '../helpers/ledger.js';
import { startReceiver } from '../helpers/receiver.js';
import { drawing, isLong } from '../helpers/seeded.js';
import { startKit } from '../helpers/several-processes.js';

t.setTimeout(600_000);

const processes = isLong ? 4 : 2;
/** How often each process is killed; more in the long form. */
const kills = Number(process.env.DRAWBRIDGE_KILL_ROUNDS ?? 1);
/** Between two requests of a process, by the fast clock: the short form leaves processor time to other tests. */
const pauseMs = isLong ? 0 : 1500;
const random = drawing(t);

t.test('processes are killed during a rotation: no request is refused, the old ID ends rejected', async t => {
  const epoch = Date.now();
  const clock = fastClock(epoch);
  const { aws, kit, variables, world, close } = await startKit({
    clock,
    propagationSeconds: 20,
    variables: { DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'true' },
  });
  const running = new Set<ChildProcess>();
  let isOver = false;
  t.teardown(async () => {
    isOver = true;
    for (const each of running) each.kill('SIGKILL');
    await close();
  });
  const receiver = await startReceiver(t);
  await createWebhook(kit.ports, founder, { url: receiver.url, tenants: 'all' });
  const where = await verifiedConnection(world);
  const old = (await connectionOf(world, where)).value.externalId.current;

  const answers: string[] = [];
  let heard = () => {};
  const answered = () =>
    new Promise<void>(resolve => {
      heard = resolve;
    });
  let killed = 0;
  const keepGoing = async () => {
    for (let round = 1; ; round += 1) {
      const nth = round <= kills ? 30 + Math.floor(random() * 60) : 0;
      const given = [JSON.stringify(variables), `${epoch}`, JSON.stringify(where), `${nth}`, `${pauseMs}`];
      const child = spawn(process.execPath, [childScript, 'proof/service-child', ...given], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      running.add(child);
      createInterface({ input: child.stdout }).on('line', line => {
        answers.push(line);
        heard();
      });
      const signal = await new Promise<string | null>(resolve => child.once('close', (_, how) => resolve(how)));
      running.delete(child);
      if (isOver) return;
      if (signal !== 'SIGKILL') throw new Error('A service ended without a kill');
      killed += 1;
    }
  };
  const going = Promise.all(Array.from({ length: processes }, keepGoing));
  const until = async (isSo: () => Promise<boolean> | boolean) => {
    while (!(await isSo())) await Promise.race([answered(), going]);
  };

  await until(() => answers.length >= 10);
  await startRotation(kit.ports, support, where, { reason: 'The ID leaked' });
  const moment = answers.length + Math.floor(random() * 60);
  await until(() => answers.length >= moment);
  await updateStack(world, where);
  const isProven = async () => {
    const { current, pending, retiring, retired } = (await connectionOf(world, where)).value.externalId;
    return current !== old && !pending && !retiring && retired.some(each => each.value === old);
  };
  await until(async () => killed >= processes * kills && (await isProven()));
  const { revision } = await connectionOf(world, where);
  await until(() => receiver.ids().length >= revision);
  isOver = true;
  for (const each of running) each.kill('SIGKILL');
  await going;

  t.same([...new Set(answers)], ['issued']);
  t.equal(killed, processes * kills);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy' });
  const { items } = await kit.ports.connections.history(where.connectionId, { limit: 100 });
  const actions = items.map(each => each.row.action).reverse();
  for (const once of ['rotation-started', 'rotation-switched', 'rotation-finished'])
    t.equal(actions.filter(each => each === `connection.${once}`).length, 1, once);
  t.same((await kit.ports.connections.verify(where.connectionId)).faults, []);
  const revisions = receiver.ids().map(id => Number(id.split('_').at(-1)));
  t.same(
    revisions,
    revisions.map((_, at) => at + 1),
    'each change once, in order',
  );
  t.same(await ledgerFaults({ ports: kit.ports, aws }), []);
  t.comment(`${answers.length} requests, ${killed} kills, ${receiver.received.length - revisions.length} repetitions`);
});
