// Published permission sets never change: the record of every version that the service ever started with.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { compose } from '../../api/compose.js';
import { loadConfig } from '../../api/config/load-config.js';
import type { Caller } from '../../api/core/access/caller.js';
import { firstPreviousHash } from '../../api/core/audit/history.js';
import type { PermissionSet } from '../../api/core/permission-set/permission-set.js';
import { digest } from '../../api/core/values/canonical.js';
import { verifyHistory } from '../../api/operations/audit/verify-history.js';
import { publishPermissionSets } from '../../api/operations/permission-set/publish-permission-sets.js';
import { type PermissionSetsError, readPermissionSets } from '../../api/stores/permission-sets.js';
import { vendorVariables } from '../../deploy/local/vendor-account.js';
import { shippedPermissionSets } from '../../templates/render.js';
import { testClock } from '../helpers/clock.js';
import { checked, connectionOf, launch, newConnection, newTenant } from '../helpers/customer.js';
import { startDirectDynamoDB } from '../helpers/direct-calls.js';
import { newWorld } from '../helpers/world.js';

const shipped = JSON.parse(readFileSync(join(shippedPermissionSets, 'cost-read.json'), 'utf8')) as PermissionSet;
const auditor: Caller = { kind: 'auditor', id: 'key_auditor', tenants: 'all' };

async function stage(t: Test) {
  const dynamodb = await startDirectDynamoDB();
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-sets-'));
  t.teardown(async () => {
    rmSync(folder, { recursive: true });
    await dynamodb.close();
  });
  const clock = testClock();
  const config = loadConfig({
    ...vendorVariables({
      aws: 'http://127.0.0.1:9',
      dynamodb: dynamodb.endpoint,
      key: { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local' },
    }),
    DRAWBRIDGE_PUBLIC_URL: 'http://127.0.0.1:4700',
    DRAWBRIDGE_SIGNING_KEY: 'k'.repeat(43),
    DRAWBRIDGE_PERMISSION_SETS: folder,
  });
  const warnings: unknown[] = [];
  // Only warnings about permission sets: they name one.
  const warn = (facts: object) => void ('permissionSet' in facts && warnings.push(facts));
  const log = { info() {}, warn, error() {} };
  const write = (set: PermissionSet) => writeFileSync(join(folder, 'our-read.json'), JSON.stringify(set));
  /** What an instance of the service does at its start, with the current files. */
  const start = async () => {
    const kit = compose(config, log, { clock });
    t.teardown(() => kit.close());
    await kit.store.createTable();
    return kit;
  };
  return { write, start, folder, warnings };
}

const ours: PermissionSet = { ...shipped, id: 'our-read', version: '1.0.0' };

t.test('a version is recorded once, at its first start, and is in the verified history', async t => {
  const { write, start } = await stage(t);
  write(ours);
  const kit = await start();
  await kit.prepare();
  const kept = await kit.ports.publishedSets.get('our-read@1.0.0');
  t.match(kept, {
    revision: 1,
    value: { permissionSetId: 'our-read', version: '1.0.0', digest: /^[0-9a-f]{64}$/ },
    last: { action: 'permission-set.published', who: { kind: 'system' }, previousHash: firstPreviousHash },
  });
  await kit.prepare();
  const again = await start();
  await again.prepare();
  t.strictSame(await again.ports.publishedSets.get('our-read@1.0.0'), kept, 'nothing new at the next start');
  const count = kit.ports.permissionSets.list().length;
  const ledger = { rows: 0, unsealed: 0, seals: 0, orphaned: 0 };
  const verified = { subjects: count, rows: count, ledger, faults: [], more: false };
  t.strictSame(await verifyHistory(kit.ports, auditor, {}), verified);

  write({ ...ours, version: '1.1.0', title: { en: 'Other', ja: 'ほか' } });
  const next = await start();
  await next.prepare();
  t.match(await next.ports.publishedSets.get('our-read@1.1.0'), { revision: 1 });
  t.strictSame(await next.ports.publishedSets.get('our-read@1.0.0'), kept, 'even if its file is gone');
});

t.test('changed content under a published version stops the start, which names the file', async t => {
  const { write, start, folder } = await stage(t);
  write(ours);
  await (await start()).prepare();
  write({ ...ours, statements: ours.statements.slice(1) });
  const changed = await start();
  const file = join(folder, 'our-read.json');
  await t.rejects(changed.prepare(), { name: 'Error', issues: [{ file, path: '/version' }] });
  const error: Error = await changed.prepare().then(
    () => new Error('it started'),
    error => error,
  );
  t.match(error.message, file);
  t.match(
    error.message,
    /our-read 1\.0\.0 was published at 20.*Z with different content.*give the changed set a new version/,
  );
  write(ours);
  await (await start()).prepare();
});

t.test('of instances that start at once with two contents, only one is published', async t => {
  const { write, start } = await stage(t);
  write(ours);
  const one = await start();
  write({ ...ours, statements: ours.statements.slice(1) });
  const two = await start();
  const warnings = (await Promise.all([one, two].map(kit => publishPermissionSets(kit.ports)))).map(
    each => each.length,
  );
  t.strictSame(warnings.sort(), [0, 1]);
  t.match(await one.ports.publishedSets.get('our-read@1.0.0'), { revision: 1 });
});

const systemWho = { kind: 'system', id: 'system' } as const;

/** The record of a kit with another catalogue of actions, which accepted the set. */
async function publishedBefore(
  kit: Awaited<ReturnType<Awaited<ReturnType<typeof stage>>['start']>>,
  set: PermissionSet,
) {
  const at = '2026-11-01T00:00:00.000Z';
  const { id, version } = set;
  await kit.ports.publishedSets.create(
    { schema: 1, id: `${id}@${version}`, permissionSetId: id, version, digest: digest(set), publishedAt: at },
    { at, who: systemWho, action: 'permission-set.published' },
  );
}

const refusalOf = (start: Promise<unknown>): Promise<PermissionSetsError | undefined> =>
  start.then(
    () => undefined,
    error => error,
  );

const withAction = (action: string, access: PermissionSet['access'], version = '1.0.0'): PermissionSet => ({
  ...ours,
  version,
  access,
  statements: [{ ...ours.statements[0]!, actions: [action] }],
});

const catalogueOnly: [string, PermissionSet, RegExp][] = [
  ['dropped an action', withAction('s3:GetBucketBygone', 'metadata'), /not a known action/],
  [
    'dropped a denied action',
    {
      ...ours,
      statements: [
        ...ours.statements,
        { ...ours.statements[0]!, sid: 'Closed', effect: 'Deny', actions: ['s3:ReadBygone'] },
      ],
    },
    /not a known action/,
  ],
  ['now classifies reading as writing', withAction('backup-storage:GetChunk', 'read'), /classifies as "Write"/],
  [
    'now classifies writing as managing permissions',
    withAction('logs:PutResourcePolicy', 'write'),
    /can lead to more permissions/,
  ],
];

t.test('a published version stays valid if only the catalogue has changed, and operators get a warning', async t => {
  for (const [title, set, reason] of catalogueOnly) {
    const { write, start, folder, warnings } = await stage(t);
    const file = join(folder, 'our-read.json');
    write(set);
    const fresh = await start();
    const refused = await refusalOf(fresh.prepare());
    t.match(refused?.issues, [{ file, path: /actions/, message: reason }], `${title}: not as a new version`);
    t.notOk(await fresh.ports.publishedSets.get('our-read@1.0.0'), 'and nothing is recorded');
    t.notOk(await fresh.ports.publishedSets.get('cost-read@1.0.0'), 'not even the others');
    t.strictSame(warnings, []);

    await publishedBefore(fresh, set);
    const later = await start();
    await later.prepare();
    t.match(warnings, [{ permissionSet: 'our-read', version: '1.0.0', path: /actions/, issue: reason }], title);
    t.ok(later.ports.permissionSets.get('our-read', '1.0.0'), 'connections keep it');
    t.ok(await later.ports.publishedSets.get('cost-read@1.0.0'));

    write({ ...set, version: '1.0.1' });
    const next = await refusalOf((await start()).prepare());
    t.match(next?.issues, [{ file, message: reason }], `${title}: its next version`);
    write({ ...set, title: { en: 'Other', ja: 'ほか' } });
    const changed = await refusalOf((await start()).prepare());
    t.match(
      changed?.issues,
      [{ path: '/version', message: /different content/ }, { message: reason }],
      'nor another content',
    );
  }
});

t.test('publication excuses nothing that the kit itself refuses', async t => {
  const { write, start } = await stage(t);
  write(ours);
  const kit = await start();
  for (const set of [
    withAction('iam:PassRole', 'write', '1.0.1'),
    withAction('s3:GetObject', 'metadata', '1.0.2'),
    withAction('ce:*etTags', 'read', '1.0.3'),
  ]) {
    await publishedBefore(kit, set);
    t.match(await kit.ports.publishedSets.get(`our-read@${set.version}`), { value: { digest: digest(set) } });
    write(set);
    const refused = await refusalOf(start());
    t.match(refused?.issues, [{ path: '/statements/0/actions/0' }], set.statements[0]!.actions[0]!);
  }
});

/** Every shipped version, by id and version. Each release adds a row, and none ever changes. */
const everShipped: Record<string, string> = {
  'cost-read 1.0.0': '299cc4f55d72ea906bfa9c8a3664e8b3681b7acd1e67607cf5270dac3e918d6d',
  'data-bucket-read 1.0.0': 'b1626668032fee92350c4a3be69609e69747a3971e59c343ec2333d7d5f7539d',
  'cost-export-read 1.0.0': '9860906af932351c4545e0241a81e734f4e620e9d4abc8da684a4c683385f2e6',
  'storage-metrics-read 1.0.0': 'c2be2103b46ca52fe5e002d59d035316ee16e0147fb33e3f44ff55325e8ecb2b',
  'inventory-read 1.0.0': 'e7691fda60ba70a7f43fff68c7743a213e6eff2fc2c39f695423333dfb008ec6',
  'inventory-read 1.1.0': '53957e0ade77981ac749b82b9bec55b42080476db755d8167b5f2a039ce4c28f',
  'security-audit 1.0.0': 'b68501829dae2830594b70882f8a314e14e567f8345b99e160a698578b740a61',
};

t.test('every version that was ever shipped still exists unchanged', async t => {
  const sets = readPermissionSets([shippedPermissionSets]).list();
  t.strictSame(Object.fromEntries(sets.map(set => [`${set.id} ${set.version}`, digest(set)])), everShipped);
});

t.test('a connection of an older kit keeps its version, is launched from it, and is offered the newer one', async t => {
  const world = await newWorld(t);
  const { permissionSets } = world.ports;
  const older = permissionSets.get('inventory-read', '1.0.0')!;
  const olderKit = { ...world, ports: { ...world.ports, permissionSets: { ...permissionSets, get: () => older } } };
  const where = await newConnection(olderKit, await newTenant(world), { permissionSetId: 'inventory-read' });
  const arn = await launch(world, where);
  t.notMatch(JSON.stringify(world.aws.role(arn)?.policies), '"Deny"');
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, {
    state: 'verified',
    health: 'healthy',
    permissionSet: { version: '1.0.0' },
    findings: [{ code: 'outdated', facts: { from: '1.0.0', to: permissionSets.get('inventory-read')!.version } }],
  });
});
