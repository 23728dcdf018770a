// Receives HTTP requests, applies fault rules and sends the responses. jobs.ts identifies caller and action.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Fault, type Faults, faultError } from '../faults.js';
import type { World } from '../world.js';
import { type Answer, send, sendSpoilt } from './answers.js';
import { answerOf, type Job, jobFor, toAwsError } from './jobs.js';
import type { SignedRequest } from './sigv4.js';
import { AwsError } from './wire.js';

export interface ServerParts {
  world: World;
  faults: Faults;
  /** Serves the paths that AWS does not have; undefined for all others. */
  localRoutes(request: SignedRequest): Promise<Answer | undefined>;
}

const MAX_BODY_BYTES = 20 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new AwsError('EntityTooLarge', 'The request body is too large.', 413);
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

/** Refuses pages of other sites that point their own host name at 127.0.0.1 (DNS rebinding). */
function isLoopbackHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds).unref());
}

async function serveSlowly(response: ServerResponse, job: Job, fault: Fault, isHead: boolean): Promise<void> {
  const delayMs = fault.delayMs ?? 1000;
  if (fault.when === 'before') await pause(delayMs);
  const answer = await answerOf(job);
  if (fault.when === 'after') await pause(delayMs);
  send(response, answer, isHead);
}

async function serveWithFault(response: ServerResponse, job: Job, fault: Fault, isHead: boolean): Promise<void> {
  if (fault.kind === 'slow') {
    await serveSlowly(response, job, fault, isHead);
    return;
  }
  const whole: Answer = fault.when === 'after' ? await answerOf(job) : { status: 200 };
  const error = faultError(fault, job, job.call?.caller.arn ?? 'anonymous', job.params.RoleArn);
  if (error) send(response, job.refuse(error), isHead);
  else sendSpoilt(response, whole, fault.kind);
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLoopbackHost(request.headers.host)) {
    send(response, { status: 421, body: 'This server answers only to its loopback address.' });
    return;
  }
  const { method = 'GET', url: target = '/', headers } = request;
  const signed: SignedRequest = { method, target, headers, body: await readBody(request) };
  const local = await parts.localRoutes(signed);
  if (local) {
    send(response, local, method === 'HEAD');
    return;
  }
  const job = jobFor(parts.world, signed, (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''));
  const { service, action, call, params } = job;
  const policyLength = params.Policy?.length;
  const facts = { service, action, account: call?.caller.accountId, roleArn: params.RoleArn, policyLength };
  const fault = parts.faults.nextFault(facts);
  if (fault) await serveWithFault(response, job, fault, method === 'HEAD');
  else send(response, await answerOf(job), method === 'HEAD');
}

export function requestListener(parts: ServerParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    serve(parts, request, response).catch(thrown => {
      const error = toAwsError(thrown);
      if (response.headersSent || response.destroyed) response.destroy();
      else send(response, { status: error.status, body: error.message });
    });
  };
}
