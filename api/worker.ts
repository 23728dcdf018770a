// Entrance of background work: finds connections with due work, history rows to publish and events to send, each at its
// own interval. It runs in the app's process; main.ts starts it in AWS.
import type { BackgroundWork } from './core/metric-labels.js';
import { hourMs, minuteMs } from './core/values/time.js';
import { makeAnchoring } from './operations/audit/anchor-heads.js';
import { sealLedger } from './operations/audit/seal-ledger.js';
import { runDueWork } from './operations/due-work.js';
import { recordOverlookedCloses } from './operations/ending/close-tenant.js';
import { publishOverlooked, publishWaiting } from './operations/event/publish-events.js';
import { makeSender } from './operations/event/send-events.js';
import { checkOwnCredentials } from './operations/probe/own-credentials.js';
import type { Ports } from './ports/ports.js';

const dueEveryMs = 2000;
const eventsEveryMs = 1000;
/** Checked at start and at this interval, because the credentials may change. */
const ownCredentialsEveryMs = hourMs;
/** At start and at this interval all items are read, because indexes may miss some. */
const readAllEveryMs = hourMs;
/** At start and at this interval the heads of all histories are anchored outside the store. */
const anchorEveryMs = hourMs;
const sealEveryMs = minuteMs;

export interface Worker {
  /** Starts no more work; work under way goes on (`ports.background.idle` waits for it). */
  stop(): Promise<void>;
}

export function startWorker(ports: Ports): Worker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const sender = makeSender(ports);
  const anchoring = makeAnchoring(ports);
  const every = async (milliseconds: number, name: BackgroundWork, work: () => Promise<unknown>) => {
    while (!signal.aborted) {
      try {
        await work();
      } catch (error) {
        ports.metrics.workFailed(name);
        ports.log.error({ err: error }, `background work "${name}" failed; it is tried again`);
      }
      await ports.clock.wait(milliseconds, signal);
    }
  };
  const done = Promise.all([
    every(dueEveryMs, 'due work', () => runDueWork(ports)),
    every(eventsEveryMs, 'rows to publish', () => publishWaiting(ports)),
    every(eventsEveryMs, 'events to send', () => sender.sendDue()),
    every(ownCredentialsEveryMs, 'own credentials', () => checkOwnCredentials(ports, signal)),
    every(readAllEveryMs, 'what was overlooked', async () => {
      await recordOverlookedCloses(ports);
      await publishOverlooked(ports);
      await sender.sendOverlooked();
    }),
    every(sealEveryMs, 'ledger seals', () => sealLedger(ports, signal)),
    every(anchorEveryMs, 'anchors', () => anchoring.pass(signal)),
  ]);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
