// A webhook receiver beside a world: when the world ends, every change of every connection must have arrived, each once
// after deduplication, in order. It loses every seventh answer, so that events are sent again.
import type { Test } from 'tap';
import { publishOverlooked, publishWaiting } from '../../api/operations/event/publish-events.js';
import { makeSender } from '../../api/operations/event/send-events.js';
import { createWebhook } from '../../api/operations/event/webhooks.js';
import type { Ports } from '../../api/ports/ports.js';
import { founder } from './callers.js';
import type { TestClock } from './clock.js';
import { answering, startReceiver } from './receiver.js';

export const receiverVariables = { DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'true' };

export interface Hearing {
  /** Sends what is due, and returns what did not arrive as it should. */
  faults(): Promise<string[]>;
  close(): void;
}

/** Call before the first connection is created. */
export async function receiveAll(ports: Ports, clock: TestClock): Promise<Hearing> {
  // The world closes it after this check: teardowns of one test have no reliable order.
  let close = () => {};
  const receiver = await startReceiver({
    teardown: fn => {
      close = fn as () => void;
    },
  } as Pick<Test, 'teardown'> as Test);
  receiver.answer = (received, response) => {
    if (receiver.received.length % 7 === 0) response.destroy();
    else answering(204)(received, response);
  };
  const arrived = () => new Set(receiver.ids()).size;
  await createWebhook(ports, founder, { url: receiver.url, tenants: 'all' });

  async function expected(): Promise<Map<string, number>> {
    const revisions = new Map<string, number>();
    let cursor: string | undefined;
    do {
      const page = await ports.connections.listAll({ limit: 100, ...(cursor && { cursor }) });
      for (const { value, revision } of page.items) revisions.set(value.id, revision);
      cursor = page.nextCursor;
    } while (cursor);
    return revisions;
  }

  return {
    close: () => close(),
    async faults() {
      const wanted = await expected();
      const total = [...wanted.values()].reduce((sum, each) => sum + each, 0);
      const sender = makeSender(ports);
      // More rounds than lost answers can need; what is missing by then never arrives.
      for (let round = 0; round < 20 && arrived() < total; round += 1) {
        while ((await publishWaiting(ports)) > 0);
        await publishOverlooked(ports);
        await sender.sendDue();
        await ports.background.idle();
        clock.advance(10 * 60_000);
      }
      const came = new Map<string, number[]>();
      const known = new Set<string>();
      for (const { id, event } of receiver.received) {
        if (known.has(id)) continue;
        known.add(id);
        const { connectionId, revision } = event.data;
        came.set(connectionId, [...(came.get(connectionId) ?? []), revision]);
      }
      return [...wanted].flatMap(([id, revision]) => {
        const seen = String(came.get(id) ?? []);
        const all = String(Array.from({ length: revision }, (_, n) => n + 1));
        return seen === all ? [] : [`revisions of ${id} received: ${seen}, expected: ${all}`];
      });
    },
  };
}
