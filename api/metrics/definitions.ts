// Every metric of the kit: name, help, labels, and the series that start at zero. The registry and docs/metrics.md are
// generated from this list, and tests compare scrapes with it.
import { subjectKinds } from '../core/audit/history.js';
import {
  assumeUses,
  assumeWords,
  backgroundWork,
  checkKinds,
  checkWords,
  eventEnds,
  inconclusiveReasons,
  noIssueWhys,
  sessionRequestOutcomes,
} from '../core/metric-labels.js';

export type Labels = Readonly<Record<string, string>>;

export interface Definition {
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  labels: readonly string[];
  /** Every possible combination of labels. Absent when the routes determine them. */
  series?: readonly Labels[];
}

export const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS', 'other'] as const;
/** For a request that matches no route. */
export const noRoute = 'none';

export const lookupResults = ['hit', 'joined', 'made', 'refused_again'] as const;

/** Kinds of stored items; any other is `other`. */
export const itemKinds = [...subjectKinds, 'checks', 'ledger', 'other'] as const;

export const leaseOutcomes = ['leased', 'none_left', 'failed'] as const;
export const tokenWords = ['leased', 'lapsed', 'without_store'] as const;

export const definitions = {
  drawbridge_asks_total: {
    type: 'counter',
    help: 'Credential requests by outcome: answered or the code of the refusal, with a reason (why) for not_issuing.',
    labels: ['outcome', 'why'],
    series: [
      ...sessionRequestOutcomes.filter(outcome => outcome !== 'not_issuing').map(outcome => ({ outcome, why: '' })),
      ...noIssueWhys.map(why => ({ outcome: 'not_issuing', why })),
    ],
  },
  drawbridge_session_lookups_total: {
    type: 'counter',
    help:
      'Sources of sessions: kept in memory (hit), being created for another request (joined), or created ' +
      '(made). None if the role refused a moment ago and was not tried (refused_again).',
    labels: ['result'],
    series: lookupResults.map(result => ({ result })),
  },
  drawbridge_session_renewal_failures_total: plain('counter', 'Background renewals of sessions that failed.'),
  drawbridge_sessions_kept: plain('gauge', 'Sessions kept in memory now, for identical credential requests.'),
  drawbridge_sessions_in_the_making: plain('gauge', 'Sessions being created now.'),
  drawbridge_sts_calls_total: {
    type: 'counter',
    help: 'AssumeRole calls by use and outcome. Negative probes are expected to be refused.',
    labels: ['use', 'outcome'],
    series: assumeUses.flatMap(use => assumeWords.map(outcome => ({ use, outcome }))),
  },
  drawbridge_quota_leases_total: {
    type: 'counter',
    help:
      'Leases of STS calls from the quota that all instances share: the store leased some (leased), none were left ' +
      'for that use (none_left), or the store did not lease in time (failed).',
    labels: ['outcome'],
    series: leaseOutcomes.map(outcome => ({ outcome })),
  },
  drawbridge_quota_tokens_total: {
    type: 'counter',
    help:
      'STS calls that this instance could make: leased from the store (leased), and of these dropped because ' +
      'they were not used in time (lapsed). While the store leased none: taken from its own tenth of the quota ' +
      '(without_store).',
    labels: ['what'],
    series: tokenWords.map(what => ({ what })),
  },
  drawbridge_ledger_write_duration_seconds: {
    type: 'histogram',
    help: 'Duration of writing a ledger row, or of failing to. Without its row, a request is refused.',
    labels: ['outcome'],
    series: [{ outcome: 'written' }, { outcome: 'failed' }],
  },
  drawbridge_store_reads_total: plain('counter', 'Consistent reads of subjects that were requested.'),
  drawbridge_store_read_calls_total: plain(
    'counter',
    'Calls of the store for these reads; concurrent reads share a call.',
  ),
  drawbridge_checks_total: {
    type: 'counter',
    help: 'Finished checks by conclusion, with the reason (why) for inconclusive ones.',
    labels: ['kind', 'conclusion', 'why'],
    series: checkKinds.flatMap(kind => [
      ...checkWords.map(conclusion => ({ kind, conclusion, why: '' })),
      ...inconclusiveReasons.map(why => ({ kind, conclusion: 'inconclusive', why })),
    ]),
  },
  drawbridge_events_total: {
    type: 'counter',
    help: 'Events that webhooks accepted, or that were given up after a day of tries.',
    labels: ['outcome'],
    series: eventEnds.map(outcome => ({ outcome })),
  },
  drawbridge_background_failures_total: {
    type: 'counter',
    help: 'Background work that failed; the log has the error.',
    labels: ['work'],
    series: backgroundWork.map(work => ({ work })),
  },
  drawbridge_unreadable_items_total: {
    type: 'counter',
    help: 'Items of the store that this release cannot read, each once an hour; the log names them.',
    labels: ['kind'],
    series: itemKinds.map(kind => ({ kind })),
  },
  drawbridge_http_request_duration_seconds: {
    type: 'histogram',
    help:
      'Duration of requests, by the template of their route. A request that waits for a check takes as long as its ' +
      'caller allowed.',
    labels: ['method', 'route', 'status'],
  },
} as const satisfies Record<string, Definition>;

export type MetricName = keyof typeof definitions;

function plain<const Type extends Definition['type']>(type: Type, help: string) {
  return { type, help, labels: [], series: [{}] } as const;
}
