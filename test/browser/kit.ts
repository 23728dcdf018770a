// The whole kit for the browser, on free ports and with the real clock: service, worker, embedded DynamoDB, and a local
// AWS for each of two partitions.
import { createServer } from 'node:net';
import { buildApp } from '../../api/app.js';
import { compose } from '../../api/compose.js';
import { loadConfig } from '../../api/config/load-config.js';
import type { Partition } from '../../api/core/iam/arn.js';
import { createTenant } from '../../api/operations/access/tenants.js';
import { reviewConnection } from '../../api/operations/connection/change-connection.js';
import { createConnection } from '../../api/operations/connection/create-connection.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { startUpgrade, type UpgradeInput } from '../../api/operations/delivery/upgrade.js';
import { issueSession } from '../../api/operations/session/issue-session.js';
import { makeDynamoDB } from '../../api/stores/dynamodb.js';
import { createTable } from '../../api/stores/table/table.js';
import { startWorker } from '../../api/worker.js';
import { startLocalAws } from '../../deploy/local/aws/server.js';
import { startDynamoDB } from '../../deploy/local/dynamodb.js';
import { makeVendorAccount, otherPartition, vendorVariables } from '../../deploy/local/vendor-account.js';
import { backend, support, voucher } from '../helpers/callers.js';
import { storeKey } from '../helpers/stored-keys.js';

export const customerAccount = '210987654321';
export const otherAccount = '320987654321';
/** Of one connection only: where another tenant is verified, support reviews first. */
export const govCloudAccount = '540987654321';

export interface Where {
  tenantId: string;
  connectionId: string;
}

export type Kit = Awaited<ReturnType<typeof startKit>>;

export async function startKit() {
  const aws = await startLocalAws({ propagationSeconds: 2 });
  const govCloud = await startLocalAws({ propagationSeconds: 2, partition: 'aws-us-gov' });
  const dynamodb = await startDynamoDB();
  const port = await freePort();
  aws.addAccount(customerAccount, { name: 'Customer' });
  aws.addAccount(otherAccount, { name: 'Other customer' });
  govCloud.addAccount(govCloudAccount, { name: 'Customer in GovCloud' });
  const config = loadConfig({
    ...vendorVariables({ aws: aws.url, dynamodb: dynamodb.endpoint, key: makeVendorAccount(aws) }),
    DRAWBRIDGE_PUBLIC_URL: `http://127.0.0.1:${port}`,
    DRAWBRIDGE_SIGNING_KEY: 'b'.repeat(43),
    DRAWBRIDGE_LOG_LEVEL: 'warn',
    DRAWBRIDGE_OTHER_PARTITIONS: JSON.stringify([otherPartition(govCloud)]),
  });
  const { client } = makeDynamoDB({
    region: config.region,
    endpoint: config.dynamodbEndpoint!,
    credentials: config.credentials!,
  });
  await createTable(client, config.table);
  client.destroy();
  const say = (facts: object, message: string) => process.stderr.write(`${message} ${JSON.stringify(facts)}\n`);
  const kit = compose(config, { info: () => undefined, warn: say, error: say });
  const { ports } = kit;
  for (const caller of [backend, support, voucher]) await storeKey(ports, caller);
  const app = await buildApp(ports, config);
  await app.listen({ host: '127.0.0.1', port });
  const worker = startWorker(ports);
  return {
    aws,
    govCloud,
    ports,
    url: config.vendor.publicUrl,
    async newConnection(
      tenantName: string,
      { accountId = customerAccount, permissionSetId = 'cost-read', partition = 'aws' as Partition } = {},
    ): Promise<Where> {
      const tenant = await createTenant(ports, backend, { name: tenantName });
      const connection = await createConnection(ports, backend, tenant.id, {
        accountId,
        partition,
        permissionSetId,
        options: {},
        maxSessionSeconds: 3600,
      });
      return { tenantId: tenant.id, connectionId: connection.value.id };
    },
    handOff: async (where: Where) => (await makeLink(ports, backend, where, { kind: 'hand-off' })).url,
    manage: async (where: Where, person: string) =>
      (await makeLink(ports, voucher, where, { kind: 'manage', person })).url,
    approve: (where: Where) => reviewConnection(ports, support, where, { approve: true, reason: 'Seen.' }),
    upgrade: (where: Where, input: UpgradeInput) => startUpgrade(ports, support, where, input),
    ask: (where: Where) =>
      issueSession(ports, backend, { ...where, requestId: 'req_browser' }, { durationSeconds: 900 }),
    connection: async (where: Where) => (await ports.connections.get(where.connectionId))!.value,
    async close() {
      await worker.stop();
      await app.close();
      await kit.close();
      await aws.close();
      await govCloud.close();
      await dynamodb.close();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
