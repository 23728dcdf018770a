// The register of webhooks: one item with all enabled ones, written on condition of its version. So publishing misses
// none, and their number never exceeds the limit.
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Registered, WebhookRegister } from '../ports/events.js';
import { attempt, readItem, type Table } from './table/send.js';
import { itemSchema, keys } from './table/table.js';

export function makeWebhookRegister(table: Table): WebhookRegister {
  return {
    async read() {
      const item = await readItem(table, keys.webhookRegister());
      return { entries: (item?.entries ?? []) as Registered[], version: Number(item?.version ?? 0) };
    },

    async write(entries, version) {
      const put = new PutCommand({
        TableName: table.name,
        Item: { ...keys.webhookRegister(), schema: itemSchema, entries, version: version + 1 },
        ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
        ...(version > 0 && { ExpressionAttributeValues: { ':version': version } }),
      });
      const written = await attempt(table.client.send(put));
      if (!written.done && written.unanswered) throw written.unanswered;
      return written.done;
    },
  };
}
