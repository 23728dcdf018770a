// Exports on their way out: a line of JSON for each row, read as fast as the client takes them, and a last line that
// says how many there were. What is cut short has no last line. Knows no row.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { fail } from '../errors.js';

export const linesType = 'application/x-ndjson';

/** What every last line says. */
export interface Whole {
  complete: true;
  rows: number;
  /** SHA-256 of all lines before, with their line breaks. */
  linesDigest: string;
}

export interface Outgoing {
  fileName: string;
  /** One object for each row. */
  lines: AsyncIterable<object>;
  /** What the last line says besides; asked when all rows are out. */
  end(): object;
}

/** A caller that asks for more at once is told to come again. */
const perCaller = 4;
const retryAfterSeconds = 10;
const pieceLength = 16 * 1024;

/** Exports of this app: so many at once for each caller, and none keeps it from closing. */
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
        detail: `${perCaller} exports of this caller are running.`,
      });
    const place = Symbol('export');
    running.set(place, callerId);
    try {
      const outgoing = await open();
      const pieces = piecesOf(outgoing);
      // Read before anything is answered, so that what fails at once is a problem like any other.
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
