// A service process of the kill test of rotations: the worker, and a backend that requests credentials without pause
// and prints a line per answer. It ends itself at the nth call that writes or calls AWS.
import { compose } from '../../api/compose.js';
import { loadConfig } from '../../api/config/load-config.js';
import { issueSession } from '../../api/operations/session/issue-session.js';
import { startWorker } from '../../api/worker.js';
import { backend } from '../helpers/callers.js';
import { fastClock } from '../helpers/fast-clock.js';
import { countedUntil } from './counted.js';

export async function run([variables = '', epoch = '', place = '', last = '', pauseMs = '0']: string[]): Promise<void> {
  const where = JSON.parse(place);
  const { count, counted } = countedUntil(Number(last));
  const silent = () => undefined;
  const log = { info: silent, warn: silent, error: silent };
  const kit = compose(loadConfig(JSON.parse(variables)), log, {
    clock: fastClock(Number(epoch), Number(pauseMs) > 0 ? 150 : 0),
  });
  const ports = {
    ...kit.ports,
    connections: counted(kit.ports.connections, 'change', 'note'),
    ledger: counted(kit.ports.ledger, 'put'),
    checks: counted(kit.ports.checks, 'begin', 'save', 'finish'),
    assumeRole: (...call: Parameters<typeof kit.ports.assumeRole>) => count(() => kit.ports.assumeRole(...call)),
  };
  startWorker(ports);
  // Each request differs from the last: none is answered from memory, and AWS is called without pause.
  for (let n = 0; ; n += 1) {
    const ask = { durationSeconds: 900 + (n % 900) };
    const answer = await issueSession(ports, backend, { ...where, requestId: 'req_kill' }, ask).then(
      () => 'issued',
      error => `${error.code ?? error} ${JSON.stringify(error.options?.members ?? {})}`,
    );
    process.stdout.write(`${answer}\n`);
    if (Number(pauseMs) > 0) await kit.ports.clock.wait(Number(pauseMs));
  }
}
