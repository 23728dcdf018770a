// The service's own credentials, which open the caller sessions and write the template bucket. In AWS the SDK finds the
// role of the service. In local mode there is one configured key, and no other source is used.
// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Config, VendorPartition } from '../config/config.js';
import type { Credentials } from '../ports/aws.js';
import type { Reach } from './clients.js';

type Where = Pick<VendorPartition, 'partition' | 'profile'>;

/** Those of one partition. Credentials of another partition are not valid there, so each has a source of its own. */
export function makeServiceCredentials(
  config: Pick<Config, 'mode' | 'credentials' | 'otherCredentials'>,
  { partition, profile }: Where,
  agents: Reach['agents'],
): () => Promise<Credentials> {
  if (config.mode === 'aws') return fromChain(agents, profile);
  const credentials = config.otherCredentials[partition] ?? config.credentials;
  if (!credentials)
    throw new Error('Local mode needs DRAWBRIDGE_LOCAL_ACCESS_KEY_ID and DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY.');
  return async () => credentials;
}

/** The provider chain is created at first use; it caches and renews the credentials. A profile is its only source. */
function fromChain(agents: Reach['agents'], profile?: string): () => Promise<Credentials> {
  let chain: ReturnType<typeof fromNodeProviderChain> | undefined;
  return async () => {
    chain ??= fromNodeProviderChain({ ...(profile && { profile }), clientConfig: { requestHandler: agents } });
    const { accessKeyId, secretAccessKey, sessionToken } = await chain();
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  };
}
