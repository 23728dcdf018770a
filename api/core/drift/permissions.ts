// Compares what the live role may do with what the spec grants, by meaning: all identity policies together, within
// the live boundary; boundary.ts compares the boundary itself. Each difference is assigned to the policy that causes
// it, with its witness and a summary.
import { type Finding, finding } from '../finding/findings.js';
import type { LiveRole } from '../iam/live-role.js';
import { compareIdentity } from '../policy/compare/compare.js';
import type { Comparison, Difference, Undecided } from '../policy/compare/comparison.js';
import { isAlike } from '../policy/document/alike.js';
import { withoutCommon } from '../policy/document/raw-groups.js';
import type { NamedPolicy } from '../policy/evaluate.js';
import { announcedPolicies } from '../role/announced.js';
import { isForChecks, permissionsPolicyName, type RoleSpec } from '../role/role-spec.js';
import { boundaryOf } from './boundary.js';
import { denyDrift } from './denies.js';
import { mergeDifferences, severityOf, summary } from './differences.js';
import { type ExtraPolicy, livePolicies } from './live-policies.js';
import { isAttachedAsAnnounced, type MovedPolicy, movedFinding, movedPolicies } from './managed.js';
import { plainlyMore } from './plainly-more.js';
import { reducedSides } from './reduced.js';
import { cellOf, findingWitness, keysUsed, requestOfRole } from './witnesses.js';

export function permissionFindings(spec: RoleSpec, live: LiveRole): Finding[] {
  if (isAsSpecified(spec, live)) return [];
  const differing = differingParts(spec, live);
  if (differing === 'same') return [];
  return differing ? comparedPermissions(differing.spec, differing.live) : comparedPermissions(spec, live);
}

/** If the role has the spec's policies and no others: what differs in them. */
function differingParts(spec: RoleSpec, live: LiveRole): { spec: RoleSpec; live: LiveRole } | 'same' | undefined {
  const { inline, attached } = live;
  if (spec.managedPolicies || spec.stackPolicies || inline.kind !== 'read') return undefined;
  if (attached.kind !== 'read' || attached.value.length > 0) return undefined;
  if (inline.value.length !== spec.inlinePolicies.length) return undefined;
  const pairs = spec.inlinePolicies.flatMap(({ name, document }) => {
    const reading = inline.value.find(each => each.name === name)?.document;
    return reading?.kind === 'read' ? [{ name, document, text: reading.value }] : [];
  });
  const small = pairs.length === inline.value.length ? withoutCommon(pairs) : undefined;
  if (!small || small === 'same') return small;
  // Without any Allow it would look as if all permissions were removed.
  const isEmpty = small.some(({ text }, at) => pairs[at]!.name === permissionsPolicyName && !text.includes('"Allow"'));
  if (isEmpty) return undefined;
  const documents = small.map(({ document }, at) => ({ ...spec.inlinePolicies[at]!, document }));
  const texts = small.map(({ text }, at) => ({
    name: pairs[at]!.name,
    document: { kind: 'read' as const, value: text },
  }));
  return {
    spec: { ...spec, inlinePolicies: documents },
    live: { ...live, inline: { kind: 'read', value: texts } },
  };
}

function comparedPermissions(spec: RoleSpec, live: LiveRole): Finding[] {
  const found = livePolicies(spec, live);
  const { findings } = found;
  const announced = announcedPolicies(spec);
  const { wanted, known, extras } = reducedSides(spec, live, found, announced);
  const liveSide = [...known, ...readableOf(extras)];
  const liveAtAll = [...found.known, ...readableOf(found.extras)];
  // Only what the boundary lets through has an effect. Its own changes are separate findings.
  const boundary = live.role.kind === 'read' ? boundaryOf(live, live.role.value.permissionsBoundaryArn) : undefined;
  const options = cellOf(spec, live);
  const compared = compareIdentity({ identity: wanted, boundary }, { identity: liveSide, boundary }, options);
  let usedKeys: ReadonlySet<string> | undefined;
  const shown = (difference: Difference) => {
    usedKeys ??= keysUsed([...wanted, ...liveSide, ...(boundary ?? [])].map(each => each.policy));
    return findingWitness(difference.witness, usedKeys);
  };
  // The announced permissions may have been written again as policies of other names.
  const isNeeded: IsNeeded = name => {
    const rest = { identity: liveSide.filter(each => each.name !== name), boundary };
    return compareIdentity({ identity: wanted, boundary }, rest, options).narrower.length > 0;
  };
  const ofEach = extras.map(extra => ({ extra, part: partOf(compared, each => each === extra.name) }));
  for (const { extra, part } of ofEach) {
    const isOpen = spec.managedPolicies && !boundary && extra.policy && part.undecided.length > 0;
    const named = found.extras.find(each => each.name === extra.name)?.policy;
    const more =
      isOpen && named
        ? plainlyMore({ name: extra.name, policy: named }, announced, liveAtAll, requestOfRole(spec))
        : undefined;
    findings.push(ofExtra(extra, more ? { ...part, wider: [more], undecided: [] } : part, isNeeded, shown));
  }
  const denied = denyDrift({ spec: wanted, live: liveSide, boundary }, options, shown);
  // A removed Deny has its own finding, so what it opened is not reported again.
  const isReported = ({ deniedBy, actions }: Difference) => deniedBy && actions.every(each => denied.opened.has(each));
  const moved = movedPolicies(spec, live);
  for (const each of moved)
    findings.push(
      movedFinding(
        each,
        partOf(compared, name => name === each.arn),
        shown,
      ),
    );
  const own = partOf(compared, name => !extras.some(each => each.name === name), moved);
  const isPresent = (name: string) => known.some(each => each.name === name);
  // An added policy that is too wide to compare says nothing about those that are as announced.
  const isWide = ofEach.some(each => each.part.undecided.length > 0);
  const isCarried = ({ by }: Undecided) => isWide && isUnchanged(by.policy, announced, found.known);
  return [
    ...findings,
    ...denied.findings,
    ...own.wider.filter(each => !isReported(each)).map(each => ofWider(each, shown)),
    ...own.unknown.map(each => ofWider(each, shown, 'information')),
    ...ofNarrower(own.narrower, name => codeOfLess(name, isPresent(name), live, liveAtAll), shown),
    ...ofUndecided([...own.undecided, ...denied.undecided].filter(each => !isCarried(each))),
  ];
}

function readableOf(extras: readonly ExtraPolicy[]): NamedPolicy[] {
  return extras.flatMap(({ name, policy }) => (policy ? [{ name, policy }] : []));
}

/** Whether the policy of that name has the same statements in the spec and on the role. */
function isUnchanged(name: string, announced: readonly NamedPolicy[], known: readonly NamedPolicy[]): boolean {
  const [own, live] = [announced, known].map(side => {
    const policy = side.find(each => each.name === name)?.policy;
    return policy && JSON.stringify(policy.statements.map(each => each.id).sort());
  });
  return own !== undefined && own === live;
}

/** Whether the role has exactly the spec's policies, each equal in meaning: then there is nothing to compare. */
function isAsSpecified(spec: RoleSpec, live: LiveRole): boolean {
  const { inline } = live;
  if (inline.kind !== 'read' || !isAttachedAsAnnounced(spec, live)) return false;
  return (
    inline.value.length === spec.inlinePolicies.length &&
    spec.inlinePolicies.every(({ name, document }) => {
      const reading = inline.value.find(each => each.name === name)?.document;
      return reading?.kind === 'read' && isAlike(document, reading.value);
    })
  );
}

/** The differences that the chosen policies cause, by what they grant or deny. `without`: reported already. */
function partOf(
  compared: Comparison,
  isChosen: (policy: string) => boolean,
  without: readonly MovedPolicy[] = [],
): Comparison {
  const isOf = (policy: string) => isChosen(policy) && !without.some(each => each.arn === policy);
  return {
    ...compared,
    wider: compared.wider.filter(each => isOf(each.by.policy)),
    unknown: compared.unknown.filter(each => isOf(each.by.policy)),
    // The spec grants it: the policy that denies it causes the difference, or the spec's own when nothing grants it.
    narrower: compared.narrower.filter(each => isOf((each.deniedBy ?? each.by).policy)),
    undecided: compared.undecided.filter(each => isChosen(each.by.policy)),
  };
}

type Shown = (difference: Difference) => ReturnType<typeof findingWitness>;

/** `severity`: instead of the one that the actions have. */
function ofWider(difference: Difference, shown: Shown, severity = severityOf(difference)): Finding {
  const more = { severity, witness: shown(difference) };
  return finding('permissions_widened', { policy: difference.by.policy, ...summary(difference) }, more);
}

type Less = 'permissions_removed' | 'permissions_narrowed' | 'policy_missing';

/** `permissions_removed` only when every policy was read and none but the self-reading one allows anything. */
function codeOfLess(name: string, isPresent: boolean, live: LiveRole, liveSide: readonly NamedPolicy[]): Less {
  const isRead = live.inline.kind === 'read' && live.attached.kind === 'read' && live.attached.value.length === 0;
  const granting = liveSide
    .filter(each => !isForChecks(each.name))
    .flatMap(({ policy }) => policy.statements.filter(each => each.effect === 'Allow'));
  // Only a managed policy has an ARN as its name.
  const isMain = name === permissionsPolicyName || name.startsWith('arn:');
  if (isMain && isRead && granting.length === 0) return 'permissions_removed';
  return isPresent ? 'permissions_narrowed' : 'policy_missing';
}

function ofNarrower(differences: readonly Difference[], codeOf: (name: string) => Less, shown: Shown): Finding[] {
  const policies = [...new Set(differences.map(each => (each.deniedBy ?? each.by).policy))];
  return policies.map(policy => {
    const all = mergeDifferences(differences.filter(each => (each.deniedBy ?? each.by).policy === policy));
    return finding(codeOf(policy), { policy, ...summary(all) }, { witness: shown(all) });
  });
}

function ofUndecided(undecided: readonly Undecided[]): Finding[] {
  const seen = new Map(undecided.map(({ by, reason }) => [`${by.policy} ${reason}`, { policy: by.policy, reason }]));
  return [...seen.values()].map(facts => finding('permissions_undecided', facts));
}

/**
 * A policy that the customer added. If it changes nothing now, the finding is for information. `isNeeded`: without it
 * the role would lack announced permissions.
 */
function ofExtra({ code, name, policy }: ExtraPolicy, part: Comparison, isNeeded: IsNeeded, shown: Shown): Finding {
  const none = { count: '0', services: '0', worst: '-' };
  if (!policy || part.undecided.length > 0)
    return finding(code, { policy: name, ...none, count: '?', effect: 'unknown' });
  const [wider] = part.wider.length > 0 ? [mergeDifferences(part.wider)] : [];
  if (wider)
    return finding(code, { policy: name, ...summary(wider) }, { severity: severityOf(wider), witness: shown(wider) });
  if (part.narrower.length > 0) {
    const narrower = mergeDifferences(part.narrower);
    const facts = { policy: name, effect: 'less', ...summary(narrower) };
    return finding(code, facts, { severity: 'medium', witness: shown(narrower) });
  }
  const effect = isNeeded(name) ? 'place' : 'same';
  return finding(code, { policy: name, ...none, effect }, { severity: 'information' });
}

type IsNeeded = (name: string) => boolean;
