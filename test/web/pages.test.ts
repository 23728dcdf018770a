// The pages behind hand-off and manage links, by inject: tokens and cookies, what each shows and hides, forms and their
// guard.
import Fastify from 'fastify';
import t, { type Test } from 'tap';
import type { Caller } from '../../api/core/access/caller.js';
import type { Link } from '../../api/core/access/link.js';
import { finding } from '../../api/core/finding/findings.js';
import { systemCaller } from '../../api/operations/access/actor.js';
import { startCheckOf } from '../../api/operations/check/start-check.js';
import { launchAgain } from '../../api/operations/connection/change-connection.js';
import { linkOf, makeLink, revokeLink } from '../../api/operations/connection/links.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { resumeConnection, revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { registerPages } from '../../api/web/pages.js';
import { ja } from '../../templates/text/ja/ja.js';
import { isTextKey } from '../../templates/text/say.js';
import { backend, support, voucher } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  provenConnection,
  requestSession,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { textsIn } from '../helpers/sources.js';
import { storeKey } from '../helpers/stored-keys.js';
import { customerAccount, newWorld, otherCustomerAccount, type World } from '../helpers/world.js';

async function newPages(t: Test) {
  const world = await newWorld(t);
  return { world, app: world.app };
}

/** A browser's cookies and forms, by inject. */
function browserOf(app: World['app'], headers: Record<string, string> = {}) {
  const jar = new Map<string, { path: string; value: string }>();
  const send = async (method: 'GET' | 'POST', url: string, form?: Record<string, string>, more = {}) => {
    const path = url.split('?')[0]!;
    const cookie = [...jar].filter(([, each]) => path === each.path || path.startsWith(`${each.path}/`));
    const answer = await app.inject({
      method,
      url,
      headers: {
        cookie: cookie.map(([key, each]) => `${key.split(' ')[0]}=${each.value}`).join('; '),
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
        ...more,
      },
      ...(form && { payload: new URLSearchParams(form).toString() }),
    });
    for (const each of answer.cookies as { name: string; value: string; path: string }[])
      jar.set(`${each.name} ${each.path}`, each);
    return answer;
  };
  const get = (url: string, more = {}) => send('GET', url, undefined, more);
  return {
    jar,
    get,
    post: (url: string, form: Record<string, string>, more = {}) => send('POST', url, form, more),
    /** Follows a link's address to its page. */
    async open(url: string) {
      const exchanged = await get(new URL(url).pathname);
      return exchanged.statusCode === 303 ? get(String(exchanged.headers.location)) : exchanged;
    },
  };
}

const handOff = async (world: World, where: Where) => makeLink(world.ports, support, where, { kind: 'hand-off' });
const manage = async (world: World, where: Where, person = 'Person of the Tenant') =>
  makeLink(world.ports, voucher, where, { kind: 'manage', person });
const pathOf = (link: Link) => `/c/${link.kind}/${link.connectionId}`;
const formToken = (html: string) => /name="form" value="([\w-]+)"/.exec(html)![1]!;
/** The text that a person reads, without markup. */
const read = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&#x27;/g, "'")
    .replace(/&#x3D;/g, '=');
const pending = async (world: World, name?: string) => newConnection(world, await newTenant(world, name));

t.test("opening a link trades its token for the page's cookie and removes it from the address", async t => {
  const { world, app } = await newPages(t);
  const { link, url } = await handOff(world, await pending(world));
  const answer = await app.inject({ url: new URL(url).pathname });
  t.equal(answer.statusCode, 303);
  t.equal(answer.headers.location, pathOf(link));
  t.notMatch(String(answer.headers.location), url.split('.').at(-1)!);
  t.match(answer.cookies, [{ httpOnly: true, sameSite: 'Lax', path: pathOf(link) }]);
  t.equal(answer.cookies.length, 1);
  const maxAge = answer.cookies[0]!.maxAge!;
  t.ok(maxAge > 7 * 24 * 3600 - 60 && maxAge <= 7 * 24 * 3600, 'as long as the link');
  t.notMatch(String(answer.headers['set-cookie']), 'Secure', 'plain http on loopback');
  const [here, nowhere] = [pathOf(link), '/c/manage/con_none'].map(
    async path => (await app.inject({ url: path })).body,
  );
  t.equal((await app.inject({ url: pathOf(link) })).statusCode, 401, 'without the cookie there is no page');
  t.match(read((await here)!), /Open your link again\. If you just did, allow cookies for this site/);
  const nameless = (html: string) => html.replace(/req[_-]\w+/g, '').replace(/\/c\/[\w/-]+\?lang/g, '');
  t.equal(nameless((await here)!), nameless((await nowhere)!), 'the same as for an unknown page');
});

t.test('over https the cookie is Secure; a manage cookie lasts half an hour at most', async t => {
  const { world } = await newPages(t);
  const app = Fastify();
  const vendor = { ...world.ports.vendor, publicUrl: 'https://access.vendor.example' };
  await registerPages(app, { ...world.ports, vendor }, { vendor });
  t.teardown(() => app.close());
  const { url } = await manage(world, await provenConnection(world));
  const { cookies } = await app.inject({ url: new URL(url).pathname });
  t.match(cookies, [{ secure: true, httpOnly: true, sameSite: 'Lax' }]);
  t.ok(cookies[0]!.maxAge! <= 1800);
});

t.test(
  'below a path of the public address every address has the path, whether or not the proxy removes it',
  async t => {
    const world = await newWorld(t, { variables: { DRAWBRIDGE_PUBLIC_URL: 'https://vendor.example/access' } });
    const where = await provenConnection(world);
    const { link, url } = await manage(world, where);
    t.match(url, 'https://vendor.example/access/c/lnk_');
    const browser = browserOf(world.app);
    const page = await browser.open(url);
    t.equal(page.statusCode, 200);
    const inside = [...page.body.matchAll(/(?:href|src|action|data-[a-z]+)="(\/[^"]*)"/g)].map(
      ([, address]) => address!,
    );
    t.ok(inside.length > 5);
    t.same(
      inside.filter(address => !address.startsWith('/access/c/')),
      [],
    );
    t.equal((await browser.get(inside.find(address => address.includes('page.css'))!)).statusCode, 200);
    t.ok(
      [...browser.jar.values()].every(each => each.path.startsWith('/access/c')),
      'cookies stay below it too',
    );

    const form = { form: formToken(page.body), reason: 'because' };
    const suspend = `/access${pathOf(link)}/suspend`;
    t.equal((await browser.post(suspend, form, { origin: 'https://evil.example' })).statusCode, 403);
    const sent = await browser.post(suspend, form, { origin: 'https://vendor.example' });
    t.match(sent, { statusCode: 303, headers: { location: /^\/access\/c\/manage\// } });

    const headers = { authorization: `Bearer ${world.keys.backend}` };
    for (const prefix of ['', '/access']) {
      const found = await world.app.inject({ url: `${prefix}/v1/tenants/${where.tenantId}`, headers });
      t.equal(found.statusCode, 200, `"${prefix}"`);
      const missing = await world.app.inject({ url: `${prefix}/v1/tenants/ten_none`, headers });
      t.match(missing.json(), { type: '/access/docs/errors#tenant_not_found' });
    }
    const made = await world.app.inject({
      method: 'POST',
      url: '/access/v1/tenants',
      headers,
      payload: { name: 'New' },
    });
    t.match(made.headers.location, /^\/access\/v1\/tenants\/ten_/);
    t.equal((await world.app.inject({ url: '/accessory/v1/tenants', headers })).statusCode, 404, 'only whole parts');
    const root = await world.app.inject({ url: '/access', headers: { accept: 'text/html' } });
    t.equal(root.headers.location, '/access/docs');
    for (const address of ['/access/docs', '/access/docs/errors']) {
      const { body } = await world.app.inject({ url: address });
      t.notMatch(body, /(href|src)="\/(?!access\/)/, address);
    }
    t.match((await world.app.inject({ url: '/access/openapi.json' })).json(), { servers: [{ url: '/access' }] });
  },
);

t.test('a bot that fetches the address first does not use up the link', async t => {
  const { world, app } = await newPages(t);
  const { url } = await handOff(world, await pending(world));
  for (const method of ['HEAD', 'GET', 'GET'] as const)
    t.equal((await app.inject({ method, url: new URL(url).pathname })).statusCode, 303);
  t.equal((await browserOf(app).open(url)).statusCode, 200);
});

t.test("unknown, tampered, revoked and expired links, and others' cookies, all get the same page", async t => {
  const { world, app } = await newPages(t);
  const where = await pending(world);
  const other = await pending(world, 'Other Tenant');
  const good = await handOff(world, where);
  const revoked = await handOff(world, where);
  const elsewhere = await handOff(world, other);
  const opened = browserOf(app);
  t.equal((await opened.open(revoked.url)).statusCode, 200);
  await revokeLink(world.ports, support, { ...where, linkId: revoked.link.id });

  const pages = new Map<string, string>();
  const same = async (name: string, url: string, headers: Record<string, string> = {}) => {
    const answer = await app.inject({ url, headers });
    t.equal(answer.statusCode, 401, name);
    t.same(answer.cookies, [], `${name} sets nothing`);
    pages.set(name, answer.body.replace(/req[_-]\w+/g, ''));
  };
  const token = new URL(good.url).pathname;
  await same('unknown', '/c/lnk_0000000000000000.AAAA');
  await same('no token at all', '/c/hello');
  await same('tampered', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`);
  await same('signature of another link', `/c/${good.link.id}.${elsewhere.url.split('.').at(-1)}`);
  await same('revoked', new URL(revoked.url).pathname);
  const cookie = [...opened.jar.values()][0]!.value;
  await same('page of a revoked link', pathOf(revoked.link), { cookie: `drawbridge_page=${cookie}` });
  const mine = await app.inject({ url: token });
  const page = { cookie: `drawbridge_page=${mine.cookies[0]!.value}` };
  t.equal((await app.inject({ url: pathOf(good.link), headers: page })).statusCode, 200);
  await same('link of A on B', pathOf(elsewhere.link), page);
  await same('hand-off cookie on the manage page', `/c/manage/${where.connectionId}`, page);
  await same('cookie with a later expiry', pathOf(good.link), {
    cookie: page.cookie.replace(/\.\d+\./, '.9999999999999.'),
  });
  world.clock.advance(7 * 24 * 3600 * 1000 + 1000);
  await same('expired', token);
  await same('page of an expired link', pathOf(good.link), page);
  t.equal(new Set(pages.values()).size, 1, 'one page for every reason');
  t.match(pages.get('unknown'), /no longer valid/);
  for (const secret of [customerAccount, 'Example Tenant', where.connectionId])
    t.notMatch(pages.get('expired'), secret);
});

t.test('the hand-off page names vendor and tenant, what is granted and why, and offers every form', async t => {
  const { world, app } = await newPages(t);
  const where = await pending(world);
  const browser = browserOf(app);
  const { link, url } = await handOff(world, where);
  const answer = await browser.open(url);
  const { value } = await connectionOf(world, where);
  const set = world.ports.permissionSets.get('cost-read')!;
  const text = read(answer.body);
  for (const needed of [
    'Example Vendor requests access to the AWS account 210987654321 for its customer Example Tenant.',
    'You are giving access on behalf of Example Tenant.',
    value.externalId.current,
    value.roleSpec.roleName,
    set.title.en,
    set.statements[0]!.why.en,
    set.statements[0]!.without.en,
    'ce:GetCostAndUsage',
    'aws cloudformation create-stack',
    '"sts:ExternalId"'.replaceAll('"', '&quot;'),
    'LOCAL RUN',
  ])
    t.ok(text.includes(needed), needed);
  t.match(answer.body, /<a [^>]*id="launch" href="[^"]+_console\/cloudformation[^"]+" target="_blank" rel="noopener/);
  t.match(answer.body, /data-phase="waiting"/);
  const template = await browser.get(`${pathOf(link)}/template`);
  t.match(template.headers['content-disposition'], /^attachment; filename="drawbridge-[a-z0-9]{12}-1\.json"$/);
  t.match(template.json(), { Resources: {} });
  const terraform = await browser.get(`${pathOf(link)}/role.tf`);
  t.equal(terraform.headers['content-disposition'], 'attachment; filename="role.tf"');
  t.match(terraform.body, `"sts:ExternalId": "${value.externalId.current}"`);
  t.ok(text.includes('Run terraform init, then terraform apply, with credentials of the account 210987654321.'));
  t.ok(text.includes('resource &quot;aws_iam_role&quot;'));
  t.ok(text.includes('Update an existing stack'));
  t.match(text, /aws cloudformation update-stack .*--template-url/s);
});

t.test("the page and the guide explain an action that the kit's catalogue does not have yet", async t => {
  const { world, app } = await newPages(t);
  const where = await pending(world);
  const reason = { en: 'AWS added it last week.', ja: '先週追加されたアクションです。' };
  world.ports.permissionSets.get('cost-read')!.statements[0]!.unknownActionsReason = reason;
  const browser = browserOf(app);
  const { link, url } = await handOff(world, where);
  const page = read((await browser.open(url)).body);
  t.ok(page.includes(`Why it contains an action newer than our reference: ${reason.en}`));
  t.match((await browser.get(`${pathOf(link)}/guide`)).body, `${reason.en}`);
});

t.test('the hand-off page links to the deployment guide, as a page and as a file', async t => {
  const { world, app } = await newPages(t);
  const where = await pending(world, `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`);
  const browser = browserOf(app);
  const { link, url } = await handOff(world, where);
  const page = await browser.open(url);
  for (const below of ['/guide', '/guide.md']) t.match(page.body, `href="${pathOf(link)}${below}"`);
  const guide = await browser.get(`${pathOf(link)}/guide`);
  t.match(guide.headers, { 'content-security-policy': /default-src 'none'/, 'content-type': /^text\/html/ });
  t.match(guide.body, /<article lang="en">\s*<h1>Deployment guide: access of Example Vendor/);
  t.equal(guide.body.match(/<h1>/g)?.length, 1);
  t.match(guide.body, (await connectionOf(world, where)).value.externalId.current);
  t.match(guide.body, 'LOCAL RUN');
  t.notMatch(guide.body, /<script>|<img/);
  t.match(
    read(guide.body),
    'by mistake, ask Example Vendor for a link to the manage page',
    'once verified, this page launches nothing',
  );
  const file = await browser.get(`${pathOf(link)}/guide.md`);
  t.match(file.headers, {
    'content-type': /^text\/markdown/,
    'content-disposition': `attachment; filename="drawbridge-guide-${where.connectionId}.md"`,
  });
  t.match(file.body, /^# Deployment guide/);
  t.equal((await app.inject({ url: `${pathOf(link)}/guide` })).statusCode, 401, 'not without the link');
});

t.test('pages have strict headers and no script, style or address of another origin', async t => {
  const { world, app } = await newPages(t);
  const answer = await browserOf(app).open((await handOff(world, await pending(world))).url);
  t.match(answer.headers, {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
      "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  t.notMatch(answer.body, / style=| on\w+=|<style/);
  t.same([...answer.body.matchAll(/<script[^>]*>[^<]/g)], []);
  for (const [, source] of answer.body.matchAll(/(?:src|rel="stylesheet" href)="([^"]+)"/g)) {
    const asset = await app.inject({ url: source! });
    t.match(asset.headers['cache-control'], /immutable/);
    t.match(asset.headers['content-type'], /css|javascript/);
  }
});

t.test('reading changes nothing: no revision moves however often pages are read', async t => {
  const { world, app } = await newPages(t);
  const where = await pending(world);
  const verified = await verifiedConnection(world, { accountId: otherCustomerAccount });
  const links = [await handOff(world, where), await manage(world, verified)];
  const revisions = async () => [
    (await connectionOf(world, where)).revision,
    (await connectionOf(world, verified)).revision,
    ...(await Promise.all(links.map(async each => (await world.ports.links.get(each.link.id))!.revision))),
  ];
  const before = await revisions();
  const checks = (await world.ports.checks.list(where.connectionId, { limit: 10 })).items.length;
  for (const { link, url } of links) {
    const browser = browserOf(app);
    await browser.open(url);
    for (const below of [
      '',
      '/status',
      '/template',
      '/guide',
      '/guide.md',
      '/revoke',
      '/launched',
      '/suspend',
      '?lang=ja',
    ])
      await browser.get(`${pathOf(link)}${below}`);
  }
  t.same(await revisions(), before);
  t.equal((await world.ports.checks.list(where.connectionId, { limit: 10 })).items.length, checks);
});

t.test(
  'after the launch and its check the page shows that the role is verified, a receipt, and nothing else',
  async t => {
    const { world, app } = await newPages(t);
    const where = await pending(world);
    const { link, url } = await handOff(world, where);
    const browser = browserOf(app);
    const form = { form: formToken((await browser.open(url)).body) };
    t.equal((await browser.post(`${pathOf(link)}/announce`, form)).statusCode, 204);
    const due = (await connectionOf(world, where)).notes.due!;
    t.ok(due.attempts === 0 && due.at <= world.clock.now().toISOString(), 'checked next');
    await launch(world, where);
    const launched = await browser.post(`${pathOf(link)}/launched`, form);
    t.equal(launched.statusCode, 303);
    await world.ports.background.idle();

    const status = (await browser.get(`${pathOf(link)}/status`)).json();
    t.match(status, { phase: 'verified', againAfterMs: 0, sentence: /role is verified/ });
    const page = await browser.get(pathOf(link));
    t.equal(page.statusCode, 200);
    t.match(
      read(page.body),
      new RegExp(
        'Done: the role is verified.*To view or end this access later, ' +
          'ask Example Vendor for a manage link, or delete the stack',
        's',
      ),
    );
    const { value } = await connectionOf(world, where);
    for (const hidden of [value.externalId.current, 'create-stack', 'Example Tenant', 'ce:Get'])
      t.notMatch(page.body, hidden);
    for (const below of ['template', 'guide', 'guide.md'])
      t.equal((await browser.get(`${pathOf(link)}/${below}`)).statusCode, 401, below);
    for (const below of ['announce', 'launch-again'])
      t.equal((await browser.post(`${pathOf(link)}/${below}`, form)).statusCode, 401, below);
    const late = await browser.post(`${pathOf(link)}/launched`, form);
    t.equal(
      late.headers.location,
      `${pathOf(link)}#status`,
      'the form came after the check: redirected to the final page',
    );
    const again = await browserOf(app).open(url);
    t.equal(again.statusCode, 401, 'the link opens nothing new');
    t.match(read(again.body), /This link is no longer needed: the role is verified/);
    for (const hidden of [customerAccount, value.externalId.current, 'Example Tenant']) t.notMatch(again.body, hidden);
    world.clock.advance(3600 * 1000);
    t.equal((await browser.get(pathOf(link))).statusCode, 401, 'an hour later the page has expired');
  },
);

t.test('while a role is awaited, the status lists steps and the remaining and excluded causes', async t => {
  const { world, app } = await newPages(t);
  const where = await pending(world);
  const { link, url } = await handOff(world, where);
  const browser = browserOf(app);
  const form = { form: formToken((await browser.open(url)).body) };
  await browser.post(`${pathOf(link)}/launched`, form);
  await world.ports.background.idle();
  const { phase, html, againAfterMs } = (await browser.get(`${pathOf(link)}/status`)).json();
  t.equal(phase, 'waiting');
  t.ok(againAfterMs >= 2000 && againAfterMs <= 3000);
  t.match(html, /<details open>/, 'open for the person who chose it');
  t.match(read(html), /The role may not exist.*Look for the role drawbridge-/s);
  t.match(read(html), /two minutes have passed/);
});

t.test('the page polls only after a click; otherwise it states that the kit checks periodically', async t => {
  const { world, app } = await newPages(t);
  const where = await pending(world);
  const { link, url } = await handOff(world, where);
  const browser = browserOf(app);
  const form = { form: formToken((await browser.open(url)).body) };
  const neverEnding = { ...world.ports, background: { ...world.ports.background, run: () => undefined } };
  await startCheckOf(neverEnding, systemCaller, await connectionOf(world, where));
  const waiting = (await browser.get(`${pathOf(link)}/status`)).json();
  t.match(waiting, { phase: 'waiting', sentence: /^Waiting for the stack/ });
  t.match(read(waiting.html), /Example Vendor checks periodically/);
  const page = await browser.post(`${pathOf(link)}/launched`, form);
  const shown = await browser.get(String(page.headers.location).replace('#status', ''));
  t.match(read(shown.body), /Waiting for the role to appear. AWS can take two minutes/);
  t.notMatch(shown.body, 'by itself now and then');
  const [, status] = /data-status="([^"]+)"/.exec(shown.body)!;
  const polling = (await browser.get(`${status!.replaceAll('&#x3D;', '=')}&from=waiting`)).json();
  t.match(
    polling.sentence,
    /^Waiting for the role to appear/,
    'and so does its status, although the kit began that check',
  );
});

t.test('a role that trusts others is not verified, and the page states what to fix', async t => {
  const { world, app } = await newPages(t);
  const where = await pending(world);
  const { url, link } = await handOff(world, where);
  const browser = browserOf(app);
  await browser.open(url);
  const roleArn = await launch(world, where);
  const open = structuredClone((await connectionOf(world, where)).value.roleSpec.trustPolicy) as {
    Statement: { Condition?: unknown }[];
  };
  delete open.Statement[0]!.Condition;
  world.aws.setTrustPolicy(roleArn, open);
  await checked(world, where);
  const { phase, html } = (await browser.get(`${pathOf(link)}/status`)).json();
  t.equal(phase, 'unsafe');
  t.match(read(html), /can be assumed without the external ID.*Restore the trust policy/s);
});

t.test('a role that hides its trust policy is not verified, and the page says so', async t => {
  const world = await newWorld(t);
  const where = await pending(world);
  const { url, link } = await handOff(world, where);
  const browser = browserOf(world.app);
  await browser.open(url);
  world.aws.deleteRolePolicy(await launch(world, where), 'DrawbridgeSelfRead');
  await checked(world, where);
  const { phase, html } = (await browser.get(`${pathOf(link)}/status`)).json();
  t.equal(phase, 'unread');
  t.match(read(html), /trust policy could not be read.*could not be read/s);
});

t.test('a connection under review shows that it waits, without reasons or findings', async t => {
  const { world, app } = await newPages(t);
  await provenConnection(world, {}, await newTenant(world, 'First Tenant'));
  const where = await pending(world, 'Second Tenant');
  const { link, url } = await handOff(world, where);
  const browser = browserOf(app);
  const page = await browser.open(url);
  t.equal(page.statusCode, 200);
  t.match(page.body, /data-phase="review"/);
  t.match(read(page.body), /Example Vendor is reviewing this connection/);
  const { value } = await connectionOf(world, where);
  for (const hidden of ['First Tenant', 'another tenant', value.externalId.current, 'id="launch"', 'create-stack'])
    t.notMatch(page.body, hidden);
  t.match((await browser.get(`${pathOf(link)}/status?from=review`)).json(), { phase: 'review' });
  for (const below of ['template', 'guide', 'guide.md'])
    t.equal((await browser.get(`${pathOf(link)}/${below}`)).statusCode, 409, below);
});

t.test('names cannot break out of the page, nor reverse its text', async t => {
  const { world, app } = await newPages(t);
  const nasty = `<script>alert(1)</script>"'><img src=x onerror=alert(2)> \u202Eelbatsurt\u2066 🦊 {{vendor}}`;
  const where = await pending(world, nasty);
  const page = await browserOf(app).open((await handOff(world, where)).url);
  t.notMatch(page.body, /<script>|<img|onerror=alert\(2\)>/);
  t.match(page.body, '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&gt;');
  t.notMatch(page.body, /[\u202e\u2066]/);
  t.ok(page.body.includes('\ufffdelbatsurt\ufffd 🦊 {{vendor}}'));
  const verified = await verifiedConnection(world, { accountId: otherCustomerAccount }, await newTenant(world, nasty));
  const { link, url } = await manage(world, verified, nasty);
  const browser = browserOf(app);
  const managed = await browser.open(url);
  t.equal(managed.statusCode, 200);
  const form = { form: formToken(managed.body), reason: nasty.replace(/[\u202e\u2066]/g, '') };
  await browser.post(`${pathOf(link)}/suspend`, form);
  const after = await browser.get(pathOf(link));
  const wrong = await browser.post(`${pathOf(link)}/revoke`, { ...form, account: nasty });
  for (const { body } of [managed, after, wrong]) t.notMatch(body, /<script>|<img|[\u202e\u2066]/);
});

t.test('a form without its token, with another page’s token or from another origin does nothing', async t => {
  const { world, app } = await newPages(t);
  const where = await provenConnection(world);
  const { link, url } = await manage(world, where);
  const other = browserOf(app);
  const otherToken = formToken((await other.open((await manage(world, where)).url)).body);
  const browser = browserOf(app);
  const form = formToken((await browser.open(url)).body);
  const reason = 'because';
  const refused = async (name: string, fields: Record<string, string>, headers = {}) => {
    const answer = await browser.post(`${pathOf(link)}/suspend`, fields, headers);
    t.equal(answer.statusCode, 403, name);
    t.match(answer.headers['content-type'], /html/, name);
    t.match(read(answer.body), /Request ID: req/, name);
  };
  await refused('missing', { reason });
  await refused('empty', { form: '', reason });
  await refused('of another link', { form: otherToken, reason });
  await refused('from another site', { form, reason }, { origin: 'https://evil.example' });
  await refused('cross-site by fetch metadata', { form, reason }, { 'sec-fetch-site': 'cross-site' });
  await refused('same-site is not same-origin', { form, reason }, { 'sec-fetch-site': 'same-site' });
  const json = await app.inject({ method: 'POST', url: `${pathOf(link)}/suspend`, payload: { form, reason } });
  t.equal(json.statusCode >= 400, true);
  t.equal((await connectionOf(world, where)).value.state, 'verified');
  // What browsers send with a form of our page: its referrer policy sets the origin to null.
  const sent = { origin: 'null', 'sec-fetch-site': 'same-origin' };
  t.equal((await browser.post(`${pathOf(link)}/suspend`, { form, reason }, sent)).statusCode, 303);
  t.equal((await connectionOf(world, where)).value.state, 'suspended');
});

t.test('the manage page shows health, findings with advice, the last check and who used the access', async t => {
  const { world, app } = await newPages(t);
  const where = await provenConnection(world);
  await requestSession(world, where);
  world.aws.putRolePolicy(where.roleArn, 'ByHand', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  });
  const { link, url } = await manage(world, where);
  const browser = browserOf(app);
  const form = { form: formToken((await browser.open(url)).body) };
  t.equal((await browser.post(`${pathOf(link)}/check`, form)).statusCode, 303);
  await world.ports.background.idle();
  const status = (await browser.get(`${pathOf(link)}/status`)).json();
  t.match(status, { phase: 'idle', againAfterMs: 0, sentence: 'Changed' });
  const text = read((await browser.get(pathOf(link))).body);
  const minted = (await world.ports.ledger.list(where.connectionId, { limit: 50 })).items;
  const use = minted.find(row => row.type === 'minted' && row.kind === 'issue')!;
  for (const needed of [
    'You are signed in as Person of the Tenant',
    'An inline policy was added to the role: ByHand.',
    'Remove it: it allows more than expected.',
    'The credentials that Example Vendor issues cannot use what was added.',
    'Sessions that may still be active: 1',
    'aws cloudtrail lookup-events',
    `--endpoint-url ${world.aws.url}`,
    `AttributeValue=${use.type === 'minted' && use.sessionName}`,
    'A check proved for the first time that the role accepts Example Vendor only with its external ID.',
    'Findings: 1 (inline policy added).',
  ])
    t.ok(text.includes(needed), needed);
  t.notMatch(text, /ASIA|key_support|under review/, 'no access key ids, no keys of support');
  const { externalId } = (await connectionOf(world, where)).value;
  t.match(
    (await browser.get(pathOf(link))).body,
    `<code id="external-id">${externalId.current}</code><button type="button" class="copy"`,
  );

  for (let n = 0; n < 5; n += 1) await checked(world, where);
  // A few rows at the beginning, so that a page of this many rows would end within a check.
  await requestSession(world, where);
  const name = `AttributeValue&#x3D;${use.type === 'minted' && use.sessionName}`;
  const newest = (await browser.get(pathOf(link))).body;
  t.ok(newest.includes(name), 'uses come first, however many checks followed');
  t.notMatch(newest, '<summary>Check');
  t.match(read(newest), 'For the sessions of checks, choose the kind “Checks”');
  const counts: number[] = [];
  let last = '';
  for (let next: string | undefined = `${pathOf(link)}?ledgerKind=all`; next; ) {
    last = (await browser.get(next.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'))).body;
    counts.push(
      ...[...last.matchAll(/<summary>Check <span class="quiet">\(<bdi>(\d+)/g)].map(([, count]) => Number(count)),
    );
    next = /href="([^"]+)#ledger">Show older/.exec(last)?.[1];
  }
  t.ok(last.includes(name), 'the last page of all rows has it');
  const rows = (await world.ports.ledger.list(where.connectionId, { limit: 500, kind: 'check' })).items;
  const ofChecks = rows.map(row => (row.type === 'minted' ? row.for : ''));
  const sizes = [...new Set(ofChecks)].map(id => ofChecks.filter(each => each === id).length);
  t.same(counts, sizes, 'each check is listed once, with all of its calls');
  t.equal((await browser.get(`${pathOf(link)}?ledger=made-up`)).statusCode, 400);
});

t.test("before the first result, the page neither mentions a check's findings nor offers a second check", async t => {
  const { world, app } = await newPages(t);
  const where = await provenConnection(world);
  const { link, url } = await manage(world, where);
  const browser = browserOf(app);
  t.match((await browser.open(url)).body, `action="${pathOf(link)}/check"`);
  const neverEnding = { ...world.ports, background: { ...world.ports.background, run: () => undefined } };
  await suspendConnection(world.ports, backend, where, 'We look into something.');
  await resumeConnection(neverEnding, backend, where, 'All is well.');
  const page = await browser.get(pathOf(link));
  t.match(
    read(page.body),
    /No check has finished since access was resumed. Credentials are issued again after a check succeeds/,
  );
  const [shown] = /<div id="shown">[\s\S]*?<\/section>/.exec(page.body)!;
  t.notMatch(shown, 'No credentials are issued', 'no second sentence that contradicts it');
  t.notMatch(page.body, `action="${pathOf(link)}/check"`);
  world.clock.advance(3600 * 1000);
  await checked(world, where);
  const later = browserOf(app);
  t.match((await later.open((await manage(world, where)).url)).body, `action="${pathOf(link)}/check"`);
});

t.test('the manage page begins with the status, and with suspend and revoke', async t => {
  const { world, app } = await newPages(t);
  const page = (await browserOf(app).open((await manage(world, await provenConnection(world))).url)).body;
  const [jump] = /<nav class="jump"[\s\S]*?<\/nav>/.exec(page)!;
  t.match(read(jump).trim(), /^Suspend or revoke\s/);
  const places = [...jump.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
  for (const id of places) t.match(page, `<h2 id="${id}">`);
  for (const [, id] of page.matchAll(/<h2 id="([^"]+)">/g))
    t.ok(id === 'condition' || places.includes(id!), `${id} has a link`);
});

t.test('the manage page links to the guide and to the commands that end access without it', async t => {
  const { world, app } = await newPages(t);
  const other = await provenConnection(world, { accountId: otherCustomerAccount });
  const where = await provenConnection(world);
  const { link, url } = await manage(world, where);
  const browser = browserOf(app);
  const page = await browser.open(url);
  const { roleSpec } = (await connectionOf(world, where)).value;
  const text = read(page.body);
  for (const needed of [
    'without this page and without permission from anyone',
    'aws cloudformation delete-stack',
    roleSpec.roleName,
  ])
    t.ok(text.includes(needed), needed);
  for (const below of ['/guide', '/guide.md']) {
    t.match(page.body, `href="${pathOf(link)}${below}"`);
    const guide = await browser.get(`${pathOf(link)}${below}`);
    t.equal(guide.statusCode, 200);
    t.match(guide.body, roleSpec.roleName);
    t.equal((await browser.get(`/c/manage/${other.connectionId}${below}`)).statusCode, 401, 'of this connection only');
  }
  const { caller: holder } = await linkOf(world.ports, link.id);
  await t.rejects(readDelivery(world.ports, holder, where), { code: 'not_allowed' }, 'the guide, not the delivery');
  await t.rejects(launchAgain(world.ports, holder, where), { code: 'not_allowed' });
  await revokeConnection(world.ports, support, where, 'not needed');
  const ended = await browser.get(pathOf(link));
  t.notMatch(ended.body, `${pathOf(link)}/guide`);
  t.equal(read(ended.body).split('aws cloudformation delete-stack').length, 2, 'once, under what was revoked');
});

t.test('a tenant requests a new external ID, gets the one command to run, and may cancel', async t => {
  const { world, app } = await newPages(t);
  const where = await provenConnection(world);
  const { link, url } = await manage(world, where);
  const browser = browserOf(app);
  const page = await browser.open(url);
  t.match(read(page.body), 'Request a new external ID');
  const form = { form: formToken(page.body) };
  const wrong = await browser.post(`${pathOf(link)}/rotation/start`, { ...form, reason: ' ' });
  t.equal(wrong.statusCode, 400);
  t.match(wrong.body, 'rotation-reason-wrong');
  const asked = await browser.post(`${pathOf(link)}/rotation/start`, { ...form, reason: 'It stood in a ticket.' });
  t.equal(asked.statusCode, 303);
  const before = (await connectionOf(world, where)).value.externalId;
  const waiting = read((await browser.get(pathOf(link))).body);
  for (const needed of [
    'aws cloudformation update-stack',
    'A new external ID is ready for you',
    'Cancel the replacement',
  ])
    t.ok(waiting.includes(needed), needed);
  t.match(waiting, '“Person of the Tenant” (your side) requested a new external ID');
  t.notOk(waiting.includes(before.pending!.value), 'the ID itself is in the template, so nobody must type it');
  t.match((await browser.get(pathOf(link), { 'accept-language': 'ja' })).body, ja['rotation.cancel']);
  await browser.post(`${pathOf(link)}/rotation/cancel`, { ...form, reason: 'Not needed.' });
  const after = (await connectionOf(world, where)).value.externalId;
  t.match(after, { current: before.current, retired: [{ value: before.pending!.value }] });
  t.equal(after.pending, undefined);
  t.match(read((await browser.get(pathOf(link))).body), 'Request a new external ID');
});

t.test('suspending needs a reason, lists what still works, and only the tenant resumes its own suspension', async t => {
  const { world, app } = await newPages(t);
  const where = await provenConnection(world);
  await requestSession(world, where);
  const { link, url } = await manage(world, where);
  const browser = browserOf(app);
  const form = { form: formToken((await browser.open(url)).body) };
  const answer = await browser.post(`${pathOf(link)}/suspend`, { ...form, reason: 'We look into something.' });
  const page = await browser.get(String(answer.headers.location));
  for (const needed of [
    'Access is suspended. No more credentials are issued.',
    'Credentials already issued stay valid until then, unless you revoke the sessions in your AWS account.',
    'aws iam put-role-policy',
    'We look into something.',
  ])
    t.ok(read(page.body).includes(needed), needed);
  t.notMatch(/<section class="card ended".*?<\/section>/s.exec(page.body)![0], 'delete-stack', 'it is not final');
  const { value } = await connectionOf(world, where);
  t.match(value, { state: 'suspended', suspended: { by: ['tenant'] } });
  await browser.post(`${pathOf(link)}/resume`, { ...form, reason: 'All is well.' });
  await world.ports.background.idle();
  t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy' });
  await suspendConnection(world.ports, support, where, 'Vendor’s own reason');
  t.ok(read((await browser.get(pathOf(link))).body).includes('Only Example Vendor can resume it'));
  t.equal((await browser.post(`${pathOf(link)}/resume`, { ...form, reason: 'All is well.' })).statusCode, 409);
  t.match((await connectionOf(world, where)).value, { state: 'suspended', suspended: { by: ['vendor'] } });
});

t.test('a link that cannot revoke or resume names who can, and offers what it can', async t => {
  const { world, app } = await newPages(t);
  const where = await provenConnection(world);
  const as = async (maker: Caller) => {
    const { link, url } = await makeLink(world.ports, maker, where, { kind: 'manage', person: 'Ann' });
    const browser = browserOf(app);
    return { browser, page: await browser.open(url), path: pathOf(link) };
  };
  const formOf = (html: string) => ({ form: formToken(html), reason: 'because' });
  const weakKey: Caller = { ...voucher, id: 'key_weak000000000001', mayEndAccess: false };
  await storeKey(world.ports, weakKey);
  const weak = await as(weakKey);
  t.match(read(weak.page.body), /This link can suspend access but not revoke it.*delete the stack/s);
  t.notMatch(weak.page.body, `href="${weak.path}/revoke"`);
  const asked = await weak.browser.get(`${weak.path}/revoke`);
  const form = formOf(weak.page.body);
  const sent = await weak.browser.post(`${weak.path}/revoke`, { ...form, account: customerAccount });
  for (const answer of [asked, sent]) {
    t.equal(answer.statusCode, 403);
    t.match(
      read(answer.body),
      /Nothing was changed. This link can suspend access but not revoke it. Ask Example Vendor/,
    );
  }
  t.match(read((await as(voucher)).page.body), /Only you can resume what you suspended/);
  for (const { page } of [weak, await as(support), await as(backend)])
    t.match(read(page.body), /can suspend but not resume/, 'before it is too late');
  t.equal((await weak.browser.post(`${weak.path}/suspend`, form)).statusCode, 303);

  const staff = await as(support);
  t.match(read(staff.page.body), /Open this page from Example Vendor's application/);
  t.notMatch(staff.page.body, `action="${staff.path}/resume"`);
  const revoke = formOf((await staff.browser.get(`${staff.path}/revoke`)).body);
  const resumed = await staff.browser.post(`${staff.path}/resume`, revoke);
  t.equal(resumed.statusCode, 403);
  t.match(read(resumed.body), /Open this page from Example Vendor's application/);
  t.match((await connectionOf(world, where)).value, { state: 'suspended', suspended: { by: ['tenant'] } });
  await staff.browser.post(`${staff.path}/revoke`, { ...revoke, account: customerAccount });
  t.equal((await connectionOf(world, where)).value.state, 'revoked');
  t.match(read((await staff.browser.get(staff.path)).body), /“Ann” \(link from Example Vendor's support\)/);
});

t.test('a reason of more than a line changes nothing, and the typed text stays', async t => {
  const { world, app } = await newPages(t);
  const where = await provenConnection(world);
  const { link, url } = await manage(world, where);
  const browser = browserOf(app);
  const form = { form: formToken((await browser.open(url)).body) };
  const { revision } = await connectionOf(world, where);
  const refused = async (below: string, field: string, reason: string, kept: string, more = {}) => {
    const answer = await browser.post(`${pathOf(link)}/${below}`, { ...form, reason, ...more });
    const name = `${below}: ${encodeURIComponent(reason.slice(0, 20))}`;
    t.equal(answer.statusCode, 400, name);
    t.match(answer.body, new RegExp(`role="alert" id="${field}-wrong">Nothing was changed. Write the reason`), name);
    t.match(answer.body, `value="${kept}" aria-invalid="true"`, name);
    t.notMatch(answer.body, /[\0\u202e\u2028]/, name);
  };
  const everyone = async (below: string, field: string, more = {}) => {
    await refused(below, field, 'one\nand\r\ntwo', 'one and two', more);
    await refused(below, field, 'nul\0 in it', 'nul  in it', more);
    await refused(below, field, '\u202Edetrevni', 'detrevni', more);
    await refused(below, field, 'one\u2028two', 'one two', more);
    await refused(below, field, ' ', '', more);
    await refused(below, field, 'x'.repeat(501), 'x'.repeat(500), more);
  };
  await everyone('suspend', 'suspend-reason');
  await everyone('revoke', 'reason', { account: customerAccount });
  t.equal((await connectionOf(world, where)).revision, revision);
  await browser.post(`${pathOf(link)}/suspend`, { ...form, reason: '🦊'.repeat(500) });
  const suspended = await connectionOf(world, where);
  t.equal(suspended.value.state, 'suspended', 'counted in characters as people count them');
  await everyone('resume', 'resume-reason');
  t.equal((await connectionOf(world, where)).revision, suspended.revision);
});

t.test('informational findings are shown apart from the others, and calmly', async t => {
  const { world, app } = await newPages(t);
  const where = await provenConnection(world);
  const { link, url } = await manage(world, where);
  const browser = browserOf(app);
  await browser.open(url);
  const { connections } = world.ports;
  const { get } = connections;
  t.teardown(() => Object.assign(connections, { get }));
  connections.get = async id => {
    const kept = await get.call(connections, id);
    if (!kept) return kept;
    return { ...kept, value: { ...kept.value, findings: [finding('outdated', { from: '1.0.0', to: '1.1.0' })] } };
  };
  const english = await browser.get(pathOf(link));
  t.match(
    read(english.body),
    /No findings\.\s+For information\s+Version 1\.1\.0 of the permission set is available\..* 1\.0\.0\./,
  );
  t.notMatch(english.body, /class="rows findings"|\?<\/p>/);
  const japanese = await browser.get(`${pathOf(link)}?lang=ja`);
  t.match(read(japanese.body), /バージョン 1\.1\.0 を利用できます。現在のロールはバージョン 1\.0\.0/);
});

t.test('revoking shows the impact, requires the account number, and shows how to cut access now', async t => {
  const { world, app } = await newPages(t);
  const where = await provenConnection(world);
  await requestSession(world, where);
  const { link, url } = await manage(world, where);
  const browser = browserOf(app);
  await browser.open(url);
  const before = await browser.get(`${pathOf(link)}/revoke`);
  t.match(
    read(before.body),
    /Sessions that may still be active: 1. The last one expires at .*Last used: .* by Example Vendor.{1,6}s backend/s,
  );
  const form = { form: formToken(before.body), reason: 'We changed vendors.' };
  const { revision } = await connectionOf(world, where);
  for (const account of [otherCustomerAccount, '', customerAccount.slice(1)]) {
    const wrong = await browser.post(`${pathOf(link)}/revoke`, { ...form, account });
    t.equal(wrong.statusCode, 400);
    t.notMatch(wrong.body, 'id="reason-wrong"');
    t.match(read(wrong.body), /The account number does not match. Nothing was changed./);
    t.match(wrong.body, 'value="We changed vendors."');
  }
  t.equal((await connectionOf(world, where)).revision, revision);
  const done = await browser.post(`${pathOf(link)}/revoke`, { ...form, account: '2109-8765-4321' });
  t.equal(done.headers.location, `${pathOf(link)}?done=revoked`);
  const text = read((await browser.get(String(done.headers.location))).body);
  for (const needed of [
    'Access is revoked. No credentials will be issued again.',
    'Issuing stopped at',
    'The last session expires at',
    'stay valid until then, unless you revoke the sessions in your AWS account.',
    'AWSRevokeOlderSessions',
    'aws cloudformation delete-stack',
    '“Person of the Tenant” (your side) revoked the connection',
  ])
    t.ok(text.includes(needed), needed);
  t.match((await connectionOf(world, where)).value.state, 'revoked');
  t.equal((await browser.get(`${pathOf(link)}/revoke`)).statusCode, 409);
  t.notMatch(text, 'Your options');
});

t.test('every page is entirely in Japanese on request, and stays so', async t => {
  const { world, app } = await newPages(t);
  const where = await pending(world);
  const verified = await verifiedConnection(world, { accountId: otherCustomerAccount });
  await requestSession(world, verified);
  const browser = browserOf(app, { 'accept-language': 'fr, ja-JP;q=0.9, en;q=0.8' });
  const offered = await handOff(world, where);
  const managed = await manage(world, verified);
  const pages = [await browser.open(offered.url), await browser.open(managed.url)];
  pages.push(await browser.get(`${pathOf(managed.link)}/revoke`), await browser.get('/c/lnk_x.y'));
  pages.push(await browser.get(`${pathOf(offered.link)}/guide`));
  const again = { form: formToken(pages[1]!.body), reason: ' ' };
  pages.push(await browser.post(`${pathOf(managed.link)}/suspend`, again));
  for (const page of pages) {
    t.match(page.body, '<html lang="ja">');
    t.equal(page.headers['content-language'], 'ja');
    t.same(leftInEnglish(page.body), []);
  }
  t.ok(pages[0]!.body.includes(ja['handoff.granted']));
  const english = await browser.get(`${pathOf(offered.link)}?lang=en`);
  t.match(english.body, '<html lang="en">');
  t.match((await browser.get(pathOf(offered.link))).body, '<html lang="en">', 'the choice is kept');
});

t.test('with one language there is no choice, and a browser that wants no offered one gets the first', async t => {
  const offered = async (languages: string) => {
    const world = await newWorld(t, { variables: { DRAWBRIDGE_LANGUAGES: languages } });
    const { url, link } = await handOff(world, await pending(world));
    const browser = browserOf(world.app, { 'accept-language': 'fr, en;q=0.5' });
    await browser.open(url);
    return { page: await browser.get(`${pathOf(link)}?lang=en`), browser, app: world.app };
  };
  const one = await offered('ja');
  t.match(one.page.body, '<html lang="ja">', 'although English is preferred and chosen');
  t.notMatch(one.page.body, 'hreflang');
  t.notOk([...one.browser.jar.keys()].some(each => each.startsWith('drawbridge_language')));
  const both = await offered('ja,en');
  t.match(both.page.body, /<html lang="en">.*hreflang="ja"/s);
  const neither = browserOf(both.app, { 'accept-language': 'fr' });
  t.match((await neither.get('/c/hello')).body, '<html lang="ja">');
});

t.test("the logo is in the header under the vendor's name, and an SVG of it can do nothing", async t => {
  const svg =
    '<?xml version="1.0"?>\n<!-- ours -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>\n';
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const folder = t.testdir({ 'logo.svg': svg, 'logo.png': png });
  for (const [name, type] of [
    ['logo.svg', 'image/svg+xml'],
    ['logo.png', 'image/png'],
  ] as const) {
    const variables = { DRAWBRIDGE_LOGO: `${folder}/${name}`, DRAWBRIDGE_VENDOR_NAME: 'A "quoted" <Vendor>' };
    const { app } = await newWorld(t, { variables });
    const page = await app.inject({ url: '/c/hello' });
    const [, source] = /<img class="logo" src="([^"]+)" alt="A &quot;quoted&quot; &lt;Vendor&gt;">/.exec(page.body)!;
    t.match(page.headers['content-security-policy'], /default-src 'none'.*img-src 'self'/);
    const logo = await app.inject({ url: source!.replaceAll('&#x3D;', '=') });
    t.match(logo.headers, {
      'content-type': type,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': /immutable/,
    });
    t.ok(logo.rawPayload.equals(name === 'logo.svg' ? Buffer.from(svg) : png));
  }
  const { app } = await newWorld(t);
  const plain = await app.inject({ url: '/c/hello' });
  t.match(plain.body, '<p class="vendor"><bdi>Example Vendor</bdi></p>');
  t.equal((await app.inject({ url: '/c/logo' })).statusCode, 401, 'a link like any other');
});

/** Runs of lower-case words on a page that are neither code nor facts. Names of AWS services are capitalised. */
function leftInEnglish(html: string): string[] {
  const text = html
    .replace(/<(code|pre|title|article)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<bdi>[\s\S]*?<\/bdi>/g, '')
    .replace(/<p class="watermark"[\s\S]*?<\/p>/, '');
  return read(text).match(/\b[a-z]+( [a-z]+)+\b/g) ?? [];
}

t.test('an unknown address below the pages, and an unknown field, get pages as answers', async t => {
  const { world, app } = await newPages(t);
  const nowhere = await app.inject({ url: '/c/hand-off/con_x/y/z' });
  t.equal(nowhere.statusCode, 404);
  t.match(nowhere.headers['content-type'], /html/);
  const { link, url } = await manage(world, await provenConnection(world));
  const browser = browserOf(app);
  const form = formToken((await browser.open(url)).body);
  const answer = await browser.post(`${pathOf(link)}/suspend`, { form, reason: 'x', state: 'revoked' });
  t.equal(answer.statusCode, 400);
  t.match(answer.headers['content-type'], /html/);
});

t.test('every sentence that a template uses exists', t => {
  for (const { path, text } of textsIn('api/web', '.hbs', 28)) {
    for (const [, key] of text.matchAll(/[{(](?:t|plain) "([^"]+)"/g)) t.ok(isTextKey(key!), `${path}: ${key}`);
  }
  t.end();
});
