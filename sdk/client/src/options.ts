// The options of a client: their defaults, and which values are refused.
import { fromEnvironment, type Variable } from './environment.js';
import { errorFor } from './errors.js';
import type { CredentialsWarning } from './types.js';
import { whenAborted } from './when-aborted.js';

/** Options of `drawbridge()`. */
export interface ClientOptions {
  /**
   * The address of the service: https, or http on this machine. It may have a path. Default: the environment variable
   * `DRAWBRIDGE_URL`.
   */
  baseUrl?: string | undefined;
  /** An API key, or a function that returns the current one. Default: the environment variable `DRAWBRIDGE_KEY`. */
  key?: string | (() => string | Promise<string>) | undefined;
  /** Milliseconds for one attempt, including its answer. Default: 30,000. */
  timeoutMs?: number | undefined;
  /** How often a call is repeated when that is safe. Default: 2. */
  maxRetries?: number | undefined;
  /** @deprecated Use `maxRetries`. */
  retries?: number | undefined;
  /** The largest answer that is read, in bytes. Default: 16 MiB. */
  maxAnswerBytes?: number | undefined;
  /** @deprecated Use `maxAnswerBytes`. */
  longestAnswerBytes?: number | undefined;
  /** Sends the requests: for a proxy, for tracing, for tests. Default: the global `fetch`. */
  fetch?: typeof fetch | undefined;
  /**
   * Called once for each provider and each thing that its session policy names and the credentials do not allow.
   * Errors that it throws are ignored. Default: `console.warn`.
   */
  onWarning?: ((warning: CredentialsWarning) => void) | undefined;
  /** For tests: milliseconds since 1970. */
  now?: (() => number) | undefined;
  /** For tests: a number from 0 to 1. */
  random?: (() => number) | undefined;
  /** For tests: resolves after `milliseconds`, or at once when `signal` aborts. */
  wait?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
}

type Defined<Options> = { [Name in keyof Options]-?: NonNullable<Options[Name]> };

/** The options with their defaults filled in. */
export interface Settings extends Defined<Omit<ClientOptions, 'retries' | 'longestAnswerBytes'>> {}

/** Checks options and fills in defaults. */
export function settingsOf(options: ClientOptions): Settings {
  const key = options.key ?? required('DRAWBRIDGE_KEY', 'API key', 'key');
  if (typeof key !== 'function') checkedKey(key);
  return {
    baseUrl: checkedBase(options.baseUrl ?? required('DRAWBRIDGE_URL', 'base URL', 'baseUrl')),
    key,
    timeoutMs: options.timeoutMs ?? 30_000,
    maxRetries: options.maxRetries ?? options.retries ?? 2,
    maxAnswerBytes: options.maxAnswerBytes ?? options.longestAnswerBytes ?? 16 * 1024 * 1024,
    onWarning: careful(options.onWarning ?? writeWarning),
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    wait: options.wait ?? waitFor,
  };
}

function required(variable: Variable, what: string, option: keyof ClientOptions): string {
  const found = fromEnvironment(variable);
  if (found !== undefined) return found;
  const detail = `There is no ${what}: pass the option \`${option}\` or set the environment variable ${variable}.`;
  throw errorFor('argument_not_valid', detail);
}

function writeWarning({ tenantId, connectionId, code, message }: CredentialsWarning): void {
  console.warn(`Drawbridge: ${message} [${code}, connection ${connectionId} of tenant ${tenantId}]`);
}

function careful(report: (warning: CredentialsWarning) => void): typeof report {
  return warning => {
    try {
      report(warning);
    } catch {
      // A logger that fails must not cost the caller its credentials.
    }
  };
}

/** Without the slash at its end. */
function checkedBase(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isHere = url && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isHere)) {
    throw errorFor('argument_not_valid', 'The base URL must be https, or http on this machine.');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw errorFor('argument_not_valid', 'The base URL must not have a user, password, query or fragment.');
  }
  return url.href.replace(/\/+$/, '');
}

/** Checked here, because fetch repeats a header that it refuses in its own message. */
export function checkedKey(key: unknown): string {
  if (typeof key === 'string' && /^[\x21-\x7e]+$/.test(key)) return key;
  throw errorFor('argument_not_valid', 'The API key is empty or has characters that no key has.');
}

function waitFor(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    let stopWaiting = () => {};
    const done = () => {
      clearTimeout(timer);
      stopWaiting();
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    stopWaiting = whenAborted(signal, done);
  });
}
