// Open stops as attributes of a subject's item: setting one, the condition that keeps other changes away meanwhile, and
// removing one. Not here: what a stop means (core), and who records it (operations).
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  type OpenStop,
  type ReadStop,
  rememberedWith,
  type Stop,
  stopKinds,
  tenantStopKinds,
} from '../../core/connection/stop.js';
import type { StopWritten, Versioned } from '../../ports/subjects.js';
import type { ItemIntegrity } from '../table/item-integrity.js';
import { attempt, type Item, readRaw, type Table } from '../table/send.js';
import { type Key, listKey } from '../table/table.js';
import { isTooLarge } from './size-limits.js';

const everyKind: readonly string[] = [...stopKinds, ...tenantStopKinds];

/**
 * What is stored of a stop, with its MAC, which `stopsAsWritten` verifies. A part of the item that this cannot read is
 * an open stop without a content.
 */
export function stopsOf(item: Item): Pick<Versioned<unknown>, 'stops' | 'stopsRecorded'> {
  let stops: OpenStop<string>[] | undefined;
  for (const kind of everyKind) {
    if (item[kind] === undefined) continue;
    const stop = stopOf(item[kind]);
    stops ??= [];
    stops.push({ kind, ...(stop && { stop }) });
  }
  const { stopsRecorded: ids } = item;
  return { ...(stops && { stops }), ...(Array.isArray(ids) && ids.length > 0 && { stopsRecorded: ids.map(String) }) };
}

function stopOf(stored: unknown): Stop | undefined {
  const { id, at, who, action } = (stored ?? {}) as Partial<Stop>;
  const isRead = [id, at, who?.kind, who?.id, action].every(each => typeof each === 'string');
  return isRead && !Number.isNaN(Date.parse(at!)) ? (stored as Stop) : undefined;
}

/**
 * The open stops of an item, without their MACs. One that the service did not write has no content: it stops issuing,
 * and nobody records what it states. Needs the integrity to be loaded.
 */
export function stopsAsWritten(integrity: ItemIntegrity, item: Item): OpenStop<string>[] | undefined {
  return stopsOf(item).stops?.map(({ kind, stop }) => {
    const { mac, ...content } = { mac: undefined, ...stop };
    const isOurs = stop && integrity.isPartAsWritten(String(item.pk), kind, content, mac);
    return isOurs ? { kind, stop: content as Stop } : { kind };
  });
}

/** Parts of the update that makes a change. */
interface StopParts {
  sets: string[];
  remove: string;
  condition: string;
  values: Record<string, unknown>;
}

export function noStopOpen(kinds: readonly string[] = []): StopParts {
  return {
    sets: [],
    remove: '',
    condition: kinds.map(each => ` AND attribute_not_exists(${each})`).join(''),
    values: {},
  };
}

/** For the outbox: a stop that cannot be read has nothing to record, so it must not stay listed for ever. */
export function noStopToRecord(kinds: readonly string[] = []): Pick<StopParts, 'condition' | 'values'> {
  const condition = kinds.map(each => ` AND NOT attribute_type(${each}.id, :string)`).join('');
  return { condition, values: kinds.length > 0 ? { ':string': 'S' } : {} };
}

/** The stop is removed by its id, and only together with what records it. */
export function recording({ stopsRecorded = [] }: Versioned<unknown>, { kind, stop }: ReadStop<string>): StopParts {
  return {
    sets: ['stopsRecorded = :stopsRecorded'],
    remove: `REMOVE ${kind}`,
    condition: ` AND ${kind}.id = :stopId`,
    values: { ':stopsRecorded': rememberedWith(stopsRecorded, stop.id), ':stopId': stop.id },
  };
}

/**
 * One write without a condition on the revision: whatever else is written meanwhile, the first try lands. It needs an
 * item, and a stop that was not recorded: a call that arrives late must not stop again what was resumed since. A stop
 * of the same kind that cannot be read makes room: nobody could record it.
 */
export async function setStop(
  table: Table,
  key: Key,
  kind: string,
  stop: Stop,
  outbox: { outbox?: string; outboxAt?: string },
): Promise<StopWritten> {
  const sealed = { ...stop, mac: await table.integrity.partMacOf(key, kind, stop) };
  const free = { condition: `NOT attribute_type(${kind}.id, :kept)`, values: { ':kept': 'S' } };
  const written = await putStop(table, key, kind, sealed, outbox, free);
  if (written === 'full') return 'full';
  if (written.done) return 'set';
  const there = await readRaw(table, key);
  if (!there) return 'missing';
  if (stopsOf(there).stopsRecorded?.includes(stop.id)) return 'recorded';
  const open = stopsAsWritten(table.integrity, there)?.find(each => each.kind === kind);
  if (open?.stop?.id === stop.id) return 'set';
  if (written.unanswered) throw written.unanswered;
  if (!open || open.stop) return 'other';
  // Nobody can record what stands there, so it must not keep this one away.
  const { id } = there[kind] as { id: string };
  const same = { condition: `${kind}.id = :kept`, values: { ':kept': id } };
  const instead = await putStop(table, key, kind, sealed, outbox, same);
  if (instead === 'full') return 'full';
  return instead.done ? 'set' : 'other';
}

/** `over`: what may stand in its place before. */
async function putStop(
  { client, name }: Table,
  key: Key,
  kind: string,
  sealed: Stop,
  { outbox: list, outboxAt }: { outbox?: string; outboxAt?: string },
  over: { condition: string; values: Record<string, unknown> },
) {
  const update = new UpdateCommand({
    TableName: name,
    Key: key,
    // The outbox finds the item after a crash. If rows wait there already, it keeps its place.
    UpdateExpression: `SET ${kind} = :stop${list ? ', outbox = :outbox, outboxAt = if_not_exists(outboxAt, :at)' : ''}`,
    ConditionExpression:
      `attribute_exists(pk) AND ${over.condition} AND ` +
      '(attribute_not_exists(stopsRecorded) OR NOT contains(stopsRecorded, :id))',
    ExpressionAttributeValues: {
      ':stop': sealed,
      ':id': sealed.id,
      ...over.values,
      ...(list && { ':outbox': list, ':at': outboxAt }),
    },
  });
  try {
    return await attempt(client.send(update));
  } catch (error) {
    if (isTooLarge(error)) return 'full';
    throw error;
  }
}

/** False when the stop or the subject has changed since it was read. */
export async function removeStop(
  table: Table,
  key: Key,
  kept: Versioned<unknown>,
  open: ReadStop<string>,
): Promise<boolean> {
  const { sets, remove, condition, values } = recording(kept, open);
  const update = new UpdateCommand({
    TableName: table.name,
    Key: key,
    UpdateExpression: `SET ${sets} ${remove}`,
    ConditionExpression: `revision = :revision${condition}`,
    ExpressionAttributeValues: { ...values, ':revision': kept.revision },
  });
  const removed = await attempt(table.client.send(update));
  if (!removed.done && removed.unanswered) throw removed.unanswered;
  return removed.done;
}

/** Where the outbox lists a subject whose stop was set at `at`. */
export const stoppedPlace = (outbox: string | undefined, at: string, id: string) =>
  outbox === undefined ? {} : { outbox, outboxAt: listKey(at, id) };
