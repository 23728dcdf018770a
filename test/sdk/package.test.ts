// The package: its types, its documentation, and its use by consumers.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { STSClientConfig } from '@aws-sdk/client-sts';
import t, { type Test } from 'tap';
import type { CallOptions, Drawbridge } from '../../sdk/client/src/index.js';
import { where } from './server.js';

const repository = process.cwd();

t.test("the types match the service's document", t => {
  const tree = fileURLToPath(new URL('../..', import.meta.url));
  const script = join(repository, 'sdk/client/generate.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, '--check', '--tree', tree], { encoding: 'utf8' });
  t.equal(status, 0, stderr);
  t.end();
});

const consumer = `
import { drawbridge, isDrawbridgeError, NotFoundError, verifyWebhook } from '@drawbridge/client';
import type { ApiPromise, Connection, CreateConnectionInput, Drawbridge, VerifyWebhookInput } from '@drawbridge/client';

const problem = { code: 'connection_not_found', detail: 'No such connection.' };
const client: Drawbridge = drawbridge({
  baseUrl: 'http://localhost:1',
  key: 'db_key',
  fetch: async () => Response.json(problem, { status: 404, headers: { 'content-type': 'application/problem+json' } }),
});
export const input: CreateConnectionInput = { accountId: '123456789012', permissionSetId: 'cost-read' };
export const verify = (given: VerifyWebhookInput) => verifyWebhook(given);
const call: ApiPromise<Connection> = client.connections.get({ tenantId: 'ten_1', connectionId: 'con_1' });
call.then(
  connection => console.log(connection.state, connection.options.tags),
  (error: unknown) => console.log(isDrawbridgeError(error) && error.code, error instanceof NotFoundError),
);
`;

/** Consumers of the package, each as its own project, with the options that decide how its types are found. */
const consumers = {
  'an ES module': { type: 'module', module: 'Node16', moduleResolution: 'Node16' },
  'a CommonJS project': { type: 'commonjs', module: 'Node16', moduleResolution: 'Node16' },
  'a project with a bundler': { type: 'module', module: 'ESNext', moduleResolution: 'Bundler' },
} as const;

const run = (folder: string, command: string, ...given: string[]) =>
  spawnSync(command, given, { cwd: folder, encoding: 'utf8', timeout: 60_000 });

/** A folder in which the packed package is installed. */
function install(t: Test): string {
  const folder = realpathSync(t.testdir({ node_modules: { '@drawbridge': { client: {} }, '@types': {} } }));
  const pack = ['pack', '--pack-destination', folder, '--offline', '--no-update-notifier'];
  const packed = run(join(repository, 'sdk/client'), 'npm', ...pack);
  t.equal(packed.status, 0, packed.stderr);
  const archive = readdirSync(folder).find(each => each.endsWith('.tgz'))!;
  const target = join(folder, 'node_modules/@drawbridge/client');
  t.equal(run(folder, 'tar', '-xzf', archive, '--strip-components=1', '-C', target).status, 0);
  symlinkSync(join(repository, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'));
  return folder;
}

t.test('the packed package', async t => {
  const folder = install(t);
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  for (const [title, { type, ...options }] of Object.entries(consumers)) {
    t.test(`compiles and runs in ${title}`, async t => {
      const project = mkdtempSync(join(folder, 'consumer-'));
      const compilerOptions = { ...options, target: 'ES2022', strict: true, exactOptionalPropertyTypes: true };
      const files = {
        'package.json': { type },
        'tsconfig.json': { compilerOptions: { ...compilerOptions, lib: ['ES2022'], types: ['node'] } },
      };
      for (const [name, content] of Object.entries(files)) writeFileSync(join(project, name), JSON.stringify(content));
      writeFileSync(join(project, 'main.ts'), consumer);
      const compiled = run(project, process.execPath, compiler, '-p', '.');
      t.equal(compiled.stdout, '');
      t.equal(compiled.status, 0);
      const { stdout, stderr } = run(project, process.execPath, 'main.js');
      t.equal(stdout, 'connection_not_found true\n', stderr);
    });
  }

  t.test('has one implementation for both ways of loading', async t => {
    const both = `const required = require('@drawbridge/client');
      import('@drawbridge/client').then(imported => {
        const names = Object.keys(imported);
        console.log(names.length > 10, names.every(name => imported[name] === required[name]));
      });`;
    const { stdout, stderr } = run(folder, process.execPath, '--input-type=commonjs', '--eval', both);
    t.equal(stdout, 'true true\n', stderr);
  });

  t.test('documents every declaration and every member', async t => {
    const dist = join(folder, 'node_modules/@drawbridge/client/dist');
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(each => each.endsWith('.d.ts'));
    t.ok(files.length > 25, 'the declarations were found');
    const texts = new Map(files.map(each => [each, readFileSync(join(dist, each), 'utf8')]));
    for (const [file, text] of texts) t.same(undocumented(text), [], file);
    const get = 'get(where: ConnectionRef, options?: CallOptions): ApiPromise<Connection>;';
    t.match(texts.get('resources/connections.d.ts'), get, 'an editor shows a short type for a method');
  });
});

/** Lines of a declaration file that declare something and have no comment before them. */
function undocumented(text: string): string[] {
  const found: string[] = [];
  let isInside = false;
  let before = '';
  for (const line of text.split('\n')) {
    const isDeclaration = /^export (declare )?(interface|type|class|function|const) [^{*]/.test(line);
    const isMember = isInside && /^\s+(["\w$]|\[|\()[^|]*[:(]/.test(line) && !/^\s+\*/.test(line);
    if ((isDeclaration || isMember) && !before.endsWith('*/')) found.push(line);
    if (/^export (declare )?(interface|class) .*\{$/.test(line)) isInside = true;
    if (line.startsWith('}')) isInside = false;
    before = line.trimEnd();
  }
  return found;
}

type Provider = Extract<NonNullable<STSClientConfig['credentials']>, (...given: never[]) => unknown>;

/** Never called: it only has to compile. */
export async function typesHold(client: Drawbridge): Promise<void> {
  const provider: Provider = client.credentials(where);
  const options: CallOptions = { signal: AbortSignal.timeout(1), timeoutMs: 1 };
  const connection = await client.connections.get(where, options);
  const state: 'pending' | 'verified' | 'suspended' | 'revoked' | 'expired' = connection.state;
  // @ts-expect-error: an external ID is read-only
  connection.externalId = 'mine';
  // @ts-expect-error: no request can set one
  await client.connections.create('ten', { accountId: '1', permissionSetId: 'x', externalId: 'mine' });
  // @ts-expect-error: a body without required members
  await client.connections.create('ten', { accountId: '1' });
  // @ts-expect-error: account ids are strings
  await client.connections.create('ten', { accountId: 1, permissionSetId: 'x' });
  // @ts-expect-error: a reason is required
  await client.connections.revoke(where, {});
  // @ts-expect-error: a connection has two ids
  await client.connections.get('con');
  // @ts-expect-error: each credential request is new
  await client.sessions.issue(where, {}, { idempotencyKey: 'x' });
  const row = (await client.sessions.list(where).page()).items[0]!;
  // @ts-expect-error: only an issued row names the caller
  void row.to;
  if (row.type === 'handed-out') void row.to;
  void [provider, state];
}
