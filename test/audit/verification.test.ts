// Verification of the whole store: edits beside the chains that would hide a subject from its indexes. For faults
// within a chain see history.test.ts.
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import t, { type Test } from 'tap';
import type { Caller } from '../../api/core/access/caller.js';
import { verifyHistory } from '../../api/operations/audit/verify-history.js';
import { changeConnection } from '../../api/operations/connection/change-connection.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { publishPermissionSets } from '../../api/operations/permission-set/publish-permission-sets.js';
import { keys } from '../../api/stores/table/table.js';
import { backend } from '../helpers/callers.js';
import { connectionOf, newConnection, newTenant } from '../helpers/customer.js';
import { newWorld } from '../helpers/world.js';
import { documentsOf } from '../helpers/world-table.js';

async function stage(t: Test) {
  const world = await newWorld(t, { isTamperedWith: true });
  const documents = documentsOf(t, world);
  const tenantId = await newTenant(world);
  const where = await newConnection(world, tenantId);
  for (const maxSessionSeconds of [1800, 900])
    await changeConnection(world.ports, backend, where, { maxSessionSeconds });
  const verify = (scope: { tenantId?: string } = {}, tenants: Caller['tenants'] = 'all') =>
    verifyHistory(world.ports, { kind: 'auditor', id: 'key_auditor', tenants }, scope);
  const at = { TableName: world.config.table, Key: keys.subject('connection', where.connectionId) };
  return { world, documents, where, verify, at };
}

t.test('of a connection whose item was removed names it, after reading the whole store', async t => {
  const { world, documents, where, verify, at } = await stage(t);
  const before = await verify();
  t.strictSame(before.faults, []);
  await documents.send(new DeleteCommand(at));
  const after = await verify();
  const subject = { kind: 'connection', id: where.connectionId };
  t.strictSame(after.faults, [
    { kind: 'subject_missing', subject, revision: 1 },
    { kind: 'row_missing', subject, revision: 3 },
  ]);
  t.equal(after.subjects, before.subjects);
  t.equal(after.rows, before.rows - 1);
  const answer = await world.app.inject({
    method: 'GET',
    url: '/v1/history/verification',
    headers: { authorization: `Bearer ${world.keys.auditor}` },
  });
  t.strictSame(answer.json(), after, 'the API reports the same');
  t.strictSame((await verify({ tenantId: where.tenantId })).faults, [], 'a tenant is read by index, as before');
});

t.test('of a connection that was removed from every index still reads it', async t => {
  const { world, documents, verify, where, at } = await stage(t);
  const before = await verify();
  const { value } = await connectionOf(world, where);
  await documents.send(
    new UpdateCommand({
      ...at,
      UpdateExpression: 'SET #value = :planted REMOVE #list, fleet, account, listKey',
      ExpressionAttributeNames: { '#value': 'value', '#list': 'list' },
      ExpressionAttributeValues: { ':planted': JSON.stringify({ ...value, maxSessionSeconds: 43_200 }) },
    }),
  );
  const after = await verify();
  const subject = { kind: 'connection', id: where.connectionId };
  t.strictSame(after.faults, [
    { kind: 'state_edited', subject, revision: 3 },
    { kind: 'index_altered', subject, revision: 3 },
  ]);
  t.match(after, { subjects: before.subjects, rows: before.rows });
});

t.test('counts every subject once, and for a bound key only its own', async t => {
  const { world, where, verify } = await stage(t);
  await makeLink(world.ports, backend, where, { kind: 'hand-off' });
  const other = await newConnection(world, await newTenant(world, 'Another Tenant'));
  await publishPermissionSets(world.ports);
  // Tenants 2, connections 2, link 1, keys 5, permission sets 7; the first connection has three rows.
  t.match(await verify(), { subjects: 17, rows: 19, faults: [], more: false });
  t.match(await verify({}, [other.tenantId]), { subjects: 2, rows: 2, faults: [] });
});

t.test('limits the list of faults and states that there are more', async t => {
  const { world, verify } = await stage(t);
  const subject = { kind: 'link', id: 'lnk_1' } as const;
  world.ports.everySubject.walk = async function* () {
    for (let n = 0; n < 700; n += 1) yield { ...subject, isItemMissing: true };
  };
  world.ports.links.verify = async () => ({ rows: 1, faults: [{ kind: 'row_missing', subject, revision: 2 }] });
  const { faults, more, subjects } = await verify();
  t.strictSame([faults.length, more, subjects], [1000, true, 700]);
});
