// The documents that say what the kit does, held against the kit: what is printed from the code is current, and what the
// page of the life of a connection says of answers is what the API answers.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { compose } from '../api/compose.js';
import { hears, type State } from '../api/core/connection.js';
import { makeLink } from '../api/operations/links.js';
import { readDelivery } from '../api/operations/read-delivery.js';
import { startUpgrade } from '../api/operations/upgrade.js';
import { shippedPermissionSets } from '../templates/render.js';
import { say } from '../templates/text/say.js';
import {
  backend,
  checked,
  connectionOf,
  newConnection,
  newTenant,
  support,
  updateStack,
  verifiedConnection,
  type Where,
} from './helpers/customer.js';
import { customerAccount, newWorld, type World } from './helpers/world.js';

type Asked = [method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object | undefined];
type KeyName = keyof World['keys'];

const page = readFileSync(join(process.cwd(), 'docs/life-of-a-connection.md'), 'utf8');
const reason = { reason: 'A test' };
const notHeard = 'not_in_this_state';
const states = Object.keys(hears) as State[];

/** A table of the page by the first cell of its head: its rows, each by the names of its columns. */
function tableOf(first: string): Record<string, string>[] {
  const lines = page.slice(page.indexOf(`\n| ${first} |`) + 1).split('\n');
  const [head, , ...rows] = lines.slice(0, lines.indexOf('')).map(line => line.slice(2, -2).split(' | '));
  return rows.map(row => Object.fromEntries(head!.map((name, at) => [name.replaceAll('`', ''), row[at]!.trim()])));
}

async function call(world: World, key: KeyName, [method, path, payload]: Asked) {
  const answer = await world.app.inject({
    method,
    url: `/v1${path}`,
    headers: { authorization: `Bearer ${world.keys[key]}` },
    ...(payload && { payload }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  const body: Record<string, any> = isJson ? answer.json() : {};
  return { status: answer.statusCode, code: answer.statusCode < 300 ? 'yes' : String(body.code), body };
}

const here = ({ tenantId, connectionId }: Where) => `/tenants/${tenantId}/connections/${connectionId}`;

t.test('what is printed from the code is current', async t => {
  const run = spawnSync(process.execPath, ['docs/generate.mjs', '--check'], { encoding: 'utf8' });
  t.equal(run.stderr, '');
  t.equal(run.status, 0);
});

const older = 'leg_0000000000000000';

/** How the API is asked for what the page says that callers may cause. */
const causes: Record<string, [KeyName, ...Asked]> = {
  'options, session limit or role ARN are changed': ['backend', 'PATCH', '', { maxSessionSeconds: 900 }],
  'end date or windows are changed': ['backend', 'PATCH', '', { endsAt: null }],
  'another launch is asked for': ['backend', 'POST', '/launches'],
  'support decides its review': ['support', 'POST', '/review', { ...reason, approve: true }],
  'a rotation is started': ['support', 'POST', '/rotation', reason],
  'a rotation is called off': ['support', 'DELETE', '/rotation', reason],
  'an upgrade is started': ['support', 'POST', '/upgrade', reason],
  'an upgrade is called off': ['support', 'DELETE', '/upgrade', reason],
  'the tenant says that it ended the access': ['support', 'POST', '/end-statement', reason],
  'older access is recorded': [
    'support',
    'POST',
    '/legacy-access',
    { ...reason, arn: `arn:aws:iam::${customerAccount}:role/acme` },
  ],
  'older access is said to be deleted': ['backend', 'POST', `/legacy-access/${older}/closed`, { person: 'Ann' }],
  'what was recorded by mistake is taken back': ['support', 'DELETE', `/legacy-access/${older}`, reason],
  'a revocation drill is started': ['support', 'POST', '/drill', reason],
  'the tenant suspends it': ['backend', 'POST', '/suspend', reason],
  'the vendor suspends it': ['support', 'POST', '/suspend', reason],
  'the tenant resumes it': ['backend', 'POST', '/resume', reason],
  'the vendor resumes it': ['support', 'POST', '/resume', reason],
  'it is revoked': ['support', 'POST', '/revoke', reason],
  'its off-boarding is stopped': ['support', 'DELETE', '/offboarding', reason],
};

const others: Record<string, [KeyName, ...Asked][]> = {
  'start a check': [['support', 'POST', '/checks']],
  'read its delivery, template or guide': [
    ['support', 'GET', '/delivery'],
    ['support', 'GET', '/delivery/template'],
    ['support', 'GET', '/delivery/guide'],
  ],
  'make a hand-off link': [['support', 'POST', '/links', { kind: 'hand-off' }]],
  'make a manage link': [['support', 'POST', '/links', { kind: 'manage', person: 'Ann' }]],
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

t.test('the API answers what the page says, in every state and to what is asked wrongly', async t => {
  const { folder, withdraw } = ownSets(t);
  const world = await newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: folder } });
  const tenantId = await newTenant(world);
  const connections = await inEachState(world, tenantId);

  t.comment('what a state does not hear is refused, and changes nothing');
  for (const row of tableOf('what happens')) {
    const what = row['what happens']!;
    const isCheck = /^(a full check|the same)/.test(what);
    if (isCheck || row['who may cause it']!.startsWith('the kit')) continue;
    const [key, method, path, body] = causes[what]!;
    for (const state of states.filter(each => !row[each])) {
      const where = connections[state];
      const { revision } = await connectionOf(world, where);
      const answer = await call(world, key, [method, here(where) + path, body]);
      t.match(answer, { status: 409, code: notHeard, body: { state } }, `${what}, ${state}`);
      t.match(answer.body.detail, /^The connection is not in a state in which that can be done\. It.+\.$/);
      t.equal((await connectionOf(world, where)).revision, revision);
    }
  }

  t.comment('other requests');
  for (const { asked, ...row } of tableOf('asked')) {
    for (const [key, method, path, body] of others[asked!]!)
      for (const state of states) {
        const { code } = await call(world, key, [method, here(connections[state]) + path, body]);
        t.equal(code, row[state]!.replaceAll('`', ''), `${asked}, ${state}`);
      }
  }
  await world.deps.background.idle();

  t.comment('facts beside the state');
  t.match(await call(world, 'support', ['GET', here(connections.suspended)]), { body: { suspendedBy: ['vendor'] } });

  t.comment('asks');
  const issuing = tableOf('state').filter(row => row.health !== '`unknown`');
  for (const state of states) {
    const row = issuing.find(each => each.state === `\`${state}\``)!;
    const { status, code, body } = await call(world, 'backend', ['POST', `${here(connections[state])}/sessions`, {}]);
    const said = row['last conclusive check up to 7 days old']!;
    if (said === '**issues**') t.equal(status, 201);
    else t.match({ status, code, body }, { status: 409, code: 'not_issuing', body: { why: said.replaceAll('`', '') } });
  }

  t.comment('asked wrongly');
  const wrong = askedWrongly(t, world, tenantId, connections, () => withdraw('2.0.0'));
  const rows = tableOf('what is asked or done');
  t.strictSame(rows.map(row => row['what is asked or done']).sort(), Object.keys(wrong).sort());
  for (const row of rows) {
    const what = row['what is asked or done']!;
    t.equal(await wrong[what]!(), row.answer!.replaceAll('`', ''), what);
  }
});

/** What is asked wrongly, each answered with what came of it as the page writes it. In the order of the page. */
function askedWrongly(
  t: Test,
  world: World,
  tenantId: string,
  { verified, revoked }: Record<State, Where>,
  withdraw: () => void,
): Record<string, () => Promise<string>> {
  const ask = async (key: KeyName, ...asked: Asked) => {
    const { status, code, body } = await call(world, key, asked);
    return { said: `${status} ${code}`, body };
  };
  const stackOf = async (where: Where) => {
    const { stackName, templateUrl: templateURL } = await readDelivery(world.deps, backend, where);
    return () =>
      world.aws.createStack(customerAccount, { stackName, templateURL, capabilities: ['CAPABILITY_NAMED_IAM'] });
  };
  return {
    'a rotation, while one is open': async () => {
      await ask('support', 'POST', `${here(verified)}/rotation`, reason);
      return (await ask('support', 'POST', `${here(verified)}/rotation`, reason)).said;
    },
    'to call a rotation off, after the customer has updated': async () => {
      await updateStack(world, verified);
      const { said } = await ask('support', 'DELETE', `${here(verified)}/rotation`, reason);
      t.match(await ask('support', 'DELETE', `${here(verified)}/rotation`, reason), { said: '409 rotation_not_open' });
      t.match(await ask('support', 'GET', here(verified)), { body: { rotation: { waitsFor: 'proof' } } });
      return said;
    },
    'to revoke what is revoked': async () => {
      const before = await connectionOf(world, revoked);
      const { said, body } = await ask('support', 'POST', `${here(revoked)}/revoke`, { reason: 'Again' });
      t.match(body, { state: 'revoked', detail: /It was revoked\. That is final\./ });
      t.strictSame((await connectionOf(world, revoked)).value, before.value);
      return said;
    },
    'an upgrade to a version that was withdrawn': async () => {
      withdraw();
      const kit = compose(world.config, world.deps.log, { clock: world.clock });
      t.teardown(() => kit.close());
      await kit.prepare();
      const started = startUpgrade(kit.deps, support, verified, { ...reason, version: '2.0.0' });
      return started.then(
        () => 'started',
        error => `${error.status} ${error.code}`,
      );
    },
    'the template of an older launch is used, after a newer one': async () => {
      const where = await newConnection(world, tenantId, { permissionSetId: 'our-read' });
      const launchFirst = await stackOf(where);
      await ask('backend', 'POST', `${here(where)}/launches`);
      await (await stackOf(where))();
      await checked(world, where);
      await launchFirst();
      world.clock.advance(60_000);
      await checked(world, where);
      const { body } = await ask('support', 'GET', here(where));
      t.match(body, { state: 'verified', health: 'drifted', launch: 2, roleName: /-2$/ });
      return `finding ${body.findings.map((each: { code: string }) => each.code)}`;
    },
    'a webhook to a loopback, link-local, private or metadata address': async () => {
      const hosts = ['127.0.0.1', '[::1]', 'localhost', '169.254.10.1', '10.1.2.3', '192.168.0.1', '169.254.169.254'];
      const answers = new Set<string>();
      for (const host of hosts)
        answers.add((await ask('operator', 'POST', '/webhooks', { url: `https://${host}/x`, tenants: 'all' })).said);
      return [...answers].join();
    },
    'an end date that is past': async () => {
      const { said, body } = await ask('backend', 'PATCH', here(verified), { endsAt: '2020-01-01T00:00:00Z' });
      t.match(body, { errors: [{ path: '/endsAt', message: /to end access now, revoke it/ }] });
      return said;
    },
    'a button of a manage link, after the revoke': () => buttonAfterRevoke(t, world, verified),
  };
}

async function buttonAfterRevoke(t: Test, world: World, where: Where): Promise<string> {
  const { url } = await makeLink(world.deps, backend, where, { kind: 'manage', person: 'Ann' });
  const opened = await world.app.inject({ url: new URL(url).pathname });
  const path = String(opened.headers.location);
  const headers = { cookie: opened.cookies.map(each => `${each.name}=${each.value}`).join('; ') };
  const form = /name="form" value="([\w-]+)"/.exec((await world.app.inject({ url: path, headers })).body)![1]!;
  await call(world, 'support', ['POST', `${here(where)}/revoke`, reason]);
  const post = async (below: string) => {
    const { statusCode, body } = await world.app.inject({
      method: 'POST',
      url: path + below,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ form, ...reason }).toString(),
    });
    return { statusCode, isSaid: body.includes(say('en', 'error.not_in_this_state')) };
  };
  for (const below of ['/resume', '/rotation/start', '/upgrade/start'])
    t.match(await post(below), { statusCode: 409, isSaid: true }, below);
  const shown = await world.app.inject({ url: path, headers });
  t.equal(shown.statusCode, 200);
  t.strictSame(
    [...shown.body.matchAll(/<form[^>]* action="([^"]*)"/g)]
      .map(match => match[1])
      .filter(each => each !== '/language'),
    [`${path}/offboarding/stop`],
    'the one thing that can still be done there',
  );
  const { body } = await call(world, 'support', ['GET', here(where)]);
  t.equal(body.rotation, undefined, 'after the end nobody waits for it');
  const { statusCode, isSaid } = await post('/suspend');
  return `${statusCode} ${isSaid ? notHeard : 'something else'}`;
}
