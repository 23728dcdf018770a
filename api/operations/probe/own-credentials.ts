// Whether the service's own credentials can ever do their work, looked at before the first customer's ask. A source identity
// on them is kept by every session made from them and cannot be changed: each customer's role would refuse us for it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
import { ownSourceIdentity } from '../../core/iam/assume-role.js';
import { minuteMs } from '../../core/values/time.js';
import type { Ports } from '../../ports/ports.js';
import { assumeControl } from './probe.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'log' | 'vendor' | 'callers' | 'assumeRole' | 'stsQuota'>;

/** As long as AWS has no answer it is asked again. */
const againMs = minuteMs;

/**
 * Says it in the log, once. The broker role is opened, which says it itself; where AWS does not name an inherited source
 * identity in its answer, the control role, to which none is sent, refuses to have it set.
 */
export async function checkOwnCredentials(ports: Needs, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const session = await ports.callers.get('check');
    const outcome = session.ok ? await assumeControl(ports, session.credentials, 'sweep') : session.reason;
    if (outcome.kind !== 'inconclusive') return;
    if (outcome.because) {
      if (session.ok) ports.log.error({}, ownSourceIdentity);
      return;
    }
    await ports.clock.wait(againMs, stopping);
  }
}
