// Requests under an Idempotency-Key: the same body gets the first answer again, another body is refused.
// An answer that held a secret is not kept; its repetition says what was made and that its secret is gone.
// Where the process was killed before it answered, the repetition runs again with the same text for ids: so it finds a tenant
// or a connection that the first made, in place of making another.
import type { Caller } from '../core/access/caller.js';
import { digest } from '../core/values/canonical.js';
import { fail, KitError } from '../errors.js';
import type { KeptAnswer } from '../ports/claims.js';
import type { Ports } from '../ports/ports.js';

export interface Answer {
  status: number;
  body: unknown;
  /** Set when the body holds a secret: what it made. */
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
    // A refusal made nothing, so the key is free again. What failed half-way may have: its key stays taken for a while.
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
