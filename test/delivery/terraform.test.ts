// A customer who uses Terraform: creates the role from the delivered text, rotates and upgrades by it, and ends the
// access with it.
import t, { type Test } from 'tap';
import { actionsMatching, dangerOf } from '../../api/core/policy/catalogue/actions.js';
import { looksReading } from '../../api/core/policy/catalogue/reading-verbs.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { startUpgrade } from '../../api/operations/delivery/upgrade.js';
import { revocationPolicyName, revokeOlderSessionsPolicy } from '../../templates/policies.js';
import { support } from '../helpers/callers.js';
import { checked, connectionOf, newConnection, newTenant, requestNewSession, type Where } from '../helpers/customer.js';
import { callAsAdmin, changeRole } from '../helpers/customer-admin.js';
import { testFolder } from '../helpers/folder.js';
import { managePage } from '../helpers/manage-page.js';
import { TerraformFolder } from '../helpers/terraform.js';
import { customerAccount, newWorld, otherCustomerAccount, type World } from '../helpers/world.js';

async function delivered(t: Test, world: World, { tenantId, connectionId }: Where): Promise<string> {
  const answer = await world.app.inject({
    url: `/v1/tenants/${tenantId}/connections/${connectionId}/delivery/terraform`,
    headers: { authorization: `Bearer ${world.keys.backend}` },
  });
  t.match(answer.headers, { 'content-type': /^text\/plain/, 'content-disposition': 'attachment; filename="role.tf"' });
  return answer.body;
}

async function stateOf(world: World, where: Where) {
  const { health, findings, permissionSet, externalId } = (await connectionOf(world, where)).value;
  return { health, findings: findings.map(each => each.code), version: permissionSet.version, externalId };
}

t.test('a role of Terraform is healthy; rotation and upgrade change the same role', async t => {
  const world = await newWorld(t);
  // A name that would end a quoted text, a heredoc or a comment, and one that would be an expression.
  const tenantId = await newTenant(world, 'Q"uote ${file("/etc/passwd")} %{ if true } JSON');
  const where = await newConnection(world, tenantId, {
    permissionSetId: 'inventory-read',
    permissionSetVersion: '1.0.0',
    options: { tags: { 部門: '基盤チーム', Team: 'Platform' }, path: '/vendors/' },
  });
  const first = await delivered(t, world, where);
  await t.rejects(new TerraformFolder(world, otherCustomerAccount).apply(first), /precondition/, 'another account');
  const folder = new TerraformFolder(world, customerAccount);
  t.same(await folder.apply(first), ['CreateRole', 'PutRolePolicy', 'PutRolePolicy']);
  await checked(world, where);
  t.match(await stateOf(world, where), { health: 'healthy', findings: ['outdated'], version: '1.0.0' });
  t.ok(await requestNewSession(world, where));
  t.same(await folder.apply(await delivered(t, world, where)), [], 'the same text changes nothing');

  t.comment('rotation');
  const old = (await stateOf(world, where)).externalId.current;
  await startRotation(world.ports, support, where, { reason: 'The ID leaked' });
  const { read } = await managePage(world, where);
  const page = await read();
  t.match(page, /If you use Terraform or OpenTofu/);
  t.match(page, /href="[^"]*\/role\.tf" download/);
  t.same(await folder.apply(await read('en', '/role.tf')), ['UpdateAssumeRolePolicy']);
  t.ok(await requestNewSession(world, where));
  world.clock.advance(121_000);
  await checked(world, where);
  const rotated = await stateOf(world, where);
  t.match(rotated, { health: 'healthy', findings: ['outdated'], externalId: { retired: [{ value: old }] } });

  t.comment('upgrade');
  await startUpgrade(world.ports, support, where, { reason: 'The new report' });
  t.same(await folder.apply(await read('en', '/role.tf')), ['UpdateRole', 'TagRole', 'PutRolePolicy']);
  await checked(world, where);
  const upgraded = await stateOf(world, where);
  t.match(upgraded, { health: 'healthy', findings: [] });
  t.not(upgraded.version, '1.0.0');
  t.match(await read('en', '/role.tf'), 'No update is waiting', 'nothing is open');
});

const sentence = { en: 'Because.', ja: '理由です。' };
/** More than the inline policies of a role hold. */
const largeSet = {
  id: 'large-read',
  version: '1.0.0',
  access: 'read',
  title: sentence,
  summary: sentence,
  statements: [
    {
      sid: 'All',
      actions: actionsMatching('*')
        .filter(each => looksReading(each) && /^(list|read)$/.test(dangerOf(each)))
        .slice(0, 500),
      resources: ['*'],
      wildcardReason: sentence,
      why: sentence,
      without: sentence,
    },
  ],
};

t.test('a role of Terraform with policies of its own is healthy, and all of them are deleted with it', async t => {
  const folderOfSets = testFolder(t, { 'large.json': JSON.stringify(largeSet) });
  const world = await newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: folderOfSets } });
  const where = await newConnection(world, await newTenant(world), { permissionSetId: 'large-read' });
  const folder = new TerraformFolder(world, customerAccount);
  const calls = await folder.apply(await delivered(t, world, where));
  t.ok(calls.filter(each => each === 'CreatePolicy').length > 1, 'the set is split');
  await checked(world, where);
  t.match(await stateOf(world, where), { health: 'healthy', findings: [] });
  await folder.destroy();
  const left = await callAsAdmin(world, {
    account: customerAccount,
    action: 'ListPolicies',
    input: { Scope: 'Local' },
  });
  t.same(left.Policies ?? [], []);
});

t.test("a role with AWS's managed policies is healthy; the customer ends it with its own tools", async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world), { permissionSetId: 'security-audit' });
  const folder = new TerraformFolder(world, customerAccount);
  t.ok((await folder.apply(await delivered(t, world, where))).includes('AttachRolePolicy'));
  await checked(world, where);
  t.match(await stateOf(world, where), { health: 'healthy', findings: [] });
  const { read } = await managePage(world, where);
  const { arn } = (await connectionOf(world, where)).value.roleSpec;
  const audit = { PolicyArn: 'arn:aws:iam::aws:policy/SecurityAudit' };
  t.match(await read(), 'there is no stack');
  t.notMatch(await read(), 'restores what someone changed', 'nothing to restore');
  await changeRole(world, arn, 'DetachRolePolicy', audit);
  await checked(world, where);
  t.match(await read(), 'restores what someone changed');
  await changeRole(world, arn, 'AttachRolePolicy', audit);
  const revocation = revokeOlderSessionsPolicy(world.clock.now().toISOString());
  await changeRole(world, arn, 'PutRolePolicy', {
    PolicyName: revocationPolicyName,
    PolicyDocument: JSON.stringify(revocation),
  });
  await folder.destroy();
  t.notOk(world.aws.role(arn), 'no policy keeps the role');
  await t.rejects(requestNewSession(world, where));
});
