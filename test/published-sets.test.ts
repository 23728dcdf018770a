// What is published stays: the record of every version of a permission set that the service ever started with.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { compose } from '../api/compose.js';
import { loadConfig } from '../api/config.js';
import type { Caller } from '../api/core/caller.js';
import { firstPreviousHash } from '../api/core/history.js';
import type { PermissionSet } from '../api/core/permission-set.js';
import { publishPermissionSets } from '../api/operations/publish-permission-sets.js';
import { verifyHistory } from '../api/operations/read-audit.js';
import { startDynamoDB } from '../deploy/local/dynamodb.js';
import { vendorVariables } from '../deploy/local/vendor-account.js';
import { shippedPermissionSets } from '../templates/render.js';
import { testClock } from './helpers/clock.js';

const shipped = JSON.parse(readFileSync(join(shippedPermissionSets, 'cost-read.json'), 'utf8')) as PermissionSet;
const auditor: Caller = { kind: 'auditor', id: 'key_auditor', tenants: 'all' };
const log = { info() {}, warn() {}, error() {} };

async function stage(t: Test) {
  const dynamodb = await startDynamoDB();
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
  const write = (set: PermissionSet) => writeFileSync(join(folder, 'our-read.json'), JSON.stringify(set));
  /** What an instance of the service does at its start, with the files as they are then. */
  const start = async () => {
    const kit = compose(config, log, { clock });
    t.teardown(() => kit.close());
    await kit.store.createTable();
    return kit;
  };
  return { write, start, folder };
}

const ours: PermissionSet = { ...shipped, id: 'our-read', version: '1.0.0' };

t.test('a version is recorded at the first start with it, once, and stands in the verified history', async t => {
  const { write, start } = await stage(t);
  write(ours);
  const kit = await start();
  await kit.prepare();
  const kept = await kit.deps.publishedSets.get('our-read@1.0.0');
  t.match(kept, {
    revision: 1,
    value: { permissionSetId: 'our-read', version: '1.0.0', digest: /^[0-9a-f]{64}$/ },
    last: { action: 'permission-set.published', who: { kind: 'system' }, previousHash: firstPreviousHash },
  });
  await kit.prepare();
  const again = await start();
  await again.prepare();
  t.strictSame(await again.deps.publishedSets.get('our-read@1.0.0'), kept, 'nothing new at the next start');
  const count = kit.deps.permissionSets.list().length;
  t.strictSame(await verifyHistory(kit.deps, auditor, {}), { subjects: count, rows: count, faults: [], more: false });

  write({ ...ours, version: '1.1.0', title: { en: 'Other', ja: 'ほか' } });
  const next = await start();
  await next.prepare();
  t.match(await next.deps.publishedSets.get('our-read@1.1.0'), { revision: 1 });
  t.strictSame(await next.deps.publishedSets.get('our-read@1.0.0'), kept, 'also when its file is gone');
});

t.test('a changed content under a version that was published stops the start, which names the file', async t => {
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
    /our-read 1\.0\.0 was published at 20.*Z with another content.*give the changed set a new version/,
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
  const told = (await Promise.all([one, two].map(kit => publishPermissionSets(kit.deps)))).map(each => each.length);
  t.strictSame(told.sort(), [0, 1]);
  t.match(await one.deps.publishedSets.get('our-read@1.0.0'), { revision: 1 });
});
