// Entrance to the work nobody waits for: looks, at a steady pace, for connections whose time has come.
// In the local run it lives in the app's process; in AWS it is started by main.ts.
import type { Deps } from './deps.js';
import { doDueWork } from './operations/due-work.js';

const lookEveryMs = 2000;

export interface Worker {
  /** Stops looking; what was begun goes on (deps.background tells when it is done). */
  stop(): Promise<void>;
}

export function startWorker(deps: Deps): Worker {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        await doDueWork(deps);
      } catch (error) {
        deps.log.error({ err: error }, 'looking for due work failed; it is looked for again');
      }
      await deps.clock.wait(lookEveryMs, stopping.signal);
    }
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
