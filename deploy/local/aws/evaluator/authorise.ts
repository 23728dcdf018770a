// Collects the policies that apply to a caller and calls decide.ts; words a refusal as AWS does.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
import { managedDocument } from '../iam/managed-policies.js';
import { visibleRole } from '../iam/roles.js';
import { AwsError } from '../protocol/wire.js';
import { own, type Role } from '../state.js';
import type { Call, Caller, World } from '../world.js';
import type { Context } from './conditions.js';
import { type AccessRequest, type Decision, decide, type NamedPolicy, type Policies } from './decide.js';
import type { Principal } from './principals.js';

function named(policies: Readonly<Record<string, unknown>>): NamedPolicy[] {
  return Object.entries(policies).map(([name, document]) => ({ name, document }));
}

function managed(world: World, arns: readonly string[]): NamedPolicy[] {
  return arns.map(arn => ({ name: arn, document: managedDocument(world, arn) }));
}

/** The role of a session, if it still exists; a re-created role of the same name is a different one. */
function roleBehind(world: World, caller: Caller): Role | undefined {
  if (!caller.session) return undefined;
  const role = visibleRole(world, caller.accountId, caller.session.roleName);
  return role?.roleId === caller.session.roleId ? role : undefined;
}

export function policiesOf(world: World, caller: Caller): Policies {
  if (caller.kind === 'administrator') return { identity: [{ name: 'owner', document: EVERYTHING }] };
  if (!caller.session) {
    const user = own(own(world.state.accounts, caller.accountId)?.users, caller.userName ?? '');
    return { identity: named(user?.policies ?? {}) };
  }
  const role = roleBehind(world, caller);
  const { policies, policyArns = [] } = caller.session;
  // AWS unites a session's inline policy with its managed ones.
  const session = policies && [
    ...policies.map((document, index) => ({ name: `session policy ${index + 1}`, document })),
    ...managed(world, policyArns),
  ];
  return {
    identity: role ? [...named(role.policies), ...managed(world, role.attached)] : [],
    boundary: role?.boundary === undefined ? undefined : managed(world, [role.boundary]),
    session,
  };
}

const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

export function principalOf(caller: Caller): Principal {
  const uniqueId = caller.session?.roleId ?? caller.userId;
  return { accountId: caller.accountId, arn: caller.arn, uniqueId, isSession: caller.session !== undefined };
}

function principalType(caller: Caller): string {
  return { user: 'User', session: 'AssumedRole', administrator: 'Account' }[caller.kind];
}

type Values = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The keys of every request, and `extra` for those of one action. */
export function contextOf(call: Call, resourceAccount: string | undefined, extra: Values = {}): Context {
  const { caller, world } = call;
  const session = caller.session;
  const tags = { ...roleBehind(world, caller)?.tags, ...session?.tags };
  const values: Values = {
    'aws:PrincipalArn': session?.roleArn ?? caller.arn,
    'aws:PrincipalAccount': caller.accountId,
    'aws:PrincipalType': principalType(caller),
    'aws:userid': caller.userId,
    'aws:username': caller.userName,
    'aws:SourceIdentity': session?.sourceIdentity,
    'aws:TokenIssueTime': session?.issuedAt,
    'aws:CurrentTime': world.now().toISOString(),
    'aws:EpochTime': String(Math.floor(world.now().getTime() / 1000)),
    'aws:SourceIp': call.sourceIp,
    'aws:PrincipalIsAWSService': 'false',
    'aws:MultiFactorAuthPresent': session ? 'false' : undefined,
    // The loopback address stands for AWS's https endpoints, so policies that require TLS work as in AWS.
    'aws:SecureTransport': 'true',
    'aws:UserAgent': call.userAgent,
    'aws:RequestedRegion': call.region,
    'aws:ResourceAccount': resourceAccount,
    'aws:ViaAWSService': String(call.invokedBy !== undefined),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    ...extra,
  };
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return context;
}

export function decideFor(
  call: Call,
  request: Omit<AccessRequest, 'principal'>,
  resource?: Policies['resource'],
): Decision {
  const policies = policiesOf(call.world, call.caller);
  return decide({ ...policies, resource }, { ...request, principal: principalOf(call.caller) });
}

export interface NeededAccess {
  action: string;
  arn: string;
  /** How AWS's refusal names the resource, if not by its ARN; empty if it names none. */
  shownAs?: string;
  accountId: string | undefined;
  context?: Values;
}

/** Returns if the caller's own policies allow the action in its own account; otherwise throws AccessDenied. */
export function requireAllowed(call: Call, needed: NeededAccess): void {
  const context = contextOf(call, needed.accountId, needed.context);
  const decision = decideFor(call, { action: needed.action, resource: needed.arn, context });
  const isOwn = needed.accountId === undefined || needed.accountId === call.caller.accountId;
  if (decision.isAllowed && isOwn) return;
  const refusedBy = isOwn ? (decision.refusedBy ?? 'identity-based policy') : 'resource-based policy';
  const because = decision.isExplicitDeny
    ? `with an explicit deny in ${/^[aeiou]/.test(refusedBy) ? 'an' : 'a'} ${refusedBy}`
    : `because no ${refusedBy} allows the ${needed.action} action`;
  const resource = needed.shownAs ?? needed.arn;
  const onResource = resource === '' ? '' : ` on resource: ${resource}`;
  throw new AwsError(
    'AccessDenied',
    `User: ${call.caller.arn} is not authorized to perform: ${needed.action}${onResource} ${because}`,
    403,
  );
}
