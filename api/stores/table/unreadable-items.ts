// The items that reads met and could not read: each is named once an hour, and counted. They fail nobody else.
import type { Clock } from '../../ports/runtime.js';
import type { UnreadableItem } from '../../ports/subjects.js';
import type { Key } from './table.js';

const hourMs = 3_600_000;
/** So many are remembered; the oldest are forgotten. */
const atMost = 1000;

/** Kinds whose keys hold nothing but the kit's own ids. The keys of others may hold an external ID. */
const namedKinds = ['connection', 'tenant', 'api-key', 'link', 'permission-set', 'webhook', 'checks', 'ledger'];

export interface UnreadableItems {
  report(key: Key, why: unknown): void;
  /** Those that a read has met within the last two hours. */
  list(): UnreadableItem[];
}

export function makeUnreadableItems(
  clock: Clock,
  found: (item: UnreadableItem, why: unknown) => void = () => {},
): UnreadableItems {
  const seen = new Map<string, UnreadableItem & { toldMs: number; seenMs: number }>();
  return {
    report({ pk, sk }, why) {
      const now = clock.now().getTime();
      const [kind = '', ...rest] = String(pk).split('#');
      const item = { kind, ...(namedKinds.includes(kind) && { id: rest.join('#') }) };
      const name = `${pk} ${sk}`;
      const before = seen.get(name);
      const isTold = before !== undefined && now - before.toldMs < hourMs;
      seen.delete(name);
      seen.set(name, { ...item, toldMs: isTold ? before.toldMs : now, seenMs: now });
      if (seen.size > atMost) seen.delete(seen.keys().next().value!);
      if (!isTold) found(item, why);
    },
    list() {
      const since = clock.now().getTime() - 2 * hourMs;
      const recent = [...seen.values()].filter(each => each.seenMs >= since);
      return recent.map(({ kind, id }) => ({ kind, ...(id !== undefined && { id }) }));
    },
  };
}
