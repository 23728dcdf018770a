// The long form of the property tests, each bounded in time (DRAWBRIDGE_PROOF_SECONDS, ten minutes unless said), of the tests
// that kill processes, and of those whose short form draws some of many cases; and every other test with a webhook receiver
// that must hear of each change of its world once and in order. It prints each property with the runs it came to, and
// closes with "N passed, N failed" alone on a line.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const names = [
  'policy-properties',
  'checks',
  'ask-faults',
  'findings',
  'http',
  'events-kill',
  'rotation-kill',
  'history',
  'revocation',
  'many-instances',
  'isolation',
];
// These count webhooks or subjects of their own, or plant a row that is older than any receiver.
const deaf = ['sdk', 'events', 'documents', 'history-for-people', 'verification'];
const long = names.map(fileOf);
const heard = readdirSync('dist/test')
  .filter(each => each.endsWith('.test.js'))
  .map(each => `dist/test/${each}`)
  .filter(each => !long.includes(each) && !deaf.map(fileOf).includes(each));
let [passed, failed] = [0, 0];

function fileOf(name) {
  return `dist/test/${name}.test.js`;
}

function run(file, form) {
  return new Promise(done => {
    const child = spawn(process.execPath, [file], {
      env: { ...process.env, ...form, DRAWBRIDGE_HEAR: 'all', TAP_TIMEOUT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let [out, before] = ['', passed + failed];
    child.stdout.on('data', chunk => {
      out += chunk;
      const lines = out.split('\n');
      out = lines.pop();
      for (const line of lines) {
        if (/^(ok|not ok) \d+ - |^\s+(# |not ok)/.test(line)) console.log(line.trimEnd());
        if (/^ok \d+ - /.test(line)) passed += 1;
        if (/^not ok \d+ - /.test(line)) failed += 1;
      }
    });
    child.on('close', status => {
      // A file that ended early or counted nothing did not prove anything.
      if ((status !== 0 && failed === 0) || passed + failed === before) failed += 1;
      done();
    });
  });
}

for (const file of long) {
  if (!existsSync(file)) failed += 1;
  else await run(file, { DRAWBRIDGE_PROOF: 'long', DRAWBRIDGE_KILL_ROUNDS: '20' });
}
for (const file of heard) await run(file, {});
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
