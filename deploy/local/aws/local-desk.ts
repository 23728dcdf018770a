// The paths that AWS does not have: the evaluator on its own (`/_decide`), fault rules (`/_faults`), the console page.
import type { Answer } from './answers.js';
import { contextOf, decideFor } from './authorise.js';
import { serveConsole } from './console.js';
import type { Decision, Policies } from './decide.js';
import type { FaultRule, Faults } from './faults.js';
import { visibleRole } from './iam/roles.js';
import { answerJson, isForeignPage, json, readJson } from './json-desk.js';
import { parseArn, roleOfArn, sessionArn } from './names.js';
import type { SignedRequest } from './sigv4.js';
import { own, type Role } from './state.js';
import { AwsError } from './wire.js';
import { type Call, type Caller, ownersCall, type World } from './world.js';

function asSession(world: World, role: Role, accountId: string, sessionName: string): Caller {
  const { roleName, roleId, arn: roleArn, tags } = role;
  return {
    kind: 'session',
    accountId,
    arn: sessionArn(accountId, roleName, sessionName),
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

/** The caller that an ARN stands for: a user, a role (as some session of it), or one session. */
function callerNamed(world: World, principal: string): Caller {
  const arn = parseArn(principal);
  const accountId = arn?.accountId ?? '';
  const [kind = '', name = '', sessionName = 'decide'] = arn?.resource.split('/') ?? [];
  const roleName = roleOfArn(principal)?.roleName ?? (kind === 'assumed-role' ? name : '');
  const role = visibleRole(world, accountId, roleName);
  if (role) return asSession(world, role, accountId, kind === 'assumed-role' ? sessionName : 'decide');
  const user = own(own(world.state.accounts, accountId)?.users, name);
  if (kind !== 'user' || !user) throw new AwsError('NoSuchEntity', `There is no ${principal} here.`, 404);
  return { kind: 'user', accountId, arn: user.arn, userId: user.userId, accessKeyId: '', userName: name };
}

function decideAsked(world: World, body: Record<string, unknown>): Decision {
  const { principal, action, resource, context = {}, sessionPolicies } = body;
  const caller = callerNamed(world, String(principal));
  if (caller.session && Array.isArray(sessionPolicies)) caller.session.policies = sessionPolicies;
  const [service = '', name = ''] = String(action).split(':');
  const call: Call = { ...ownersCall(world, caller.accountId, service, name, {}), caller };
  const target = String(resource);
  const named = roleOfArn(target);
  const role = named && visibleRole(world, named.accountId, named.roleName);
  let trust: Policies['resource'];
  if (service === 'sts') {
    const accountId = named?.accountId ?? '';
    const document = role?.arn === target ? role.trust : { Statement: [] };
    trust = { policy: { name: 'trust policy', document }, accountId };
  }
  const given = contextOf(call, parseArn(target)?.accountId || caller.accountId, context as Record<string, string>);
  return decideFor(call, { action: String(action), resource: target, context: given }, trust);
}

function changeFaults(faults: Faults, body: Record<string, unknown>): unknown {
  if (body.clear === true) faults.clear();
  else faults.add(body as unknown as FaultRule);
  return { rules: faults.list() };
}

export function localDesk(world: World, faults: Faults): (request: SignedRequest) => Promise<Answer | undefined> {
  return async request => {
    const [path = ''] = request.target.split('?', 1);
    if (path === '/_console' || path.startsWith('/_console/')) return serveConsole(world, request);
    // Browsers ask for it unbidden, and it would be taken for a bucket.
    if (path === '/favicon.ico') return { status: 204 };
    if (path !== '/_decide' && path !== '/_faults') return undefined;
    if (isForeignPage(request)) return json(403, { code: 'AccessDenied', message: 'Not from another site.' });
    if (request.method === 'GET' && path === '/_faults') return json(200, { rules: faults.list() });
    if (request.method !== 'POST') return json(405, { code: 'MethodNotAllowed', message: 'Use POST.' });
    return answerJson(() => {
      const body = readJson(request);
      return path === '/_decide' ? decideAsked(world, body) : changeFaults(faults, body);
    });
  };
}
