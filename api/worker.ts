// Entrance to the work nobody waits for: looks, at a steady pace and each for itself, for connections whose time has
// come, for rows of histories to publish, and for events to send.
// In the local run it lives in the app's process; in AWS it is started by main.ts.
import type { BackgroundWork } from './core/metric-labels.js';
import { hourMs } from './core/values/time.js';
import { runDueWork } from './operations/due-work.js';
import { publishOverlooked, publishWaiting } from './operations/event/publish-events.js';
import { makeSender } from './operations/event/send-events.js';
import { checkOwnCredentials } from './operations/probe/own-credentials.js';
import type { Ports } from './ports/ports.js';

const lookEveryMs = 2000;
const eventsEveryMs = 1000;
/** At start and then so often: they may be others by then. */
const ownCredentialsEveryMs = hourMs;
/** At start and then so often everything is looked through, whatever indexes show. */
const lookThroughEveryMs = hourMs;

export interface Worker {
  /** Stops looking; what was begun goes on (ports.background tells when it is done). */
  stop(): Promise<void>;
}

export function startWorker(ports: Ports): Worker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const sender = makeSender(ports);
  const every = async (milliseconds: number, what: BackgroundWork, look: () => Promise<unknown>) => {
    while (!signal.aborted) {
      try {
        await look();
      } catch (error) {
        ports.metrics.workFailed(what);
        ports.log.error({ err: error }, `looking for ${what} failed; it is looked for again`);
      }
      await ports.clock.wait(milliseconds, signal);
    }
  };
  const done = Promise.all([
    every(lookEveryMs, 'due work', () => runDueWork(ports)),
    every(eventsEveryMs, 'rows to publish', () => publishWaiting(ports)),
    every(eventsEveryMs, 'events to send', () => sender.sendDue()),
    every(ownCredentialsEveryMs, 'own credentials', () => checkOwnCredentials(ports, signal)),
    every(lookThroughEveryMs, 'what was overlooked', async () => {
      await publishOverlooked(ports);
      await sender.sendOverlooked();
    }),
  ]);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
