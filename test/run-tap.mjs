// Runs the batches or the named files in plain Node processes (tap's own runner doubles their start); tap reports the
// results. Prints the ten slowest files, and "N passed, N failed" on the last line.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bundleChildren } from './bundle-children.mjs';

const packageFile = createRequire(import.meta.url).resolve('tap/package.json');
const tap = join(dirname(packageFile), 'dist/esm/run.mjs');
const out = '.tap/batches';
const timesFile = join(out, 'times.jsonl');
const secondsAtMost = 1200;
const env = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', FORCE_COLOR: '0' };
// These tests mostly create short-lived objects: a larger young generation saves a twentieth of the time.
env.NODE_OPTIONS = [env.NODE_OPTIONS, '--max-semi-space-size=64'].filter(Boolean).join(' ');

// V8 optimizes a function later: most functions do not run long enough to repay it. Saves a tenth of the time.
const late = '--interrupt-budget=500000';

/** tap builds its plugins first: without them every file fails after a clean install or a change of .taprc. */
function build() {
  // The build is inside node_modules, so a clean install removes it.
  const stamp = join(dirname(packageFile), '.built-for');
  const builtFor = process.cwd() + readFileSync('.taprc', 'utf8') + readFileSync(packageFile, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === builtFor) return;
  const built = spawnSync(process.execPath, [tap, 'build'], { env, encoding: 'utf8' });
  if (built.status !== 0) {
    process.stderr.write(built.stdout + built.stderr);
    process.exit(1);
  }
  writeFileSync(stamp, builtFor);
}

/** Writes its TAP to a file. Returns whether the process ended well. */
function runFile(file, results) {
  const child = spawn(process.execPath, [late, file], {
    env: { ...env, TAP_TIMEOUT: '0', DRAWBRIDGE_TEST_TIMES: timesFile },
    stdio: ['ignore', openSync(results, 'w'), 'inherit'],
    timeout: secondsAtMost * 1000,
    killSignal: 'SIGKILL',
  });
  return new Promise(done => {
    child.once('close', (status, signal) => {
      if (status !== 0) console.log(`${file} ended with ${signal ?? status}`);
      done(status === 0);
    });
  });
}

/** Sends the output of tap's reporter to standard output; returns the counts. */
function report(files) {
  const args = [tap, '--reporter=terse', '--disable-coverage', '--allow-empty-coverage', ...files];
  const reporting = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  reporting.stdout.on('data', chunk => {
    text += chunk;
    process.stdout.write(chunk);
  });
  return new Promise(done => {
    reporting.once('close', status => {
      const totals = [...text.matchAll(/^# \{ (total: .*?) \}$/gm)].pop()?.[1] ?? '';
      const count = word => Number(new RegExp(`\\b${word}: (\\d+)`).exec(totals)?.[1] ?? 0);
      done({ status, passed: count('pass'), failed: count('fail'), skipped: count('skip') + count('todo') });
    });
  });
}

/** The times of files that run in batches. */
function printSlowest() {
  if (!existsSync(timesFile)) return;
  const times = readFileSync(timesFile, 'utf8').trim().split('\n').map(JSON.parse);
  const slowest = times.sort((a, b) => b.seconds - a.seconds).slice(0, 10);
  console.log('The slowest files, in seconds (with their processes, in seconds of processor time):');
  for (const { name, seconds, cpuSeconds } of slowest)
    console.log(`${seconds.toFixed(1).padStart(7)} ${`(${cpuSeconds.toFixed(1)})`.padStart(8)}  ${name}`);
}

build();
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const batches = () => readdirSync('dist/test/batches').filter(name => name.endsWith('.test.js'));
const named = process.argv.slice(2);
env.DRAWBRIDGE_CHILD_SCRIPT = await bundleChildren(env);
const files = named.length > 0 ? named : batches().map(name => join('dist/test/batches', name));
const left = files.map((file, at) => ({ file, results: join(out, `${at + 1}.tap`) }));
const results = left.map(each => each.results);
let broken = 0;
async function runLeft() {
  for (let next = left.shift(); next; next = left.shift()) {
    if (!(await runFile(next.file, next.results))) broken += 1;
  }
}
await Promise.all([runLeft(), runLeft()]);

const { status, passed, failed, skipped } = await report(results);
printSlowest();
// A process that failed without a failed test lost some tests. A skipped test proves nothing, nor does a run that
// counted none.
const faults = Math.max(failed + skipped, broken);
console.log(`${passed} passed, ${faults} failed`);
process.exit(status || faults > 0 || passed === 0 ? 1 : 0);
