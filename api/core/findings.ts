// The catalogue of findings as data: what a check can see, how bad it is and whose it is. The sentences stand in
// templates/text, keyed by these codes.

export type Severity = 'critical' | 'high' | 'medium' | 'information';

export interface FindingKind {
  severity: Severity;
  /** Who can mend it. */
  owner: 'tenant' | 'vendor';
}

export const findingKinds = {
  external_id_missing: { severity: 'critical', owner: 'tenant' },
  external_id_weakened: { severity: 'critical', owner: 'tenant' },
  external_id_retired_accepted: { severity: 'critical', owner: 'tenant' },
  trust_stranger_admitted: { severity: 'critical', owner: 'tenant' },
  trust_principal_wildcard: { severity: 'critical', owner: 'tenant' },
  trust_principal_account: { severity: 'critical', owner: 'tenant' },
  trust_principal_extra: { severity: 'critical', owner: 'tenant' },
  trust_principal_deleted: { severity: 'critical', owner: 'tenant' },
  trust_action_extra: { severity: 'critical', owner: 'tenant' },
  trust_undecided: { severity: 'critical', owner: 'tenant' },
  trust_narrowed: { severity: 'medium', owner: 'tenant' },
  permissions_widened: { severity: 'high', owner: 'tenant' },
  permissions_narrowed: { severity: 'medium', owner: 'tenant' },
  permissions_undecided: { severity: 'high', owner: 'tenant' },
  deny_removed: { severity: 'high', owner: 'tenant' },
  policy_added: { severity: 'high', owner: 'tenant' },
  policy_attached: { severity: 'high', owner: 'tenant' },
  policy_missing: { severity: 'medium', owner: 'tenant' },
  boundary_changed: { severity: 'high', owner: 'tenant' },
  session_length_raised: { severity: 'medium', owner: 'tenant' },
  tags_changed: { severity: 'medium', owner: 'tenant' },
  role_recreated: { severity: 'high', owner: 'tenant' },
  old_role_left: { severity: 'high', owner: 'tenant' },
  self_reading_limited: { severity: 'high', owner: 'tenant' },
  access_refused: { severity: 'high', owner: 'tenant' },
  source_identity_refused: { severity: 'high', owner: 'tenant' },
  sessions_revoked_by_customer: { severity: 'information', owner: 'tenant' },
  outdated: { severity: 'information', owner: 'tenant' },
} as const satisfies Record<string, FindingKind>;

export type FindingCode = keyof typeof findingKinds;

/** One thing a check saw. `facts` fill the sentence's places and are shown as they are; never a secret. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  facts: Record<string, string>;
}

export function finding(code: FindingCode, facts: Record<string, string> = {}): Finding {
  return { code, severity: findingKinds[code].severity, facts };
}
