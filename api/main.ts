// Entrance of the service in AWS: app and worker in one process. `main.js first-key` creates the first operator key,
// which creates every other key, and prints it. `main.js adopt-table` ends the hold of a restored table, and
// `main.js migrate-table` gives the items of a release without MACs theirs. The entrance of the local run is
// deploy/local/run.ts.
import { buildApp } from './app.js';
import { compose, makeFirstKey, makeLog } from './compose.js';
import { ConfigError, loadConfig } from './config/load-config.js';
import { startWarnings } from './config/warnings.js';
import { TableRefused } from './errors.js';
import { migrateTable } from './operations/audit/migrate-table.js';
import { permissionsCommand, permissionsUsage } from './permissions.js';
import type { Ports } from './ports/ports.js';
import { startWorker } from './worker.js';

const usage = `node dist/api/main.js                starts the service and its worker
node dist/api/main.js first-key      creates the first operator key, prints it and exits
node dist/api/main.js adopt-table    ends the hold of a restored table; first read docs/exports.md
node dist/api/main.js adopt-table '<ownItem>'
                                     the same, and puts back the table's own item as a start has logged it
node dist/api/main.js migrate-table  once, at the upgrade from a release without MACs; first stop every instance
${permissionsUsage}Variables: docs/configuration.md
`;

/** Each does one thing, reports it and exits. */
const commands: Record<string, (ports: Ports, given?: string) => Promise<string>> = {
  async 'first-key'(ports) {
    await ports.tableIntegrity.open();
    return makeFirstKey(ports);
  },
  async 'adopt-table'({ tableIntegrity }, ownItem) {
    await tableIntegrity.adopt(ownItem);
    return 'The table is adopted. Start every instance again.';
  },
  async 'migrate-table'(ports) {
    const { written, left } = await migrateTable(ports);
    const rest = left > 0 ? ` ${left} could not be read and stay on hold.` : '';
    return `${written} items got their MAC.${rest} Start every instance.`;
  },
};

async function main(): Promise<void> {
  const [, , command, given, ...more] = process.argv;
  if (command === 'permissions') {
    const args = given === undefined ? [] : [given, ...more];
    process.exitCode = permissionsCommand(args, {
      out: text => process.stdout.write(text),
      note: text => process.stderr.write(text),
    });
    return;
  }
  const run = command !== undefined && Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (command !== undefined && !run) {
    const isHelp = command === '--help' || command === '-h';
    (isHelp ? process.stdout : process.stderr).write(isHelp ? usage : `Unknown command: ${command}\n${usage}`);
    process.exitCode = isHelp ? 0 : 1;
    return;
  }
  const config = loadConfig(process.env);
  const log = makeLog(config);
  const kit = compose(config, log);
  if (run) {
    try {
      process.stdout.write(`${await run(kit.ports, given)}\n`);
    } finally {
      await kit.close();
    }
    return;
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
  const isForOperator = error instanceof ConfigError || error instanceof TableRefused;
  process.stderr.write(`${isForOperator ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
