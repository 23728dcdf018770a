// Checks at start whether the service's own credentials can work at all. Every session made from them inherits their
// source identity, which cannot be changed. With one set, every customer's role would refuse us.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html

import type { Partition } from '../../core/iam/arn.js';
import { ownSourceIdentity } from '../../core/iam/assume-role.js';
import { minuteMs } from '../../core/values/time.js';
import type { Ports } from '../../ports/ports.js';
import { assumeControl } from './probe.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'log' | 'vendor' | 'callers' | 'assumeRole' | 'stsQuota'>;

/** Wait before the next attempt while AWS gives no answer. */
const retryMs = minuteMs;

/**
 * Logs the fault once. Opening the broker role session reports it too. Where AWS does not name an inherited source
 * identity in its answer, the control role refuses it: its trust policy does not allow one.
 */
export async function checkOwnCredentials(ports: Needs, stopping: AbortSignal): Promise<void> {
  await Promise.all(ports.vendor.partitions.map(({ partition }) => checkIn(ports, partition, stopping)));
}

async function checkIn(ports: Needs, partition: Partition, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const session = await ports.callers.in(partition).get('check');
    const outcome = session.ok ? await assumeControl(ports, session.credentials, 'sweep', partition) : session.reason;
    if (outcome.kind !== 'inconclusive') return;
    if (outcome.because) {
      if (session.ok) ports.log.error({ partition }, ownSourceIdentity);
      return;
    }
    await ports.clock.wait(retryMs, stopping);
  }
}
