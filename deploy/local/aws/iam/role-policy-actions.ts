// IAM's actions on the policies of a role, inline and attached, and on its instance profiles (there are none).
import { parseDocument } from '../evaluator/policy-documents.js';
import { own } from '../state.js';
import type { Action } from '../world.js';
import { managedPolicy, refuseServicePolicy } from './managed-policies.js';
import { pageOf } from './paging.js';
import { encodedDocument, roleFor } from './role-actions.js';
import { deleteInlinePolicy, editRole, limitExceeded, noSuchEntity, putInlinePolicy } from './roles.js';

const ATTACHED_LIMIT = 10;

const listInline: Action = call => {
  const { items, rest } = pageOf(call.params, Object.keys(roleFor(call).policies).sort());
  return { PolicyNames: items, ...rest };
};

const getInline: Action = call => {
  const role = roleFor(call);
  const { PolicyName = '' } = call.params;
  const document = own(role.policies, PolicyName);
  if (document === undefined) throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`);
  return { RoleName: role.roleName, PolicyName, PolicyDocument: encodedDocument(document) };
};

const putInline: Action = call => {
  const { roleName } = roleFor(call);
  const { PolicyName = '', PolicyDocument = '' } = call.params;
  const document = parseDocument(call.world, PolicyDocument, 'identity');
  putInlinePolicy(call.world, call.caller.accountId, roleName, PolicyName, document);
};

const deleteInline: Action = call => {
  const { roleName } = roleFor(call);
  deleteInlinePolicy(call.world, call.caller.accountId, roleName, call.params.PolicyName ?? '');
};

const listAttached: Action = call => {
  const { items, rest } = pageOf(call.params, roleFor(call).attached);
  const AttachedPolicies = items.map(PolicyArn => ({
    PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
    PolicyArn,
  }));
  return { AttachedPolicies, ...rest };
};

const attach: Action = call => {
  const { roleName } = roleFor(call);
  const { PolicyArn = '' } = call.params;
  refuseServicePolicy(PolicyArn);
  if (!managedPolicy(call.world, PolicyArn)) {
    throw noSuchEntity(`Policy ${PolicyArn} does not exist or is not attachable.`);
  }
  editRole(call.world, call.caller.accountId, roleName, role => {
    if (!role.attached.includes(PolicyArn)) role.attached.push(PolicyArn);
    if (role.attached.length > ATTACHED_LIMIT) {
      throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${ATTACHED_LIMIT}`);
    }
  });
};

const detach: Action = call => {
  const { roleName } = roleFor(call);
  const { PolicyArn = '' } = call.params;
  editRole(call.world, call.caller.accountId, roleName, role => {
    if (!role.attached.includes(PolicyArn)) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
    role.attached = role.attached.filter(arn => arn !== PolicyArn);
  });
};

export const IAM_ROLE_POLICY_ACTIONS: Readonly<Record<string, Action>> = {
  ListRolePolicies: listInline,
  GetRolePolicy: getInline,
  PutRolePolicy: putInline,
  DeleteRolePolicy: deleteInline,
  ListInstanceProfilesForRole: call => {
    roleFor(call);
    return { InstanceProfiles: [], IsTruncated: false };
  },
  ListAttachedRolePolicies: listAttached,
  AttachRolePolicy: attach,
  DetachRolePolicy: detach,
};
