// The session cache alone, on a simulated clock: the memory of a hundred thousand sessions, and their renewals over a
// lifetime, also while STS does not answer. `npm run bench:sessions`.
import { randomBytes } from 'node:crypto';
import { makeIssuedSessions } from '../../api/broker/issued-sessions.js';
import type { IssuedSession, IssuedSessions, SessionKey } from '../../api/ports/sessions.js';

const lifetime = 900;
const churnRounds = 8;
let at = Date.parse('2026-01-01T00:00:00Z');
const clock = { now: () => new Date(at) };
const begin = () => makeIssuedSessions({ clock, random: Math.random, atMost: 100_000 });

function keyOf(n: number): SessionKey {
  const number = `${n}`.padStart(16, '0');
  return {
    tenantId: `ten_${number}`,
    connectionId: `con_${number}`,
    roleArn: `arn:aws:iam::210987654321:role/drawbridge-${number}-1`,
    generation: 1,
    durationSeconds: lifetime,
    region: 'us-east-1',
    callerId: 'key_0000000000000001',
    announced: 'inventory-read@1.1.0',
  };
}

function made(n: number): IssuedSession {
  return {
    mintedId: `row_${n}`,
    roleArn: keyOf(n).roleArn,
    sessionName: `drawbridge-${n}`,
    accessKeyId: `ASIA${n}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    // As long as those of AWS.
    sessionToken: randomBytes(600).toString('base64'),
    expiresAt: new Date(at + lifetime * 1000).toISOString(),
    seconds: lifetime,
    cap: 'exact',
  };
}

/** Megabytes after a garbage collection: of the process, and of reachable objects. */
function used(): { rss: number; heap: number } {
  global.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss: rss / 1e6, heap: heapUsed / 1e6 };
}

/** Created and dropped first: the process takes the memory that it needs to work. */
async function work(): Promise<void> {
  const passing = makeIssuedSessions({ clock, random: Math.random, atMost: 100 });
  for (let n = 0; n < 100_000; n += 1) await passing.make(keyOf(n), 1, async () => made(n));
}

async function memory(): Promise<void> {
  const started = used();
  await work();
  const before = used();
  const sessions = begin();
  const more = ({ rss, heap }: ReturnType<typeof used>) =>
    `${(rss - before.rss).toFixed(0)} MB more, ${(heap - before.heap).toFixed(0)} MB reachable`;
  console.log(
    `memory: a process that has worked, against one that started: ${(before.rss - started.rss).toFixed(0)} MB`,
  );
  for (let n = 0; n < 100_000; n += 1) await sessions.make(keyOf(n), 1, async () => made(n));
  console.log(`memory: ${sessions.sizes().sessions} sessions: ${more(used())} (wanted 160 MB at most)`);
  // Creates all of them again and again: the cache must not grow.
  for (let round = 1; round <= churnRounds; round += 1) {
    for (let n = 0; n < 100_000; n += 1) await sessions.make(keyOf(n), round + 1, async () => made(n));
    console.log(`memory: ${sessions.sizes().sessions} sessions, after ${round}00,000 more: ${more(used())}`);
  }
}

interface Lifetime {
  calls: Map<number, number>;
  waited: number;
  unanswered: number;
}

const atOnce = 10_000;
/** How often each session is requested. */
const everySeconds = 5;

/** `isDown`: whether STS is unavailable at that second of the lifetime. */
async function live(isDown: (second: number) => boolean): Promise<Lifetime> {
  const sessions = begin();
  for (let n = 0; n < atOnce; n += 1) await sessions.make(keyOf(n), 1, async () => made(n));
  const seen: Lifetime = { calls: new Map(), waited: 0, unanswered: 0 };
  for (let second = 1; second < lifetime; second += 1) {
    at += 1000;
    for (let n = second % everySeconds; n < atOnce; n += everySeconds)
      await requestOnce(sessions, n, second, isDown(second), seen);
  }
  return seen;
}

async function requestOnce(sessions: IssuedSessions, n: number, second: number, isDown: boolean, seen: Lifetime) {
  const found = sessions.find(keyOf(n), 1);
  if (found?.state === 'good') return;
  if (found?.state !== 'due') seen.waited += 1;
  seen.calls.set(second, (seen.calls.get(second) ?? 0) + 1);
  const make = async () => {
    if (isDown) throw new Error('STS does not answer');
    return made(n);
  };
  const isMade = await sessions.make(keyOf(n), 1, make).then(
    () => true,
    () => false,
  );
  if (!isMade && !found) seen.unanswered += 1;
}

await memory();
const quiet = await live(() => false);
const counts = [...quiet.calls.values()];
const seconds = [...quiet.calls.keys()];
const span = Math.max(...seconds) - Math.min(...seconds) + 1;
const mean = counts.reduce((a, b) => a + b, 0) / span;
console.log(
  `renewals: ${atOnce} sessions between second ${Math.min(...seconds)} and ${Math.max(...seconds)}, ` +
    `peak ${Math.max(...counts)} a second, ` +
    `${(Math.max(...counts) / mean).toFixed(2)} times the mean (wanted 3 at most), ` +
    `${quiet.waited} requests waited (wanted 0)`,
);
// From five minutes before the end, for four minutes.
const down = await live(second => second >= lifetime - 300 && second < lifetime - 60);
console.log(
  `STS down for 4 of the last 5 minutes: ${down.unanswered} requests without credentials (wanted 0), ` +
    `${down.waited} waited`,
);
