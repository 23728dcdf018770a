// docs/threat-model.md: every row has a STRIDE letter and names a test that exists.
import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { batches } from '../batches/files.js';

interface Row {
  readonly entrance: string;
  readonly letter: string;
  readonly threat: string;
  readonly test: string;
}

/** The rows of the tables, with the heading above them. Throws at a table line that has another shape. */
function rowsOf(page: string): readonly Row[] {
  const rows: Row[] = [];
  let entrance = '';
  for (const line of page.split('\n')) {
    if (line.startsWith('## ')) entrance = line.slice(3);
    if (!line.startsWith('|') || /^\| (\| threat|---)/.test(line)) continue;
    const cells = line.slice(2, -2).split(' | ');
    if (cells.length !== 4) throw new Error(`not four cells: ${line}`);
    const [letter = '', threat = '', , test = ''] = cells;
    rows.push({ entrance, letter, threat, test });
  }
  return rows;
}

const rows = rowsOf(readFileSync('docs/threat-model.md', 'utf8'));

/** Why the named test does not hold this row, or undefined. */
function problemOf({ letter, test }: Row): string | undefined {
  if (!/^[STRIDE]$/.test(letter)) return `no STRIDE letter: ${letter}`;
  const [, file, title] = test.match(/^`([\w/-]+)`: `?(.+?)`?$/) ?? [];
  if (file === undefined || title === undefined) return `not \`file\`: title: ${test}`;
  const path = `test/${file}.test.ts`;
  if (!existsSync(path)) return `no file ${path}`;
  if (!batches.flat().includes(file)) return `${path} is not run by npm test`;
  const text = readFileSync(path, 'utf8');
  const quoted = [`'${title}'`, `"${title}"`, `\`${title}\``];
  const called = text.replaceAll(/\.test\(\s+/g, '.test(');
  return quoted.some(name => called.includes(`.test(${name}`))
    ? undefined
    : `no test of this title in ${path}: ${title}`;
}

t.test('every row names a test that exists', async t => {
  t.ok(rows.length >= 60, `${rows.length} rows were found`);
  for (const row of rows) t.equal(problemOf(row), undefined, row.threat);
});

t.test('a row without a letter, file or title is a problem', async t => {
  const row = rows[0] as Row;
  t.ok(problemOf({ ...row, letter: 'X' }));
  t.ok(problemOf({ ...row, test: '`http/no-such-file`: a title' }));
  t.ok(problemOf({ ...row, test: '`http/http`: no such title' }));
  t.ok(problemOf({ ...row, test: '`emulators/moto`: a title' }));
  t.ok(problemOf({ ...row, test: 'see the tests' }));
});
