// Wraps ports to count their calls, so that neither their users nor their implementations know of metrics.
import type { Ledger } from '../ports/audit.js';
import type { AssumeRole } from '../ports/aws.js';
import type { Checks } from '../ports/checks.js';
import type { Deliveries } from '../ports/events.js';
import type { Metrics } from '../ports/telemetry.js';

export function countedAssumeRole(assumeRole: AssumeRole, metrics: Metrics): AssumeRole {
  return async (as, input) => {
    const outcome = await assumeRole(as, input);
    metrics.assumeEnded(input.use, outcome.kind === 'inconclusive' ? outcome.why : outcome.kind);
    return outcome;
  };
}

interface Counted {
  ledger: Ledger;
  checks: Checks;
  deliveries: Deliveries;
}

export function countedStores({ ledger, checks, deliveries }: Counted, metrics: Metrics): Counted {
  return {
    ledger: {
      ...ledger,
      async put(row) {
        const ended = metrics.ledgerWriteBegun();
        try {
          await ledger.put(row);
          ended('written');
        } catch (error) {
          ended('failed');
          throw error;
        }
      },
    },
    checks: {
      ...checks,
      async finish(check) {
        await checks.finish(check);
        metrics.checkEnded(check);
      },
    },
    deliveries: {
      ...deliveries,
      async replace(before, next) {
        const isReplaced = await deliveries.replace(before, next);
        if (isReplaced && next.state !== 'waiting') metrics.eventEnded(next.state);
        return isReplaced;
      },
    },
  };
}
