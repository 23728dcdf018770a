// The likely causes of a refused or failed AssumeRole, most likely first, and which observations exclude a cause.
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
}

/**
 * The excluded causes, each with its observation, and the others, likeliest first. AWS returns the same error for all.
 */
export function causesOfRefusal(facts: RefusalFacts): Causes {
  const admitted = facts.onlyWithSourceIdentity ? 'right' : undefined;
  const ranked: Cause[] = [
    { code: 'vendor_caller', owner: 'vendor', ...by(facts.controlAssumed ? 'control' : admitted) },
    ...(facts.onlyWithSourceIdentity ? [{ code: 'source_identity', owner: 'tenant' } as Cause] : []),
    ...(facts.trustEnded ? [{ code: 'trust_ended', owner: 'tenant', ...by(admitted) } as Cause] : []),
    { code: 'role_absent', owner: 'tenant', ...by(admitted) },
    { code: 'external_id', owner: 'tenant', ...by(admitted) },
    { code: 'trust_principal', owner: 'tenant', ...by(admitted) },
    {
      code: 'account_mistyped',
      owner: 'tenant',
      ...by(admitted ?? (facts.everVerified ? 'earlier-check' : undefined)),
    },
    { code: 'resource_control_policy', owner: 'tenant' },
    { code: 'propagation', owner: 'aws', ...by(facts.waitedOut ? 'elapsed-time' : admitted) },
    // AWS has a separate error for a disabled region; it does not return AccessDenied.
    { code: 'sts_region_disabled', owner: 'tenant', excludedBy: 'error-code' },
  ];
  return { excluded: ranked.filter(each => each.excludedBy), left: ranked.filter(each => !each.excludedBy) };
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
