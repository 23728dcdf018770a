// Which findings a person may accept as a known deviation, and who may. Any kind that is not named here is never
// accepted, so a new kind of finding needs a decision. Pure.
import { dangerOf } from '../policy/catalogue/actions.js';
import { digest } from '../values/canonical.js';
import { type Finding, type FindingCode, findingKinds, isProblem } from './findings.js';

/** `anyone`: the vendor's support too. `person`: only a person of the tenant for whom the vendor vouches. */
export const acceptors = ['anyone', 'person'] as const;
export type Acceptor = (typeof acceptors)[number];

/** Why a finding is never accepted. `other`: only a check can settle it. */
export const neverReasons = [
  'information',
  'critical',
  'trust',
  'undecided',
  'unread',
  'escalation',
  'old_access',
  'other',
] as const;
export type NeverReason = (typeof neverReasons)[number];

export type Acceptability = { by: Acceptor } | { never: NeverReason };

/**
 * `less`: where its request is refused now, it shows that the role can do less than announced, and anything else that
 * differs is another finding. `more`: nothing shows that it widens nothing. Tags decide requests where policies of
 * others name them. What CloudFormation says of the stack (`stack_*`) is for information and not among them: what it
 * means for requests is another finding.
 */
const kinds: Partial<Record<FindingCode, 'more' | 'less'>> = {
  permissions_narrowed: 'less',
  policy_missing: 'less',
  policy_added: 'less',
  policy_attached: 'less',
  permissions_widened: 'more',
  deny_removed: 'more',
  deny_lapsed: 'more',
  boundary_changed: 'more',
  managed_policy_version_moved: 'more',
  aws_policy_changed: 'more',
  session_length_raised: 'more',
  tags_changed: 'more',
};

export function acceptabilityOf(found: Finding): Acceptability {
  const { code, severity, witness, facts, notLookedAtSince } = found;
  if (!isProblem(found)) return { never: 'information' };
  if (severity === 'critical') return { never: 'critical' };
  const kind = kinds[code];
  if (!kind) return { never: neverOf(code) };
  // No check has read it since.
  if (notLookedAtSince) return { never: 'unread' };
  // The comparison could not decide, or a text could not be read.
  if (facts.count === '?' || (findingKinds[code].proof === 'witness' && !witness)) return { never: 'undecided' };
  const isLess = witness?.live === 'refused';
  const worst = isLess ? undefined : worstDanger(found);
  return worst ? { never: worst } : { by: isLess && kind === 'less' ? 'anyone' : 'person' };
}

function neverOf(code: FindingCode): NeverReason {
  if (code === 'old_role_left' || code === 'external_id_retired_accepted') return 'old_access';
  if (/^(trust|external_id|source_identity)_/.test(code)) return 'trust';
  if (code === 'permissions_undecided') return 'undecided';
  return code === 'self_reading_limited' ? 'unread' : 'other';
}

/** The facts name the most dangerous actions. What the catalogue does not know may be as dangerous as any. */
function worstDanger({ facts, witness }: Finding): 'escalation' | 'undecided' | undefined {
  const named = (facts.worst ?? '').split(', ').filter(each => each.includes(':') || each === '*');
  const dangers = [...named, ...(witness ? [witness.action] : [])].map(dangerOf);
  if (dangers.includes('escalation')) return 'escalation';
  return dangers.includes('unknown') ? 'undecided' : undefined;
}

/** Names one finding of a check: equal only for equal findings, the example of a request included. */
export function findingId(found: Finding): string {
  return digest(found);
}
