// The catalogue of findings as data: severity, owner and kind of proof. templates/text has the sentences, by code.

export type Severity = 'critical' | 'high' | 'medium' | 'information';

export interface FindingKind {
  /** The default; for some codes the worst case, because it depends on what the difference allows. */
  severity: Severity;
  /** Who can fix it. */
  owner: 'tenant' | 'vendor';
  /**
   * `witness`: a request that one side allows and the other refuses. `undecided`: such a request may exist, but the
   * comparison could not decide. `observation`: a fact about the role that decides no request; `facts` state it.
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
  /** IAM never reuses a unique id, so nobody can be that principal. It is only a leftover to clean up. */
  trust_principal_deleted: { ...medium, proof: 'observation' },
  source_identity_loosened: medium,
  /** The role still requires the external ID, but its trust policy no longer ends as announced. */
  trust_end_loosened: high,
  trust_narrowed: medium,
  permissions_widened: high,
  deny_removed: high,
  /** A Deny that we announced is missing. Nothing allows the action yet, so every request is decided as before. */
  deny_lapsed: { ...medium, proof: 'observation' },
  permissions_narrowed: medium,
  permissions_undecided: { ...high, proof: 'undecided' },
  policy_added: high,
  policy_attached: high,
  policy_missing: medium,
  /** The role still accepts us but grants nothing: the customer ended access in another way than closing the role. */
  permissions_removed: medium,
  boundary_changed: high,
  managed_policy_version_moved: medium,
  /** Information where nothing grave is new. Its customer has done nothing: the vendor announces AWS's newer text. */
  aws_policy_changed: { ...high, owner: 'vendor' },
  session_length_raised: { ...medium, proof: 'observation' },
  tags_changed: { ...medium, proof: 'observation' },
  /** Someone stated another stack than the one that the role names. */
  stack_other: { severity: 'information', owner: 'tenant', proof: 'observation' },
  /** CloudFormation finds that the role differs from the template of its stack. */
  stack_drifted: { severity: 'information', owner: 'tenant', proof: 'observation' },
  stack_role_deleted: { severity: 'information', owner: 'tenant', proof: 'observation' },
  /** Drift detection was announced but has no result. */
  stack_drift_unknown: { severity: 'information', owner: 'tenant', proof: 'observation' },
  role_recreated: { ...high, proof: 'observation' },
  old_role_left: high,
  self_reading_limited: high,
  access_refused: high,
  source_identity_refused: high,
  sessions_revoked_by_customer: { ...medium, severity: 'information' },
  outdated: { severity: 'information', owner: 'tenant', proof: 'observation' },
} as const satisfies Record<string, FindingKind>;

export type FindingCode = keyof typeof findingKinds;

/** A request and the two decisions about it: of the role as announced (`spec`) and as it is now (`live`). */
export interface FindingWitness {
  /** ARN, unique id, or `Service:…`. */
  principal: string;
  action: string;
  resource: string;
  /** Condition keys and their values; a key that is not listed is absent from the request. */
  context: Record<string, string[]>;
  spec: 'allowed' | 'refused';
  live: 'allowed' | 'refused';
}

/** One finding of a check. `facts` fill the placeholders of its sentence and are shown as they are; never a secret. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  facts: Record<string, string>;
  witness?: FindingWitness;
  /** An earlier check found it; no check has tested it since this time (ISO 8601). */
  notLookedAtSince?: string;
}

/** So many findings a connection keeps, the most severe ones. A role with more of them is no clearer. */
export const findingsAtMost = 200;

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'information'];

/**
 * In their order, without the least severe ones beyond the limit. That a part could not be read always stays: its
 * absence means that everything was read.
 */
export function mostSevere(findings: Finding[], atMost = findingsAtMost): Finding[] {
  if (findings.length <= atMost) return findings;
  const rankOf = ({ code, severity }: Finding) => (code === 'self_reading_limited' ? -1 : severities.indexOf(severity));
  const places = findings.map((each, place) => ({ place, rank: rankOf(each) }));
  const left = new Set(
    places
      .sort((a, b) => a.rank - b.rank)
      .slice(0, atMost)
      .map(each => each.place),
  );
  return findings.filter((_, place) => left.has(place));
}

/** A finding of severity `information` is not a problem. */
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
