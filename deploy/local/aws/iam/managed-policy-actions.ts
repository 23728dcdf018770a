// IAM's actions on managed policies and their versions.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
import { requireAllowed } from '../evaluator/authorise.js';
import { parseDocument, policySize } from '../evaluator/policy-documents.js';
import { newUniqueId, policyArn } from '../names.js';
import { AwsError, readTags, tagList } from '../protocol/wire.js';
import type { ManagedPolicy, PolicyVersion } from '../state.js';
import { type Action, accountOf, type Call } from '../world.js';
import { awsManagedPolicies, isOfAws, managedPolicy } from './managed-policies.js';
import { pageOf } from './paging.js';
import { encodedDocument } from './role-actions.js';
import { currentRoles, limitExceeded, noSuchEntity } from './roles.js';
import { checkNamed, checkTags } from './rules.js';

const SIZE_LIMIT = 6144;
const VERSION_LIMIT = 5;

/** The policy that a call names, after checking that the caller may use this action on it. */
function policyFor(call: Call): ManagedPolicy {
  const { PolicyArn = '' } = call.params;
  // AWS's own policies belong to no account; those of other accounts are not accessible.
  const owner = /^arn:[\w-]+:iam::(\d{12}):/.exec(PolicyArn)?.[1] ?? call.caller.accountId;
  requireAllowed(call, {
    action: `iam:${call.action}`,
    arn: PolicyArn,
    shownAs: `policy ${PolicyArn}`,
    accountId: owner,
  });
  const policy = managedPolicy(call.world, PolicyArn);
  if (!policy) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
  return policy;
}

function ownPolicyFor(call: Call): ManagedPolicy {
  const policy = policyFor(call);
  if (isOfAws(policy.arn)) {
    throw new AwsError('AccessDenied', `Policy ${policy.arn} is managed by AWS and cannot be changed.`, 403);
  }
  return policy;
}

function rolesWith(call: Call, arn: string) {
  const roles = currentRoles(call.world, call.caller.accountId);
  return {
    attached: roles.filter(role => role.attached.includes(arn)).length,
    boundary: roles.filter(role => role.boundary === arn).length,
  };
}

function shownPolicy(call: Call, policy: ManagedPolicy) {
  const count = rolesWith(call, policy.arn);
  return {
    PolicyName: policy.policyName,
    PolicyId: policy.policyId,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: count.attached,
    PermissionsBoundaryUsageCount: count.boundary,
    IsAttachable: true,
    Description: policy.description,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
    Tags: Object.keys(policy.tags).length > 0 ? tagList(policy.tags) : undefined,
  };
}

function shownVersion(policy: ManagedPolicy, version: PolicyVersion, withDocument: boolean) {
  return {
    Document: withDocument ? encodedDocument(version.document) : undefined,
    VersionId: version.versionId,
    IsDefaultVersion: version.versionId === policy.defaultVersionId,
    CreateDate: version.createdAt,
  };
}

function readDocument(call: Call): unknown {
  const document = parseDocument(call.world, call.params.PolicyDocument ?? '', 'identity');
  if (policySize(document) > SIZE_LIMIT) throw limitExceeded(`Cannot exceed quota for PolicySize: ${SIZE_LIMIT}`);
  return document;
}

const create: Action = call => {
  const { params, caller, world } = call;
  const { PolicyName = '', Path = '/', Description } = params;
  const arn = policyArn(world, caller.accountId, Path, PolicyName);
  requireAllowed(call, {
    action: 'iam:CreatePolicy',
    arn,
    shownAs: `policy ${PolicyName}`,
    accountId: caller.accountId,
  });
  checkNamed('policy', { name: PolicyName, path: Path, description: Description });
  checkTags(params);
  const account = accountOf(world, caller.accountId);
  const name = PolicyName.toLowerCase();
  if (Object.values(account.policies).some(policy => policy.policyName.toLowerCase() === name)) {
    throw new AwsError(
      'EntityAlreadyExists',
      `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`,
      409,
    );
  }
  const createdAt = world.now().toISOString();
  const policy: ManagedPolicy = {
    policyName: PolicyName,
    policyId: newUniqueId('ANPA'),
    arn,
    path: Path,
    ...(Description ? { description: Description } : {}),
    createdAt,
    updatedAt: createdAt,
    defaultVersionId: 'v1',
    nextVersion: 2,
    versions: [{ versionId: 'v1', document: readDocument(call), createdAt }],
    tags: readTags(params),
  };
  account.policies[arn] = policy;
  world.changed();
  return { Policy: shownPolicy(call, policy) };
};

const list: Action = call => {
  const { accountId } = call.caller;
  requireAllowed(call, { action: 'iam:ListPolicies', arn: policyArn(call.world, accountId, '/', ''), accountId });
  const scope = call.params.Scope ?? 'All';
  const own = scope === 'AWS' ? [] : Object.values(accountOf(call.world, accountId).policies);
  const { items, rest } = pageOf(call.params, [...own, ...(scope === 'Local' ? [] : awsManagedPolicies(call.world))]);
  return { Policies: items.map(policy => shownPolicy(call, policy)), ...rest };
};

function versionOf(policy: ManagedPolicy, versionId = ''): PolicyVersion {
  const version = policy.versions.find(one => one.versionId === versionId);
  if (!version) throw noSuchEntity(`Policy ${policy.arn} version ${versionId} does not exist or is not attachable.`);
  return version;
}

const getVersion: Action = call => {
  const policy = policyFor(call);
  return { PolicyVersion: shownVersion(policy, versionOf(policy, call.params.VersionId), true) };
};

const listVersions: Action = call => {
  const policy = policyFor(call);
  const { items, rest } = pageOf(call.params, policy.versions.toReversed());
  return { Versions: items.map(version => shownVersion(policy, version, false)), ...rest };
};

const createVersion: Action = call => {
  const policy = ownPolicyFor(call);
  const document = readDocument(call);
  if (policy.versions.length >= VERSION_LIMIT) {
    throw limitExceeded(
      'A managed policy can have up to 5 versions. ' +
        'Before you create a new version, you must delete an existing version.',
    );
  }
  const version = { versionId: `v${policy.nextVersion}`, document, createdAt: call.world.now().toISOString() };
  policy.nextVersion += 1;
  policy.versions.push(version);
  policy.updatedAt = version.createdAt;
  if (call.params.SetAsDefault === 'true') policy.defaultVersionId = version.versionId;
  call.world.changed();
  return { PolicyVersion: shownVersion(policy, version, false) };
};

const setDefaultVersion: Action = call => {
  const policy = ownPolicyFor(call);
  policy.defaultVersionId = versionOf(policy, call.params.VersionId).versionId;
  call.world.changed();
};

const deleteVersion: Action = call => {
  const policy = ownPolicyFor(call);
  const { versionId } = versionOf(policy, call.params.VersionId);
  if (versionId === policy.defaultVersionId) {
    throw new AwsError('DeleteConflict', 'Cannot delete the default version of a policy.', 409);
  }
  policy.versions = policy.versions.filter(version => version.versionId !== versionId);
  call.world.changed();
};

const remove: Action = call => {
  const policy = ownPolicyFor(call);
  const count = rolesWith(call, policy.arn);
  if (count.attached + count.boundary > 0) {
    throw new AwsError('DeleteConflict', 'Cannot delete a policy attached to entities.', 409);
  }
  if (policy.versions.length > 1) {
    throw new AwsError(
      'DeleteConflict',
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. " +
        'The default version is deleted with the policy.',
      409,
    );
  }
  delete accountOf(call.world, call.caller.accountId).policies[policy.arn];
  call.world.changed();
};

export const IAM_POLICY_ACTIONS: Readonly<Record<string, Action>> = {
  CreatePolicy: create,
  GetPolicy: call => ({ Policy: shownPolicy(call, policyFor(call)) }),
  ListPolicies: list,
  GetPolicyVersion: getVersion,
  ListPolicyVersions: listVersions,
  CreatePolicyVersion: createVersion,
  SetDefaultPolicyVersion: setDefaultVersion,
  DeletePolicyVersion: deleteVersion,
  DeletePolicy: remove,
};
