// Fault rules for tests: which calls fail, and how. The server asks `nextFault` once for each call and applies the
// fault.
import { AwsError } from './protocol/wire.js';

export type FaultKind =
  | 'throttle'
  | 'error500'
  | 'error503'
  | 'reset'
  | 'slow'
  | 'cut'
  | 'stall'
  | 'garbage'
  | 'expired-token'
  | 'clock-skew'
  | 'access-denied'
  | 'packed-policy-too-large'
  | 'region-disabled';

export interface FaultRule {
  service?: 'sts' | 'iam' | 'cloudformation' | 's3';
  action?: string;
  /** For AssumeRole: the role that is called. */
  roleArn?: string;
  /** Account of the caller. */
  account?: string;
  /** For AssumeRole: only with a session policy of more than this many characters. */
  policyAbove?: number;
  /** The nth matching call since the rule was added, from 1; absent: every matching call. */
  call?: number;
  kind: FaultKind;
  /** For `slow`. */
  delayMs?: number;
  /** `after`: the action takes effect and only its response is spoilt. */
  when?: 'before' | 'after';
}

export interface Fault extends FaultRule {
  when: 'before' | 'after';
}

export interface CallFacts {
  service: string;
  action: string;
  account: string | undefined;
  roleArn?: string | undefined;
  /** Characters of the session policy. */
  policyLength?: number | undefined;
}

const SPOILS_THE_ANSWER: readonly FaultKind[] = ['cut', 'stall', 'reset', 'slow'];

function matches(rule: FaultRule, facts: CallFacts): boolean {
  return (
    (rule.service === undefined || rule.service === facts.service) &&
    (rule.action === undefined || rule.action === facts.action) &&
    (rule.account === undefined || rule.account === facts.account) &&
    (rule.roleArn === undefined || rule.roleArn === facts.roleArn) &&
    (rule.policyAbove === undefined || (facts.policyLength ?? 0) > rule.policyAbove)
  );
}

export interface Faults {
  add(rule: FaultRule): () => void;
  clear(): void;
  list(): FaultRule[];
  /** Counts the call for every rule that it matches, and returns the first rule that applies to it. */
  nextFault(facts: CallFacts): Fault | undefined;
}

export function createFaults(): Faults {
  const rules = new Set<{ rule: FaultRule; seen: number }>();
  return {
    add(rule) {
      const entry = { rule, seen: 0 };
      rules.add(entry);
      return () => void rules.delete(entry);
    },
    clear: () => rules.clear(),
    list: () => [...rules].map(entry => entry.rule),
    nextFault(facts) {
      let hit: FaultRule | undefined;
      for (const entry of rules) {
        if (!matches(entry.rule, facts)) continue;
        entry.seen += 1;
        if (entry.rule.call === undefined || entry.rule.call === entry.seen) hit ??= entry.rule;
      }
      return hit && { when: SPOILS_THE_ANSWER.includes(hit.kind) ? 'after' : 'before', ...hit };
    },
  };
}

const PACKED_TOO_LARGE = 'Packed size of session policy consumes 105% of allotted space for policies and tags.';

const REGION_DISABLED =
  'STS is not activated in this region for account:210987654321. Your account administrator can activate STS in this ' +
  'region using the IAM Console.';

/** The message of a service whose clock is more than 15 minutes ahead of the caller's. */
export function tooOld(): string {
  const stamp = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const now = Date.now() + 20 * 60_000;
  const earliest = now - 15 * 60_000;
  const signed = stamp(now - 20 * 60_000);
  return `Signature expired: ${signed} is now earlier than ${stamp(earliest)} (${stamp(now)} - 15 min.)`;
}

/** The faults that AWS answers as errors; the others (reset, slow, cut, stall, garbage) affect the connection. */
export function faultError(
  fault: FaultRule,
  facts: Pick<CallFacts, 'service' | 'action'>,
  callerArn: string,
  resource: string | undefined,
): AwsError | undefined {
  const isS3 = facts.service === 's3';
  switch (fault.kind) {
    case 'throttle':
      if (isS3) return new AwsError('SlowDown', 'Please reduce your request rate.', 503);
      return new AwsError('Throttling', 'Rate exceeded', 400);
    case 'error500':
      if (facts.service === 'iam') return new AwsError('ServiceFailure', 'The service has failed.', 500);
      return new AwsError(isS3 ? 'InternalError' : 'InternalFailure', 'An internal error occurred.', 500);
    case 'region-disabled':
      return new AwsError('RegionDisabledException', REGION_DISABLED, 403);
    case 'packed-policy-too-large':
      return new AwsError('PackedPolicyTooLarge', PACKED_TOO_LARGE, 400);
    case 'error503':
      return new AwsError('ServiceUnavailable', 'Service is unavailable.', 503);
    case 'expired-token':
      if (isS3) return new AwsError('ExpiredToken', 'The provided token has expired.', 400);
      return new AwsError('ExpiredToken', 'The security token included in the request is expired', 403);
    case 'clock-skew':
      if (isS3)
        return new AwsError(
          'RequestTimeTooSkewed',
          'The difference between the request time and the current time is too large.',
          403,
        );
      return new AwsError('SignatureDoesNotMatch', tooOld(), 403);
    case 'access-denied':
      return new AwsError(
        'AccessDenied',
        `User: ${callerArn} is not authorized to perform: ${facts.service}:${facts.action}` +
          (resource ? ` on resource: ${resource}` : ''),
        403,
      );
    default:
      return undefined;
  }
}
