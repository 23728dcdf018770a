// The structure of the source: circles of imports, files in a folder, lines in a file and in a function, columns in a
// line. Generated files are excluded.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseSync } from 'oxc-parser';
import t from 'tap';
import { sourcesIn, textsIn } from '../helpers/sources.js';

const generated = new Set([
  'api/core/policy/catalogue/action-data.ts',
  'api/core/policy/catalogue/key-data.ts',
  'api/core/policy/catalogue/managed-policy-data.ts',
  'sdk/client/src/api-types.ts',
  'sdk/client/src/operations.ts',
]);
/** Each with its minimum number of source files. */
const folders = { api: 300, templates: 44, 'sdk/client/src': 25, deploy: 50 };
const sources = Object.entries(folders)
  .flatMap(([folder, atLeast]) => sourcesIn(folder, atLeast))
  .filter(({ path }) => !generated.has(path));
const scripts = [...textsIn('docs/generate', '.mjs', 7), ...textsIn('test', '.mjs', 2)];
const tests = textsIn('test', '.ts', 100);

/** Sets of places that all reach each other (Tarjan's strongly connected components of more than one). */
function circles(arrows: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const visit = (place: string): void => {
    order.set(place, order.size);
    lowest.set(place, order.get(place)!);
    open.push(place);
    for (const next of arrows.get(place) ?? []) {
      if (!order.has(next)) visit(next);
      if (open.includes(next)) lowest.set(place, Math.min(lowest.get(place)!, lowest.get(next)!));
    }
    if (lowest.get(place) !== order.get(place)) return;
    const circle = open.splice(open.indexOf(place));
    if (circle.length > 1) found.push(circle);
  };
  for (const place of arrows.keys()) if (!order.has(place)) visit(place);
  return found;
}

t.test('no circle of imports, type imports included', async t => {
  t.same(
    circles(new Map(Object.entries({ a: ['b'], b: ['c'], c: ['a', 'd'], d: [] }))).map(each => each.length),
    [3],
  );
  const arrows = new Map(sources.map(({ path, imports }) => [path, imports.map(each => each.from)]));
  t.ok([...arrows.values()].flat().length > 1500, 'imports are found');
  t.same(circles(arrows), []);
});

/** A folder of core may import those before it, and itself. */
const coreOrder = [
  'values',
  'policy/document',
  'policy',
  'policy/catalogue',
  'policy/compare',
  'iam',
  'permission-set/parameter',
  'permission-set/risk',
  'permission-set',
  'permission-set/draft',
  'role',
  'finding',
  'drift',
  'audit',
  'connection',
  'connection/machine',
  'session',
  'check',
  'event',
  'access',
  '',
];

t.test('a folder of core imports only itself and folders before it', async t => {
  const inCore = (path: string) => dirname(path).replace(/^api\/core\/?/, '');
  const core = sources.filter(({ path }) => path.startsWith('api/core/'));
  t.same([...new Set(core.map(({ path }) => inCore(path)))].sort(), [...coreOrder].sort());
  for (const { path, imports } of core) {
    const late = imports.filter(({ from }) => coreOrder.indexOf(inCore(from)) > coreOrder.indexOf(inCore(path)));
    t.same(late, [], path);
  }
});

t.test('a folder of api has at most 16 source files, except routes and schemas', async t => {
  const count = new Map<string, number>();
  for (const { path } of sources) count.set(dirname(path), (count.get(dirname(path)) ?? 0) + 1);
  const large = [...count].filter(([folder, files]) => folder.startsWith('api') && files > 16);
  t.same(
    large.filter(([folder]) => folder !== 'api/http/schemas' && folder !== 'api/http/routes'),
    [],
  );
});

t.test('a source file has at most 300 lines, and a line at most 120 columns', async t => {
  const long = sources.filter(({ text }) => text.split('\n').length - 1 > 300).map(({ path }) => path);
  t.same(long, []);
  const wide = [...sources, ...scripts, ...tests].flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (line.length > 120 ? [`${path}:${index + 1}`] : [])),
  );
  t.same(wide, []);
});

interface SyntaxNode {
  type?: string;
  start: number;
  end: number;
}

/** Functions of more than 60 lines, from the first word to the last brace, with the line where they start. */
function longFunctions({ path, text }: { path: string; text: string }): string[] {
  const found: string[] = [];
  const starts = [0, ...[...text.matchAll(/\n/g)].map(match => match.index + 1)];
  const lineOf = (position: number) => starts.findLastIndex(start => start <= position) + 1;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, start, end } = node as SyntaxNode;
    if (type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression') {
      const lines = lineOf(end) - lineOf(start) + 1;
      if (lines > 60) found.push(`${path}:${lineOf(start)} has ${lines}`);
    }
    for (const child of Object.values(node)) visit(child);
  };
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed`);
  visit(program);
  return found;
}

t.test('a function has at most 60 lines', async t => {
  const body = '  act();\n'.repeat(59);
  t.same(longFunctions({ path: 'a.ts', text: `const long = () => {\n${body}};\n` }), ['a.ts:1 has 61']);
  t.same([...sources, ...scripts].flatMap(longFunctions), []);
});

t.test('generated files exist and say that they are generated', async t => {
  for (const path of generated) t.match(readFileSync(path, 'utf8').slice(0, 400), /do not edit/i, path);
});
