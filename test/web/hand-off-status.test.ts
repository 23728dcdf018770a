// The hand-off page while a launch is awaited and after it: the last finished check stays, a review contradicts
// nothing, and success leaves a receipt.
import t from 'tap';
import { causesOfRefusal } from '../../api/core/check/causes.js';
import type { Check, CheckResult } from '../../api/core/check/check.js';
import type { Connection } from '../../api/core/connection/connection.js';
import { systemCaller } from '../../api/operations/access/actor.js';
import { startCheckOf } from '../../api/operations/check/start-check.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { statusView } from '../../api/web/hand-off/status-view.js';
import { speakerOf } from '../../api/web/page/check-view.js';
import { say } from '../../templates/text/say.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  provenConnection,
  type Where,
} from '../helpers/customer.js';
import { sampleConnection } from '../helpers/samples.js';
import { newWorld, type World } from '../helpers/world.js';

const at = '2026-12-01T10:00:00.000Z';
const refusal = { controlAssumed: true, waitedOut: true, everVerified: false, trustEnded: false };
const results: Record<string, CheckResult> = {
  refused: {
    conclusive: true,
    verdict: { outcome: 'refused', findings: [] },
    causes: causesOfRefusal({ ...refusal, onlyWithSourceIdentity: false }),
  },
  faulty: {
    conclusive: false,
    reason: 'aws_fault',
    causes: { excluded: [], left: [{ code: 'aws_fault', owner: 'aws' }] },
  },
  interrupted: { conclusive: false, reason: 'interrupted', causes: { excluded: [], left: [] } },
  passed: {
    conclusive: true,
    verdict: { outcome: 'admitted', launch: 1, roleUniqueId: 'AROA', findings: [] },
  },
};

function checkOf(id: string, more: Partial<Check>): Check {
  const { id: connectionId, tenantId } = sampleConnection;
  return { id, connectionId, tenantId, kind: 'full', for: 'lnk_a', startedAt: at, revision: 1, steps: [], ...more };
}

const finished = (name: string, who = 'lnk_a') =>
  checkOf(name, {
    for: who,
    finishedAt: at,
    result: results[name]!,
    steps: [{ probe: 'right', at, outcome: 'refused' }],
  });
const beginning = checkOf('running', { for: systemCaller.id });
const seeing = checkOf('seeing', { steps: [{ probe: 'right', at, outcome: 'assumed', launch: 1 }] });

const vendor = {
  name: 'Example Vendor',
  partitions: [{ partition: 'aws', region: 'us-east-1' }],
} as unknown as Parameters<typeof speakerOf>[0]['vendor'];

function shown(
  more: Partial<Connection>,
  checks: Check[],
  asked: { isUnderReview?: boolean; saidLaunched?: boolean } = {},
) {
  const connection: Connection = { ...sampleConnection, state: 'pending', health: 'unknown', findings: [], ...more };
  const speaker = speakerOf({ vendor }, connection, 'en');
  const none = { isUnderReview: false, isUnserved: false, saidLaunched: false, receipt: undefined };
  const facts = { ...none, ...asked, askedBy: 'lnk_a', now: new Date() };
  return statusView({ connection, checks, ...facts }, speaker);
}

const waitingTexts = [say('en', 'handoff.status.waiting'), say('en', 'handoff.status.looking')];

t.test('the last finished check stays while the next one runs, and the page waits for nothing that was refused', t => {
  for (const saidLaunched of [true, false]) {
    for (const name of ['refused', 'faulty'] as const) {
      for (const who of ['lnk_a', systemCaller.id]) {
        const before = shown({}, [finished(name, who)], { saidLaunched });
        for (const during of [beginning, seeing]) {
          const status = shown({}, [during, finished('interrupted', who), finished(name, who)], { saidLaunched });
          const title = `${name} for ${who}, ${during.id}, said: ${saidLaunched}`;
          t.same(status.last, before.last, `${title}: the same check`);
          t.ok(status.last!.causes!.left.length > 0 && status.last!.causes!.left[0]!.next, `${title}: with next steps`);
          t.notOk(status.isBusy, `${title}: nothing turns above it`);
          if (name === 'refused') t.notOk(waitingTexts.includes(status.sentence), `${title}: ${status.sentence}`);
          if (during === beginning && name === 'refused') t.equal(status.sentence, before.sentence, title);
        }
      }
    }
  }
  t.ok(shown({}, [beginning, finished('refused')]).areCausesOpen, 'unfolded for the person who asked');
  t.match(
    shown({}, [finished('refused', systemCaller.id)]).sentence,
    /expected until you launch/,
    'not for the others',
  );
  t.end();
});

t.test('before any check has finished the lamp turns, and only then', t => {
  t.match(shown({}, []), { isBusy: true, sentence: waitingTexts[0]!, last: undefined });
  t.match(shown({}, [beginning]), { isBusy: true, sentence: waitingTexts[0]!, last: undefined });
  t.match(shown({}, [beginning], { saidLaunched: true }), { isBusy: true, sentence: waitingTexts[1]! });
  t.match(shown({}, [seeing]), { isBusy: true, phase: 'checking', running: { steps: [{}] } });
  t.match(shown({ health: 'healthy' }, [finished('passed')]), { isBusy: false, sentence: /^The role exists/ });
  t.end();
});

t.test('a review does not contradict what a check has found', t => {
  const under = { isUnderReview: true };
  const found = {
    phase: 'review',
    isBusy: false,
    tone: 'plain',
    sentence: /^The role exists, and Example Vendor is rev/,
  };
  t.match(shown({ health: 'healthy' }, [finished('passed')], under), { ...found, last: { steps: [{}] } });
  t.match(shown({ health: 'healthy' }, [beginning, finished('passed')], under), { ...found, last: { steps: [{}] } });
  for (const checks of [[], [finished('refused')], [beginning, finished('refused')]]) {
    const status = shown({}, checks, { ...under, saidLaunched: true });
    t.match(status, { phase: 'review', isBusy: false, last: undefined, findings: [] });
    t.notMatch(status.sentence, /launch/, 'neither before it was launched nor after');
  }
  t.end();
});

t.test('the page is green for a verified and healthy connection only', t => {
  for (const state of ['pending', 'verified', 'suspended', 'revoked', 'expired'] as const) {
    for (const health of ['unknown', 'healthy', 'drifted', 'unsafe', 'unreachable', 'gone'] as const) {
      for (const isUnderReview of [false, true]) {
        const { tone, sentence } = shown({ state, health, verifiedAt: at }, [finished('passed')], { isUnderReview });
        const isGood = state === 'verified' && health === 'healthy';
        t.equal(tone === 'good', isGood, `${state} ${health}`);
        if (health === 'unsafe' && state !== 'revoked' && state !== 'expired' && !isUnderReview)
          t.equal(tone, 'bad', `${state} ${health}`);
        if (!isGood && health !== 'drifted') t.notMatch(sentence, /^Done/, `${state} ${health}`);
      }
    }
  }
  t.end();
});

/** A person with an opened hand-off link. */
async function opened(world: World, where: Where, input: { requestedBy?: string } = {}) {
  const { url } = await makeLink(world.ports, support, where, { kind: 'hand-off', ...input });
  const answer = await world.app.inject({ url: new URL(url).pathname });
  const [{ name, value }] = answer.cookies as [{ name: string; value: string }];
  const path = String(answer.headers.location);
  const get = (below = '', language = 'en') =>
    world.app.inject({ url: path + below, headers: { cookie: `${name}=${value}`, 'accept-language': language } });
  const status = async () => (await get('/status')).json() as { phase: string; sentence: string; html: string };
  return { get, status };
}

t.test('a page opened before a review shows the same after it, with and without loading it again', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world, 'Second Tenant'));
  const page = await opened(world, where);
  t.equal((await page.status()).phase, 'waiting');
  await launch(world, where);
  await provenConnection(world, {}, await newTenant(world, 'First Tenant'));
  const before = await page.status();
  t.match(before, { phase: 'review', sentence: /is reviewing this connection/ });
  await checked(world, where);
  const after = await page.status();
  t.match(after, { phase: 'review', sentence: /^The role exists/ });
  t.notMatch(after.html, 'turning');
  const { body } = await page.get();
  t.ok(body.includes(after.html.trim()), 'loaded again it shows the same');
  for (const text of [body, before.html, after.html]) t.notMatch(text, /before you launch|First Tenant/);
});

t.test('a refused launch keeps its causes on the page while the next check runs', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const page = await opened(world, where);
  await checked(world, where);
  const before = (await page.status()).html;
  const neverEnding = { ...world.ports, background: { ...world.ports.background, run: () => undefined } };
  await startCheckOf(neverEnding, systemCaller, await connectionOf(world, where));
  const during = (await page.status()).html;
  const [causes] = /<details[\s\S]*<\/details>/.exec(before)!;
  t.match(causes, /Look for the role drawbridge-/);
  t.ok(during.includes(causes));
  t.match(during, 'The next check is already running');
  t.notMatch(during, /turning|Waiting for the (stack|role)/);
});

t.test('the first screen names who asks, how to confirm it, the cost and the way back, before the button', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const page = await opened(world, await newConnection(world, tenantId), { requestedBy: 'Ada <Admin>' });
  const { body } = await page.get();
  const places = [
    'requests access to the AWS account',
    'Ada &lt;Admin&gt;',
    'from its AWS account <bdi>111122223333</bdi>',
    'To confirm this request',
    'USD 0.01',
    'Delete the stack in your account at any time',
    'id="granted"',
    'id="launch"',
  ].map(text => body.indexOf(text));
  t.ok(
    places.every(place => place > 0),
    `${places}`,
  );
  t.same(
    places,
    [...places].sort((a, b) => a - b),
    'in this order',
  );
  const other = await newConnection(world, tenantId, { permissionSetId: 'inventory-read' });
  const free = await (await opened(world, other)).get();
  t.notMatch(free.body, /USD|Requested by/);
  t.match(free.body, 'AWS charges nothing for this role');
});

t.test('once verified the page has a receipt, also as a file, until it closes', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const page = await opened(world, where);
  t.equal((await page.get('/receipt.txt')).statusCode, 409, 'not before');
  const roleArn = await launch(world, where);
  await checked(world, where);
  const { value } = await connectionOf(world, where);
  const { html } = await page.status();
  const file = await page.get('/receipt.txt');
  t.match(file.headers, {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': `attachment; filename="drawbridge-receipt-${where.connectionId}.txt"`,
  });
  const text = html.replace(/<[^>]+>/g, '').replace(/&#x27;/g, "'");
  for (const receipt of [text, file.body])
    for (const needed of [
      roleArn,
      value.verifiedAt!.slice(0, 16).replace('T', ' '),
      'Example Vendor',
      world.ports.vendor.supportContact,
      world.ports.vendor.partitions[0].brokerRoleArn,
      'only with the external ID that Example Vendor created for this connection alone',
      'cost-read 1.0.0',
      'ask Example Vendor for a manage link',
      'aws cloudformation delete-stack',
      'Run terraform destroy in its folder instead.',
    ])
      t.ok(receipt.includes(needed), needed);
  t.match(file.body, 'ce:GetCostAndUsage', 'the file lists the actions');
  for (const receipt of [html, file.body]) t.notMatch(receipt, value.externalId.current);
  t.ok((await page.get()).body.includes(html.trim()), 'and the page loaded again shows it');
  t.match((await page.get('/receipt.txt', 'ja')).body, /^控え\n/);
  world.clock.advance(3600 * 1000);
  t.equal((await page.get('/receipt.txt')).statusCode, 401);
  await t.rejects(makeLink(world.ports, backend, where, { kind: 'hand-off' }), { code: 'not_in_this_state' });
});
