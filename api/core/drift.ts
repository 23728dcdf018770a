// The live role held against the role spec, by structure: what differs is named by its shape. What has no known
// shape is *undecided* (critical in a trust policy, high in permissions): never equal and never silent.
// Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html,
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import { type Finding, finding } from './findings.js';
import {
  type NormalStatement,
  normalPolicy,
  type PolicyDocument,
  parsePolicy,
  statementText,
} from './policy/document.js';
import type { LiveRole, Reading } from './probes.js';
import type { RoleSpec } from './role-spec.js';
import { trustFindings } from './trust-drift.js';

/** Everything in which the live role differs from the spec. Readings that are inconclusive are not for this file. */
export function driftOf(spec: RoleSpec, live: LiveRole): Finding[] {
  return [...roleFindings(spec, live.role), ...inlineFindings(spec, live.inline), ...attachedFindings(live.attached)];
}

function limited(what: string, how: string): Finding[] {
  return [finding('self_reading_limited', { what, how })];
}

function roleFindings(spec: RoleSpec, reading: LiveRole['role']): Finding[] {
  if (reading.kind !== 'read') return limited('role', reading.kind);
  const live = reading.value;
  const trust = parsePolicy(live.trustPolicy);
  const findings = 'unreadable' in trust ? notUnderstood(trust.isJson) : trustFindings(spec, trust.policy);
  if ((live.permissionsBoundaryArn ?? '') !== (spec.permissionsBoundaryArn ?? '')) {
    findings.push(
      finding('boundary_changed', {
        expected: spec.permissionsBoundaryArn ?? '-',
        live: live.permissionsBoundaryArn ?? '-',
      }),
    );
  }
  if (live.maxSessionSeconds > spec.maxSessionSeconds) {
    findings.push(
      finding('session_length_raised', { expected: `${spec.maxSessionSeconds}`, live: `${live.maxSessionSeconds}` }),
    );
  }
  const changedTags = Object.entries(spec.tags).filter(([key, value]) => live.tags[key] !== value);
  if (changedTags.length > 0)
    findings.push(finding('tags_changed', { tags: changedTags.map(([key]) => key).join(', ') }));
  return findings;
}

/** A trust policy that was read and not understood is undecided, which is critical; text that is no document is unread. */
function notUnderstood(isJson: boolean): Finding[] {
  return isJson ? [finding('trust_undecided')] : limited('trust-policy', 'unreadable');
}

function inlineFindings(spec: RoleSpec, reading: LiveRole['inline']): Finding[] {
  if (reading.kind !== 'read') return limited('inline-policies', reading.kind);
  const live = new Map(reading.value.map(each => [each.name, each.document]));
  const findings: Finding[] = [];
  for (const { name, document } of spec.inlinePolicies) {
    const found = live.get(name);
    live.delete(name);
    if (!found) findings.push(finding('policy_missing', { policy: name }));
    else findings.push(...documentFindings(name, document, found));
  }
  for (const [name, document] of live) findings.push(addedPolicy(name, document));
  return findings;
}

function attachedFindings(reading: LiveRole['attached']): Finding[] {
  if (reading.kind !== 'read') return limited('attached-policies', reading.kind);
  return reading.value.map(each => finding('policy_attached', { policy: each.arn }));
}

function documentFindings(name: string, expected: PolicyDocument, reading: Reading<string>): Finding[] {
  if (reading.kind !== 'read') return limited(`inline policy ${name}`, reading.kind);
  const parsed = parsePolicy(reading.value);
  if ('unreadable' in parsed) return limited(`inline policy ${name}`, 'unreadable');
  const wanted = normalPolicy(expected);
  const { extra, missing } = difference(wanted.statements, parsed.policy.statements);
  // Under another Version the same statements can mean another thing (policy variables).
  if (wanted.version !== parsed.policy.version) return [finding('permissions_undecided', { policy: name })];
  if (extra.length === 0 && missing.length === 0) return [];
  if (isPlain(extra) && isPlain(missing)) return plainDifference(name, extra, missing);
  return [finding('permissions_undecided', { policy: name })];
}

/** Allows without conditions: sets of (action, resource) texts, so that what one side has more can be named. */
function plainDifference(name: string, extra: NormalStatement[], missing: NormalStatement[]): Finding[] {
  const live = grants(extra);
  const wanted = grants(missing);
  const added = [...live].filter(each => !wanted.has(each));
  const taken = [...wanted].filter(each => !live.has(each));
  const findings: Finding[] = [];
  if (added.length > 0) findings.push(finding('permissions_widened', { policy: name, actions: actionsOf(added) }));
  if (taken.length > 0) findings.push(finding('permissions_narrowed', { policy: name, actions: actionsOf(taken) }));
  return findings;
}

function isPlain(statements: NormalStatement[]): boolean {
  return statements.every(
    each => each.effect === 'Allow' && each.actions && each.resources && Object.keys(each.conditions).length === 0,
  );
}

function grants(statements: NormalStatement[]): Set<string> {
  return new Set(
    statements.flatMap(each =>
      each.actions!.flatMap(action => each.resources!.map(resource => `${action} ${resource}`)),
    ),
  );
}

function actionsOf(texts: string[]): string {
  const actions = [...new Set(texts.map(each => each.slice(0, each.indexOf(' '))))].sort();
  return actions.length > 12 ? `${actions.slice(0, 12).join(', ')} … (${actions.length})` : actions.join(', ');
}

/** Statements that only one side has, by their normal text. */
export function difference(expected: NormalStatement[], live: NormalStatement[]) {
  const wanted = new Set(expected.map(statementText));
  const found = new Set(live.map(statementText));
  return {
    extra: live.filter(each => !wanted.has(statementText(each))),
    missing: expected.filter(each => !found.has(statementText(each))),
  };
}

/** The console's "Revoke active sessions" is the customer's own decision, known by its exact shape, not by its name alone. */
function addedPolicy(name: string, reading: Reading<string>): Finding {
  const parsed = reading.kind === 'read' ? parsePolicy(reading.value) : undefined;
  const before =
    parsed &&
    'policy' in parsed &&
    parsed.policy.statements.length === 1 &&
    revokedBefore(parsed.policy.statements[0]!);
  if (name === 'AWSRevokeOlderSessions' && before) return finding('sessions_revoked_by_customer', { before });
  return finding('policy_added', { policy: name });
}

function revokedBefore(statement: NormalStatement): string | undefined {
  const { effect, actions, resources, conditions } = statement;
  const [operator, ...others] = Object.keys(conditions);
  const dates = conditions.datelessthan?.['aws:tokenissuetime'];
  const exact =
    effect === 'Deny' &&
    actions?.join() === '*' &&
    resources?.join() === '*' &&
    operator === 'datelessthan' &&
    others.length === 0 &&
    Object.keys(conditions.datelessthan!).length === 1;
  return exact && dates?.length === 1 ? dates[0] : undefined;
}
