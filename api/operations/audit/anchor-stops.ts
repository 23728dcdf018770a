// Anchors each stop outside the store as soon as it is in it: whole when it is set, and then with its row. No request
// waits for it. If it cannot be appended, it is tried again in the background; the hourly pass (anchor-heads.ts) finds
// what was left.
import { type Anchor, isStop } from '../../core/audit/anchors.js';
import type { SubjectKind } from '../../core/audit/history.js';
import type { Stop } from '../../core/connection/stop.js';
import { secondMs } from '../../core/values/time.js';
import type { Ports } from '../../ports/ports.js';
import type { Stoppable, Subjects, Versioned } from '../../ports/subjects.js';

type Needs = Pick<Ports, 'clock' | 'log' | 'background' | 'anchors' | 'instance'>;

type Tenanted = { id: string; tenantId?: string };
type Changing<Value extends Tenanted> = Pick<Subjects<Value>, 'change'>;

/** The same subjects, with each change that is a stop anchored. */
function anchoringChanges<Value extends Tenanted, Store extends Changing<Value>>(needs: Needs, subjects: Store): Store {
  if (!needs.anchors) return subjects;
  const anchored = <Written extends Versioned<Tenanted>>(written: Written | undefined) => {
    if (written && isStop(written.last)) {
      const { tenantId } = written.value;
      anchorSoon(needs, [{ type: 'stop', ...(tenantId !== undefined && { tenantId }), row: written.last }]);
    }
    return written;
  };
  const { change, record } = subjects as Store & Partial<Pick<Stoppable<Value, string>, 'record'>>;
  return {
    ...subjects,
    change: async (...of: Parameters<typeof change>) => anchored(await change(...of)),
    ...(record && { record: async (...of: Parameters<typeof record>) => anchored(await record(...of)) }),
  };
}

type Stopping = Stoppable<Tenanted, string> & Changing<Tenanted> & Pick<Subjects<Tenanted>, 'getBrief'>;

/** The same, with each stop anchored when it is set: until its row is written, only the item holds it. */
function anchoringStops<Store extends Changing<Tenanted>>(needs: Needs, kind: SubjectKind, subjects: Store): Store {
  if (!needs.anchors) return subjects;
  const store = subjects as unknown as Stopping;
  const { stop, dropStop, getBrief } = store;
  return anchoringChanges(needs, {
    ...subjects,
    stop: async (id: string, stopKind: string, set: Stop) => {
      const written = await stop(id, stopKind, set);
      if (written === 'set' || written === 'recorded')
        needs.background.run('anchors', async signal => {
          // Tenants see the faults of their own subjects by it. Without it the stop is anchored all the same.
          const tenantId = (await getBrief(id).catch(() => undefined))?.value.tenantId;
          const subject = { kind, id };
          const whole = { type: 'open-stop' as const, ...(tenantId !== undefined && { tenantId }), subject, stop: set };
          await appendAnchors(needs, [whole], signal);
        });
      return written;
    },
    dropStop: async (...of: Parameters<typeof dropStop>) => {
      const kept = await dropStop(...of);
      const [{ value }, { stop: dropped }] = of;
      if (kept) anchorSoon(needs, [{ type: 'dropped-stop', subject: { kind, id: value.id }, stopId: dropped.id }]);
      return kept;
    },
  });
}

type StoppingStore = 'connections' | 'tenants' | 'apiKeys' | 'links' | 'webhooks';

/** Every store whose changes may end access. */
export function anchoredStores<Stopping extends Needs & Pick<Ports, StoppingStore>>(
  ports: Stopping,
): Pick<Ports, StoppingStore> {
  return {
    connections: anchoringStops(ports, 'connection', ports.connections),
    tenants: anchoringStops(ports, 'tenant', ports.tenants),
    apiKeys: anchoringChanges(ports, ports.apiKeys),
    links: anchoringChanges(ports, ports.links),
    webhooks: anchoringChanges(ports, ports.webhooks),
  };
}

function anchorSoon(needs: Needs, anchors: readonly Anchor[]): void {
  needs.background.run('anchors', signal => appendAnchors(needs, anchors, signal));
}

/** After 1, 2, 4 … seconds, at most a minute: 6 minutes in total. */
const tries = 12;
const waitMs = (tried: number) => Math.min(60, 2 ** tried) * secondMs;

/** Throws after the last try. */
export async function appendAnchors(
  { anchors: port, clock, log, instance }: Pick<Needs, 'anchors' | 'clock' | 'log' | 'instance'>,
  anchors: readonly Anchor[],
  signal?: AbortSignal,
): Promise<void> {
  if (!port || anchors.length === 0) return;
  const at = clock.now().toISOString();
  const records = anchors.map(each => ({ ...each, at, writer: instance }));
  for (let tried = 0; ; tried += 1) {
    try {
      return await port.append(records);
    } catch (error) {
      if (tried + 1 === tries || signal?.aborted) throw error;
      log.warn({ err: error, records: records.length }, 'anchors were not stored; they are tried again');
    }
    await clock.wait(waitMs(tried), signal);
  }
}
