// Errors as people see them: one sentence and a request id. Details go to the log.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isTextKey, type TextKey } from '../../../templates/text/say.js';
import { type ErrorCode, fail, KitError } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import { frameOf, sendPage, setPageHeaders } from './frame.js';
import { type Frame, pageFrom } from './templates.js';

interface ErrorView extends Frame {
  error: TextKey;
  requestId: string;
  /** Where the person can continue; absent when there is no page left to open. */
  back: string | undefined;
}

const errorPage = pageFrom<ErrorView>('error');

export function sendError(ports: Ports, thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = kitErrorOf(thrown);
  const { retryAfterSeconds } = error.options;
  if (error.status >= 500) ports.log.error({ err: error, requestId: request.id }, 'a page failed');
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  setPageHeaders(reply);
  reply.code(error.status);
  if (request.routeOptions.config.isData) return reply.type('application/json').send({ code: error.code });
  const frame = frameOf(ports, request, error.code === 'link_done' ? 'error.title.done' : 'error.title');
  const isOver = error.code === 'link_not_valid' || error.code === 'link_done' || !request.page;
  const view: ErrorView = {
    ...frame,
    error: textOf(error),
    requestId: request.id,
    back: isOver ? undefined : request.page?.path,
  };
  return sendPage(reply, frame.language, errorPage(view));
}

function kitErrorOf(thrown: unknown): KitError {
  if (thrown instanceof KitError) return thrown;
  const { validation, statusCode = 500 } = thrown as Partial<FastifyError>;
  if (validation) return fail('request_invalid', { cause: thrown });
  const code = fastifyCodes[statusCode];
  return fail(code ?? (statusCode >= 400 && statusCode < 500 ? 'request_invalid' : 'internal'), { cause: thrown });
}

const fastifyCodes: Partial<Record<number, ErrorCode>> = {
  404: 'not_found',
  413: 'body_too_large',
  415: 'media_type_not_supported',
  429: 'too_many_requests',
  503: 'overloaded',
};

/** Every code that a page can meet has a sentence (a test walks them). Any other is never blamed on the form. */
function textOf(error: KitError): TextKey {
  const key = `error.${error.code}`;
  if (isTextKey(key)) return key;
  if (error.status === 404) return 'error.not_found';
  if (error.status === 502 || error.status === 503) return 'error.unavailable';
  return error.status < 500 ? 'error.refused' : 'error.internal';
}
