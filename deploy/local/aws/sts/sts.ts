// STS: AssumeRole, GetCallerIdentity. Every refusal of AssumeRole has the same message, as in AWS: callers cannot tell
// an absent role, one not yet propagated, a wrong external ID and missing permissions apart.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
import { type Constraint, checkConstraints } from '../constraints.js';
import { contextOf, decideFor } from '../evaluator/authorise.js';
import { parseDocument } from '../evaluator/policy-documents.js';
import { managedDocument } from '../iam/managed-policies.js';
import { visibleRole } from '../iam/roles.js';
import { parseArn, roleOfArn, sessionArn } from '../names.js';
import { AwsError, listOf, readTags, validationError } from '../protocol/wire.js';
import type { Role } from '../state.js';
import type { Action, Call, Caller } from '../world.js';
import { makeSession } from './sessions.js';

export const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

const NAME_PATTERN = '[\\w+=,.@-]*';

const ASSUME_ROLE: readonly Constraint[] = [
  { name: 'RoleArn', min: 20, max: 2048, isRequired: true },
  { name: 'RoleSessionName', min: 2, max: 64, pattern: NAME_PATTERN, isRequired: true },
  { name: 'ExternalId', min: 2, max: 1224, pattern: '[\\w+=,.@:\\/-]*' },
  { name: 'SourceIdentity', min: 2, max: 64, pattern: NAME_PATTERN },
  { name: 'Policy', min: 1, max: 2048 },
  { name: 'DurationSeconds', from: 900, to: 43_200 },
];

interface AssumeRoleRequest {
  roleArn: string;
  accountId: string;
  roleName: string;
  sessionName: string;
  externalId: string | undefined;
  sourceIdentity: string | undefined;
  durationSeconds: number;
  isDurationGiven: boolean;
  tags: Record<string, string>;
  transitiveTagKeys: string[];
}

function readRequest(call: Call): AssumeRoleRequest {
  const { params } = call;
  checkConstraints(params, ASSUME_ROLE);
  const roleArn = params.RoleArn ?? '';
  const arn = parseArn(roleArn);
  if (arn?.service !== 'iam' || !/^\d{12}$/.test(arn.accountId)) {
    throw validationError(`${roleArn} is invalid`);
  }
  const role = roleOfArn(roleArn);
  if (!role || arn.partition !== call.world.partition) throw validationError('Request ARN is invalid');
  const isDurationGiven = params.DurationSeconds !== undefined;
  const durationSeconds = Number(params.DurationSeconds ?? 3600);
  if (call.caller.session && durationSeconds > 3600) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  return {
    roleArn,
    accountId: role.accountId,
    roleName: role.roleName,
    sessionName: params.RoleSessionName ?? '',
    externalId: params.ExternalId,
    sourceIdentity: params.SourceIdentity ?? call.caller.session?.sourceIdentity,
    durationSeconds,
    isDurationGiven,
    tags: readTags(params),
    transitiveTagKeys: listOf(params, 'TransitiveTagKeys').map(item => item.value),
  };
}

function denied(call: Call, action: string, roleArn: string): AwsError {
  return new AwsError(
    'AccessDenied',
    `User: ${call.caller.arn} is not authorized to perform: ${action} on resource: ${roleArn}`,
    403,
  );
}

/** Checks one action against the caller's permissions and the role's trust policy. */
function isPermitted(call: Call, request: AssumeRoleRequest, role: Role, action: string): boolean {
  const context = contextOf(call, request.accountId, {
    // SetSourceIdentity and TagSession are separate actions without the external ID in their context.
    'sts:ExternalId': action === 'sts:AssumeRole' ? request.externalId : undefined,
    'sts:RoleSessionName': request.sessionName,
    'sts:SourceIdentity': request.sourceIdentity,
    'aws:TagKeys': Object.keys(request.tags),
    'sts:TransitiveTagKeys': request.transitiveTagKeys,
    ...Object.fromEntries(Object.entries(request.tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  });
  call.world.onTrust?.({ roleArn: request.roleArn, action, context });
  const trust = { policy: { name: 'trust policy', document: role.trust }, accountId: request.accountId };
  return decideFor(call, { action, resource: request.roleArn, context }, trust).isAllowed;
}

function authorise(call: Call, request: AssumeRoleRequest): Role {
  const role = visibleRole(call.world, request.accountId, request.roleName);
  const isUsable = role?.arn === request.roleArn && call.caller.kind !== 'administrator';
  if (!role || !isUsable || !isPermitted(call, request, role, 'sts:AssumeRole')) {
    throw denied(call, 'sts:AssumeRole', request.roleArn);
  }
  // A source identity stays for the whole chain: nobody can change it, and each role in the chain must allow it.
  const inherited = call.caller.session?.sourceIdentity;
  const isChanged = inherited !== undefined && request.sourceIdentity !== inherited;
  if (
    request.sourceIdentity !== undefined &&
    (isChanged || !isPermitted(call, request, role, 'sts:SetSourceIdentity'))
  ) {
    throw denied(call, 'sts:SetSourceIdentity', request.roleArn);
  }
  if (Object.keys(request.tags).length > 0 && !isPermitted(call, request, role, 'sts:TagSession')) {
    throw denied(call, 'sts:TagSession', request.roleArn);
  }
  return role;
}

/** The most characters of the inline session policy and the ARNs of the managed ones together. */
const SESSION_POLICY_LIMIT = 2048;

/** Policies that a session may have: of AWS, or of the account of the role. */
function sessionPolicies(call: Call, accountId: string): { policies?: unknown[]; policyArns?: string[] } {
  const { params, world } = call;
  const policies = params.Policy === undefined ? [] : [parseDocument(world, params.Policy, 'identity')];
  const policyArns = listOf(params, 'PolicyArns').map(({ fields }) => fields.arn ?? '');
  for (const [at, arn] of policyArns.entries()) {
    const name = `policyArns.${at + 1}.member.arn`;
    checkConstraints({ [name]: arn }, [{ name, min: 20, max: 2048 }]);
    const owner = parseArn(arn)?.accountId;
    const isUsable = (owner === 'aws' || owner === accountId) && managedDocument(world, arn) !== undefined;
    if (!isUsable) throw new AwsError('MalformedPolicyDocument', `Policy ${arn} does not exist or is not attachable.`);
  }
  if (policyArns.length > 10) throw validationError('A session can have no more than 10 managed policies.');
  if ((params.Policy ?? '').length + policyArns.join('').length > SESSION_POLICY_LIMIT)
    throw validationError(`The session policies have more than ${SESSION_POLICY_LIMIT} characters together.`);
  if (policies.length + policyArns.length === 0) return {};
  return { policies, ...(policyArns.length > 0 && { policyArns }) };
}

/** Percent of the limit that AWS's packed form takes; the real form is not documented. */
function packedSize({ policies = [], policyArns = [] }: ReturnType<typeof sessionPolicies>): number {
  return Math.ceil(((JSON.stringify(policies).length + policyArns.join('').length) / SESSION_POLICY_LIMIT) * 50);
}

function inheritedTags(caller: Caller): Record<string, string> {
  const { tags = {}, transitiveTagKeys = [] } = caller.session ?? {};
  return Object.fromEntries(Object.entries(tags).filter(([key]) => transitiveTagKeys.includes(key)));
}

const assumeRole: Action = call => {
  const request = readRequest(call);
  const limits = sessionPolicies(call, request.accountId);
  const role = authorise(call, request);
  if (request.isDurationGiven && request.durationSeconds > role.maxSessionDuration) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  const transitive = inheritedTags(call.caller);
  const session: NonNullable<Caller['session']> = {
    roleArn: role.arn,
    roleName: role.roleName,
    roleId: role.roleId,
    sessionName: request.sessionName,
    issuedAt: call.world.now().toISOString(),
    ...(request.sourceIdentity === undefined ? {} : { sourceIdentity: request.sourceIdentity }),
    ...limits,
    tags: { ...request.tags, ...transitive },
    transitiveTagKeys: [...new Set([...Object.keys(transitive), ...request.transitiveTagKeys])],
  };
  const made = makeSession(call.world, request.accountId, session, request.durationSeconds, call.caller.arn);
  call.alsoIn = { accountId: request.accountId, resourceArn: role.arn };
  return {
    Credentials: {
      AccessKeyId: made.accessKeyId,
      SecretAccessKey: made.secretAccessKey,
      SessionToken: made.sessionToken,
      Expiration: made.expiresAt,
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.roleId}:${request.sessionName}`,
      Arn: sessionArn(call.world, request.accountId, role.roleName, request.sessionName),
    },
    PackedPolicySize: limits.policies ? packedSize(limits) : undefined,
    SourceIdentity: request.sourceIdentity,
  };
};

/** Needs no permission and answers even under an explicit Deny, so it only proves who the caller is. */
const getCallerIdentity: Action = ({ caller }) => ({
  Arn: caller.arn,
  UserId: caller.userId,
  Account: caller.accountId,
});

export const STS_ACTIONS: Readonly<Record<string, Action>> = {
  AssumeRole: assumeRole,
  GetCallerIdentity: getCallerIdentity,
};
