// Compares the live permissions boundary with the announced one by meaning: what the announced permissions lose by it,
// and what it newly lets through. A boundary that takes nothing away is information.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
import { type Finding, finding } from '../finding/findings.js';
import type { LiveRole } from '../iam/live-role.js';
import { compareIdentity } from '../policy/compare/compare.js';
import type { Comparison, Difference } from '../policy/compare/comparison.js';
import { parsePolicy } from '../policy/document/document.js';
import type { NamedPolicy } from '../policy/evaluate.js';
import { announcedPolicies } from '../role/announced.js';
import type { RoleSpec } from '../role/role-spec.js';
import { mergeDifferences, severityOf, summary } from './differences.js';
import { limited, livePolicies } from './live-policies.js';
import { cellOf, findingWitness, keysUsed } from './witnesses.js';

/** A boundary: none, its statements, or a text that could not be read or understood. */
type Boundary = { kind: 'none' } | { kind: 'read'; policies: NamedPolicy[] } | { kind: 'unread' };

/**
 * Findings about the boundary: the role has another one than announced, or the text of the announced one changed.
 * `before`: the version of the announced one at the last check.
 */
export function boundaryFindings(spec: RoleSpec, live: LiveRole, before: string | undefined): Finding[] {
  if (live.role.kind !== 'read') return [];
  const [expected, now] = [spec.permissionsBoundaryArn, live.role.value.permissionsBoundaryArn];
  if (expected !== now) {
    const facts = { expected: expected ?? '-', live: now ?? '-', role: spec.roleName };
    const { effect, more } = effectOf(spec, live, currentOf(live, expected), currentOf(live, now));
    return [finding('boundary_changed', { ...facts, ...effect }, more)];
  }
  return expected ? ofAnnounced(spec, live, expected, before) : [];
}

function ofAnnounced(spec: RoleSpec, live: LiveRole, arn: string, before: string | undefined): Finding[] {
  const reading = live.policies[arn];
  if (reading?.current.kind !== 'read')
    return [limited(spec, 'boundary', reading?.current.kind ?? 'absent', 'iam:GetPolicyVersion', arn)];
  const { versionId, document } = reading.current.value;
  const boundary = currentOf(live, arn);
  const isMoved = before !== undefined && versionId !== before;
  if (boundary.kind === 'read' && !isMoved) return [];
  const facts = { policy: arn, from: before ?? versionId, to: versionId };
  if (boundary.kind !== 'read') {
    const moved = finding('managed_policy_version_moved', { ...facts, effect: 'unknown' }, { severity: 'information' });
    const findings = isMoved ? [moved] : [];
    if (!isJson(document)) return [...findings, limited(spec, 'boundary', 'unreadable', '')];
    return [
      ...findings,
      finding('permissions_undecided', { policy: arn, reason: 'not_understood', whose: 'boundary' }),
    ];
  }
  const earlier = reading.earlier?.kind === 'read' ? boundaryIn(arn, reading.earlier.value) : unread;
  const { effect, more, reason } = effectOf(spec, live, earlier, boundary);
  // An undecided comparison is a high finding of its own. An earlier text that nobody can read any more is not.
  const severity = reason ? 'information' : effect.effect === 'unknown' ? 'medium' : more.severity;
  const { reason: _, ...effects } = effect;
  const moved = finding('managed_policy_version_moved', { ...facts, ...effects }, { ...more, severity });
  return reason ? [moved, finding('permissions_undecided', { policy: arn, reason, whose: 'boundary' })] : [moved];
}

function isJson(text: string): boolean {
  const result = parsePolicy(text);
  return 'policy' in result || result.isJson;
}

const unread: Boundary = { kind: 'unread' };

function boundaryIn(arn: string, document: string): Boundary {
  const result = parsePolicy(document);
  return 'policy' in result ? { kind: 'read', policies: [{ name: arn, policy: result.policy }] } : unread;
}

function currentOf(live: LiveRole, arn: string | undefined): Boundary {
  if (!arn) return { kind: 'none' };
  const reading = live.policies[arn]?.current;
  return reading?.kind === 'read' ? boundaryIn(arn, reading.value.document) : unread;
}

/** The statements of a live boundary; undefined without one, or if its text could not be read or understood. */
export function boundaryOf(live: LiveRole, arn: string | undefined): NamedPolicy[] | undefined {
  const boundary = currentOf(live, arn);
  return boundary.kind === 'read' ? boundary.policies : undefined;
}

/** `same`: it changes nothing. `less`, `more`: what it takes away, or newly lets through. `unknown`: not comparable. */
type Effect = { effect: 'same' | 'less' | 'more' | 'unknown' } & Record<string, string>;

interface EffectFound {
  effect: Effect;
  more: NonNullable<Parameters<typeof finding>[2]>;
  /** Why the comparison was undecided. */
  reason?: string;
}

/** The effect of the second boundary instead of the first. */
function effectOf(spec: RoleSpec, live: LiveRole, wanted: Boundary, found: Boundary): EffectFound {
  if (wanted.kind === 'unread' || found.kind === 'unread')
    return { effect: { effect: 'unknown' }, more: { severity: 'high' } };
  const announced = announcedPolicies(spec);
  const within = (identity: readonly NamedPolicy[]): Comparison => {
    const [before, after] = [wanted, found].map(each => (each.kind === 'read' ? each.policies : undefined));
    return compareIdentity({ identity, boundary: before }, { identity, boundary: after }, cellOf(spec));
  };
  const ofAnnounced = within(announced);
  // On a role that was widened by hand, a looser boundary may let through what only that role grants.
  const identity = liveIdentity(spec, live);
  const ofLive = identity && within(identity);
  const wider = [...ofAnnounced.wider, ...(ofLive?.wider ?? [])];
  const sides = [
    announced,
    identity ?? [],
    ...[wanted, found].map(each => (each.kind === 'read' ? each.policies : [])),
  ];
  const usedKeys = keysUsed(sides.flat().map(each => each.policy));
  const shown = (difference: Difference) => findingWitness(difference.witness, usedKeys);
  if (wider.length > 0) {
    const all = mergeDifferences(wider);
    return { effect: { effect: 'more', ...summary(all) }, more: { severity: severityOf(all), witness: shown(all) } };
  }
  const [open] = [...ofAnnounced.undecided, ...(ofLive?.undecided ?? [])];
  if (open)
    return { effect: { effect: 'unknown', reason: open.reason }, more: { severity: 'high' }, reason: open.reason };
  if (ofAnnounced.narrower.length === 0) return { effect: { effect: 'same' }, more: { severity: 'information' } };
  const all = mergeDifferences(ofAnnounced.narrower);
  return { effect: { effect: 'less', ...summary(all) }, more: { severity: 'medium', witness: shown(all) } };
}

/** Every policy of the live role that could be read. Undefined if it has none but the announced ones. */
function liveIdentity(spec: RoleSpec, live: LiveRole): NamedPolicy[] | undefined {
  const { known, extras } = livePolicies(spec, live);
  const readable = extras.flatMap(({ name, policy }) => (policy ? [{ name, policy }] : []));
  const texts = (policies: readonly NamedPolicy[]) =>
    JSON.stringify(policies.map(({ name, policy }) => [name, policy.statements.map(each => each.id).sort()]).sort());
  const all = [...known, ...readable];
  return texts(all) === texts(announcedPolicies(spec)) ? undefined : all;
}
