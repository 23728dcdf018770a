// Idempotency keys: each is claimed for a day by an item of its own, which also keeps the answer.
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { digest } from '../core/values/canonical.js';
import { dayMs, minuteMs } from '../core/values/time.js';
import type { Idempotency, KeptAnswer, KeyClaim } from '../ports/claims.js';
import type { Macs } from './audit/macs.js';
import { attempt, type Item, readItem, type Table } from './table/send.js';
import { itemSchema, type Key, keys, ttlAttribute } from './table/table.js';

/** A claim whose call never finished is void after this. */
const unfinishedMs = minuteMs;

type Condition = Pick<PutCommand['input'], 'ConditionExpression' | 'ExpressionAttributeNames'>;

const ifFree: Condition = { ConditionExpression: 'attribute_not_exists(pk) OR endsAt <= :now' };
const ifRunning = (and: string) => ({
  ConditionExpression: `#state = :running AND ${and}`,
  ExpressionAttributeNames: { '#state': 'state' },
});

export function makeIdempotency(table: Table, macs: Macs): Idempotency {
  return new IdempotencyKeys(table, macs);
}

/** Members are arrow functions, because ports are spread where they are wrapped. */
class IdempotencyKeys implements Idempotency {
  constructor(
    private readonly table: Table,
    private readonly macs: Macs,
  ) {}

  readonly begin: Idempotency['begin'] = async (callerId, key, bodyDigest, now, idText) => {
    const at = Date.parse(now);
    const place = keys.idempotency(callerId, key);
    const own: KeyClaim = { bodyDigest, voidAt: at + unfinishedMs };
    const claim = (ids: string, condition: Condition, values: Item) =>
      this.claim({ ...place, ...claimOf(own, at), idText: ids, idMac: this.macOf(place, ids) }, condition, values);
    const put = await claim(idText, ifFree, { ':now': at });
    if (put.done) return { state: 'new', idText, claim: own };
    if (put.unanswered) throw put.unanswered;
    const held = await readItem(this.table, place);
    // Someone edited it in the store: it repeats no answer and leads to nothing that exists, until the day is over.
    if (held && !this.isAsWritten(place, held)) return { state: 'running' };
    const isSame = held?.bodyDigest === bodyDigest;
    if (held?.state === 'running' && Number(held.voidAt) <= at) {
      // The first call was killed or failed. With its ids we find what it created.
      const ids = isSame ? String(held.idText ?? idText) : idText;
      const taken = await claim(ids, ifRunning('voidAt = :seen'), { ':running': 'running', ':seen': held.voidAt });
      if (taken.done) return { state: 'new', idText: ids, claim: own };
      if (taken.unanswered) throw taken.unanswered;
      return { state: 'running' };
    }
    if (held && !isSame) return { state: 'other_body' };
    if (held?.state === 'done') return { state: 'done', answer: JSON.parse(String(held.answer)) as KeptAnswer };
    // Also when the key was released between the two calls: the caller tries again and finds it free.
    return { state: 'running' };
  };

  /** On condition of the body only: a call that took the key over with the same body created the same. */
  readonly finish: Idempotency['finish'] = (callerId, key, { bodyDigest }, answer) =>
    whileRunning(
      this.table.client.send(
        new UpdateCommand({
          TableName: this.table.name,
          Key: keys.idempotency(callerId, key),
          UpdateExpression: 'SET #state = :done, answer = :answer, answerMac = :mac, voidAt = endsAt',
          ...ifRunning('bodyDigest = :body'),
          ExpressionAttributeValues: {
            ':done': 'done',
            ':running': 'running',
            ':body': bodyDigest,
            ':answer': JSON.stringify(answer),
            ':mac': this.macOf(keys.idempotency(callerId, key), bodyDigest, JSON.stringify(answer)),
          },
        }),
      ),
    );

  readonly release: Idempotency['release'] = (callerId, key, { voidAt }) =>
    whileRunning(
      this.table.client.send(
        new DeleteCommand({
          TableName: this.table.name,
          Key: keys.idempotency(callerId, key),
          ...ifRunning('voidAt = :own'),
          ExpressionAttributeValues: { ':running': 'running', ':own': voidAt },
        }),
      ),
    );

  private macOf(place: Key, ...parts: string[]): string {
    return this.macs.of(textOf(place, parts));
  }

  private isAsWritten(place: Key, { idText, idMac, bodyDigest, state, answer, answerMac }: Item): boolean {
    const isOf = (mac: unknown, ...parts: unknown[]) => this.macs.isOf(textOf(place, parts), mac);
    return isOf(idMac, idText) && (state !== 'done' || isOf(answerMac, bodyDigest, answer));
  }

  private claim(item: Item, condition: Condition, values: Item) {
    const put = { TableName: this.table.name, Item: item, ...condition, ExpressionAttributeValues: values };
    return attempt(this.table.client.send(new PutCommand(put)));
  }
}

function claimOf(claim: KeyClaim, at: number): Item {
  const ends = at + dayMs;
  return {
    schema: itemSchema,
    state: 'running',
    /** `voidAt`: a minute from now while the call runs, `endsAt` once it is answered. */
    ...claim,
    endsAt: ends,
    [ttlAttribute]: Math.ceil(ends / 1000),
  };
}

/** When another call took the key over, or answered it, its answer stays. */
async function whileRunning(write: Promise<unknown>): Promise<void> {
  const written = await attempt(write);
  if (!written.done && written.unanswered) throw written.unanswered;
}

const textOf = ({ pk, sk }: Key, parts: unknown[]) => `idempotency\n${digest([pk, sk, ...parts])}`;
