// Runs printed commands in a shell, with a small `aws` that calls the local AWS as the account's owner. It knows the
// options that printed commands have. test/emulators/aws-cli.test.ts runs the same commands with AWS's own.
import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Test } from 'tap';
import type { World } from './world.js';

const script = `#!/usr/bin/env node
const [service, verb, ...rest] = process.argv.slice(2);
const pascal = word => word.replace(/(?:^|-)(\\w)/g, (_, first) => first.toUpperCase());
const waiter = verb === 'wait' && rest.shift();
const options = {};
for (let at = 0; at < rest.length; at += 1) {
  const [name, joined] = rest[at].split(/=(.*)/s);
  const isFlag = name === '--use-previous-template';
  options[name.slice(2)] = isFlag ? 'true' : (joined ?? rest[++at]);
}
const { region, 'endpoint-url': endpoint, query, output, ...input } = options;
const fail = text => { console.error(text); process.exit(254); };
const response = await fetch(endpoint + '/_console/api/call', {
  method: 'POST',
  headers: { 'content-type': 'application/json', origin: endpoint },
  body: JSON.stringify({
    account: process.env.TEST_ACCOUNT,
    region,
    service,
    action: waiter === 'change-set-create-complete' ? 'DescribeChangeSet' : waiter ? 'DescribeStacks' : pascal(verb),
    input: Object.fromEntries(Object.entries(input).map(([name, value]) =>
      [pascal(name).replace(/Url$/, 'URL'), name === 'capabilities' ? [value] : value])),
  }),
});
const answer = await response.json();
if (!response.ok) fail(JSON.stringify(answer));
if (waiter) {
  const wanted = waiter.replace(/^stack-|^change-set-/, '').replace('-', '_').toUpperCase();
  const status = answer.Stacks?.[0].StackStatus ?? answer.Status;
  if (status !== wanted) fail('Waiter failed: ' + status);
} else if (query) {
  const value = query.split(/[.[\\]]+/).filter(Boolean).reduce((found, name) => found?.[name], answer);
  console.log(value === undefined ? 'None' : value);
} else if (Object.keys(answer).length > 0) console.log(JSON.stringify(answer));
`;

export interface Ran {
  status: number | null;
  out: string;
}

/** A terminal of the owner of `account`, whose clock is the world's. */
export function ownersTerminal(t: Test, world: World, account: string): (command: string) => Promise<Ran> {
  const cwd = t.testdir();
  const aws = join(cwd, 'aws');
  writeFileSync(aws, script);
  chmodSync(aws, 0o755);
  const env = { PATH: `${cwd}:${dirname(process.execPath)}:${process.env.PATH}`, HOME: cwd, TEST_ACCOUNT: account };
  return command => {
    const now = world.clock.now().toISOString().replace(/\.\d+/, '');
    const digits = now.replace(/\D/g, '');
    const date = `date() { case $2 in *S) printf %s ${digits};; *) printf %s ${now};; esac; }`;
    const child = spawn('sh', ['-c', `${date}\n${command}`], { cwd, env });
    return new Promise((done, fail) => {
      let out = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (out += chunk));
      child.on('error', fail);
      child.on('close', status => done({ status, out: out.trim() }));
    });
  };
}
