// Access ends at once, from any process: a request received after a stop has returned gets no credentials until the
// next resume begins. It must also find planted faults. `npm run proof` sends a million requests.
import { type ChildProcess, fork } from 'node:child_process';
import t, { type Test } from 'tap';
import { weekdays } from '../../api/core/connection/parts.js';
import { changeConnection } from '../../api/operations/connection/change-connection.js';
import { resumeConnection, revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { backend, support } from '../helpers/callers.js';
import { childScript } from '../helpers/child-script.js';
import { newTenant, provenConnection, type Where } from '../helpers/customer.js';
import { ledgerFaults } from '../helpers/ledger.js';
import { drawing, isLong } from '../helpers/seeded.js';
import { startKit } from '../helpers/several-processes.js';
import type { Plant, Report } from './asking-child.js';

t.setTimeout(isLong ? 0 : 240_000);

/** By the clock that all processes of the machine share. */
const now = () => Number(process.hrtime.bigint() / 1000n) / 1000;
const random = drawing(t);

/** However slow the machine is, it makes this many tries to catch a fault. */
const leastStops = 6;

/** A request received and answered between the two may get no credentials of the connection. */
interface Stop {
  place: number;
  answeredMs: number;
  /** Absent: for good. */
  openedMs?: number;
}

interface Proof {
  requests: number;
  given: number;
  stops: Stop[];
  /** Requests that got credentials although access was stopped from their receipt to their answer. */
  wrong: { got: Report['got'][number]; stop: Stop }[];
}

interface Input {
  processes: number;
  plant: Plant;
  requests: number;
  /** Stops at the first one found. */
  untilFound?: boolean;
}

async function prove(t: Test, { processes, plant, requests, untilFound }: Input): Promise<Proof> {
  const { aws, kit, variables, world, close } = await startKit({
    // A frozen process must not give up an answer that waits for it.
    variables: { DRAWBRIDGE_STS_PER_SECOND: '100000', DRAWBRIDGE_AWS_TIMEOUT_MS: '60000' },
  });
  const tenantId = await newTenant(world);
  const places: Where[] = [];
  for (let n = 0; n < 3; n += 1) places.push(await provenConnection(world, {}, tenantId));

  const reports: Report[] = [];
  let count = 0;
  let heard = () => {};
  const children: ChildProcess[] = Array.from({ length: processes }, () =>
    fork(childScript, ['proof/asking-child', JSON.stringify(variables), JSON.stringify(places), plant], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // A code cache is valid only for the options that it was written with.
      execArgv: [],
    }),
  );
  const ended = children.map(each => new Promise(resolve => each.once('exit', resolve)));
  let isOver = false;
  const failed = Promise.race(ended).then(() => {
    if (!isOver) throw new Error('A process ended without a kill');
  });
  failed.catch(() => {});
  for (const each of children) {
    each.on('message', message => {
      reports.push(message as Report);
      count += (message as Report).requests;
      heard();
    });
  }
  const more = async (wanted: number) => {
    const until = count + wanted;
    while (count < until) await Promise.race([new Promise<void>(resolve => (heard = resolve)), failed]);
  };

  const stops: Stop[] = [];
  const stopped = (place: number): Stop => {
    const stop = { place, answeredMs: now() };
    stops.push(stop);
    return stop;
  };
  const wrongIn = () =>
    reports
      .flatMap(each => each.got)
      .flatMap(got => {
        const stop = stops.find(each => isWithin(got, each));
        return stop ? [{ got, stop }] : [];
      });
  await more(20 * processes);
  const isEnough = () =>
    untilFound ? wrongIn().length > 0 || count >= requests : count >= requests && stops.length >= leastStops;
  while (!isEnough()) {
    const place = Math.floor(random() * 2);
    // A suspended connection is checked before it is resumed, which takes time.
    const [end, open] =
      stops.length % 6 === 3 ? suspension(kit.ports, places[place]!) : closing(kit.ports, places[place]!);
    // A process that is frozen while access stops, or while it returns, must not act on older state.
    const frozen = children[Math.floor(random() * processes)]!;
    const isLate = random() < 0.5;
    const isFrozen = plant === 'none';
    if (isFrozen && !isLate) frozen.kill('SIGSTOP');
    await end();
    const stop = stopped(place);
    await more(3 * processes);
    if (isFrozen) frozen.kill(isLate ? 'SIGSTOP' : 'SIGCONT');
    await more(plant === 'none' ? 2 * processes : 20 * processes);
    stop.openedMs = now();
    await open();
    if (isFrozen) frozen.kill('SIGCONT');
    await more(5 * processes);
  }
  await revokeConnection(kit.ports, support, places[2]!, 'Over');
  stopped(2);
  await more(50 * processes);
  isOver = true;
  for (const each of children) each.kill('SIGKILL');
  await Promise.all(ended);
  const faults = await ledgerFaults({ ports: kit.ports, aws });
  t.same(faults, [], 'each session has its row');
  await close();
  const given = reports.flatMap(each => each.got).length;
  return { requests: count, given, stops, wrong: wrongIn() };
}

type Ports = Awaited<ReturnType<typeof startKit>>['kit']['ports'];
/** The operations that stop issuing, and those that resume it. */
type EndAndOpen = [end: () => Promise<unknown>, open: () => Promise<unknown>];

let closings = 0;

function closing(ports: Ports, where: Where): EndAndOpen {
  const elsewhere = weekdays[(new Date().getUTCDay() + 2) % 7]!;
  const windows = [{ days: [elsewhere], from: '00:00', to: '24:00' }];
  // Callers of its own for each, because one caller may change a connection only so often.
  closings += 1;
  const caller = { ...backend, id: `key_closing${closings}` };
  return [
    () => changeConnection(ports, caller, where, { windows }),
    () => changeConnection(ports, caller, where, { windows: null }),
  ];
}

function suspension(ports: Ports, where: Where): EndAndOpen {
  return [
    () => suspendConnection(ports, support, where, 'Look'),
    async () => {
      await resumeConnection(ports, support, where, 'Seen');
      await ports.background.idle();
    },
  ];
}

function isWithin([place, receivedMs, answeredMs]: Report['got'][number], stop: Stop): boolean {
  return (
    place === stop.place && receivedMs > stop.answeredMs && answeredMs < (stop.openedMs ?? Number.POSITIVE_INFINITY)
  );
}

t.test('no request received after a stop has returned gets credentials, from any process', async t => {
  const proof = await prove(t, {
    processes: isLong ? 4 : 2,
    plant: 'none',
    requests: isLong ? Number(process.env.DRAWBRIDGE_PROOF_ASKS ?? 1_000_000) : 600,
  });
  t.strictSame(proof.wrong, []);
  t.ok(proof.given > 0 && proof.given < proof.requests, `${proof.given} of ${proof.requests} requests got credentials`);
  t.comment(`${proof.requests} requests, ${proof.given} given, ${proof.stops.length} stops`);
});

for (const plant of ['cache', 'joined'] as const) {
  t.test(`the same check finds a planted fault: ${plant}`, async t => {
    const { wrong, requests } = await prove(t, {
      processes: isLong ? 2 : 1,
      plant,
      requests: 50_000,
      untilFound: true,
    });
    t.ok(wrong.length > 0, `${wrong.length} wrong in ${requests}`);
  });
}
