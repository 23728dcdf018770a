// Runs several test files in one process, in turn: loading tap, the kit and the AWS clients costs more than most files.
// Each file can still run alone. If DRAWBRIDGE_TEST_TIMES names a file, each file's time is appended to it.
import './without-promise-watch.js';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import t from 'tap';

/** The root of all tests, with the methods that a file may call. */
type Root = Pick<typeof t, 'idle' | 'once' | 'on'> & {
  teardown(ends: () => unknown): void;
  setTimeout(milliseconds: number): void;
};

const root = t as unknown as Root;
const defaultMilliseconds = 900_000;

/** `names` are the paths of test files, relative to dist/test, without `.test.js`. */
export async function runFiles(names: readonly string[]): Promise<void> {
  let tests = 0;
  root.on('subtestAdd', () => {
    tests += 1;
  });
  for (const name of names) {
    const before = { at: performance.now(), cpuSeconds: cpuSeconds(), tests };
    await runFile(name);
    if (tests === before.tests) throw new Error(`${name} has no test`);
    note({ name, seconds: (performance.now() - before.at) / 1000, cpuSeconds: cpuSeconds() - before.cpuSeconds });
  }
}

/** Calls on the root hold for this file alone: its teardowns run when its tests have ended. */
async function runFile(name: string): Promise<void> {
  const teardowns: (() => unknown)[] = [];
  root.teardown = teardown => void teardowns.unshift(teardown);
  let timer: NodeJS.Timeout | undefined;
  root.setTimeout = milliseconds => {
    clearTimeout(timer);
    // 0 means no time-out.
    if (milliseconds > 0) timer = setTimeout(tooLong, Math.max(milliseconds, defaultMilliseconds), name);
  };
  root.setTimeout(defaultMilliseconds);
  await import(new URL(`../${name}.test.js`, import.meta.url).href);
  while (!root.idle) await new Promise<void>(resolve => void root.once('idle', resolve));
  clearTimeout(timer);
  for (const teardown of teardowns) await teardown();
}

function tooLong(name: string): never {
  console.error(`${name} took too long`);
  process.exit(1);
}

/** CPU time of this process, and on Linux of its child processes that have ended. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1e6;
  if (!existsSync('/proc/self/stat')) return own;
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ');
  // cutime and cstime, in hundredths of a second.
  return own + (Number(fields[13]) + Number(fields[14])) / 100;
}

function note(times: { name: string; seconds: number; cpuSeconds: number }): void {
  const file = process.env.DRAWBRIDGE_TEST_TIMES;
  if (file) appendFileSync(file, `${JSON.stringify(times)}\n`);
}
