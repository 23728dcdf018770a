// A tenant's credentials as an AWS SDK v3 credential provider: cached, renewed early, with one request for all callers
// that wait.
//
// What a revoke means here: AWS keeps an issued session valid until it expires. This cache adds nothing to that. It
// renews after 50 to 70 % of a session's life, and the first refusal empties it. `drop()` empties it at once.

import type { ApiPromise } from './api-promise.js';
import type { IssueSessionInput, Session, SessionWarning } from './api-types.js';
import { type DrawbridgeError, errorFor, isDrawbridgeError } from './errors.js';
import type { CallOptions } from './request.js';
import type { ConnectionRef, CredentialsWarning } from './types.js';

/** Credentials of one session. The AWS SDK calls this shape `AwsCredentialIdentity`. */
export interface AwsCredentials {
  /** The access key id. */
  readonly accessKeyId: string;
  /** The secret access key. */
  readonly secretAccessKey: string;
  /** The session token. */
  readonly sessionToken: string;
  /** When the credentials expire. */
  readonly expiration: Date;
  /** The tenant's AWS account. */
  readonly accountId: string;
}

/** Provides credentials. The AWS SDK calls this shape `AwsCredentialIdentityProvider`. */
export interface CredentialProvider {
  /** Returns cached credentials, or requests new ones. */
  (): Promise<AwsCredentials>;
  /** Empties the cache: the next call requests new credentials. For when you learn of a suspend or revoke yourself. */
  drop(): void;
  /** Makes the AWS SDK call this provider each time, instead of caching credentials itself. */
  readonly memoized: true;
}

/** Which credentials a provider requests. */
export interface CredentialsInput extends ConnectionRef, IssueSessionInput {
  /** Stops renewal when it aborts, for example when the process shuts down. */
  signal?: AbortSignal | undefined;
}

/** What a provider needs of its client. */
export interface Surroundings {
  /** Requests credentials. */
  issue(where: ConnectionRef, input: IssueSessionInput, options: CallOptions): ApiPromise<Session>;
  /** Milliseconds since 1970. */
  now(): number;
  /** A number from 0 to 1. */
  random(): number;
  /** Called once for each thing that this provider's session policy names and the credentials do not allow. */
  warn(warning: CredentialsWarning): void;
}

interface Held {
  identity: AwsCredentials;
  /** From then on it is renewed in the background. */
  renewAt: number;
  /** From then on the caller waits for the renewal. */
  mustRenewAt: number;
  endsAt: number;
}

/**
 * After a temporary fault, nothing is renewed before `until`. `named`: the error in which the service named that time.
 */
interface Quiet {
  until: number;
  faults: number;
  named?: DrawbridgeError;
}

const defaultDurationSeconds = 900;
const mustRenewBeforeMs = 60_000;
const firstQuietMs = 1_000;
const longestQuietMs = 30_000;

/** Creates a provider with a cache of its own. */
export function credentialProvider(input: CredentialsInput, surroundings: Surroundings): CredentialProvider {
  const cache = new CredentialCache(input, surroundings);
  return Object.assign(() => cache.copy(), { drop: () => cache.drop(), memoized: true as const });
}

class CredentialCache {
  readonly #where: ConnectionRef;
  readonly #input: IssueSessionInput & { durationSeconds: number };
  readonly #signal: AbortSignal | undefined;
  readonly #surroundings: Surroundings;
  readonly #reported = new Set<string>();
  #held: Held | undefined;
  #flight: Promise<AwsCredentials> | undefined;
  #quiet: Quiet = { until: 0, faults: 0 };

  constructor(input: CredentialsInput, surroundings: Surroundings) {
    const { tenantId, connectionId, durationSeconds = defaultDurationSeconds, sessionPolicy, signal } = input;
    this.#where = { tenantId, connectionId };
    this.#input = { durationSeconds, ...(sessionPolicy && { sessionPolicy }) };
    this.#signal = signal;
    this.#surroundings = surroundings;
  }

  /** Each caller gets a copy, because the AWS SDK adds properties to the object. */
  async copy(): Promise<AwsCredentials> {
    const identity = await this.#provide();
    return { ...identity, expiration: new Date(identity.expiration) };
  }

  drop(): void {
    this.#held = undefined;
    this.#flight = undefined;
  }

  async #provide(): Promise<AwsCredentials> {
    const at = this.#surroundings.now();
    const isQuiet = at < this.#quiet.until;
    if (!this.#held || this.#held.endsAt <= at) {
      if (this.#quiet.named && isQuiet) throw this.#quiet.named;
      return this.#renew();
    }
    const { identity, renewAt, mustRenewAt, endsAt } = this.#held;
    if (at < renewAt || isQuiet) return identity;
    const renewal = this.#renew();
    if (at < mustRenewAt) {
      renewal.catch(() => {});
      return identity;
    }
    return renewal.catch((error: unknown) => {
      if (this.#held?.identity === identity && this.#surroundings.now() < endsAt) return identity;
      throw error;
    });
  }

  #renew(): Promise<AwsCredentials> {
    if (this.#flight) return this.#flight;
    const mine: Promise<AwsCredentials> = this.#request(() => this.#flight === mine).finally(() => {
      if (this.#flight === mine) this.#flight = undefined;
    });
    this.#flight = mine;
    return mine;
  }

  /** Credentials that were requested before a `drop()` go to those who wait for them, and are not cached. */
  async #request(isCurrent: () => boolean): Promise<AwsCredentials> {
    const { issue, now } = this.#surroundings;
    const requestedAt = now();
    try {
      const issuing = issue(this.#where, this.#input, { signal: this.#signal });
      const { data: session, response } = await issuing.withResponse();
      const identity = identityOf(session);
      this.#reportOnce(session.warnings ?? []);
      if (isCurrent()) {
        this.#held = this.#heldFrom(identity, requestedAt, Date.parse(response.headers.get('date') ?? ''));
        this.#quiet = { until: 0, faults: 0 };
      }
      return identity;
    } catch (error) {
      if (isRefusal(error)) this.#held = undefined;
      else this.#quiet = this.#quietAfter(error);
      throw error;
    }
  }

  /** Every renewal brings the same warnings. */
  #reportOnce(warnings: readonly SessionWarning[]): void {
    for (const warning of warnings) {
      if (this.#reported.has(warning.message)) continue;
      this.#reported.add(warning.message);
      this.#surroundings.warn({ ...this.#where, ...warning });
    }
  }

  /**
   * How long a session lives is counted from the time in its answer, so the clock of this machine may be wrong.
   * `answeredAt`: the service's time, NaN if the answer has none.
   */
  #heldFrom(identity: AwsCredentials, requestedAt: number, answeredAt: number): Held {
    const livesMs = identity.expiration.getTime() - (Number.isNaN(answeredAt) ? requestedAt : answeredAt);
    const endsAt = requestedAt + Math.min(livesMs, this.#input.durationSeconds * 1000);
    const mustRenewAt = endsAt - mustRenewBeforeMs;
    const early = requestedAt + (endsAt - requestedAt) * (0.5 + 0.2 * this.#surroundings.random());
    return { identity, renewAt: Math.min(early, mustRenewAt), mustRenewAt, endsAt };
  }

  #quietAfter(error: unknown): Quiet {
    const { now, random } = this.#surroundings;
    const faults = this.#quiet.faults + 1;
    if (isDrawbridgeError(error) && error.retryAfterSeconds !== undefined)
      return { until: now() + error.retryAfterSeconds * 1000, faults, named: error };
    return { until: now() + random() * Math.min(longestQuietMs, firstQuietMs * 2 ** faults), faults };
  }
}

/**
 * Whether the service or the customer's account refused. Then cached credentials are dropped. Other faults are
 * temporary.
 */
function isRefusal(error: unknown): boolean {
  if (!isDrawbridgeError(error) || error.status === undefined || error.code === 'answer_unreadable') return false;
  if (error.code === 'role_refused_us') return true;
  return error.status >= 400 && error.status < 500 && ![408, 425, 429].includes(error.status);
}

function identityOf(session: Partial<Session>): AwsCredentials {
  const { accessKeyId, secretAccessKey, sessionToken, accountId } = session;
  const expiration = new Date(String(session.expiration));
  if (!accessKeyId || !secretAccessKey || !sessionToken || !accountId || Number.isNaN(expiration.getTime())) {
    throw errorFor('answer_unreadable', 'The answer does not contain credentials.');
  }
  return { accessKeyId, secretAccessKey, sessionToken, accountId, expiration };
}
