// Compiles into dist/ and copies the files that the compiled code reads at run time: templates, pages and JSON.
// Compiled files without a source are removed, so that a deleted test cannot run again.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = ['api', 'templates', 'deploy', 'test', 'sdk'];
const assets = new Set(['.json', '.hbs', '.css', '.js', '.html', '.svg', '.md', '.txt']);

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .filter(path => !path.includes('node_modules'));
}

for (const folder of folders) {
  for (const compiled of filesIn(join(root, 'dist', folder))) {
    const source = compiled.slice('dist/'.length);
    const from = source.replace(/\.js(\.map)?$/, '.ts');
    if (!existsSync(join(root, source)) && !existsSync(join(root, from))) rmSync(join(root, compiled));
  }
}

// The compiler skips files that have not changed since the last build, unless a compiled file is missing.
const known = join(root, 'dist/.tsbuildinfo');
const isGone = ['api', 'templates', 'deploy', 'test', 'sdk/client/src']
  .flatMap(folder => filesIn(join(root, folder)))
  .filter(path => /(?<!\.d)\.ts$/.test(path))
  .some(path => !existsSync(join(root, 'dist', path.replace(/\.ts$/, '.js'))));
if (isGone) rmSync(known, { force: true });

// The compiler is started by its own path: no shell, and never the tsc of another project.
const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
const tsc = join(dirname(compiler), 'bin', 'tsc');
const options = ['-p', root, '--incremental', '--tsBuildInfoFile', known];
const compiled = spawnSync(process.execPath, [tsc, ...options], { stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

for (const folder of folders) {
  for (const path of filesIn(join(root, folder))) {
    if (!assets.has(extname(path)) || path.includes('/dist/')) continue;
    mkdirSync(dirname(join(root, 'dist', path)), { recursive: true });
    cpSync(join(root, path), join(root, 'dist', path));
  }
}
