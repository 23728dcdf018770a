// A customer's whole journey through the public API, as curl would use it: from a tenant to revoked access.
import type { AddressInfo } from 'node:net';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import t from 'tap';
import { drawbridge } from '../../sdk/client/src/index.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

type Json = Record<string, any>;

function api(world: World, key: string) {
  return async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
  ): Promise<Json & { status: number }> => {
    const answer = await world.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${key}` },
      ...(payload && { payload }),
    });
    return { status: answer.statusCode, ...(answer.json() as Json) };
  };
}

t.test('tenant, connection, launch, proof, credentials, drift, repair, revoke: each step through the API', async t => {
  const world = await newWorld(t, { aws: { propagationSeconds: 20 } });
  const backend = api(world, world.keys.backend);
  const support = api(world, world.keys.support);

  const tenant = await backend('POST', '/v1/tenants', { name: 'Blue Harbor' });
  t.equal(tenant.status, 201);
  const connection = await backend('POST', `/v1/tenants/${tenant.id}/connections`, {
    accountId: customerAccount,
    permissionSetId: 'cost-read',
  });
  t.equal(connection.status, 201);
  t.match(connection, { state: 'pending', health: 'unknown', issuing: false });
  const here = `/v1/tenants/${tenant.id}/connections/${connection.id}`;
  t.match(
    await backend('POST', `${here}/sessions`, {}),
    { status: 409, code: 'not_issuing' },
    'nothing is issued before the proof',
  );

  const delivery = await backend('GET', `${here}/delivery`);
  t.equal(delivery.status, 200);
  t.match(delivery.launchUrl, '#/stacks/create/review?templateURL=');
  const template = await fetch(delivery.templateUrl);
  t.equal(template.status, 200, 'anyone with its address can fetch the template');
  const body = await template.text();
  t.ok(body.includes(connection.externalId), 'the external ID is a literal in the template');
  await world.aws.createStack(customerAccount, {
    stackName: delivery.stackName,
    templateBody: body,
    capabilities: ['CAPABILITY_NAMED_IAM'],
  });

  const verified = await checked(world, backend, here);
  t.match(verified, { result: { conclusive: true } });
  const proven = await backend('GET', here);
  t.match(proven, { state: 'verified', health: 'healthy', issuing: true });
  t.strictSame(proven.findings, []);

  const issued = await backend('POST', `${here}/sessions`, {});
  t.equal(issued.status, 201);
  const { roleArn, roleName } = proven;
  const { Arn } = await identityOf(world, issued);
  t.equal(Arn, `arn:aws:sts::${customerAccount}:assumed-role/${roleName}/${issued.sessionName}`);

  world.aws.putRolePolicy(roleArn, 'Extra', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  });
  world.clock.advance(60_000);
  await checked(world, backend, here);
  const drifted = await support('GET', here);
  t.equal(drifted.health, 'drifted');
  t.strictSame(
    drifted.findings.map((each: Json) => `${each.code} ${each.severity}`),
    ['policy_added high'],
  );
  world.aws.deleteRolePolicy(roleArn, 'Extra');
  world.clock.advance(60_000);
  await checked(world, backend, here);
  const repaired = await support('GET', here);
  t.equal(repaired.health, 'healthy');
  t.strictSame(repaired.findings, []);

  const impact = await support('GET', `${here}/impact`);
  t.match(impact, { status: 200, sessionsAlive: 1 });
  const revoked = await support('POST', `${here}/revoke`, { reason: 'Contract ended' });
  t.equal(revoked.status, 200);
  t.match(revoked, { connection: { state: 'revoked', issuing: false }, lastSessionEndsAt: impact.lastSessionEndsAt });
  t.match(await backend('POST', `${here}/sessions`, {}), { status: 409, code: 'not_issuing', why: 'revoked' });
  t.match(
    await identityOf(world, issued),
    { Account: customerAccount },
    'issued credentials are valid until they expire, as announced',
  );

  const ledger = await backend('GET', `${here}/sessions?limit=100`);
  t.ok(
    ledger.items.some((row: Json) => row.type === 'handed-out'),
    'the ledger names the caller',
  );
  const history = await support('GET', `${here}/history?limit=100`);
  t.strictSame(
    history.items.map((row: Json) => row.action),
    ['connection.revoked', 'connection.checked', 'connection.checked', 'connection.verified', 'connection.created'],
  );
  const verification = await support('GET', `/v1/history/verification?tenantId=${tenant.id}`);
  t.match(verification, { status: 200, subjects: 2, rows: 1 + history.items.length });
  t.strictSame(verification.faults, []);
});

t.test('two tenants in one AWS account never reach each other: ids, credentials, names or existence', async t => {
  const world = await newWorld(t);
  const all = api(world, world.keys.backend);
  const [first, second] = [
    await all('POST', '/v1/tenants', { name: 'First' }),
    await all('POST', '/v1/tenants', { name: 'Second' }),
  ];
  const bound = api(world, await world.keyOf('backend', { tenants: [second.id], mayEndAccess: true }));
  const wanted = { accountId: customerAccount, permissionSetId: 'cost-read' };
  const one = await all('POST', `/v1/tenants/${first.id}/connections`, wanted);
  const two = await bound('POST', `/v1/tenants/${second.id}/connections`, wanted);
  t.not(one.externalId, two.externalId);

  const delivery = await all('GET', `/v1/tenants/${first.id}/connections/${one.id}/delivery`);
  await world.aws.createStack(customerAccount, {
    stackName: delivery.stackName,
    templateURL: delivery.templateUrl,
    capabilities: ['CAPABILITY_NAMED_IAM'],
  });
  await checked(world, all, `/v1/tenants/${first.id}/connections/${one.id}`);

  const kept = await world.ports.connections.get(one.id);
  const before = world.aws.sessions().length;
  const ways: ['GET' | 'POST' | 'PATCH' | 'DELETE', string, object?][] = [
    ['GET', ''],
    ['PATCH', '', { maxSessionSeconds: 900 }],
    ['GET', '/delivery'],
    ['GET', '/impact'],
    ['POST', '/checks', {}],
    ['GET', '/checks'],
    ['POST', '/sessions', {}],
    ['GET', '/sessions'],
    ['POST', '/revoke', { reason: 'x' }],
    ['POST', '/suspend', { reason: 'x' }],
    ['GET', '/history'],
    ['POST', '/links', { kind: 'hand-off' }],
    ['GET', '/links'],
  ];
  for (const [method, path, payload] of ways) {
    // Under its own tenant, under mine, and an unknown one: the same answer.
    for (const tenantId of [first.id, second.id]) {
      const theirs = await bound(method, `/v1/tenants/${tenantId}/connections/${one.id}${path}`, payload);
      const nobodys = await bound(method, `/v1/tenants/${tenantId}/connections/con_0000000000000000${path}`, payload);
      t.equal(theirs.status, 404, `${method} ${path}`);
      t.same({ ...theirs, requestId: '' }, { ...nobodys, requestId: '' }, `${method} ${path} does not differ`);
    }
  }
  t.equal(world.aws.sessions().length, before, 'no call to AWS was made for a refused request');
  t.strictSame(await world.ports.connections.get(one.id), kept, 'and no refused request changed anything');
  t.strictSame(
    (await bound('GET', '/v1/tenants')).items.map((each: Json) => each.id),
    [second.id],
  );
  t.strictSame(
    (await bound('GET', '/v1/connections')).items.map((each: Json) => each.id),
    [two.id],
  );
  t.strictSame((await bound('GET', `/v1/connections?q=${one.externalId}`)).items, []);
  const refused = await bound('GET', `/v1/tenants/${second.id}/connections/${two.id}/delivery`);
  t.match(refused, { status: 409, code: 'under_review' }, 'another tenant is verified there: support reviews it first');
  t.notMatch(JSON.stringify(refused), /First|another tenant|verified/i);
  t.notOk(
    JSON.stringify(await bound('GET', `/v1/tenants/${second.id}/connections/${two.id}`)).includes(one.externalId),
  );
});

t.test('closing a tenant revokes all its connections, even one created at the same moment', async t => {
  const world = await newWorld(t);
  const backend = api(world, world.keys.backend);
  const operator = api(world, world.keys.operator);
  const tenant = await backend('POST', '/v1/tenants', { name: 'Closing' });
  const make = () =>
    backend('POST', `/v1/tenants/${tenant.id}/connections`, {
      accountId: customerAccount,
      permissionSetId: 'inventory-read',
    });
  await make();
  const answers = await Promise.all([
    make(),
    operator('DELETE', `/v1/tenants/${tenant.id}`, { reason: 'Left us' }),
    make(),
    make(),
  ]);
  t.equal(answers[1].status, 200);
  const { items } = await backend('GET', `/v1/tenants/${tenant.id}/connections`);
  t.ok(items.length >= 1);
  for (const each of items) t.equal(each.state, 'revoked');
  t.match(await make(), { status: 409, code: 'tenant_closed' });
});

async function checked(world: World, call: ReturnType<typeof api>, here: string): Promise<Json> {
  const begun = await call('POST', `${here}/checks`, {});
  await world.ports.background.idle();
  return call('GET', `${here}/checks/${begun.id}?waitSeconds=20`);
}

function identityOf(world: World, issued: Json) {
  const { accessKeyId, secretAccessKey, sessionToken } = issued.credentials ?? issued;
  const client = new STSClient({
    region: 'us-east-1',
    endpoint: world.aws.url,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
  });
  return client.send(new GetCallerIdentityCommand({}));
}

t.test("issued credentials hold the permission set's rights and no more", async t => {
  const world = await newWorld(t);
  const backend = api(world, world.keys.backend);
  const tenant = await backend('POST', '/v1/tenants', { name: 'Rights' });
  const connection = await backend('POST', `/v1/tenants/${tenant.id}/connections`, {
    accountId: customerAccount,
    permissionSetId: 'cost-read',
  });
  const here = `/v1/tenants/${tenant.id}/connections/${connection.id}`;
  const delivery = await backend('GET', `${here}/delivery`);
  await world.aws.createStack(customerAccount, {
    stackName: delivery.stackName,
    templateURL: delivery.templateUrl,
    capabilities: ['CAPABILITY_NAMED_IAM'],
  });
  await checked(world, backend, here);
  const issued = await backend('POST', `${here}/sessions`, {});
  const { accessKeyId, secretAccessKey, sessionToken } = issued.credentials ?? issued;
  const client = new STSClient({
    region: 'us-east-1',
    endpoint: world.aws.url,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
  });
  const chained = new AssumeRoleCommand({
    RoleArn: `arn:aws:iam::${customerAccount}:role/admin`,
    RoleSessionName: 'chain',
  });
  await t.rejects(client.send(chained), { name: 'AccessDenied' });
});

t.test(
  'the journey with SDK and AWS client: refused before the proof, works after it, refused after the revoke',
  async t => {
    const world = await newWorld(t);
    await world.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = world.app.server.address() as AddressInfo;
    const client = drawbridge({ baseUrl: `http://127.0.0.1:${port}`, key: world.keys.backend, retries: 0 });

    const tenant = await client.tenants.create({ name: 'Green Field' });
    const wanted = { accountId: customerAccount, permissionSetId: 'inventory-read' };
    const connection = await client.connections.create(tenant.id, wanted);
    const where = { tenantId: tenant.id, connectionId: connection.id };
    const credentials = client.credentials(where);
    await t.rejects(credentials(), { code: 'not_issuing' });

    const { stackName, templateUrl: templateURL } = await client.delivery.get(where);
    await world.aws.createStack(customerAccount, { stackName, templateURL, capabilities: ['CAPABILITY_NAMED_IAM'] });
    const check = await client.checks.run(where);
    t.match(check.result, { conclusive: true });
    t.match(await client.connections.get(where), { state: 'verified', health: 'healthy' });

    const sts = new STSClient({ region: 'us-east-1', endpoint: world.aws.url, credentials });
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    t.match(identity.Arn, new RegExp(`:assumed-role/${connection.roleName}/drawbridge-`));

    await client.connections.revoke(where, { reason: 'Over' });
    credentials.drop();
    await t.rejects(sts.send(new GetCallerIdentityCommand({})), { code: 'not_issuing' });
  },
);
