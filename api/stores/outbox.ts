// The outbox of connections is their history. A change adds the connection to an index. Once deliveries exist for every
// row, `published` advances and the index entry is removed. Operations create the deliveries from rows.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '../core/connection/connection.js';
import type { Outbox, Unpublished } from '../ports/events.js';
import type { Page, PageInput } from '../ports/subjects.js';
import { rowsAfter } from './history.js';
import { noStopToRecord } from './subject/stops.js';
import { keptOf, type SubjectStore } from './subjects.js';
import { listOldest } from './table/lists.js';
import { attempt, type Item, readEach } from './table/send.js';
import { keys } from './table/table.js';

const pageSize = 100;

export function outboxOf(store: SubjectStore<Connection>, everyone: (page: PageInput) => Promise<Page<Item>>): Outbox {
  const { table, kind, outbox } = store;
  const { condition: noneOpen, values: ofStops } = noStopToRecord(store.stopKinds);

  async function set({ kept }: Unpublished, update: string, condition: string): Promise<boolean> {
    const made = await attempt(
      table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keys.subject(kind, kept.value.id),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeValues: { ':through': kept.revision, ...(condition.includes(noneOpen) && ofStops) },
        }),
      ),
    );
    if (!made.done && made.unanswered) throw made.unanswered;
    return made.done;
  }

  return {
    async waiting(limit) {
      return readEach(table, await listOldest(table, 'by-outbox', outbox!, limit), unpublishedOf);
    },

    async *walk() {
      let cursor: string | undefined;
      do {
        const page = await everyone({ limit: pageSize, ...(cursor !== undefined && { cursor }) });
        const read = readEach(table, page.items, unpublishedOf);
        yield read.filter(({ kept, published }) => published < kept.revision || kept.stops);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
    },

    rows: ({ kept, published }) => rowsAfter(store, kept, published),

    async advance(of) {
      const isBehind = '(attribute_not_exists(published) OR published < :through)';
      // Bookkeeping: no new revision and no row. A connection that changed meanwhile still has a row to publish, and so
      // has one with a stop that nobody has recorded yet.
      const isAll = await set(of, 'SET published = :through REMOVE outbox, outboxAt', `revision = :through${noneOpen}`);
      if (!isAll) await set(of, 'SET published = :through', `revision >= :through AND ${isBehind}`);
    },
  };
}

function unpublishedOf(item: Item): Unpublished {
  return { kept: keptOf<Connection>(item), published: typeof item.published === 'number' ? item.published : 0 };
}
