// Whose fault a refusal is. When the broker role loses a permission, or its sessions are revoked, every customer's role
// refuses us: the control role, which is our own, refuses us then too.
import type { AssumeOutcome } from '../core/iam/assume-role.js';
import type { Credentials, RefusalOwner } from '../ports/aws.js';
import type { Clock } from '../ports/runtime.js';

export interface RefusalOwnerNeeds {
  clock: Pick<Clock, 'now'>;
  /** Assumes the control role by this session. */
  control: (session: Credentials) => Promise<AssumeOutcome>;
}

/** How long a fault of ours is known without trying again. */
const blamedMs = 5000;

type Owner = 'role' | 'ours' | 'unknown';

export function makeRefusalOwner({ clock, control }: RefusalOwnerNeeds): RefusalOwner {
  let latest: { accessKeyId: string; startedAt: number; owner: Promise<Owner> } | undefined;
  let blamedUntil = 0;
  const now = () => clock.now().getTime();
  return {
    of(session, since) {
      const { accessKeyId } = session;
      // An answer from before the refused call says nothing of it.
      const answers = latest?.accessKeyId === accessKeyId && latest.startedAt > since.getTime();
      if (!answers) latest = { accessKeyId, startedAt: now(), owner: control(session).then(ownerBy) };
      return latest!.owner;
    },
    blameUs() {
      blamedUntil = now() + blamedMs;
      return blamedMs / 1000;
    },
    blamedFor: () => Math.max(0, Math.ceil((blamedUntil - now()) / 1000)),
  };
}

function ownerBy(outcome: AssumeOutcome): Owner {
  if (outcome.kind === 'assumed') return 'role';
  if (outcome.kind === 'refused') return 'ours';
  return outcome.why === 'vendor_credentials' ? 'ours' : 'unknown';
}
