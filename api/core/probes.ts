// Which probes a check makes, and what their outcomes mean together. Pure.
// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html (test with and
// without), https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html (eventual consistency).
import type { Cause, Causes, ProbeName } from './check.js';
import type { Connection } from './connection.js';
import { nearMisses } from './external-id.js';
import { type Finding, finding } from './findings.js';
import type { PolicyDocument } from './policy/document.js';
import type { RoleSpec } from './role-spec.js';
import { newestRetired } from './rotation.js';
import { brokerOf } from './trust-drift.js';
import { probeWitness } from './witnesses.js';

/** What one AssumeRole came to. Only AccessDenied is `refused`; all else that is no success is inconclusive. */
export type AssumeOutcome =
  | {
      kind: 'assumed';
      accessKeyId: string;
      secretAccessKey: string;
      sessionToken: string;
      /** ISO 8601. */
      expiresAt: string;
      assumedRoleArn: string;
      /** The role's unique id: the part of AssumedRoleId before the colon. */
      roleUniqueId: string;
      /** The session's, where none was sent: whoever asked has it, and all sessions made from theirs. */
      inheritedSourceIdentity?: string;
    }
  | { kind: 'refused' }
  | {
      kind: 'inconclusive';
      why: InconclusiveWhy;
      awsCode?: string;
      /** Why our own credentials will not do: they have a source identity, which nobody can change. */
      because?: 'source_identity';
    };

export type InconclusiveWhy =
  | 'throttled'
  | 'aws_error'
  | 'no_answer'
  | 'unreadable_answer'
  | 'vendor_credentials'
  | 'sts_region_disabled'
  | 'request_invalid';

/** For operators, wherever it shows first. */
export const ownSourceIdentity =
  "The service's own AWS credentials have a source identity, which AWS lets nobody change: every session made from them keeps it, so no customer's role can be told for whom it is opened. No credentials can be handed out and no check can end. It is ours to mend, not the customers': run the service with credentials that were made without a source identity (IAM Roles Anywhere always sets one). See docs/vendor-stack.md.";

/** Nobody may do anything with a probe's credentials, which are dropped unread. */
export const denyAll: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
};
/** STS gives no shorter sessions. */
export const probeSeconds = 900;

/** What one part of an inspection came to. An answer that is not whole is inconclusive; a text that is no policy is still a text. */
export type Reading<Value> =
  | { kind: 'read'; value: Value }
  | { kind: 'denied' }
  | { kind: 'absent' }
  | { kind: 'inconclusive'; why: InconclusiveWhy };

/** The live role as AWS shows it; documents are texts, already URL-decoded. */
export interface LiveRole {
  role: Reading<{
    arn: string;
    roleUniqueId: string;
    path: string;
    trustPolicy: string;
    maxSessionSeconds: number;
    permissionsBoundaryArn?: string;
    tags: Record<string, string>;
  }>;
  inline: Reading<{ name: string; document: Reading<string> }[]>;
  attached: Reading<{ arn: string; name: string }[]>;
  /** The texts of managed policies by ARN: attached ones, and boundaries (the live one and the announced one). */
  policies: Readonly<Record<string, ManagedPolicyReading>>;
}

export interface ManagedPolicyReading {
  /** The default version, which is in force. */
  current: Reading<{ versionId: string; document: string }>;
  /** An earlier version that was asked for. */
  earlier?: Reading<string>;
}

/** A probe that a safe role refuses. */
export interface NegativeProbe {
  probe: ProbeName;
  /** Absent: the call carries no external ID. */
  externalId?: string;
  /** A stranger's role ARN; absent: the broker role's check session asks. */
  stranger?: string;
}

/** How many retired IDs each check tries: the newest ones always, one of the older in turn. */
const newestRetiredTried = 5;

/**
 * The negative probes of a full check, in order. `wrong` and `other` are freshly drawn UUIDs; `turn` picks which of
 * the older retired IDs has its turn.
 */
export function negativeProbes(
  connection: Connection,
  drawn: { wrong: string; other: string },
  strangers: readonly string[],
  turn: number,
): NegativeProbe[] {
  const right = connection.externalId.current;
  const near = nearMisses(right, drawn.other);
  const retired = newestRetired(connection);
  const older = retired.slice(newestRetiredTried);
  const inTurn = older.length > 0 ? [older[turn % older.length]!] : [];
  return [
    { probe: 'none' },
    { probe: 'wrong', externalId: drawn.wrong },
    { probe: 'upper-case', externalId: near.upperCase },
    { probe: 'head', externalId: near.head },
    { probe: 'tail', externalId: near.tail },
    { probe: 'one-changed', externalId: near.oneChanged },
    ...[...retired.slice(0, newestRetiredTried), ...inTurn].map(
      (each): NegativeProbe => ({ probe: 'retired', externalId: each.value }),
    ),
    ...strangers.map((stranger): NegativeProbe => ({ probe: 'stranger', externalId: right, stranger })),
  ];
}

/** A negative probe that was let in: by whom and with what. */
export interface AdmittedProbe {
  probe: ProbeName;
  /** A stranger's role ARN; absent: the broker role. */
  as?: string;
  externalId?: string;
}

/** What the negative probes that were wrongly admitted say of the trust policy. */
export function findingsOfAdmitted(admitted: readonly AdmittedProbe[], spec: RoleSpec): Finding[] {
  const broker = brokerOf(spec);
  const witnessOf = (...names: ProbeName[]) => {
    const first = admitted.find(each => names.includes(each.probe))!;
    return { witness: probeWitness(spec, { principal: first.as ?? broker, externalId: first.externalId }, 'allowed') };
  };
  const probes = new Set(admitted.map(each => each.probe));
  const findings: Finding[] = [];
  if (probes.has('none') && probes.has('wrong')) findings.push(finding('external_id_missing', {}, witnessOf('none')));
  else {
    const weak = (['none', 'wrong', 'upper-case', 'head', 'tail', 'one-changed'] as const).filter(each =>
      probes.has(each),
    );
    if (weak.length > 0)
      findings.push(finding('external_id_weakened', { admitted: weak.join(', ') }, witnessOf(...weak)));
    if (probes.has('retired')) findings.push(finding('external_id_retired_accepted', {}, witnessOf('retired')));
  }
  for (const { probe, as = broker, externalId } of admitted) {
    if (probe !== 'stranger') continue;
    const witness = probeWitness(spec, { principal: as, externalId }, 'allowed');
    findings.push(finding('trust_stranger_admitted', { principal: as }, { witness }));
  }
  return findings;
}

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

/** Waits between tries of the right ID while IAM may still be propagating, in milliseconds: two minutes in all. */
export const propagationWaitsMs = [1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15].map(seconds => seconds * 1000);
