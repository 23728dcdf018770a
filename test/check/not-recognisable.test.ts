// A trust policy cannot tell a check from a credential request: whatever the local AWS shows it of a call has one shape
// for every kind of call, and the same value where it can have.
import t from 'tap';
import { systemCaller } from '../../api/operations/access/actor.js';
import { startCheckOf } from '../../api/operations/check/start-check.js';
import { cancelRotation, startRotation } from '../../api/operations/delivery/rotate.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { revokeConnection } from '../../api/operations/ending/end-access.js';
import { brokerRoleArn, strangerRoleArn } from '../../deploy/local/vendor-account.js';
import { support } from '../helpers/callers.js';
import { checked, connectionOf, requestNewSession, verifiedConnection } from '../helpers/customer.js';
import { mintedRows } from '../helpers/ledger.js';
import { customerAccount, newWorld, type WorldOptions } from '../helpers/world.js';

type Seen = Parameters<NonNullable<NonNullable<WorldOptions['aws']>['onTrust']>>[0];

/** Keys that differ from call to call by their nature, with the shape of their values. */
const varying: Record<string, RegExp> = {
  'aws:currenttime': /^\d{4}-\d\d-\d\dT/,
  'aws:epochtime': /^\d{10}$/,
  'aws:tokenissuetime': /^\d{4}-\d\d-\d\dT/,
  'sts:rolesessionname': /^drawbridge-[a-z0-9]{16}$/,
};
/** Keys that a call may leave out. */
const optional = ['sts:externalid', 'sts:sourceidentity'];

const one = (seen: Seen, key: string): string | undefined => seen.context.get(key)?.join();

t.test('every kind of call looks alike to the trust policy, and each probe has its twin', async t => {
  const seen: Seen[] = [];
  const world = await newWorld(t, { aws: { onTrust: call => void seen.push(call) } });
  const where = await verifiedConnection(world);
  await requestNewSession(world, where);
  await startCheckOf(world.ports, systemCaller, await connectionOf(world, where), 'light');
  await world.ports.background.idle();
  // An hour later: other sessions of the broker role.
  world.clock.advance(2 * 60 * 60_000);
  await requestNewSession(world, where);
  await startRotation(world.ports, support, where, { reason: 'Try' });
  await cancelRotation(world.ports, support, where, 'No');
  await checked(world, where);

  const { externalId } = (await connectionOf(world, where)).value;
  const calls = seen.filter(each => each.roleArn === where.roleArn && each.action === 'sts:AssumeRole');
  const byBroker = calls.filter(each => one(each, 'aws:principalarn') === brokerRoleArn);
  const rows = new Map((await mintedRows(world)).map(row => [row.sessionName, row]));
  const kinds = new Set(byBroker.map(each => rows.get(one(each, 'sts:rolesessionname')!)?.kind));
  t.strictSame([...kinds].sort(), ['inspection', 'issue', 'probe']);

  const values = new Map<string, Set<string | undefined>>();
  const keys = new Set(byBroker.flatMap(each => [...each.context.keys()]));
  for (const key of keys) values.set(key, new Set(byBroker.map(each => one(each, key))));
  for (const [key, found] of values) {
    if (optional.includes(key)) continue;
    const shape = varying[key];
    if (shape) for (const value of found) t.match(value, shape, key);
    else t.equal(found.size, 1, `${key} is ${[...found].join(' or ')}`);
  }
  const identity = `drawbridge-${where.connectionId.slice('con_'.length)}`;
  t.strictSame(values.get('sts:sourceidentity'), new Set([undefined, identity]));
  t.match([...values.get('aws:userid')!][0], /^AROA\w+:drawbridge$/);

  // What each kind of caller sent with a source identity covers what it sent without one.
  for (const caller of [brokerRoleArn, strangerRoleArn]) {
    const sent = calls.filter(each => one(each, 'aws:principalarn') === caller);
    const idsOf = (named: boolean) =>
      new Set(
        sent
          .filter(each => (one(each, 'sts:sourceidentity') !== undefined) === named)
          .map(each => one(each, 'sts:externalid')),
      );
    const twins = idsOf(true);
    const alone = [...idsOf(false)].filter(id => !twins.has(id));
    t.strictSame(alone, [], `${caller} sent some IDs only without a source identity`);
  }
  t.ok(byBroker.some(each => one(each, 'sts:externalid') === externalId.current));
});

t.test('the ledger and the session policy in CloudTrail say what a session was for, and a revoke is told', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  await revokeConnection(world.ports, support, where, 'Done', { mayCheckClosed: true });
  world.clock.advance(60 * 60_000);
  await runDueWork(world.ports);
  await world.ports.background.idle();
  const rows = new Map((await mintedRows(world)).map(row => [row.sessionName, row]));
  const sids = {
    probe: 'DrawbridgeProbe',
    inspection: 'DrawbridgeInspection',
    offboarding: 'DrawbridgeOffboardingCheck',
  };
  const events = world.aws.events(customerAccount).filter(each => each.eventName === 'AssumeRole');
  const told = new Set<string>();
  for (const { requestParameters } of events) {
    const { roleSessionName, policy } = requestParameters as { roleSessionName: string; policy: string };
    const { kind } = rows.get(roleSessionName)!;
    t.equal(JSON.parse(policy).Statement[0].Sid, sids[kind as keyof typeof sids]);
    t.equal(roleSessionName.startsWith('drawbridge-offboarding-check-'), kind === 'offboarding');
    told.add(kind);
  }
  t.strictSame([...told].sort(), ['inspection', 'offboarding', 'probe']);
});
