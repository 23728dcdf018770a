// Many instances on one table behave as one while each is killed and restarted: ledger, idempotency keys, checks and
// the quota are compared with AWS. It must also find planted faults. `npm run proof` runs longer.
import t, { type Test } from 'tap';
import { buildApp } from '../../api/app.js';
import { loadConfig } from '../../api/config/load-config.js';
import { verifyHistory } from '../../api/operations/audit/verify-history.js';
import { founder } from '../helpers/callers.js';
import { testClock } from '../helpers/clock.js';
import { newTenant, provenConnection, type Where } from '../helpers/customer.js';
import { ledgerFaults } from '../helpers/ledger.js';
import { drawing, isLong } from '../helpers/seeded.js';
import { startKit } from '../helpers/several-processes.js';
import { customerAccount } from '../helpers/world.js';
import { type FleetInput, type Kill, startFleet } from './fleet.js';
import {
  callsOf,
  checkFaults,
  eventFaults,
  keyFaults,
  type LastSent,
  quotaFaults,
  requestFaults,
  wronglyAnswered,
} from './fleet-faults.js';
import { isMade, type Load, putLoad } from './fleet-load.js';

t.setTimeout(isLong ? 0 : 240_000);

const random = drawing(t);
const below = (n: number) => Math.floor(random() * n);

/** If a connection exists and no answer reported it. */
const afterMaking: Kill = { at: 'making', nth: 1 };
const longKills: (() => Kill)[] = [
  () => ({ at: 'making', nth: 1 + below(20) }),
  () => ({ at: 'anywhere', nth: 300 + below(600) }),
  () => ({ at: 'asking', nth: 3 + below(120) }),
];

interface Input extends Omit<FleetInput, 'random'> {
  /** The quota: low, so that the load of one machine reaches it often. */
  perSecond: number;
  isEnough: (seconds: number, calls: () => number[], done: Load) => boolean;
}

const beyondQuota = ({ requests }: Load) =>
  requests.filter(each => each.sent?.body.code === 'sts_quota_reached').length;

async function prove(t: Test, input: Input) {
  const clock = testClock();
  const started = await startKit({
    clock,
    variables: { DRAWBRIDGE_STS_PER_SECOND: `${input.perSecond}`, DRAWBRIDGE_RATE_LIMIT: '1000000' },
  });
  const { aws, kit, variables, world, backendKey, close } = started;
  const { ports } = kit;
  const starting = startFleet({ ...input, random }, variables);
  const tenantId = await newTenant(world);
  const places: Where[] = [];
  for (let n = 0; n < 5; n += 1) places.push(await provenConnection(world, {}, tenantId));
  const key = await backendKey();
  const fleet = await starting;
  const calls = () => callsOf(aws.events(ports.vendor.partitions[0].accounts[0]!));
  const began = performance.now();
  const done = await putLoad(fleet, key, places, input.perSecond, load => {
    const seconds = (performance.now() - began) / 1000;
    return fleet.killed() >= input.kills.length && input.isEnough(seconds, calls, load);
  });
  // Credential requests come before checks: if they used the whole quota, checks run now. A check whose instance was
  // killed stays locked for minutes, and is not awaited. Only checks call without a source identity, too.
  const isChecked = () =>
    aws.sessions().some(each => each.sourceIdentity === undefined && each.accountId === customerAccount);
  const until = performance.now() + 5000;
  while (!isChecked() && performance.now() < until) await new Promise(resolve => setTimeout(resolve, 20));
  await fleet.stop();

  // Operations of killed processes are void after a minute: another instance gets each key again.
  clock.advance(61_000);
  const app = await buildApp(ports, loadConfig(variables), {
    stream: { write: () => undefined },
    // However busy the machine is: this one is not under test.
    pressure: { maxEventLoopDelay: 0 },
  });
  const last: LastSent[] = [];
  for (const made of done.made) {
    const headers = { authorization: `Bearer ${key}`, 'idempotency-key': made.key };
    const answer = await app.inject({ method: 'POST', url: made.path, headers, payload: made.payload });
    last.push({ made, status: answer.statusCode, body: answer.json() });
  }
  await app.close();

  const faults = {
    answers: wronglyAnswered(done),
    troubles: fleet.troubles,
    ledger: [
      ...(await ledgerFaults({ ports, aws })),
      ...(await requestFaults(ports, done)),
      ...(await eventFaults(ports, aws.events(customerAccount))),
    ],
    keys: await keyFaults(ports, last),
    checks: await checkFaults(ports, done),
    histories: (await verifyHistory(ports, founder, {})).faults.map(each => JSON.stringify(each)),
    quota: quotaFaults(calls(), input.perSecond),
  };
  const killed = fleet.killed();
  await close();
  const refused = beyondQuota(done);
  const given = done.requests.filter(each => isMade(each.sent)).length;
  const total = { requests: done.requests.length, given, refused, calls: calls().length, keys: done.made.length };
  t.comment(`${JSON.stringify(total)}, ${done.checks.length} requests for checks, ${killed} kills`);
  return { faults, ...total, killed };
}

t.test('instances that are killed at any moment lose no row, duplicate nothing and keep to one quota', async t => {
  const seconds = isLong ? Number(process.env.DRAWBRIDGE_PROOF_SECONDS ?? 600) : 1;
  const kills = isLong
    ? Array.from({ length: Math.ceil(seconds / 5) }, (_, n) => longKills[n % 3]!())
    : [afterMaking, { at: 'anywhere', nth: 15 + below(40) } as const];
  const { faults, given, refused, killed } = await prove(t, {
    processes: isLong ? 4 : 2,
    plant: 'none',
    kills,
    perSecond: 20,
    // A busy machine may need longer to reach the quota.
    isEnough: (gone, _, done) => gone > seconds + 60 || (gone >= seconds && beyondQuota(done) > 0),
  });
  t.strictSame(faults, { answers: [], troubles: [], ledger: [], keys: [], checks: [], histories: [], quota: [] });
  t.equal(killed, kills.length);
  t.ok(given > 0 && refused > 0, `${given} issued, ${refused} beyond the quota`);
});

t.test('the same proof finds a separate quota for each process, and rows written after the call', async t => {
  const { faults } = await prove(t, {
    // Of two, the bursts are too rarely above what one quota allows.
    processes: 4,
    plant: 'mistakes',
    kills: [{ at: 'asking', nth: 3 + 2 * below(4) }],
    perSecond: 3,
    isEnough: (gone, calls) => quotaFaults(calls(), 3).length > 0 || gone > 120,
  });
  t.not(faults.quota.length, 0);
  t.not(faults.ledger.length, 0);
});
