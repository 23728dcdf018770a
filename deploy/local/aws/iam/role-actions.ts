// IAM's actions on roles themselves. Their policies are in role-policy-actions.ts and managed-policy-actions.ts.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
import { checkConstraints } from '../constraints.js';
import { requireAllowed } from '../evaluator/authorise.js';
import { parseDocument } from '../evaluator/policy-documents.js';
import { roleArn } from '../names.js';
import { listOf, readTags, tagList, validationError } from '../protocol/wire.js';
import type { Role } from '../state.js';
import type { Action, Call, World } from '../world.js';
import { managedPolicy, refuseServicePolicy } from './managed-policies.js';
import { pageOf } from './paging.js';
import {
  checkSessionDuration,
  createRole,
  currentRole,
  currentRoles,
  deleteRole,
  editRole,
  noSuchEntity,
  requireRole,
  setTrust,
  shownTrust,
} from './roles.js';
import { checkDescription, checkTags, withoutTags, withTags } from './rules.js';

/** IAM returns documents URL-encoded (RFC 3986). */
export function encodedDocument(document: unknown): string {
  const text = encodeURIComponent(JSON.stringify(document));
  return text.replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The role that a call names, after checking that the caller may use this action on it. */
export function roleFor(call: Call): Role {
  const roleName = call.params.RoleName;
  if (!roleName)
    throw validationError(
      "1 validation error detected: Value at 'roleName' failed to satisfy constraint: Member must not be null",
    );
  const { accountId } = call.caller;
  const arn = currentRole(call.world, accountId, roleName)?.arn ?? roleArn(call.world, accountId, '/', roleName);
  requireAllowed(call, { action: `iam:${call.action}`, arn, shownAs: `role ${roleName}`, accountId });
  return requireRole(call.world, accountId, roleName);
}

function shownRole(world: World, role: Role, isFull: boolean) {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodedDocument(shownTrust(world, role)),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    // Lists of roles omit these two, as AWS's do.
    PermissionsBoundary:
      isFull && role.boundary
        ? { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: role.boundary }
        : undefined,
    Tags: isFull && Object.keys(role.tags).length > 0 ? tagList(role.tags) : undefined,
    RoleLastUsed: isFull ? {} : undefined,
  };
}

function checkBoundary(world: World, arn: string | undefined): string | undefined {
  if (arn === undefined) return undefined;
  checkConstraints({ permissionsBoundary: arn }, [{ name: 'permissionsBoundary', min: 20, max: 2048 }]);
  refuseServicePolicy(arn);
  if (!managedPolicy(world, arn)) {
    throw noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
  }
  return arn;
}

const create: Action = call => {
  const { params, world, caller } = call;
  const { RoleName = '', Path = '/' } = params;
  const arn = roleArn(world, caller.accountId, Path, RoleName);
  requireAllowed(call, {
    action: 'iam:CreateRole',
    arn,
    accountId: caller.accountId,
    context: { 'iam:PermissionsBoundary': params.PermissionsBoundary },
  });
  checkTags(params);
  const role = createRole(world, caller.accountId, {
    roleName: RoleName,
    path: Path,
    trust: parseDocument(world, params.AssumeRolePolicyDocument ?? '', 'trust'),
    description: params.Description,
    maxSessionDuration: params.MaxSessionDuration === undefined ? undefined : Number(params.MaxSessionDuration),
    boundary: checkBoundary(world, params.PermissionsBoundary),
    tags: readTags(params),
  });
  return { Role: shownRole(world, role, true) };
};

const get: Action = call => ({ Role: shownRole(call.world, roleFor(call), true) });

const list: Action = call => {
  const { accountId } = call.caller;
  requireAllowed(call, { action: 'iam:ListRoles', arn: roleArn(call.world, accountId, '/', ''), accountId });
  const prefix = call.params.PathPrefix ?? '/';
  const roles = currentRoles(call.world, accountId).filter(role => role.path.startsWith(prefix));
  roles.sort((a, b) => (a.roleName < b.roleName ? -1 : 1));
  const { items, rest } = pageOf(call.params, roles);
  return { Roles: items.map(role => shownRole(call.world, role, false)), ...rest };
};

const remove: Action = call => {
  const role = roleFor(call);
  deleteRole(call.world, call.caller.accountId, role.roleName);
};

const update: Action = call => {
  const { roleName } = roleFor(call);
  const { MaxSessionDuration, Description } = call.params;
  if (MaxSessionDuration !== undefined) checkSessionDuration(Number(MaxSessionDuration));
  checkDescription(Description);
  editRole(call.world, call.caller.accountId, roleName, role => {
    if (MaxSessionDuration !== undefined) role.maxSessionDuration = Number(MaxSessionDuration);
    if (Description !== undefined) role.description = Description;
  });
  return {};
};

const updateTrust: Action = call => {
  const { roleName } = roleFor(call);
  setTrust(
    call.world,
    call.caller.accountId,
    roleName,
    parseDocument(call.world, call.params.PolicyDocument ?? '', 'trust'),
  );
};

const tag: Action = call => {
  const { roleName } = roleFor(call);
  checkTags(call.params);
  editRole(call.world, call.caller.accountId, roleName, role => {
    role.tags = withTags(role.tags, readTags(call.params));
  });
};

const untag: Action = call => {
  const { roleName } = roleFor(call);
  editRole(call.world, call.caller.accountId, roleName, role => {
    const keys = listOf(call.params, 'TagKeys').map(each => each.value);
    role.tags = withoutTags(role.tags, keys);
  });
};

const listTags: Action = call => {
  const { items, rest } = pageOf(call.params, tagList(roleFor(call).tags));
  return { Tags: items, ...rest };
};

const putBoundary: Action = call => {
  const { roleName } = roleFor(call);
  const arn = checkBoundary(call.world, call.params.PermissionsBoundary);
  editRole(call.world, call.caller.accountId, roleName, role => {
    if (arn !== undefined) role.boundary = arn;
  });
};

const deleteBoundary: Action = call => {
  const { roleName } = roleFor(call);
  editRole(call.world, call.caller.accountId, roleName, role => {
    delete role.boundary;
  });
};

export const IAM_ROLE_ACTIONS: Readonly<Record<string, Action>> = {
  CreateRole: create,
  GetRole: get,
  ListRoles: list,
  DeleteRole: remove,
  UpdateRole: update,
  UpdateAssumeRolePolicy: updateTrust,
  TagRole: tag,
  UntagRole: untag,
  ListRoleTags: listTags,
  PutRolePermissionsBoundary: putBoundary,
  DeleteRolePermissionsBoundary: deleteBoundary,
};
