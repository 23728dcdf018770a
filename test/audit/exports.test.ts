// Exports of histories and ledgers: complete or visibly incomplete, verifiable without the service, logged before they
// are sent, and read only as fast as the client reads.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t, { type Test } from 'tap';
import { buildApp } from '../../api/app.js';
import type { KeptRow } from '../../api/core/audit/history.js';
import type { LedgerRow } from '../../api/core/audit/ledger.js';
import { changeKindNames } from '../../api/core/event/change-kinds.js';
import { fail } from '../../api/errors.js';
import { suspendConnection } from '../../api/operations/ending/end-access.js';
import type { Ports } from '../../api/ports/ports.js';
import { drawbridge, isDrawbridgeError } from '../../sdk/client/src/index.js';
import { support } from '../helpers/callers.js';
import { newTenant, provenConnection, requestSession, verifiedConnection, type Where } from '../helpers/customer.js';
import { newWorld } from '../helpers/world.js';

const execFileAsync = promisify(execFile);
const world = await newWorld(t);
const where = await verifiedConnection(world);
await requestSession(world, where);
await suspendConnection(world.ports, support, where, 'Ünïcode “reason”\u2009日本');

const get = (path: string, key = world.keys.auditor) =>
  world.app.inject({
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}${path}`,
    headers: { authorization: `Bearer ${key}` },
  });
const linesOf = (body: string) => body.trimEnd().split('\n');

t.test('the code on the page proves a complete history export, and rejects an edited or cut one', async t => {
  const page = readFileSync(join(process.cwd(), 'docs/exports.md'), 'utf8');
  const [, code] = /```js\n(.*?)```/s.exec(page)!;
  const answer = await get('/history/export');
  t.match(answer.headers, { 'content-type': /^application\/x-ndjson/, 'cache-control': 'no-store' });
  const lines = linesOf(answer.body);
  const verify = async (text: string) => {
    const folder = t.testdir({ 'verify.mjs': code!, 'history.ndjson': text });
    const run = execFileAsync(process.execPath, [join(folder, 'verify.mjs'), join(folder, 'history.ndjson')]);
    return run.then(
      ({ stdout }) => stdout,
      ({ stderr }) => /Error: .*/.exec(stderr)?.[0] ?? stderr,
    );
  };
  const revision = (await world.ports.connections.get(where.connectionId))!;
  t.equal(
    await verify(answer.body),
    `Whole: ${revision.revision} rows of ${where.connectionId}, the last one ${revision.last.hash}\n`,
  );
  t.match(answer.body, 'Support “key_support000000001” suspended the connection');
  t.match(await verify(answer.body.replace('Ünïcode', 'Unicode')), 'Not whole: see revision 3');
  t.match(await verify(lines.toSpliced(1, 1).join('\n')), 'Not whole: see revision 2');
  t.match(await verify(lines.toSpliced(2, 1).join('\n')), 'Cut short', 'the newest row is missing');
  t.match(await verify(lines.slice(0, -1).join('\n')), 'Cut short');
  const posing = lines.with(-1, lines.at(-1)!.replace(where.connectionId, 'con_another000000001'));
  t.match(await verify(posing.join('\n')), 'Not whole: see revision 1', 'the history of another connection');
  for (const kind of changeKindNames) t.match(page, `\`${kind}\``, 'every group has a name');
});

t.test('a ledger export holds exactly the rows of its range, and states the range', async t => {
  const listed = (await get('/sessions?limit=100')).json().items as { id: string; at: string; summary: string }[];
  const rows = (body: string) => linesOf(body).map(line => JSON.parse(line));
  const whole = rows((await get('/sessions/export')).body);
  const { end } = whole.pop();
  t.strictSame(
    whole.map(({ row }) => row.id),
    listed.map(({ id }) => id).reverse(),
  );
  t.notOk('summary' in whole[0].row, 'the row as stored');
  t.type(whole[0].summary, 'string');
  t.match(end, { complete: true, rows: listed.length, ...pathOf(where), linesDigest: /^[0-9a-f]{64}$/ });
  const middle = listed[3]!.at;
  const later = rows((await get(`/sessions/export?from=${middle}`)).body);
  t.match(later.pop().end, { from: middle, to: /Z$/ });
  t.strictSame(
    later.map(({ row }) => row.id),
    listed
      .filter(({ at }) => at >= middle)
      .map(({ id }) => id)
      .reverse(),
  );
  const none = rows((await get('/sessions/export?to=2020-01-01T00:00:00Z')).body);
  t.match(none, [{ end: { complete: true, rows: 0, to: '2020-01-01T00:00:00.000Z' } }]);
  const beyond = await get('/sessions/export?to=9999-12-31T23:59:59-14:00');
  t.match(beyond.json(), { code: 'request_invalid' }, 'an export without any row to compare is not called complete');
});

const pathOf = ({ tenantId, connectionId }: Where) => ({ tenantId, connectionId });

t.test('each export is logged with who and what; if that fails, nothing is sent', async t => {
  await get('/sessions/export?from=2026-01-01T09:00:00%2B09:00');
  const { items } = await world.ports.securityLog.list({ limit: 1 });
  const [, keyId] = /^db_([a-z0-9]+)_/.exec(world.keys.auditor)!;
  t.match(items, [
    {
      what: 'ledger_exported',
      callerId: `key_${keyId}`,
      facts: { ...pathOf(where), from: '2026-01-01T00:00:00.000Z' },
    },
  ]);
  const { client } = await service(t, {
    securityLog: { ...world.ports.securityLog, put: () => Promise.reject(new Error()) },
  });
  const rows: unknown[] = [];
  const read = (async () => {
    for await (const row of client.history.export(where)) rows.push(row);
  })();
  await t.rejects(read, { code: 'internal', status: 500 });
  t.strictSame(rows, []);
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/history/export`;
  const head = { method: 'HEAD', url, headers: { authorization: `Bearer ${world.keys.auditor}` } } as const;
  t.equal((await world.app.inject(head)).statusCode, 405, 'an export without a log row');
});

/** The service over other ports, and an auditor's client that does not retry. */
async function service(t: Test, over: Partial<Ports>) {
  const app = await buildApp({ ...world.ports, ...over }, world.config, {
    stream: { write: () => undefined },
    // A busy machine must not cause a time-out here.
    pressure: { maxEventLoopDelay: 0 },
  });
  t.teardown(() => {
    // fetch reconnects after an abort, and closing the server would wait for the idle connection.
    app.server.closeAllConnections();
    return app.close();
  });
  const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, client: drawbridge({ baseUrl, key: world.keys.auditor, retries: 0 }) };
}

/** The first row of the real history, repeated often enough, with a large state after it. */
function longHistory(enough: (read: number) => void) {
  const progress = { read: 0, running: 0 };
  async function* walk(id: string): AsyncGenerator<KeptRow> {
    progress.running += 1;
    try {
      const { value } = await world.ports.connections.walk(id).next();
      for (;;) {
        enough(progress.read);
        progress.read += 1;
        yield { ...value, stateAfter: 'x'.repeat(100_000) };
      }
    } finally {
      progress.running -= 1;
    }
  }
  return { progress, connections: { ...world.ports.connections, walk } };
}

const endless = () => undefined;
const codeOf = (error: unknown) => (isDrawbridgeError(error) ? error.code : error);
const first = async (rows: AsyncIterable<unknown>) => {
  const iterator = rows[Symbol.asyncIterator]();
  await iterator.next();
  return iterator;
};

/** Waits until the condition is true; tap's time-out ends a test that waits forever. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setImmediate(resolve));
}

t.test('an export is read only as fast as the client reads, and stops when the client leaves', async t => {
  const { progress, connections } = longHistory(endless);
  const { client } = await service(t, { connections });
  let taken = 0;
  let ahead = 0;
  for await (const _ of client.history.export(where)) {
    taken += 1;
    ahead = Math.max(ahead, progress.read - taken);
    if (taken === 300) break;
  }
  // The difference is in the buffers of two sockets, some megabytes: the client read 30 MB.
  t.ok(ahead < 150, `${ahead} rows ahead`);
  await until(() => progress.running === 0);
  t.ok(progress.read < 500, 'nothing is read any further');
});

t.test('an export that fails midway is incomplete, and one that fails at once is a problem answer', async t => {
  const failing = (from: number) =>
    longHistory(read => {
      if (read === from) throw fail('store_unavailable');
    });
  const cut = await service(t, { connections: failing(20).connections });
  let rows = 0;
  const read = (async () => {
    for await (const _ of cut.client.history.export(where)) rows += 1;
  })();
  await t.rejects(read, { code: 'export_incomplete' });
  t.ok(rows > 0 && rows <= 20);
  const none = await service(t, { connections: failing(0).connections });
  await t.rejects(first(none.client.history.export(where)), { code: 'store_unavailable', status: 503 });
});

t.test('rows that were edited in the store are exported as they are, for investigation', async t => {
  const odd = [{ row: undefined, stateAfter: null }, { row: 'gone' }, { row: { hash: 7, who: null }, stateAfter: [] }];
  async function* walk() {
    yield* odd as unknown as KeptRow[];
  }
  const { app } = await service(t, { connections: { ...world.ports.connections, walk } });
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/history/export`;
  const asAuditor = { headers: { authorization: `Bearer ${world.keys.auditor}` } };
  const answer = await app.inject({ ...asAuditor, url });
  const lines = linesOf(answer.body).map(line => JSON.parse(line));
  t.match(lines, [{ stateAfter: null }, { row: 'gone' }, { row: { hash: 7 } }, { end: { rows: 3, lastHash: '7' } }]);
  t.match(lines[1].summary, 'Verify the history');
  async function* walkLedger() {
    yield* [undefined, { type: 'minted', kind: 'issue', outcome: { kind: { toString: 1 } } }] as unknown as LedgerRow[];
  }
  const edited = await service(t, { ledger: { ...world.ports.ledger, walk: walkLedger } });
  const ledger = await edited.app.inject({ ...asAuditor, url: url.replace('history', 'sessions') });
  const rows = linesOf(ledger.body).map(line => JSON.parse(line));
  t.match(rows, [{ summary: /edited/ }, { row: { type: 'minted' }, summary: /edited/ }, { end: { rows: 2 } }]);
});

t.test('a caller may run four exports at once, and a stopping service cuts them', async t => {
  const { progress, connections } = longHistory(endless);
  const { app, client } = await service(t, { connections });
  const open = () => first(client.history.export(where));
  const running = await Promise.all([open(), open(), open(), open()]);
  await t.rejects(open(), { code: 'too_many_requests', retryAfterSeconds: 10 });
  await running.pop()!.return!();
  await until(() => progress.running === 3);
  running.push(await open());
  const ended = running.map(async iterator => {
    for (;;) if ((await iterator.next()).done) return 'whole';
  });
  const all = Promise.all(ended.map(each => each.catch(codeOf)));
  await app.close();
  t.strictSame(await all, Array(4).fill('export_incomplete'));
  t.equal(progress.running, 0);
});

t.test('the client never takes part of an export for the whole, wherever it was cut', async t => {
  const { body, headers } = await get('/history/export');
  const answered = (text: string) => {
    const fetch = async () => new Response(text, { headers: { ...(headers as Record<string, string>) } });
    return drawbridge({ baseUrl: 'https://kit.example', key: world.keys.auditor, retries: 0, fetch }).history.export(
      where,
    );
  };
  const read = async (text: string) => {
    const seen: string[] = [];
    try {
      for await (const { row } of answered(text)) seen.push(row.hash);
      return seen.length;
    } catch (error) {
      return codeOf(error);
    }
  };
  const lines = linesOf(body);
  t.equal(await read(body), lines.length - 1);
  for (let length = 0; length < body.length; length += 97)
    t.equal(await read(body.slice(0, length)), 'export_incomplete', `cut after ${length} characters`);
  t.equal(await read(`${lines.toSpliced(0, 1).join('\n')}\n`), 'export_incomplete', 'a row is missing');
  const turned = [...lines.slice(0, -1).reverse(), lines.at(-1)].join('\n');
  t.equal(await read(`${turned}\n`), 'export_incomplete', 'the last row is another one');
  t.equal(await read('<html>\n'), 'answer_unreadable');
  t.equal(await read('{"rows":[]}\n'), 'answer_unreadable');
});

t.test('an auditor reads the delivery, the template and the guide of its tenants, and changes nothing', async t => {
  const world = await newWorld(t);
  const where = await provenConnection(world);
  const bound = await world.keyOf('auditor', { tenants: [await newTenant(world, 'Other Tenant')] });
  const at = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
  const read = (below: string, key: string) =>
    world.app.inject({ url: at + below, headers: { authorization: `Bearer ${key}` } });
  const before = (await world.ports.connections.get(where.connectionId))!.revision;
  for (const below of ['/delivery', '/delivery/template', '/delivery/terraform', '/delivery/guide']) {
    t.equal((await read(below, world.keys.auditor)).statusCode, 200, below);
    t.equal((await read(below, bound)).json().code, 'connection_not_found', `${below} of another tenant`);
  }
  t.equal((await world.ports.connections.get(where.connectionId))!.revision, before);
  const headers = { authorization: `Bearer ${world.keys.auditor}` };
  t.equal((await world.app.inject({ method: 'POST', url: `${at}/launches`, headers })).statusCode, 403);
});
