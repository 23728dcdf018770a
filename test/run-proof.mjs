// The long form of the tests that draw cases or kill processes (DRAWBRIDGE_PROOF_SECONDS each, ten minutes by default),
// then every other test with a webhook receiver. Prints "N passed, N failed" on the last line.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';

const long = [
  'policy/policy-properties',
  'templates/terraform',
  'templates/role-forms',
  'check/checks',
  'session/request-faults',
  'finding/findings',
  'http/http',
  'proof/events-kill',
  'proof/rotation-kill',
  'audit/history',
  'proof/revocation',
  'proof/many-instances',
  'access/isolation',
].map(name => `dist/test/${name}.test.js`);
// Files or folders without the receiver: they count webhooks or subjects, or plant a row older than any receiver.
const deaf = new Set(['sdk', 'events', 'documents', 'history-for-people', 'verification']);
const apart = /^(batches|browser|emulators|bench|proof)\//;
const heard = readdirSync('dist/test', { recursive: true })
  .filter(each => each.endsWith('.test.js') && !apart.test(each))
  .filter(each => !deaf.has(basename(each, '.test.js')) && !deaf.has(each.split('/')[0]))
  .map(each => `dist/test/${each}`)
  .filter(each => !long.includes(each));
let [passed, failed] = [0, 0];

function run(file, form) {
  return new Promise(done => {
    const child = spawn(process.execPath, [file], {
      env: { ...process.env, ...form, DRAWBRIDGE_HEAR: 'all', DRAWBRIDGE_SOCKETS: 'all', TAP_TIMEOUT: '0' },
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
      // A file that ended early or ran no assertion proves nothing.
      if ((status !== 0 && failed === 0) || passed + failed === before) failed += 1;
      done();
    });
  });
}

// The list of the others must not silently become empty when files move.
if (heard.length < 40) {
  console.log(`only ${heard.length} test files were found in dist/test`);
  failed += 1;
}
for (const file of long) {
  if (!existsSync(file)) failed += 1;
  else await run(file, { DRAWBRIDGE_PROOF: 'long', DRAWBRIDGE_KILL_ROUNDS: '20' });
}
for (const file of heard) await run(file, {});
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
