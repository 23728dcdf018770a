// A fault at any call that an ask makes of AWS: what is answered, whose fault it is said to be, that nothing is handed out
// without its rows, that the connection is as it was, and that the next ask is answered. The short form plays every fault
// at STS, each at a place that is drawn, and one for each call of the store; `npm run proof` plays all at all places.
import t, { type Test } from 'tap';
import type { LedgerRow } from '../../api/core/audit/ledger.js';
import type { FaultKind } from '../../deploy/local/aws/faults.js';
import { brokerRoleArn } from '../../deploy/local/vendor-account.js';
import { connectionOf, provenConnection } from '../helpers/customer.js';
import { ledgerFaults } from '../helpers/ledger.js';
import { drawing, isLong, shuffled } from '../helpers/seeded.js';
import { newWorld, type World } from '../helpers/world.js';

t.setTimeout(isLong ? 0 : 120_000);

const kinds: FaultKind[] = [
  'throttle',
  'error500',
  'error503',
  'reset',
  'slow',
  'cut',
  'stall',
  'garbage',
  'expired-token',
  'clock-skew',
];
/** What AWS holds against our own credentials or clock; all else is AWS that has no answer. */
const ours: FaultKind[] = ['expired-token', 'clock-skew', 'access-denied'];
const codeAtSts = (kind: FaultKind) => (ours.includes(kind) ? 'vendor_caller_unavailable' : 'aws_unavailable');

/** The service's patience with STS, and an answer that comes too late for it. */
const impatient = { DRAWBRIDGE_AWS_TIMEOUT_MS: '1000' };
const delayMs = 1500;

const places = ['first', 'middle', 'last'] as const;

/** Which of them are played with a kind: in the long form all, else one, dealt so that each comes as often. */
function dealt<Item>(items: readonly Item[], random: () => number): (number: number) => Item[] {
  const order = shuffled(items, random);
  return number => (isLong ? order : [order[number % order.length]!]);
}

const unhandled: unknown[] = [];
const hear = (error: unknown) => void unhandled.push(error);
process.on('unhandledRejection', hear);
t.teardown(() => process.off('unhandledRejection', hear));

interface Answer {
  status: number;
  retryAfter: number | undefined;
  body: { code?: string; accessKeyId?: string; secretAccessKey?: string; expiration?: string };
}

async function stage(t: Test, variables: Record<string, string> = impatient) {
  const world = await newWorld(t, { variables });
  const where = await provenConnection(world);
  const before = await connectionOf(world, where);
  let asked = 0;
  const ask = async (durationSeconds: number): Promise<Answer> => {
    const answer = await world.app.inject({
      method: 'POST',
      url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/sessions`,
      headers: { authorization: `Bearer ${world.keys.backend}` },
      payload: { durationSeconds },
    });
    const retryAfter = answer.headers['retry-after'];
    return { status: answer.statusCode, retryAfter: retryAfter ? Number(retryAfter) : undefined, body: answer.json() };
  };
  return {
    world,
    where,
    ask,
    /** Like no other that was asked: there is no session for it. */
    askAnew: () => {
      asked += 1;
      return ask(900 + (asked % 2700));
    },
    /** Nothing was learnt of the customer's role, and who was answered has both rows. */
    async holds(t: Test, title: string, answers: Answer[]): Promise<void> {
      await world.ports.background.idle();
      const { value, revision, last, notes } = await connectionOf(world, where);
      t.strictSame(
        [value, revision, last, notes.lastConclusiveCheckAt],
        [before.value, before.revision, before.last, before.notes.lastConclusiveCheckAt],
        `${title}: the connection is as it was`,
      );
      const rows = await rowsOf(world, where.connectionId);
      for (const { status, body } of answers) {
        const minted = rows.find(
          row =>
            row.type === 'minted' && row.outcome?.kind === 'assumed' && row.outcome.accessKeyId === body.accessKeyId,
        );
        const given = rows.filter(row => row.type === 'handed-out' && row.mintedId === minted?.id);
        if (status === 201) t.equal(given.length, 1, `${title}: both rows of what was handed out`);
        else t.notOk(body.secretAccessKey, `${title}: a refusal holds no credentials`);
      }
    },
  };
}

async function rowsOf(world: World, connectionId: string): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for await (const row of world.ports.ledger.walk(connectionId, {})) rows.push(row);
  return rows;
}

t.test("a fault at the call of the customer's role: that ask is told whose it is, and no other feels it", async t => {
  const { world, where, askAnew, holds } = await stage(t);
  const placesOf = dealt(places, drawing(t));
  for (const [number, kind] of kinds.entries()) {
    for (const place of placesOf(number)) {
      const at = places.indexOf(place);
      const title = `${kind} at the ${place} ask`;
      world.ports.callers.forget();
      const mend = world.aws.fail({ roleArn: where.roleArn, call: at + 1, kind, delayMs });
      const answers: Answer[] = [];
      for (const _ of places) answers.push(await askAnew());
      mend();
      t.same(
        answers.map(each => each.body.code ?? each.status),
        places.map((_, n) => (n === at ? codeAtSts(kind) : 201)),
        title,
      );
      t.equal((await askAnew()).status, 201, `${title}: the next one is answered`);
      await holds(t, title, answers);
    }
  }
  t.strictSame(await ledgerFaults(world), [], 'each session that AWS made has its row');
});

t.test("a fault where our own caller session is opened is never told as the customer's", async t => {
  const { world, askAnew, holds } = await stage(t);
  const placesOf = dealt(places, drawing(t));
  for (const [number, kind] of ([...kinds, 'access-denied'] as const).entries()) {
    for (const place of placesOf(number)) {
      const at = places.indexOf(place);
      const title = `${kind} at the ${place} opening`;
      const mend = world.aws.fail({ roleArn: brokerRoleArn, call: at + 1, kind, delayMs });
      world.ports.callers.forget();
      const cold = await askAnew();
      if (at === 0) await askAnew();
      // Now it is renewed, and what there is is still good.
      world.clock.advance(50 * 60_000);
      const renewed = await askAnew();
      // And now there is nothing that is.
      world.clock.advance(61 * 60_000);
      const ended = await askAnew();
      mend();
      const answers = [cold, renewed, ended];
      t.same(
        answers.map(each => each.body.code ?? each.status),
        places.map((_, n) => (n === at && n !== 1 ? codeAtSts(kind) : 201)),
        title,
      );
      const told = answers.find(each => each.status !== 201);
      if (told && !ours.includes(kind)) t.ok(told.retryAfter, `${title}: says when to come again`);
      t.equal((await askAnew()).status, 201, `${title}: the next one is answered`);
      await holds(t, title, answers);
    }
  }
  t.strictSame(await ledgerFaults(world), []);
});

t.test('while a session is not renewed, whatever the fault, the one there is is handed out', async t => {
  const { world, where, ask, holds } = await stage(t);
  const rolesOf = dealt([where.roleArn, brokerRoleArn], drawing(t));
  for (const [number, kind] of kinds.entries()) {
    for (const roleArn of rolesOf(number)) {
      const title = `${kind} at ${roleArn}`;
      // What was kept before is over.
      world.clock.advance(900_000);
      const held = await ask(900);
      world.ports.callers.forget();
      world.clock.advance(640_000);
      const mend = world.aws.fail({ roleArn, kind, delayMs });
      const failed = world.ports.issuedSessions.counts.renewalsFailed;
      for (let n = 0; n < 2; n += 1) {
        const answer = await ask(900);
        t.equal(answer.body.accessKeyId, held.body.accessKeyId, `${title}: what is good is used on`);
        t.ok(Date.parse(answer.body.expiration!) > world.clock.now().getTime());
        await world.ports.background.idle();
        world.clock.advance(11_000);
      }
      t.equal(world.ports.issuedSessions.counts.renewalsFailed, failed + 2, `${title}: it was tried`);
      mend();
      t.equal((await ask(900)).body.accessKeyId, held.body.accessKeyId, title);
      await holds(t, title, []);
      const renewed = await ask(900);
      t.not(renewed.body.accessKeyId, held.body.accessKeyId, `${title}: it is renewed when AWS answers again`);
      await holds(t, title, [renewed]);
    }
  }
  t.strictSame(await ledgerFaults(world), []);
});

t.test('nor does it matter where the store fails behind the answer', async t => {
  const { world, ask, holds } = await stage(t, {});
  // The first of each kind is the ask's own.
  const behind = [
    ['connection, tenant and key', 'BatchGetItem', 2],
    ['the minted row', 'BatchWriteItem', 2],
    ['the minted row, completed', 'BatchWriteItem', 3],
  ] as const;
  for (const [what, action, call] of behind) {
    world.clock.advance(900_000);
    const held = await ask(900);
    world.clock.advance(640_000);
    const failed = world.ports.issuedSessions.counts.renewalsFailed;
    const mend = world.dynamodb.fail({ action, call, kind: 'expired-token' });
    t.equal((await ask(900)).body.accessKeyId, held.body.accessKeyId, what);
    await holds(t, what, []);
    mend();
    t.equal(world.ports.issuedSessions.counts.renewalsFailed, failed + 1, `${what}: it was not renewed`);
    world.clock.advance(11_000);
    await ask(900);
    await world.ports.background.idle();
    t.not((await ask(900)).body.accessKeyId, held.body.accessKeyId, `${what}: and is, ten seconds later`);
  }
  t.strictSame(await ledgerFaults(world), []);
});

/** The calls of the store for an ask with nothing at hand, in their order; `nth` of its kind. */
const storeCalls = [
  { what: 'the key', action: 'GetItem', nth: 1 },
  { what: 'connection and tenant', action: 'BatchGetItem', nth: 1 },
  { what: 'the minted row', action: 'BatchWriteItem', nth: 1 },
  { what: 'the minted row, completed', action: 'BatchWriteItem', nth: 2 },
  { what: 'connection and tenant again', action: 'BatchGetItem', nth: 2 },
  { what: 'the handed-out row', action: 'BatchWriteItem', nth: 3 },
  { what: 'the time of the last use', action: 'UpdateItem', nth: 1 },
] as const;
/** The client tries so often. */
const tries = 3;

t.test('a fault at any call of the store: no answer without its rows, and the next ask is answered', async t => {
  const { world, askAnew, holds } = await stage(t, {});
  const random = drawing(t);
  // Until the store's own time is up takes a quarter of a minute, and its client waits longer after a throttle.
  const kindsOf = dealt(
    kinds.filter(kind => isLong || !['slow', 'stall', 'throttle'].includes(kind)),
    random,
  );
  const placesOf = dealt(places, random);
  for (const [number, { what, action, nth }] of storeCalls.entries()) {
    for (const kind of kindsOf(number)) {
      for (const place of placesOf(number)) {
        const at = places.indexOf(place);
        const title = `${kind} at ${what}, ${place} ask`;
        world.ports.callers.forget();
        const answers: Answer[] = [];
        for (const n of places.keys()) {
          // The last use is noted once an hour. Seven days later it would have to be checked anew.
          if (action === 'UpdateItem' && n === at) world.clock.advance(3_600_000);
          const mend: (() => void)[] = [];
          for (let call = nth; n === at && call < nth + tries; call += 1)
            mend.push(world.dynamodb.fail({ action, call, kind, delayMs: 6_000 }));
          answers.push(await askAnew());
          for (const each of mend) each();
        }
        t.same(
          answers.map(each => each.body.code ?? each.status),
          places.map((_, n) => (n === at && action !== 'UpdateItem' ? 'store_unavailable' : 201)),
          title,
        );
        t.equal((await askAnew()).status, 201, `${title}: the next one is answered`);
        await holds(t, title, answers);
      }
    }
  }
  t.strictSame(await ledgerFaults(world), []);
});

t.test('a fault of the store that passes at once is felt by nobody', async t => {
  const { world, askAnew, holds } = await stage(t, {});
  const passing: FaultKind[] = ['error503', 'reset', 'cut', 'clock-skew'];
  for (const [number, { what, action, nth }] of storeCalls.entries()) {
    const kind = passing[number % passing.length]!;
    world.clock.advance(3_600_000);
    const mend = world.dynamodb.fail({ action, call: nth, kind });
    const answer = await askAnew();
    mend();
    t.equal(answer.body.code ?? answer.status, 201, `${kind} at ${what}`);
    await holds(t, what, [answer]);
  }
});

t.test('no rejection was left unhandled', async t => t.strictSame(unhandled, []));
