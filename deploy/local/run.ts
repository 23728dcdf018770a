// Entry point of the local run: embedded DynamoDB, local AWS, the service and its worker in one process, with a sample
// tenant. Data stays in .drawbridge/ until `-- --fresh`. Everything listens on the loopback address only.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildApp } from '../../api/app.js';
import { compose, type Kit, makeFirstKey, makeLog } from '../../api/compose.js';
import { loadConfig } from '../../api/config/load-config.js';
import { startWorker } from '../../api/worker.js';
import { startLocalAws } from './aws/server.js';
import { DataInUse, type LocalDynamoDB, startDynamoDB } from './dynamodb.js';
import { freePort } from './free-port.js';
import { seedSample } from './seed.js';
import { makeVendorAccount, vendorVariables } from './vendor-account.js';
import { welcome } from './welcome.js';

const folder = resolve(process.env.DRAWBRIDGE_DATA ?? '.drawbridge');
const startedBy = process.ppid;
/** Exists while a run uses the data, and holds its process id; an unclean stop leaves it behind. */
const marker = join(folder, 'running');

interface Kept {
  signingKey: string;
  operatorKey?: string;
  backendKey?: string;
  supportKey?: string;
  personsKey?: string;
  auditorKey?: string;
  tenantId?: string;
  connectionId?: string;
}

async function main(): Promise<void> {
  // The README mentions this warning; here it would only hide the link.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  if (process.argv.includes('--fresh')) await removeData();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // First, because this file marks the folder as ours.
  const kept = readKept();
  const dynamodb = await openData();
  const wasUnclean = existsSync(marker);
  writeFileSync(marker, `${process.pid}\n`);
  const port = await freePort(preferredPort(), 'the service');
  const aws = await startLocalAws({
    stateFile: join(folder, 'aws.json'),
    port: await freePort(port + 1, 'the local AWS'),
  });
  const publicUrl = `http://127.0.0.1:${port}`;
  const config = loadConfig({
    ...vendorVariables({ aws: aws.url, dynamodb: dynamodb.endpoint, key: makeVendorAccount(aws) }),
    DRAWBRIDGE_PUBLIC_URL: publicUrl,
    DRAWBRIDGE_PORT: String(port),
    DRAWBRIDGE_SIGNING_KEY: kept.signingKey,
    DRAWBRIDGE_LOG_LEVEL: process.env.DRAWBRIDGE_LOG_LEVEL ?? 'warn',
    DRAWBRIDGE_LOGO: process.env.DRAWBRIDGE_LOGO,
    DRAWBRIDGE_LANGUAGES: process.env.DRAWBRIDGE_LANGUAGES,
    DRAWBRIDGE_ANCHOR_FILE: join(folder, 'anchors.ndjson'),
    // Lets you receive events on this machine; only local mode accepts this setting.
    DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'true',
  });
  const kit = compose(config, makeLog(config));
  await kit.store.createTable();
  if (wasUnclean) await kit.store.rewriteAll();
  await migrateData(kit);
  await kit.prepare();

  const app = await buildApp(kit.ports, config);
  await app.listen({ host: '127.0.0.1', port });
  kept.operatorKey ??= await makeFirstKey(kit.ports);
  const sample = await seedSample(aws, publicUrl, kept.operatorKey, kept);
  Object.assign(kept, sample.kept);
  writeFileSync(join(folder, 'local.json'), `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  const worker = startWorker(kit.ports);
  process.stdout.write(welcome({ publicUrl, awsUrl: aws.url, folder, ...sample }));

  const stop = async () => {
    process.stdout.write('Stopping. Running work is finished first.\n');
    await worker.stop();
    await app.close();
    await kit.close();
    await aws.close();
    await dynamodb.close();
    rmSync(marker, { force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  stopWithNpm();
}

/** In AWS an operator gives this command. Here the data belongs to the person who starts the run. */
async function migrateData(kit: Kit): Promise<void> {
  if (!(await kit.ports.tableIntegrity.needsMigration())) return;
  try {
    const { written } = await kit.ports.tableIntegrity.migrate();
    process.stdout.write(`The data in ${folder} is of an earlier release: ${written} items got their MAC.\n`);
  } catch (error) {
    throw new Error(`${(error as Error).message}\nOr start again without this data: npm start -- --fresh`);
  }
}

/** npm sends a signal to a shell, which exits without passing it on: this process would keep the data and the ports. */
function stopWithNpm(): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const timer = setInterval(() => {
    if (process.ppid === startedBy) return;
    // Once: a second signal ends the process before it has stopped.
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

function preferredPort(): number {
  const { DRAWBRIDGE_PORT: given = '4700' } = process.env;
  // The local AWS uses the next port.
  if (/^\d+$/.test(given) && Number(given) >= 1 && Number(given) < 65_535) return Number(given);
  throw new Error(`DRAWBRIDGE_PORT is ${given}: it must be a port from 1 to 65534.`);
}

async function openData(): Promise<LocalDynamoDB> {
  try {
    return await startDynamoDB({ folder: join(folder, 'dynamodb') });
  } catch (error) {
    if (!(error instanceof DataInUse)) throw error;
    const pid = existsSync(marker) ? readFileSync(marker, 'utf8').trim() : '';
    throw new Error(
      `Another run${pid && ` (process ${pid})`} is using the data in ${folder}. ` +
        'Stop it first, or set DRAWBRIDGE_DATA to another folder.',
    );
  }
}

/**
 * Removes the data, unless another run is using it (opening it shows that). Removes only files that a run creates,
 * because the user may have other files in the folder.
 */
async function removeData(): Promise<void> {
  const database = join(folder, 'dynamodb');
  // Another program's database may be in such a folder, but not together with our keys.
  const file = join(folder, 'local.json');
  if (!existsSync(file) || !readFileSync(file, 'utf8').includes('"signingKey"')) {
    if (existsSync(database)) throw new Error(`${database} was not created by a local run; nothing was removed.`);
    return;
  }
  if (existsSync(database)) await (await openData()).close();
  for (const name of ['dynamodb', 'aws.json', 'aws.json.next', 'running', 'anchors.ndjson', 'local.json'])
    rmSync(join(folder, name), { recursive: true, force: true });
}

function readKept(): Kept {
  const file = join(folder, 'local.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  const kept = { signingKey: randomBytes(32).toString('base64url') };
  // Saved before it signs anything: an interrupted start must not lose it.
  writeFileSync(file, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  return kept;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
