// Writes src/api-types.ts and src/operations.ts from the service's OpenAPI document. With --check it only reports
// whether they are current. The document is read from the compiled service (--tree, the repository's dist/ by
// default), which is not started.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { left, notes, places, renamed } from './member-notes.mjs';
import { isPage, namesOf, TypePrinter } from './print-types.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    tree: { type: 'string', default: resolve(here, '../../dist') },
  },
});

const heading = "// Printed from the service's OpenAPI document by generate.mjs. Do not edit.\n";
const { codes, document } = withoutProblems(await readDocument(values.tree));
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, address: `${method.toUpperCase()} ${path}` })),
);
const { schemas } = document.components;
const names = namesOf(places, schemas);
const printer = new TypePrinter({ names, renamed, notes, schemas });
const files = { 'src/api-types.ts': apiTypes(), 'src/operations.ts': operationTypes() };
printer.finish();

let isStale = false;
for (const [path, text] of Object.entries(files)) {
  const target = resolve(here, path);
  if (!values.check) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.error(`sdk/client/${path} is stale: run \`npm run sdk-types\`.`);
    isStale = true;
  }
}
if (isStale) process.exit(1);

async function readDocument(tree) {
  const { buildHttp } = await import(pathToFileURL(resolve(tree, 'api/http/server.js')).href);
  const config = {
    logLevel: 'silent',
    rateLimit: 1,
    trustedProxies: [],
    vendor: { publicUrl: 'https://drawbridge.example' },
  };
  const app = await buildHttp({}, { config });
  await app.ready();
  const document = JSON.parse(JSON.stringify(app.swagger()));
  await app.close();
  return document;
}

/** The document without the problems of its operations, which differ only in their codes; and these codes. */
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

function apiTypes() {
  const shown = Object.entries(schemas).filter(([name, schema]) => !left.includes(name) && !isPage(schema));
  const declarations = [
    printer.declaration('ProblemCode', { description: 'Every error code of the service.', enum: codes }),
    ...shown.map(([name, schema]) => printer.declaration(renamed[name] ?? name, schema)),
    ...[...names.values()].map(({ name, schema }) => printer.declaration(name, schema)),
    ...operations.flatMap(each => takenBy(each)),
  ];
  return `${heading}\n${declarations.join('\n\n')}\n`;
}

/** The body and the query that an operation takes, and its answer where the document has no name for it. */
function takenBy(operation) {
  const { operationId } = operation;
  const declarations = [];
  const declare = (name, schema, comment, takesUndefined) =>
    declarations.push(printer.declaration(name, { description: comment, ...schema }, { takesUndefined }));
  const body = bodyOf(operation);
  const query = queryOf(operation);
  const answer = answerOf(operation);
  if (body) declare(inputName(operationId), body, `What \`${operationId}\` takes.`, true);
  if (query) declare(queryName(operationId), query, `Filters and options of \`${operationId}\`.`, true);
  if (answer?.properties) declare(answerName(operationId), answer, `What \`${operationId}\` answers.`, false);
  return declarations;
}

function operationTypes() {
  const used = new Set();
  const use = name => {
    used.add(name.replace(/^Page<(\w+)>$|\[\]$/, '$1'));
    return name;
  };
  const rows = (wanted, typeOf) =>
    operations
      .filter(wanted)
      .map(each => `  /** ${each.address} */\n  ${each.operationId}: ${use(typeOf(each))};`)
      .join('\n');
  const answers = rows(answerOf, each => {
    const answer = answerOf(each);
    return answer.$ref ? printer.type(answer, { place: each.operationId, indent: '' }) : answerName(each.operationId);
  });
  const inputs = rows(bodyOf, each => inputName(each.operationId));
  return `${heading}import type {
${[...used]
  .sort()
  .map(each => `  ${each},`)
  .join('\n')}
} from './api-types.js';
import type { Page } from './list.js';

/** What each operation of the service answers, by its id in the OpenAPI document. */
export interface Answers {
${answers}
}

/** The body that each operation of the service takes, by its id in the OpenAPI document. */
export interface Inputs {
${inputs}
}
`;
}

function answerOf({ responses }) {
  const schema = Object.values(responses)[0].content?.['application/json']?.schema;
  return schema?.$ref || schema?.properties ? schema : undefined;
}

function bodyOf({ requestBody }) {
  return requestBody?.content['application/json'].schema;
}

/** Paging belongs to the options of a list. */
function queryOf({ parameters = [] }) {
  const query = parameters.filter(each => each.in === 'query' && !['limit', 'cursor'].includes(each.name));
  if (query.length === 0) return undefined;
  const properties = query.map(({ name, schema, description }) => [name, { description, ...schema }]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: query.filter(each => each.required).map(each => each.name),
  };
}

function pascal(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function inputName(operationId) {
  return `${pascal(operationId)}Input`;
}

function queryName(operationId) {
  return `${pascal(operationId)}Query`;
}

function answerName(operationId) {
  const name = `${pascal(operationId)}Answer`;
  return renamed[name] ?? name;
}
