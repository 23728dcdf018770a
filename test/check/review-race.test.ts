// Two tenants are verified in one AWS account at the same moment: one passes, the other waits for support.
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import t from 'tap';
import { compose } from '../../api/compose.js';
import type { Connection } from '../../api/core/connection/connection.js';
import { verifyHistory } from '../../api/operations/audit/verify-history.js';
import { startCheck } from '../../api/operations/check/start-check.js';
import { reviewConnection } from '../../api/operations/connection/change-connection.js';
import { claimsAccount } from '../../api/operations/connection/claim/account-claims.js';
import { revokeConnection } from '../../api/operations/ending/end-access.js';
import { type Key, keys } from '../../api/stores/table/table.js';
import { backend, founder, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  requestNewSession,
  type Where,
} from '../helpers/customer.js';
import { customerAccount, newWorld, otherCustomerAccount, type World } from '../helpers/world.js';
import { documentsOf } from '../helpers/world-table.js';

/** Lets every check pass its review before any of them writes: the index then shows none of the others. */
function atOnce(world: World, count: number): World['ports'] {
  let waiting: (() => void)[] = [];
  const inAccount: World['ports']['connections']['inAccount'] = async (...account) => {
    const found = await world.ports.connections.inAccount(...account);
    await new Promise<void>(resolve => {
      waiting.push(resolve);
      if (waiting.length < count) return;
      for (const each of waiting) each();
      waiting = [];
    });
    return found;
  };
  return { ...world.ports, connections: { ...world.ports.connections, inAccount } };
}

async function launched(world: World, count: number): Promise<Where[]> {
  const all: Where[] = [];
  for (let n = 0; n < count; n += 1) all.push(await newConnection(world, await newTenant(world, `Tenant ${n}`)));
  for (const where of all) await launch(world, where);
  return all;
}

const reviewOf = async (world: World, { tenantId, connectionId }: Where) => {
  const url = `/v1/tenants/${tenantId}/connections/${connectionId}`;
  return (await world.app.inject({ url, headers: { authorization: `Bearer ${world.keys.backend}` } })).json().review;
};

t.test('of concurrent checks of several tenants in one account, one is verified and the others wait', async t => {
  const world = await newWorld(t);
  const all = await launched(world, 3);
  const ports = atOnce(world, all.length);
  await Promise.all(all.map(where => startCheck(ports, backend, where)));
  await world.ports.background.idle();
  const states = await Promise.all(all.map(async where => (await connectionOf(world, where)).value.state));
  t.strictSame([...states].sort(), ['pending', 'pending', 'verified']);
  const winner = all[states.indexOf('verified')]!;
  const others = all.filter(each => each !== winner);
  t.ok(await requestNewSession(world, winner));
  for (const other of others) {
    t.equal(await reviewOf(world, other), 'open');
    await t.rejects(requestNewSession(world, other), { code: 'not_issuing' });
  }
  // Support decides: no claim stands in its way.
  await reviewConnection(world.ports, support, others[0]!, { approve: true, reason: 'One company' });
  await checked(world, others[0]!);
  t.equal((await connectionOf(world, others[0]!)).value.state, 'verified');
});

t.test('a claim ends with its connection, and is void after a minute if that was never verified', async t => {
  const world = await newWorld(t);
  const [first, second] = (await launched(world, 2)) as [Where, Where];
  const claims = async (where: Where, more: Partial<Connection> = {}) =>
    claimsAccount(world.ports, { ...(await connectionOf(world, where)).value, ...more });
  // A process claims the account and dies before it writes.
  t.equal(await claims(first), true);
  t.equal(await claims(second), false);
  await checked(world, second);
  t.match((await connectionOf(world, second)).value, { state: 'pending', health: 'healthy' });
  t.equal(await claims(first), true, 'it may claim again');
  world.clock.advance(61_000);
  await checked(world, second);
  t.match((await connectionOf(world, second)).value, { state: 'verified', health: 'healthy' });
  t.equal(await claims(first), false);
  world.clock.advance(24 * 60 * 60_000);
  t.equal(await claims(first), false, 'not void while its connection is verified');
  // Of a connection that was never created.
  const account = { partition: 'aws', accountId: customerAccount } as const;
  const held = (await world.ports.accountClaims.holder(account))!;
  const gone = { ...held, connectionId: 'con_0000000000000000', at: world.clock.now().toISOString() };
  t.equal(await world.ports.accountClaims.claim(gone, { ...held, at: 'other' }), false);
  await revokeConnection(world.ports, support, second, 'Done', {});
  t.equal(await claims(first), true, 'revoked');
});

t.test('a claim that is taken while its connection is verified goes back to it', async t => {
  const world = await newWorld(t);
  const [first, second] = (await launched(world, 2)) as [Where, Where];
  const { value } = await connectionOf(world, first);
  t.equal(await claimsAccount(world.ports, value), true);
  world.clock.advance(61_000);
  const { accountClaims } = world.ports;
  let isLate = true;
  const claim: typeof accountClaims.claim = async (own, instead) => {
    // Between finding the claim void and taking it, the slow check of the first connection ends.
    if (isLate) {
      isLate = false;
      await checked(world, first);
      // The claim as it was: the writer did not claim again.
      const now = (await accountClaims.holder(own))!;
      await accountClaims.claim(instead!, now);
    }
    return accountClaims.claim(own, instead);
  };
  const ports = { ...world.ports, accountClaims: { ...accountClaims, claim } };
  t.equal(await claimsAccount(ports, (await connectionOf(world, second)).value), false);
  const holder = await accountClaims.holder(value);
  t.equal(holder?.connectionId, first.connectionId);
});

t.test('a claim that is edited in the table is held for review, and never free', async t => {
  const world = await newWorld(t, { isTamperedWith: true });
  const [first, second] = (await launched(world, 2)) as [Where, Where];
  const documents = documentsOf(t, world);
  const { table: TableName } = world.config;
  const key = keys.accountClaim('aws', customerAccount);
  const itemOf = async (Key: Key) => (await documents.send(new GetCommand({ TableName, Key }))).Item!;
  const put = (Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName, Item }));
  const value = async (where: Where) => (await connectionOf(world, where)).value;
  // A void claim of another tenant, as it was once written.
  t.equal(await claimsAccount(world.ports, await value(second)), true);
  const old = await itemOf(key);
  world.clock.advance(61_000);
  await checked(world, first);
  t.equal((await value(first)).state, 'verified');
  // The look-up by account no longer finds the connection that is verified there.
  const connection = await itemOf(keys.subject('connection', first.connectionId));
  await put({ ...connection, account: `aws#${otherCustomerAccount}` });
  const claim = await itemOf(key);
  const ofSecond = { ...claim.claim, ...second };
  const edits = {
    'no MAC': { ...claim, mac: undefined },
    'another owner': { ...claim, connectionId: second.connectionId, claim: ofSecond },
    'the owner inside only': { ...claim, claim: ofSecond },
    'as it was before': old,
    'another account’s': { ...claim, claim: { ...claim.claim, accountId: otherCustomerAccount } },
    nothing: { ...key, schema: 1 },
  };
  for (const [name, edited] of Object.entries(edits)) {
    await put(JSON.parse(JSON.stringify(edited)));
    t.equal(await claimsAccount(world.ports, await value(second)), false, name);
    t.equal(await reviewOf(world, second), 'open', `${name}: support sees it`);
  }
  await documents.send(new DeleteCommand({ TableName, Key: key }));
  await checked(world, second);
  t.match(await value(second), { state: 'pending', health: 'healthy' }, 'deleted');
  t.strictSame(
    (await verifyHistory(world.ports, founder, {})).faults.map(each => `${each.kind} ${each.subject.id}`),
    [`index_altered ${first.connectionId}`],
  );
  // Another instance does not know that there was a claim. Verification shows what came of it.
  const other = compose(world.config, world.ports.log, { clock: world.clock });
  t.teardown(() => other.close());
  world.clock.advance(61_000);
  await startCheck({ ...world.ports, accountClaims: other.ports.accountClaims }, backend, second);
  await world.ports.background.idle();
  t.equal((await value(second)).state, 'verified');
  const faults = (await verifyHistory(world.ports, founder, {})).faults;
  t.match(
    faults.filter(({ kind }) => kind === 'account_shared'),
    [{ subject: { kind: 'connection', id: second.connectionId } }],
  );
  await put({ ...connection, list: 'connections#ten_other' });
  t.match((await verifyHistory(world.ports, founder, first)).faults, [{ kind: 'index_altered' }], 'any index');
});
