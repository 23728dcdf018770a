// Runs one module of test/ in this process: its path below test/, without .js, then its arguments.
const [name, ...given] = process.argv.slice(2);
const { run } = await import(new URL(`../${name}.js`, import.meta.url).href);
await run?.(given);
