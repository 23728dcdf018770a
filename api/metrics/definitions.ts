// Every metric of the kit: its name, what it says, its labels and with which values it starts at zero. What stands here is
// all there is: the registry is made from it, docs/metrics.md is printed from it, and tests hold scrapes against it.
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
  /** Every combination there can be. Absent where routes decide. */
  series?: readonly Labels[];
}

export const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS', 'other'] as const;
/** Of a request whose address is none of the service's. */
export const noRoute = 'none';

export const lookupResults = ['hit', 'joined', 'made', 'refused_again'] as const;

export const leaseOutcomes = ['leased', 'none_left', 'failed'] as const;
export const tokenWords = ['leased', 'lapsed', 'without_store'] as const;

export const definitions = {
  drawbridge_asks_total: {
    type: 'counter',
    help: 'Asks for credentials, by how they ended: answered, or the code of the refusal, and why where that is not_issuing.',
    labels: ['outcome', 'why'],
    series: [
      ...sessionRequestOutcomes.filter(outcome => outcome !== 'not_issuing').map(outcome => ({ outcome, why: '' })),
      ...noIssueWhys.map(why => ({ outcome: 'not_issuing', why })),
    ],
  },
  drawbridge_session_lookups_total: {
    type: 'counter',
    help: 'How sessions were come by: one was kept (hit), somebody was making it (joined), it was made, or the role refused a moment ago and was not asked (refused_again).',
    labels: ['result'],
    series: lookupResults.map(result => ({ result })),
  },
  drawbridge_session_renewal_failures_total: plain('counter', 'Renewals behind an ask that came to nothing.'),
  drawbridge_sessions_kept: plain('gauge', 'Sessions that are kept in memory now, for asks that are alike.'),
  drawbridge_sessions_in_the_making: plain('gauge', 'Sessions that are being made now.'),
  drawbridge_sts_calls_total: {
    type: 'counter',
    help: 'AssumeRole calls, by what they were for and what came of them. That negative probes are refused is as it should be.',
    labels: ['use', 'outcome'],
    series: assumeUses.flatMap(use => assumeWords.map(outcome => ({ use, outcome }))),
  },
  drawbridge_quota_leases_total: {
    type: 'counter',
    help: 'Times that this instance needed STS calls of the quota that all instances share: the store leased some (leased), none were left for that use (none_left), or the store did not lease in time (failed).',
    labels: ['outcome'],
    series: leaseOutcomes.map(outcome => ({ outcome })),
  },
  drawbridge_quota_tokens_total: {
    type: 'counter',
    help: 'STS calls that this instance might make: leased from the store; of those, dropped because they were not used in time (lapsed); of its own tenth of the quota while the store leased none (without_store).',
    labels: ['what'],
    series: tokenWords.map(what => ({ what })),
  },
  drawbridge_ledger_write_duration_seconds: {
    type: 'histogram',
    help: 'How long it took to keep a row of the ledger, or to fail to. No row, no answer.',
    labels: ['outcome'],
    series: [{ outcome: 'written' }, { outcome: 'failed' }],
  },
  drawbridge_store_reads_total: plain('counter', 'Consistent reads of subjects that were asked for.'),
  drawbridge_store_read_calls_total: plain('counter', 'Calls to the store that were made for them; reads go together.'),
  drawbridge_checks_total: {
    type: 'counter',
    help: 'Finished checks, by what they concluded, and why where they were inconclusive.',
    labels: ['kind', 'conclusion', 'why'],
    series: checkKinds.flatMap(kind => [
      ...checkWords.map(conclusion => ({ kind, conclusion, why: '' })),
      ...inconclusiveReasons.map(why => ({ kind, conclusion: 'inconclusive', why })),
    ]),
  },
  drawbridge_events_total: {
    type: 'counter',
    help: 'Events that webhooks took, or that were given up after a day of tries.',
    labels: ['outcome'],
    series: eventEnds.map(outcome => ({ outcome })),
  },
  drawbridge_background_failures_total: {
    type: 'counter',
    help: 'Work that nobody waits for and that failed; the log says how.',
    labels: ['work'],
    series: backgroundWork.map(work => ({ work })),
  },
  drawbridge_http_request_duration_seconds: {
    type: 'histogram',
    help: 'Requests by the template of their route, and how long their answers took; one that waits for a check takes as long as it was told to.',
    labels: ['method', 'route', 'status'],
  },
} as const satisfies Record<string, Definition>;

export type MetricName = keyof typeof definitions;

function plain<const Type extends Definition['type']>(type: Type, help: string) {
  return { type, help, labels: [], series: [{}] } as const;
}
