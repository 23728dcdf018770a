// Builds the package into dist/: one implementation in CommonJS, and an entrance for ES modules that re-exports it. So
// an application that uses both gets one set of error classes.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, 'dist');
const require = createRequire(import.meta.url);

rmSync(dist, { recursive: true, force: true });
const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
const compiled = spawnSync(process.execPath, [compiler, '-p', here], { stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

// The package itself is of the type "module", as its source is.
writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
const names = Object.keys(require(join(dist, 'index.js'))).sort();
// By name, because bundlers cannot resolve `export *` from CommonJS.
const list = names.map(each => `  ${each},\n`).join('');
writeFileSync(join(dist, 'index.mjs'), `export {\n${list}} from './index.js';\n`);
writeFileSync(join(dist, 'index.d.mts'), "export * from './index.js';\n");
