// The probes of a check, and the meaning of their outcomes together. Pure.
// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html (test with and
// without), https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html (eventual consistency).
import type { Connection } from '../connection/connection.js';
import { newestRetired, retiredKept } from '../connection/rotation.js';
import { brokerOf } from '../drift/trust.js';
import { probeWitness } from '../drift/witnesses.js';
import { type Finding, finding } from '../finding/findings.js';
import { nearMisses } from '../iam/external-id.js';
import type { RoleSpec } from '../role/role-spec.js';
import type { ProbeName } from './check.js';

/** A probe that a safe role must refuse. */
export interface NegativeProbe {
  probe: ProbeName;
  /** Absent: the call has no external ID. */
  externalId?: string;
  /** The ARN of a stranger's role; absent: the broker role's check session makes the call. */
  stranger?: string;
}

/**
 * The negative probes of a full check, in order. `wrong` and `other` are freshly drawn UUIDs; `older` is one of the
 * older retired IDs, drawn for this check. The newest ones are always tried.
 */
export function negativeProbes(
  connection: Connection,
  drawn: { wrong: string; other: string; older?: string | undefined },
  strangers: readonly string[],
): NegativeProbe[] {
  const right = connection.externalId.current;
  const near = nearMisses(right, drawn.other);
  const newest = newestRetired(connection).slice(0, retiredKept);
  const retired = [...newest.map(each => each.value), ...(drawn.older === undefined ? [] : [drawn.older])];
  return [
    { probe: 'none' },
    { probe: 'wrong', externalId: drawn.wrong },
    { probe: 'upper-case', externalId: near.upperCase },
    { probe: 'head', externalId: near.head },
    { probe: 'tail', externalId: near.tail },
    { probe: 'one-changed', externalId: near.oneChanged },
    ...retired.map((externalId): NegativeProbe => ({ probe: 'retired', externalId })),
    ...strangers.map((stranger): NegativeProbe => ({ probe: 'stranger', externalId: right, stranger })),
  ];
}

/** A negative probe that the role accepted: from whom and with what. */
export interface AdmittedProbe {
  probe: ProbeName;
  /** The ARN of a stranger's role; absent: the broker role. */
  as?: string;
  externalId?: string;
  sourceIdentity?: string;
}

/** The findings about the trust policy that follow from the wrongly accepted probes. */
export function findingsOfAdmitted(admitted: readonly AdmittedProbe[], spec: RoleSpec): Finding[] {
  const broker = brokerOf(spec);
  const witnessed = ({ as = broker, externalId, sourceIdentity }: AdmittedProbe) => ({
    principal: as,
    externalId,
    sourceIdentity,
  });
  const witnessOf = (...names: ProbeName[]) => {
    const first = admitted.find(each => names.includes(each.probe))!;
    return { witness: probeWitness(spec, witnessed(first), 'allowed') };
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
  for (const each of admitted) {
    if (each.probe !== 'stranger') continue;
    const witness = probeWitness(spec, witnessed(each), 'allowed');
    findings.push(finding('trust_stranger_admitted', { principal: each.as ?? broker }, { witness }));
  }
  return findings;
}

/**
 * Waits between attempts with the right ID while IAM may still be propagating, in milliseconds: two minutes in total.
 */
export const propagationWaitsMs = [1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15].map(seconds => seconds * 1000);
