// The gate of .ci/run for packages: the lock file passes, and each kind of package that must not come in is refused.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { testFolder } from '../helpers/folder.js';

interface Entry {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Lock {
  readonly packages: Readonly<Record<string, Entry>>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const good: Entry = { version: '1.0.0', license: 'MIT', integrity: `sha512-${'A'.repeat(86)}==` };
const { license: _, ...unnamed } = good;
const { integrity: __, ...withoutHash } = good;

/** A package that must not come in, and what the gate says of it. */
const refused: readonly (readonly [name: string, entry: Entry, problem: string])[] = [
  ['copyleft', { ...good, license: 'AGPL-3.0-only' }, 'licence AGPL-3.0-only'],
  ['copyleft-dev', { ...good, license: 'GPL-3.0-or-later', dev: true }, 'licence GPL-3.0-or-later'],
  ['both', { ...good, license: '(MIT AND GPL-2.0-only)' }, 'licence (MIT AND GPL-2.0-only)'],
  ['exception', { ...good, license: 'Apache-2.0 WITH LLVM-exception' }, 'licence Apache-2.0 WITH LLVM-exception'],
  ['shipped-mpl', { ...good, license: 'MPL-2.0' }, 'licence MPL-2.0: not accepted in what is shipped'],
  ['unlicensed', { ...good, license: 'UNLICENSED' }, 'licence UNLICENSED'],
  ['see-file', { ...good, license: 'SEE LICENSE IN LICENSE.md' }, 'licence SEE LICENSE IN LICENSE.md'],
  ['unnamed', unnamed, 'licence not named'],
  ['no-hash', withoutHash, 'no SHA-512 hash'],
  ['weak-hash', { ...good, integrity: `sha1-${'A'.repeat(27)}=` }, 'no SHA-512 hash'],
  ['elsewhere', { ...good, resolved: 'git+ssh://git@git.example/a/b.git#1234' }, 'names where it is downloaded from'],
  ['with-script', { ...good, hasInstallScript: true }, 'runs a script when it is installed'],
];
const accepted: readonly (readonly [name: string, entry: Entry])[] = [
  ['either', { ...good, license: '(GPL-2.0-only OR MIT)' }],
  ['dev-mpl', { ...good, license: 'MPL-2.0', dev: true }],
  ['@scope/name', good],
];

function gate(path: string) {
  return new Promise<{ readonly code: number; readonly text: string }>(resolve => {
    const child = execFile(process.execPath, ['.ci/packages.mjs', path], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, text: stdout + stderr }),
    );
  });
}

t.test('the lock file passes', async t => {
  const { code, text } = await gate('package-lock.json');
  t.equal(code, 0, text);
  t.match(text, /: [5-9]\d\d packages, 0 problems/, 'it read hundreds of packages');
});

t.test('what must not come in is refused by name, also below another package, and nothing else is', async t => {
  const folder = testFolder(t);
  const added = [...refused, ...accepted].map(([name, entry], at) => {
    const below = at % 2 === 0 ? '' : 'node_modules/tap/';
    return [`${below}node_modules/${name}`, entry] as const;
  });
  const path = join(folder, 'lock.json');
  writeFileSync(path, JSON.stringify({ ...lock, packages: { ...lock.packages, ...Object.fromEntries(added) } }));
  const { code, text } = await gate(path);
  t.equal(code, 1);
  for (const [name, , problem] of refused) t.match(text, `: ${name}@1.0.0: ${problem}`);
  t.match(text, `, ${refused.length} problems`);
});

t.test('an exception that nothing needs is refused', async t => {
  const folder = testFolder(t);
  const packages = Object.fromEntries(
    Object.entries(lock.packages).filter(
      ([path]) => !/jsonc-simple-parser|classic-level|node_modules\/esbuild/.test(path),
    ),
  );
  const path = join(folder, 'lock.json');
  writeFileSync(path, JSON.stringify({ ...lock, packages }));
  const { text } = await gate(path);
  t.match(text, 'jsonc-simple-parser@3.0.0: the exception is not needed');
  t.match(text, 'classic-level: the exception for its script is not needed');
});
