// The vendor's own sessions that assume customers' roles: the broker role, once for issuing and once for checks, and
// each stranger role. Opened at first use, kept in memory only, renewed by our clock. Failures are values.
import { type Partition, parseRoleArn } from '../core/iam/arn.js';
import { type AssumeOutcome, ownSourceIdentity } from '../core/iam/assume-role.js';
import type { AssumeInput, AssumeRole, CallerSession, CallerSessions, Credentials } from '../ports/aws.js';
import type { Clock, Log } from '../ports/runtime.js';
import { checkSessionPolicy, issueSessionPolicy } from './caller-policies.js';

export interface CallerSessionsNeeds {
  clock: Pick<Clock, 'now'>;
  log: Log;
  assumeRole: AssumeRole;
  /** The service's own credentials. */
  service: () => Promise<Credentials>;
  brokerRoleArn: string;
  partition: Partition;
  /** Accounts that stranger roles may be in; a role in another account is never assumed. */
  vendorAccounts: readonly string[];
  region: string;
}

/** The longest that AWS allows when one role session assumes another role, as the service's session does. */
const sessionSeconds = 3600;
/** Renewed when less is left: ten minutes, and one more for calls under way. */
const renewBelowSeconds = 11 * 60;
/** No longer used when less is left. */
const goodAboveSeconds = 60;
/** After a failed renewal, or a session opened anew, none is tried for this long; the existing one stays in use. */
const renewAgainSeconds = 60;

/**
 * The name of every such session. A customer's trust policy sees it in `aws:userid`: with names of their own, it could
 * tell checks from credential requests.
 */
export const callerSessionName = 'drawbridge';

/** Those of a partition that the configuration does not name. */
export const noCallers: CallerSessions = (() => {
  const missing: CallerSession = { ok: false, reason: { kind: 'inconclusive', why: 'vendor_credentials' } };
  const none = async () => missing;
  return { get: none, stranger: none, reopen: async () => undefined, forget() {} };
})();

const notOurs: CallerSession = { ok: false, reason: { kind: 'inconclusive', why: 'request_invalid' } };

type Opened = Extract<CallerSession, { ok: true }>;

/** One session that is kept open: how it is opened, and the current session. */
interface Slot {
  use: string;
  input: Pick<AssumeInput, 'roleArn' | 'sessionPolicy'>;
  session?: Opened;
  /** By our clock, counted from before the call, so that AWS's clock does not matter. */
  endsAt: number;
  retryAt: number;
  reopenAt: number;
  opening?: Promise<CallerSession>;
}

export function makeCallerSessions(needs: CallerSessionsNeeds): CallerSessions {
  const { partition, brokerRoleArn, vendorAccounts } = needs;
  const slots = new Map<string, Slot>();

  function slotOf(use: string, input: Slot['input']): Slot {
    const key = `${use} ${input.roleArn}`;
    const slot = slots.get(key) ?? { use, input, endsAt: 0, retryAt: 0, reopenAt: 0 };
    slots.set(key, slot);
    return slot;
  }

  function brokerSlot(use: 'issue' | 'check'): Slot {
    const sessionPolicy = use === 'issue' ? issueSessionPolicy(partition) : checkSessionPolicy(partition);
    return slotOf(`broker-${use}`, { roleArn: brokerRoleArn, sessionPolicy });
  }

  return {
    get: use => sessionOf(needs, brokerSlot(use)),
    async stranger(roleArn) {
      const role = parseRoleArn(roleArn);
      if (!role || !vendorAccounts.includes(role.accountId)) return notOurs;
      return sessionOf(needs, slotOf('stranger', { roleArn, sessionPolicy: checkSessionPolicy(partition) }));
    },
    async reopen(use, refused) {
      const slot = brokerSlot(use);
      if (slot.session?.credentials === refused) {
        const now = needs.clock.now().getTime();
        if (now < slot.reopenAt) return undefined;
        slot.reopenAt = now + renewAgainSeconds * 1000;
        delete slot.session;
      }
      return sessionOf(needs, slot);
    },
    /** A call under way still answers its callers, but its session is not kept. */
    forget() {
      slots.clear();
    },
  };
}

/** The first caller that finds the session missing or due opens it; a session that is still valid serves the others. */
async function sessionOf(needs: CallerSessionsNeeds, slot: Slot): Promise<CallerSession> {
  const now = needs.clock.now().getTime();
  const leftSeconds = (slot.endsAt - now) / 1000;
  const good = slot.session && leftSeconds > goodAboveSeconds ? slot.session : undefined;
  if (good && (leftSeconds >= renewBelowSeconds || slot.opening || now < slot.retryAt)) return good;
  slot.opening ??= open(needs, slot).finally(() => {
    delete slot.opening;
  });
  const opened = await slot.opening;
  return opened.ok ? opened : (good ?? opened);
}

async function open(needs: CallerSessionsNeeds, slot: Slot): Promise<CallerSession> {
  const startedAt = needs.clock.now().getTime();
  const outcome = usable(needs, slot, await assume(needs, slot));
  if (outcome.kind !== 'assumed') {
    const facts = outcome.kind === 'refused' ? { kind: outcome.kind } : outcome;
    if (outcome.kind === 'inconclusive' && outcome.because === 'source_identity')
      needs.log.error({ use: slot.use }, ownSourceIdentity);
    else needs.log.warn({ use: slot.use, ...facts }, 'A caller session could not be opened.');
    slot.retryAt = startedAt + renewAgainSeconds * 1000;
    return { ok: false, reason: outcome };
  }
  const { accessKeyId, secretAccessKey, sessionToken, assumedRoleArn } = outcome;
  slot.session = { ok: true, credentials: { accessKeyId, secretAccessKey, sessionToken }, arn: assumedRoleArn };
  slot.endsAt = startedAt + sessionSeconds * 1000;
  return slot.session;
}

/**
 * Rejects a session with a source identity: customers' roles would refuse it, and we would report that as their
 * refusal.
 */
function usable(needs: CallerSessionsNeeds, { use }: Slot, outcome: AssumeOutcome): AssumeOutcome {
  if (outcome.kind !== 'assumed' || outcome.inheritedSourceIdentity === undefined) return outcome;
  needs.log.warn({ use, sourceIdentity: outcome.inheritedSourceIdentity }, 'A caller session has a source identity.');
  return { kind: 'inconclusive', why: 'vendor_credentials', because: 'source_identity' };
}

/** Sets no SourceIdentity and no tags: every session opened from this one would inherit them. */
async function assume(needs: CallerSessionsNeeds, slot: Slot): Promise<AssumeOutcome> {
  let service: Credentials;
  try {
    service = await needs.service();
  } catch (error) {
    needs.log.error(
      { use: slot.use, error: error instanceof Error ? error.name : 'unknown' },
      'No service credentials.',
    );
    return { kind: 'inconclusive', why: 'vendor_credentials' };
  }
  return needs.assumeRole(service, {
    use: 'caller',
    ...slot.input,
    sessionName: callerSessionName,
    durationSeconds: sessionSeconds,
    region: needs.region,
  });
}
