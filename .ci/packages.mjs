// Checks a package-lock.json: the licence, the integrity hash and the source of every package, and which packages may
// run a script when they are installed. Works from the file alone; npm ci compares the hashes with what it downloads.
import { readFileSync } from 'node:fs';
import parse from 'spdx-expression-parse';

const permissive = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'BlueOak-1.0.0', 'PSF-2.0'];
/** Licences for packages that are not shipped. */
const forDevelopment = [...permissive, 'MPL-2.0'];

/** Development packages whose licence was read by a person: what the package contains, and why it is accepted. */
const read = {
  'jsonc-simple-parser@3.0.0': 'names no licence in its manifest; its file `license` is the MIT licence',
  'spdx-exceptions@2.5.0': 'CC-BY-3.0: a list of names, used unmodified',
  'spdx-license-ids@3.0.24': 'CC0-1.0: a list of names',
};

/** Packages with an install script. All of them work without it, so package.json denies it (`allowScripts`). */
const withScript = new Set(['classic-level', 'esbuild']);

/** Whether a licence expression can be met with accepted licences alone. */
function isMet(expression, accepted) {
  if (expression.conjunction === 'or') return isMet(expression.left, accepted) || isMet(expression.right, accepted);
  if (expression.conjunction === 'and') return isMet(expression.left, accepted) && isMet(expression.right, accepted);
  return accepted.includes(expression.license) && !expression.plus && !expression.exception;
}

/** Why a package is refused, or undefined. `entry` is its value in `packages` of a lock file (version 3). */
function licenceProblem(name, entry, used) {
  const accepted = entry.dev ? forDevelopment : permissive;
  try {
    if (isMet(parse(entry.license), accepted)) return undefined;
  } catch {
    // No SPDX expression: refused below, as an unknown licence is.
  }
  const id = `${name}@${entry.version}`;
  if (entry.dev && id in read) {
    used.add(id);
    return undefined;
  }
  return `licence ${entry.license ?? 'not named'}: not accepted${entry.dev ? '' : ' in what is shipped'}`;
}

function problemsOf(name, entry, used) {
  const problems = [licenceProblem(name, entry, used)];
  if (!/^sha512-[\w+/]{86}==$/.test(entry.integrity ?? '')) problems.push('no SHA-512 hash');
  if (entry.resolved !== undefined) problems.push('names where it is downloaded from, which .npmrc leaves out');
  if (entry.hasInstallScript && !withScript.has(name)) problems.push('runs a script when it is installed');
  return problems.filter(problem => problem !== undefined).map(problem => `${name}@${entry.version}: ${problem}`);
}

/** All problems of a lock file. */
function check(lock) {
  const used = new Set();
  const packages = Object.entries(lock.packages).filter(
    ([path, entry]) => path.includes('node_modules/') && !entry.link,
  );
  const named = packages.map(([path, entry]) => [path.slice(path.lastIndexOf('node_modules/') + 13), entry]);
  const problems = named.flatMap(([name, entry]) => problemsOf(name, entry, used));
  for (const id of Object.keys(read)) if (!used.has(id)) problems.push(`${id}: the exception is not needed`);
  for (const name of withScript) {
    if (!named.some(([other, entry]) => other === name && entry.hasInstallScript)) {
      problems.push(`${name}: the exception for its script is not needed`);
    }
  }
  return { count: packages.length, problems };
}

const files = process.argv.length > 2 ? process.argv.slice(2) : ['package-lock.json'];
for (const file of files) {
  const { count, problems } = check(JSON.parse(readFileSync(file, 'utf8')));
  for (const problem of problems) console.log(`${file}: ${problem}`);
  console.log(`${file}: ${count} packages, ${problems.length} problems`);
  if (problems.length > 0) process.exitCode = 1;
}
