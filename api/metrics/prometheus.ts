// The metrics in Prometheus format. Each instance has its own registry, so that two apps in one process share no
// counts. Counts that exist elsewhere are read at each scrape.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { wordOf } from '../core/check/check.js';
import type { IssuedSessions, StsQuota } from '../ports/sessions.js';
import type { Metrics } from '../ports/telemetry.js';
import {
  type Definition,
  definitions,
  itemKinds,
  type Labels,
  leaseOutcomes,
  lookupResults,
  type MetricName,
  methods,
  noRoute,
  tokenWords,
} from './definitions.js';

export interface Sources {
  issuedSessions: Pick<IssuedSessions, 'counts' | 'sizes'>;
  stsQuota: Pick<StsQuota, 'counts'>;
  /** Reads of the store: requested, and the calls made for them. */
  reads: Readonly<{ reads: number; calls: number }>;
}

export function makeMetrics(sources: Sources): Metrics {
  const registry = new Registry();
  readElsewhere(registry, sources);
  readQuota(registry, sources);
  const requests = counter(registry, 'drawbridge_asks_total');
  const calls = counter(registry, 'drawbridge_sts_calls_total');
  const checks = counter(registry, 'drawbridge_checks_total');
  const events = counter(registry, 'drawbridge_events_total');
  const failures = counter(registry, 'drawbridge_background_failures_total');
  const unreadable = counter(registry, 'drawbridge_unreadable_items_total');
  const ledgerWrites = histogram(registry, 'drawbridge_ledger_write_duration_seconds');
  const responses = histogram(registry, 'drawbridge_http_request_duration_seconds');
  const ofProcess = processMetrics(registry);
  return {
    sessionRequestEnded: (outcome, why) => requests.inc({ outcome, why: why ?? '' }),
    assumeEnded: (use, outcome) => calls.inc({ use, outcome }),
    ledgerWriteBegun() {
      const end = ledgerWrites.startTimer();
      return outcome => void end({ outcome });
    },
    checkEnded({ kind, result }) {
      if (!result) return;
      if (result.conclusive) checks.inc({ kind, conclusion: wordOf(result.verdict), why: '' });
      else checks.inc({ kind, conclusion: 'inconclusive', why: result.reason });
    },
    eventEnded: outcome => events.inc({ outcome }),
    workFailed: work => failures.inc({ work }),
    itemUnreadable: kind => unreadable.inc({ kind: itemKinds.find(each => each === kind) ?? 'other' }),
    requestEnded: ({ method, route = noRoute, status, seconds }) =>
      responses.observe({ method: methodOf(method), route, status: `${Math.floor(status / 100)}xx` }, seconds),
    async read() {
      ofProcess();
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

const methodOf = (method: string) => methods.find(each => each === method) ?? 'other';

/** Collected from the first scrape on. They cost a timer and an observer, which other processes need not pay for. */
function processMetrics(registry: Registry): () => void {
  let isOn = false;
  return () => {
    if (isOn) return;
    isOn = true;
    collectDefaultMetrics({ register: registry });
  };
}

function readElsewhere(registry: Registry, { issuedSessions, reads }: Sources): void {
  const { counts, sizes } = issuedSessions;
  const resultOf = { hit: 'hits', joined: 'joined', made: 'made', refused_again: 'refusedAgain' } as const;
  const lookups = counter(registry, 'drawbridge_session_lookups_total', () => {
    lookups.reset();
    for (const result of lookupResults) lookups.inc({ result }, counts[resultOf[result]]);
  });
  const single = (name: MetricName, value: () => number) => {
    const read = counter(registry, name, () => {
      read.reset();
      read.inc(value());
    });
  };
  single('drawbridge_session_renewal_failures_total', () => counts.renewalsFailed);
  single('drawbridge_store_reads_total', () => reads.reads);
  single('drawbridge_store_read_calls_total', () => reads.calls);
  gauge(registry, 'drawbridge_sessions_kept', () => sizes().sessions);
  gauge(registry, 'drawbridge_sessions_in_the_making', () => sizes().flights);
}

function readQuota(registry: Registry, { stsQuota: { counts } }: Sources): void {
  const leases = counter(registry, 'drawbridge_quota_leases_total', () => {
    const ended = { leased: counts.leased, none_left: counts.noneLeft, failed: counts.failed };
    leases.reset();
    for (const outcome of leaseOutcomes) leases.inc({ outcome }, ended[outcome]);
  });
  const tokens = counter(registry, 'drawbridge_quota_tokens_total', () => {
    const { tokensLeased: leased, tokensLapsed: lapsed, tokensWithoutStore } = counts;
    const of = { leased, lapsed, without_store: tokensWithoutStore };
    tokens.reset();
    for (const what of tokenWords) tokens.inc({ what }, of[what]);
  });
}

function optionsOf(registry: Registry, name: MetricName) {
  const { help, labels }: Definition = definitions[name];
  return { name, help, labelNames: [...labels], registers: [registry] };
}

function seriesOf(name: MetricName): readonly Labels[] {
  const { series = [] }: Definition = definitions[name];
  return series;
}

/** Each series starts at zero, so that an alert on its growth also sees the first increase. */
function counter(registry: Registry, name: MetricName, collect?: () => void): Counter {
  const made = new Counter({ ...optionsOf(registry, name), ...(collect && { collect }) });
  for (const labels of seriesOf(name)) made.inc(labels, 0);
  return made;
}

function gauge(registry: Registry, name: MetricName, value: () => number): void {
  const made: Gauge = new Gauge({ ...optionsOf(registry, name), collect: () => made.set(value()) });
}

function histogram(registry: Registry, name: MetricName): Histogram {
  const made = new Histogram(optionsOf(registry, name));
  for (const labels of seriesOf(name)) made.zero(labels);
  return made;
}
