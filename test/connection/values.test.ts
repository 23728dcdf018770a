// A connection whose permission set has parameters, the whole way: nothing can be launched without its values, the
// customer states them once, the role and its sessions reach exactly what they name, and an update changes them.
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import t, { type Test } from 'tap';
import { advance } from '../../api/core/connection/machine/machine.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { startUpgrade } from '../../api/operations/delivery/upgrade.js';
import { readPermissionSets } from '../../api/stores/permission-sets.js';
import { shippedPermissionSets } from '../../templates/render.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  launch,
  newConnection,
  newTenant,
  provenConnection,
  requestNewSession,
  updateStack,
  type Where,
} from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { sampleConnection } from '../helpers/samples.js';
import { customerAccount, newWorld, otherCustomerAccount, type World } from '../helpers/world.js';

const permissionSetId = 'data-bucket-read';
const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const stated = { 'value-Bucket': 'example-data', 'value-Prefix': 'reports/', 'value-Key': '' };

async function handOffPage(world: World, where: Where) {
  const { link, url } = await makeLink(world.ports, support, where, { kind: 'hand-off' });
  const opened = await world.app.inject(new URL(url).pathname);
  const cookie = opened.cookies.map(each => `${each.name}=${each.value}`).join('; ');
  const path = String(opened.headers.location);
  const read = async (language = 'en', below = '') =>
    (await world.app.inject({ url: path + below, headers: { cookie, 'accept-language': language } })).body;
  const [, form = ''] = /name="form" value="([\w-]+)"/.exec(await read()) ?? [];
  const send = (fields: Record<string, string>, language = 'en') =>
    world.app.inject({
      method: 'POST',
      url: `${path}/values`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'accept-language': language },
      payload: new URLSearchParams({ form, ...fields }).toString(),
    });
  return { link, read, send };
}

/** Buckets with one object in each of two places, by name. */
function s3World(t: Test, world: World) {
  const s3Of = (keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) => {
    const { accessKeyId, secretAccessKey, sessionToken } = keys;
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    const s3 = new S3Client({ region: 'us-east-1', endpoint: world.aws.url, forcePathStyle: true, credentials });
    t.teardown(() => s3.destroy());
    return s3;
  };
  const fill = async (Bucket: string, account = customerAccount) => {
    world.aws.addBucket(account, Bucket);
    const owner = s3Of(world.aws.addUser(account, `owner-of-${Bucket}`, { all }));
    for (const Key of ['reports/a.csv', 'payroll/a.csv'])
      await owner.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  };
  /** What a new session may do: read and list below each place of a bucket. */
  const reach = async (where: Where, Bucket: string) => {
    const s3 = s3Of(await requestNewSession(world, where));
    const tried = async (send: Promise<unknown>) =>
      send.then(
        () => 'yes',
        error => String(error.name),
      );
    return [
      await tried(s3.send(new GetObjectCommand({ Bucket, Key: 'reports/a.csv' }))),
      await tried(s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'reports/' }))),
      await tried(s3.send(new GetObjectCommand({ Bucket, Key: 'payroll/a.csv' }))),
      await tried(s3.send(new ListObjectsV2Command({ Bucket }))),
    ];
  };
  return { fill, reach };
}

const belowPrefix = ['yes', 'yes', 'AccessDenied', 'AccessDenied'];
const nothing = Array(4).fill('AccessDenied');

t.test(
  'nothing can be launched until the customer states the values once, and sessions reach only what they name',
  async t => {
    const world = await newWorld(t, { receivesEvents: true });
    const { fill, reach } = s3World(t, world);
    await fill('example-data');
    await fill('other-data');
    const where = await newConnection(world, await newTenant(world), { permissionSetId });
    const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
    const api = async (below = '') => {
      const answer = await world.app.inject({
        url: url + below,
        headers: { authorization: `Bearer ${world.keys.support}` },
      });
      return answer.json();
    };
    t.match(await api('/delivery'), { status: 409, code: 'values_missing', detail: /Missing: Bucket, Prefix\./ });
    t.match(await api(), { awaitsValues: ['Bucket', 'Prefix'], values: [] });
    const open = (await connectionOf(world, where)).value.roleSpec;
    t.strictSame(
      open.inlinePolicies.map(each => each.name),
      ['DrawbridgeSelfRead'],
      'nothing is granted yet',
    );

    const [one, other] = [await handOffPage(world, where), await handOffPage(world, where)];
    for (const [language, words] of [
      ['en', 'What the permissions apply to'],
      ['ja', '許可の対象'],
    ] as const) {
      const html = await one.read(language);
      t.match(html, words);
      for (const each of ['value-Bucket', 'value-Prefix', 'value-Key']) t.match(html, `name="${each}"`);
      t.notMatch(html, 'id="launch"');
      t.notMatch(html, /drawbridge-[a-z0-9]{12}-1|[0-9a-f]{8}-[0-9a-f]{4}-4/, 'neither the role nor the external ID');
    }
    const before = (await connectionOf(world, where)).revision;
    for (const [field, bad, words] of [
      ['Bucket', 'example-*', 'Wildcards, quotes'],
      ['Bucket', 'exam"ple', 'Wildcards, quotes'],
      ['Prefix', 'reports/\nx/', 'Wildcards, quotes'],
      ['Prefix', 'reports', 'must end with a slash'],
      ['Bucket', '', 'A value is required'],
      ['Key', `arn:aws:kms:us-east-1:${otherCustomerAccount}:key/0a1b2c3d-0000-4000-8000-123456789abc`, 'another AWS'],
      ['Other', 'x', 'Nothing was saved'],
    ] as const) {
      // Each link may try five times in ten minutes.
      world.clock.advance(10 * 60_000);
      const answer = await one.send({ ...stated, [`value-${field}`]: bad });
      t.equal(answer.statusCode, 400, `${field} ${bad}`);
      t.match(answer.body, words);
      if (field !== 'Bucket') t.match(answer.body, 'value="example-data"', 'what was typed is kept');
    }
    t.equal((await connectionOf(world, where)).revision, before, 'nothing is written');

    const answers = await Promise.all([one, other].map(each => each.send(stated)));
    t.strictSame(answers.map(each => each.statusCode).sort(), [303, 409], 'of two people, one is told');
    const [first, second] = answers[0]!.statusCode === 303 ? [one, other] : [other, one];
    const again = await first.send({ ...stated, 'value-Bucket': 'other-data' });
    t.equal(again.statusCode, 409);
    t.match(again.body, 'were already stated');
    const html = await second.read('en');
    for (const each of [
      'id="launch"',
      'arn:aws:s3:::example-data/reports/*',
      `through the link ${first.link.id} at 20`,
    ])
      t.match(html, each);
    t.notMatch(html, 'DecryptThroughS3', 'its parameter has no value');
    t.match(await api(), {
      awaitsValues: undefined,
      values: [
        { name: 'Bucket', value: 'example-data', by: 'customer', byId: first.link.id },
        { name: 'Prefix', value: 'reports/', by: 'customer' },
      ],
    });
    const history = await api('/history');
    const row = history.items.find((each: { action: string }) => each.action === 'connection.values-stated');
    t.match(row, { who: { kind: 'hand-off', id: first.link.id }, summary: /stated the values .*: Bucket, Prefix\./ });

    const { template, policies } = await readDelivery(world.ports, backend, where);
    t.match(template, '"aws:ResourceAccount": "210987654321"');
    t.notMatch(policies.permissions[0]!.document, '${');
    t.match(await first.read('en', '/guide.md'), 'S3 bucket: `example-data`');

    const roleArn = await launch(world, where);
    await checked(world, where);
    t.match((await connectionOf(world, where)).value, { state: 'verified', health: 'healthy', findings: [] });
    t.strictSame(await reach(where, 'example-data'), belowPrefix);
    t.strictSame(await reach(where, 'other-data'), nothing);

    t.comment('an update to another bucket');
    await t.rejects(startUpgrade(world.ports, backend, where, { reason: 'x', values: { Bucket: 'A*' } }), {
      code: 'values_not_valid',
      options: { errors: [{ path: '/values/Bucket' }] },
    });
    await t.rejects(startUpgrade(world.ports, backend, where, { reason: 'x', values: { Bucket: 'example-data' } }), {
      code: 'upgrade_not_offered',
    });
    await startUpgrade(world.ports, backend, where, { reason: 'Moved', values: { Bucket: 'other-data' } });
    t.match(await api('/upgrade'), {
      from: '1.0.0',
      to: '1.0.0',
      undecided: false,
      values: [{ name: 'Bucket', from: 'example-data', to: 'other-data' }],
      more: { actions: 3 },
      less: { actions: 3 },
    });
    const { read } = await managePage(world, where);
    t.match(await read('en'), 'Bucket: after the update other-data, today example-data.');
    t.match(await read('ja'), '更新後は other-data（現在は example-data）');
    await checked(world, where);
    t.equal((await connectionOf(world, where)).value.roleSpec.values?.Bucket?.value, 'example-data', 'not yet');
    await updateStack(world, where);
    await checked(world, where);
    const { value } = await connectionOf(world, where);
    t.match(value, { health: 'healthy', findings: [], roleSpec: { values: { Bucket: { value: 'other-data' } } } });
    t.notOk(value.upgrade);
    t.strictSame(await reach(where, 'other-data'), belowPrefix);
    t.strictSame(await reach(where, 'example-data'), nothing);
    t.match(await read('en'), 'requested a role update to other values (Bucket)');

    t.comment('a role that also reads a bucket of that name in another account is drift');
    const [permissions] = value.roleSpec.inlinePolicies;
    const Statement = permissions!.document.Statement.map(({ Condition, ...statement }) => {
      const { StringEquals: _, ...others } = Condition ?? {};
      return { ...statement, ...(Object.keys(others).length > 0 && { Condition: others }) };
    });
    world.aws.putRolePolicy(roleArn, permissions!.name, { ...permissions!.document, Statement });
    await checked(world, where);
    t.match((await connectionOf(world, where)).value, {
      health: 'drifted',
      findings: [{ code: 'permissions_widened' }],
    });
  },
);

t.test(
  'values that the vendor states are in the role at once, also of another account, and what is missing is asked for',
  async t => {
    const world = await newWorld(t);
    const { fill, reach } = s3World(t, world);
    await fill('foreign-data', otherCustomerAccount);
    const tenantId = await newTenant(world);
    const create = async (body: object) => {
      const answer = await world.app.inject({
        method: 'POST',
        url: `/v1/tenants/${tenantId}/connections`,
        headers: { authorization: `Bearer ${world.keys.backend}` },
        payload: { accountId: customerAccount, permissionSetId, ...body },
      });
      return answer.json();
    };
    const paths = async (body: object) => {
      const { code, errors = [] } = await create(body);
      return [code, ...errors.map((each: { path: string }) => each.path)];
    };
    const values = { Bucket: 'example-data', Prefix: 'reports/' };
    t.strictSame(await paths({ values: { ...values, Bucket: 'a*b', 'No/such': 'x' } }), [
      'values_not_valid',
      '/values/No~1such',
      '/values/Bucket',
    ]);
    t.strictSame(await paths({ values, valueOwners: { Prefix: otherCustomerAccount } }), [
      'values_not_valid',
      '/valueOwners/Prefix',
    ]);
    t.strictSame(await paths({ values, valueOwners: { Bucket: '12' } }), ['values_not_valid', '/valueOwners/Bucket']);
    t.strictSame(await paths({ permissionSetId: 'cost-read', values }), [
      'values_not_valid',
      '/values/Bucket',
      '/values/Prefix',
    ]);
    t.strictSame((await world.ports.connections.listOf(tenantId, { limit: 10 })).items, [], 'nothing is written');

    const partly = await create({ values: { Bucket: 'foreign-data' }, valueOwners: { Bucket: otherCustomerAccount } });
    t.match(partly, { awaitsValues: ['Prefix'], values: [{ name: 'Bucket', ownerAccountId: otherCustomerAccount }] });
    const where = { tenantId, connectionId: partly.id };
    const page = await handOffPage(world, where);
    t.match(await page.read(), `It belongs to the AWS account ${otherCustomerAccount}`);
    t.notMatch(await page.read(), 'name="value-Bucket"');
    t.equal((await page.send({ 'value-Prefix': 'reports/', 'value-Bucket': 'mine' })).statusCode, 400);
    t.equal((await page.send({ 'value-Prefix': 'reports/' })).statusCode, 303);
    await launch(world, where);
    await checked(world, where);
    t.match((await connectionOf(world, where)).value, { health: 'healthy' });
    t.match(
      (await readDelivery(world.ports, backend, where)).template,
      `"aws:ResourceAccount": "${otherCustomerAccount}"`,
    );
    t.strictSame(await reach(where, 'foreign-data'), nothing, 'its owner has not given access');

    t.comment('a bucket that someone else takes over is not read');
    const whole = await create({ values: { Bucket: 'taken-over', Prefix: 'reports/' } });
    t.notOk(whole.awaitsValues);
    const { inlinePolicies } = (await connectionOf(world, { tenantId, connectionId: whole.id })).value.roleSpec;
    t.ok(
      inlinePolicies[0]!.document.Statement.every(
        each => each.Condition?.StringEquals?.['aws:ResourceAccount'] === customerAccount,
      ),
    );
  },
);

t.test(
  'a version that needs another value cannot be prepared without it, and keeps the values that it still has',
  async t => {
    const shipped = readPermissionSets([shippedPermissionSets]).get(permissionSetId)!;
    const [bucket, prefix] = shipped.parameters!;
    const [list, read, region] = shipped.statements;
    const first = { ...shipped, id: 'our-read', parameters: [bucket!], statements: [region!] };
    const later = { ...first, version: '1.1.0', parameters: [bucket!, prefix!], statements: [list!, read!, region!] };
    const folder = t.testdir({ 'a.json': JSON.stringify(first), 'b.json': JSON.stringify(later) });
    const world = await newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: folder } });
    const where = await provenConnection(world, {
      permissionSetId: 'our-read',
      permissionSetVersion: '1.0.0',
      values: { Bucket: 'example-data' },
    });
    const { read: page } = await managePage(world, where);
    const html = await page('en');
    t.match(html, 'Only Example Vendor can prepare this update: it needs values for Prefix.');
    t.notMatch(html, '/upgrade/start');
    await t.rejects(startUpgrade(world.ports, backend, where, { reason: 'x' }), {
      code: 'values_not_valid',
      options: { errors: [{ path: '/values/Prefix', message: 'A value is required.' }] },
    });
    t.notOk((await connectionOf(world, where)).value.upgrade);
    await startUpgrade(world.ports, backend, where, { reason: 'x', version: '1.1.0', values: { Prefix: 'reports/' } });
    await updateStack(world, where);
    await checked(world, where);
    t.match((await connectionOf(world, where)).value, {
      health: 'healthy',
      permissionSet: { version: '1.1.0' },
      roleSpec: { values: { Bucket: { value: 'example-data' }, Prefix: { value: 'reports/' } } },
    });
  },
);

t.test('a role that was built before someone else changed its values or options is not written', t => {
  const awaiting = { ...sampleConnection, awaitsValues: true } as const;
  const values = { Bucket: { value: 'data', by: 'customer', id: 'lnk_1', at: sampleConnection.createdAt } } as const;
  const { options, roleSpec } = sampleConnection;
  const now = new Date(sampleConnection.createdAt);
  const stating = { type: 'values-stated', options, roleSpec: { ...roleSpec, values } } as const;
  const changing = { type: 'options-changed', options, maxSessionSeconds: 900, roleSpec, limits: {} } as const;
  const stated = advance(awaiting, stating, now);
  if ('refused' in stated) throw new Error(stated.refused);
  t.notOk(stated.connection.awaitsValues);
  t.strictSame(advance(stated.connection, changing, now), { refused: 'conflict' }, 'it would remove the values');
  t.strictSame(advance(stated.connection, stating, now), { refused: 'values_already_stated' });
  const otherOptions = { ...options, namePrefix: 'acme-' };
  t.strictSame(advance({ ...awaiting, options: otherOptions }, stating, now), { refused: 'conflict' });
  const verdict = { outcome: 'admitted', launch: 1, roleUniqueId: 'AROA', findings: [] } as const;
  const found = advance(awaiting, { type: 'check-finished', verdict: { ...verdict, findings: [] } }, now);
  t.match(found, { connection: { state: 'pending', health: 'healthy' } }, 'and no check verifies it before');
  t.end();
});
