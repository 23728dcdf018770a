// A fault at any AWS call of a credential request: the answer, whose fault it reports, no credentials without rows, and
// an unchanged connection. `npm run proof` plays every fault at every call.
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
/** Errors about our own credentials or clock; with all others AWS has no usable answer. */
const ours: FaultKind[] = ['expired-token', 'clock-skew', 'access-denied'];
const codeAtSts = (kind: FaultKind) => (ours.includes(kind) ? 'vendor_caller_unavailable' : 'aws_unavailable');

/** The service's time limit for STS, and an answer that comes too late for it. */
const impatient = { DRAWBRIDGE_AWS_TIMEOUT_MS: '1000' };
const delayMs = 1500;

const places = ['first', 'middle', 'last'] as const;

/** The calls at which a kind of fault is played: in the long form all, else one, each equally often. */
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
    /** A unique request: no session for it exists. */
    askAnew: () => {
      asked += 1;
      return ask(900 + (asked % 2700));
    },
    /** Nothing was learnt about the customer's role, and each issued session has both rows. */
    async holds(t: Test, title: string, answers: Answer[]): Promise<void> {
      await world.ports.background.idle();
      const { value, revision, last, notes } = await connectionOf(world, where);
      t.strictSame(
        [value, revision, last, notes.lastConclusiveCheckAt],
        [before.value, before.revision, before.last, before.notes.lastConclusiveCheckAt],
        `${title}: the connection is unchanged`,
      );
      const rows = await rowsOf(world, where.connectionId);
      for (const { status, body } of answers) {
        const minted = rows.find(
          row =>
            row.type === 'minted' && row.outcome?.kind === 'assumed' && row.outcome.accessKeyId === body.accessKeyId,
        );
        const given = rows.filter(row => row.type === 'handed-out' && row.mintedId === minted?.id);
        if (status === 201) t.equal(given.length, 1, `${title}: both rows of the issued session`);
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

t.test("a fault at the customer's role: that request reports whose fault it is, and no other is affected", async t => {
  const { world, where, askAnew, holds } = await stage(t);
  const placesOf = dealt(places, drawing(t));
  for (const [number, kind] of kinds.entries()) {
    for (const place of placesOf(number)) {
      const at = places.indexOf(place);
      const title = `${kind} at the ${place} request`;
      world.ports.callers.in('aws').forget();
      const restore = world.aws.fail({ roleArn: where.roleArn, call: at + 1, kind, delayMs });
      const answers: Answer[] = [];
      for (const _ of places) answers.push(await askAnew());
      restore();
      t.same(
        answers.map(each => each.body.code ?? each.status),
        places.map((_, n) => (n === at ? codeAtSts(kind) : 201)),
        title,
      );
      t.equal((await askAnew()).status, 201, `${title}: the next one succeeds`);
      await holds(t, title, answers);
    }
  }
  t.strictSame(await ledgerFaults(world), [], 'each session that AWS created has its row');
});

t.test("a fault while our own caller session is opened is never reported as the customer's", async t => {
  const { world, askAnew, holds } = await stage(t);
  const placesOf = dealt(places, drawing(t));
  for (const [number, kind] of ([...kinds, 'access-denied'] as const).entries()) {
    for (const place of placesOf(number)) {
      const at = places.indexOf(place);
      const title = `${kind} at the ${place} opening`;
      const restore = world.aws.fail({ roleArn: brokerRoleArn, call: at + 1, kind, delayMs });
      world.ports.callers.in('aws').forget();
      const cold = await askAnew();
      if (at === 0) await askAnew();
      // Now it is renewed, and the existing one is still valid.
      world.clock.advance(50 * 60_000);
      const renewed = await askAnew();
      // Now there is no valid session.
      world.clock.advance(61 * 60_000);
      const ended = await askAnew();
      restore();
      const answers = [cold, renewed, ended];
      t.same(
        answers.map(each => each.body.code ?? each.status),
        places.map((_, n) => (n === at && n !== 1 ? codeAtSts(kind) : 201)),
        title,
      );
      const refusal = answers.find(each => each.status !== 201);
      if (refusal && !ours.includes(kind)) t.ok(refusal.retryAfter, `${title}: states when to retry`);
      t.equal((await askAnew()).status, 201, `${title}: the next one succeeds`);
      await holds(t, title, answers);
    }
  }
  t.strictSame(await ledgerFaults(world), []);
});

t.test('while a session cannot be renewed, whatever the fault, the existing one is issued', async t => {
  const { world, where, ask, holds } = await stage(t);
  const rolesOf = dealt([where.roleArn, brokerRoleArn], drawing(t));
  for (const [number, kind] of kinds.entries()) {
    for (const roleArn of rolesOf(number)) {
      const title = `${kind} at ${roleArn}`;
      // The cached session has expired.
      world.clock.advance(900_000);
      const held = await ask(900);
      world.ports.callers.in('aws').forget();
      world.clock.advance(640_000);
      const restore = world.aws.fail({ roleArn, kind, delayMs });
      const failed = world.ports.issuedSessions.counts.renewalsFailed;
      for (let n = 0; n < 2; n += 1) {
        const answer = await ask(900);
        t.equal(answer.body.accessKeyId, held.body.accessKeyId, `${title}: the valid session stays in use`);
        t.ok(Date.parse(answer.body.expiration!) > world.clock.now().getTime());
        await world.ports.background.idle();
        world.clock.advance(11_000);
      }
      t.equal(world.ports.issuedSessions.counts.renewalsFailed, failed + 2, `${title}: it was tried`);
      restore();
      t.equal((await ask(900)).body.accessKeyId, held.body.accessKeyId, title);
      await holds(t, title, []);
      const renewed = await ask(900);
      t.not(renewed.body.accessKeyId, held.body.accessKeyId, `${title}: it is renewed when AWS answers again`);
      await holds(t, title, [renewed]);
    }
  }
  t.strictSame(await ledgerFaults(world), []);
});

t.test('a store failure during a background renewal affects no answer', async t => {
  const { world, ask, holds } = await stage(t, {});
  // The first of each kind belongs to the request itself.
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
    const restore = world.dynamodb.fail({ action, call, kind: 'expired-token' });
    t.equal((await ask(900)).body.accessKeyId, held.body.accessKeyId, what);
    await holds(t, what, []);
    restore();
    t.equal(world.ports.issuedSessions.counts.renewalsFailed, failed + 1, `${what}: it was not renewed`);
    world.clock.advance(11_000);
    await ask(900);
    await world.ports.background.idle();
    t.not((await ask(900)).body.accessKeyId, held.body.accessKeyId, `${what}: it is renewed ten seconds later`);
  }
  t.strictSame(await ledgerFaults(world), []);
});

/** The store calls of a request without anything cached, in their order; `nth` of its kind. */
const storeCalls = [
  { what: 'the key', action: 'GetItem', nth: 1 },
  { what: 'connection and tenant', action: 'BatchGetItem', nth: 1 },
  { what: 'the minted row', action: 'BatchWriteItem', nth: 1 },
  { what: 'the minted row, completed', action: 'BatchWriteItem', nth: 2 },
  { what: 'connection and tenant again', action: 'BatchGetItem', nth: 2 },
  { what: 'the handed-out row', action: 'BatchWriteItem', nth: 3 },
  { what: 'the time of the last use', action: 'UpdateItem', nth: 1 },
] as const;
/** The client tries this often. */
const tries = 3;

t.test('a fault at any call of the store: no answer without its rows, and the next request succeeds', async t => {
  const { world, askAnew, holds } = await stage(t, {});
  const random = drawing(t);
  // The store's time limit is a quarter of a minute, and its client waits longer after a throttle.
  const kindsOf = dealt(
    kinds.filter(kind => isLong || !['slow', 'stall', 'throttle'].includes(kind)),
    random,
  );
  const placesOf = dealt(places, random);
  for (const [number, { what, action, nth }] of storeCalls.entries()) {
    for (const kind of kindsOf(number)) {
      for (const place of placesOf(number)) {
        const at = places.indexOf(place);
        const title = `${kind} at ${what}, ${place} request`;
        world.ports.callers.in('aws').forget();
        const answers: Answer[] = [];
        for (const n of places.keys()) {
          // The last use is stored once an hour. Seven days later the connection would need a new check.
          if (action === 'UpdateItem' && n === at) world.clock.advance(3_600_000);
          const restore: (() => void)[] = [];
          for (let call = nth; n === at && call < nth + tries; call += 1)
            restore.push(world.dynamodb.fail({ action, call, kind, delayMs: 6_000 }));
          answers.push(await askAnew());
          for (const each of restore) each();
        }
        t.same(
          answers.map(each => each.body.code ?? each.status),
          places.map((_, n) => (n === at && action !== 'UpdateItem' ? 'store_unavailable' : 201)),
          title,
        );
        t.equal((await askAnew()).status, 201, `${title}: the next one succeeds`);
        await holds(t, title, answers);
      }
    }
  }
  t.strictSame(await ledgerFaults(world), []);
});

t.test('a brief fault of the store affects no caller', async t => {
  const { world, askAnew, holds } = await stage(t, {});
  const passing: FaultKind[] = ['error503', 'reset', 'cut', 'clock-skew'];
  for (const [number, { what, action, nth }] of storeCalls.entries()) {
    const kind = passing[number % passing.length]!;
    world.clock.advance(3_600_000);
    const restore = world.dynamodb.fail({ action, call: nth, kind });
    const answer = await askAnew();
    restore();
    t.equal(answer.body.code ?? answer.status, 201, `${kind} at ${what}`);
    await holds(t, what, [answer]);
  }
});

t.test('no rejection was left unhandled', async t => t.strictSame(unhandled, []));
