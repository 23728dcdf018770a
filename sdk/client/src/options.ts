// What a client is made with, and what it refuses to be made with.
import { DrawbridgeError } from './errors.js';
import type { CredentialsWarning } from './types.js';

export interface ClientOptions {
  /** Where the service is: https, or http on this machine. It may have a path. */
  baseUrl: string;
  /** An API key, or where to get the one that is good now. */
  key: string | (() => string | Promise<string>);
  /** Of one attempt, with its answer: 30 seconds by default. */
  timeoutMs?: number;
  /** How often a call that is safe to repeat is made again: twice by default. */
  retries?: number;
  /** The longest answer that is read: 16 MiB by default. */
  longestAnswerBytes?: number;
  fetch?: typeof fetch;
  /**
   * Is told, once for each provider, what its session policy names and the credentials do not have. By default
   * `console.warn`. What it throws is ignored: the credentials are good.
   */
  onWarning?: (warning: CredentialsWarning) => void;
  /** For tests: milliseconds since 1970. */
  now?: () => number;
  /** For tests: 0 to 1. */
  random?: () => number;
  /** For tests: resolves after `milliseconds`, or at once when `signal` aborts. */
  wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface Settings extends Required<ClientOptions> {}

export function settingsOf(options: ClientOptions): Settings {
  if (typeof options.key !== 'function') checkedKey(options.key);
  return {
    baseUrl: checkedBase(options.baseUrl),
    key: options.key,
    timeoutMs: options.timeoutMs ?? 30_000,
    retries: options.retries ?? 2,
    longestAnswerBytes: options.longestAnswerBytes ?? 16 * 1024 * 1024,
    onWarning: careful(options.onWarning ?? writeWarning),
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    wait: options.wait ?? waitFor,
  };
}

function writeWarning({ tenantId, connectionId, code, message }: CredentialsWarning): void {
  console.warn(`Drawbridge: ${message} [${code}, connection ${connectionId} of tenant ${tenantId}]`);
}

function careful(tell: (warning: CredentialsWarning) => void): typeof tell {
  return warning => {
    try {
      tell(warning);
    } catch {
      // Whoever listens may fail; whoever waits for credentials gets them.
    }
  };
}

/** Without the slash at its end. */
function checkedBase(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isHere = url && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isHere)) {
    throw new DrawbridgeError('argument_not_valid', 'The base URL must be https, or http on this machine.');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new DrawbridgeError('argument_not_valid', 'The base URL has no user, password, query or fragment.');
  }
  return url.href.replace(/\/+$/, '');
}

/** Checked here because a header that fetch refuses would be told in fetch's own message. */
export function checkedKey(key: unknown): string {
  if (typeof key === 'string' && /^[\x21-\x7e]+$/.test(key)) return key;
  throw new DrawbridgeError('argument_not_valid', 'The key is empty or has characters that no key has.');
}

function waitFor(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
    if (signal?.aborted) done();
  });
}
