// Checks the documents against the kit: generated parts are current, and the API answers as the page on the life of a
// connection states.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { State } from '../../api/core/connection/connection.js';
import { allowedEvents } from '../../api/core/connection/machine/machine.js';
import { dayMs } from '../../api/core/values/time.js';
import { shippedPermissionSets } from '../../templates/render.js';
import { connectionOf, newConnection, newTenant, verifiedConnection, type Where } from '../helpers/customer.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';
import {
  call,
  here,
  type KeyName,
  notAccepted,
  type RequestParts,
  reason,
  refusedRequests,
} from './refused-requests.js';

const page = readFileSync(join(process.cwd(), 'docs/life-of-a-connection.md'), 'utf8');
const states = Object.keys(allowedEvents) as State[];

/** The table of the page whose head starts with this cell: its rows, each by the names of its columns. */
function tableOf(first: string): Record<string, string>[] {
  const lines = page.slice(page.indexOf(`\n| ${first} |`) + 1).split('\n');
  const [head, , ...rows] = lines.slice(0, lines.indexOf('')).map(line => line.slice(2, -2).split(' | '));
  return rows.map(row => Object.fromEntries(head!.map((name, at) => [name.replaceAll('`', ''), row[at]!.trim()])));
}

t.test('generated documents are current', async t => {
  const run = spawnSync(process.execPath, ['docs/generate/generate.mjs', '--check'], { encoding: 'utf8' });
  t.equal(run.stderr, '');
  t.equal(run.status, 0);
});

const older = 'leg_0000000000000000';

/** The request for each event of the page that callers may cause. */
const causes: Record<string, [KeyName, ...RequestParts]> = {
  'options, session limit or role ARN are changed': ['backend', 'PATCH', '', { maxSessionSeconds: 900 }],
  'end date or windows are changed': ['backend', 'PATCH', '', { endsAt: null }],
  'another launch is requested': ['backend', 'POST', '/launches'],
  'support decides its review': ['support', 'POST', '/review', { ...reason, approve: true }],
  'a rotation is started': ['support', 'POST', '/rotation', reason],
  'a rotation is cancelled': ['support', 'DELETE', '/rotation', reason],
  'an upgrade is started': ['support', 'POST', '/upgrade', reason],
  'an upgrade is cancelled': ['support', 'DELETE', '/upgrade', reason],
  'the tenant states that it ended the access': ['support', 'POST', '/end-statement', reason],
  'legacy access is recorded': [
    'support',
    'POST',
    '/legacy-access',
    { ...reason, arn: `arn:aws:iam::${customerAccount}:role/acme` },
  ],
  'legacy access is confirmed as deleted': ['backend', 'POST', `/legacy-access/${older}/closed`, { person: 'Ann' }],
  'legacy access that was recorded by mistake is withdrawn': ['support', 'DELETE', `/legacy-access/${older}`, reason],
  'a finding is accepted as a known deviation': [
    'support',
    'POST',
    '/accepted-deviations',
    {
      ...reason,
      checkId: `chk_${'a'.repeat(16)}`,
      digest: '0'.repeat(64),
      finding: '1'.repeat(64),
      endsAt: new Date(Date.now() + 7 * dayMs).toISOString(),
    },
  ],
  'an acceptance is removed': ['support', 'DELETE', `/accepted-deviations/acc_${'a'.repeat(16)}`, reason],
  'a revocation drill is started': ['support', 'POST', '/drill', reason],
  'the tenant suspends it': ['backend', 'POST', '/suspend', reason],
  'the vendor suspends it': ['support', 'POST', '/suspend', reason],
  'the tenant resumes it': ['backend', 'POST', '/resume', reason],
  'the vendor resumes it': ['support', 'POST', '/resume', reason],
  'it is revoked': ['support', 'POST', '/revoke', { ...reason, mayCheckClosed: true }],
  'its off-boarding is stopped': ['support', 'DELETE', '/offboarding', reason],
};

const others: Record<string, [KeyName, ...RequestParts][]> = {
  'start a check': [['support', 'POST', '/checks']],
  'read its delivery, template or guide': [
    ['support', 'GET', '/delivery'],
    ['support', 'GET', '/delivery/template'],
    ['support', 'GET', '/delivery/terraform'],
    ['support', 'GET', '/delivery/guide'],
  ],
  'create a hand-off link': [['support', 'POST', '/links', { kind: 'hand-off' }]],
  'create a manage link': [['support', 'POST', '/links', { kind: 'manage', person: 'Ann' }]],
  'read it, its impact, checks, ledger, history': ['', '/impact', '/checks', '/sessions', '/history'].map(path => [
    'support',
    'GET',
    path,
  ]),
};

/** One connection in each state, of one tenant. */
async function inEachState(world: World, tenantId: string): Promise<Record<State, Where>> {
  const made = () => newConnection(world, tenantId, { permissionSetId: 'our-read' });
  const expired = await made();
  world.clock.advance(15 * 24 * 60 * 60 * 1000);
  await call(world, 'support', ['GET', here(expired)]);
  const verified = await verifiedConnection(world, { permissionSetId: 'our-read' }, tenantId);
  const [pending, suspended, revoked] = [await made(), await made(), await made()];
  await call(world, 'support', ['POST', `${here(suspended)}/suspend`, reason]);
  await call(world, 'support', ['POST', `${here(revoked)}/revoke`, reason]);
  return { pending, verified, suspended, revoked, expired };
}

/** Permission sets of the vendor's own, so that a version can be withdrawn. */
function ownSets(t: Test) {
  const folder = t.testdir();
  const set = JSON.parse(readFileSync(join(shippedPermissionSets, 'cost-read.json'), 'utf8'));
  const fileOf = (version: string) => join(folder, `our-read-${version}.json`);
  for (const version of ['1.0.0', '2.0.0'])
    writeFileSync(fileOf(version), JSON.stringify({ ...set, id: 'our-read', version }));
  return { folder, withdraw: (version: string) => rmSync(fileOf(version)) };
}

const { folder, withdraw } = ownSets(t);
const world = await newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: folder } });

t.test('the API answers as the page states, in every state and to every refused request', async t => {
  const tenantId = await newTenant(world);
  const connections = await inEachState(world, tenantId);

  t.comment('an event that a state does not accept is refused and changes nothing');
  for (const row of tableOf('what happens')) {
    const what = row['what happens']!;
    const isCheck = /^(a full check|the same)/.test(what);
    // The page of the hand-off link has tests of its own.
    const isByApi = !/^(the kit|hand-off$)/.test(row['who may cause it']!);
    if (isCheck || !isByApi) continue;
    const [key, method, path, body] = causes[what]!;
    for (const state of states.filter(each => !row[each])) {
      const where = connections[state];
      const { revision } = await connectionOf(world, where);
      const answer = await call(world, key, [method, here(where) + path, body]);
      t.match(answer, { status: 409, code: notAccepted, body: { state } }, `${what}, ${state}`);
      t.match(answer.body.detail, /^The connection's state does not allow this\. It.+\.$/);
      t.equal((await connectionOf(world, where)).revision, revision);
    }
  }

  t.comment('other requests');
  for (const { request: asked, ...row } of tableOf('request')) {
    for (const [key, method, path, body] of others[asked!]!)
      for (const state of states) {
        const { code } = await call(world, key, [method, here(connections[state]) + path, body]);
        t.equal(code, row[state]!.replaceAll('`', ''), `${asked}, ${state}`);
      }
  }
  await world.ports.background.idle();

  t.comment('facts beside the state');
  t.match(await call(world, 'support', ['GET', here(connections.suspended)]), { body: { suspendedBy: ['vendor'] } });

  t.comment('requests');
  const issuing = tableOf('state').filter(row => row.health !== '`unknown`');
  for (const state of states) {
    const row = issuing.find(each => each.state === `\`${state}\``)!;
    const { status, code, body } = await call(world, 'backend', ['POST', `${here(connections[state])}/sessions`, {}]);
    const said = row['last conclusive check up to 7 days old']!;
    if (said === '**issues**') t.equal(status, 201);
    else t.match({ status, code, body }, { status: 409, code: 'not_issuing', body: { why: said.replaceAll('`', '') } });
  }

  t.comment('refused requests');
  const wrong = refusedRequests(t, world, tenantId, connections, () => withdraw('2.0.0'));
  const rows = tableOf('what is requested or done');
  t.strictSame(rows.map(row => row['what is requested or done']).sort(), Object.keys(wrong).sort());
  for (const row of rows) {
    const what = row['what is requested or done']!;
    t.equal(await wrong[what]!(), row.answer!.replaceAll('`', ''), what);
  }
});
