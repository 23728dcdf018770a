// Runs tap over the compiled tests and closes with "N passed, N failed" alone on a line.
// tap builds its plugins first: the first run after a clean install fails every file otherwise.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packageFile = createRequire(import.meta.url).resolve('tap/package.json');
const tap = join(dirname(packageFile), 'dist/esm/run.mjs');
const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', FORCE_COLOR: '0' };
// Young objects are most of what these tests make: a larger nursery spares a twentieth of the time.
env.NODE_OPTIONS = [env.NODE_OPTIONS, '--max-semi-space-size=64'].filter(Boolean).join(' ');

// It lies within what is installed, so that a clean install takes it away with what was built.
const stamp = join(dirname(packageFile), '.built-for');
const builtFor = readFileSync('.taprc', 'utf8') + readFileSync(packageFile, 'utf8');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== builtFor) {
  const built = spawnSync(process.execPath, [tap, 'build'], { env, encoding: 'utf8' });
  if (built.status !== 0) {
    process.stderr.write(built.stdout + built.stderr);
    process.exit(1);
  }
  writeFileSync(stamp, builtFor);
}

const run = spawn(process.execPath, [tap, '--reporter=terse', '--disable-coverage', ...process.argv.slice(2)], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
});
let out = '';
run.stdout.on('data', chunk => {
  out += chunk;
  process.stdout.write(chunk);
});
run.on('close', status => {
  const totals = [...out.matchAll(/^# \{ (total: .*?) \}$/gm)].pop()?.[1] ?? '';
  const count = word => Number(new RegExp(`\\b${word}: (\\d+)`).exec(totals)?.[1] ?? 0);
  const skipped = count('skip') + count('todo');
  console.log(`${count('pass')} passed, ${count('fail') + skipped} failed`);
  // A skipped test is no proof, and a run that counted nothing did not run.
  process.exit(status || (skipped > 0 || count('pass') === 0 ? 1 : 0));
});
