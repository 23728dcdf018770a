// Time, randomness, log, signing and background work. Types only.
import type { BackgroundWork } from '../core/metric-labels.js';

/** Time. `wait` is the only way to wait, so a test moves its clock and nothing really sleeps. */
export interface Clock {
  now(): Date;
  /** Resolves after `milliseconds`, or at once when `signal` aborts. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Randomness from a cryptographic source. */
export interface Ids {
  /** A UUID v4 in lower case. */
  uuid(): string;
  /** `length` characters of a–z and 0–9, each equally likely. */
  text(length: number): string;
  /** `bytes` random bytes as base64url. */
  secret(bytes: number): string;
}

/** Log lines for operators. Never give it a secret, an external ID, a link token or a template address. */
export interface Log {
  info(facts: Record<string, unknown>, message: string): void;
  warn(facts: Record<string, unknown>, message: string): void;
  error(facts: Record<string, unknown>, message: string): void;
}

/** HMAC-SHA-256 with the service's signing key, and comparison in constant time. */
export interface Secrets {
  sign(text: string): string;
  signed(text: string, signature: string): boolean;
  equal(a: string, b: string): boolean;
  /** The secret from which the times of a connection's checks come, by a key of its own. */
  checkSeed(connectionId: string): string;
}

/** Work that continues after the response. A failure is logged and counted. */
export interface Background {
  /** The signal aborts at shutdown; the work then ends at its next safe point. */
  run(name: BackgroundWork, work: (stopping: AbortSignal) => Promise<void>): void;
  /** Calls `work` every `milliseconds` until the returned function is called. Failures of `work` are its own. */
  beat(milliseconds: number, work: () => Promise<void>): () => void;
  /** Resolves when nothing is running. */
  idle(): Promise<void>;
  /** Aborts the signal, and resolves when nothing is running. */
  stop(): Promise<void>;
}
