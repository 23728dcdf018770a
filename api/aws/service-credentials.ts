// The service's own credentials, which open the caller sessions and write the template bucket. In AWS the SDK finds the
// role of the service. In local mode there is one configured key, and no other source is used.
// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Config } from '../config/config.js';
import type { Credentials } from '../ports/aws.js';

export function makeServiceCredentials(config: Pick<Config, 'mode' | 'credentials'>): () => Promise<Credentials> {
  if (config.mode === 'aws') return fromRole();
  const { credentials } = config;
  if (!credentials)
    throw new Error('Local mode needs DRAWBRIDGE_LOCAL_ACCESS_KEY_ID and DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY.');
  return async () => credentials;
}

/** The provider chain is created at first use; it caches and renews the credentials. */
function fromRole(): () => Promise<Credentials> {
  let chain: ReturnType<typeof fromNodeProviderChain> | undefined;
  return async () => {
    chain ??= fromNodeProviderChain();
    const { accessKeyId, secretAccessKey, sessionToken } = await chain();
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  };
}
