// Tenants are corrected: name and reference, by whom, and what shows the new name.
import t from 'tap';
import { describeChange } from '../../templates/text/describe-change.js';
import { newConnection, newTenant } from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';

function patch(world: World, tenantId: string, payload: object, key = world.keys.backend) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return world.app.inject({ method: 'PATCH', url: `/v1/tenants/${tenantId}`, headers, payload });
}

t.test('a tenant gets another name and reference, which pages show at once and its history records', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world, 'Blue Habror');
  const where = await newConnection(world, tenantId);
  const page = await managePage(world, where);
  const corrected = await patch(world, tenantId, { name: 'Blue Harbor', reference: 'crm-17' });
  t.equal(corrected.statusCode, 200);
  t.match(corrected.json(), { id: tenantId, name: 'Blue Harbor', reference: 'crm-17', state: 'open' });
  t.match(await page.read(), 'Blue Harbor');
  t.notMatch(await page.read(), 'Habror');
  const removed = await patch(world, tenantId, { reference: null });
  t.equal(removed.json().reference, undefined);
  t.equal(removed.json().name, 'Blue Harbor', 'what is not named stays');
  const { revision } = (await world.ports.tenants.get(tenantId))!;
  t.equal((await patch(world, tenantId, { name: 'Blue Harbor' })).statusCode, 200);
  t.equal((await world.ports.tenants.get(tenantId))!.revision, revision, 'what changes nothing writes no row');
  const rows = await world.ports.tenants.history(tenantId, { limit: 10 });
  const told = rows.items.map(each =>
    describeChange(each, { language: 'en', vendor: 'Example Vendor', reader: 'vendor' }),
  );
  t.match(told, [/corrected the tenant .*: reference\.$/, /corrected the tenant .*: name, reference\.$/, /created/]);
});

t.test('only its name and reference can be corrected, and only by keys that create tenants', async t => {
  const world = await newWorld(t);
  const tenantId = await newTenant(world);
  const other = await newTenant(world, 'Other Tenant');
  for (const payload of [{}, { state: 'closed' }, { id: other }, { name: null }, { name: '' }, { name: 'a\nb' }])
    t.equal((await patch(world, tenantId, payload)).statusCode, 400, JSON.stringify(payload));
  for (const scope of ['support', 'auditor'] as const)
    t.equal((await patch(world, tenantId, { name: 'X' }, world.keys[scope])).statusCode, 403, scope);
  const bound = await world.keyOf('backend', { tenants: [other] });
  t.equal((await patch(world, tenantId, { name: 'X' }, bound)).json().code, 'tenant_not_found');
  t.equal((await patch(world, other, { name: 'X' }, bound)).statusCode, 200, 'its own it may correct');
  t.equal((await patch(world, tenantId, { name: 'X' }, world.keys.operator)).statusCode, 200);
});
