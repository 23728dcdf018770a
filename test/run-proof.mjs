// The long form of the property tests, each bounded in time (DRAWBRIDGE_PROOF_SECONDS, ten minutes unless said), of the tests
// that kill processes, and of those whose short form draws some of many cases. It prints each property with the runs it
// came to, and closes with "N passed, N failed" alone on a line.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const names = ['policy-properties', 'checks', 'findings', 'http', 'events-kill', 'rotation-kill', 'history'];
const files = names.map(name => `dist/test/${name}.test.js`);
let [passed, failed] = [0, 0];

function run(file) {
  return new Promise(done => {
    const child = spawn(process.execPath, [file], {
      env: { ...process.env, DRAWBRIDGE_PROOF: 'long', DRAWBRIDGE_KILL_ROUNDS: '20', TAP_TIMEOUT: '0' },
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

for (const file of files) {
  if (!existsSync(file)) failed += 1;
  else await run(file);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
