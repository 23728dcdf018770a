// Runs one module of the bundle of test/bundle-children.mjs: its name, then its arguments. Without a name: loads all
// modules that only define something, and writes V8's code cache.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { join } = require('node:path');
const { constants, Script } = require('node:vm');

const filename = join(__dirname, '../.tap/children/children.cjs');
const cacheFile = `${filename}.cache`;
const [name, ...given] = process.argv.slice(2);

async function main() {
  const script = new Script(wrap(readFileSync(filename, 'utf8')), {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(existsSync(cacheFile) && { cachedData: readFileSync(cacheFile) }),
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(filename), module, filename, join(filename, '..'));
  const { modules } = module.exports;
  if (name) {
    const { run } = await modules[name]();
    await run?.(given);
    return;
  }
  for (const [each, load] of Object.entries(modules)) if (each.endsWith('-child')) await load();
  writeFileSync(cacheFile, script.createCachedData());
}

void main();
