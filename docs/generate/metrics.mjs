// Prints the page of metrics from the definitions that the registry is created from. Called by generate.mjs.
import { definitions } from '../../dist/api/metrics/definitions.js';
import { note, table } from './printing.mjs';

/** Values from the definitions; those of requests come with the routes. */
function labelsOf({ labels, series = [] }) {
  const shown = labels.map(label => {
    const values = [...new Set(series.map(each => each[label]).filter(Boolean))];
    return values.length > 0 ? `\`${label}\`: ${values.map(each => `\`${each}\``).join(' ')}` : `\`${label}\``;
  });
  return shown.join('<br>');
}

const alarms = `## Alarms

1. **No credentials are issued, and it is our fault.** \`drawbridge_asks_total\` with outcome \`store_unavailable\`,
   \`vendor_caller_unavailable\` or \`internal\` grows for five minutes. Act at once: kept sessions last an hour at
   most.
2. **AWS does not answer.** Of \`drawbridge_sts_calls_total\` with use \`issue\`, more than one in twenty over ten
   minutes is neither \`assumed\` nor \`refused\`. Or \`drawbridge_session_renewal_failures_total\` grows for ten
   minutes. Identical credential requests are still answered from kept sessions.
   - \`throttled\`: we send too many calls.
   - Requests end as \`sts_quota_reached\` for minutes: \`DRAWBRIDGE_STS_PER_SECOND\` is too low for the load.
   - \`drawbridge_quota_leases_total\` with outcome \`failed\`: each instance keeps to a tenth of the quota, because the
     store is slow.
3. **A role is unsafe.** \`drawbridge_checks_total\` with conclusion \`unsafe\` grew at all. Issuing has stopped for
   that connection; inform its customer. Many \`inconclusive\` checks for \`vendor_caller\` are our own fault: after
   seven days without a conclusive check a connection stops issuing.
4. **The ledger is slow or fails.** \`drawbridge_ledger_write_duration_seconds\` with outcome \`failed\` grew, or its
   99th percentile is above a second for ten minutes. Every credential request waits for its row.
5. **A receiver misses changes.** \`drawbridge_events_total\` with outcome \`dead\` grew: a receiver was down for a
   day, and its events must be sent again. If \`drawbridge_background_failures_total\` grows steadily, the cause is on
   our side.
`;

export function metrics() {
  const rows = Object.entries(definitions).map(([name, each]) => [`\`${name}\``, each.type, labelsOf(each), each.help]);
  return `# Metrics
${note}
\`GET /metrics\` returns the metrics in the text format of Prometheus. It needs a key of scope \`operator\` or
\`auditor\` that is bound to all tenants. Use an auditor key: it can change nothing.

\`\`\`yaml
scrape_configs:
  - job_name: drawbridge
    scheme: https
    authorization:
      credentials_file: /etc/prometheus/drawbridge.key
    static_configs:
      - targets: [drawbridge.example]
\`\`\`

Each process counts its own work from its start: scrape each one, and add up. A request that is refused early (no valid
key, schema error, too many requests) is counted among the requests only. Every label has a fixed set of values, so no
metric names a tenant, a connection, an account, a role, a key or a person. For those, read the log, the ledger and the
security log.

${table(['metric', 'type', 'labels', 'what it counts'], rows)}

\`method\` is one of HTTP's or \`other\`, \`route\` the template of a route or \`none\`, \`status\` a class: \`2xx\`.
The usual metrics of the process and of Node.js, \`process_…\` and \`nodejs_…\`, are included from the first scrape
on.

${alarms}`;
}
