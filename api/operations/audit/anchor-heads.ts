// The hourly pass over all histories: anchors each head that changed since the last pass of any instance, and each stop
// that was not anchored at once. It also looks whether a history still holds the row that was anchored last, because a
// newer head would hide that it does not.
import {
  type Anchor,
  type AnchoredHead,
  AnchoredHistories,
  type AnchoredHistory,
  isStop,
  stopActions,
  verdictActions,
} from '../../core/audit/anchors.js';
import type { HistoryRow, SubjectKind } from '../../core/audit/history.js';
import type { Stop } from '../../core/connection/stop.js';
import type { Ports } from '../../ports/ports.js';
import type { Subjects, Versioned } from '../../ports/subjects.js';
import { publishedIdOf } from '../permission-set/publish-permission-sets.js';
import { appendAnchors } from './anchor-stops.js';
import { eachOf } from './each-of.js';

export type AnchoringNeeds = Pick<
  Ports,
  | 'clock'
  | 'log'
  | 'instance'
  | 'anchors'
  | 'tenants'
  | 'connections'
  | 'apiKeys'
  | 'links'
  | 'webhooks'
  | 'publishedSets'
  | 'permissionSets'
>;

type Read = Pick<Subjects<{ id: string }>, 'history' | 'hashAt'>;

/** Heads in one record, so that no record grows with the number of subjects. */
const headsInRecord = 500;
/** A history that got more stops than this between two passes has all but the newest ones in its chain only. */
const stopsInPass = 20;

export interface Anchoring {
  /** Returns how many heads were anchored. Without a port it does nothing. */
  pass(signal?: AbortSignal): Promise<number>;
}

/** Remembers what is anchored: some hundred bytes for each subject. */
export function makeAnchoring(ports: AnchoringNeeds): Anchoring {
  const known = new AnchoredHistories();
  let position: string | undefined;
  const catchUp = async () => {
    if (!ports.anchors) return;
    for await (const place of ports.anchors.walk(position)) {
      known.add(place.record);
      position = place.position;
    }
  };
  return {
    async pass(signal) {
      if (!ports.anchors) return 0;
      await catchUp();
      let anchored = 0;
      let heads: AnchoredHead[] = [];
      const flush = async () => {
        if (heads.length > 0) await appendAnchors(ports, [{ type: 'heads', heads }], signal);
        anchored += heads.length;
        heads = [];
      };
      await everyHead(ports, async (store, kept, head) => {
        const before = known.of(head.kind, head.id);
        await appendAnchors(ports, openStops(before, kept, head), signal);
        if (before?.head?.revision === head.revision && before.head.hash === head.hash) return;
        const also = [
          ...(await lostRow(ports, store, before, head)),
          ...(await stopsBetween(store, before, kept, head)),
        ];
        await appendAnchors(ports, also, signal);
        if ((before?.head?.revision ?? 0) < head.revision) heads.push(head);
        if (heads.length === headsInRecord) await flush();
      });
      await flush();
      return anchored;
    },
  };
}

/** Stops that are set and not recorded: an instance ended before it had anchored them. */
function openStops(
  before: AnchoredHistory | undefined,
  { stops = [] }: Versioned<{ id: string }>,
  { kind, id, tenantId }: AnchoredHead,
): Anchor[] {
  const isMissing = (stop: Stop | undefined): stop is Stop => stop !== undefined && !before?.openStops.has(stop.id);
  const missing = stops.map(({ stop }) => stop).filter(isMissing);
  return missing.map(stop => ({
    type: 'open-stop',
    ...(tenantId !== undefined && { tenantId }),
    subject: { kind, id },
    stop,
  }));
}

type Visit = (store: Read, kept: Versioned<{ id: string }>, head: AnchoredHead) => Promise<void>;

/** From the lists. What an index misses is anchored by a later pass; verification reads without an index. */
async function everyHead(ports: AnchoringNeeds, visit: Visit): Promise<void> {
  const one = (kind: SubjectKind, store: Read) => (kept: Versioned<{ id: string; tenantId?: string }>) => {
    const { id, tenantId } = kept.value;
    const { revision, last } = kept;
    return visit(store, kept, { kind, id, ...(tenantId !== undefined && { tenantId }), revision, hash: last.hash });
  };
  await eachOf(page => ports.tenants.list(page), one('tenant', ports.tenants));
  await eachOf(page => ports.apiKeys.list(page), one('api-key', ports.apiKeys));
  await eachOf(page => ports.webhooks.list(page), one('webhook', ports.webhooks));
  for (const set of ports.permissionSets.list()) {
    const published = await ports.publishedSets.get(publishedIdOf(set));
    if (published) await one('permission-set', ports.publishedSets)(published);
  }
  await eachOf(
    page => ports.connections.listAll(page),
    async connection => {
      await one('connection', ports.connections)(connection);
      await eachOf(page => ports.links.listOf(connection.value.id, page), one('link', ports.links));
    },
  );
}

/** The anchored row that the history no longer holds, although it goes on. Reported once. */
async function lostRow(
  { log }: AnchoringNeeds,
  store: Read,
  before: AnchoredHistory | undefined,
  { kind, id, revision }: AnchoredHead,
): Promise<Anchor[]> {
  if (!before?.head || before.lost.has(before.head.revision)) return [];
  if ((await store.hashAt(id, before.head.revision)) === before.head.hash) return [];
  log.error({ kind, id, revision, anchored: before.head.revision }, 'a history no longer holds its anchored row');
  return [{ type: 'lost', head: { kind, id, ...before.head } }];
}

/** Stops since the last pass that are not anchored: an instance ended before it had anchored them. */
async function stopsBetween(
  store: Read,
  before: AnchoredHistory | undefined,
  { last }: Versioned<{ id: string }>,
  { id, tenantId, revision }: AnchoredHead,
): Promise<Anchor[]> {
  const from = before?.head?.revision ?? 0;
  const isMissing = (row: HistoryRow) => row.revision > from && isStop(row) && !before?.stops.has(row.revision);
  const rows =
    revision === from + 1
      ? [last]
      : (await store.history(id, { limit: stopsInPass, only: [...stopActions, ...verdictActions] })).items.map(
          ({ row }) => row,
        );
  return rows.filter(isMissing).map(row => ({ type: 'stop', ...(tenantId !== undefined && { tenantId }), row }));
}
