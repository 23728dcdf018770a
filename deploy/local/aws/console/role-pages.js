// IAM's pages: the list of roles, and one role with everything that can be changed by hand.
import { attempt, button, callAws, element, field, get, leaveFor, table, textArea, textInput } from './dom.js';

function shown(document) {
  return JSON.stringify(JSON.parse(decodeURIComponent(document)), null, 2);
}

const EMPTY_POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
};

export async function rolesPage(place) {
  const { Roles = [] } = await callAws(place, 'iam', 'ListRoles', { MaxItems: 1000 });
  const rows = Roles.map(role => [
    element('a', { href: `#/roles/${encodeURIComponent(role.RoleName)}` }, role.RoleName),
    element('code', {}, role.Arn),
    element('code', {}, role.RoleId),
    role.CreateDate,
  ]);
  return [
    element('h1', {}, 'Roles'),
    rows.length > 0
      ? table('roles', 'Roles', ['Name', 'ARN', 'Unique ID', 'Created'], rows)
      : element('p', { id: 'no-roles' }, 'There are no roles in this account.'),
  ];
}

/** `change` runs one IAM call and then redraws the page. */
function trustSection(role, change) {
  const area = textArea('trust-policy', shown(role.AssumeRolePolicyDocument), 20);
  const save = () => change('UpdateAssumeRolePolicy', { PolicyDocument: area.value }, 'Trust policy saved.');
  return [
    element('h2', {}, 'Trust policy'),
    field('Who may assume this role', area),
    element('div', { class: 'actions' }, button('save-trust-policy', 'Save trust policy', save)),
  ];
}

function inlineSection(policies, change) {
  const boxes = policies.map(({ PolicyName, document }) => {
    const area = textArea(`policy-${PolicyName}`, shown(document));
    const save = () =>
      change('PutRolePolicy', { PolicyName, PolicyDocument: area.value }, `Policy ${PolicyName} saved.`);
    const remove = () => change('DeleteRolePolicy', { PolicyName }, `Policy ${PolicyName} deleted.`);
    return element(
      'fieldset',
      {},
      element('legend', {}, PolicyName),
      field(`Document of ${PolicyName}`, area),
      element(
        'div',
        { class: 'actions' },
        button(`save-policy-${PolicyName}`, `Save ${PolicyName}`, save),
        button(`delete-policy-${PolicyName}`, `Delete ${PolicyName}`, remove, 'danger'),
      ),
    );
  });
  const name = textInput('new-policy-name');
  const area = textArea('new-policy-document', JSON.stringify(EMPTY_POLICY, null, 2), 10);
  const add = () =>
    change('PutRolePolicy', { PolicyName: name.value, PolicyDocument: area.value }, `Policy ${name.value} added.`);
  return [
    element('h2', {}, 'Inline policies'),
    ...boxes,
    element(
      'details',
      { id: 'add-policy' },
      element('summary', {}, 'Add an inline policy'),
      field('Policy name', name),
      field('Policy document', area),
      element('div', { class: 'actions' }, button('add-inline-policy', 'Add policy', add)),
    ),
  ];
}

function attachedSection(attached, attachable, change) {
  const rows = attached.map(({ PolicyName, PolicyArn }) => {
    const detach = () => change('DetachRolePolicy', { PolicyArn }, `${PolicyName} detached.`);
    return [PolicyName, element('code', {}, PolicyArn), button(`detach-${PolicyName}`, `Detach ${PolicyName}`, detach)];
  });
  const options = attachable.map(({ Arn }) => element('option', { value: Arn }, Arn));
  const select = element('select', { id: 'attach-policy-arn' }, ...options);
  const attach = () => change('AttachRolePolicy', { PolicyArn: select.value }, 'Policy attached.');
  return [
    element('h2', {}, 'Attached managed policies'),
    rows.length > 0
      ? table('attached-policies', 'Attached policies', ['Name', 'ARN', ''], rows)
      : element('p', {}, 'None.'),
    field('Managed policy', select),
    element('div', { class: 'actions' }, button('attach-policy', 'Attach policy', attach)),
  ];
}

/** The policy that the console attaches: …/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html */
async function revokeOlderSessions(place, RoleName) {
  const { now } = await get('accounts');
  const Condition = { DateLessThan: { 'aws:TokenIssueTime': now } };
  const Statement = [{ Effect: 'Deny', Action: ['*'], Resource: ['*'], Condition }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await callAws(place, 'iam', 'PutRolePolicy', { RoleName, PolicyName: 'AWSRevokeOlderSessions', PolicyDocument });
}

/** The console removes all policies from a role before it deletes it. */
async function deleteRole(place, RoleName, policies, attached) {
  for (const { PolicyName } of policies) await callAws(place, 'iam', 'DeleteRolePolicy', { RoleName, PolicyName });
  for (const { PolicyArn } of attached) await callAws(place, 'iam', 'DetachRolePolicy', { RoleName, PolicyArn });
  await callAws(place, 'iam', 'DeleteRole', { RoleName });
}

function endSection(place, role, hanging, redraw) {
  const { RoleName } = role;
  const confirmation = textInput('confirm-role-name');
  const revoke = async () => {
    if (await attempt(() => revokeOlderSessions(place, RoleName), 'Sessions issued until now are revoked.'))
      await redraw();
  };
  const remove = async () => {
    const doing = async () => {
      if (confirmation.value !== RoleName) throw new Error('Enter the role name to delete the role.');
      await deleteRole(place, RoleName, ...hanging);
    };
    if (await attempt(doing)) leaveFor('#/roles', `Role ${RoleName} deleted.`);
  };
  return [
    element('h2', {}, 'End access'),
    element('p', {}, 'Sessions issued until now can be denied everything; sessions issued later are not affected.'),
    element('div', { class: 'actions' }, button('revoke-sessions', 'Revoke active sessions', revoke, 'danger')),
    field(`To delete the role, enter its name: ${RoleName}`, confirmation),
    element('div', { class: 'actions' }, button('delete-role', 'Delete role', remove, 'danger')),
  ];
}

export async function rolePage(place, RoleName, redraw) {
  const { Role } = await callAws(place, 'iam', 'GetRole', { RoleName });
  const { PolicyNames = [] } = await callAws(place, 'iam', 'ListRolePolicies', { RoleName });
  const read = PolicyName => callAws(place, 'iam', 'GetRolePolicy', { RoleName, PolicyName });
  const policies = (await Promise.all(PolicyNames.map(read))).map(({ PolicyName, PolicyDocument }) => {
    return { PolicyName, document: PolicyDocument };
  });
  const { AttachedPolicies = [] } = await callAws(place, 'iam', 'ListAttachedRolePolicies', { RoleName });
  const { Policies = [] } = await callAws(place, 'iam', 'ListPolicies');
  const change = async (action, input, done) => {
    if (await attempt(() => callAws(place, 'iam', action, { RoleName, ...input }), done)) await redraw();
  };
  return [
    element('h1', {}, `Role ${RoleName}`),
    element('p', {}, element('code', { id: 'role-arn' }, Role.Arn)),
    element('p', {}, 'Unique ID: ', element('code', { id: 'role-id' }, Role.RoleId)),
    element('p', {}, `Maximum session duration: ${Role.MaxSessionDuration} seconds`),
    ...trustSection(Role, change),
    ...inlineSection(policies, change),
    ...attachedSection(AttachedPolicies, Policies, change),
    ...endSection(place, Role, [policies, AttachedPolicies], redraw),
  ];
}
