// The outbox of connections is their history. A change adds the connection to an index. Once deliveries exist for every
// row, `published` advances and the index entry is removed. Operations create the deliveries from rows.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../core/connection/connection.js';
import type { Outbox, Unpublished } from '../ports/events.js';
import type { Page, PageInput } from '../ports/subjects.js';
import { rowsAfter } from './history.js';
import { noStopToRecord } from './subject/stops.js';
import { judgedEach, type Read, readerOf, type SubjectStore } from './subjects.js';
import { listOldest } from './table/lists.js';
import { attempt, type Item, readEach } from './table/send.js';
import { keys, listKey } from './table/table.js';

const pageSize = 100;

export function outboxOf(store: SubjectStore<Connection>, everyone: (page: PageInput) => Promise<Page<Item>>): Outbox {
  const { table, kind, outbox } = store;

  async function set({ kept }: Unpublished, update: string, condition: string, values = {}): Promise<boolean> {
    const made = await attempt(
      table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keys.subject(kind, kept.value.id),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeValues: { ':through': kept.revision, ...values },
        }),
      ),
    );
    if (!made.done && made.unanswered) throw made.unanswered;
    return made.done;
  }

  return {
    waiting: async (now, limit) =>
      unpublished(store, await listOldest(table, 'by-outbox', outbox!, { now, limit }, readerOf<Connection>(store))),

    async *walk() {
      let cursor: string | undefined;
      do {
        const page = await everyone({ limit: pageSize, ...(cursor !== undefined && { cursor }) });
        const read = await unpublished(store, readEach(table, page.items, readerOf<Connection>(store)));
        yield read.filter(({ kept, published }) => published < kept.revision || kept.stops);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
    },

    rows: ({ kept, published }) => rowsAfter(store, kept, published),

    async advance(of) {
      const isBehind = '(attribute_not_exists(published) OR published < :through)';
      // Bookkeeping: no new revision and no row. A connection that changed meanwhile still has a row to publish, and so
      // has one with a stop that nobody has recorded yet. One that cannot be read is never recorded.
      const unread = (of.kept.stops ?? []).filter(each => !each.stop).map(each => each.kind);
      const { condition, values } = noStopToRecord(store.stopKinds?.filter(each => !unread.includes(each)));
      const all = 'SET published = :through REMOVE outbox, outboxAt, outboxTries';
      const isAll = await set(of, all, `revision = :through${condition}`, values);
      if (!isAll) await set(of, 'SET published = :through', `revision >= :through AND ${isBehind}`);
    },

    async putOff({ kept: { value, revision }, tries }, at) {
      const update = new UpdateCommand({
        TableName: table.name,
        Key: keys.subject(kind, value.id),
        UpdateExpression: 'SET outboxAt = :at, outboxTries = :tries',
        // A change since then has put it in its place again.
        ConditionExpression: 'revision = :revision AND attribute_exists(outbox)',
        ExpressionAttributeValues: { ':at': listKey(at, value.id), ':tries': tries + 1, ':revision': revision },
      });
      const made = await attempt(table.client.send(update));
      if (!made.done && made.unanswered) throw made.unanswered;
    },
  };
}

/** Judged like any read: a stop is recorded from here too, and a change of an altered item must leave it altered. */
async function unpublished(store: SubjectStore<Connection>, read: readonly Read<Connection>[]): Promise<Unpublished[]> {
  const count = (stored: unknown) => (typeof stored === 'number' ? stored : 0);
  const judged = await judgedEach(store, read);
  return judged.map(({ item, kept }) => ({ kept, published: count(item.published), tries: count(item.outboxTries) }));
}
