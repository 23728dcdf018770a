// A live trust policy held against the spec's, statement by statement: who else may assume the role, and with what.
// By structure: a shape that is not known here is `trust_undecided`, which is critical.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
import { difference } from './drift.js';
import { type Finding, finding } from './findings.js';
import { type NormalPolicy, type NormalStatement, normalPolicy } from './policy/document.js';
import type { RoleSpec } from './role-spec.js';

const externalIdKey = 'sts:externalid';

export function trustFindings(spec: RoleSpec, live: NormalPolicy): Finding[] {
  const wanted = normalPolicy(spec.trustPolicy);
  const { extra, missing } = difference(wanted.statements, live.statements);
  const findings = extra.flatMap(statement => extraStatement(wanted, statement));
  // A statement that is gone without another in its place only takes away. Probes show whether we still get in.
  if (missing.length > 0 && extra.length === 0) findings.push(finding('trust_narrowed'));
  // Under another Version the same words can mean another thing (policy variables).
  if (wanted.version !== live.version) findings.push(finding('trust_undecided'));
  return unique(findings);
}

function extraStatement(wanted: NormalPolicy, statement: NormalStatement): Finding[] {
  if (statement.effect === 'Deny') return [finding('trust_narrowed')];
  const findings = [
    ...principalFindings(wanted, statement),
    ...actionFindings(statement),
    ...(mayAssume(statement) ? externalIdFindings(wanted, statement) : []),
  ];
  return findings.length > 0 ? findings : [finding('trust_undecided')];
}

function principalFindings(wanted: NormalPolicy, statement: NormalStatement): Finding[] {
  if (!statement.principals) return [finding('trust_principal_wildcard', { principal: 'NotPrincipal' })];
  const named = new Set(wanted.statements.flatMap(each => each.principals ?? []));
  return statement.principals
    .filter(principal => !named.has(principal))
    .map(principal => {
      const shown = principal.replace(/^AWS:/, '');
      if (principal === '*') return finding('trust_principal_wildcard', { principal: '*' });
      if (/^AWS:A[RI](OA|DA)[A-Z0-9]+$/.test(principal))
        return finding('trust_principal_deleted', { principal: shown });
      if (/:root$/.test(principal)) return finding('trust_principal_account', { principal: shown });
      return finding('trust_principal_extra', { principal: shown });
    });
}

const knownActions = new Set(['sts:assumerole', 'sts:setsourceidentity']);

function actionFindings(statement: NormalStatement): Finding[] {
  if (!statement.actions) return [finding('trust_action_extra', { actions: 'NotAction' })];
  const others = statement.actions.filter(action => !knownActions.has(action));
  return others.length > 0 ? [finding('trust_action_extra', { actions: others.join(', ') })] : [];
}

/** Whether the statement may cover sts:AssumeRole at all; when in doubt it does. */
function mayAssume(statement: NormalStatement): boolean {
  return (
    !statement.actions ||
    statement.actions.some(each => each === 'sts:assumerole' || each.includes('*') || each.includes('?'))
  );
}

/** How far the statement's condition on the external ID falls short of `StringEquals <exactly the one>`. */
function externalIdFindings(wanted: NormalPolicy, statement: NormalStatement): Finding[] {
  const right = wanted.statements.flatMap(each => each.conditions.stringequals?.[externalIdKey] ?? []);
  const operators = Object.entries(statement.conditions).filter(([, keys]) => keys[externalIdKey]);
  if (operators.length === 0) return [finding('external_id_missing')];
  const exact = statement.conditions.stringequals?.[externalIdKey];
  if (exact?.every(value => right.includes(value))) return [];
  if (exact) return [finding('external_id_weakened', { admitted: `${exact.length} values` })];
  return [finding('external_id_weakened', { admitted: operators.map(([operator]) => operator).join(', ') })];
}

function unique(findings: Finding[]): Finding[] {
  const seen = new Map(findings.map(each => [JSON.stringify(each), each]));
  return [...seen.values()];
}
