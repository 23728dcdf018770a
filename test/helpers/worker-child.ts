// A worker process to be killed: the kit's own worker on a database that others use too, with a clock that runs ahead so
// that leases and waits are short. At the nth call that writes or sends it is gone, `kill -9`: before the call for even
// n, after it for odd ones. Run by the kill test of events alone.
import { compose } from '../../api/compose.js';
import type { Clock } from '../../api/deps.js';
import { startWorker } from '../../api/worker.js';
import { eventKitConfig } from './event-kit.js';

const [endpoint = '', epoch = '', last = ''] = process.argv.slice(2);

/** So many seconds of the clock are one of the test's. */
const speed = 60;
const clock: Clock = {
  now: () => new Date(Number(epoch) + (Date.now() - Number(epoch)) * speed),
  wait: (milliseconds, signal) =>
    new Promise(resolve => {
      const timer = setTimeout(resolve, milliseconds / speed);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

const nth = Number(last);
let calls = 0;
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('killed');
}

/** `port` with each of these methods counted. */
function counted<Port extends object>(port: Port, ...names: (keyof Port)[]): Port {
  const methods = names.map(name => {
    const own = port[name] as (...given: unknown[]) => Promise<unknown>;
    return [name, (...given: unknown[]) => count(() => own.apply(port, given))];
  });
  return { ...port, ...Object.fromEntries(methods) };
}

async function count<Result>(call: () => Promise<Result>): Promise<Result> {
  calls += 1;
  const mine = calls;
  if (mine === nth && nth % 2 === 0) die();
  const result = await call();
  if (mine === nth) die();
  return result;
}

const silent = () => undefined;
const { deps } = compose(eventKitConfig(endpoint), { info: silent, warn: silent, error: silent }, { clock });
startWorker({
  ...deps,
  outbox: counted(deps.outbox, 'advance'),
  deliveries: counted(deps.deliveries, 'put', 'wake', 'claim', 'renew', 'replace', 'release'),
  postEvent: event => count(() => deps.postEvent(event)),
});
