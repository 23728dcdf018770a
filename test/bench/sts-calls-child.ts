// One backend process of bench/sts-calls.ts, working for every tenant: it creates a credential provider for each, calls
// each once, and reports how many returned credentials.
import { once } from 'node:events';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { drawbridge } from '../../sdk/client/src/index.js';

export type Side = 'drawbridge' | 'fromTemporaryCredentials';

export interface Place {
  tenantId: string;
  connectionId: string;
  roleArn: string;
  externalId: string;
}

interface Begin {
  places: Place[];
  service: { baseUrl: string; key: string };
  aws: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  };
}

const requestsAtOnce = 16;
const side = process.argv[2] as Side;
const [{ places, service, aws }] = (await once(process, 'message')) as [Begin];
const client = drawbridge(service);

function providerOf({ tenantId, connectionId, roleArn, externalId }: Place) {
  if (side === 'drawbridge') return client.credentials({ tenantId, connectionId });
  return fromTemporaryCredentials({
    params: { RoleArn: roleArn, ExternalId: externalId },
    masterCredentials: aws.credentials,
    clientConfig: { region: aws.region, endpoint: aws.endpoint },
  });
}

let [next, got] = [0, 0];
await Promise.all(
  Array.from({ length: requestsAtOnce }, async () => {
    for (let place = places[next++]; place; place = places[next++]) {
      const { accessKeyId } = await providerOf(place)();
      if (accessKeyId) got += 1;
    }
  }),
);
process.send!({ got }, () => process.disconnect());
