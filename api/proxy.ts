// The agents of outgoing https connections, by way of a proxy where the configuration names one. A proxy sees the host
// that is called, not what is sent: TLS ends at AWS and at the receivers of webhooks.
import type { ClientRequest } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { Config } from './config/config.js';

type ProxyConfig = NonNullable<Config['proxy']>;

type Options = ConstructorParameters<typeof HttpsAgent>[0];

export function httpsAgentFor(proxy: ProxyConfig | undefined, options: Options = {}): HttpsAgent {
  // The SDK and Node's client use only what an agent of agent-base has too.
  return proxy ? (new ProxyOrDirect(proxy, options) as unknown as HttpsAgent) : new HttpsAgent(options);
}

class ProxyOrDirect extends Agent {
  readonly #direct: HttpsAgent;
  readonly #proxied: HttpsProxyAgent<string>;
  readonly #except: readonly string[];

  constructor({ url, except }: ProxyConfig, options: Options) {
    super(options);
    this.#direct = new HttpsAgent(options);
    this.#proxied = new HttpsProxyAgent(url, options);
    this.#except = except;
  }

  override connect(request: ClientRequest, { host = '', port, ...rest }: AgentConnectOpts): HttpsAgent | Agent {
    // A webhook is sent to a checked address, so the name is that of the certificate.
    const { servername } = rest as { servername?: string };
    if (isExcepted(servername || host, port, this.#except)) return this.#direct;
    refuseOwnAnswers(request);
    return this.#proxied;
  }

  override destroy(): void {
    this.#direct.destroy();
    this.#proxied.destroy();
    super.destroy();
  }
}

/** The proxy's own answer, such as 403 or 407, would otherwise be taken for the answer of AWS or of the receiver. */
function refuseOwnAnswers(request: ClientRequest): void {
  request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
    if (statusCode === 200) return;
    const error = new Error(`The proxy refuses the connection with status ${statusCode}.`);
    request.destroy(Object.assign(error, { code: 'ECONNREFUSED' }));
  });
}

/** As curl reads NO_PROXY: a name covers the names below it, a leading dot changes nothing, a port may be named. */
export function isExcepted(host: string, port: number | undefined, except: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return except.some(each => {
    if (each === '*') return true;
    const [, wanted = '', wantedPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(isIP(each) === 6 ? `[${each}]` : each) ?? [];
    const suffix = wanted.toLowerCase().replace(/^\*?\./, '');
    if (suffix === '' || (wantedPort && Number(wantedPort) !== port)) return false;
    return name === suffix || (!isIP(name) && name.endsWith(`.${suffix}`));
  });
}
