// Compares two sets of policies by meaning: does the live side allow anything that the spec does not, or refuse
// anything that it grants? Every difference has a witness: a request evaluated on both sides. What could not be decided
// is reported as undecided with the reason, never as equal.
import type { NormalPolicy, NormalStatement } from '../document/document.js';
import type { Budget } from '../document/language.js';
import { isUniqueId } from '../document/principals.js';
import { groupedName } from '../document/regrouped.js';
import { patternOf } from '../document/wildcard.js';
import { decidedBy, type NamedPolicy, type Policies, type PolicyKind } from '../evaluate.js';
import { type Cell, cellsOf } from './cells.js';
import type { Comparison, DeletedPrincipal, Undecided } from './comparison.js';
import { kinds, type Place } from './question.js';
import { Search } from './search.js';

export interface CompareOptions {
  /** The caller that holds the identity policies, and the context that its requests always have. */
  cell?: Cell;
  /** The resource of every request; for trust policies the role itself. */
  resource?: string;
  /** The most steps of the comparison. */
  steps?: number;
  /** Skips the search for requests that the spec grants and the live side refuses. */
  onlyWider?: boolean;
}

/** Many times enough for any two real roles; a hostile pair is given up in well under a second. */
const stepsAtMost = 250_000;

export function compareIdentity(spec: Policies, live: Policies, options: CompareOptions = {}): Comparison {
  const cell = options.cell ?? noCaller;
  return compareIn(spec, live, [{ cell }], options);
}

/** Compares trust policies for every caller that they tell apart, and for each action that a trust policy can grant. */
export function compareTrust(spec: NamedPolicy, live: NamedPolicy, options: CompareOptions = {}): Comparison {
  const cells = cellsOf([spec.policy, live.policy]);
  const places = cells.flatMap(cell => trustPlaces.map(place => ({ cell, ...place })));
  return { ...compareIn({ trust: [spec] }, { trust: [live] }, places, options), deleted: deletedIn(live, spec) };
}

function deletedIn({ name, policy }: NamedPolicy, spec: NamedPolicy): DeletedPrincipal[] {
  const known = new Set(spec.policy.statements.flatMap(each => each.principals?.items ?? []));
  return policy.statements.flatMap(statement => {
    const { effect, principals } = statement;
    if (effect === 'Deny' || !principals || principals.isNot) return [];
    const ids = principals.items.filter(
      each => each.startsWith('AWS:') && isUniqueId(each.slice(4)) && !known.has(each),
    );
    return ids.map(id => ({ principal: id.slice(4), by: decidedBy('trust', name, statement) }));
  });
}

const noCaller: Cell = { caller: { type: 'AWS', arn: '', accountId: '' }, fixed: {}, forms: {} };

const named = [
  'AssumeRole',
  'SetSourceIdentity',
  'TagSession',
  'SetContext',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
];

/** A statement that applies to these actions and no others. */
function statementOn(names: readonly string[], isNot = false): NormalStatement {
  const items = names.map(name =>
    patternOf(name.toLowerCase(), { kind: 'glob', ignoresCase: true, hasVariables: false }),
  );
  return { at: 0, effect: 'Allow', actions: { isNot, items }, conditions: [], id: '' };
}

const inEveryAssumeRole = ['sts:rolesessionname', 'aws:requestedregion', 'aws:viaawsservice'];

/**
 * Each action that a trust policy can grant, and any other one that STS may get. All of them belong to one request to
 * assume the role, which names its session; setting a source identity also needs one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
const trustPlaces: Omit<Place, 'cell'>[] = [
  ...named.map(name => ({
    only: [statementOn([`sts:${name}`])],
    present: [...inEveryAssumeRole, ...(name === 'SetSourceIdentity' ? ['sts:sourceidentity'] : [])],
  })),
  {
    isMadeUp: true,
    only: [
      statementOn(['sts:?*']),
      statementOn(
        named.map(name => `sts:${name}`),
        true,
      ),
    ],
  },
];

function compareIn(spec: Policies, live: Policies, places: readonly Place[], options: CompareOptions): Comparison {
  const steps = options.steps ?? stepsAtMost;
  const found: Comparison = { wider: [], narrower: [], undecided: [], unknown: [], deleted: [], steps: 0 };
  if (haveSameMeaning(spec, live)) return found;
  const budget: Budget = { left: steps };
  for (const place of places) {
    for (const isWider of options.onlyWider ? [true] : [true, false]) {
      const [granting, refusing] = isWider ? [live, spec] : [spec, live];
      const search = new Search({ granting, refusing, place, isWider, budget, resource: options.resource });
      search.run();
      found[isWider ? 'wider' : 'narrower'].push(...search.found);
      if (isWider) found.unknown.push(...search.unknown);
      found.undecided.push(...search.undecided);
    }
    if (budget.left < 0) break;
  }
  if (budget.left < 0) found.undecided.push(...unseen(spec), ...unseen(live));
  return { ...found, undecided: oneOfEach(found.undecided), steps: Math.ceil(steps - Math.max(0, budget.left)) };
}

/** Everything that a side grants, as undecided: when the steps ran out, the rest is unknown. */
function unseen(side: Policies): Undecided[] {
  const kind = side.trust ? 'trust' : 'identity';
  return (side[kind] ?? []).flatMap(({ name, policy }) =>
    policy.statements
      .filter(each => each.effect === 'Allow')
      .map(each => ({ by: decidedBy(kind, name, each), reason: 'too_complex' as const })),
  );
}

function oneOfEach(undecided: readonly Undecided[]): Undecided[] {
  return [...new Map(undecided.map(each => [JSON.stringify(each), each])).values()];
}

/** Whether both sides have the same statements in any order or grouping: then there is nothing to compare. */
function haveSameMeaning(a: Policies, b: Policies): boolean {
  const policiesOf = (side: Policies, kind: PolicyKind) => side[kind]?.map(each => each.policy);
  const ids = (policies: readonly NormalPolicy[] | undefined) =>
    policies && [...new Set(policies.flatMap(each => each.statements.map(({ id }) => id)))].sort().join('\n');
  return kinds.every(kind => {
    const [one, other] = [policiesOf(a, kind), policiesOf(b, kind)];
    if (ids(one) === ids(other)) return true;
    return one !== undefined && other !== undefined && groupedName(one) === groupedName(other);
  });
}
