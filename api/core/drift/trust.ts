// Compares a live trust policy with the spec's by meaning: who else may assume the role, and how. Every difference has
// a witness. A difference that could not be decided is `trust_undecided`, which is critical.

import { type Finding, type FindingCode, type FindingWitness, finding } from '../finding/findings.js';
import { parseRoleArn } from '../iam/arn.js';
import { compareTrust } from '../policy/compare/compare.js';
import type { Difference } from '../policy/compare/comparison.js';
import { properKey } from '../policy/compare/context-keys.js';
import { type NormalPolicy, type NormalStatement, normalPolicy } from '../policy/document/document.js';
import { accountOfRoot, type Caller, entryNames } from '../policy/document/principals.js';
import { evaluate, type Request } from '../policy/evaluate.js';
import type { RoleSpec } from '../role/role-spec.js';
import { trustEndOf, withIds, withTrustEnd } from '../role/trust-policy.js';
import { findingWitness, keysUsed } from './witnesses.js';

type Trusted = Pick<RoleSpec, 'arn' | 'trustPolicy'>;

/** External IDs of this connection other than the current one. */
export interface OtherIds {
  /** IDs that were replaced. */
  retired: readonly string[];
  /** IDs of an open rotation: a role that accepts them beside the current one is not at fault. */
  tolerated?: readonly string[];
}

/** `live`: the trust policy as the check read it. */
export function trustFindings(spec: Trusted, live: NormalPolicy, ids: OtherIds = { retired: [] }): Finding[] {
  const { strict, tolerant, endless } = compared(spec, live, ids.tolerated ?? []);
  const usedKeys = keysUsed([normalPolicy(spec.trustPolicy), live]);
  const shown = (difference: Difference): FindingWitness => findingWitness(difference.witness, usedKeys);
  const known = { live, broker: brokerOf(spec), retired: ids.retired };
  const undecided = [strict, tolerant, endless].flatMap(each => each.undecided);
  const atMost = undecided.length > 0 && isAtMost(spec, live, ids.tolerated ?? []);
  const all = endless.wider.map(difference => ({ ...nameOf(difference, known), witness: shown(difference) }));
  const named = withoutRest(all);
  const findings = mergedActions(named).map(({ code, facts, witness, severity }) =>
    finding(code, facts, { witness, severity }),
  );
  for (const each of endless.unknown) {
    const more = { severity: 'information', witness: shown(each) } as const;
    findings.push(finding('trust_action_extra', { actions: each.witness.request.action }, more));
  }
  const endsAt = trustEndOf(spec);
  const late = endsAt && tolerant.wider.find(isRightful(spec, ids));
  if (late) findings.push(finding('trust_end_loosened', { endsAt }, { witness: shown(late) }));
  for (const { principal } of strict.deleted) findings.push(finding('trust_principal_deleted', { principal }));
  const narrower = strict.narrower[0];
  const conditions = conditionsOnlyIn(live, spec);
  const more = conditions && { conditions };
  if (narrower)
    findings.push(
      finding('trust_narrowed', more ? { ...more, effect: 'conditions' } : {}, { witness: shown(narrower) }),
    );
  for (const { reason } of undecided)
    findings.push(
      atMost
        ? finding('trust_undecided', { reason, effect: 'less', ...more }, { severity: 'medium' })
        : finding('trust_undecided', { reason }),
    );
  return oneOfEach(findings);
}

/**
 * Compares three times: with the spec; then with the IDs of an open rotation accepted too; then also without the end
 * date. The third comparison finds holes that a witness from after the end date would hide.
 */
function compared(spec: Trusted, live: NormalPolicy, tolerated: readonly string[]) {
  const comparedWith = ({ trustPolicy }: Pick<RoleSpec, 'trustPolicy'>) =>
    compareTrust(
      { name: 'spec', policy: normalPolicy(trustPolicy) },
      { name: 'live', policy: live },
      { resource: spec.arn },
    );
  const accepting = { trustPolicy: withIds(spec.trustPolicy, ids => [...[ids].flat(), ...tolerated]) };
  const strict = comparedWith(spec);
  const tolerant = tolerated.length > 0 ? comparedWith(accepting) : strict;
  const endless = trustEndOf(spec) ? comparedWith(withTrustEnd(accepting, undefined)) : tolerant;
  return { strict, tolerant, endless };
}

/** The condition keys that only the live policy uses; undefined without any. */
function conditionsOnlyIn(live: NormalPolicy, spec: Trusted): string | undefined {
  const own = keysUsed([normalPolicy(spec.trustPolicy)]);
  const keys = [...keysUsed([live])].filter(each => !own.has(each)).map(properKey);
  return keys.length > 0 ? keys.sort().slice(0, namedAtMost).join(', ') : undefined;
}

/**
 * Whether the live policy lets nobody assume the role whom the spec refuses, although not all of it could be compared.
 * It accepts more without its Deny statements and its additional conditions, and even that must be no more than the
 * spec accepts.
 */
function isAtMost(spec: Trusted, live: NormalPolicy, tolerated: readonly string[]): boolean {
  const broker = brokerOf(spec);
  const used = keysUsed([normalPolicy(spec.trustPolicy)]);
  const statements = live.statements
    .filter(each => each.effect === 'Allow')
    .map(each => ({
      ...each,
      conditions: each.conditions.filter(condition => used.has(condition.key) && 'test' in condition),
    }));
  const { tolerant } = compared(spec, { ...live, statements }, tolerated);
  return tolerant.undecided.length === 0 && tolerant.wider.every(isDescribing(broker));
}

/**
 * Whether our own broker role may only do something else than assume the role: describe its session, for example, by
 * tags. Nobody else gets access, and an IAM role cannot call AssumeRoleWithSAML or AssumeRoleWithWebIdentity.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
function isDescribing(broker: string): (difference: Difference) => boolean {
  return ({ witness: { request } }) =>
    request.caller.type === 'AWS' && request.caller.arn === broker && request.action !== 'sts:AssumeRole';
}

/** Whether the difference is our broker role with one of our IDs, refused by the spec only because of its end date. */
function isRightful(spec: Trusted, { tolerated = [] }: OtherIds): (difference: Difference) => boolean {
  const rightful = [externalIdOf(spec), ...tolerated];
  const broker = brokerOf(spec);
  return ({ witness: { request } }) => {
    const given = request.context['sts:externalid'] ?? [];
    const isBroker = request.caller.type === 'AWS' && request.caller.arn === broker;
    return isBroker && request.action === 'sts:AssumeRole' && given.some(each => rightful.includes(each));
  };
}

function externalIdOf({ trustPolicy }: Trusted): string {
  const ids = trustPolicy.Statement.flatMap(each => each.Condition?.StringEquals?.['sts:ExternalId'] ?? []);
  return ids[0]!;
}

type Named = {
  code: FindingCode;
  facts: Record<string, string>;
  witness: FindingWitness;
  severity?: 'medium';
};

/** Of a caller that may assume the role, its other actions are not reported again. */
function withoutRest(named: readonly Named[]): Named[] {
  const principals = named.filter(each => each.code.startsWith('trust_principal_'));
  const admitted = new Set(principals.map(each => each.witness.principal));
  return named.filter(each => each.code !== 'trust_action_extra' || !admitted.has(each.witness.principal));
}

/** Merges the actions of our own role other than assuming it into one finding. */
function mergedActions(named: readonly Named[]): Named[] {
  const extra = named.filter(each => each.code === 'trust_action_extra');
  const [first] = extra;
  if (!first) return [...named];
  const isOwn = ({ code }: Named) => code === 'trust_action_extra' || code === 'source_identity_loosened';
  const actions = [...new Set(named.filter(isOwn).map(each => each.witness.action))].join(', ');
  const worst = extra.find(each => !each.severity) ?? first;
  return [...named.filter(each => !isOwn(each)), { ...worst, facts: { ...worst.facts, actions } }];
}

/** The one role that the spec trusts, named as the principal or by its account with a condition on the ARN. */
export function brokerOf(spec: Pick<RoleSpec, 'trustPolicy'>): string {
  const statement = spec.trustPolicy.Statement[0]!;
  const named = Object.values(statement.Condition?.ArnEquals ?? {})[0];
  const principal = named ?? (statement.Principal as { AWS: string }).AWS;
  return [principal].flat()[0]!;
}

interface Known {
  live: NormalPolicy;
  broker: string;
  retired: readonly string[];
}

function nameOf(difference: Difference, known: Known): Omit<Named, 'witness'> {
  const { request } = difference.witness;
  const statement = known.live.statements.find(each => each.at === difference.by.at)!;
  const { caller, action } = request;
  const isBroker = caller.type === 'AWS' && caller.arn === known.broker;
  if (isDescribing(known.broker)(difference))
    return action === 'sts:SetSourceIdentity'
      ? { code: 'source_identity_loosened', facts: {} }
      : { code: 'trust_action_extra', facts: { actions: action, effect: 'own' }, severity: 'medium' };
  // A caller that may only tag a session, or the like, cannot assume the role.
  if (!/^sts:AssumeRole/.test(action)) return { code: 'trust_action_extra', facts: { actions: action } };
  if (!isBroker) return nameOfPrincipal(statement, caller, known);
  return nameOfId(request, known);
}

function nameOfPrincipal(statement: NormalStatement, caller: Caller, { broker }: Known): ReturnType<typeof nameOf> {
  const listed = statement.principals;
  const entry = listed?.isNot ? 'NotPrincipal' : listed?.items.find(each => entryNames(each, caller));
  const principal = (entry ?? '*').replace(/^AWS:/, '');
  if (principal === '*' || principal === 'NotPrincipal')
    return { code: 'trust_principal_wildcard', facts: { principal } };
  const account = accountOfRoot(principal);
  if (!account) return { code: 'trust_principal_extra', facts: { principal } };
  // The vendor's own account only needs to be narrowed to its role; any other account has no business here.
  const whose = account === parseRoleArn(broker)?.accountId ? 'vendor' : 'other';
  return { code: 'trust_principal_account', facts: { principal, whose } };
}

/** The source of the finding: the policy text. A probe may not meet the conditions that the text allows. */
const seenIn = 'trust-policy';

/** The role accepts IDs other than the right one: any at all, or some. */
function nameOfId(request: Request, { live, retired }: Known): ReturnType<typeof nameOf> {
  const given = request.context['sts:externalid']?.[0];
  if (given !== undefined && retired.includes(given))
    return { code: 'external_id_retired_accepted', facts: { seenIn } };
  const admits = (ids: readonly string[]) => {
    const { 'sts:externalid': _, ...rest } = request.context;
    const context = ids.length > 0 ? { ...rest, 'sts:externalid': ids } : rest;
    return evaluate({ trust: [{ name: 'live', policy: live }] }, { ...request, context }).isAllowed;
  };
  if (admits([]) && admits(['no-such-id-anywhere'])) return { code: 'external_id_missing', facts: { seenIn } };
  return { code: 'external_id_weakened', facts: { admitted: given ?? '-', seenIn } };
}

/** The most principals that one finding names; the others are counted. */
const namedAtMost = 5;

/**
 * One finding for each code (for undecided: each reason; for accounts: the vendor's own, or others), with the first
 * witness. It also names other principals.
 */
function oneOfEach(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const each of findings) {
    const key = `${each.code} ${each.facts.reason ?? ''} ${each.facts.whose ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map(alike => {
    const principals = [...new Set(alike.flatMap(each => each.facts.principal ?? []))];
    if (principals.length < 2) return alike[0]!;
    const more = principals.length > namedAtMost ? ` … (${principals.length})` : '';
    const principal = principals.slice(0, namedAtMost).join(', ') + more;
    return { ...alike[0]!, facts: { ...alike[0]!.facts, principal } };
  });
}
