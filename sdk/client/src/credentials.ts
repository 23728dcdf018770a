// A tenant's credentials as an AWS SDK v3 credential provider: cached, renewed early, one request however many wait.
//
// What a revoke means here: AWS lets a session that is out live until it expires, whoever wishes otherwise. This cache
// adds nothing to that and hides nothing: it asks again after 50 to 70 % of a session's life, and the first answer that
// says "no" empties it at once. `drop()` empties it before that.
import { DrawbridgeError, isDrawbridgeError } from './errors.js';
import type { CallOptions } from './request.js';
import type { Body, CredentialsWarning, Session, SessionWarning, Where } from './types.js';

/** The shape that the AWS SDK calls `AwsCredentialIdentity`. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  readonly accountId: string;
}

/** The shape that the AWS SDK calls `AwsCredentialIdentityProvider`. */
export interface CredentialProvider {
  (): Promise<AwsCredentials>;
  /** Forgets what is cached: the next call asks the service. For when you learn of a suspend or revoke yourself. */
  drop(): void;
  /** Tells the AWS SDK to ask here each time, in place of keeping a copy of its own until five minutes before the end. */
  readonly memoized: true;
}

export interface CredentialsInput extends Where, Body<'issueSession'> {
  /** Ends renewing: for the shutdown of a process. */
  signal?: AbortSignal | undefined;
}

export interface Surroundings {
  issue(where: Where, body: Body<'issueSession'>, options: CallOptions): Promise<Session>;
  now(): number;
  random(): number;
  /** Once for each thing that is to be said of what this provider asks for. */
  warn(warning: CredentialsWarning): void;
}

interface Held {
  identity: AwsCredentials;
  /** From then on it is renewed behind the caller's back. */
  renewAt: number;
  /** From then on the caller waits for it. */
  mustRenewAt: number;
  endsAt: number;
}

const defaultDurationSeconds = 900;
const mustRenewBeforeMs = 60_000;
const firstQuietMs = 1_000;
const longestQuietMs = 30_000;

export function credentialProvider(input: CredentialsInput, surroundings: Surroundings): CredentialProvider {
  const { tenantId, connectionId, durationSeconds = defaultDurationSeconds, sessionPolicy, signal } = input;
  const { issue, now, random, warn } = surroundings;
  const where = { tenantId, connectionId };
  const body = { durationSeconds, ...(sessionPolicy && { sessionPolicy }) };
  let held: Held | undefined;
  let flight: Promise<AwsCredentials> | undefined;
  const said = new Set<string>();
  /** After a passing fault: no renewal before `until`. `said` when the service itself named that time. */
  let quiet: { until: number; faults: number; said?: DrawbridgeError } = { until: 0, faults: 0 };

  async function provide(): Promise<AwsCredentials> {
    const at = now();
    if (!held || held.endsAt <= at) {
      if (quiet.said && at < quiet.until) throw quiet.said;
      return renew();
    }
    const { identity, renewAt, mustRenewAt, endsAt } = held;
    if (at < renewAt || at < quiet.until) return identity;
    const renewal = renew();
    if (at < mustRenewAt) {
      renewal.catch(() => {});
      return identity;
    }
    return renewal.catch((error: unknown) => {
      if (held?.identity === identity && now() < endsAt) return identity;
      throw error;
    });
  }

  function renew(): Promise<AwsCredentials> {
    if (flight) return flight;
    const mine: Promise<AwsCredentials> = ask(() => flight === mine).finally(() => {
      if (flight === mine) flight = undefined;
    });
    flight = mine;
    return mine;
  }

  /** What was asked before a `drop()` is given to who waits for it and not kept. */
  async function ask(isCurrent: () => boolean): Promise<AwsCredentials> {
    const askedAt = now();
    try {
      const session = await issue(where, body, { signal });
      const identity = identityOf(session);
      sayOnce(session.warnings ?? []);
      if (isCurrent()) {
        held = heldFrom(identity, askedAt);
        quiet = { until: 0, faults: 0 };
      }
      return identity;
    } catch (error) {
      if (isNo(error)) held = undefined;
      else quiet = quietAfter(error);
      throw error;
    }
  }

  /** Each renewal has the same to say. */
  function sayOnce(warnings: readonly SessionWarning[]): void {
    for (const warning of warnings) {
      if (said.has(warning.message)) continue;
      said.add(warning.message);
      warn({ ...where, ...warning });
    }
  }

  /** By the clock of this machine a session lives no longer than was asked for, however wrong the clock is. */
  function heldFrom(identity: AwsCredentials, askedAt: number): Held {
    const endsAt = Math.min(identity.expiration.getTime(), askedAt + durationSeconds * 1000);
    const mustRenewAt = endsAt - mustRenewBeforeMs;
    const early = askedAt + (endsAt - askedAt) * (0.5 + 0.2 * random());
    return { identity, renewAt: Math.min(early, mustRenewAt), mustRenewAt, endsAt };
  }

  function quietAfter(error: unknown): typeof quiet {
    const faults = quiet.faults + 1;
    const seconds = isDrawbridgeError(error) ? error.retryAfterSeconds : undefined;
    if (seconds !== undefined) return { until: now() + seconds * 1000, faults, said: error as DrawbridgeError };
    return { until: now() + random() * Math.min(longestQuietMs, firstQuietMs * 2 ** faults), faults };
  }

  /** Each caller gets a copy: the AWS SDK writes its own marks into what it is given. */
  const copied = async () => {
    const identity = await provide();
    return { ...identity, expiration: new Date(identity.expiration) };
  };
  const drop = () => {
    held = undefined;
    flight = undefined;
  };
  return Object.assign(copied, { drop, memoized: true as const });
}

/** The service, or the customer's account, said no: what is out is not used on. Anything else passes. */
function isNo(error: unknown): boolean {
  if (!isDrawbridgeError(error) || error.status === undefined || error.code === 'answer_unreadable') return false;
  if (error.code === 'role_refused_us') return true;
  return error.status >= 400 && error.status < 500 && ![408, 425, 429].includes(error.status);
}

function identityOf(session: Partial<Session>): AwsCredentials {
  const { accessKeyId, secretAccessKey, sessionToken, accountId } = session;
  const expiration = new Date(String(session.expiration));
  if (!accessKeyId || !secretAccessKey || !sessionToken || !accountId || Number.isNaN(expiration.getTime())) {
    throw new DrawbridgeError('answer_unreadable', 'The answer holds no credentials.');
  }
  return { accessKeyId, secretAccessKey, sessionToken, accountId, expiration };
}
