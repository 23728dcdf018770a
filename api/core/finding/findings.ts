// The catalogue of findings as data: what a check can see, how bad it is, whose it is, and what proves it. The
// sentences stand in templates/text, keyed by these codes.

export type Severity = 'critical' | 'high' | 'medium' | 'information';

export interface FindingKind {
  /** Where it depends on what is allowed, the worst it can be. */
  severity: Severity;
  /** Who can mend it. */
  owner: 'tenant' | 'vendor';
  /**
   * `witness`: a request that one side allows and the other refuses. `undecided`: there may be one, and nobody could
   * tell. `observation`: a fact about the role that decides no request by itself; the facts say what was seen.
   */
  proof: 'witness' | 'undecided' | 'observation';
}

const critical = { severity: 'critical', owner: 'tenant', proof: 'witness' } as const;
const high = { severity: 'high', owner: 'tenant', proof: 'witness' } as const;
const medium = { severity: 'medium', owner: 'tenant', proof: 'witness' } as const;

export const findingKinds = {
  external_id_missing: critical,
  external_id_weakened: critical,
  external_id_retired_accepted: critical,
  trust_stranger_admitted: critical,
  trust_principal_wildcard: critical,
  trust_principal_account: critical,
  trust_principal_extra: critical,
  trust_action_extra: critical,
  trust_undecided: { ...critical, proof: 'undecided' },
  /** IAM never gives a unique id again: nobody can be that principal. A leftover to clean up, no open door. */
  trust_principal_deleted: medium,
  source_identity_loosened: medium,
  /** The external ID still holds; what is gone is the promise that the access ends by itself. */
  trust_end_loosened: high,
  trust_narrowed: medium,
  permissions_widened: high,
  deny_removed: high,
  /** What was denied is allowed by nothing yet, so no request decides otherwise; the promise is gone all the same. */
  deny_lapsed: { ...medium, proof: 'observation' },
  permissions_narrowed: medium,
  permissions_undecided: { ...high, proof: 'undecided' },
  policy_added: high,
  policy_attached: high,
  policy_missing: medium,
  /** The role still admits us and grants nothing: the customer's own end, by another way than closing it. */
  permissions_removed: medium,
  boundary_changed: high,
  managed_policy_version_moved: medium,
  session_length_raised: { ...medium, proof: 'observation' },
  tags_changed: { ...medium, proof: 'observation' },
  role_recreated: { ...high, proof: 'observation' },
  old_role_left: high,
  self_reading_limited: high,
  access_refused: high,
  source_identity_refused: high,
  sessions_revoked_by_customer: { ...medium, severity: 'information' },
  outdated: { severity: 'information', owner: 'tenant', proof: 'observation' },
} as const satisfies Record<string, FindingKind>;

export type FindingCode = keyof typeof findingKinds;

/** A request and what the two sides say of it: as announced (spec), and as the role is now (live). */
export interface FindingWitness {
  /** ARN, unique id, or `Service:…`. */
  principal: string;
  action: string;
  resource: string;
  /** Condition keys and their values; a key that is not here is missing. */
  context: Record<string, string[]>;
  spec: 'allowed' | 'refused';
  live: 'allowed' | 'refused';
}

/** One thing a check saw. `facts` fill the sentence's places and are shown as they are; never a secret. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  facts: Record<string, string>;
  witness?: FindingWitness;
  /** An earlier check saw it; since this one none has looked at it. */
  notLookedAtSince?: string;
}

/** Information is worth knowing; nothing is wrong. */
export function isProblem({ severity }: Finding): boolean {
  return severity !== 'information';
}

export function finding(
  code: FindingCode,
  facts: Record<string, string> = {},
  more: { severity?: Severity | undefined; witness?: FindingWitness | undefined } = {},
): Finding {
  const { severity = findingKinds[code].severity, witness } = more;
  return { code, severity, facts, ...(witness && { witness }) };
}
