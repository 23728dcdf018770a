// The kit, its database and a local AWS for tests and benchmarks in which several processes work on one table: each
// gets `variables` and creates its own kit.
import { compose } from '../../api/compose.js';
import { loadConfig } from '../../api/config/load-config.js';
import { createApiKey } from '../../api/operations/access/api-keys.js';
import type { Clock } from '../../api/ports/runtime.js';
import { startLocalAws } from '../../deploy/local/aws/server.js';
import { makeVendorAccount, vendorVariables } from '../../deploy/local/vendor-account.js';
import { founder } from './callers.js';
import { startDirectDynamoDB } from './direct-calls.js';
import { withSocketsOnceFaulty } from './without-sockets.js';
import { customerAccount, type World } from './world.js';

export interface KitInput {
  /** The real clock when absent. */
  clock?: Clock;
  propagationSeconds?: number;
  variables: Record<string, string>;
}

const silent = () => undefined;

export async function startKit({ clock, propagationSeconds, variables: more }: KitInput) {
  const aws = await startLocalAws({
    clock: clock ?? { now: () => new Date() },
    ...(propagationSeconds !== undefined && { propagationSeconds }),
  });
  const dynamodb = await startDirectDynamoDB();
  withSocketsOnceFaulty(aws);
  const variables = {
    ...vendorVariables({ aws: aws.url, dynamodb: dynamodb.endpoint, key: makeVendorAccount(aws) }),
    DRAWBRIDGE_PUBLIC_URL: 'http://127.0.0.1:4700',
    DRAWBRIDGE_SIGNING_KEY: 'k'.repeat(43),
    ...more,
  };
  aws.addAccount(customerAccount);
  const log = { info: silent, warn: silent, error: silent };
  const kit = compose(loadConfig(variables), log, clock ? { clock } : {});
  await kit.store.createTable();
  await kit.prepare();
  const world = { ports: kit.ports, aws, clock: kit.ports.clock } as unknown as World;
  /** A backend key for every tenant. */
  const backendKey = async () => {
    const named = { name: 'load', tenants: 'all', mayEndAccess: false, expiresInDays: 1 } as const;
    return (await createApiKey(kit.ports, founder, { ...named, scope: 'backend' })).secret;
  };
  const close = async () => {
    await kit.close();
    await aws.close();
    await dynamodb.close();
  };
  return { aws, kit, variables, world, backendKey, close };
}
