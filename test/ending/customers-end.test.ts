// The customer ends access in its own account: a check notices each way, reports it as the customer's decision, and
// names it only if it can be known: from the role itself, or from the tenant.
import t from 'tap';
import { changeConnection } from '../../api/operations/connection/change-connection.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { readImpact } from '../../api/operations/ending/end-access.js';
import { ja } from '../../templates/text/ja/ja.js';
import { backend, support, voucher } from '../helpers/callers.js';
import { checked, connectionOf, provenConnection, requestNewSession, type Where } from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const dayMs = 24 * 60 * 60 * 1000;

async function pageOf(world: World, where: Where) {
  const { url } = await makeLink(world.ports, voucher, where, { kind: 'manage', person: 'Ann of the Tenant' });
  const opened = await world.app.inject({ url: new URL(url).pathname });
  const cookie = opened.cookies.map(each => `${each.name}=${each.value}`).join('; ');
  const path = String(opened.headers.location);
  const get = async () => (await world.app.inject({ url: path, headers: { cookie } })).body.replace(/<[^>]+>/g, '');
  const post = async (below: string, form: Record<string, string>) => {
    const { body } = await world.app.inject({ url: path, headers: { cookie } });
    const token = /name="form" value="([\w-]+)"/.exec(body)![1]!;
    return world.app.inject({
      method: 'POST',
      url: `${path}${below}`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ form: token, ...form }).toString(),
    });
  };
  return { get, post };
}

async function api(world: World, where: Where, path = '', payload?: object) {
  const answer = await world.app.inject({
    method: payload ? 'POST' : 'GET',
    url: `/v1/tenants/${where.tenantId}/connections/${where.connectionId}${path}`,
    headers: { authorization: `Bearer ${world.keys.support}` },
    ...(payload && { payload }),
  });
  return answer.json() as Record<string, any>;
}

t.test(
  'a deleted stack: refused since, remaining causes, and gone at once when the tenant reports the deletion',
  async t => {
    const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
    const where = await provenConnection(world);
    const { roleSpec } = (await connectionOf(world, where)).value;
    const said = { reason: 'By phone, Ann', cause: 'role_deleted' };
    t.equal((await api(world, where, '/end-statement', said)).code, 'not_refused');
    const stackName = `drawbridge-${roleSpec.roleName.split('-').slice(1).join('-')}`;
    await world.aws.deleteStack(customerAccount, stackName);
    world.clock.advance(4000);
    const { result } = await checked(world, where);
    t.match(result, { verdict: { outcome: 'refused' } });
    const { left } = (result as { causes: { left: { code: string }[] } }).causes;
    const codes = left.map(each => each.code);
    for (const code of ['role_absent', 'other_condition', 'resource_control_policy', 'account_closed'])
      t.ok(codes.includes(code), code);
    const refused = await api(world, where);
    t.match(refused, { state: 'verified', health: 'unreachable', refusedSince: String, revokeProposed: undefined });
    const page = await pageOf(world, where);
    t.match(
      await page.get(),
      /Your account has refused Example Vendor since .*the check cannot tell which one applies. There may be others/s,
    );
    t.match(await page.get(), /It may have been deleted since/, 'the role was there');
    t.match(await page.get(), /You may have done this on purpose/);

    t.equal((await page.post('/end-statement', { reason: '\u0000', cause: '' })).statusCode, 400);
    t.equal((await page.post('/end-statement', { reason: 'Project over', cause: 'magic' })).statusCode, 400);
    t.equal((await page.post('/end-statement', { reason: 'Project over', cause: 'role_deleted' })).statusCode, 303);
    const gone = await api(world, where);
    const saidEnded = { by: 'tenant', cause: 'role_deleted' };
    t.match(gone, { health: 'gone', saidEnded, revokeProposed: { why: 'gone' }, whyNotIssuing: 'hold_health' });
    const { items } = await world.ports.connections.history(where.connectionId, { limit: 2 });
    const stated = { action: 'connection.end-stated', reason: 'Project over', who: { name: 'Ann of the Tenant' } };
    t.match(items, [{ row: { action: 'connection.revoke-proposed' } }, { row: stated }]);
    t.match(await page.get(), /Your side reported at .*The stack or the role was deleted/s);
    t.equal(
      (await api(world, where, '/end-statement', said)).revision,
      gone.revision,
      'a second report changes nothing',
    );
    await t.rejects(requestNewSession(world, where), { code: 'not_issuing' });
    await checked(world, where);
    t.equal((await api(world, where)).health, 'gone', 'no check undoes it');

    t.comment('not final: the same stack is created again');
    const policies = Object.fromEntries(roleSpec.inlinePolicies.map(each => [each.name, each.document]));
    const { roleName, trustPolicy, tags } = roleSpec;
    world.aws.addRole(customerAccount, { roleName, trustPolicy, policies, tags });
    world.clock.advance(60_000);
    await checked(world, where);
    const back = await api(world, where);
    t.match(back, { state: 'verified', health: 'drifted', findings: [{ code: 'role_recreated' }] });
    t.notOk(back.saidEnded ?? back.refusedSince ?? back.revokeProposed);
  },
);

t.test('a stack that was deleted by mistake is launched again from the manage page', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
  const where = await provenConnection(world);
  const page = await managePage(world, where);
  t.notMatch(await page.read(), 'id="launch-again"', 'while it exists');
  const { value } = await connectionOf(world, where);
  const delivery = await readDelivery(world.ports, backend, where);
  await world.aws.deleteStack(customerAccount, delivery.stackName);
  world.clock.advance(4000);
  await checked(world, where);
  const refused = await page.read();
  t.match(refused, /Look for the role .*launch the stack \(again\)/s);
  const [, link] = /id="launch-again" href="([^"]+)" target="_blank" rel="noopener noreferrer"/.exec(refused)!;
  t.equal(link!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'), delivery.launchUrl);
  t.match(refused, 'aws cloudformation create-stack');
  t.match(await page.read('ja'), ja['relaunch.title']);

  t.comment('not if it would not help');
  const sets = world.ports.permissionSets;
  const { get } = sets;
  sets.get = () => undefined;
  t.notMatch(await page.read(), 'id="launch-again"', 'a withdrawn version');
  sets.get = get;

  await world.aws.createStack(customerAccount, {
    stackName: delivery.stackName,
    templateURL: delivery.templateUrl,
    capabilities: ['CAPABILITY_NAMED_IAM'],
  });
  world.clock.advance(60_000);
  t.equal((await page.send('check', {})).statusCode, 303);
  await world.ports.background.idle();
  t.match((await connectionOf(world, where)).value, { health: 'drifted', roleSpec: { arn: value.roleSpec.arn } });
  t.notMatch(await page.read(), 'id="launch-again"');
  t.ok(await requestNewSession(world, where), 'and credentials are issued again');
});

t.test('without a publishable template the manage page still works, and ends the access', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
  const [gone, rotating] = [await provenConnection(world), await provenConnection(world)];
  await world.aws.deleteStack(customerAccount, (await readDelivery(world.ports, backend, gone)).stackName);
  world.clock.advance(4000);
  await checked(world, gone);
  await startRotation(world.ports, backend, rotating, { reason: 'Shown in a ticket' });
  for (const kind of ['error503', 'access-denied'] as const) {
    const restore = world.aws.fail({ service: 's3', kind });
    const page = await managePage(world, gone);
    t.match(await page.read(), /action="[^"]+\/suspend"/);
    t.notMatch(await page.read(), 'id="launch-again"');
    const other = await (await managePage(world, rotating)).read();
    t.match(other, /A new external ID is ready for you until .*The update command is not available at the moment\./s);
    t.notMatch(other, 'update-stack');
    restore();
  }
  world.aws.fail({ service: 's3', kind: 'error503' });
  t.equal((await (await managePage(world, gone)).send('suspend')).statusCode, 303);
  t.equal((await connectionOf(world, gone)).value.state, 'suspended');
  world.aws.clearFaults();
  t.match(await (await managePage(world, rotating)).read(), 'aws cloudformation update-stack');
});

t.test('the page offers no new launch for a role after its end', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
  const where = await provenConnection(world);
  const ends = { endsAt: new Date(world.clock.now().getTime() + dayMs).toISOString() };
  await changeConnection(world.ports, backend, where, ends);
  await world.aws.deleteStack(customerAccount, (await readDelivery(world.ports, backend, where)).stackName);
  world.clock.advance(4000);
  await checked(world, where);
  t.match(await (await managePage(world, where)).read(), 'id="launch-again"');
  world.clock.advance(dayMs);
  t.notMatch(await (await managePage(world, where)).read(), 'id="launch-again"');
});

t.test('a refusing trust policy is reported the same by every side; after a day it is gone', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
  const where = await provenConnection(world);
  world.aws.setTrustPolicy(where.roleArn, {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }],
  });
  world.clock.advance(4000);
  await checked(world, where);
  t.match(await api(world, where), { health: 'unreachable', findings: [{ code: 'access_refused' }] });
  world.clock.advance(dayMs);
  await checked(world, where);
  t.match(await api(world, where), { health: 'gone', revokeProposed: { why: 'gone' }, saidEnded: undefined });
  const answer = await api(world, where, '/end-statement', { reason: 'Their ticket 12', cause: 'trust_edited' });
  t.match(answer, { health: 'gone', saidEnded: { by: 'vendor', cause: 'trust_edited' } });
  t.match(await (await pageOf(world, where)).get(), /Example Vendor recorded at .*, on your behalf/s);
});

t.test('a readable role names the way access ended, is never gone, and a cut is reported', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 3 } });
  const where = await provenConnection(world);
  const { roleSpec } = (await connectionOf(world, where)).value;
  const [first, second] = roleSpec.trustPolicy.Statement;
  const narrowed = { ...first!.Condition, DateLessThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' } };
  const seen = async () => {
    world.clock.advance(60_000);
    await checked(world, where);
    const { health, findings } = (await connectionOf(world, where)).value;
    return [health, ...findings.map(each => `${each.severity} ${each.code}`)];
  };
  world.aws.setTrustPolicy(where.roleArn, {
    ...roleSpec.trustPolicy,
    Statement: [{ ...first!, Condition: narrowed }, second!],
  });
  t.same(await seen(), ['drifted', 'medium trust_narrowed']);
  world.aws.setTrustPolicy(where.roleArn, roleSpec.trustPolicy);

  const permissions = roleSpec.inlinePolicies.find(each => each.name === 'DrawbridgePermissions')!;
  world.aws.deleteRolePolicy(where.roleArn, permissions.name);
  t.same(await seen(), ['drifted', 'medium permissions_removed']);
  t.match(await (await pageOf(world, where)).get(), /Your account removed the permissions/);
  world.aws.putRolePolicy(where.roleArn, permissions.name, permissions.document);

  t.comment('AWSRevokeOlderSessions');
  await requestNewSession(world, where);
  world.clock.advance(120_000);
  const before = world.clock.now().toISOString();
  await requestNewSession(world, where);
  world.aws.putRolePolicy(where.roleArn, 'AWSRevokeOlderSessions', {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Deny', Action: '*', Resource: '*', Condition: { DateLessThan: { 'aws:TokenIssueTime': before } } },
    ],
  });
  t.same(await seen(), ['healthy', 'information sessions_revoked_by_customer']);
  t.match(await readImpact(world.ports, support, where), {
    impact: { sessionsAlive: 2, sessionsCut: 1, cutBefore: before },
  });
  const text = await (await pageOf(world, where)).get();
  t.match(text, /Of these, 1 can do nothing: the last check found that you revoked the sessions issued before/);
  t.equal(text.split('revoked by you').length, 2, 'in the ledger, at that session');
  t.ok(await requestNewSession(world, where), 'newer sessions work, and credentials are issued');

  const open = roleSpec.trustPolicy.Statement.map(({ Condition: _, ...rest }) => rest);
  world.aws.setTrustPolicy(where.roleArn, { Version: '2012-10-17', Statement: open });
  t.same(await seen(), ['unsafe', 'critical external_id_missing', 'information sessions_revoked_by_customer']);
  const { impact } = await readImpact(world.ports, support, where);
  t.equal(impact.sessionsCut, undefined, 'that check could not read the role: no session is reported as cut');
});
