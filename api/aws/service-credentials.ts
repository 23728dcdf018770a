// The service's own credentials, which open the caller sessions and write the template bucket. In AWS the SDK finds the
// role of the service. In local mode there is one configured key, and no other source is used.
// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Config, VendorPartition } from '../config/config.js';
import { minuteMs } from '../core/values/time.js';
import type { Credentials } from '../ports/aws.js';
import type { Clock } from '../ports/runtime.js';
import type { Reach } from './clients.js';

type Where = Pick<VendorPartition, 'partition' | 'profile'>;

interface Needs extends Pick<Reach, 'agents'> {
  clock: Pick<Clock, 'now'>;
}

/** Those of one partition. Credentials of another partition are not valid there, so each has a source of its own. */
export function makeServiceCredentials(
  config: Pick<Config, 'mode' | 'credentials' | 'otherCredentials'>,
  { partition, profile }: Where,
  { agents, clock }: Needs,
): () => Promise<Credentials> {
  if (config.mode === 'aws') return profile ? fromProfile({ agents, clock }, profile) : fromChain(agents);
  const credentials = config.otherCredentials[partition] ?? config.credentials;
  if (!credentials)
    throw new Error('Local mode needs DRAWBRIDGE_LOCAL_ACCESS_KEY_ID and DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY.');
  return async () => credentials;
}

/** The provider chain is created at first use; it caches and renews the credentials. */
function fromChain(agents: Reach['agents']): () => Promise<Credentials> {
  let chain: ReturnType<typeof fromNodeProviderChain> | undefined;
  return async () => {
    chain ??= fromNodeProviderChain({ clientConfig: { requestHandler: agents } });
    return plain(await chain());
  };
}

/** How long before their end credentials are renewed, as the SDK's chain does it. */
const renewedMs = 5 * minuteMs;

/**
 * The profile is the only source. The SDK's chain would go on to the machine's role when the profile is missing or
 * fails, send its credentials to another partition and keep them there for hours.
 */
function fromProfile({ agents, clock }: Needs, profile: string): () => Promise<Credentials> {
  const read = fromIni({ profile, clientConfig: { requestHandler: agents } });
  let held: Awaited<ReturnType<typeof read>> | undefined;
  let reading: ReturnType<typeof read> | undefined;
  const isValid = () => held && Number(held.expiration ?? Infinity) - clock.now().getTime() >= renewedMs;
  return async () => {
    if (!isValid()) {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      held = await reading;
    }
    return plain(held!);
  };
}

function plain({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Credentials {
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}
