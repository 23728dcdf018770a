// Entrance to the work nobody waits for: looks, at a steady pace and each for itself, for connections whose time has
// come, for rows of histories to publish, and for events to send.
// In the local run it lives in the app's process; in AWS it is started by main.ts.
import type { BackgroundWork } from './core/metric-labels.js';
import { doDueWork } from './operations/due-work.js';
import { publishOverlooked, publishWaiting } from './operations/event/publish-events.js';
import { makeSender } from './operations/event/send-events.js';
import { lookAtOwnCredentials } from './operations/probe/own-credentials.js';
import type { Deps } from './ports/ports.js';

const lookEveryMs = 2000;
const eventsEveryMs = 1000;
/** At start and then so often: they may be others by then. */
const ownCredentialsEveryMs = 60 * 60 * 1000;
/** At start and then so often everything is looked through, whatever indexes show. */
const lookThroughEveryMs = 60 * 60 * 1000;

export interface Worker {
  /** Stops looking; what was begun goes on (deps.background tells when it is done). */
  stop(): Promise<void>;
}

export function startWorker(deps: Deps): Worker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const sender = makeSender(deps);
  const every = async (milliseconds: number, what: BackgroundWork, look: () => Promise<unknown>) => {
    while (!signal.aborted) {
      try {
        await look();
      } catch (error) {
        deps.metrics.workFailed(what);
        deps.log.error({ err: error }, `looking for ${what} failed; it is looked for again`);
      }
      await deps.clock.wait(milliseconds, signal);
    }
  };
  const done = Promise.all([
    every(lookEveryMs, 'due work', () => doDueWork(deps)),
    every(eventsEveryMs, 'rows to publish', () => publishWaiting(deps)),
    every(eventsEveryMs, 'events to send', () => sender.sendDue()),
    every(ownCredentialsEveryMs, 'own credentials', () => lookAtOwnCredentials(deps, signal)),
    every(lookThroughEveryMs, 'what was overlooked', async () => {
      await publishOverlooked(deps);
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
