// Bundles the modules that tests start as processes of their own into one file, with V8's code cache of it: a process
// then loads the kit in a third of the time. Only for `npm test`, right after the build, so the bundle is never old.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const out = resolve('.tap/children');
/** As they are named at the start of a process: the paths below dist/test. */
const modules = [
  'audit/store-writer-child',
  'proof/asking-child',
  'proof/instance-child',
  'proof/service-child',
  'proof/worker-child',
  '../deploy/local/run',
];

/** A module of ours finds the files beside it by its own address, which the bundle would change. */
const ownAddresses = {
  name: 'own addresses',
  setup({ onLoad }) {
    onLoad({ filter: /\/dist\/(api|templates|deploy|test)\/.*\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (path.includes('/node_modules/') || !text.includes('import.meta.url')) return undefined;
      return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)) };
    });
  },
};

/** Returns the script that runs one of the modules. */
export async function bundleChildren(env) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const members = modules.map(name => `${JSON.stringify(name)}: () => import('./dist/test/${name}.js'),`);
  const { warnings } = await build({
    stdin: { contents: `export const modules = {\n${members.join('\n')}\n};`, resolveDir: resolve('.') },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: `${out}/children.cjs`,
    // Finds its files by names that are only known when it runs.
    external: ['dynalite'],
    plugins: [ownAddresses],
    logLevel: 'warning',
  });
  if (warnings.length > 0) throw new Error('The bundle of the child processes has warnings');
  const script = resolve('test/run-bundled.cjs');
  const cached = spawnSync(process.execPath, [script], { env, stdio: 'inherit' });
  if (cached.status !== 0) throw new Error('The code cache of the child processes was not written');
  return script;
}
