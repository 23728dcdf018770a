// How fast two roles are compared, against JSON.parse, a naive canonical form and policyuniverse (Python, in its own
// virtual environment): CPU per comparison, minimum of rounds. `npm run bench:policy`.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { driftOf } from '../../api/core/drift/drift.js';
import type { PolicyDocument } from '../../api/core/policy/document/document.js';
import { type BenchPair, benchPairs } from './policy-pairs.js';

const version = '1.5.1.20231109';
const rounds = 8;
const secondsOfWarming = 0.3;

/** Keys and lists sorted, Sids removed, then one text: the obvious implementation. */
function canonical(value: unknown): string {
  const sorted = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof each !== 'object' || each === null) return each;
    const members = Object.entries(each).filter(([name]) => name !== 'Sid');
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(members.map(([name, inner]) => [name, sorted(inner)]));
  };
  return JSON.stringify(sorted(value));
}

interface Side {
  name: string;
  compare(pair: BenchPair): boolean;
}

const sides: Side[] = [
  {
    name: 'JSON.parse',
    compare: ({ spec, documents }) => [...spec, ...documents].map(each => JSON.parse(each) as unknown).length === 0,
  },
  {
    name: 'canonical JSON',
    compare: ({ spec, documents }) =>
      spec
        .map((each, at) => canonical(JSON.parse(each)) === canonical(JSON.parse(documents[at]!)))
        .every(isEqual => isEqual),
  },
  {
    name: 'Drawbridge',
    compare: ({ role, spec, live }) => {
      const [trustPolicy, ...inline] = spec.map(each => JSON.parse(each) as PolicyDocument);
      const inlinePolicies = role.inlinePolicies.map(({ name }, at) => ({ name, document: inline[at]! }));
      return driftOf({ ...role, trustPolicy: trustPolicy!, inlinePolicies }, live).length === 0;
    },
  },
];

/** CPU microseconds of one comparison. */
function measured({ compare }: Side, pair: BenchPair, repeats: number): number {
  const before = process.cpuUsage();
  for (let n = 0; n < repeats; n += 1) compare(pair);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / repeats;
}

/** Warmed up, and repeated often enough for one measurement. */
function repeatsFor(side: Side, pair: BenchPair): number {
  const until = performance.now() + secondsOfWarming * 1000;
  let repeats = 0;
  for (; performance.now() < until; repeats += 1) side.compare(pair);
  return Math.max(5, Math.ceil(repeats / 3));
}

class PolicyUniverse {
  private readonly lines: AsyncIterator<string>;

  constructor(private readonly child: ChildProcess) {
    this.lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  }

  async ask(line: string): Promise<unknown> {
    this.child.stdin!.write(`${line}\n`);
    const answer = await this.lines.next();
    if (answer.done) throw new Error('policyuniverse ended');
    return JSON.parse(answer.value) as unknown;
  }

  close(): void {
    this.child.stdin!.end();
  }
}

/** Undefined without Python, or if the installation fails. */
function policyUniverse(): PolicyUniverse | undefined {
  const folder = '.tmp-policyuniverse';
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(python)) {
    const made = ['python3', 'python'].some(each => spawnSync(each, ['-m', 'venv', folder]).status === 0);
    if (!made) return undefined;
  }
  const wanted = `policyuniverse==${version}`;
  if (spawnSync(python, ['-m', 'pip', 'install', '--quiet', wanted], { stdio: 'inherit' }).status !== 0)
    return undefined;
  const script = join('test', 'bench', 'policy-universe.py');
  return new PolicyUniverse(spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] }));
}

function says(isEqual: boolean, truth: boolean): string {
  return `${isEqual ? 'equal' : 'different'}${isEqual === truth ? '' : ' (WRONG)'}`;
}

const pairs = benchPairs();
const theirs = policyUniverse();
if (!theirs) console.log('No Python 3 could install policyuniverse: the comparison with it was skipped.');
const theirSays =
  theirs &&
  ((await theirs.ask(JSON.stringify(pairs.map(({ spec, documents }) => ({ spec, live: documents }))))) as boolean[]);

console.log(`Node ${process.version}, policyuniverse ${version}, ${rounds} rounds\n`);
console.log('Results:');
for (const [at, pair] of pairs.entries()) {
  const said = sides.slice(1).map(side => `${side.name}: ${says(side.compare(pair), pair.isEqual)}`);
  if (theirSays) said.push(`policyuniverse: ${says(theirSays[at]!, pair.isEqual)}`);
  console.log(`  ${pair.name}: ${said.join(', ')}`);
}

console.log('\nCPU microseconds a comparison, minimum (maximum) of the rounds; how many times ours:');
let isOursWrong = false;
for (const [at, pair] of pairs.entries()) {
  const repeats = sides.map(side => repeatsFor(side, pair));
  const found: number[][] = [...sides.map(() => []), []];
  for (let round = 0; round < rounds; round += 1) {
    for (const [n, side] of sides.entries()) found[n]!.push(measured(side, pair, repeats[n]!));
    if (theirs) found.at(-1)!.push((((await theirs.ask(`${at} 20`)) as number) * 1e6) / 20);
  }
  const ours = Math.min(...found[2]!);
  const names = [...sides.map(side => side.name), 'policyuniverse'];
  const answers = found.flatMap((times, n) => {
    if (times.length === 0) return [];
    const [least, most] = [Math.min(...times), Math.max(...times)];
    return `${names[n]} ${least.toFixed(0)} (${most.toFixed(0)})${n === 2 ? '' : ` = ${(least / ours).toFixed(1)}x`}`;
  });
  console.log(`  ${pair.name}: ${answers.join(', ')}`);
  isOursWrong ||= sides[2]!.compare(pair) !== pair.isEqual;
}
theirs?.close();
process.exitCode = isOursWrong ? 1 : 0;
