// Witnesses of findings: plain requests that people can read and the policy engine can evaluate again.
import type { FindingWitness } from '../finding/findings.js';
import type { LiveRole } from '../iam/live-role.js';
import { keysOfCaller } from '../policy/compare/callers.js';
import type { Cell } from '../policy/compare/cells.js';
import type { Witness } from '../policy/compare/comparison.js';
import { properKey } from '../policy/compare/context-keys.js';
import type { NormalPolicy } from '../policy/document/document.js';
import type { Request } from '../policy/evaluate.js';
import type { RoleSpec } from '../role/role-spec.js';

/** The condition keys that policies use, directly or through a variable. */
export function keysUsed(policies: readonly NormalPolicy[]): ReadonlySet<string> {
  const statements = policies.flatMap(each => each.statements);
  const conditions = statements.flatMap(each => each.conditions);
  const patterns = [
    ...statements.flatMap(each => each.resources?.items ?? []),
    ...conditions.flatMap(each => ('test' in each ? each.test.wanted : [])),
  ];
  return new Set([...conditions.map(each => each.key), ...patterns.flatMap(each => each.variables ?? [])]);
}

/** `usedKeys`: the keys that the compared policies use; fixed keys that none of them uses are omitted. */
export function findingWitness(witness: Witness, usedKeys: ReadonlySet<string>): FindingWitness {
  const { caller, action, resource, context } = witness.request;
  const own = Object.entries(context).filter(([key]) => usedKeys.has(key));
  return {
    principal: caller.type === 'AWS' ? (caller.sessionArn ?? caller.arn) : `${caller.type}:${caller.name}`,
    action,
    resource,
    context: Object.fromEntries(own.map(([key, values]) => [properKey(key), [...values]])),
    spec: witness.spec,
    live: witness.live,
  };
}

/** Witness of an AssumeRole that was really sent: the role's answer and the spec's opposite one. */
export function probeWitness(
  spec: Pick<RoleSpec, 'arn'>,
  made: { principal: string; externalId?: string | undefined; sourceIdentity?: string | undefined },
  live: FindingWitness['live'],
): FindingWitness {
  const { principal, externalId, sourceIdentity } = made;
  return {
    principal,
    action: sourceIdentity === undefined ? 'sts:AssumeRole' : 'sts:SetSourceIdentity',
    resource: spec.arn,
    context: {
      ...(externalId !== undefined && { 'sts:ExternalId': [externalId] }),
      ...(sourceIdentity !== undefined && { 'sts:SourceIdentity': [sourceIdentity] }),
    },
    spec: live === 'allowed' ? 'refused' : 'allowed',
    live,
  };
}

/** The role itself, as the caller of requests with its credentials. */
export function requestOfRole(spec: Pick<RoleSpec, 'arn' | 'accountId'>): Pick<Request, 'caller' | 'context'> {
  const { caller, fixed } = cellOfRole(spec);
  return { caller, context: Object.fromEntries(Object.entries(fixed).filter(([, values]) => values.length > 0)) };
}

/** The same for the policy engine. `uniqueId`: AROA…, if a check has read it. */
export function cellOfRole({ arn, accountId }: Pick<RoleSpec, 'arn' | 'accountId'>, uniqueId = ''): Cell {
  const keys = keysOfCaller('role', /^AROA[A-Z0-9]+$/.test(uniqueId) ? { id: uniqueId } : {});
  const own = { 'aws:principalarn': [arn], 'aws:principalaccount': [accountId] };
  return { caller: { type: 'AWS', arn, accountId }, fixed: { ...own, ...keys.fixed }, forms: keys.forms };
}

/** The role as the caller, with the unique id that the check read. */
export function cellOf(spec: Pick<RoleSpec, 'arn' | 'accountId'>, live?: LiveRole): { cell: Cell } {
  return { cell: cellOfRole(spec, live?.role.kind === 'read' ? live.role.value.roleUniqueId : undefined) };
}
