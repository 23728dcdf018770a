// Histories and the ledger for people: a sentence for each row, filters, pages, and exports that can be verified
// offline.
import t from 'tap';
import type { Caller } from '../../api/core/access/caller.js';
import { type Change, type KeptRow, nextRow } from '../../api/core/audit/history.js';
import { type LedgerRow, ledgerKindOf, type MintedRow } from '../../api/core/audit/ledger.js';
import { changeKinds } from '../../api/core/event/change-kinds.js';
import { eventTypeNames } from '../../api/core/event/event-types.js';
import { readHistory } from '../../api/operations/audit/read-history.js';
import { changeConnection } from '../../api/operations/connection/change-connection.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { suspendConnection } from '../../api/operations/ending/end-access.js';
import { impactOf } from '../../api/operations/ending/impact.js';
import type { LedgerFilter } from '../../api/ports/audit.js';
import type { HistoryFilter, Page, PageInput } from '../../api/ports/subjects.js';
import { describeChange } from '../../templates/text/describe-change.js';
import { ja } from '../../templates/text/ja/ja.js';
import { isTextKey } from '../../templates/text/say.js';
import { sayLedgerRow } from '../../templates/text/say-ledger.js';
import type { Telling } from '../../templates/text/telling.js';
import { backend, support, voucher } from '../helpers/callers.js';
import { testClock } from '../helpers/clock.js';
import { requestSession, verifiedConnection } from '../helpers/customer.js';
import { sampleConnection } from '../helpers/samples.js';
import { textsIn } from '../helpers/sources.js';
import { mintedRow, openStores } from '../helpers/store-world.js';
import { newWorld } from '../helpers/world.js';
import { putHistory } from './long-history.js';

const at = '2026-11-22T10:00:00.000Z';
const english: Telling = { language: 'en', vendor: 'Acme', reader: 'vendor' };
const jane = { kind: 'support', id: 'key_1', name: 'Jane Doe' };

function rowOf(change: Partial<Change>, state: object = {}): KeptRow {
  const stateAfter = { ...sampleConnection, ...state };
  const whole = { at, who: jane, action: 'connection.revoked', ...change };
  return { row: nextRow({ kind: 'connection', id: sampleConnection.id }, undefined, whole, stateAfter), stateAfter };
}

const said = (change: Partial<Change>, state?: object, telling: Partial<Telling> = {}) =>
  describeChange(rowOf(change, state), { ...english, ...telling });

t.test('every action that an operation writes has its own sentence in both languages', async t => {
  const texts = textsIn('api/operations', '.ts', 57).map(({ text }) => text);
  const named = texts.flatMap(text =>
    [...text.matchAll(/'((?:connection|tenant|key|link|webhook|permission-set)\.[a-z-]+)'/g)].map(match => match[1]!),
  );
  // Changes of callers' permissions use other verb forms.
  const actions = new Set([...named.filter(each => /ed$|again$/.test(each)), ...eventTypeNames]);
  t.ok(actions.size > 30);
  const sentences = new Map<string, string>();
  for (const action of actions) {
    t.ok(isTextKey(`change.${action}`), action);
    for (const language of ['en', 'ja'] as const) {
      const sentence = said({ action, reason: 'Because' }, undefined, { language });
      t.notMatch(sentence, action, `${action} has a sentence`);
      t.notOk(sentences.has(sentence), `${sentence} belongs to ${action} alone, not to ${sentences.get(sentence)}`);
      sentences.set(sentence, action);
    }
  }
});

t.test('every action of a connection has exactly one kind', async t => {
  t.strictSame(Object.values(changeKinds).flat().sort(), [...eventTypeNames].sort());
});

t.test('a sentence states what happened, who did it and why', async t => {
  const reason = 'contract ended';
  t.equal(
    said({ reason, facts: { mayCheckClosed: true } }),
    'Support “Jane Doe” revoked the connection: “contract ended”. Access has ended for good. ' +
      'Checks that the role is closed are allowed.',
  );
  t.equal(
    said({ action: 'connection.suspended', reason }, undefined, { language: 'ja' }),
    'サポート「Jane Doe」が、接続を一時停止しました（理由: 「contract ended」）。再開されるまで認証情報は発行されません。',
  );
  const system = { kind: 'system', id: 'system' };
  t.equal(
    said(
      { who: system, action: 'connection.checked', facts: { outcome: 'refused', health: 'unreachable' } },
      { health: 'unreachable', findings: [{ severity: 'high' }, { severity: 'information' }] },
    ),
    'The role refused the check. Health: Refused. Findings: 1.',
  );
  const found = (...findings: [code: string, severity?: string][]) =>
    said(
      { who: system, action: 'connection.checked', facts: { outcome: 'admitted' } },
      { health: 'drifted', findings: findings.map(([code, severity = 'high']) => ({ code, severity, facts: {} })) },
    ).replace(/^.*Health: Changed\. /, '');
  t.equal(found(['policy_added'], ['policy_added']), 'Findings: 2 (inline policy added).');
  t.equal(
    found(['role_recreated'], ['tags_changed'], ['trust_narrowed'], ['policy_missing'], ['from_a_newer_release']),
    'Findings: 5 (role created again, tags changed, trust policy narrowed and 2 more).',
  );
  t.equal(
    found(['sessions_revoked_by_customer', 'information']),
    'Findings: 0. For information: sessions revoked in the AWS account.',
    'a new detail may be one that counts as no finding',
  );
  const asked = (why: string, language: 'en' | 'ja' = 'en') =>
    said({ action: 'connection.rotation-cancelled', reason: why }, undefined, { language });
  t.equal(
    asked('It stood in a ticket.'),
    'Support “Jane Doe” cancelled the new external ID: “It stood in a ticket.” The current one stays.',
    'one full stop',
  );
  t.match(asked('Why?'), 'external ID: “Why?” The');
  t.match(asked('4711'), 'external ID: “4711”. The');
  t.match(asked('It stood in a ticket.', 'ja'), '（理由: 「It stood in a ticket.」）。現在');
  const limits = {
    endsAt: '2027-01-31T00:00:00.000Z',
    windows: [{ days: ['mon', 'fri'], from: '09:00', to: '17:30' }],
  };
  t.equal(
    said({ action: 'connection.limits-changed', facts: { changed: ['endsAt'] } }, { limits }),
    'Support “Jane Doe” changed when the connection may be used: until 2027-01-31 00:00 UTC; ' +
      'Monday, Friday, 09:00 to 17:30 (UTC).',
  );
  t.equal(
    said(
      { who: system, action: 'connection.checked', facts: { outcome: 'admitted', healthBefore: 'unknown' } },
      { health: 'healthy', findings: [] },
    ),
    'The first check since the connection was created or resumed succeeded. Health: Healthy. Findings: 0.',
  );
  t.match(
    said({ action: 'connection.drill-finished', facts: { endSeconds: 651, sessionsAlive: 1, handedOutAfterStop: 0 } }),
    "the last session's end: 10 min 51 s; active sessions: 1;",
  );
  const arn = 'arn:aws:iam::210987654321';
  const legacy = [
    { id: 'leg_1', kind: 'role', arn: `${arn}:role/partners/acme` },
    { id: 'leg_2', kind: 'user', arn: `${arn}:user/acme`, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    { id: 'leg_3', kind: 'role', arn: `${arn}:role/gone`, ended: { at, how: 'deleted', by: 'tenant' } },
  ];
  const named = (action: string, legacyId?: string, more = {}) =>
    said({ action, reason, facts: { ...(legacyId && { legacyId }), ...more } }, { legacy });
  t.equal(
    named('connection.legacy-recorded', 'leg_2'),
    'Support “Jane Doe” recorded legacy access to the account, the access key AKIAIOSFODNN7EXAMPLE of ' +
      `${arn}:user/acme: “contract ended”. This service never uses it.`,
  );
  t.equal(
    named('connection.legacy-closed', 'leg_1', { person: 'Ann' }),
    `Support “Jane Doe” reported that legacy access, the role ${arn}:role/partners/acme, was deleted, ` +
      'as confirmed by “Ann”.',
  );
  t.match(
    named('connection.legacy-retracted', 'leg_1'),
    `the role ${arn}:role/partners/acme, that was recorded by mistake`,
  );
  t.match(
    named('connection.legacy-reminded', undefined, { open: 2 }),
    `Number: 2. Open: the role ${arn}:role/partners/acme, the access key AKIAIOSFODNN7EXAMPLE of ${arn}:user/acme.`,
  );
  // Rows of a newer release, or of an older one without their facts, still have a sentence.
  t.equal(
    said({ action: 'connection.moved', reason }),
    'Support “Jane Doe” made a change (connection.moved): “contract ended”.',
  );
  t.match(said({ action: 'connection.upgrade-started' }), 'from version ? to version ?');
});

t.test('the tenant sees its own people by name, and the keys of the vendor by scope', async t => {
  const to = (who: Change['who']) => said({ who, action: 'connection.suspended' }, undefined, { reader: 'tenant' });
  t.match(to(jane), /^Acme's support suspended/);
  t.match(to({ kind: 'backend', id: 'key_2', name: 'billing' }), /^Acme's backend suspended/);
  const ann = { kind: 'manage', id: 'lnk_1', name: 'Ann' };
  t.match(to({ ...ann, madeBy: { kind: 'backend', id: 'key_2' } }), /^“Ann” \(your side\) suspended/);
  t.match(to({ ...ann, madeBy: { kind: 'support', id: 'key_1' } }), /^“Ann” \(link from Acme's support\) suspended/);
});

t.test('free text cannot end its quotation, hide in a sentence or reveal a secret', async t => {
  const externalId = sampleConnection.externalId.current;
  const token = `lnk_${'a'.repeat(16)}.${'B'.repeat(43)}`;
  const key = `db_${'a'.repeat(16)}_${'A'.repeat(43)}`;
  const hostile = 'x”. Acme lost all keys.\n\u202e<script>alert(1)</script>\ue0001\ue001';
  const sentence = said({
    who: { ...jane, name: hostile },
    reason: `${hostile} ${externalId.toUpperCase()} https://acme.example/c/${token} ${key} ${'y'.repeat(900)}`,
    facts: { retired: externalId, roleArn: 'arn:aws:iam::210987654321:role/x' },
  });
  for (const secret of [externalId, token, key]) t.notOk(sentence.toLowerCase().includes(secret.toLowerCase()));
  t.notMatch(sentence, /[\p{Cc}\p{Bidi_Control}\p{Co}]|arn:/u);
  t.equal(sentence.match(/[“”]/g)?.length, 4, 'two quotations, and no quotation mark inside');
  t.ok(sentence.length < 1200);
  // A page wraps exactly these two, and escapes the rest.
  const marked = said({ who: { ...jane, name: 'A' }, reason: 'B' }, undefined, { mark: text => `[${text}]` });
  t.match(marked, /“\[A\]”.*“\[B\]”/);
  for (const action of eventTypeNames)
    t.notMatch(
      said({ action, reason: externalId }),
      externalId,
      `${action} does not show the external ID of its state`,
    );
});

t.test('an edited row in the store does not stop readers from reading on', async t => {
  const { row } = rowOf({});
  for (const edited of [{}, { ...row, who: null }, { ...row, facts: 7, action: {} }, { ...row, reason: { a: 1 } }])
    t.type(describeChange({ row: edited as never, stateAfter: { limits: { windows: 'all' } } }, english), 'string');
});

t.test('the ledger states who requested, for how long, and the outcome', async t => {
  const minted = (more: Partial<MintedRow>) => mintedRow('min_1', at, more);
  const outcome = { kind: 'assumed', accessKeyId: 'ASIAEXAMPLE', expiresAt: '2026-11-22T10:15:00.000Z' } as const;
  const sentence = (more: Partial<MintedRow>, count?: number) =>
    sayLedgerRow(minted(more), english, count === undefined ? undefined : { count, isAtLeast: false });
  t.equal(
    sentence({ outcome }, 2),
    'AWS created credentials for the API key key_1, valid for 15 minutes, issued twice.',
  );
  t.match(sentence({ outcome }, 0), /never issued\.$/);
  t.match(sentence({ outcome }), /for 15 minutes\.$/);
  t.match(sayLedgerRow(minted({ outcome }), english, { count: 3, isAtLeast: true }), /at least 3 times/);
  t.match(sentence({ outcome: { kind: 'refused' } }), /the role refused/);
  t.match(sentence({}), /no response from AWS was recorded\. If a session exists, it expires by 2026-11-22 10:15 UTC/);
  t.match(sentence({ kind: 'probe', for: 'check:chk_1', outcome: { kind: 'refused' } }), /check:chk_1\): refused\.$/);
  t.match(
    sentence({ kind: 'offboarding', for: 'offboarding:off_1' }),
    /whether the role is closed.*no response was recorded/,
  );
  const kinds = new Set(
    (['issue', 'probe', 'inspection', 'offboarding'] as const).map(kind => sentence({ kind, outcome })),
  );
  t.equal(kinds.size, 4);
  const all = [...kinds].join(' ');
  t.notMatch(all, /ASIAEXAMPLE/, 'no access key id');
});

/** Every page of a list and its entries. No page is longer than requested, and the last has no cursor. */
async function pagesOf<Item>(limit: number, list: (page: PageInput) => Promise<Page<Item>>): Promise<Item[][]> {
  const pages: Item[][] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await list({ limit, ...(cursor && { cursor }) });
    pages.push(page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) return pages;
  }
}

const hour = 60 * 60 * 1000;
const start = Date.UTC(2026, 0, 1);
const iso = (ms: number) => new Date(ms).toISOString();

t.test('a filtered history is complete over its pages, and a page reads only a limited number of rows', async t => {
  const world = await openStores();
  t.teardown(() => world.close());
  const actionOf = (n: number) => (n === 7 ? 'tenant.closed' : n % 3 === 0 ? 'tenant.created' : 'tenant.renamed');
  // Two instances whose clocks differ by three hours: the order of changes is not the order of times.
  const dateOf = (n: number) => new Date(start + n * hour - (n % 5 === 0 ? 3 * hour : 0));
  const rows = (await putHistory(world.documents, 'ten_1', 520, actionOf, dateOf)).map(({ row }) => row).reverse();
  const read = (limit: number, filter: HistoryFilter) =>
    pagesOf(limit, page => world.stores.tenants.history('ten_1', { ...page, ...filter }));
  const wanted = ({ from = '', to = '~', only, without }: HistoryFilter) =>
    rows.filter(
      ({ at, action }) => at >= from && at < to && (only?.includes(action) ?? true) && !without?.includes(action),
    );

  const rare = await read(10, { only: ['tenant.closed'] });
  t.strictSame(
    rare.map(page => page.length),
    [0, 1],
    'two pages, of at most 500 rows each',
  );
  const filters: HistoryFilter[] = [
    {},
    { without: ['tenant.renamed'] },
    { only: ['tenant.created', 'tenant.closed'], from: iso(start + 100 * hour), to: iso(start + 131 * hour) },
    { from: iso(start + 500 * hour) },
    { to: iso(start + 20 * hour) },
    { from: iso(start + 300 * hour), to: iso(start + 301 * hour) },
    { from: iso(start + 9999 * hour) },
    { to: iso(start) },
  ];
  for (const filter of filters)
    for (const limit of [17, 100]) {
      const pages = await read(limit, filter);
      t.strictSame(
        pages.flat().map(({ row }) => row),
        wanted(filter),
        `${JSON.stringify(filter)} by ${limit}`,
      );
      t.ok(pages.every(page => page.length <= limit));
      t.ok(pages.length <= Math.ceil(wanted(filter).length / limit) + 2);
    }
  const [first] = await read(5, { to: iso(start + 40 * hour) });
  t.equal(first?.length, 5, 'an old row is found on the first page');
});

t.test('the ledger states that nothing was issued only for the part that was read', async t => {
  const world = await openStores();
  t.teardown(() => world.close());
  const { ledger } = world.stores;
  const clock = { ...testClock(), now: () => new Date(start + 9999 * hour) };
  const impact = () => impactOf({ clock, ledger }, sampleConnection);
  const put = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, n) =>
        ledger.put(
          mintedRow(`min_${from + n}`, iso(start + (from + n) * 60_000), {
            kind: 'probe',
            connectionId: sampleConnection.id,
          }),
        ),
      ),
    );
  await put(0, 3000);
  t.strictSame(await impact(), { sessionsAlive: 0, usedBy: [] }, 'the whole ledger was read');
  await put(3000, 3010);
  t.match(await impact(), { notHandedOutSince: iso(start + 10 * 60_000) }, 'not before the oldest row that was read');
});

t.test('a filtered ledger is complete over its pages, and a page reads only a limited number of rows', async t => {
  const world = await openStores();
  t.teardown(() => world.close());
  const { ledger } = world.stores;
  const kinds = ['probe', 'inspection', 'probe', 'probe'] as const;
  const rows: LedgerRow[] = Array.from({ length: 2050 }, (_, n) =>
    mintedRow(`min_${n}`, iso(start + n * 60_000), { kind: n === 12 ? 'offboarding' : kinds[n % 4]! }),
  );
  rows.push(mintedRow('min_issue', iso(start + 30_000)));
  const issuedRow = { type: 'handed-out', connectionId: 'con_1', tenantId: 'ten_1', mintedId: 'min_issue' } as const;
  for (let n = 1; n <= 3; n += 1)
    rows.push({
      ...issuedRow,
      id: `out_${n}`,
      at: iso(start + n * 90_000),
      to: 'key_1',
      requestId: 'req_1',
      expiresAt: iso(start + hour),
    });
  await Promise.all(rows.map(row => ledger.put(row)));
  rows.sort((a, b) => (`${a.at}#${a.id}` < `${b.at}#${b.id}` ? 1 : -1));
  const read = (limit: number, filter: LedgerFilter) =>
    pagesOf(limit, page => ledger.list('con_1', { ...page, ...filter }));
  const wanted = ({ from = '', to = '~', kind }: LedgerFilter) =>
    rows.filter(row => row.at >= from && row.at < to && (!kind || ledgerKindOf(row) === kind));

  const rare = await read(10, { kind: 'offboarding' });
  t.strictSame(
    rare.map(page => page.length),
    [0, 1],
    'two pages, of at most 2000 rows each',
  );
  const filters: LedgerFilter[] = [
    { kind: 'issue' },
    { kind: 'check', from: iso(start + 2 * hour), to: iso(start + 3 * hour) },
    { from: iso(start + 60_000), to: iso(start + 180_000) },
    { kind: 'issue', from: iso(start + 2 * hour) },
  ];
  for (const filter of filters)
    for (const limit of [3, 100]) {
      const pages = await read(limit, filter);
      t.strictSame(pages.flat(), wanted(filter), `${JSON.stringify(filter)} by ${limit}`);
      t.ok(pages.every(page => page.length <= limit));
    }
  const walked: LedgerRow[] = [];
  for await (const row of ledger.walk('con_1', { kind: 'issue' })) walked.push(row);
  t.strictSame(
    walked.map(row => row.id),
    ['min_issue', 'out_1', 'out_2', 'out_3'],
    'oldest first',
  );
});

t.test('the API returns rows as sentences, accepts filters, and refuses unknown ones', async t => {
  const world = await newWorld(t);
  const where = await verifiedConnection(world);
  await requestSession(world, where);
  const [last] = (await world.ports.ledger.list(where.connectionId, { limit: 1 })).items;
  world.clock.advance(1000);
  await world.ports.ledger.put({ ...last!, id: 'row_again', at: world.clock.now().toISOString() });
  world.clock.advance(1000);
  const middle = world.clock.now().toISOString();
  await suspendConnection(world.ports, support, where, 'An incident');
  const get = async (path: string) => {
    const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}${path}`;
    const answer = await world.app.inject({ url, headers: { authorization: `Bearer ${world.keys.auditor}` } });
    return answer.json();
  };
  const actions = async (query: string) =>
    (await get(`/history?${query}`)).items.map((row: { action: string }) => row.action);
  t.strictSame(await actions('action=access'), ['connection.suspended']);
  t.strictSame(await actions('action=checks'), ['connection.verified']);
  t.strictSame(await actions('action=connection.created'), ['connection.created']);
  t.strictSame(await actions(`from=${middle}`), ['connection.suspended']);
  t.strictSame(await actions(`to=${middle}`), ['connection.verified', 'connection.created']);
  const [suspended] = (await get('/history?limit=1')).items;
  t.equal(
    suspended.summary,
    'Support “key_support000000001” suspended the connection: “An incident”. ' +
      'No credentials are issued until it is resumed.',
  );

  const rows = (await get('/sessions?kind=issue')).items;
  t.strictSame(
    rows.map((row: { type: string }) => row.type),
    ['handed-out', 'handed-out', 'minted'],
  );
  const made = 'AWS created credentials for the API key key_backend000000001, valid for 15 minutes, issued twice.';
  t.equal(rows[2].summary, made);
  const first = await get('/sessions?kind=issue&limit=2');
  const second = await get(`/sessions?kind=issue&limit=2&cursor=${first.nextCursor}`);
  t.strictSame([...first.items, ...second.items], rows, 'also if its issued rows are on the page before');
  t.notOk(second.nextCursor);
  t.ok((await get('/sessions?kind=check')).items.every((row: { kind: string }) => /probe|inspection/.test(row.kind)));
  t.strictSame((await get('/sessions?kind=offboarding')).items, []);

  const wrong: [string, string][] = [
    ['/history?action=connection.exploded', '/query/action'],
    ['/history?action=', '/query/action'],
    ['/history?action=checks&action=access', '/query/action'],
    ['/history?from=yesterday', '/query/from'],
    ['/history?kind=checks', '/query/kind'],
    ['/sessions?kind=probe', '/query/kind'],
    ['/sessions?action=checks', '/query/action'],
  ];
  for (const [path, place] of wrong)
    t.match(await get(path), { status: 400, code: 'request_invalid', errors: [{ path: place }] }, path);
  t.match(await get('/history?cursor=Zm9yZ2Vk'), { status: 400, code: 'cursor_invalid' });
});

t.test('the manage page filters rows by kind and day without a script, and keeps what was typed', async t => {
  const world = await newWorld(t);
  const { ports, app } = world;
  const where = await verifiedConnection(world);
  await requestSession(world, where);
  // The vendor's own rows: the reader of a link learns nothing of other tenants, and no page gets shorter.
  const kept = (await ports.connections.get(where.connectionId))!;
  const review = { at, who: jane, action: 'connection.reviewed', reason: 'Another tenant is there' };
  await ports.connections.change(kept, kept.value, review);
  const { tenantId, connectionId } = where;
  const manage: Caller = { kind: 'manage', id: 'lnk_1', tenants: [tenantId], connectionId, maker: voucher };
  const actions = async (caller: Caller) =>
    (await pagesOf(1, page => readHistory(ports, caller, where, page))).map(page => page.map(({ row }) => row.action));
  t.strictSame(await actions(manage), [['connection.verified'], ['connection.created']]);
  t.equal((await actions(support)).length, 3);
  await suspendConnection(ports, support, where, 'A <b>bold</b> incident');
  for (let n = 1; n <= 50; n += 1)
    await changeConnection(ports, backend, where, {
      endsAt: new Date(ports.clock.now().getTime() + n * hour).toISOString(),
    });
  const { url } = await makeLink(ports, voucher, where, { kind: 'manage', person: 'Ann' });
  const opened = await app.inject(new URL(url).pathname);
  const cookie = String(opened.headers['set-cookie']).split(';')[0]!;
  const home = String(opened.headers.location);
  const open = (address: string) => app.inject({ url: address.replaceAll('&amp;', '&'), headers: { cookie } });
  const section = (html: string, id: 'ledger' | 'history') =>
    html.slice(html.indexOf(`<section class="card" aria-labelledby="${id}">`)).split('</section>')[0]!;
  const leads = (html: string, words: string) =>
    new RegExp(`href="([^"]*)"[^>]*>${words}<`).exec(html)?.[1]?.replaceAll('&#x3D;', '=');

  const newest = (await open(home)).body;
  t.equal(section(newest, 'history').split('<li>').length - 1, 50);
  const older = section((await open(leads(section(newest, 'history'), 'Show older')!)).body, 'history');
  t.match(older, 'A check proved for the first time');
  t.match(older, 'suspended the connection: “<bdi>A &lt;b&gt;bold&lt;/b&gt; incident</bdi>”');
  t.notMatch(older, 'Another tenant is there');
  t.notOk(leads(older, 'Show older'), 'there are no older ones');

  // What the two forms send in a browser: every field of the form and the hidden ones.
  const today = ports.clock.now().toISOString().slice(0, 10);
  const found = await open(`${home}?historyKind=access&historyFrom=${today}&historyTo=${today}&ledgerKind=issue`);
  t.equal(found.statusCode, 200);
  const history = section(found.body, 'history');
  t.equal(history.split('<li>').length - 1, 1);
  t.match(history, '<option value="access" selected>');
  t.match(history, `value="${today}"`);
  t.match(history, '<input type="hidden" name="ledgerKind" value="issue">', 'the other filter stays');
  for (const [, id] of history.matchAll(/<(?:input|select)[^>]* id="([^"]+)"/g))
    t.match(history, `<label for="${id}">`);
  const ledger = section(found.body, 'ledger');
  t.match(ledger, 'Used by Example Vendor');
  t.notMatch(ledger, '<details><summary>Check');
  const all = section((await open(`${home}?ledgerKind=all`)).body, 'ledger');
  t.match(all, /<summary>Check <span class="quiet">\(<bdi>\d\d<\/bdi> requests\)/);
  const cleared = leads(history, 'Clear the filter')!;
  t.notMatch(cleared, 'history[A-Z]');
  t.match(cleared, 'ledgerKind=issue');
  t.match(leads(found.body, '日本語'), /historyKind=access.*lang=ja/, 'the other language shows the same page');

  const nothing = section((await open(`${home}?ledgerKind=offboarding`)).body, 'ledger');
  t.match(nothing, 'Nothing matches this kind and these dates.');
  const past = section((await open(`${home}?lang=ja&historyTo=2020-01-01`)).body, 'history');
  t.match(past, ja['filter.none']);
  const wrongs = [
    ['historyFrom=2026-02-31', 'historyFrom', '“2026-02-31” is not a date.'],
    ['historyTo=soon%3Cb%3E', 'historyTo', '“soon&lt;b&gt;” is not a date.'],
    [`historyFrom=${today}&historyTo=2020-01-01`, 'historyFrom', 'The first day is later than the last day.'],
  ] as const;
  for (const [query, field, words] of wrongs) {
    const answer = await open(`${home}?lang=en&historyKind=access&${query}`);
    t.equal(answer.statusCode, 400);
    const said = section(answer.body, 'history');
    t.match(said, `role="alert" id="history-wrong">${words}`);
    t.match(said, new RegExp(`name="${field}"[^>]*aria-invalid="true" aria-describedby="history-wrong"`));
    t.match(said, '<option value="access" selected>', 'the other filters stay');
    t.match(said, 'suspended the connection');
  }
});
