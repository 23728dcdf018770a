// npm test runs batches: every test file is in exactly one, and every batch has its file.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { batches } from '../batches/files.js';

const folder = join(process.cwd(), 'test');
const suffix = '.test.ts';
/** These run separately: .ci/suites, npm run bench. */
const others = /^(batches|browser|emulators|bench)\//;

const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith(suffix))
  .map(path => path.slice(0, -suffix.length).replaceAll('\\', '/'));

t.test('every test file is in one batch', async t => {
  const found = names.filter(name => !others.test(name)).sort();
  t.ok(found.length >= 65, `${found.length} test files were found`);
  t.strictSame(batches.flat().sort(), found);
});

t.test('every batch runs', async t => {
  const files = names.filter(name => name.startsWith('batches/')).sort();
  t.strictSame(
    files,
    batches.map((_, at) => `batches/${at + 1}`),
  );
});
