// What the request log may say. Never a key, cookie, external ID, link token, launch or template address: those are
// kept out where lines are made, and cut out of foreign texts (error messages) here.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { redact } from '../core/values/redact.js';

const secretKeys = [
  'authorization',
  'cookie',
  '["x-api-key"]',
  'externalId',
  'launchUrl',
  'templateUrl',
  'url',
  'token',
];
const under = ['', '*.', '*.*.', 'req.headers.', 'res.headers.'];
/** A request's own lines hold, below, what the serializers make and nothing else: to look there too costs more than the line. */
const underOfRequests = [''];

/** Options for pino: of the lines of requests, and of the work behind them. */
export function logOptions(level: Config['logLevel'], isOfRequests = false) {
  const places = isOfRequests ? underOfRequests : under;
  return {
    level,
    redact: { paths: places.flatMap(prefix => secretKeys.map(key => pathOf(prefix, key))), censor: '[redacted]' },
    serializers: { req: requestFacts, res: replyFacts, err: (error: unknown) => errorFacts(error) },
  };
}

function pathOf(prefix: string, key: string): string {
  return key.startsWith('[') ? `${prefix.replace(/\.$/, '')}${key}` : `${prefix}${key}`;
}

/** An address that may be logged: no query, and no token of a link. */
export function quietPath(url: string): string {
  const path = url.split(/[?#]/, 1)[0]!;
  return scrubbed(path.replace(/^(\/+c\/+).+$/i, '$1…'));
}

/** `text` without what may be a secret, and without addresses: of templates and launches they are secrets too. */
export function scrubbed(text: string): string {
  return redact(text).replace(/https?:\/\/[^\s"'<>]+/gi, '(address)');
}

function requestFacts(request: Partial<FastifyRequest>) {
  const path = quietPath(request.url ?? '');
  return { method: request.method ?? '', path, address: request.ip ?? '' };
}

function replyFacts(reply: Partial<FastifyReply>) {
  return { status: reply.statusCode ?? 0 };
}

const causesLogged = 4;

interface ErrorFacts {
  type: string;
  message: string;
  stack: string;
  [word: string]: unknown;
}

/** An error as it may be logged: foreign texts are scrubbed, and of plain outcomes only their words are taken. */
function errorFacts(error: unknown, depth = 0): ErrorFacts {
  const given = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as Record<
    string,
    unknown
  >;
  const { name, message, stack, code, kind, why, awsCode, cause } = given;
  const text = (value: unknown) => (typeof value === 'string' ? scrubbed(value) : '');
  return {
    type: text(name),
    message: text(message),
    stack: text(stack),
    ...words({ code, kind, why, awsCode }),
    ...(cause !== undefined && depth < causesLogged && { cause: errorFacts(cause, depth + 1) }),
  };
}

function words(given: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([key, text]) => [key, scrubbed(text)]));
}

/** One line for each answered request. */
export async function logAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const caller = request.caller?.id;
  const ms = Math.round(reply.elapsedTime);
  request.log.info({ req: request, res: reply, ...(caller && { caller }), ms }, 'answered');
}
