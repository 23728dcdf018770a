// A role whose trust policy no check can read: never verified by default, used for a grace time at most if it was read
// before, and never shown as good.
import t from 'tap';
import type { Connection } from '../../api/core/connection/connection.js';
import { advance } from '../../api/core/connection/machine/machine.js';
import type { UnreadRules } from '../../api/core/connection/trust-visibility.js';
import { finding } from '../../api/core/finding/findings.js';
import type { CheckVerdict } from '../../api/core/finding/verdict.js';
import { whyNotIssuing } from '../../api/core/session/issuing.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { backend } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  requestNewSession,
  requestSession,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { sampleConnection } from '../helpers/samples.js';
import { newWorld, type World } from '../helpers/world.js';

const dayMs = 24 * 60 * 60_000;

async function unreadRole(world: World): Promise<Where & { roleArn: string }> {
  const where = await newConnection(world, await newTenant(world));
  const roleArn = await launch(world, where);
  world.aws.deleteRolePolicy(roleArn, 'DrawbridgeSelfRead');
  await checked(world, where);
  return { ...where, roleArn };
}

async function handOff(world: World, where: Where): Promise<string> {
  const { url } = await makeLink(world.ports, backend, where, { kind: 'hand-off' });
  const opened = await world.app.inject({ url: new URL(url).pathname });
  const cookie = opened.cookies.map(each => `${each.name}=${each.value}`).join('; ');
  return (await world.app.inject({ url: String(opened.headers.location), headers: { cookie } })).body;
}

/** The policy that a page asks for, as a person copies it. */
function printedPolicy(page: string): Record<string, unknown> {
  const printed = /<pre[^>]*><code>(\{[^<]*ReadThisRole[^<]*)</.exec(page)![1]!;
  return JSON.parse(printed.replaceAll('&quot;', '"'));
}

const stateOf = (page: string) => /<div class="state (\w+)">\s*<span[^>]*><\/span>\s*(.*)/.exec(page)!;

t.test('a role whose trust policy was never read stays pending until the printed statement is added', async t => {
  const world = await newWorld(t);
  const where = await unreadRole(world);
  t.match((await connectionOf(world, where)).value, { state: 'pending', health: 'drifted', verifiedAt: undefined });
  await t.rejects(requestSession(world, where), { code: 'not_issuing', options: { members: { why: 'pending' } } });
  const page = await handOff(world, where);
  t.match(page, /Trust policy not visible/);
  t.notMatch(page, /class="state good"/);
  world.aws.putRolePolicy(where.roleArn, 'DrawbridgeSelfRead', printedPolicy(page));
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy', trustUnread: undefined });
  t.ok(await requestSession(world, where));
});

for (const days of [7, 0])
  t.test(`a trust policy that is hidden later stops issuing after ${days} days, until it is read again`, async t => {
    const world = await newWorld(t, { variables: days === 7 ? {} : { DRAWBRIDGE_UNREAD_GRACE_DAYS: `${days}` } });
    const where = await verifiedConnection(world);
    world.aws.deleteRolePolicy(where.roleArn, 'DrawbridgeSelfRead');
    await checked(world, where);
    const { since } = (await connectionOf(world, where)).value.trustUnread!;
    for (let day = 0; day < days; day += 1) {
      t.ok(await requestNewSession(world, where), `day ${day}`);
      world.clock.advance(dayMs);
      if (day % 3 === 0) await checked(world, where);
    }
    if (days > 0) {
      const body = await (await managePage(world, where)).read();
      t.match(body, /Trust policy not visible/);
      t.equal(stateOf(body)[1], 'bad');
    }
    const held = { code: 'not_issuing', options: { members: { why: 'hold_unread' } } };
    await t.rejects(requestNewSession(world, where), held);
    await checked(world, where);
    await t.rejects(requestNewSession(world, where), held, 'another check does not renew the grace time');
    t.equal((await connectionOf(world, where)).value.trustUnread!.since, since);
    const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
    const answer = await world.app.inject({ url, headers: { authorization: `Bearer ${world.keys.backend}` } });
    t.match(answer.json(), { issuing: false, whyNotIssuing: 'hold_unread', trustUnread: { since } });
    world.aws.putRolePolicy(
      where.roleArn,
      'DrawbridgeSelfRead',
      printedPolicy(await (await managePage(world, where)).read()),
    );
    await checked(world, where);
    t.ok(await requestNewSession(world, where));
  });

t.test('with DRAWBRIDGE_VERIFY_UNREAD=true an unread role is used, but no page shows it as good', async t => {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_VERIFY_UNREAD: 'true' } });
  const where = await unreadRole(world);
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'drifted' });
  t.ok(await requestSession(world, where));
  for (const language of ['en', 'ja'] as const) {
    const body = await (await managePage(world, where)).read(language);
    t.equal(stateOf(body)[1], 'wait');
    t.match(body, language === 'en' ? /Trust policy not visible/ : /信頼ポリシーを確認できません/);
    t.ok(printedPolicy(body));
  }
  for (let day = 0; day < 12; day += 4) {
    world.clock.advance(4 * dayMs);
    await checked(world, where);
  }
  t.ok(await requestNewSession(world, where), 'nothing was hidden later');
});

const now = new Date('2026-12-01T12:00:00Z');
const role = { launch: 1, roleUniqueId: 'AROAAAAAAAAAAAAAAAAAA' };
const limited = finding('self_reading_limited', { what: 'role, trust-policy', how: 'denied' });
const read: CheckVerdict = { outcome: 'admitted', ...role, findings: [] };
const unread: CheckVerdict = { outcome: 'admitted', ...role, findings: [limited] };
const unsafe: CheckVerdict = { outcome: 'unsafe', ...role, findings: [finding('external_id_missing', {})] };
const refused: CheckVerdict = { outcome: 'refused', findings: [] };
const verified: Connection = {
  ...sampleConnection,
  state: 'verified',
  health: 'healthy',
  verifiedAt: now.toISOString(),
};
const neverRead: Connection = { ...verified, health: 'drifted', findings: [limited] };

/** One check a day; `held`: the first day on which no credentials are issued for this reason. */
const lives: [
  name: string,
  before: Connection,
  verifyUnread: boolean,
  daily: CheckVerdict[],
  held: number | undefined,
][] = [
  ['verified before this rule and never read', neverRead, false, Array(12).fill(unread), 7],
  ['the same, where the vendor accepts it', neverRead, true, Array(12).fill(unread), undefined],
  ['read before this rule, hidden later', verified, true, Array(12).fill(unread), 7],
  ['read by a check, hidden later', neverRead, true, [read, ...Array(12).fill(unread)], 8],
  ['hidden, refused and unsafe in between', verified, false, [unread, refused, unsafe, ...Array(12).fill(unread)], 7],
  ['hidden and read in turn', verified, false, Array(8).fill([unread, unread, read]).flat(), undefined],
];

t.test('the grace time starts once and is renewed only by reading the trust policy', async t => {
  for (const [name, before, verifyUnread, daily, held] of lives)
    for (const type of ['check-finished', 'light-check-finished'] as const) {
      const rules: UnreadRules = { verifyUnread, graceMs: 7 * dayMs };
      let connection = before;
      let first: number | undefined;
      for (const [day, verdict] of daily.entries()) {
        const at = new Date(now.getTime() + day * dayMs);
        // A full check explains a refusal, and follows one.
        const isLight = verdict.outcome !== 'refused' && ['healthy', 'drifted'].includes(connection.health);
        const kind = isLight ? type : 'check-finished';
        const next = advance(connection, { type: kind, verdict, rules } as Parameters<typeof advance>[1], at);
        if ('refused' in next) throw new Error(next.refused);
        connection = next.connection;
        if (whyNotIssuing(connection, at.toISOString(), at) === 'hold_unread') first ??= day;
      }
      t.equal(first, held, `${name}, ${type}`);
    }
});
