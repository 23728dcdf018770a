// What one request asks for: service, action, caller, and how to answer or refuse it in that service's own format. Does
// not use the connection and knows no faults.
import { randomUUID } from 'node:crypto';
import { CFN_ACTIONS, CFN_NAMESPACE } from '../cloudformation/actions.js';
import { recordEvent } from '../cloudtrail/record.js';
import { IAM_ACTIONS, IAM_NAMESPACE } from '../iam/actions.js';
import { type S3Request, s3Action, s3ErrorXml, serveS3 } from '../s3/objects.js';
import { STS_ACTIONS, STS_NAMESPACE } from '../sts/sts.js';
import type { Action, Call, World } from '../world.js';
import type { Answer } from './answers.js';
import { callerOf } from './callers.js';
import { runCall } from './calls.js';
import { asJsonError, JSON_SERVICES, jsonAction, jsonParams } from './json-job.js';
import { refuseInProtocol } from './protocols.js';
import { type Authorization, parseAuthorization, type SignedRequest } from './sigv4.js';
import { AwsError, type Params, parseForm, queryAnswer, queryError } from './wire.js';

interface QueryService {
  namespace: string;
  version: string;
  actions: Readonly<Record<string, Action>>;
}

const QUERY_SERVICES: Readonly<Record<string, QueryService>> = {
  sts: { namespace: STS_NAMESPACE, version: '2011-06-15', actions: STS_ACTIONS },
  iam: { namespace: IAM_NAMESPACE, version: '2010-05-08', actions: IAM_ACTIONS },
  cloudformation: { namespace: CFN_NAMESPACE, version: '2010-05-15', actions: CFN_ACTIONS },
};

/** The caller, or why it could not be identified; neither for an anonymous request. */
interface Identified {
  call?: Call;
  refusal?: AwsError;
}

export interface Job extends Identified {
  service: string;
  action: string;
  params: Params;
  /** Runs the request; throws AwsError for a refusal. */
  work(): Promise<Answer>;
  refuse(error: AwsError): Answer;
}

export function toAwsError(thrown: unknown): AwsError {
  if (thrown instanceof AwsError) return thrown;
  console.error('local AWS: a bug in the stand-in', thrown);
  return new AwsError('InternalFailure', 'The local AWS itself failed; see its log.', 500);
}

export function splitTarget(target: string): { path: string; query: URLSearchParams } {
  const [path = '/', query = ''] = target.split('?', 2);
  return { path, query: new URLSearchParams(query) };
}

function queryJob(service: string, form: Params, { call, refusal }: Identified): Job {
  const { namespace, version, actions } = QUERY_SERVICES[service]!;
  const action = form.Action ?? '';
  const requestId = call?.requestId ?? randomUUID();
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
  return {
    service,
    action,
    params: form,
    ...(call ? { call } : {}),
    refuse: error => ({ status: error.status, headers, body: queryError(namespace, error, requestId) }),
    async work() {
      if (!call) throw refusal!;
      const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (!run || form.Version !== version) {
        throw new AwsError('InvalidAction', `Could not find operation ${action} for version ${form.Version}`);
      }
      const result = await runCall(call, run);
      return { status: 200, headers, body: queryAnswer(namespace, action, result, requestId) };
    },
  };
}

function jsonJob(world: World, request: SignedRequest, auth: Authorization, sourceIp: string): Job {
  const { service } = auth;
  const action = jsonAction(service, request);
  const { call, refusal } = identify(world, request, auth, { Action: action }, sourceIp);
  const requestId = call?.requestId ?? randomUUID();
  const { actions } = JSON_SERVICES[service]!;
  return {
    service,
    action,
    params: {},
    ...(call ? { call } : {}),
    refuse: error => refuseInProtocol(request, { service, error: asJsonError(error), requestId, namespace: '' }),
    async work() {
      if (!call) throw refusal!;
      const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (!run) throw new AwsError('UnknownOperationException', `The local AWS does not play this call of ${service}.`);
      const result = await runCall({ ...call, params: jsonParams(request) }, run);
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId };
      return { status: 200, headers, body: JSON.stringify(result) };
    },
  };
}

function s3Job(world: World, request: SignedRequest, { call, refusal }: Identified): Job {
  const s3: S3Request = { ...request, ...splitTarget(request.target) };
  const requestId = call?.requestId ?? randomUUID();
  const headers = { 'content-type': 'application/xml', 'x-amz-request-id': requestId };
  return {
    service: 's3',
    action: s3Action(s3),
    params: {},
    ...(call ? { call } : {}),
    refuse: error => ({ status: error.status, headers, body: s3ErrorXml(error, s3.path, requestId) }),
    async work() {
      if (refusal) throw refusal;
      const answer = serveS3(call, world, s3);
      // Object reads and writes are data events, which a trail does not record by default.
      if (call?.action === 'CreateBucket') recordEvent(call, {});
      return { ...answer, headers: { ...answer.headers, 'x-amz-request-id': requestId } };
    },
  };
}

function identify(
  world: World,
  request: SignedRequest,
  auth: Authorization,
  form: Params,
  sourceIp: string,
): Identified {
  try {
    const { Action: action = '', Version: _version, ...params } = form;
    const call: Call = {
      world,
      caller: callerOf(world, request, auth),
      service: auth.service,
      action: auth.service === 's3' ? s3Action({ ...splitTarget(request.target), method: request.method }) : action,
      params,
      region: auth.region,
      requestId: randomUUID(),
      sourceIp,
      userAgent: String(request.headers['user-agent'] ?? ''),
    };
    return { call };
  } catch (thrown) {
    return { refusal: toAwsError(thrown) };
  }
}

/** A job that does nothing but refuse, in the caller's own protocol. */
function refusedJob(request: SignedRequest, service: string, refusal: AwsError): Job {
  const requestId = randomUUID();
  return {
    service,
    action: '',
    params: {},
    refuse: error => refuseInProtocol(request, { service, error, requestId, namespace: STS_NAMESPACE }),
    work: () => Promise.reject(refusal),
  };
}

function notSupported(service: string): AwsError {
  const supported = new Intl.ListFormat('en').format([
    ...Object.keys(QUERY_SERVICES),
    ...Object.keys(JSON_SERVICES),
    's3',
  ]);
  const message =
    `The local AWS does not support ${service || 'this service'}. ` +
    `It supports the parts of ${supported} that the kit needs.`;
  return new AwsError('UnknownOperationException', message, 404);
}

/** The job of a request. Anonymous reads go to S3; all other unsigned requests are refused. */
export function jobFor(world: World, request: SignedRequest, sourceIp: string): Job {
  const header = request.headers.authorization as string | undefined;
  const auth = parseAuthorization(header);
  if (!auth) {
    if (header === undefined && ['GET', 'HEAD'].includes(request.method)) return s3Job(world, request, {});
    const refusal = new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
    return refusedJob(request, 'sts', refusal);
  }
  if (auth.service === 's3') return s3Job(world, request, identify(world, request, auth, {}, sourceIp));
  if (Object.hasOwn(JSON_SERVICES, auth.service)) return jsonJob(world, request, auth, sourceIp);
  if (!Object.hasOwn(QUERY_SERVICES, auth.service))
    return refusedJob(request, auth.service, notSupported(auth.service));
  const form = parseForm(request.body.toString());
  return queryJob(auth.service, form, identify(world, request, auth, form, sourceIp));
}

export async function answerOf(job: Job): Promise<Answer> {
  try {
    return await job.work();
  } catch (thrown) {
    return job.refuse(toAwsError(thrown));
  }
}
