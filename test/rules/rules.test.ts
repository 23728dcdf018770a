// The rules of the code, checked for every source file: which imports are allowed, where time, randomness and the
// environment are read, which names are not used, and that links in documents work.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { parse } from 'yaml';
import { callerTable } from '../../api/core/access/caller.js';
import { kitVersion } from '../../api/core/values/kit-version.js';
import { sourcesIn } from '../helpers/sources.js';

const root = process.cwd();

/** Each folder with its minimum number of source files. */
const folders = { api: 300, templates: 44, 'sdk/client/src': 25, deploy: 50, test: 100 };
const all = Object.entries(folders).flatMap(([folder, atLeast]) => sourcesIn(folder, atLeast));

interface Rule {
  /** Other files that may be mentioned. */
  in: RegExp;
  may: RegExp[];
  /** Types that may be imported in addition. */
  types?: RegExp[];
}

const core = /^api\/core\//;
const errors = /^api\/errors\.ts$/;
const ports = /^api\/ports\//;
const config = /^api\/config\//;
const node = /^node:/;
const fastify = /^(fastify|@fastify\/.*|helmet|typebox(\/.*)?)$/;

const rules: Rule[] = [
  { in: core, may: [core] },
  { in: errors, may: [] },
  { in: ports, may: [], types: [ports, core, config] },
  { in: config, may: [config, core, errors, /^typebox/] },
  {
    in: /^api\/operations\//,
    may: [
      /^api\/operations\//,
      core,
      errors,
      /^templates\/(render|commands|legacy-commands|stack-commands|guide|policies|terraform\/render|text\/say)\.ts$/,
      /^p-limit$/,
    ],
    types: [ports, config],
  },
  { in: /^api\/broker\//, may: [/^api\/broker\//, core, errors, /^lru-cache$/], types: [ports] },
  {
    in: /^api\/stores\//,
    may: [/^api\/stores\//, core, errors, /^@aws-sdk\/(client-dynamodb|lib-dynamodb)$/, /^node:(fs|path|crypto)/],
    types: [ports, /^node:https$/],
  },
  {
    in: /^api\/aws\//,
    may: [/^api\/aws\//, core, errors, node, /^@aws-sdk\/(?!client-dynamodb|lib-dynamodb)/, /^@smithy\//],
    types: [ports, config],
  },
  { in: /^api\/metrics\//, may: [/^api\/metrics\//, core, /^prom-client$/], types: [ports] },
  { in: /^api\/tracing\//, may: [/^api\/tracing\//, core, errors, /^@opentelemetry\/api$/], types: [ports] },
  { in: /^api\/outside\//, may: [/^api\/outside\//, core, errors, node], types: [ports] },
  {
    in: /^api\/http\//,
    may: [
      /^api\/http\//,
      /^api\/operations\//,
      core,
      errors,
      fastify,
      /^node:(crypto|net|http|stream|zlib)$/,
      /^templates\/text\//,
      /^pino$/,
    ],
    types: [ports, config],
  },
  {
    in: /^api\/web\//,
    may: [
      /^api\/web\//,
      /^api\/operations\//,
      core,
      errors,
      fastify,
      /^node:(crypto|fs|fs\/promises|url|path)$/,
      /^handlebars$/,
      /^negotiator$/,
      /^templates\/text\//,
    ],
    types: [ports, config],
  },
  { in: /^templates\//, may: [/^templates\//, core, node, /^handlebars$/, /^markdown-it$/], types: [] },
  { in: /^sdk\/client\//, may: [/^sdk\/client\//] },
  { in: /^deploy\/local\/aws\//, may: [/^deploy\/local\/aws\//, node, /^yaml$/] },
  {
    in: /^deploy\/local\//,
    may: [
      /^deploy\/local\//,
      /^api\/(app|compose|worker)\.ts$/,
      config,
      /^api\/stores\/table\/table\.ts$/,
      node,
      /^dynalite/,
    ],
  },
];

t.test('every file imports only what its folder may', async t => {
  for (const { path, imports } of all) {
    const rule = rules.find(each => each.in.test(path));
    if (!rule) continue;
    for (const { from, typeOnly } of imports) {
      // createHash is pure.
      if (path === 'api/core/values/canonical.ts' && from === 'node:crypto') continue;
      // Address arithmetic, without I/O.
      if (path === 'api/core/values/cidr.ts' && from === 'node:net') continue;
      const allowed = [...rule.may, ...(typeOnly ? (rule.types ?? []) : [])].some(each => each.test(from));
      t.ok(allowed, `${path} imports ${from}`);
    }
  }
});

t.test('core uses nothing of node:crypto but createHash', async t => {
  for (const { path, text } of all.filter(each => core.test(each.path))) {
    for (const [, names] of text.matchAll(/import \{([^}]*)\} from 'node:crypto'/g))
      t.equal(names!.trim(), 'createHash', path);
  }
});

t.test('a schema file only describes and converts: it awaits nothing', async t => {
  const schemas = all.filter(each => each.path.startsWith('api/http/schemas/'));
  t.ok(schemas.length >= 22);
  for (const { path, text } of schemas)
    t.notMatch(text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, ''), /\basync\b|\bawait\b|Promise</, path);
});

t.test('time, timers and randomness come from the ports: only compose.ts creates them', async t => {
  const own =
    /\bnew Date\(\)|\bDate\.now\(|\bsetTimeout\(|\bsetInterval\(|\bMath\.random\(|\brandomUUID\(|\brandomBytes\(/;
  for (const { path, text } of all.filter(
    each => /^(api|templates)\//.test(each.path) && each.path !== 'api/compose.ts',
  )) {
    t.notMatch(text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, ''), own, path);
  }
});

t.test('the environment is read only where a process starts', async t => {
  const entrances = /^(api\/main\.ts|deploy\/local\/run\.ts|sdk\/client\/src\/environment\.ts|test\/)/;
  for (const { path, text } of all.filter(each => !entrances.test(each.path))) {
    t.notMatch(text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, ''), /process\.env/, path);
  }
});

t.test('files have a head comment, no default export, no enum, and a descriptive name', async t => {
  for (const { path, text } of all.filter(each => !each.path.endsWith('api-types.ts'))) {
    t.match(text, /^\/[/*]/, `${path} describes itself`);
    t.notMatch(text, /^export default |^export (const )?enum /m, path);
    t.notMatch(path, /(utils?|common|manager|service)\.ts$/, path);
  }
});

t.test('every file states the same version', async t => {
  for (const file of ['package.json', 'sdk/client/package.json']) {
    t.equal(JSON.parse(readFileSync(join(root, file), 'utf8')).version, kitVersion, file);
  }
});

t.test('only a backend key can get credentials', async t => {
  t.same(callerTable['session.issue'], ['backend']);
});

t.test('every link and picture of a document leads to an existing file', async t => {
  const documents = [
    '.',
    'docs',
    'docs/decisions',
    'sdk/client',
    'templates',
    'templates/cloudformation',
    'templates/terraform',
  ].flatMap(folder =>
    readdirSync(join(root, folder))
      .filter(name => name.endsWith('.md'))
      .map(name => join(folder, name)),
  );
  t.ok(documents.length > 8);
  for (const document of documents) {
    const text = readFileSync(join(root, document), 'utf8').replace(/```.*?```/gs, '');
    for (const [, target] of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (/^[a-z]+:/.test(target!)) continue;
      t.ok(existsSync(join(root, dirname(document), target!)), `${document} leads to ${target}`);
    }
  }
});

t.test('the example of the policy engine prints what its page shows, and imports only the core', async t => {
  const page = readFileSync(join(root, 'docs/policy-engine.md'), 'utf8');
  const [, example] = /```js\n(.*?)```/s.exec(page)!;
  const [, printed] = /```text\n(.*?)```/s.exec(page)!;
  const here = pathToFileURL(join(root, 'dist/')).href;
  const code = example!.replaceAll("'./dist/", `'${here}`);
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
  t.equal(run.stdout, printed, run.stderr);
  const engine = all.filter(each => /^api\/core\/policy\//.test(each.path));
  t.ok(engine.length > 10);
  for (const { path, imports } of engine)
    for (const { from } of imports) t.match(from, core, `${path} imports ${from}`);
});

t.test(
  'workflows, forms and update rules of the repository are valid YAML, and CI runs on each supported Node',
  async t => {
    const read = (path: string) => parse(readFileSync(join(root, '.github', path), 'utf8'), { strict: true });
    const paths = readdirSync(join(root, '.github'), { recursive: true, encoding: 'utf8' });
    const files = paths.filter(each => each.endsWith('.yml'));
    t.ok(files.length >= 6, 'the files were found');
    for (const file of files) t.type(read(file), 'object', file);
    const { strategy, steps } = read('workflows/ci.yml').jobs.run;
    t.same(strategy.matrix.node, ['20.20', '22', '24']);
    t.ok(steps.some(({ run }: { run?: string }) => run === '.ci/run'));
    t.equal(readFileSync(join(root, '.nvmrc'), 'utf8').trim(), strategy.matrix.node[0]);
    t.match(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node, strategy.matrix.node[0]);
  },
);
