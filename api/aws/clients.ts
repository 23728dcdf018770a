// Shared settings of every AWS client: one pair of keep-alive agents, one size limit for a response, and no retry. One
// time limit covers a whole call: connecting, waiting and reading to the last byte. Settings that the SDK would read
// from environment variables or ~/.aws are set here, so that those have no effect.
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { Readable } from 'node:stream';
import type { Credentials } from '../ports/aws.js';
import type { Tracing } from '../ports/telemetry.js';

/** How AWS is reached. Created once by the entrance and shared by all adapters. */
export interface Reach {
  /** Local mode only; otherwise each service's own regional endpoint. */
  endpointIn?: (region: string) => string | undefined;
  /** Time limit for one call, to the last byte of the response. */
  timeoutMs: number;
  agents: { httpAgent: Agent; httpsAgent: SecureAgent };
  /** Absent when tracing is off. */
  tracing?: Tracing;
  /** Closes the connections. */
  close(): void;
}

/**
 * The SDK's default of 50 sockets would limit a sweep to some 600 calls a second. A socket that was idle for `timeout`
 * is dropped: AWS may be closing it, and a call sent on it then would be lost, because nothing is retried.
 */
export const agentOptions = { keepAlive: true, maxSockets: 200, timeout: 10_000 };

/** Far above any expected response: IAM lists at most 1,000 names a page, a policy has some 10,000 characters. */
const largestAnswerBytes = 2 * 1024 * 1024;

export function makeReach(
  options: Pick<Reach, 'endpointIn' | 'timeoutMs' | 'tracing'> & { httpsAgent?: SecureAgent },
): Reach {
  const { httpsAgent = new SecureAgent(agentOptions), ...rest } = options;
  const agents = { httpAgent: new Agent(agentOptions), httpsAgent };
  return {
    ...rest,
    agents,
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

/**
 * The configuration of one client for one identity. The credentials are copied, so the client cannot sign with any
 * others. Clients are cheap and share the agents; `destroy()` of one would close the connections of all.
 */
export function clientConfig(reach: Reach, region: string, credentials: Credentials) {
  const endpoint = reach.endpointIn?.(region);
  return {
    region,
    credentials: { ...credentials },
    ...(endpoint && { endpoint }),
    requestHandler: {
      ...reach.agents,
      connectionTimeout: reach.timeoutMs,
      requestTimeout: reach.timeoutMs,
      throwOnRequestTimeout: true,
    },
    streamCollector: collectBounded,
    maxAttempts: 1,
    retryMode: 'standard',
    cacheMiddleware: true,
    // The settings below would otherwise be read from the environment.
    // https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
    ignoreConfiguredEndpointUrls: true,
    defaultsMode: 'standard' as const,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    userAgentAppId: 'drawbridge',
    authSchemePreference: ['sigv4'],
    sigv4aSigningRegionSet: [],
  };
}

/** The place of `oneUserAgent`: after the SDK's own, before the request is signed. */
export const beforeSigning = { step: 'build', priority: 'low', name: 'oneUserAgent' } as const;

/**
 * One user agent for all calls of all processes. A customer's trust policy sees it in `aws:UserAgent`. The SDK's own
 * names the versions of the machine: an API and a worker on different ones would be told apart.
 */
export const oneUserAgent =
  <Input extends { request: unknown }, Output>(next: (args: Input) => Promise<Output>) =>
  (args: Input): Promise<Output> => {
    const { headers } = args.request as { headers: Record<string, string> };
    headers['user-agent'] = 'app/drawbridge';
    delete headers['x-amz-user-agent'];
    return next(args);
  };

/** The place of `withinTime` in a client's middleware stack: it gets the response before the body is read. */
export const nextToTheWire = { step: 'deserialize', priority: 'low', name: 'withinTime' } as const;

/**
 * The time limit for the body. The SDK's own limits end with the headers, so a body that trickles would never end. (An
 * abort signal per call would do the same, but turns `cacheMiddleware` off.)
 */
export function withinTime(timeoutMs: number) {
  return <Args, Answer extends { response: unknown }>(next: (args: Args) => Promise<Answer>) =>
    async (args: Args): Promise<Answer> => {
      const signal = AbortSignal.timeout(timeoutMs);
      const answer = await next(args);
      const { body } = answer.response as { body?: unknown };
      if (body instanceof Readable) {
        const cut = () => body.destroy(signal.reason);
        if (signal.aborted) cut();
        signal.addEventListener('abort', cut, { once: true });
        body.once('close', () => signal.removeEventListener('abort', cut));
      }
      return answer;
    };
}

/** The place of `followed` in a client's middleware stack: around everything else. */
export const aroundAll = { step: 'initialize', priority: 'high', name: 'followed' } as const;

/** A span for each call inside another span. Of an error only AWS's code: its messages may hold keys and tokens. */
export function followed(tracing: Tracing, service: string) {
  return <Args, Answer>(next: (args: Args) => Promise<Answer>, { commandName = '' }: { commandName?: string }) => {
    const method = commandName.replace(/Command$/, '');
    const facts = { 'rpc.system': 'aws-api', 'rpc.service': service, 'rpc.method': method };
    const span = { name: `${service}/${method}`, kind: 'client', facts, isPartOnly: true } as const;
    return (args: Args): Promise<Answer> => tracing.within(span, () => next(args));
  };
}

/** The part of an SDK client that gets the limits. */
interface Limited {
  middlewareStack: { add(middleware: unknown, place: object): void };
}

/** A new client with the time limit and, where tracing is on, a span for each call. */
export function limited<Client extends Limited>(client: Client, reach: Reach, service: string): Client {
  client.middlewareStack.add(withinTime(reach.timeoutMs), nextToTheWire);
  if (reach.tracing) client.middlewareStack.add(followed(reach.tracing, service), aroundAll);
  return client;
}

async function collectBounded(stream: unknown): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > largestAnswerBytes) throw new Error('The response exceeds the size limit.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
