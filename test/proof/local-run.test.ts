// The local run as a newcomer uses it: what it prints works, a second start shows the same data, a taken port and a
// held folder are reported, a kill loses nothing, an older Node gets one sentence.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { childScript } from '../helpers/child-script.js';
import { testFolder } from '../helpers/folder.js';

type Json = Record<string, any>;

/** What `npm start` runs. */
const entrance = [fileURLToPath(new URL('../../deploy/local/run.js', import.meta.url))];
/** The same, in a third of the time to load. */
const quickEntrance = [childScript, '../deploy/local/run'];

interface Run {
  child: ChildProcess;
  out: string;
  ended: Promise<unknown>;
}

interface More {
  args?: string[];
  env?: Record<string, string>;
  from?: string[];
}

/** Starts the local run in `folder` and returns its output once it is ready, or once it has ended. */
async function start(t: Pick<Test, 'teardown'>, folder: string, port: number, more: More = {}): Promise<Run> {
  const child = spawn(process.execPath, [...(more.from ?? quickEntrance), ...(more.args ?? [])], {
    env: { ...process.env, ...more.env, DRAWBRIDGE_DATA: folder, DRAWBRIDGE_PORT: String(port), FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const run: Run = { child, out: '', ended: once(child, 'exit') };
  // The folder is removed after this: no process may still write to it.
  t.teardown(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await run.ended;
  });
  const ready = new Promise<void>(resolve => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', chunk => {
        run.out += chunk;
        if (run.out.includes('Press Ctrl-C to stop.')) resolve();
      });
    }
  });
  await Promise.race([ready, run.ended]);
  return run;
}

/** Runs a printed curl line through fetch: the same method, headers, body and address. */
async function curl(line: string): Promise<Json & { status: number }> {
  const headers = Object.fromEntries(
    [...line.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name!, value!]),
  );
  const body = /-d '([^']*)'/.exec(line)?.[1];
  const url = /(http:\/\/\S+)$/.exec(line)![1]!;
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, ...((await answer.json()) as Json) };
}

/** The three lines that work at once; those after the launch come later. */
const lines = (run: Run) =>
  [...run.out.split(/^(?:After the launch|Then change)/m)[0]!.matchAll(/^ {2}(curl .*)$/gm)].map(match => match[1]!);

async function wishedPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  await new Promise(resolve => probe.close(resolve));
  return port;
}

t.test(
  'what it prints works, also after a stop, a kill and a reset, and on the next port if its own is taken',
  { timeout: 100_000 },
  async t => {
    const folder = testFolder(t);
    const port = await wishedPort();
    const first = await start(t, folder, port, { from: entrance });
    t.equal(lines(first).length, 3, first.out);
    const [tenants, connection, delivery] = await Promise.all(lines(first).map(curl));
    t.match([tenants!.status, connection!.status, delivery!.status], [200, 200, 200]);
    t.match(tenants, { items: [{ name: 'Sample Tenant' }] });
    const page = await fetch(/Hand-off link\s+(\S+)/.exec(first.out)![1]!, { redirect: 'manual' });
    t.equal(page.status, 303);

    const [, inner = '', sed = ''] = /\$\((curl [^|]+) \| sed '([^']+)'\)\?waitSeconds=25"$/m.exec(first.out)!;
    const begun = await curl(inner);
    const read = spawnSync('sed', [sed], { input: JSON.stringify(begun), encoding: 'utf8' }).stdout.trim();
    t.equal(read, begun.id, 'the printed line finds the check that it began, and waits for it');

    const held = await start(t, folder, port);
    t.match(held.out, `Another run (process ${first.child.pid}) is using the data in ${folder}. `);
    t.match(held.out, 'set DRAWBRIDGE_DATA to another folder');
    t.match(await held.ended, [1]);

    first.child.kill('SIGTERM');
    t.match(await first.ended, [0], 'it stops cleanly, although a check may be waiting');

    const second = await start(t, folder, port);
    t.same(lines(second), lines(first), 'the same keys, tenant and connection');
    t.match(await curl(lines(second)[1]!), { externalId: connection!.externalId, revision: connection!.revision });
    second.child.kill('SIGKILL');
    await second.ended;

    const third = await start(t, folder, port, { env: { DRAWBRIDGE_LOG_LEVEL: 'info' } });
    t.match(await curl(lines(third)[1]!), { externalId: connection!.externalId });
    const asked = await Promise.all(Array.from({ length: 30 }, () => fetch(`http://127.0.0.1:${port}/nothing`)));
    third.child.kill('SIGTERM');
    await third.ended;
    const logged = asked.filter(({ headers }) => third.out.includes(`"reqId":"${headers.get('x-request-id')}"`));
    t.equal(logged.length, 30, 'each answered request has its line in the log, also those just before the end');

    writeFileSync(join(folder, 'thesis.txt'), 'mine');
    const other = createServer().listen(port, '127.0.0.1');
    t.teardown(() => other.close());
    await once(other, 'listening');
    const fresh = await start(t, folder, port, { args: ['--fresh'] });
    t.match(fresh.out, `Port ${port} for the service is in use; trying ${port + 1}. (Set DRAWBRIDGE_PORT`);
    t.equal(readFileSync(join(folder, 'thesis.txt'), 'utf8'), 'mine', 'files of another origin stay');
    t.not(lines(fresh)[1], lines(first)[1]);
    t.match(await curl(lines(fresh)[0]!), { status: 200, items: { length: 1 } }, 'the next port answers');
  },
);

t.test('a folder with other files is not reset', async t => {
  const folder = testFolder(t, { dynamodb: { thesis: 'mine' } });
  const run = await start(t, folder, await wishedPort(), { args: ['--fresh'] });
  t.match(run.out, 'was not created by a local run; nothing was removed.');
  t.equal(readFileSync(join(folder, 'dynamodb', 'thesis'), 'utf8'), 'mine');
});

t.test('a signal that ends npm ends the run', { timeout: 100_000 }, async t => {
  const folder = testFolder(t);
  // As npm runs a script: through a shell, to which it passes the signal.
  const shell = spawn('sh', ['-c', `"${process.execPath}" ${quickEntrance.join(' ')}; true`], {
    env: {
      ...process.env,
      DRAWBRIDGE_DATA: folder,
      DRAWBRIDGE_PORT: String(await wishedPort()),
      npm_lifecycle_event: 'start',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  t.teardown(() => existsSync(marker) && process.kill(Number(readFileSync(marker, 'utf8')), 'SIGKILL'));
  const marker = join(folder, 'running');
  let out = '';
  for await (const chunk of shell.stdout) {
    if (!out.includes('Press Ctrl-C to stop.') && `${out}${chunk}`.includes('Press Ctrl-C to stop.'))
      shell.kill('SIGTERM');
    out += chunk;
  }
  t.match(out, /Stopping\. Running work is finished first/);
  t.notOk(existsSync(marker), 'nothing is held any more');
});

t.test('an older Node gets one clear sentence', async t => {
  const script = fileURLToPath(new URL('../../../deploy/local/node-version.cjs', import.meta.url));
  const pretend =
    "Object.defineProperty(process.versions, 'node', { value: '18.19.0' }); " + `require(${JSON.stringify(script)});`;
  const old = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' });
  t.equal(old.status, 1);
  t.equal(old.stderr, 'Drawbridge needs Node 20.20 or newer (22 recommended); this is Node 18.19.0.\n');
  t.equal(spawnSync(process.execPath, [script]).status, 0);
});
