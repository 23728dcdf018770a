// What a caller causes is refused as the caller's, never with a 500: methods, cursors, options that only fail together,
// ambiguous JSON. And what a caller writes never brings a secret into the log, the history, events or exports.
import { METHODS, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import MarkdownIt from 'markdown-it';
import t from 'tap';
import { startWarnings } from '../../api/config/warnings.js';
import { scrubbedText, withoutSecrets } from '../../api/core/values/redact.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { markdownText } from '../../templates/markdown.js';
import { voucher } from '../helpers/callers.js';
import { connectionOf, newConnection, newTenant, provenConnection } from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const api = async (world: World, as: string, method: string, url: string, payload?: unknown) => {
  const headers = {
    authorization: `Bearer ${as}`,
    ...(payload !== undefined && { 'content-type': 'application/json' }),
  };
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return world.app.inject({ method: method as 'GET', url, headers, ...(payload !== undefined && { payload: body }) });
};

t.test('no method, with or without a body and a content type, gets a 500', async t => {
  const world = await newWorld(t);
  await world.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = world.app.server.address() as AddressInfo;
  const send = (method: string, path: string, type: string | undefined, body: string | undefined) =>
    new Promise<number>(resolve => {
      const headers = {
        authorization: `Bearer ${world.keys.operator}`,
        ...(type !== undefined && { 'content-type': type }),
      };
      const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, answer => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
        answer.once('error', () => resolve(0));
      });
      sent.once('error', () => resolve(0));
      sent.end(body);
    });
  const cases = METHODS.filter(each => each !== 'CONNECT').flatMap(method =>
    ['/', '/v1/tenants', '/c/x'].flatMap(path =>
      [undefined, ';;', 'application/json'].flatMap(type =>
        [undefined, 'x'].map(body => ({ method, path, type, body })),
      ),
    ),
  );
  const faults: string[] = [];
  for (const { method, path, type, body } of cases) {
    const status = await send(method, path, type, body);
    if (status >= 500) faults.push(`${method} ${path} ${type} ${body}: ${status}`);
  }
  // Longer than any id.
  for (const path of [`/v1/tenants/${'a'.repeat(600)}`, `/c/${'a'.repeat(600)}`])
    for (const method of ['GET', 'POST', 'DELETE']) {
      const status = await send(method, path, undefined, undefined);
      if (status !== 404) faults.push(`${method} ${path}: ${status}`);
    }
  t.ok(cases.length > 500);
  t.same(faults, []);
});

t.test('an empty body is no body, whatever content type a client sends with it', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const send = (method: 'POST' | 'DELETE', url: string) =>
    world.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${world.keys.support}`, 'content-type': 'application/json' },
    });
  const at = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
  t.equal((await send('POST', `${at}/checks`)).statusCode, 202);
  t.match((await send('DELETE', `${at}/links/lnk_0000000000000000`)).json(), { code: 'link_not_found' });
  t.match(
    (await send('POST', `${at}/suspend`)).json(),
    { code: 'request_invalid' },
    'where a body is needed, it is missing',
  );
});

t.test('a cursor that we did not sign is refused on every list', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  for (let n = 0; n < 2; n += 1) await newTenant(world, `Tenant ${n}`);
  const here = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
  const lists = {
    operator: ['/v1/tenants', '/v1/api-keys', '/v1/webhooks', '/v1/security-log'],
    support: ['/v1/connections', `/v1/tenants/${where.tenantId}/connections`],
    auditor: [`${here}/history`, `${here}/sessions`, `${here}/checks`, `${here}/links`],
  } as const;
  const page = (await api(world, world.keys.operator, 'GET', '/v1/tenants?limit=1')).json();
  const real = Buffer.from(page.nextCursor, 'base64url').toString();
  const position = real.slice(22);
  const positions = ['x', '~', '0', '-1', 'NaN', '2026-13-99T99:99', '2999-01-01T00:00:00.000Z#sec_1', '{}', position];
  const forged = [
    ...positions.flatMap(each => ['', real.slice(0, 22), '0'.repeat(16), '0'.repeat(22)].map(start => start + each)),
  ].filter(each => each !== real);
  for (const [as, urls] of Object.entries(lists))
    for (const url of urls)
      for (const each of [...forged, 'a'.repeat(400)]) {
        const cursor = Buffer.from(each).toString('base64url');
        const answer = await api(world, world.keys[as as 'operator'], 'GET', `${url}?cursor=${cursor}`);
        if (answer.statusCode !== 400) t.fail(`${url} ${each}: ${answer.statusCode}`);
      }
  const next = await api(world, world.keys.operator, 'GET', `/v1/tenants?limit=1&cursor=${page.nextCursor}`);
  t.equal(next.statusCode, 200, 'a real one is read');
  const elsewhere = await api(world, world.keys.operator, 'GET', `/v1/api-keys?cursor=${page.nextCursor}`);
  t.equal(elsewhere.statusCode, 400, 'but not by another list');
});

t.test('options that are too large only together are refused when they are sent, and nothing is stored', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const tags = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`Tag${n}`, '\u{20000}'.repeat(256)]));
  const url = `/v1/tenants/${tenantId}/connections`;
  const wanted = { accountId: customerAccount, permissionSetId: 'cost-read' };
  const refused = await api(world, world.keys.backend, 'POST', url, { ...wanted, options: { tags: tags(46) } });
  t.equal(refused.statusCode, 400);
  t.match(refused.json(), { code: 'options_not_valid', errors: [{ path: '/options' }] });
  t.same((await api(world, world.keys.backend, 'GET', url)).json().items, []);
  const made = await api(world, world.keys.backend, 'POST', url, { ...wanted, options: { tags: tags(20) } });
  t.equal(made.statusCode, 201);
  const here = `${url}/${made.json().id}`;
  t.equal((await api(world, world.keys.backend, 'GET', `${here}/delivery`)).statusCode, 200);
  const changed = await api(world, world.keys.backend, 'PATCH', here, { options: { tags: tags(46) } });
  t.match(changed.json(), { status: 400, code: 'options_not_valid' });
  t.equal((await api(world, world.keys.backend, 'GET', `${here}/delivery`)).statusCode, 200);
});

t.test('a body that names a member twice is refused, at every depth and however it is escaped', async t => {
  const world = await newWorld(t);
  const create = (body: string) => api(world, world.keys.operator, 'POST', '/v1/tenants', body);
  for (const body of [
    '{"name":"A","name":"B"}',
    '{"name":"A","n\\u0061me":"B"}',
    '{"name":"A","reference":"x","reference":"x"}',
    '{"name":{"a":1,"a":2}}',
  ]) {
    const answer = await create(body);
    t.match(answer.json(), { code: 'request_invalid', errors: [{ message: /more than once/ }] }, body);
  }
  t.equal((await create('{"name":"A \\"name\\": B"}')).statusCode, 201);
});

const key = `db_${'a'.repeat(16)}_${'S3cretS3cret'.repeat(4).slice(0, 43)}`;
const token = `lnk_${'b'.repeat(16)}.${'T0kenT0ken'.repeat(5).slice(0, 43)}`;
const externalId = '0f8fad5b-d9cb-469f-a165-70867728950e';
const arn = 'arn:aws:iam::999999999999:role/of-another';
const secrets = [
  [key, 'S3cret'],
  [token, 'T0ken'],
  [`https://vendor.example/c/${token}`, 'T0ken'],
  [token.replace('.', '%2E'), 'T0ken'],
  [`%6cnk_${token.slice(4)}`, 'T0ken'],
  [`whsec_${'c2VjcmV0'.repeat(4)}`, 'c2VjcmV0'],
  [externalId, externalId],
  [externalId.toUpperCase(), externalId.toUpperCase()],
  [arn, '999999999999'],
  ['AKIAIOSFODNN7EXAMPLE', 'IOSFODNN7'],
  ['wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'bPxRfiCY'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'eyJzdWIi'],
] as const;

/** Further forms of the same, which need no world of their own. */
const otherForms = [
  [`lnk_${'b'.repeat(16)}.manage.1796164750227.${'C00kie'.repeat(7)}`, 'C00kie'],
  [key.replace('_', '%255F'), 'S3cret'],
  [token.replace('.', '%25252E'), 'T0ken'],
  [`IQoJb3JpZ2luX2VjE${'Sess10nToken/+'.repeat(30)}==`, 'Sess10n'],
  ['https://bucket.s3.eu-west-1.amazonaws.com/Templ4te/role.json', 'Templ4te'],
] as const;

t.test('texts lose keys, tokens, external IDs and ARNs where they enter, and keep the rest', async t => {
  for (const [text, secret] of [...secrets, ...otherForms]) t.notMatch(scrubbedText(`see ${text} now`), secret, text);
  for (const plain of [
    'See https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html, 100%25 done.',
    'Ticket 4711: 100% of the reports failed (see wiki/page-1).',
    'Prod-Account-Migration-2026-Phase-2-Rollout-Everything',
    'commit 0c8bd3b4d6f9c1f2a3b4c5d6e7f8091a2b3c4d5e',
    '日本語の理由',
  ])
    t.equal(scrubbedText(plain), plain);
  t.equal(withoutSecrets(externalId), externalId, "a vendor's own reference may be a UUID");
});

t.test(
  'log, history, events and exports hold no secret that somebody wrote as a reason, a name or an address',
  async t => {
    const world = await newWorld(t, { receivesEvents: true });
    const where = await provenConnection(world);
    const here = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
    const found: string[] = [];
    const look = (text: string, at: string) => {
      for (const [, secret] of secrets) if (text.includes(secret)) found.push(`${at}: ${secret}`);
    };
    const texts = secrets.map(([text]) => text);
    const name = texts
      .filter(each => each.length < 80)
      .slice(0, 2)
      .join(' ')
      .slice(0, 100);
    const tenant = await api(world, world.keys.backend, 'POST', '/v1/tenants', { name, reference: key });
    look(tenant.body, 'tenant');
    const corrected = { name: texts[1]!.slice(0, 100), reference: token };
    const patched = await api(world, world.keys.operator, 'PATCH', `/v1/tenants/${where.tenantId}`, corrected);
    t.equal(patched.statusCode, 200);
    look(patched.body, 'tenant');
    for (const text of texts) {
      for (const act of ['suspend', 'resume'])
        look((await api(world, world.keys.support, 'POST', `${here}/${act}`, { reason: text })).body, act);
      await api(world, world.keys.backend, 'POST', `${here}/links`, { kind: 'manage', person: text.slice(0, 100) });
      await api(world, world.keys.operator, 'POST', '/v1/api-keys', { name: text, scope: 'auditor', tenants: 'all' });
      for (const path of [`/${encodeURIComponent(text)}`, `/v1/${text}`, `/%63/${text}`, `/c/${text}?x=${text}`])
        await world.app.inject({ url: path.replace('https://', '') });
    }
    const page = await managePage(world, where);
    for (const text of texts) for (const form of ['suspend', 'resume']) await page.send(form, { reason: text });
    await world.ports.background.idle();
    for (const url of [`${here}/history?limit=100`, `${here}/history/export`, `${here}/links?limit=100`])
      look(
        (await api(world, world.keys.auditor, 'GET', url)).body.replaceAll(
          (await connectionOf(world, where)).value.externalId.current,
          '',
        ),
        url,
      );
    for (const url of ['/v1/api-keys?limit=100', '/v1/security-log?limit=100', '/v1/tenants?limit=100'])
      look((await api(world, world.keys.operator, 'GET', url)).body, url);
    look(await page.read(), 'manage page');
    look(world.logged(), 'log');
    t.same(found, []);
    const { url } = await makeLink(world.ports, voucher, where, { kind: 'manage', person: 'Ann' });
    const real = new URL(url).pathname.slice('/c/'.length);
    for (const path of [
      `/c/${real}`,
      `/%63/${real.replace('.', '%2E')}`,
      `/%63/${[...real].map(each => `%${each.charCodeAt(0).toString(16)}`).join('')}`,
    ])
      await world.app.inject({ url: path });
    t.notMatch(world.logged(), real.split('.')[1]!.slice(0, 20));
    t.notMatch(decodeURIComponent(world.logged().replace(/%(?![0-9a-f]{2})/gi, '')), real.split('.')[1]!.slice(0, 20));
    t.match(world.logged(), '"route":"/c/:token"');
  },
);

t.test('names that show nothing, or hide characters, are refused; joiners that scripts need are not', async t => {
  const world = await newWorld(t);
  const create = async (name: string) =>
    (await api(world, world.keys.operator, 'POST', '/v1/tenants', { name })).statusCode;
  for (const name of [
    '\u200b',
    '\u200d\u200c',
    '\u3164',
    '\u2800\u2800',
    '\u00ad',
    '\ufe0f',
    '\u{e0041}',
    'Blue\u200bHarbor',
    'Blue\u2060Harbor',
    '\ufeffBlue',
    'A\u3164',
  ])
    t.equal(await create(name), 400, JSON.stringify(name));
  for (const name of ['Blue Harbor', 'نامه\u200cای', '👩\u200d🚀 Space', 'Société Générale', '株式会社 青港'])
    t.equal(await create(name), 201, name);
});

t.test('a name that looks like an address is no link for any reader of the guide', async t => {
  const reader = new MarkdownIt({ linkify: true });
  reader.linkify.set({ fuzzyLink: true, fuzzyEmail: true });
  for (const name of [
    'https://evil.example',
    'www.evil.com',
    'evil.com',
    'a@evil.example',
    'http://evil',
    '//evil.com',
  ]) {
    t.match(reader.render(name), '<a ', `${name}: this reader makes links`);
    t.notMatch(reader.render(markdownText(name)), '<a ', name);
  }
  t.equal(markdownText('St. John & Co'), 'St. John \\& Co', 'other names stay readable');
});

t.test('at start a missing list of trusted proxies is reported where a load balancer must exist', async t => {
  const { vendor } = (await newWorld(t)).config;
  const warned = (publicUrl: string, trustedProxies: string[]) =>
    startWarnings({ vendor: { ...vendor, publicUrl }, trustedProxies }).length;
  t.equal(warned('https://vendor.example', []), 1);
  t.equal(warned('https://vendor.example', ['10.0.0.0/16']), 0);
  t.equal(warned('http://127.0.0.1:4700', []), 0);
});
