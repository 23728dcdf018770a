// Servers that answer as a test states, and clients whose pauses are recorded and cost nothing. Nothing sleeps: only
// time-outs really run, for some milliseconds.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { Test } from 'tap';
import { type ClientOptions, type DrawbridgeError, drawbridge, isDrawbridgeError } from '../../sdk/client/src/index.js';
import { customerAccount } from '../helpers/world.js';

export const key = 'db_0123456789abcdef_the-key-that-nobody-may-see';
export const where = { tenantId: 'ten_0000000000000000', connectionId: 'con_0000000000000000' };
export const tenant = { id: where.tenantId, name: 'Example', state: 'open', createdAt: '2026-01-01T00:00:00.000Z' };
export const problemType = 'application/problem+json';

export type Answer = (request: ReceivedRequest, response: ServerResponse) => void;
export interface ReceivedRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A server that gives these answers in turn, and then repeats the last one. */
export async function serve(t: Test, ...answers: Answer[]) {
  const received: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ method: request.method!, url: request.url!, headers: request.headers, body });
    answers[Math.min(received.length, answers.length) - 1]!(received.at(-1)!, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    const type = status < 400 ? 'application/json' : problemType;
    response.writeHead(status, { 'content-type': type, 'x-request-id': 'req_header', ...headers });
    response.end(JSON.stringify(body));
  };
export const problem = (status: number, code: string, headers: Record<string, string> = {}, more: object = {}) =>
  json(status, { type: '', title: code, status, detail: `It is ${code}.`, code, requestId: 'req_1', ...more }, headers);
export const html =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers });
    response.end('<!doctype html><h1>A proxy</h1>');
  };
export const hang: Answer = () => {};
export const hangInBody: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":');
};
export const cut: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"id":', () => response.destroy());
};
export const found = json(200, tenant);

export const credentialsOf = (n: number, expiration: string) => ({
  accessKeyId: `ASIA${n}`,
  secretAccessKey: `secret-${n}`,
  sessionToken: `token-${n}`,
  expiration,
  roleArn: `arn:aws:iam::${customerAccount}:role/drawbridge-000000000000-1`,
  sessionName: 'drawbridge-session',
  accountId: customerAccount,
  region: 'us-east-1',
});
export const issued = json(201, credentialsOf(1, '2099-01-01T00:00:00.000Z'));

/** A client whose pauses are recorded and cost nothing. */
export function clientOf(baseUrl: string, options: Partial<ClientOptions> = {}) {
  const pauses: number[] = [];
  const wait = async (milliseconds: number) => void pauses.push(milliseconds);
  return { client: drawbridge({ baseUrl, key, wait, random: () => 0, ...options }), pauses };
}

/** The error that `call` ends with. */
export async function errorOf(call: Promise<unknown>): Promise<DrawbridgeError> {
  const thrown = await call.then(
    value => new Error(`no error but ${inspect(value)}`),
    (error: unknown) => error,
  );
  if (!isDrawbridgeError(thrown)) throw thrown;
  return thrown;
}
