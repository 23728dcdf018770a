// The likely causes of a refused or failed AssumeRole, most likely first, and which observations exclude a cause.
import type { Finding } from '../finding/findings.js';
import type { InconclusiveWhy } from '../iam/assume-role.js';
import type { Cause, Causes } from './check.js';

/** What a check knows when the role refused the right external ID. */
export interface RefusalFacts {
  controlAssumed: boolean;
  /** The check waited longer than IAM's propagation takes. */
  waitedOut: boolean;
  everVerified: boolean;
  /** The announced end date of the trust policy has passed. */
  trustEnded: boolean;
  /** In this check the role accepted the right ID without SourceIdentity and refused it with one. */
  onlyWithSourceIdentity: boolean;
  /** The last accepted check had read the trust policy. */
  trustRead?: boolean;
  /** See `conditionsRead`. */
  conditions?: string | undefined;
}

/**
 * The excluded causes, each with its observation, and the others, likeliest first. AWS returns the same error for all,
 * and for causes that are not in this list.
 */
export function causesOfRefusal(facts: RefusalFacts): Causes {
  const admitted = facts.onlyWithSourceIdentity ? 'right' : undefined;
  const earlier = facts.everVerified ? 'earlier-check' : undefined;
  const { conditions = '' } = facts;
  // The last accepted check had seen the role and, unless it was hidden, read the expected trust policy.
  const [seen, read] = [facts.everVerified, facts.trustRead].map(known => (known ? { before: '' } : {}));
  const other: Cause = {
    code: 'other_condition',
    owner: 'tenant',
    ...(conditions ? { before: conditions } : {}),
  };
  const ranked: Cause[] = [
    { code: 'vendor_caller', owner: 'vendor', ...by(facts.controlAssumed ? 'control' : admitted) },
    ...(facts.onlyWithSourceIdentity ? [{ code: 'source_identity', owner: 'tenant' } as Cause] : []),
    ...(facts.trustEnded ? [{ code: 'trust_ended', owner: 'tenant', ...by(admitted) } as Cause] : []),
    // A condition that was there before is likelier than a role that somebody deleted.
    ...(conditions ? [other] : []),
    { code: 'role_absent', owner: 'tenant', ...by(admitted), ...seen },
    { code: 'stack_rolled_back', owner: 'tenant', ...by(admitted ?? earlier) },
    { code: 'external_id', owner: 'tenant', ...by(admitted), ...read },
    { code: 'trust_principal', owner: 'tenant', ...by(admitted), ...read },
    ...(conditions ? [] : [other]),
    { code: 'account_mistyped', owner: 'tenant', ...by(admitted ?? earlier) },
    { code: 'resource_control_policy', owner: 'tenant' },
    { code: 'account_closed', owner: 'tenant', ...by(admitted) },
    { code: 'propagation', owner: 'aws', ...by(facts.waitedOut ? 'elapsed-time' : admitted) },
    // AWS has a separate error for a disabled region; it does not return AccessDenied.
    { code: 'sts_region_disabled', owner: 'tenant', excludedBy: 'error-code' },
  ];
  return { excluded: ranked.filter(each => each.excludedBy), left: ranked.filter(each => !each.excludedBy) };
}

/** The condition keys of the trust policy that the last accepted check read and the role spec has not. */
export function conditionsRead(findings: readonly Finding[]): string | undefined {
  return findings.find(each => each.facts.conditions)?.facts.conditions;
}

function by(excludedBy: Cause['excludedBy']): Pick<Cause, 'excludedBy'> {
  return excludedBy ? { excludedBy } : {};
}

/** Causes of an inconclusive check. */
export function causesOfFault(why: InconclusiveWhy | 'control_refused'): Causes {
  if (why === 'control_refused' || why === 'vendor_credentials')
    return { excluded: [], left: [{ code: 'vendor_caller', owner: 'vendor' }] };
  if (why === 'sts_region_disabled') return { excluded: [], left: [{ code: 'sts_region_disabled', owner: 'tenant' }] };
  return { excluded: [], left: [{ code: 'aws_fault', owner: 'aws' }] };
}
