// The credential provider: its cache, its renewals, and what empties it.
import t from 'tap';
import { type ClientOptions, drawbridge } from '../../sdk/client/src/index.js';
import { customerAccount } from '../helpers/world.js';
import { credentialsOf, errorOf, key, problemType, where } from './server.js';

/** A client whose service is a function and whose clock is moved; the request's number is in its access key id. */
function issuer(options: Pick<ClientOptions, 'random' | 'onWarning'> = {}) {
  let at = Date.parse('2026-11-22T12:00:00Z');
  let requests = 0;
  let answer: () => Response | Promise<Response> = () => session();
  const session = (seconds = 900) =>
    Response.json(credentialsOf(requests, new Date(at + seconds * 1000).toISOString()), { status: 201 });
  const refusal = (status: number, code: string, headers: Record<string, string> = {}) =>
    new Response(JSON.stringify({ code, detail: code }), {
      status,
      headers: { 'content-type': problemType, ...headers },
    });
  const client = drawbridge({
    baseUrl: 'http://localhost:1',
    key,
    retries: 0,
    now: () => at,
    random: options.random ?? (() => 0),
    ...(options.onWarning && { onWarning: options.onWarning }),
    fetch: async () => {
      requests += 1;
      return answer();
    },
  });
  return {
    client,
    session,
    refusal,
    requests: () => requests,
    answers: (next: () => Response | Promise<Response>) => {
      answer = next;
    },
    pass: (seconds: number) => {
      at += seconds * 1000;
    },
  };
}

/** Lets everything that is ready run: a renewal in the background. */
async function settle(): Promise<void> {
  for (let n = 0; n < 20; n += 1) await new Promise(resolve => setImmediate(resolve));
}

t.test('100 waiting callers cause one request, and each gets a copy', async t => {
  const { client, requests } = issuer();
  const provider = client.credentials(where);
  const given = await Promise.all(Array.from({ length: 100 }, () => provider()));
  t.equal(requests(), 1);
  t.equal(new Set(given).size, 100);
  t.equal(given[0]!.accessKeyId, 'ASIA1');
  t.equal(given[0]!.accountId, customerAccount);
  t.ok(given[0]!.expiration instanceof Date);
  Object.assign(given[0]!, { accessKeyId: 'spoiled' });
  given[0]!.expiration.setFullYear(1990);
  t.match(await provider(), { accessKeyId: 'ASIA1', expiration: new Date('2026-11-22T12:15:00Z') });
});

t.test('renews in the background between 50 and 70 % of the lifetime, at random', async t => {
  for (const [random, early, late] of [
    [0, 449, 451],
    [1, 629, 631],
  ] as const) {
    const { client, requests, pass } = issuer({ random: () => random });
    const provider = client.credentials(where);
    await provider();
    pass(early);
    await provider();
    await settle();
    t.equal(requests(), 1);
    pass(late - early);
    t.equal((await provider()).accessKeyId, 'ASIA1', 'the caller does not wait');
    await settle();
    t.equal(requests(), 2);
    t.equal((await provider()).accessKeyId, 'ASIA2');
  }
});

t.test('a permission warning is logged once for each provider, even if logging fails', async t => {
  const warning = {
    code: 'session_policy_beyond_role' as const,
    message: 'Statement 0 of the session policy allows s3:PutObject, which the role does not grant.',
    statement: 0,
    action: 's3:PutObject',
  };
  const logged: unknown[] = [];
  const onWarning = (each: unknown) => {
    logged.push(each);
    throw new Error('a broken logger');
  };
  const { client, answers, session, pass } = issuer({ onWarning });
  const warned = async () => Response.json({ ...(await session().json()), warnings: [warning] }, { status: 201 });
  answers(warned);
  const provider = client.credentials(where);
  t.equal((await provider()).accessKeyId, 'ASIA1');
  pass(890);
  t.equal((await provider()).accessKeyId, 'ASIA2');
  t.strictSame(logged, [{ ...where, ...warning }]);
  await client.credentials({ ...where, durationSeconds: 1800 })();
  t.equal(logged.length, 2);

  t.comment('by default it goes to the console');
  const written: unknown[] = [];
  t.intercept(console, 'warn', { value: (...line: unknown[]) => void written.push(...line) });
  const silent = issuer();
  silent.answers(warned);
  await silent.client.credentials(where)();
  t.equal(written.length, 1);
  t.match(written[0], /s3:PutObject, which the role does not grant.*session_policy_beyond_role, connection /);
  t.notMatch(written[0], /secret|token/);
});

t.test('in the last minute the caller waits for new credentials', async t => {
  const { client, requests, pass } = issuer();
  const provider = client.credentials(where);
  await provider();
  pass(841);
  const given = await Promise.all(Array.from({ length: 20 }, () => provider()));
  t.same(new Set(given.map(each => each.accessKeyId)), new Set(['ASIA2']));
  t.equal(requests(), 2);
});

t.test('a failed renewal keeps valid credentials, backs off, and gives up only at their end', async t => {
  const { client, answers, refusal, requests, pass } = issuer({ random: () => 1 });
  const provider = client.credentials(where);
  await provider();
  answers(() => refusal(503, 'store_unavailable'));
  pass(700);
  t.equal((await provider()).accessKeyId, 'ASIA1');
  await settle();
  t.equal(requests(), 2);
  await provider();
  await settle();
  t.equal(requests(), 2, 'not again at once');
  pass(3);
  await provider();
  await settle();
  t.equal(requests(), 3);
  pass(190);
  t.equal((await provider()).accessKeyId, 'ASIA1', 'awaited, failed, and still valid');
  t.equal(requests(), 4);
  pass(10);
  t.equal((await errorOf(provider())).code, 'store_unavailable');
});

t.test('without cached credentials it sends no request until the time that the service named', async t => {
  const { client, answers, session, refusal, requests, pass } = issuer();
  const provider = client.credentials(where);
  answers(() => refusal(503, 'aws_unavailable', { 'retry-after': '20' }));
  for (let n = 0; n < 50; n += 1) t.equal((await errorOf(provider())).code, 'aws_unavailable');
  t.equal(requests(), 1);
  answers(session);
  pass(20);
  t.equal((await provider()).accessKeyId, 'ASIA2');
});

t.test('a definite refusal by the service empties the cache at once', async t => {
  for (const [status, code] of [
    [409, 'not_issuing'],
    [404, 'connection_not_found'],
    [401, 'key_not_valid'],
    [403, 'not_allowed'],
    [502, 'role_refused_us'],
  ] as const) {
    const { client, answers, session, refusal, requests, pass } = issuer();
    const provider = client.credentials(where);
    await provider();
    answers(() => refusal(status, code));
    pass(460);
    t.equal((await provider()).accessKeyId, 'ASIA1');
    await settle();
    t.equal((await errorOf(provider())).code, code, 'although the session itself is still valid');
    answers(session);
    t.equal((await provider()).accessKeyId, `ASIA${requests()}`, 'and it is requested again when allowed');
  }
});

t.test('a throttled or unreadable answer is no definite refusal', async t => {
  const { client, answers, refusal, pass } = issuer({ random: () => 1 });
  const provider = client.credentials(where);
  await provider();
  pass(700);
  answers(() => refusal(429, 'too_many_requests', { 'retry-after': '1' }));
  await provider();
  await settle();
  pass(60);
  answers(() => new Response('<h1>404</h1>', { status: 404, headers: { 'content-type': 'text/html' } }));
  await provider();
  await settle();
  t.equal((await provider()).accessKeyId, 'ASIA1');
});

t.test('drop() empties the cache, and an answer in progress is not kept', async t => {
  const { client, answers, session, requests } = issuer();
  const provider = client.credentials(where);
  await provider();
  provider.drop();
  t.equal((await provider()).accessKeyId, 'ASIA2');
  provider.drop();
  let release = () => {};
  answers(async () => {
    const made = session();
    await new Promise<void>(resolve => {
      release = resolve;
    });
    return made;
  });
  const waiting = provider();
  await settle();
  provider.drop();
  answers(session);
  t.equal((await provider()).accessKeyId, 'ASIA4');
  release();
  t.equal((await waiting).accessKeyId, 'ASIA3');
  t.equal((await provider()).accessKeyId, 'ASIA4');
  t.equal(requests(), 4);
});

t.test('a session is not used longer than requested, even if this clock is slow', async t => {
  const { client, answers, session, requests, pass } = issuer();
  const provider = client.credentials(where);
  answers(() => session(5 * 900));
  await provider();
  pass(900);
  await provider();
  t.equal(requests(), 2);
});

t.test('however wrong this clock is, a session is used for as long as it lives by the clock of its answer', async t => {
  for (const wrongMs of [-14, 14, 3600].map(minutes => minutes * 60_000))
    for (const livesSeconds of [480, 900]) {
      const { client, answers, requests, pass } = issuer();
      const answeredAt = Date.parse('2026-11-22T12:00:00Z') - wrongMs;
      const expiration = new Date(answeredAt + livesSeconds * 1000).toISOString();
      const headers = { date: new Date(answeredAt).toUTCString() };
      answers(() => Response.json(credentialsOf(requests(), expiration), { status: 201, headers }));
      const provider = client.credentials(where);
      await provider();
      pass(livesSeconds / 2 - 1);
      await provider();
      await settle();
      t.equal(requests(), 1, `${wrongMs} ms: not renewed in the first half of ${livesSeconds} s`);
      pass(livesSeconds / 2 + 1);
      await provider();
      t.equal(requests(), 2, `${wrongMs} ms: not used after its end`);
    }
});

t.test('a hundred calls that share a signal add one listener, and all end when it aborts', async t => {
  const warnings: Error[] = [];
  const hear = (warning: Error) => void warnings.push(warning);
  process.on('warning', hear);
  t.teardown(() => process.off('warning', hear));
  let waiting = 0;
  const client = drawbridge({
    baseUrl: 'http://localhost:1',
    key,
    fetch: (_, init) => {
      waiting += 1;
      return new Promise((_, refuse) => {
        init!.signal!.addEventListener('abort', () => refuse(new Error('ended')));
      });
    },
  });
  const ending = new AbortController();
  const options = { signal: ending.signal };
  const ends = Array.from({ length: 100 }, () => errorOf(client.sessions.issue(where, {}, options)));
  await settle();
  t.equal(waiting, 100);
  ending.abort();
  t.ok((await Promise.all(ends)).every(each => each.code === 'aborted'));
  t.equal((await errorOf(client.sessions.issue(where, {}, options))).code, 'aborted', 'also one that begins later');
  await settle();
  t.strictSame(warnings, []);
});

t.test('the same input returns the same provider; another input or signal returns another', async t => {
  const { client } = issuer();
  const provider = client.credentials(where);
  t.equal(client.credentials({ ...where }), provider);
  t.not(client.credentials({ ...where, durationSeconds: 1800 }), provider);
  t.not(client.credentials({ ...where, sessionPolicy: { Version: '2012-10-17', Statement: [] } }), provider);
  const { signal } = new AbortController();
  t.not(client.credentials({ ...where, signal }), client.credentials({ ...where, signal }));
  for (let n = 0; n < 1000; n += 1) client.credentials({ ...where, connectionId: `con_${n}` });
  t.not(client.credentials(where), provider, 'a provider is forgotten after a thousand others were used');
});

t.test('an aborted provider does not renew; its credentials stay valid until their end', async t => {
  const { client, requests, pass } = issuer();
  const ending = new AbortController();
  const provider = client.credentials({ ...where, signal: ending.signal });
  await provider();
  ending.abort();
  pass(850);
  t.equal((await provider()).accessKeyId, 'ASIA1');
  pass(60);
  t.equal((await errorOf(provider())).code, 'aborted');
  t.equal(requests(), 1);
});
