// A worker process of the kill test of events: the kit's own worker on a shared database, with a fast clock so that
// leases and waits are short. It ends itself at the nth call that writes or sends.
import { compose } from '../../api/compose.js';
import { startWorker } from '../../api/worker.js';
import { fastClock } from '../helpers/fast-clock.js';
import { countedUntil } from './counted.js';
import { eventKitConfig } from './event-kit.js';

export function run([endpoint = '', epoch = '', last = '']: string[]): void {
  const { count, counted } = countedUntil(Number(last));
  const silent = () => undefined;
  const log = { info: silent, warn: silent, error: silent };
  const { ports } = compose(eventKitConfig(endpoint), log, { clock: fastClock(Number(epoch)) });
  startWorker({
    ...ports,
    outbox: counted(ports.outbox, 'advance'),
    deliveries: counted(ports.deliveries, 'put', 'wake', 'claim', 'renew', 'replace', 'release'),
    postEvent: event => count(() => ports.postEvent(event)),
  });
}
