// Metrics and tracing. Types only.
import type { Check } from '../core/check/check.js';
import type {
  AssumeUse,
  AssumeWord,
  BackgroundWork,
  NoIssueWhy,
  SessionRequestOutcome,
} from '../core/metric-labels.js';

/**
 * Counts of what happened since this process started. Every label has a fixed set of values: none may name a tenant, a
 * connection, an account, a role, a key or a person.
 */
export interface Metrics {
  /** `why`: for the outcome `not_issuing`. */
  sessionRequestEnded(outcome: SessionRequestOutcome, why?: NoIssueWhy): void;
  assumeEnded(use: AssumeUse, outcome: AssumeWord): void;
  /** Starts a timer in real time; call the result when the row is written or has failed. */
  ledgerWriteBegun(): (outcome: 'written' | 'failed') => void;
  checkEnded(check: Check): void;
  eventEnded(outcome: 'delivered' | 'dead'): void;
  workFailed(work: BackgroundWork): void;
  /** An item of the store that cannot be read; once an hour each. `kind`: of its key. */
  itemUnreadable(kind: string): void;
  /** `route`: the template of the route; undefined when none matched. */
  requestEnded(request: { method: string; route: string | undefined; status: number; seconds: number }): void;
  /** All metrics, in the format that a monitoring system scrapes. */
  read(): Promise<{ type: string; text: string }>;
}

/** Attributes of a span: the kit's own ids and words of fixed sets. Never a secret, an external ID or an address. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

export interface SpanInput {
  name: string;
  /** `client`: a call of another service. */
  kind?: 'client' | 'internal';
  facts: SpanFacts;
  /** Created only inside another span, never as a trace of its own. */
  isPartOnly?: true;
}

/** A reference to the current span, to link to it elsewhere. */
export type Here = object;

export interface RequestSpan {
  /** Runs `next` inside the span. */
  goOn(next: () => void): void;
  add(facts: SpanFacts): void;
  failed(code: string): void;
  /** Ends the span; later calls are ignored. */
  ended(status: number): void;
}

/** Work as spans of a trace. */
export interface Tracing {
  /** Runs the work in a span below the current one. An error fails the span with its code only. */
  within<Result>(span: SpanInput, work: () => Promise<Result>): Promise<Result>;
  /** `add`, `event`, `fail` and `link` change the current span. */
  add(facts: SpanFacts): void;
  event(name: string, facts: SpanFacts): void;
  fail(code: string): void;
  link(to: Here | undefined): void;
  here(): Here | undefined;
  /** Runs work once for several callers: in their trace if they share one, else in its own trace with links to each. */
  together<Result>(served: readonly Here[], work: () => Promise<Result>): Promise<Result>;
  /** `headers`: trace context of the caller, if it is to be used. */
  requestBegun(request: {
    method: string;
    /** The template of the route. */
    route: string | undefined;
    requestId: string;
    headers: Readonly<Record<string, string | string[] | undefined>> | undefined;
  }): RequestSpan;
}
