// Writes src/api-types.ts from the service's OpenAPI document; with --check it only tells whether the file is current.
// The document is read from the compiled service (--tree, the repository's dist/ by default), which is not started.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = resolve(here, 'src/api-types.ts');
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    tree: { type: 'string', default: resolve(here, '../../dist') },
  },
});

// openapi-typescript needs the JavaScript API of TypeScript 5, which this workspace has beside the repository's own 7.
const typescript = pathToFileURL(createRequire(import.meta.url).resolve('typescript')).href;
const hook = `export const resolve = (name, context, next) =>
  name === 'typescript' ? { url: ${JSON.stringify(typescript)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
const { default: openapiTS, astToString } = await import('openapi-typescript');

const { buildHttp } = await import(pathToFileURL(resolve(values.tree, 'api/http/server.js')).href);
const config = {
  logLevel: 'silent',
  rateLimit: 1,
  trustedProxies: [],
  vendor: { publicUrl: 'https://drawbridge.example' },
};
const app = await buildHttp({}, { config });
await app.ready();
const { codes, document } = withoutProblems(JSON.parse(JSON.stringify(app.swagger())));
const made = await openapiTS(document, { defaultNonNullable: false });
// The client goes by operations; addresses stand in its resources, and a test holds them against the document.
const types = astToString(made.filter(({ name }) => ['components', 'operations'].includes(name.text)));
await app.close();

const text = `// Made from the service's OpenAPI document by generate.mjs. Do not edit.

/** Every code that a problem of the service may carry. */
export type ProblemCode =
${codes.map(code => `    | "${code}"`).join('\n')};

${types}`;
if (!values.check) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('sdk/client/src/api-types.ts is stale: build, then run `npm run generate -w sdk/client`.');
  process.exit(1);
}

/** The document without the problems of each operation, which are alike but for their codes; and these codes. */
function withoutProblems(document) {
  const codes = new Set();
  for (const { responses } of Object.values(document.paths).flatMap(path => Object.values(path))) {
    for (const status of Object.keys(responses).filter(each => !each.startsWith('2'))) {
      const problem = responses[status].content['application/problem+json'].schema.allOf[1];
      for (const code of problem.properties.code.enum) codes.add(code);
      delete responses[status];
    }
  }
  return { codes: [...codes].sort(), document };
}
