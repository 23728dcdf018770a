// Passes AWS client calls directly to the listener of a server in the same process: saves a sixth of a test's time. Not
// for fault rules, the tests of the stores and adapters, other processes, or `npm run proof` (DRAWBRIDGE_SOCKETS=all).
import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';

interface ClientRequest {
  method: string;
  path: string;
  port?: number;
  query?: Record<string, unknown>;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

interface Answer {
  response: { statusCode: number; headers: Record<string, string>; body: Readable | Uint8Array };
}

/** An answer of the embedded DynamoDB from which the SDK still has to make its error. */
export interface Answered {
  statusCode: number;
  body: object;
}

interface RequestHandler {
  handle(request: ClientRequest, options?: { abortSignal?: unknown; answered?: Answered }): Promise<Answer>;
}

const servers = new Map<number, Server>();

/** Active until the server closes or the returned function is called. */
function answerWithoutSockets(server: Server): () => void {
  if (process.env.DRAWBRIDGE_SOCKETS === 'all') return () => {};
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server does not listen on a port');
  servers.set(address.port, server);
  server.once('close', () => servers.delete(address.port));
  return () => void servers.delete(address.port);
}

/** A fault rule may break the connection. `first` is called before the first rule is added. */
export function withSocketsOnceFaulty<Rule>(
  local: { server: Server; fail(rule: Rule): () => void },
  first = () => {},
): void {
  const useSockets = answerWithoutSockets(local.server);
  const { fail } = local;
  local.fail = rule => {
    first();
    useSockets();
    return fail(rule);
  };
}

/** The handler that every client of the SDK creates for itself. */
const client = new DynamoDBClient({ region: 'us-east-1' });
const handler = Object.getPrototypeOf(client.config.requestHandler) as RequestHandler;
const handleWithSocket = handler.handle;

handler.handle = async function handle(request, options) {
  if (options?.answered) return answerAgain(options);
  const server = request.port === undefined ? undefined : servers.get(request.port);
  const { query, body } = request;
  const isPlain = Object.keys(query ?? {}).length === 0 && (body === undefined || isWhole(body));
  if (!server?.listening || !isPlain || options?.abortSignal) return handleWithSocket.call(this, request, options);
  return new Promise((resolve, reject) => {
    // A client of S3 returns the body as a stream; the others read it whole.
    const isStreamed = request.method === 'GET';
    server.emit('request', received(request), new Response(resolve, reject, isStreamed));
  });
};

/** Only the first try of a call: a retry is sent. */
function answerAgain(options: { answered?: Answered }): Answer {
  const { statusCode, body } = options.answered!;
  delete options.answered;
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { response: { statusCode, headers, body: Buffer.from(JSON.stringify(body)) } };
}

const isWhole = (body: unknown) => typeof body === 'string' || body instanceof Uint8Array;

/** The request as the server would get it from the wire. */
function received({ method, path, headers, body }: ClientRequest): Readable {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return Object.assign(wholeStream(body), {
    method,
    url: path,
    headers: Object.fromEntries(lower),
    socket: { remoteAddress: '127.0.0.1' },
  });
}

function wholeStream(bytes: string | Uint8Array | undefined): Readable {
  const stream = new Readable({ read() {} });
  // A body of the SDK's own fails when it is read as a string.
  const whole = bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes;
  if (whole?.length) stream.push(whole, 'utf8');
  stream.push(null);
  return stream;
}

/** The parts of a response that a listener uses; destroying it means a lost connection. */
class Response extends EventEmitter {
  statusCode = 200;
  headersSent = false;
  destroyed = false;
  private readonly headers: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly answer: (answer: Answer) => void,
    private readonly lose: (error: Error) => void,
    private readonly isStreamed: boolean,
  ) {
    super();
  }

  setHeader(name: string, value: unknown): this {
    this.headers[name.toLowerCase()] = String(value);
    return this;
  }

  writeHead(statusCode: number, headers: Record<string, string> = {}): this {
    this.statusCode = statusCode;
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    this.headersSent = true;
    return this;
  }

  write(chunk: string | Buffer): boolean {
    this.headersSent = true;
    this.chunks.push(Buffer.from(chunk as string));
    return true;
  }

  end(chunk?: string | Buffer): this {
    if (chunk !== undefined) this.write(chunk);
    const whole = Buffer.concat(this.chunks);
    const body = this.isStreamed ? wholeStream(whole) : whole;
    this.answer({ response: { statusCode: this.statusCode, headers: this.headers, body } });
    this.emit('finish');
    this.emit('close');
    return this;
  }

  destroy(): this {
    this.destroyed = true;
    this.lose(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    this.emit('close');
    return this;
  }
}

interface Signer {
  service: string;
  signRequest(request: ClientRequest, options?: unknown): Promise<ClientRequest>;
}

/** The embedded DynamoDB reads only the form of a signature, and signing takes a tenth of the time of a call. */
const signer = SignatureV4.prototype as unknown as Signer;
const { signRequest } = signer;
const noSignature = '0'.repeat(64);

async function signForStore(this: Signer, request: ClientRequest, options?: unknown): Promise<ClientRequest> {
  if (this.service !== 'dynamodb') return signRequest.call(this, request, options);
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${date.slice(0, 8)}/us-east-1/dynamodb/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=LOCAL/${scope}, SignedHeaders=host, Signature=${noSignature}`;
  return Object.assign(request, { headers: { ...request.headers, 'x-amz-date': date, authorization } });
}

if (process.env.DRAWBRIDGE_SOCKETS !== 'all') signer.signRequest = signForStore;
