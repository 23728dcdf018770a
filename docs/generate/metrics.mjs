// Prints what is counted, from the definitions that the registry is made of. Called by generate.mjs.
import { definitions } from '../../dist/api/metrics/definitions.js';
import { note, table } from './printing.mjs';

/** Values as they stand in the definitions; those of requests come with the routes. */
function labelsOf({ labels, series = [] }) {
  const told = labels.map(label => {
    const values = [...new Set(series.map(each => each[label]).filter(Boolean))];
    return values.length > 0 ? `\`${label}\`: ${values.map(each => `\`${each}\``).join(' ')}` : `\`${label}\``;
  });
  return told.join('<br>');
}

export function metrics() {
  const rows = Object.entries(definitions).map(([name, each]) => [`\`${name}\``, each.type, labelsOf(each), each.help]);
  return `# Metrics
${note}
\`GET /metrics\` answers them in the text format of Prometheus, to a key of scope \`operator\` or \`auditor\` that is bound to all
tenants. An auditor key is enough, and changes nothing:

\`\`\`yaml
scrape_configs:
  - job_name: drawbridge
    scheme: https
    authorization:
      credentials_file: /etc/prometheus/drawbridge.key
    static_configs:
      - targets: [drawbridge.example]
\`\`\`

Each process counts for itself, from its start: scrape each one, and add up. What is refused before it is looked at (no good
key, another schema, too many requests) is among the requests only. Every label is of a fixed set, so no metric
names a tenant, a connection, an account, a role, a key or a person; which one it was is said by the log, the ledger and the
security log.

${table(['metric', 'type', 'labels', 'what it says'], rows)}

\`method\` is one of HTTP's or \`other\`, \`route\` the template of a route or \`none\`, \`status\` a class: \`2xx\`. Beside these
stand the usual metrics of the process and of Node.js, \`process_…\` and \`nodejs_…\`, from the first scrape on.

## What to be woken for

1. **Nobody is given credentials, and it is us.** \`drawbridge_asks_total\` with outcome \`store_unavailable\`,
   \`vendor_caller_unavailable\` or \`internal\` grows for five minutes. At once: sessions that are kept last an hour at most.
2. **AWS does not answer.** Of \`drawbridge_sts_calls_total\` with use \`issue\`, more than one in twenty over ten minutes is
   neither \`assumed\` nor \`refused\`, or \`drawbridge_session_renewal_failures_total\` grows for as long. Asks that are alike are
   still answered from what is kept; \`throttled\` says that we ask too much. Asks that end as \`sts_quota_reached\` for minutes say
   that \`DRAWBRIDGE_STS_PER_SECOND\` is too little for what is asked; \`drawbridge_quota_leases_total\` with outcome \`failed\`, that
   each instance keeps to a tenth of it because the store is slow.
3. **A role is unsafe.** \`drawbridge_checks_total\` with conclusion \`unsafe\` grew at all. Issuing has stopped for that connection; its
   customer has to be told. Many \`inconclusive\` ones for \`vendor_caller\` are our own fault: after seven days without a
   conclusive check a connection holds.
4. **The ledger is slow or not kept.** \`drawbridge_ledger_write_duration_seconds\` with outcome \`failed\` grew, or its 99th
   percentile is above a second for ten minutes. Every ask waits for its row.
5. **Somebody does not hear of changes.** \`drawbridge_events_total\` with outcome \`dead\` grew: a receiver was down for a day,
   and its events have to be sent again. \`drawbridge_background_failures_total\` that grows steadily is the same from our side.
`;
}
