// The one way out to addresses that others name: https only, to public addresses only, the name resolved once and the
// connection made to exactly what was checked; no redirect is followed, no proxy used, and no body read. Local mode may
// open it to this machine. Not here: what is sent and what an answer means.
import { lookup as systemLookup } from 'node:dns/promises';
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from '../core/values/public-address.js';
import type { CheckWebhookUrl, SendingFault as Fault } from '../ports/events.js';

export type Resolve = (name: string) => Promise<string[]>;

export interface GuardOptions {
  /** Of everything: resolving, connecting, and waiting for the answer. */
  timeoutMs: number;
  /** Local mode: http and https to this machine are fine too. */
  allowsLoopback: boolean;
  /** The system's own when absent. */
  resolve?: Resolve;
  /** For tests: the only authority that certificates may be of. */
  ca?: string;
}

export interface Outgoing {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export type Reached = { answered: number } | { fault: Fault };

export interface GuardedFetch {
  post(message: Outgoing): Promise<Reached>;
  check: CheckWebhookUrl;
}

const systemResolve: Resolve = async name => (await systemLookup(name, { all: true })).map(each => each.address);

/** Names that no public server has. */
const localName = /^[^.]*$|(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|localdomain)$/;
const httpsPort = 443;
/** Below are the ports of other services: mail, shells, directories. */
const firstFreePort = 1024;

class Refused extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
  }
}

export function makeGuardedFetch(options: GuardOptions): GuardedFetch {
  const { timeoutMs, allowsLoopback, resolve = systemResolve } = options;
  const isAllowed = (address: string) => isPublicAddress(address) || (allowsLoopback && isLoopbackAddress(address));

  /** The addresses behind a name, when every one of them is allowed: one that is not is somebody's way in. */
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
    // IPv6 stands in brackets, and a name may end with a dot: both mean the same without.
    const name = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
    const addresses = await addressesOf(name, signal);
    if (url.protocol === 'http:' && !addresses.every(isLoopbackAddress)) throw new Refused('not_https');
    return { url, name, addresses };
  }

  return {
    check: url => faultOf(async signal => void (await placeOf(url, signal)), timeoutMs),
    async post(message) {
      let status = 0;
      const fault = await faultOf(async signal => {
        const place = await placeOf(message.url, signal);
        status = await send(place, message, signal, options.ca);
      }, timeoutMs);
      return fault ? { fault } : { answered: status };
    },
  };
}

/** The fault of what was tried within the time; a fault of ours goes on. */
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

/** Node asks `lookup` for the addresses of the name, and gets those that were checked: nothing is resolved again. */
function send({ url, name, addresses }: Place, message: Outgoing, signal: AbortSignal, ca?: string): Promise<number> {
  const checked = addresses.map(address => ({ address, family: isIP(address) }));
  const lookup: LookupFunction = (_name, { all }, answer) =>
    all ? answer(null, checked) : answer(null, checked[0]!.address, checked[0]!.family);
  const isTls = url.protocol === 'https:';
  // Of its own: the agents of the process may have been given a proxy.
  const agent = isTls ? new HttpsAgent() : new HttpAgent();
  const shared = {
    agent,
    lookup,
    signal,
    method: 'POST',
    host: name,
    port: url.port || (isTls ? httpsPort : 80),
    path: `${url.pathname}${url.search}`,
    headers: { ...message.headers, host: url.host, 'content-length': String(Buffer.byteLength(message.body)) },
    autoSelectFamily: true,
  };
  return new Promise((answer, refuse) => {
    const onAnswer = (response: IncomingMessage) => {
      // The status is all that is wanted. Who sends more, sends it to nobody.
      response.on('error', () => {});
      response.destroy();
      answer(response.statusCode ?? 0);
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
