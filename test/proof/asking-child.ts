// A service process of the revocation proof: requests credentials without pause and reports which requests got some,
// and when, by the machine's monotonic clock. `plant` adds a fault that the proof must find.
import { compose } from '../../api/compose.js';
import { loadConfig } from '../../api/config/load-config.js';
import { issueSession } from '../../api/operations/session/issue-session.js';
import type { Ports } from '../../api/ports/ports.js';
import type { Connections } from '../../api/ports/subjects.js';
import { backend } from '../helpers/callers.js';
import type { Where } from '../helpers/customer.js';

export type Plant = 'none' | 'cache' | 'joined';

/** Requests since the last report, and those that got credentials: connection, time received and time answered. */
export interface Report {
  requests: number;
  got: [place: number, receivedMs: number, answeredMs: number][];
}

const requestsAtOnce = 8;
const reportEveryMs = 20;
const silent = () => undefined;

/** Reads are cached for a while: the fault of a cache before the store. */
function cached(connections: Connections): Connections {
  const kept = new Map<string, { until: number; read: ReturnType<Connections['getBrief']> }>();
  return {
    ...connections,
    getBrief(id) {
      const now = performance.now();
      const there = kept.get(id);
      if (there && there.until > now) return there.read;
      const read = connections.getBrief(id);
      kept.set(id, { until: now + 200, read });
      return read;
    },
  };
}

/** Readers get the result of a read in progress: the fault of joining a read that was already sent. */
function joined(connections: Connections): Connections {
  const onTheWay = new Map<string, ReturnType<Connections['getBrief']>>();
  return {
    ...connections,
    getBrief(id) {
      const there = onTheWay.get(id);
      if (there) return there;
      // A slow store shows the fault sooner.
      const read = connections.getBrief(id).then(async kept => {
        await new Promise(resolve => setTimeout(resolve, 120));
        return kept;
      });
      onTheWay.set(id, read);
      return read.finally(() => onTheWay.delete(id));
    },
  };
}

const planted = { none: (each: Connections) => each, cache: cached, joined };
/** Milliseconds of the clock that all processes of the machine share. */
const now = () => Number(process.hrtime.bigint() / 1000n) / 1000;
let report: Report = { requests: 0, got: [] };
let last = now();

async function ask(ports: Ports, places: Where[], n: number): Promise<void> {
  const place = Math.floor(Math.random() * places.length);
  // Two kinds of request each: some are answered from memory, some wait for the same call.
  const durationSeconds = 900 + (n % 2);
  const receivedMs = now();
  const where = { ...places[place]!, requestId: 'req_proof' };
  const isGiven = await issueSession(ports, backend, where, { durationSeconds }).then(
    () => true,
    error => {
      if (error.code === 'not_issuing') return false;
      throw error;
    },
  );
  report.requests += 1;
  if (isGiven) report.got.push([place, receivedMs, now()]);
  if (receivedMs - last < reportEveryMs) return;
  last = receivedMs;
  process.send!(report);
  report = { requests: 0, got: [] };
}

export async function run([variables = '', placed = '', plant = 'none']: string[]): Promise<void> {
  const places = JSON.parse(placed) as Where[];
  const kit = compose(loadConfig(JSON.parse(variables)), { info: silent, warn: silent, error: silent });
  const ports = { ...kit.ports, connections: planted[plant as Plant](kit.ports.connections) };
  const askOn = async (n: number) => {
    for (;;) await ask(ports, places, n);
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, (_, n) => askOn(n)));
}
