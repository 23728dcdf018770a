// Streams an export: one line of JSON per row, at the client's reading speed, then a last line with the number of rows.
// An export that was cut short has no last line.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { fail } from '../errors.js';

export const linesType = 'application/x-ndjson';

/** Members of every last line. */
export interface Whole {
  complete: true;
  rows: number;
  /** SHA-256 of all preceding lines, including their line breaks. */
  linesDigest: string;
}

export interface Outgoing {
  fileName: string;
  /** One object for each row. */
  lines: AsyncIterable<object>;
  /** Additional members of the last line. Called after all rows were sent. */
  end(): object;
}

/** Concurrent exports per caller. Further requests get `too_many_requests`. */
const perCaller = 4;
const retryAfterSeconds = 10;
const pieceLength = 16 * 1024;

/** Limits concurrent exports per caller. Running exports do not delay the shutdown of the app. */
export function exportSender(app: FastifyInstance) {
  const running = new Map<Readable | symbol, string>();
  app.addHook('preClose', async () => {
    for (const stream of running.keys()) if (typeof stream !== 'symbol') stream.destroy();
  });

  return async function sendExport(
    reply: FastifyReply,
    callerId: string,
    open: () => Promise<Outgoing>,
  ): Promise<FastifyReply> {
    if ([...running.values()].filter(each => each === callerId).length >= perCaller)
      throw fail('too_many_requests', {
        retryAfterSeconds,
        detail: `This caller already has ${perCaller} exports running.`,
      });
    const place = Symbol('export');
    running.set(place, callerId);
    try {
      const outgoing = await open();
      const pieces = piecesOf(outgoing);
      // Reads the first piece before the reply starts, so that an early failure becomes a normal problem.
      const first = await pieces.next();
      const stream = Readable.from(following(first, pieces));
      running.set(stream, callerId);
      stream.once('close', () => running.delete(stream));
      reply.header('content-disposition', `attachment; filename="${outgoing.fileName}.ndjson"`);
      return reply.type(linesType).send(stream);
    } finally {
      running.delete(place);
    }
  };
}

async function* piecesOf({ lines, end }: Outgoing): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let rows = 0;
  let piece = '';
  for await (const each of lines) {
    const line = `${JSON.stringify(each)}\n`;
    hash.update(line);
    rows += 1;
    piece += line;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  const whole: Whole = { complete: true, rows, linesDigest: hash.digest('hex') };
  yield `${piece}${JSON.stringify({ end: { ...whole, ...end() } })}\n`;
}

async function* following(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (!first.done) yield first.value;
  yield* rest;
}
