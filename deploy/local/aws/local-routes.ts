// Paths that AWS does not have: the policy evaluator (`/_decide`), fault rules (`/_faults`) and the console.
import { serveConsole } from './console/serve.js';
import { contextOf, decideFor, principalOf } from './evaluator/authorise.js';
import type { Context } from './evaluator/conditions.js';
import { type Decision, decideTrust } from './evaluator/decide.js';
import type { FaultRule, Faults } from './faults.js';
import { visibleRole } from './iam/roles.js';
import { parseArn, roleOfArn, sessionArn } from './names.js';
import type { Answer } from './protocol/answers.js';
import { answerJson, isForeignPage, json, readJson } from './protocol/json-routes.js';
import type { SignedRequest } from './protocol/sigv4.js';
import { AwsError, validationError } from './protocol/wire.js';
import { own, type Role } from './state.js';
import { type Call, type Caller, ownersCall, type World } from './world.js';

function asSession(world: World, role: Role, accountId: string, sessionName: string): Caller {
  const { roleName, roleId, arn: roleArn, tags } = role;
  return {
    kind: 'session',
    accountId,
    arn: sessionArn(world, accountId, roleName, sessionName),
    userId: `${roleId}:${sessionName}`,
    accessKeyId: '',
    session: {
      roleArn,
      roleName,
      roleId,
      sessionName,
      issuedAt: world.now().toISOString(),
      tags,
      transitiveTagKeys: [],
    },
  };
}

/**
 * The caller that a text names: a user, a role (as one of its sessions) or a session. Also, by ARN or unique id, a
 * caller that this server does not know.
 */
function callerNamed(world: World, principal: string): Caller {
  const arn = parseArn(principal);
  const accountId = arn?.accountId ?? '';
  const [kind = '', name = '', sessionName = 'decide'] = arn?.resource.split('/') ?? [];
  const roleName = roleOfArn(principal)?.roleName ?? (kind === 'assumed-role' ? name : '');
  const role = visibleRole(world, accountId, roleName);
  if (role) return asSession(world, role, accountId, kind === 'assumed-role' ? sessionName : 'decide');
  const user = own(own(world.state.accounts, accountId)?.users, name);
  if (kind === 'user' && user)
    return { kind: 'user', accountId, arn: user.arn, userId: user.userId, accessKeyId: '', userName: name };
  return { kind: 'administrator', accountId, arn: principal, userId: principal, accessKeyId: '' };
}

/** Keys that follow from the caller and the resource's owner; every other key is in the request or missing. */
const ofCaller = /^aws:(principal|userid$|username$|resourceaccount$)/;

/** The ARN of a bucket names no account, so the bucket's owner is looked up. */
function ownerOf({ state }: World, target: string): string | undefined {
  const { service, accountId, resource = '' } = parseArn(target) ?? {};
  const [bucket = ''] = service === 's3' ? resource.split('/') : [];
  return accountId || own(state.buckets, bucket)?.accountId;
}

function requestContext(call: Call, target: string, given: Record<string, unknown>): Context {
  const derived = contextOf(call, ownerOf(call.world, target) ?? call.caller.accountId);
  const context = new Map([...derived].filter(([key]) => ofCaller.test(key)));
  for (const [key, value] of Object.entries(given)) context.set(key.toLowerCase(), [value].flat().map(String));
  return context;
}

const principalForm = /^(arn:[^:]+:(iam|sts)::\d{12}:\S+|A[RI][OD]A[A-Z0-9]+|(Service|Federated|CanonicalUser):\S+)$/;

/** An unclear question is refused: an answer would look like a proof. */
function refuseUnclear({ principal, action, resource, context = {} }: Record<string, unknown>): void {
  const problem = [
    !principalForm.test(String(principal)) &&
      'principal must be the ARN of a user, role or session, a unique id, or Service:…',
    !/^[\w-]+:\w+$/.test(String(action)) && 'action must be one action, such as s3:GetObject',
    (typeof resource !== 'string' || resource === '') && 'resource must be an ARN or *',
    (typeof context !== 'object' || context === null || Array.isArray(context)) && 'context must be an object',
  ].find(each => typeof each === 'string');
  if (problem)
    throw validationError(
      `${problem}. Send the witness of a finding unchanged: { principal, action, resource, context }.`,
    );
}

/**
 * `{ principal, action, resource, context }` as in a finding's witness; the context is exactly this. For an STS action
 * on a role only its trust policy decides, because the owner of the caller's account can give the caller every
 * permission.
 */
function decideRequest(world: World, body: Record<string, unknown>): Decision {
  const { principal, action, resource, context = {}, sessionPolicies } = body;
  refuseUnclear(body);
  const caller = callerNamed(world, String(principal));
  if (caller.session && Array.isArray(sessionPolicies)) caller.session.policies = sessionPolicies;
  const [service = '', name = ''] = String(action).split(':');
  const call: Call = { ...callOf(world, caller), service, action: name };
  const target = String(resource);
  const requested = { action: String(action), resource: target };
  const given = requestContext(call, target, context as Record<string, unknown>);
  const named = roleOfArn(target);
  if (service.toLowerCase() !== 'sts' || !named) {
    requirePrincipal(world, caller);
    return decideFor(call, { ...requested, context: given });
  }
  const role = visibleRole(world, named.accountId, named.roleName);
  const document = role?.arn === target ? role.trust : { Statement: [] };
  return decideTrust(document, {
    ...requested,
    principal: { ...principalOf(caller), named: String(principal) },
    context: given,
  });
}

/**
 * A principal that does not exist has no permissions to evaluate. Trust policies are different: they may name
 * principals that someone could create. Nothing is known about accounts that this server does not have.
 */
function requirePrincipal(world: World, { kind, accountId, arn }: Caller): void {
  const isKnown = own(world.state.accounts, accountId) !== undefined;
  if (kind !== 'administrator' || !isKnown || parseArn(arn)?.resource === 'root') return;
  throw new AwsError('NoSuchEntity', `${arn} does not exist here, so it has no permissions to evaluate.`, 404);
}

/** Unlike `ownersCall`, it accepts an account that this server does not have. */
function callOf(world: World, caller: Caller): Call {
  const { accountId } = caller;
  const isKnown = own(world.state.accounts, accountId) !== undefined;
  const [first = ''] = Object.keys(world.state.accounts);
  return { ...ownersCall(world, isKnown ? accountId : first, '', '', {}), caller };
}

function changeFaults(faults: Faults, body: Record<string, unknown>): unknown {
  if (body.clear === true) faults.clear();
  else faults.add(body as unknown as FaultRule);
  return { rules: faults.list() };
}

export function localRoutes(world: World, faults: Faults): (request: SignedRequest) => Promise<Answer | undefined> {
  return async request => {
    const [path = ''] = request.target.split('?', 1);
    if (path === '/_console' || path.startsWith('/_console/')) return serveConsole(world, request);
    // Browsers request it automatically, and it would be taken for a bucket.
    if (path === '/favicon.ico') return { status: 204 };
    if (path !== '/_decide' && path !== '/_faults') return undefined;
    if (isForeignPage(request))
      return json(403, { code: 'AccessDenied', message: 'Requests from other sites are refused.' });
    if (request.method === 'GET' && path === '/_faults') return json(200, { rules: faults.list() });
    if (request.method !== 'POST') return json(405, { code: 'MethodNotAllowed', message: 'Use POST.' });
    return answerJson(() => {
      const body = readJson(request);
      return path === '/_decide' ? decideRequest(world, body) : changeFaults(faults, body);
    });
  };
}
