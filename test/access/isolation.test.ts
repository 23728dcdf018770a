// Isolation of tenants in one AWS account: keys of one tenant, of another and of all request credentials at once while
// connections change. It must also find planted faults. `npm run proof` sends more requests.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type Test, t } from 'tap';
import { buildApp } from '../../api/app.js';
import type { LedgerRow } from '../../api/core/audit/ledger.js';
import { createApiKey } from '../../api/operations/access/api-keys.js';
import type { AssumeInput } from '../../api/ports/aws.js';
import type { Ports } from '../../api/ports/ports.js';
import type { Connections } from '../../api/ports/subjects.js';
import { allPages } from '../helpers/all-pages.js';
import { founder } from '../helpers/callers.js';
import { connectionOf, newTenant, provenConnection, type Where } from '../helpers/customer.js';
import { drawing, isLong } from '../helpers/seeded.js';
import { newWorld, type World } from '../helpers/world.js';

t.setTimeout(isLong ? 0 : 120_000);

const random = drawing(t);
const one = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

type Place = Where & { roleArn: string };

interface Key {
  id: string;
  secret: string;
  tenants: 'all' | string[];
}

interface Stage {
  world: World;
  places: Place[];
  keys: Key[];
  ended: Set<string>;
  service: Awaited<ReturnType<typeof service>>;
}

interface SessionAttempt extends Where {
  key: Key;
  payload: { durationSeconds?: number; sessionPolicy?: object };
}

interface Answer {
  attempt: SessionAttempt;
  status: number;
  requestId: string;
  text: string;
  headers: Record<string, unknown>;
}

/** Two connections of the first tenant, two of the second, one of a third, all in one account. */
async function stage(t: Test): Promise<Stage> {
  const world = await newWorld(t, { variables: { DRAWBRIDGE_STS_PER_SECOND: '100000' } });
  const [a, b, c] = [await newTenant(world, 'A'), await newTenant(world, 'B'), await newTenant(world, 'C')];
  const places: Place[] = [];
  for (const tenant of [a, a, b, b, c]) places.push(await provenConnection(world, {}, tenant));
  const keyFor = async (tenants: Key['tenants']): Promise<Key> => {
    const input = { name: 'Backend', scope: 'backend', tenants, mayEndAccess: true, expiresInDays: 30 } as const;
    const made = await createApiKey(world.ports, founder, input);
    return { id: made.key.id, secret: made.secret, tenants };
  };
  const keys = [await keyFor([a]), await keyFor([b]), await keyFor('all')];
  return { world, places, keys, ended: new Set(), service: await service(t, world) };
}

const unknown = { tenant: `ten_${'0'.repeat(16)}`, connection: `con_${'0'.repeat(16)}` };
const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ce:GetTags', Resource: '*' }] };
const payloads: SessionAttempt['payload'][] = [{}, {}, { durationSeconds: 900 }, { sessionPolicy: policy }];
const bare = (id: string) => id.slice(4);
const isOf = (key: Key, tenantId: string) => key.tenants === 'all' || key.tenants.includes(tenantId);
const sees = (key: Key, place: Place) => isOf(key, place.tenantId);

/** The connection that a permitted caller gets; undefined where the answer must be not found. */
function placeOf({ places }: Stage, { key, tenantId, connectionId }: SessionAttempt): Place | undefined {
  return places.find(each => each.connectionId === connectionId && each.tenantId === tenantId && sees(key, each));
}

/** Requests sent at once: valid ones, the same path and body with another key, and paths that mix tenants. */
function drawnAttempts(stage: Stage, count: number): SessionAttempt[] {
  const attempts: SessionAttempt[] = [];
  while (attempts.length < count) {
    const { tenantId, connectionId } = one(stage.places);
    const right = { key: one(stage.keys), tenantId, connectionId, payload: one(payloads) };
    attempts.push(right, { ...right, key: one(stage.keys) });
    if (random() < 0.3) attempts.push(right);
    if (random() < 0.5) attempts.push({ ...right, ...mixed(stage, right) });
  }
  return attempts;
}

function mixed({ places }: Stage, { tenantId, connectionId }: Where): Partial<Where> {
  const other = one(places);
  return one<Partial<Where>>([
    { tenantId: other.tenantId },
    { connectionId: other.connectionId },
    { tenantId: unknown.tenant },
    { connectionId: unknown.connection },
    { tenantId: unknown.tenant, connectionId: unknown.connection },
    { tenantId: `ten_${bare(tenantId).toUpperCase()}` },
    { connectionId: `con_${bare(connectionId).toUpperCase()}` },
    { tenantId: connectionId, connectionId: tenantId },
  ]);
}

/** Ports in which a fault can be planted while the service runs. */
const plantable = ['issuedSessions', 'connections', 'apiKeys', 'securityLog'] as const;

/** The service and what the test observes of it. */
async function service(t: Test, world: World) {
  /** `mintedFor`: the caller in the ledger, by session name; the name itself does not show it. */
  const made = { calls: [] as AssumeInput[], rows: 0, mintedFor: new Map<string, string>() };
  const assumeRole: Ports['assumeRole'] = (as, input) => {
    if (input.use === 'issue') made.calls.push(input);
    return world.ports.assumeRole(as, input);
  };
  const ledger: Ports['ledger'] = {
    ...world.ports.ledger,
    put(row) {
      made.rows += 1;
      if (row.type === 'minted') made.mintedFor.set(row.sessionName, row.for);
      return world.ports.ledger.put(row);
    },
  };
  let planted: Partial<Ports> = {};
  const replaced = plantable.map(name => [
    name,
    new Proxy(world.ports[name], { get: (port, method) => Reflect.get(planted[name] ?? port, method) }),
  ]);
  const ports: Ports = { ...world.ports, ...Object.fromEntries(replaced), assumeRole, ledger };
  // However busy the machine is: no request is refused for its load.
  const pressure = { maxEventLoopDelay: 0 };
  const app = await buildApp(ports, world.config, { stream: { write: () => {} }, pressure });
  t.teardown(() => app.close());
  const request = (
    method: 'POST' | 'PATCH',
    { tenantId, connectionId }: Where,
    key: Key,
    at: string,
    payload: object,
  ) =>
    app.inject({
      method,
      url: `/v1/tenants/${tenantId}/connections/${connectionId}${at}`,
      headers: { authorization: `Bearer ${key.secret}` },
      payload,
    });
  const attempt = async (asked: SessionAttempt): Promise<Answer> => {
    const { statusCode, body, headers } = await request('POST', asked, asked.key, '/sessions', asked.payload);
    const requestId = String(headers['x-request-id']);
    return { attempt: asked, status: statusCode, requestId, text: body.replaceAll(requestId, 'req_'), headers };
  };
  const plant = (mistake: Plant) => {
    planted = mistake(world.ports);
  };
  return { made, request, attempt: attempt, plant };
}

type Plant = (ports: Ports) => Partial<Ports>;

interface Proof {
  wrong: string[];
  given: number;
  refused: number;
}

interface Input {
  plant?: Plant;
  rounds: number;
  /** Stops at the first fault found. */
  untilFound?: boolean;
}

async function prove(stage: Stage, { plant = () => ({}), rounds, untilFound }: Input): Promise<Proof> {
  const { world, places, keys, ended } = stage;
  const { made, request, attempt } = stage.service;
  stage.service.plant(plant);
  const callsBefore = made.calls.length;
  // A minute of its own: counted rows of the log have the time at which their minute began.
  world.clock.advance(60_000);
  const from = `${world.clock.now().toISOString().slice(0, 16)}:00.000Z`;
  const { rows: rowsBefore } = await kept(stage, from);
  const wrong: string[] = [];
  const answers: Answer[] = [];
  /** The answers to identical requests, until their connection changes. */
  let shared = new Map<string, string>();
  const forget = (place: Place) => {
    for (const alike of [...shared.keys()]) if (alike.startsWith(place.connectionId)) shared.delete(alike);
  };
  const nothing = new Map<Key, Answer>();
  for (const key of keys)
    nothing.set(key, await attempt({ key, tenantId: unknown.tenant, connectionId: unknown.connection, payload: {} }));

  /** Sends requests at once while some connections change. */
  async function round(attempts: SessionAttempt[], changed: Place[] = [], change?: () => Promise<void>): Promise<void> {
    const [got] = await Promise.all([Promise.all(attempts.map(attempt)), change?.()]);
    answers.push(...got);
    for (const answer of got) {
      const place = placeOf(stage, answer.attempt);
      if (!place) wrong.push(...wrongInRefusal(answer, nothing.get(answer.attempt.key)!));
      else wrong.push(...wrongInAnswer(stage, answer, place, changed.includes(place)));
      if (!place || answer.status !== 201 || changed.includes(place)) continue;
      const { key, payload } = answer.attempt;
      const alike = `${place.connectionId} ${key.id} ${JSON.stringify({ durationSeconds: 900, ...payload })}`;
      const { accessKeyId } = JSON.parse(answer.text);
      if ((shared.get(alike) ?? accessKeyId) !== accessKeyId) wrong.push(`${alike}: others ended its session`);
      shared.set(alike, accessKeyId);
    }
  }

  /**
   * A change by the tenant's own key during the requests, and one by another tenant's key, which must change nothing.
   */
  async function changes(n: number): Promise<void> {
    const place = one(places);
    const isRevoke = !untilFound && n > 0 && n % 5 === 0 && ended.size < 2 && !ended.has(place.connectionId);
    if (isRevoke) ended.add(place.connectionId);
    forget(place);
    await round(drawnAttempts(stage, 10), [place], async () => {
      for (const key of [...keys.filter(each => !sees(each, place)), keys.find(each => sees(each, place))!]) {
        const { statusCode } = isRevoke
          ? await request('POST', place, key, '/revoke', { reason: 'Over', mayCheckClosed: false })
          : await request('PATCH', place, key, '', { endsAt: `${2090 + (n % 9)}-01-0${1 + (n % 7)}T00:00:00Z` });
        const wanted = !sees(key, place)
          ? [404]
          : isRevoke
            ? [201, 200]
            : ended.has(place.connectionId)
              ? [409]
              : [200];
        if (!wanted.includes(statusCode)) wrong.push(`A change by ${key.id} was answered ${statusCode}`);
      }
    });
  }

  for (let n = 0; n < rounds && !(untilFound && wrong.length > 0); n += 1) {
    await round(drawnAttempts(stage, 1 + Math.floor(random() * 16)));
    const before = made.calls.length + made.rows;
    await round(drawnAttempts(stage, 12).filter(each => !placeOf(stage, each)));
    if (made.calls.length + made.rows !== before) wrong.push('A refused request caused a call or a row');
    if (n % 3 === 2) await changes(n);
    if (n !== Math.floor(rounds / 2)) continue;
    wrong.push(...(await wrongAtAws(stage, answers)));
    // After half their lifetime sessions are renewed in the background.
    world.clock.advance(640_000);
    shared = new Map();
    await round(drawnAttempts(stage, 20));
    await world.ports.background.idle();
    world.clock.advance(900_000);
    shared = new Map();
  }

  const after = await kept(stage, from);
  const newRows = after.rows.filter(each => !rowsBefore.some(({ id }) => id === each.id));
  wrong.push(
    ...wrongInRows(stage, newRows, answers),
    ...(await wrongInCalls(stage, newRows, made.calls.slice(callsBefore))),
  );
  if (answers.length > 0) wrong.push(...wrongInNotes([...nothing.values(), ...answers], stage, after.noted));
  if (!untilFound) wrong.push(...(await wrongAtAws(stage, answers)));
  const given = answers.filter(each => each.status === 201).length;
  return { wrong, given, refused: answers.filter(each => each.status === 404).length };
}

/** All rows of the ledger, and the security log rows since the start. */
async function kept({ world, places }: Stage, from: string) {
  const rows: LedgerRow[] = [];
  for (const { connectionId } of places)
    rows.push(...(await allPages(page => world.ports.ledger.list(connectionId, page))));
  await world.ports.background.idle();
  return { rows, noted: await allPages(page => world.ports.securityLog.list({ ...page, from })) };
}

/** Headers that differ between any two answers. */
const ownHeaders = /^(x-request-id|date|x-ratelimit-.*|content-length)$/;
const headersOf = ({ headers }: Answer) =>
  JSON.stringify(
    Object.entries(headers)
      .filter(([name]) => !ownHeaders.test(name))
      .sort(),
  );

function wrongInRefusal(answer: Answer, nothing: Answer): string[] {
  const { key, tenantId, connectionId } = answer.attempt;
  const isAlike = answer.status === 404 && answer.text === nothing.text && headersOf(answer) === headersOf(nothing);
  return isAlike ? [] : [`${key.id} got an answer for ${tenantId} ${connectionId}: ${answer.status}`];
}

/** `isEnding`: received while its connection was being revoked, so either outcome is correct. */
function wrongInAnswer({ world, ended, service }: Stage, answer: Answer, place: Place, isEnding: boolean): string[] {
  const { key } = answer.attempt;
  const issued = JSON.parse(answer.text);
  if (answer.status === 409 && issued.code === 'not_issuing' && ended.has(place.connectionId)) return [];
  if (answer.status !== 201 || (ended.has(place.connectionId) && !isEnding))
    return [`${key.id} was refused its own connection, or got one that has ended: ${answer.status} ${issued.code}`];
  const session = world.aws.sessions().find(each => each.accessKeyId === issued.accessKeyId);
  const isTheirs =
    session?.roleArn === place.roleArn &&
    issued.roleArn === place.roleArn &&
    issued.sessionName === session.sessionName &&
    service.made.mintedFor.get(issued.sessionName) === key.id &&
    session.sourceIdentity === `drawbridge-${bare(place.connectionId)}`;
  return isTheirs ? [] : [`${key.id} asked for ${place.roleArn} and got ${session?.roleArn} ${session?.sessionName}`];
}

/**
 * Each answer with credentials has its ledger row, no other row exists, and every session belongs to a permitted
 * caller.
 */
function wrongInRows(stage: Stage, rows: LedgerRow[], answers: Answer[]): string[] {
  const issued = (each: { connectionId: string; tenantId: string; to: string; requestId: string }) =>
    `${each.connectionId} ${each.tenantId} ${each.to} ${each.requestId}`;
  const wanted = answers
    .filter(each => each.status === 201)
    .map(({ attempt, requestId }) => issued({ ...attempt, to: attempt.key.id, requestId }));
  const there = rows.flatMap(row => (row.type === 'handed-out' ? [issued(row)] : []));
  const foreign = rows.filter(row => {
    const key = stage.keys.find(({ id }) => id === (row.type === 'minted' ? row.for : row.to));
    const place = stage.places.find(({ connectionId }) => connectionId === row.connectionId);
    const isRole = row.type !== 'minted' || row.roleArn === place?.roleArn;
    return !key || !place || !sees(key, place) || row.tenantId !== place.tenantId || !isRole;
  });
  return [...differ(wanted, there, 'handed-out rows'), ...foreign.map(({ id }) => `${id} has no permitted caller`)];
}

/** Each AssumeRole call matches one row: the role of its connection, with the external ID of that connection. */
async function wrongInCalls(stage: Stage, rows: LedgerRow[], calls: AssumeInput[]): Promise<string[]> {
  const ids = new Map<string, string>();
  for (const place of stage.places)
    ids.set(place.roleArn, (await connectionOf(stage.world, place)).value.externalId.current);
  const minted = rows.flatMap(row => (row.type === 'minted' ? [`${row.sessionName} ${ids.get(row.roleArn)}`] : []));
  return differ(
    minted,
    calls.map(each => `${each.sessionName} ${each.externalId}`),
    'calls and minted rows',
  );
}

/** A refusal across tenants is in the security log with the key and what it named; other refusals are not. */
function wrongInNotes(answers: Answer[], stage: Stage, noted: Awaited<ReturnType<typeof kept>>['noted']): string[] {
  const isId = (id: string) => /^(ten|con)_[a-z0-9]{16}$/.test(id);
  const wanted = answers.flatMap(({ attempt }) => {
    const { key, tenantId, connectionId } = attempt;
    const exists = stage.places.some(each => each.connectionId === connectionId);
    const isForm = isId(tenantId) && tenantId.startsWith('ten') && isId(connectionId);
    if (placeOf(stage, attempt) || !isForm || !(exists || !isOf(key, tenantId))) return [];
    return [`${key.id} ${tenantId} ${connectionId}`];
  });
  const ofRefusals = noted.filter(
    each => each.what === 'connection_not_found' && each.facts.action === 'session.issue',
  );
  const wrong: string[] = [];
  for (const { callerId, facts } of ofRefusals) {
    const named = `${callerId} ${facts.tenantId} ${facts.connectionId}`;
    if (!wanted.includes(named)) wrong.push(`A log row of a refusal that nobody got: ${named}`);
  }
  // The first ones of a minute have rows of their own. Further ones are counted, and a count is at least half of them.
  for (const { id } of stage.keys) {
    const own = ofRefusals.filter(each => each.callerId === id);
    const counted = own.reduce((sum, { facts }) => sum + Number(facts.countAtLeast ?? 1), 0);
    const refused = wanted.filter(each => each.startsWith(`${id} `)).length;
    if (counted > refused || counted * 2 < refused) wrong.push(`${id}: ${refused} refusals, ${counted} in the log`);
  }
  return wrong;
}

/** Uses every set of valid credentials: AWS reports whose it is. */
async function wrongAtAws({ world, places }: Stage, answers: Answer[]): Promise<string[]> {
  const different = new Map(
    answers.flatMap(({ status, attempt, text }) => {
      if (status !== 201) return [];
      const { accessKeyId, secretAccessKey, sessionToken, sessionName, expiration } = JSON.parse(text);
      if (Date.parse(expiration) <= world.clock.now().getTime()) return [];
      const keys = { accessKeyId, secretAccessKey, sessionToken };
      return [[JSON.stringify(keys), { keys, sessionName, connectionId: attempt.connectionId }]];
    }),
  );
  const wrong: string[] = [];
  for (const { keys, sessionName, connectionId } of different.values()) {
    const { Arn } = await new STSClient({ endpoint: world.aws.url, region: 'us-east-1', credentials: keys }).send(
      new GetCallerIdentityCommand({}),
    );
    const role = places
      .find(each => each.connectionId === connectionId)!
      .roleArn.split('/')
      .at(-1);
    if (!Arn?.endsWith(`assumed-role/${role}/${sessionName}`)) wrong.push(`${sessionName} is ${Arn}`);
  }
  return wrong;
}

function differ(wanted: string[], there: string[], what: string): string[] {
  const [left, right] = [[...wanted].sort(), [...there].sort()];
  return JSON.stringify(left) === JSON.stringify(right)
    ? []
    : [`${what}: ${left.length} expected, ${right.length} found`];
}

const staged = await stage(t);

t.test(
  "no credential request gets another tenant's or key's credentials, whatever runs before or beside it",
  async t => {
    const { counts } = staged.world.ports.issuedSessions;
    const proof = await prove(staged, { rounds: isLong ? 400 : 9 });
    t.same(proof.wrong, []);
    t.ok(proof.given > 20 && proof.refused > 40, `${proof.given} given, ${proof.refused} refused`);
    t.ok(counts.hits > 0 && counts.joined > 0 && counts.made > 0, JSON.stringify(counts));
  },
);

/** The session cache ignores part of what makes requests different. */
function sharedBy(less: Partial<Parameters<Ports['issuedSessions']['find']>[0]>): Plant {
  return ({ issuedSessions }) => {
    const revision = (given: number) => (less.connectionId === undefined ? given : 0);
    return {
      issuedSessions: {
        ...issuedSessions,
        find: (asked, at) => issuedSessions.find({ ...asked, ...less }, revision(at)),
        make: (asked, at, make) => issuedSessions.make({ ...asked, ...less }, revision(at), make),
      },
    };
  };
}

/** Concurrent readers all get what the first one read. */
const mixedReads: Plant = ({ connections }) => {
  let first: ReturnType<Connections['getBrief']> | undefined;
  const getBrief: Connections['getBrief'] = id => {
    if (first) return first;
    const read = connections.getBrief(id);
    first = read;
    setImmediate(() => {
      first = undefined;
    });
    return read;
  };
  return { connections: { ...connections, getBrief } };
};

const plants: Record<string, Plant> = {
  'sessions cached without tenant, connection and role': sharedBy({
    tenantId: '',
    connectionId: 'any',
    roleArn: '',
    generation: 0,
  }),
  'sessions cached without the key': sharedBy({ callerId: '' }),
  'reads joined with those of another connection': mixedReads,
  'keys without a bound tenant': ({ apiKeys }) => ({
    apiKeys: {
      ...apiKeys,
      getBrief: async id => {
        const found = await apiKeys.getBrief(id);
        return found && { ...found, value: { ...found.value, tenants: 'all' } };
      },
    },
  }),
  "a change that ends everyone's sessions": ({ connections, issuedSessions }) => ({
    connections: {
      ...connections,
      change: (...change) => {
        for (const { connectionId } of staged.places) issuedSessions.forget(connectionId);
        return connections.change(...change);
      },
    },
  }),
  'refusals that are not logged': ({ securityLog }) => ({ securityLog: { ...securityLog, note: () => {} } }),
};

for (const [name, plant] of Object.entries(plants)) {
  t.test(`the same check finds a planted fault: ${name}`, async t => {
    // The final checks find it after one round.
    const rounds = name.startsWith('refusals') ? 1 : 60;
    const { wrong } = await prove(staged, { plant, rounds, untilFound: true });
    t.ok(wrong.length > 0, String(wrong[0]));
  });
}
