// What every AWS client of the kit is made with: one pair of keep-alive agents, one time limit for a whole call
// (waiting for a connection, for the answer and for its last byte), one size limit for an answer, and no retry.
// What the SDK would look up in environment variables or in ~/.aws is set here, so that neither ever has a say.
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { Readable } from 'node:stream';
import type { Credentials } from '../ports/aws.js';
import type { Tracing } from '../ports/telemetry.js';

/** How AWS is reached. Made once by the entrance and shared by all adapters. */
export interface Reach {
  /** Local mode only; else each service's own regional endpoint. */
  endpoint?: string;
  /** How long one call may take, to the last byte of its answer. */
  timeoutMs: number;
  agents: { httpAgent: Agent; httpsAgent: SecureAgent };
  /** Absent where nobody follows. */
  tracing?: Tracing;
  /** Closes the connections. */
  close(): void;
}

/**
 * The SDK's own default of 50 sockets would hold a sweep back to some 600 calls a second. A socket that was idle for
 * `timeout` is dropped: AWS may just be closing it, and a call that meets that is lost, since nothing is sent twice.
 */
const agentOptions = { keepAlive: true, maxSockets: 200, timeout: 10_000 };

/** Far above any answer the kit asks for: IAM lists at most 1,000 names a page, a policy has some 10,000 characters. */
const largestAnswerBytes = 2 * 1024 * 1024;

export function makeReach(options: Pick<Reach, 'endpoint' | 'timeoutMs' | 'tracing'>): Reach {
  const agents = { httpAgent: new Agent(agentOptions), httpsAgent: new SecureAgent(agentOptions) };
  return {
    ...options,
    agents,
    close() {
      agents.httpAgent.destroy();
      agents.httpsAgent.destroy();
    },
  };
}

/**
 * The configuration of one client, for one identity: the credentials are copied, so the client can sign with nothing
 * else. Clients are cheap and share the agents; `destroy()` of one would close the connections of all.
 */
export function clientConfig(reach: Reach, region: string, credentials: Credentials) {
  return {
    region,
    credentials: { ...credentials },
    ...(reach.endpoint && { endpoint: reach.endpoint }),
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
    // From here on: settings that the SDK looks up outside when it is not given them.
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

/** Where `withinTime` stands in a client's stack: next to the wire, so that it sees the answer before it is read. */
export const nextToTheWire = { step: 'deserialize', priority: 'low', name: 'withinTime' } as const;

/**
 * The time limit for the body. The SDK's own limits end when the headers are there, and would wait for ever for a
 * body that drips. (An abort signal given with each call would do the same, but switches `cacheMiddleware` off.)
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

/** Where `followed` stands in a client's stack: around everything else. */
export const aroundAll = { step: 'initialize', priority: 'high', name: 'followed' } as const;

/** A span for each call that is part of something. Of what failed AWS's code alone: its texts name keys and tokens. */
export function followed(tracing: Tracing, service: string) {
  return <Args, Answer>(next: (args: Args) => Promise<Answer>, { commandName = '' }: { commandName?: string }) => {
    const method = commandName.replace(/Command$/, '');
    const facts = { 'rpc.system': 'aws-api', 'rpc.service': service, 'rpc.method': method };
    const span = { name: `${service}/${method}`, kind: 'client', facts, isPartOnly: true } as const;
    return (args: Args): Promise<Answer> => tracing.within(span, () => next(args));
  };
}

async function collectBounded(stream: unknown): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > largestAnswerBytes) throw new Error('The answer is longer than any answer of AWS.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
