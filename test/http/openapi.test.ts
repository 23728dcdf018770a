// The OpenAPI document: valid, complete, consistent with the tables of callers and errors; its pages; and a short fuzz
// with requests that the document allows, and some that it does not.
import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import t from 'tap';
import { Value } from 'typebox/value';
import { callerTable } from '../../api/core/access/caller.js';
import { errorTable } from '../../api/errors.js';
import { type Described, describedOperations, documentOf, type Json } from './http-document.js';
import { type HttpCall, setStage } from './http-stage.js';

const stage = await setStage(t);
const app = stage.app;
const document = await documentOf(app);
const operations = await describedOperations(app);

t.test('the document is valid OpenAPI 3.1 and every reference leads to a named component', async t => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  t.ok(valid, JSON.stringify(errors));
  t.equal(document.openapi, '3.1.0');
  const names = Object.keys(document.components.schemas);
  for (const name of names) t.match(name, /^[A-Z][A-Za-z]+$/);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(match => match[1]!);
  const lost = references.filter(each => !names.includes(each.replace('#/components/schemas/', '')));
  t.same(lost, []);
});

t.test('each operation states what it does and who may call it (table of callers), and needs a key', async t => {
  const ids = operations.map(each => each.id);
  t.equal(new Set(ids).size, ids.length, 'operation ids are unique');
  for (const { id, action, operation, codes } of operations) {
    t.ok(operation.summary && operation.tags?.length === 1, `${id} has a summary and a tag`);
    if (operation.tags[0] === 'health') {
      t.notOk(operation.security ?? action, `${id} needs no key`);
      continue;
    }
    t.same(operation.security, [{ key: [] }], `${id} needs a key`);
    const kinds = callerTable[action!].filter(kind => ['operator', 'support', 'backend', 'auditor'].includes(kind));
    const said = String(/Who may: (.*)\.$/.exec(operation.description)?.[1]).split(', ');
    t.same(said.map(each => each.split(' ')[0]).sort(), [...kinds].sort(), id);
    for (const code of ['key_missing', 'key_not_valid', 'external_id_not_accepted', 'internal', 'too_many_requests'])
      t.ok(codes.includes(code as keyof typeof errorTable), `${id} lists ${code}`);
    for (const parameter of operation.parameters ?? []) t.ok(parameter.description, `${id} ${parameter.name}`);
  }
});

t.test('an external ID can be read but never sent', async t => {
  t.equal(document.components.schemas.Connection.properties.externalId.readOnly, true);
  for (const { id, operation } of operations) {
    const asked = JSON.stringify([operation.requestBody ?? {}, operation.parameters ?? []]);
    t.notMatch(asked, /"name":"external-?_?id"|"external-?_?id":/i, id);
  }
});

t.test('every object in a request refuses unknown members', async t => {
  for (const { id, operation } of operations) {
    const schema = operation.requestBody?.content['application/json'].schema;
    if (schema) t.same(openObjects(schema, ''), [], id);
  }
});

t.test('every request body has an example that fits it', async t => {
  for (const { id, operation } of operations) {
    const body = operation.requestBody?.content['application/json'];
    if (body) t.ok(body.example !== undefined && Value.Check(body.schema, body.example), id);
  }
});

/** Paths of objects with properties that also accept additional ones. */
function openObjects(schema: Json, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const isOpen = schema.properties && schema.additionalProperties !== false;
  const inner = Object.entries(schema).flatMap(([key, value]) => openObjects(value, `${path}/${key}`));
  return isOpen ? [path, ...inner] : inner;
}

t.test("the document's pages load nothing from elsewhere and have no inline script", async t => {
  for (const url of ['/docs', '/docs/', '/docs/static/swagger-initializer.js', '/docs/errors', '/openapi.json']) {
    const answer = await app.inject({ method: 'GET', url });
    t.ok([200, 302].includes(answer.statusCode), url);
    const policy = String(answer.headers['content-security-policy']);
    t.match(policy, /^default-src 'none'/, url);
    t.notMatch(policy, /script-src[^;]*unsafe|https?:|upgrade-insecure/, url);
    t.notMatch(answer.body, /<script(?![^>]*\ssrc=)|validator\.swagger\.io/, url);
  }
  const page = (await app.inject({ method: 'GET', url: '/docs/errors' })).body;
  for (const code of Object.keys(errorTable)) t.match(page, new RegExp(`id="${code}".*?</dd><dd>Next: \\w`));
  t.equal(
    (await app.inject({ method: 'GET', url: '/docs/errors.css' })).headers['content-type'],
    'text/css; charset=utf-8',
  );
});

t.test('/docs first shows whose API it is, and calls that work as written', async t => {
  const page = (await app.inject({ method: 'GET', url: '/docs' })).body;
  t.match(page, '<title>Drawbridge: API reference</title>');
  const script = (await app.inject({ method: 'GET', url: '/docs/static/swagger-initializer.js' })).body;
  const [, logo = ''] = /base64,([^']+)'/.exec(script) ?? [];
  t.notMatch(Buffer.from(logo, 'base64').toString(), /fastify/i);
  t.notMatch(page + script, /fastify/i);
  t.match(script, '"layout":"BaseLayout"');

  const { description } = document.info;
  const calls = [...description.matchAll(/`POST (\/v1\S*)`\s+with\s+`(\{.*?\})`/gs)];
  t.equal(calls.length, 3);
  const made: Record<string, string> = {};
  const names = ['tenantId', 'connectionId', 'linkId'];
  for (const [at, [, path, payload]] of calls.entries()) {
    const url = path!.replace(/\{(\w+)\}/g, (_: string, name: string) => made[name]!);
    const headers = { 'content-type': 'application/json', 'idempotency-key': `start-${at}` };
    const answer = await stage.call({ method: 'POST', url, as: 'backend', payload: payload!, headers });
    t.equal(answer.status, 201, url);
    made[names[at]!] = answer.json.id;
  }
  t.ok(description.includes('already_made') && 'already_made' in errorTable);
});

const pool: Record<string, string[]> = {
  tenantId: [stage.places.tenantId, stage.places.elsewhere.tenantId, stage.places.closed],
  connectionId: [stage.places.pending, stage.places.verified, stage.places.revoked, stage.places.elsewhere].map(
    each => each.connectionId,
  ),
  checkId: [stage.places.checkId],
  permissionSetId: ['cost-read', 'inventory-read'],
};
const words = ['Acme', 'x', '', 'a\nb', '日本', '210987654321', '2026-01-01T00:00:00Z', '../..', '%00', '\u202e', '[]'];

/** Mostly values that the schema allows, sometimes others. */
function anyValue(schema: Json = {}, name = ''): fc.Arbitrary<unknown> {
  const junk = fc.oneof(fc.constantFrom<unknown>(null, true, -1, 1.5, [], {}, { a: [] }), fc.constantFrom(...words));
  return fc.oneof({ weight: 8, arbitrary: fittingValue(schema, name) }, { weight: 1, arbitrary: junk });
}

function fittingValue(schema: Json, name: string): fc.Arbitrary<unknown> {
  if (pool[name]) return fc.constantFrom(...pool[name]);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each: Json) => anyValue(each)));
  if (schema.type === 'integer') return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 9 });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'array') return fc.array(anyValue(schema.items), { maxLength: 3 });
  if (schema.type !== 'object') return fc.constantFrom('Acme', 'x', 'cost-read', '210987654321', ...words);
  const properties = Object.entries(schema.properties ?? {}).map(([key, each]) => [key, anyValue(each, key)] as const);
  return recordOf(properties, schema.required ?? []);
}

type Values = Record<string, unknown>;

function recordOf(entries: (readonly [string, fc.Arbitrary<unknown>])[], requiredKeys: string[]): fc.Arbitrary<Values> {
  return fc.record(Object.fromEntries(entries), { requiredKeys });
}

function callFrom({ method, path, operation }: Described): fc.Arbitrary<HttpCall> {
  const parameters: Json[] = operation.parameters ?? [];
  const placed = (place: string) => parameters.filter(each => each.in === place);
  const values = (from: Json[]) => from.map(each => [each.name, anyValue(each.schema, each.name)] as const);
  const names = placed('path').map(each => each.name);
  const schema = operation.requestBody?.content['application/json'].schema;
  const as = fc.constantFrom('operator', 'support', 'backend', 'backend', 'auditor', 'weak', 'bound', undefined);
  return fc
    .tuple(
      recordOf(values(placed('path')), names),
      recordOf(values(placed('query')), []),
      as,
      schema ? anyValue(schema) : fc.constant(undefined),
    )
    .map(([inPath, query, as, payload]) => {
      const text = (value: unknown) => encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value));
      const url = path.replace(/\{(\w+)\}/g, (_, name: string) => text(inPath[name]) || 'none');
      const asked = Object.entries(query).map(([key, value]) => `${key}=${text(value)}`);
      return {
        method: method as HttpCall['method'],
        url: asked.length > 0 ? `${url}?${asked.join('&')}` : url,
        ...(as && { as: as as NonNullable<HttpCall['as']> }),
        ...(payload !== undefined && {
          payload: JSON.stringify(payload),
          headers: { 'content-type': 'application/json' },
        }),
      };
    });
}

t.test('300 requests drawn from the document: no fault of the service, and every answer as documented', async t => {
  const seen = new Map<number, number>();
  const asked = fc
    .constantFrom(...operations.keys())
    .chain(at => callFrom(operations[at]!).map(call => ({ at, call })));
  const property = fc.asyncProperty(asked, async ({ at, call }) => {
    const operation = operations[at]!;
    const answer = await stage.call(call);
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
    const faults = answer.status >= 500 ? [`${answer.status}`] : operation.misfits(answer);
    t.same(faults, [], `${call.method} ${call.url.replace(/[^ -~]/g, '?')} ${answer.status}`);
  });
  const runs = Number(process.env.DRAWBRIDGE_FUZZ_RUNS ?? 300);
  await fc.assert(property, { numRuns: runs, seed: runs === 300 ? 20_260_101 : Date.now(), endOnFailure: true });
  for (const status of [200, 201, 400, 401, 403, 404]) t.ok(seen.get(status), `${status} was among the answers`);
});
