// The identity policies of a live role, as a check read them: those of the spec, additional ones, and findings for
// what we could not read or understand. Compares nothing.
import { type Finding, type FindingWitness, finding } from '../finding/findings.js';
import type { LiveRole, Reading } from '../iam/live-role.js';
import { type NormalPolicy, normalPolicy, parsePolicy } from '../policy/document/document.js';
import { evaluate, type NamedPolicy } from '../policy/evaluate.js';
import { announcedTexts } from '../role/announced.js';
import type { RoleSpec } from '../role/role-spec.js';
import { requestOfRole } from './witnesses.js';

/** A policy that the spec does not have. */
export interface ExtraPolicy {
  code: 'policy_added' | 'policy_attached';
  /** Its name; for a managed policy its ARN. */
  name: string;
  /** Absent when its text could not be read or understood, so its effect is unknown. */
  policy?: NormalPolicy;
}

export interface LivePolicies {
  known: NamedPolicy[];
  extras: ExtraPolicy[];
  findings: Finding[];
}

export function livePolicies(spec: RoleSpec, live: LiveRole): LivePolicies {
  const found: LivePolicies = { known: [], extras: [], findings: [] };
  if (live.inline.kind === 'read')
    for (const { name, document } of live.inline.value) readInline(spec, name, document, found);
  else {
    // Unread does not mean changed: we assume the spec's policies and report them as unread.
    for (const { name, document } of spec.inlinePolicies) found.known.push({ name, policy: normalPolicy(document) });
    found.findings.push(limited(spec, 'inline-policies', live.inline.kind, 'iam:ListRolePolicies'));
  }
  if (live.attached.kind === 'read') for (const { arn } of live.attached.value) readAttached(spec, live, arn, found);
  else {
    for (const { name, policy } of expectedAttached(spec)) found.known.push({ name, policy });
    found.findings.push(limited(spec, 'attached-policies', live.attached.kind, 'iam:ListAttachedRolePolicies'));
  }
  return found;
}

function readInline(spec: RoleSpec, name: string, document: Reading<string>, found: LivePolicies): void {
  const expected = spec.inlinePolicies.find(each => each.name === name)?.document;
  const parsed = document.kind === 'read' ? parsePolicy(document.value) : undefined;
  if (!expected) {
    const policy = parsed && 'policy' in parsed ? parsed.policy : undefined;
    const before = name === 'AWSRevokeOlderSessions' && policy && revokedBefore(policy);
    if (before) found.findings.push(sessionsRevoked(spec, before));
    else found.extras.push({ code: 'policy_added', name, ...(policy && { policy }) });
  } else if (parsed && 'policy' in parsed) found.known.push({ name, policy: parsed.policy });
  else {
    found.known.push({ name, policy: normalPolicy(expected) });
    found.findings.push(
      parsed?.isJson
        ? finding('permissions_undecided', { policy: name, reason: 'not_understood' })
        : limited(spec, `inline policy ${name}`, parsed ? 'unreadable' : document.kind, 'iam:GetRolePolicy'),
    );
  }
}

/** The policies that the role should have attached: AWS's, and those of its stack. */
function expectedAttached(spec: RoleSpec): NamedPolicy[] {
  const ofStack = (spec.stackPolicies ?? []).map(({ arn, document }) => ({
    name: arn,
    policy: normalPolicy(document),
  }));
  return [...announcedTexts(spec).map(({ arn, policy }) => ({ name: arn, policy })), ...ofStack];
}

function readAttached(spec: RoleSpec, live: LiveRole, arn: string, found: LivePolicies): void {
  const reading = live.policies[arn]?.current;
  const parsed = reading?.kind === 'read' ? parsePolicy(reading.value.document) : undefined;
  const announced = expectedAttached(spec).find(each => each.name === arn);
  if (announced) {
    const isRead = parsed && 'policy' in parsed;
    found.known.push({ name: arn, policy: isRead ? parsed.policy : announced.policy });
    if (isRead) return;
    found.findings.push(
      parsed?.isJson
        ? finding('permissions_undecided', { policy: arn, reason: 'not_understood' })
        : limited(
            spec,
            `managed policy ${arn}`,
            parsed ? 'unreadable' : (reading?.kind ?? 'absent'),
            'iam:GetPolicyVersion',
            arn,
          ),
    );
    return;
  }
  found.extras.push({
    code: 'policy_attached',
    name: arn,
    ...(parsed && 'policy' in parsed && { policy: parsed.policy }),
  });
}

/** A request of the role itself that its spec allows and that is refused now. */
function refusedNow(principal: string, action: string, resource: string, context = {}): FindingWitness {
  return { principal, action, resource, context, spec: 'allowed', live: 'refused' };
}

/** Finding: a part of the role could not be read. `action`: the spec allows it, but the call was refused or failed. */
export function limited(spec: RoleSpec, what: string, how: string, action: string, resource = spec.arn): Finding {
  const witness = refusedNow(spec.arn, action, resource);
  return finding('self_reading_limited', { what, how }, how === 'denied' ? { witness } : {});
}

/** Every request of sessions from before that time is refused. */
function sessionsRevoked(spec: RoleSpec, before: string): Finding {
  const older = new Date(Date.parse(before) - 1000).toISOString();
  const was = somethingGranted(spec);
  const witness = was && refusedNow(spec.arn, was.action, was.resource, { 'aws:TokenIssueTime': [older] });
  return finding('sessions_revoked_by_customer', { before }, { witness });
}

/** The first request that the spec grants without a condition and does not deny. */
function somethingGranted({
  arn,
  accountId,
  inlinePolicies,
}: RoleSpec): { action: string; resource: string } | undefined {
  const identity = inlinePolicies.map(({ name, document }) => ({ name, policy: normalPolicy(document) }));
  const { caller, context } = requestOfRole({ arn, accountId });
  return inlinePolicies
    .flatMap(({ document }) => document.Statement)
    .filter(each => each.Effect === 'Allow' && !each.Condition)
    .flatMap(({ Action = [], Resource = [] }) =>
      [Action].flat().flatMap(action => [Resource].flat().map(resource => ({ action, resource }))),
    )
    .find(each => evaluate({ identity }, { ...each, caller, context }).isAllowed);
}

/** The console's "Revoke active sessions" is recognised by its exact shape, not by its name alone. */
function revokedBefore({ statements }: NormalPolicy): string | undefined {
  const [statement, ...others] = statements;
  const [condition, ...more] = statement?.conditions ?? [];
  if (!statement || others.length > 0 || !condition || more.length > 0) return undefined;
  const isAll = [statement.actions, statement.resources].every(
    listed => listed && !listed.isNot && listed.items.length === 1 && listed.items[0]!.source === '*',
  );
  const isDate = condition.asks === 'some' && condition.test.family === 'date' && condition.test.order === '<';
  if (statement.effect !== 'Deny' || !isAll || condition.key !== 'aws:tokenissuetime' || !isDate) return undefined;
  const dates = condition.test.wanted.map(each => each.source);
  return dates.length === 1 && !condition.orMissing && /^\d{4}-/.test(dates[0]!) ? dates[0] : undefined;
}
