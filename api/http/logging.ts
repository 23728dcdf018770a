// The contents of the request log. It never holds a key, cookie, external ID, link token, launch URL or template URL.
// Serializers leave them out; here they are also redacted from messages of other origin, such as errors.
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
/** Nested values of request lines come only from the serializers. Searching them costs more than the line. */
const underOfRequests = [''];

/** Pino options for request lines, or for all other lines. */
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

/** Never the path itself: a client may put anything there, and encode it so that no pattern finds a secret. */
const noRoute = '(no route)';

/** `text` without secrets and without URLs: template and launch URLs are secrets too. */
export function scrubbed(text: string): string {
  return redact(text).replace(/https?:\/\/[^\s"'<>]+/gi, '(address)');
}

function requestFacts(request: Partial<FastifyRequest>) {
  const route = request.routeOptions?.url ?? noRoute;
  return { method: request.method ?? '', route, address: request.ip ?? '' };
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

/** The loggable facts of an error. All texts are redacted; outcomes keep only their short words. */
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

/** Logs one line per answered request. */
export async function logAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const caller = request.caller?.id;
  const ms = Math.round(reply.elapsedTime);
  request.log.info({ req: request, res: reply, ...(caller && { caller }), ms }, 'answered');
}
