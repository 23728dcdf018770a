// Answers malformed HTTP, which Node detects before any route runs, with a problem like any other error. The answer
// repeats nothing of the input, and then the connection is closed.
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ErrorCode, fail } from '../errors.js';
import { problemOf, problemType } from './problems.js';

/** Node's error codes. Every other code is `request_malformed`. */
const nodeCodes: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_too_slow',
};

export function answerBroken(newRequestId: () => string, basePath: string) {
  return function answer(this: FastifyInstance, { code = '' }: Error & { code?: string }, socket: Socket): void {
    // The client is gone, or another answer is already being written.
    const { _httpMessage: running } = socket as { _httpMessage?: ServerResponse };
    if (code === 'ECONNRESET' || !socket.writable || running?.headersSent) return void socket.destroy();
    const requestId = newRequestId();
    const error = fail(nodeCodes[code] ?? 'request_malformed');
    this.log.info({ requestId, why: code, code: error.code, address: socket.remoteAddress }, 'no request');
    const body = JSON.stringify(problemOf(error, requestId, basePath));
    const lines = [
      `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
      `content-type: ${problemType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${requestId}`,
      'x-content-type-options: nosniff',
      'cache-control: no-store',
      'connection: close',
    ];
    socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };
}

/** Node would answer these two cases itself, with an empty body. */
export function answerForNode(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw }: FastifyRequest) => {
    if (raw.httpVersion === '1.1' && raw.headers.host === undefined) throw fail('request_malformed');
  });
  // An unknown `Expect` header is ignored.
  app.server.on('checkExpectation', (request: IncomingMessage, reply: ServerResponse) =>
    app.server.emit('request', request, reply),
  );
}
