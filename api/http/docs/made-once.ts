// Documents that need no key and never change while the process runs: written and compressed once, with an ETag, so
// that a request costs a copy at most.
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface MadeOnce {
  type: string;
  etag: string;
  plain: Buffer;
  gzip: Buffer;
  br: Buffer;
}

export function makeOnce(type: string, text: string): MadeOnce {
  const plain = Buffer.from(text);
  const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 27);
  const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  return { type, etag, plain, gzip: gzipSync(plain), br };
}

/** Answers 304 when the client has this document already. */
export function sendOnce(request: FastifyRequest, reply: FastifyReply, made: MadeOnce): FastifyReply {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const coding = (['br', 'gzip'] as const).find(each =>
    new RegExp(`(^|,) *${each} *(;|,|$)(?! *q=0(\\.0*)? *(,|$))`).test(accepted),
  );
  const etag = `"${made.etag}${coding ? `-${coding}` : ''}"`;
  reply.header('etag', etag).header('vary', 'accept-encoding').header('cache-control', 'public, no-cache');
  const known = String(request.headers['if-none-match'] ?? '').split(/ *, */);
  if (known.some(each => each === '*' || each.replace(/^W\//, '') === etag)) return reply.code(304).send();
  if (coding) reply.header('content-encoding', coding);
  return reply.type(made.type).send(coding ? made[coding] : made.plain);
}
