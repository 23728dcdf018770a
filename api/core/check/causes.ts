// The likely causes of a refused or failed AssumeRole, most likely first, and what rules a cause out.
import type { InconclusiveWhy } from '../iam/assume-role.js';
import type { Cause, Causes } from './check.js';

/** What is known when the right ID was refused. */
export interface RefusalFacts {
  controlAssumed: boolean;
  /** True when the refusal outlasted IAM's propagation. */
  waitedOut: boolean;
  everVerified: boolean;
  /** True when the end that the trust policy was announced with has passed. */
  trustEnded: boolean;
  /** True when the right ID was admitted in this check without SourceIdentity and refused with it. */
  onlyWithSourceIdentity: boolean;
}

/** The causes of a refusal that are excluded, and by what, and those left, likeliest first (AWS answers alike for all). */
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
    // A disabled region has an error of its own; AccessDenied is not it.
    { code: 'sts_region_disabled', owner: 'tenant', excludedBy: 'error-code' },
  ];
  return { excluded: ranked.filter(each => each.excludedBy), left: ranked.filter(each => !each.excludedBy) };
}

function by(excludedBy: Cause['excludedBy']): Pick<Cause, 'excludedBy'> {
  return excludedBy ? { excludedBy } : {};
}

/** Causes of a check that could not conclude. */
export function causesOfFault(why: InconclusiveWhy | 'control_refused'): Causes {
  if (why === 'control_refused' || why === 'vendor_credentials')
    return { excluded: [], left: [{ code: 'vendor_caller', owner: 'vendor' }] };
  if (why === 'sts_region_disabled') return { excluded: [], left: [{ code: 'sts_region_disabled', owner: 'tenant' }] };
  return { excluded: [], left: [{ code: 'aws_fault', owner: 'aws' }] };
}
