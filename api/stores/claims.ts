// Things that are claimed by a key: external IDs for all time, the places of pending connections, idempotency keys for a
// day. Uniqueness is an item of its own, never an index.
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dayMs, minuteMs } from '../core/values/time.js';
import type {
  ExternalIdClaims,
  Idempotency,
  KeptAnswer,
  KeyClaim,
  PendingPlace,
  PendingPlaces,
} from '../ports/claims.js';
import { attempt, type Item, readItem, readRange, type Table } from './table/send.js';
import { itemSchema, keys, ttlAttribute } from './table/table.js';

/** A claim whose call never finished is void after this. */
const unfinishedMs = minuteMs;

const onlyNew = { ConditionExpression: 'attribute_not_exists(pk)' };

export function makeExternalIdClaims(table: Table): ExternalIdClaims {
  async function owner(externalId: string) {
    const item = await readItem(table, keys.externalId(externalId));
    return item && { connectionId: String(item.connectionId) };
  }
  return {
    owner,
    async claim(externalId, connectionId, at) {
      const item = { ...keys.externalId(externalId), schema: itemSchema, connectionId, at };
      const put = await attempt(table.client.send(new PutCommand({ TableName: table.name, Item: item, ...onlyNew })));
      if (put.done) return true;
      if (put.unanswered) throw put.unanswered;
      // Our own earlier try, unanswered, is the only way in which an ID is ours already.
      return put.perhapsOurs && (await owner(externalId))?.connectionId === connectionId;
    },
  };
}

export function makePendingPlaces(table: Table): PendingPlaces {
  const keyOf = ({ tenantId, number }: PendingPlace) => keys.pendingPlace(tenantId, number);
  const isHeldBy = ({ connectionId }: PendingPlace) => ({
    ConditionExpression: 'connectionId = :holder',
    ExpressionAttributeValues: { ':holder': connectionId },
  });
  return {
    async list(tenantId) {
      const range = { from: 'place#', to: 'place#~', newestFirst: false, pageSize: 100 };
      const found: PendingPlace[] = [];
      for await (const item of readRange(table, keys.pendingPlace(tenantId, 0).pk, range))
        found.push(item.place as PendingPlace);
      return found;
    },
    async claim(place, instead) {
      const item = { ...keyOf(place), schema: itemSchema, connectionId: place.connectionId, place };
      const condition = instead ? isHeldBy(instead) : onlyNew;
      const put = await attempt(table.client.send(new PutCommand({ TableName: table.name, Item: item, ...condition })));
      if (put.done) return true;
      if (put.unanswered) throw put.unanswered;
      return put.perhapsOurs && (await readItem(table, keyOf(place)))?.connectionId === place.connectionId;
    },
  };
}

function claimOf(claim: KeyClaim, at: number): Item {
  const ends = at + dayMs;
  return {
    schema: itemSchema,
    state: 'running',
    /** When the claim is void: soon while it runs, after a day once it is answered. */
    ...claim,
    endsAt: ends,
    [ttlAttribute]: Math.ceil(ends / 1000),
  };
}

export function makeIdempotency(table: Table): Idempotency {
  const ifRunning = (and: string) => ({
    ConditionExpression: `#state = :running AND ${and}`,
    ExpressionAttributeNames: { '#state': 'state' },
  });

  async function begin(
    callerId: string,
    key: string,
    bodyDigest: string,
    now: string,
    idText: string,
  ): ReturnType<Idempotency['begin']> {
    const at = Date.parse(now);
    const own = { bodyDigest, voidAt: at + unfinishedMs };
    const place = keys.idempotency(callerId, key);
    const claim = (ids: string, free: Pick<PutCommand['input'], 'ConditionExpression'>, values: Item) =>
      attempt(
        table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...place, ...claimOf(own, at), idText: ids },
            ...free,
            ExpressionAttributeValues: values,
          }),
        ),
      );
    const free = { ConditionExpression: 'attribute_not_exists(pk) OR endsAt <= :now' };
    const put = await claim(idText, free, { ':now': at });
    if (put.done) return { state: 'new', idText, claim: own };
    if (put.unanswered) throw put.unanswered;
    const held = await readItem(table, place);
    const isSame = held?.bodyDigest === bodyDigest;
    if (held?.state === 'running' && Number(held.voidAt) <= at) {
      // Whoever had it was killed, or failed: what it made is found by the ids that it had.
      const ids = isSame ? String(held.idText ?? idText) : idText;
      const taken = await claim(ids, ifRunning('voidAt = :seen'), { ':running': 'running', ':seen': held.voidAt });
      if (taken.done) return { state: 'new', idText: ids, claim: own };
      if (taken.unanswered) throw taken.unanswered;
      return { state: 'running' };
    }
    if (held && !isSame) return { state: 'other_body' };
    if (held?.state === 'done') return { state: 'done', answer: JSON.parse(String(held.answer)) as KeptAnswer };
    // Also when it was released between the two calls: the caller comes again and finds it free.
    return { state: 'running' };
  }

  async function whileRunning(write: Promise<unknown>): Promise<void> {
    const written = await attempt(write);
    // Taken over after it was void, or answered already. Theirs stands.
    if (!written.done && written.unanswered) throw written.unanswered;
  }

  return {
    begin,
    // Whoever took it over with the same body made the same: either answer is right.
    finish: (callerId, key, { bodyDigest }, answer) =>
      whileRunning(
        table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: keys.idempotency(callerId, key),
            UpdateExpression: 'SET #state = :done, answer = :answer, voidAt = endsAt',
            ...ifRunning('bodyDigest = :body'),
            ExpressionAttributeValues: {
              ':done': 'done',
              ':running': 'running',
              ':body': bodyDigest,
              ':answer': JSON.stringify(answer),
            },
          }),
        ),
      ),
    release: (callerId, key, { voidAt }) =>
      whileRunning(
        table.client.send(
          new DeleteCommand({
            TableName: table.name,
            Key: keys.idempotency(callerId, key),
            ...ifRunning('voidAt = :own'),
            ExpressionAttributeValues: { ':running': 'running', ':own': voidAt },
          }),
        ),
      ),
  };
}
