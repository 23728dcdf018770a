// The sample tenant of the local run, created through the service's own API as a vendor's backend would do it.
// A second start finds what the first one created.
import { setTimeout as wait } from 'node:timers/promises';
import type { LocalAws } from './aws/server.js';

const sampleAccountId = '210987654321';

interface SampleKept {
  backendKey?: string;
  supportKey?: string;
  personsKey?: string;
  auditorKey?: string;
  tenantId?: string;
  connectionId?: string;
}

/** For the customer's admin, who runs the printed AWS CLI commands. */
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

export interface Sample {
  admin: { accessKeyId: string; secretAccessKey: string };
  kept: Required<SampleKept> & { operatorKey: string };
  state: string;
  /** The hand-off link while the connection waits for its launch; afterwards the manage link. */
  link: { kind: 'hand-off' | 'manage'; url: string } | undefined;
}

export async function seedSample(aws: LocalAws, url: string, operatorKey: string, known: SampleKept): Promise<Sample> {
  aws.addAccount(sampleAccountId, { name: 'Sample Tenant' });
  aws.addAccount('320987654321', { name: 'Another customer' });
  const post = (key: string, path: string, body: unknown) => call(url, key, 'POST', path, body);
  const keyOf = async (scope: string, more: object) =>
    (await post(operatorKey, '/v1/api-keys', { name: `Sample ${scope} key`, scope, tenants: 'all', ...more }))
      .secret as string;
  const backendKey = known.backendKey ?? (await keyOf('backend', { publicName: 'Nightly report', mayEndAccess: true }));
  const supportKey = known.supportKey ?? (await keyOf('support', {}));
  // The sample's links are for persons whom the vendor has logged in, so a key that may vouch for them creates them.
  const vouching = { name: 'Sample key for links', mayEndAccess: true, mayVouchForPersons: true };
  const personsKey = known.personsKey ?? (await keyOf('backend', vouching));
  const auditorKey = known.auditorKey ?? (await keyOf('auditor', {}));
  const tenantId = known.tenantId ?? ((await post(backendKey, '/v1/tenants', { name: 'Sample Tenant' })).id as string);
  const connections = `/v1/tenants/${tenantId}/connections`;
  const wanted = { accountId: sampleAccountId, permissionSetId: 'cost-read' };
  const connectionId = known.connectionId ?? ((await post(backendKey, connections, wanted)).id as string);
  const { state } = (await call(url, backendKey, 'GET', `${connections}/${connectionId}`)) as { state: string };
  const kind = state === 'pending' ? 'hand-off' : 'manage';
  const body = kind === 'manage' ? { kind, person: 'Sample Person' } : { kind };
  const made = state === 'expired' ? undefined : await post(personsKey, `${connections}/${connectionId}/links`, body);
  return {
    kept: { operatorKey, backendKey, supportKey, personsKey, auditorKey, tenantId, connectionId },
    admin: aws.addUser(sampleAccountId, 'admin', { All: everything }),
    state,
    link: made && { kind, url: made.url as string },
  };
}

const maxTries = 60;
const waitMs = 500;

async function call(
  url: string,
  key: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const send = () =>
    fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  let answer = await send();
  // On a slow machine the start overloads the service for a moment, and it answers 503.
  for (let n = 0; answer.status === 503 && n < maxTries; n += 1) {
    await wait(waitMs);
    answer = await send();
  }
  const answered = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) {
    const why = String(answered.detail ?? answer.status);
    throw new Error(`Creating the sample failed at ${method} ${path}: ${why} Start again with -- --fresh.`);
  }
  return answered;
}
