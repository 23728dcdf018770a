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
 * What happened, in numbers, since this process started. Every label is of a fixed set: nothing here may name a tenant, a
 * connection, an account, a role, a key or a person.
 */
export interface Metrics {
  /** `why`: of `not_issuing`. */
  sessionRequestEnded(outcome: SessionRequestOutcome, why?: NoIssueWhy): void;
  assumeEnded(use: AssumeUse, outcome: AssumeWord): void;
  /** Answers what is to be called when the row is kept, or is not. In real time. */
  ledgerWriteBegun(): (outcome: 'written' | 'failed') => void;
  checkEnded(check: Check): void;
  eventEnded(outcome: 'delivered' | 'dead'): void;
  workFailed(work: BackgroundWork): void;
  /** `route`: its template, undefined where none was met. */
  requestEnded(request: { method: string; route: string | undefined; status: number; seconds: number }): void;
  /** All of it, as a monitoring system reads it. */
  read(): Promise<{ type: string; text: string }>;
}

/** What a span says beside its name: ids of the kit's own and words of fixed sets. Never a secret, an external ID or an address. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

export interface SpanInput {
  name: string;
  /** `client`: a call of somebody else. */
  kind?: 'client' | 'internal';
  facts: SpanFacts;
  /** Not worth a trace of its own: made only where it is part of something. */
  isPartOnly?: true;
}

/** The span that something is done in, to be named elsewhere. */
export type Here = object;

export interface RequestSpan {
  /** What is done from here on is part of it. */
  goOn(next: () => void): void;
  add(facts: SpanFacts): void;
  failed(code: string): void;
  /** Once; whatever is said after that is not heard. */
  ended(status: number): void;
}

/** What is done, as spans of a trace. */
export interface Tracing {
  /** Does the work as a part of what is done here. What it throws ends it as failed, by its code alone. */
  within<Result>(span: SpanInput, work: () => Promise<Result>): Promise<Result>;
  /** To the span that this is done in. */
  add(facts: SpanFacts): void;
  event(name: string, facts: SpanFacts): void;
  fail(code: string): void;
  link(to: Here | undefined): void;
  here(): Here | undefined;
  /** Work that is done once for all who are served by it: a part of their trace, or linked to each where they are several. */
  together<Result>(served: readonly Here[], work: () => Promise<Result>): Promise<Result>;
  /** `headers`: where the caller may say what it is part of. */
  requestBegun(request: {
    method: string;
    /** Its template. */
    route: string | undefined;
    requestId: string;
    headers: Readonly<Record<string, string | string[] | undefined>> | undefined;
  }): RequestSpan;
}
