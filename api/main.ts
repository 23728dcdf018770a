// Entrance of the service in AWS: app and worker in one process. `main.js first-key` creates the first operator key,
// which creates every other key, and prints it. `main.js adopt-table` ends the hold of a restored table. The entrance
// of the local run is deploy/local/run.ts.
import { buildApp } from './app.js';
import { compose, makeFirstKey, makeLog } from './compose.js';
import { ConfigError, loadConfig } from './config/load-config.js';
import { startWarnings } from './config/warnings.js';
import { startWorker } from './worker.js';

const usage = `node dist/api/main.js             starts the service and its worker
node dist/api/main.js first-key   creates the first operator key, prints it and exits
node dist/api/main.js adopt-table ends the hold of a restored table; first read docs/exports.md
Variables: docs/configuration.md
`;

async function main(): Promise<void> {
  const [, , command] = process.argv;
  if (command !== undefined && command !== 'first-key' && command !== 'adopt-table') {
    const isHelp = command === '--help' || command === '-h';
    (isHelp ? process.stdout : process.stderr).write(isHelp ? usage : `Unknown command: ${command}\n${usage}`);
    process.exitCode = isHelp ? 0 : 1;
    return;
  }
  const config = loadConfig(process.env);
  const log = makeLog(config);
  const kit = compose(config, log);
  if (command === 'first-key') {
    process.stdout.write(`${await makeFirstKey(kit.ports)}\n`);
    return kit.close();
  }
  if (command === 'adopt-table') {
    await kit.ports.tableIntegrity.adopt();
    process.stdout.write('The table is adopted. Start every instance again.\n');
    return kit.close();
  }
  await kit.prepare();
  const app = await buildApp(kit.ports, config);
  await app.listen({ host: config.host, port: config.port });
  for (const warning of startWarnings(config)) log.warn({}, warning);
  const worker = startWorker(kit.ports);
  const stop = async (signal: string) => {
    log.info({ signal }, 'stopping: no new requests are accepted, and running work is finished first');
    await worker.stop();
    await app.close();
    await kit.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 1;
});
