// The kit on an embedded DynamoDB in a folder, opened as the local run opens it after an unclean stop. Its AWS does not
// answer: for tests of what stays on disk.
import { compose } from '../../api/compose.js';
import { loadConfig } from '../../api/config/load-config.js';
import { makeDynamoDB } from '../../api/stores/dynamodb.js';
import { vendorVariables } from '../../deploy/local/vendor-account.js';
import { startDirectDynamoDB } from '../helpers/direct-calls.js';

/** A port without a listener: a check ends at its first call. */
const noAws = 'http://127.0.0.1:9';

export async function openKit(folder: string) {
  const dynamodb = await startDirectDynamoDB({ folder });
  const key = { accessKeyId: 'AKIALOCAL00000000000', secretAccessKey: 'local' };
  const config = loadConfig({
    ...vendorVariables({ aws: noAws, dynamodb: dynamodb.endpoint, key }),
    DRAWBRIDGE_PUBLIC_URL: 'http://127.0.0.1:4700',
    DRAWBRIDGE_SIGNING_KEY: 'k'.repeat(43),
  });
  const silent = () => undefined;
  const kit = compose(config, { info: silent, warn: silent, error: silent });
  await kit.store.createTable();
  await kit.store.rewriteAll();
  await kit.prepare();
  const reader = makeDynamoDB({
    region: config.region,
    endpoint: dynamodb.endpoint,
    credentials: config.credentials!,
  });
  return {
    ports: kit.ports,
    table: config.table,
    documents: reader.documents,
    async close() {
      await kit.close();
      reader.client.destroy();
      await dynamodb.close();
    },
  };
}

export type KitOnDisk = Awaited<ReturnType<typeof openKit>>;
