// Requests with an Idempotency-Key: the same body returns the first answer again, a different body is refused. An
// answer that held a secret is not stored; a repeat names what was created. If the process stopped before it answered,
// a repeat runs again with the same random text for ids. So it finds what the first attempt created.
import type { Caller } from '../core/access/caller.js';
import { digest } from '../core/values/canonical.js';
import { fail, KitError } from '../errors.js';
import type { KeptAnswer } from '../ports/claims.js';
import type { Ports } from '../ports/ports.js';

export interface Answer {
  status: number;
  body: unknown;
  /** The id of what was created; set when the body holds a secret. */
  madeId?: string;
}

export async function idempotent(
  ports: Pick<Ports, 'clock' | 'ids' | 'idempotency'>,
  caller: Caller,
  key: string | undefined,
  request: unknown,
  run: (idText: string) => Promise<Answer>,
): Promise<{ status: number; body: unknown }> {
  const drawn = ports.ids.text(16);
  if (key === undefined) return run(drawn);
  const begun = await ports.idempotency.begin(caller.id, key, digest(request), ports.clock.now().toISOString(), drawn);
  if (begun.state === 'other_body') throw fail('idempotency_key_reused');
  if (begun.state === 'running') throw fail('idempotency_running', { retryAfterSeconds: 1 });
  if (begun.state === 'done') return again(begun.answer);
  let answer: Answer;
  try {
    answer = await run(begun.idText);
  } catch (error) {
    // A refusal created nothing, so the key is free again. A failure may have created something: the key stays taken.
    if (error instanceof KitError && error.status < 500) await ports.idempotency.release(caller.id, key, begun.claim);
    throw error;
  }
  const { status, body, madeId } = answer;
  await ports.idempotency.finish(caller.id, key, begun.claim, madeId ? { status, madeId } : { status, body });
  return answer;
}

function again(answer: KeptAnswer): { status: number; body: unknown } {
  if (answer.madeId) throw fail('already_made', { members: { id: answer.madeId } });
  return { status: answer.status, body: answer.body };
}
