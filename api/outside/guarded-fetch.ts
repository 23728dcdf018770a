// The only client for addresses that others configure: https only, public addresses only. The name is resolved once,
// and the connection goes to exactly the addresses that were checked, also by way of a proxy. It follows no redirect
// and reads no body. Local mode may allow this machine. Not here: what is sent, and what a response means.
import { lookup as systemLookup } from 'node:dns/promises';
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from '../core/values/public-address.js';
import type { Answered, CheckWebhookUrl, SendingFault as Fault } from '../ports/events.js';

export type Resolve = (name: string) => Promise<string[]>;

export interface GuardOptions {
  /** Time limit for resolving, connecting and waiting for the response together. */
  timeoutMs: number;
  /** Local mode: also allows http and https to this machine. */
  allowsLoopback: boolean;
  /** The system's resolver when absent. */
  resolve?: Resolve;
  /** Connects by way of a proxy. */
  proxied?: HttpsAgent;
  /** For tests: the only certificate authority that is trusted. */
  ca?: string;
}

export interface Outgoing {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export type Reached = Answered | { fault: Fault };

export interface GuardedFetch {
  post(message: Outgoing): Promise<Reached>;
  check: CheckWebhookUrl;
}

const systemResolve: Resolve = async name => (await systemLookup(name, { all: true })).map(each => each.address);

/** Host names that no public server has. */
const localName = /^[^.]*$|(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|localdomain)$/;
const httpsPort = 443;
/** Lower ports belong to other services, such as mail, SSH and LDAP. */
const firstFreePort = 1024;

class Refused extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
  }
}

export function makeGuardedFetch(options: GuardOptions): GuardedFetch {
  const { timeoutMs, allowsLoopback, resolve = systemResolve } = options;
  const isAllowed = (address: string) => isPublicAddress(address) || (allowsLoopback && isLoopbackAddress(address));

  /** The addresses of a name. One that is not allowed refuses all: it may be an attacker's way into our network. */
  async function addressesOf(name: string, signal: AbortSignal): Promise<string[]> {
    if (isIP(name)) {
      if (!isAllowed(name)) throw new Refused('address_not_public');
      return [name];
    }
    if (localName.test(name) && !(allowsLoopback && name === 'localhost')) throw new Refused('name_not_allowed');
    const found = await Promise.race([resolve(name).catch(() => []), aborted(signal)]);
    if (found.length === 0) throw new Refused('name_not_found');
    if (!found.every(isAllowed)) throw new Refused('address_not_public');
    return found;
  }

  async function placeOf(text: string, signal: AbortSignal) {
    const url = urlOf(text, allowsLoopback);
    // IPv6 is in brackets, and a name may end with a dot; neither changes the meaning.
    const name = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
    const addresses = await addressesOf(name, signal);
    if (url.protocol === 'http:' && !addresses.every(isLoopbackAddress)) throw new Refused('not_https');
    return { url, name, addresses };
  }

  return {
    check: url => faultOf(async signal => void (await placeOf(url, signal)), timeoutMs),
    async post(message) {
      let reached: Answered = { answered: 0 };
      const fault = await faultOf(async signal => {
        const place = await placeOf(message.url, signal);
        reached = await send(place, message, signal, options);
      }, timeoutMs);
      return fault ? { fault } : reached;
    },
  };
}

/** The fault of an attempt within the time limit; unexpected errors are thrown. */
async function faultOf(tried: (signal: AbortSignal) => Promise<void>, timeoutMs: number): Promise<Fault | undefined> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    await tried(signal);
    return undefined;
  } catch (error) {
    if (signal.aborted) return 'timed_out';
    if (error instanceof Refused) return error.fault;
    throw error;
  }
}

function urlOf(text: string, allowsLoopback: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname) throw new Refused('not_an_address');
  if (url.protocol !== 'https:' && !(allowsLoopback && url.protocol === 'http:')) throw new Refused('not_https');
  if (url.username || url.password) throw new Refused('has_user');
  const port = Number(url.port || httpsPort);
  if (port !== httpsPort && port < firstFreePort) throw new Refused('port_not_allowed');
  return url;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, refuse) => {
    signal.addEventListener('abort', () => refuse(new Refused('timed_out')), { once: true });
  });
}

interface Place {
  url: URL;
  name: string;
  addresses: string[];
}

/** `lookup` gives Node the addresses that were checked, so that nothing is resolved again. */
function send(
  { url, name, addresses }: Place,
  message: Outgoing,
  signal: AbortSignal,
  { ca, proxied }: Pick<GuardOptions, 'ca' | 'proxied'>,
): Promise<Answered> {
  const checked = addresses.map(address => ({ address, family: isIP(address) }));
  const lookup: LookupFunction = (_name, { all }, answer) =>
    all ? answer(null, checked) : answer(null, checked[0]!.address, checked[0]!.family);
  const isTls = url.protocol === 'https:';
  const isProxied = isTls && proxied && !addresses.every(isLoopbackAddress);
  // An agent of its own, because the global agents may use a proxy.
  const agent = isProxied ? proxied : isTls ? new HttpsAgent() : new HttpAgent();
  const shared = {
    agent,
    lookup,
    signal,
    method: 'POST',
    // A proxy is given the checked address: it would resolve a name by itself, perhaps to another one.
    host: isProxied ? addresses[0]! : name,
    ...(isTls && !isIP(name) && { servername: name }),
    port: url.port || (isTls ? httpsPort : 80),
    path: `${url.pathname}${url.search}`,
    headers: { ...message.headers, host: url.host, 'content-length': String(Buffer.byteLength(message.body)) },
    autoSelectFamily: true,
  };
  return new Promise((answer, refuse) => {
    const onAnswer = (response: IncomingMessage) => {
      // Only the status and this header are used; the body is discarded.
      response.on('error', () => {});
      response.destroy();
      const retryAfter = response.headers['retry-after'];
      answer({ answered: response.statusCode ?? 0, ...(retryAfter !== undefined && { retryAfter }) });
    };
    const request: ClientRequest = isTls
      ? httpsRequest({ ...shared, ...(ca !== undefined && { ca }) }, onAnswer)
      : httpRequest(shared, onAnswer);
    request.on('error', error => refuse(new Refused(isOfCertificate(error) ? 'certificate_not_valid' : 'not_reached')));
    request.end(message.body);
  });
}

const certificateCodes =
  /^(ERR_TLS_CERT|CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|ERR_SSL_|HOSTNAME_MISMATCH)/;

function isOfCertificate(error: Error & { code?: string }): boolean {
  return certificateCodes.test(error.code ?? '');
}
