// A role that refuses the right external ID is not closed for that: it may accept a call with none, with another one,
// or from somebody else. Such a role ends unsafe, and after a revoke it does not count as closed.
import t from 'tap';
import type { Statement } from '../../api/core/policy/document/document.js';
import { runDueWork } from '../../api/operations/due-work.js';
import { revokeConnection } from '../../api/operations/ending/end-access.js';
import { brokerRoleArn, strangerRoleArn } from '../../deploy/local/vendor-account.js';
import { support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  provenConnection,
  requestNewSession,
  type Where,
} from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';

type Conditions = Statement['Condition'];

const statement = (Condition: Conditions, arn = brokerRoleArn): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: arn },
  Action: 'sts:AssumeRole',
  ...(Condition && { Condition }),
});

/** May be named whatever the caller likes; without this the role refuses every call that names a source. */
const nameSource: Statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:SetSourceIdentity' };

const named: Conditions = { StringLike: { 'sts:SourceIdentity': 'drawbridge-*' } };
const without = { Null: { 'sts:ExternalId': 'true' } } as const;

/** Each refuses the right ID, with and without a source identity, and accepts something else. */
const open: [name: string, finding: string, statements: (id: string) => Statement[]][] = [
  ['only calls without an ID', 'external_id_weakened', () => [statement(without)]],
  ['only calls without an ID that name a source', 'external_id_weakened', () => [statement({ ...named, ...without })]],
  ['any ID but the right one', 'external_id_missing', id => [statement({ StringNotEquals: { 'sts:ExternalId': id } })]],
  [
    'any other ID if the call names a source',
    'external_id_missing',
    id => [statement({ ...named, StringNotEquals: { 'sts:ExternalId': id } })],
  ],
  [
    'the ID in upper case',
    'external_id_weakened',
    id => [statement({ StringEquals: { 'sts:ExternalId': id.toUpperCase() } })],
  ],
  [
    'a stranger with the ID',
    'trust_stranger_admitted',
    id => [statement({ StringEquals: { 'sts:ExternalId': id } }, strangerRoleArn)],
  ],
];

async function opened(world: World, { connectionId }: Where, statements: (id: string) => Statement[]): Promise<void> {
  const { value } = (await world.ports.connections.get(connectionId))!;
  const Statement = [...statements(value.externalId.current), nameSource];
  world.aws.setTrustPolicy(value.roleSpec.arn, { Version: '2012-10-17', Statement });
  world.clock.advance(60_000);
}

t.test('a role that refuses the right ID but accepts something else is unsafe', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const pending = await newConnection(world, where.tenantId);
  await launch(world, pending);
  for (const [at, [name, code, statements]] of open.entries())
    for (const each of at === 0 ? [where, pending] : [where]) {
      const title = `${name}, ${each === where ? 'verified' : 'pending'}`;
      await opened(world, each, statements);
      const { result } = await checked(world, each);
      t.match(result, { conclusive: true, verdict: { outcome: 'unsafe' } }, title);
      const { value } = await connectionOf(world, each);
      t.equal(value.health, 'unsafe', title);
      const codes = value.findings.filter(found => !found.notLookedAtSince).map(found => found.code);
      t.ok(codes.includes(code as (typeof codes)[number]), `${title}: ${codes}`);
      await t.rejects(requestNewSession(world, each), { code: 'not_issuing' });
    }
  t.equal((await connectionOf(world, pending)).value.state, 'pending');
  const page = await (await managePage(world, where)).read();
  t.notMatch(page, /on purpose/);
  t.match(page, /No credentials are issued until this is fixed/);
});

t.test('a role that refuses everything is unreachable, and its refusals are not shown as proof', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  await opened(world, where, () => []);
  const check = await checked(world, where);
  t.match(check.result, { conclusive: true, verdict: { outcome: 'refused' } });
  t.equal((await connectionOf(world, where)).value.health, 'unreachable');
  const page = await (await managePage(world, where)).read();
  t.match(page, /Try without an external ID: must be refused/);
  t.notMatch(page, /✓[^✓]{0,80}Try /, 'a refused attempt has no tick');
});

t.test('a fault at one of these attempts leaves health as it was, and what was accepted before it counts', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  await opened(world, where, () => []);
  // The last calls of a check: seven attempts without a source identity and seven with one.
  const { steps } = await checked(world, where);
  const calls = steps.filter(step => step.outcome === 'refused').length + 1;
  const restored = await provenConnection(world, {}, where.tenantId);
  for (const [statements, expected] of [
    [() => [], { conclusive: false, reason: 'aws_fault' }],
    [() => [statement(without)], { conclusive: true, verdict: { outcome: 'unsafe' } }],
  ] as const) {
    await opened(world, restored, statements);
    const remove = world.aws.fail({ service: 'sts', call: calls, kind: 'error500' });
    t.match((await checked(world, restored)).result, expected);
    remove();
  }
});

t.test('after a revoke, a role that accepts calls without an ID does not count as closed', async t => {
  for (const [name, statements] of [
    ['without an ID', () => [statement(without)]],
    ['without an ID, with a source', () => [statement({ ...named, ...without })]],
    ['with the ID and a source', (id: string) => [statement({ ...named, StringEquals: { 'sts:ExternalId': id } })]],
  ] as [string, (id: string) => Statement[]][]) {
    const world = await newWorld(t);
    const where = await provenConnection(world);
    await opened(world, where, statements);
    await revokeConnection(world.ports, support, where, 'Done', { mayCheckClosed: true });
    for (let n = 0; n < 6; n += 1) {
      world.clock.advance(60 * 60_000);
      await runDueWork(world.ports);
      await world.ports.background.idle();
    }
    const { offboarding } = (await connectionOf(world, where)).value;
    t.match(offboarding, { state: 'checking', admitted: { launches: [1] } }, name);
  }
});
