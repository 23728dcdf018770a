// Two sets of policies compared by meaning: does the live side allow anything that the spec does not, or refuse what it
// grants? Every difference comes with a witness: a request that was evaluated on both sides. What could not be decided
// is said to be undecided, with the reason; it is never equal.
import { knownActions } from './action-words.js';
import { byDanger } from './actions.js';
import { type Cell, cellsOf, withAccountInArn } from './cells.js';
import type { NormalPolicy, NormalStatement } from './document.js';
import {
  type DecidedBy,
  decidedBy,
  evaluate,
  type NamedPolicy,
  type Policies,
  type PolicyKind,
  type Request,
} from './evaluate.js';
import { type Budget, BudgetSpent, spend } from './language.js';
import { namesCaller } from './principals.js';
import { type Region, regionOf, type World, within, without } from './regions.js';
import { groupedName } from './regrouped.js';
import { exactly, type KeyFacts } from './solve.js';
import { patternOf } from './wildcard.js';
import { requestIn } from './witness.js';

/** A request and what each side says of it. */
export interface Witness {
  request: Request;
  spec: 'allowed' | 'refused';
  live: 'allowed' | 'refused';
}

export interface Difference {
  witness: Witness;
  /** The statement that grants it on the side that allows it. */
  by: DecidedBy;
  /** The Deny that refuses it on the other side, if one does. */
  deniedBy?: DecidedBy;
  /** The known actions that are granted, the most dangerous first. */
  actions: readonly string[];
}

/** `not_understood` is for who reads documents: their text is no policy. */
export type UndecidedReason =
  | 'too_complex'
  | 'unknown_operator'
  | 'policy_variable'
  | 'mixed_conditions'
  | 'not_understood';

export interface Undecided {
  by: DecidedBy;
  reason: UndecidedReason;
}

export interface Comparison {
  /** What live allows and spec does not. */
  wider: Difference[];
  /** What spec allows and live does not. */
  narrower: Difference[];
  undecided: Undecided[];
  /** Steps of the engine's own counter. */
  steps: number;
}

export interface CompareOptions {
  /** Who holds the identity policies, with what its requests always have. */
  cell?: Cell;
  /** The resource of every request; for trust policies the role itself. */
  resource?: string;
  /** Steps that may be done. */
  steps?: number;
}

/** Enough for any two real roles many times over; a hostile pair is given up in well under a second. */
const stepsAtMost = 250_000;

export function compareIdentity(spec: Policies, live: Policies, options: CompareOptions = {}): Comparison {
  const cell = options.cell ?? nobody;
  return compareIn(spec, live, [{ cell }], options);
}

/** Trust policies are compared for every caller that they tell apart, and for each action that a trust policy can grant. */
export function compareTrust(spec: NamedPolicy, live: NamedPolicy, options: CompareOptions = {}): Comparison {
  const cells = cellsOf([spec.policy, live.policy]);
  const places = cells.flatMap(cell => trustActions.map(only => ({ cell, only })));
  return compareIn({ trust: [spec] }, { trust: [live] }, places, options);
}

const nobody: Cell = { caller: { type: 'AWS', arn: '', accountId: '' }, fixed: {} };

const named = [
  'AssumeRole',
  'SetSourceIdentity',
  'TagSession',
  'SetContext',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
];

/** A statement that speaks of these actions and nothing else. */
function speakingOf(names: readonly string[], isNot = false): NormalStatement {
  const items = names.map(name =>
    patternOf(name.toLowerCase(), { kind: 'glob', ignoresCase: true, hasVariables: false }),
  );
  return { at: 0, effect: 'Allow', actions: { isNot, items }, conditions: [], id: '' };
}

/** Each action that a trust policy can grant, and any other that STS may have one day. */
const trustActions: NormalStatement[][] = [
  ...named.map(name => [speakingOf([`sts:${name}`])]),
  [
    speakingOf(['sts:?*']),
    speakingOf(
      named.map(name => `sts:${name}`),
      true,
    ),
  ],
];

interface Place {
  cell: Cell;
  /** Only requests that each of these speaks of are looked at. */
  only?: readonly NormalStatement[];
}

function compareIn(spec: Policies, live: Policies, places: readonly Place[], options: CompareOptions): Comparison {
  const steps = options.steps ?? stepsAtMost;
  const found: Comparison = { wider: [], narrower: [], undecided: [], steps: 0 };
  if (sayTheSame(spec, live)) return found;
  const budget: Budget = { left: steps };
  for (const place of places) {
    for (const isWider of [true, false]) {
      const [granting, refusing] = isWider ? [live, spec] : [spec, live];
      const search = new Search({ granting, refusing, place, isWider, budget, resource: options.resource });
      search.run();
      found[isWider ? 'wider' : 'narrower'].push(...search.found);
      found.undecided.push(...search.undecided);
    }
    if (budget.left < 0) break;
  }
  if (budget.left < 0) found.undecided.push(...unseen(spec), ...unseen(live));
  return { ...found, undecided: oneOfEach(found.undecided), steps: Math.ceil(steps - Math.max(0, budget.left)) };
}

/** All that a side grants, as not decided: where the steps ran out, nobody knows what was left. */
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

/** The same statements in whatever order, or grouped in another way: nothing to look for. */
function sayTheSame(a: Policies, b: Policies): boolean {
  const policiesOf = (side: Policies, kind: PolicyKind) => side[kind]?.map(each => each.policy);
  const ids = (policies: readonly NormalPolicy[] | undefined) =>
    policies && [...new Set(policies.flatMap(each => each.statements.map(({ id }) => id)))].sort().join('\n');
  return kinds.every(kind => {
    const [one, other] = [policiesOf(a, kind), policiesOf(b, kind)];
    if (ids(one) === ids(other)) return true;
    return one !== undefined && other !== undefined && groupedName(one) === groupedName(other);
  });
}

interface Question {
  granting: Policies;
  refusing: Policies;
  place: Place;
  isWider: boolean;
  budget: Budget;
  resource: string | undefined;
}

type Stated = { statement: NormalStatement; by: DecidedBy };

const kinds = ['identity', 'boundary', 'session', 'trust'] as const;

/** What one side grants one caller and the other does not. */
class Search {
  readonly found: Difference[] = [];
  readonly undecided: Undecided[] = [];
  private readonly world: World;
  private readonly known = new Map<string, Stated[]>();
  /** What it costs to evaluate a request on both sides. */
  private readonly evaluation: number;

  constructor(private readonly question: Question) {
    const { fixed, arnShape } = question.place.cell;
    const valuesOf = (key: string) => (Object.hasOwn(fixed, key) ? fixed[key] : undefined);
    this.world = {
      budget: question.budget,
      factsOf: (key): KeyFacts => {
        const values = valuesOf(key);
        if (values) return { valuesOf, isNeeded: true, shape: values.map(value => exactly(value)) };
        if (key === 'aws:principalarn' && arnShape) return { valuesOf, isNeeded: true, shape: arnShape };
        return { valuesOf };
      },
    };
    this.evaluation = evaluationCost(question.granting) + evaluationCost(question.refusing);
  }

  /** Ends when the steps do: the asker says then that everything is undecided. */
  run(): void {
    const { granting, budget } = this.question;
    try {
      const kind = granting.trust ? 'trust' : 'identity';
      for (const grant of this.statements(granting, kind, 'Allow')) {
        if (budget.left < 0) return;
        if (!this.isSameThere(grant, kind)) this.ofGrant(grant);
      }
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
    }
  }

  /** The other side has the very statement, and nothing there takes anything of it away that is not taken away here. */
  private isSameThere({ statement }: Stated, kind: PolicyKind): boolean {
    const { granting, refusing } = this.question;
    const isThere = this.statements(refusing, kind, 'Allow').some(each => each.statement.id === statement.id);
    const areLimitsSame = (['boundary', 'session'] as const).every(each => granting[each] === refusing[each]);
    return isThere && areLimitsSame && this.newDenies().length === 0;
  }

  /** The Denies of the refusing side that the granting one does not have. */
  private newDenies(): Stated[] {
    const own = new Set(this.denies(this.question.granting).map(each => each.statement.id));
    return this.denies(this.question.refusing).filter(each => !own.has(each.statement.id));
  }

  private ofGrant(grant: Stated): void {
    const { granting, refusing, place } = this.question;
    const found: Difference[] = [];
    let reason: Undecided['reason'] | undefined;
    try {
      for (const region of this.granted(grant, granting, place)) {
        for (const left of this.refused(region, refusing)) {
          const { actions, worst } = knownActions(left.actions, this.world.budget);
          let difference: Difference | undefined;
          const wanted = { world: this.world, cell: place.cell, worst, resource: this.question.resource };
          const request = requestIn(left, wanted, each => {
            difference = this.difference(grant, each, actions);
            return difference !== undefined;
          });
          if (difference) found.push(difference);
          else if ('reason' in request) reason ??= request.reason;
        }
      }
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      reason = 'too_complex';
    }
    if (found.length > 0) this.found.push(merged(found));
    if (reason) this.undecided.push({ by: grant.by, reason });
  }

  /** What the grant really grants on its own side: inside its boundary and session policies, less what is denied. */
  private granted(grant: Stated, side: Policies, place: Place): Region[] {
    const whole = regionOf(grant.statement, this.world);
    let regions = whole ? [whole] : [];
    for (const only of place.only ?? []) regions = regions.flatMap(each => within(each, only, this.world) ?? []);
    for (const kind of ['boundary', 'session'] as const) {
      if (!side[kind]) continue;
      const limits = this.statements(side, kind, 'Allow');
      regions = regions.flatMap(region =>
        limits.flatMap(({ statement }) => within(region, statement, this.world) ?? []),
      );
    }
    for (const { statement } of this.denies(side))
      regions = regions.flatMap(each => without(each, statement, this.world));
    return regions;
  }

  /** The parts of a region that the other side refuses: not allowed by one of its kinds of policy, or denied. */
  private refused(region: Region, side: Policies): Region[] {
    const parts: Region[] = [];
    for (const kind of kinds) {
      if (!side[kind]) continue;
      let rest = [region];
      for (const { statement } of this.statements(side, kind, 'Allow')) {
        rest = rest.flatMap(each => without(each, statement, this.world));
        if (rest.length === 0) break;
      }
      parts.push(...rest);
    }
    for (const { statement } of this.newDenies()) {
      const part = within(region, statement, this.world);
      if (part) parts.push(part);
    }
    return parts;
  }

  private denies(side: Policies): Stated[] {
    return kinds.flatMap(kind => this.statements(side, kind, 'Deny'));
  }

  /** The statements of one effect that speak of this caller. */
  private statements(side: Policies, kind: PolicyKind, effect: 'Allow' | 'Deny'): Stated[] {
    const name = `${side === this.question.granting} ${kind} ${effect}`;
    let found = this.known.get(name);
    if (!found) {
      found = this.statementsOf(side, kind, effect);
      this.known.set(name, found);
    }
    return found;
  }

  private statementsOf(side: Policies, kind: PolicyKind, effect: 'Allow' | 'Deny'): Stated[] {
    const { caller, isAnyAccount } = this.question.place.cell;
    for (const { policy } of side[kind] ?? [])
      for (const { principals } of policy.statements)
        spend(this.question.budget, 0.2 + (principals?.items.length ?? 0) / 8);
    return (side[kind] ?? []).flatMap(({ name, policy }) =>
      policy.statements
        .filter(each => each.effect === effect)
        .filter(each => !each.principals || namesCaller(each.principals, caller) !== each.principals.isNot)
        .map(statement => ({
          statement: isAnyAccount ? withAccountInArn(statement) : statement,
          by: decidedBy(kind, name, statement),
        })),
    );
  }

  /** Undefined when the two evaluations do not bear it out. */
  private difference(grant: Stated, request: Request, actions: readonly string[]): Difference | undefined {
    const { granting, refusing, isWider, budget } = this.question;
    spend(budget, this.evaluation * (1 + lengthOf(request) / 200));
    if (!evaluate(granting, request).isAllowed) return undefined;
    // Refused also if every word not understood were to let in.
    if (evaluate(refusing, request, 'admits').isAllowed) return undefined;
    const refusal = evaluate(refusing, request);
    if (refusal.isAllowed) return undefined;
    const [spec, live] = isWider ? (['refused', 'allowed'] as const) : (['allowed', 'refused'] as const);
    return { witness: { request, spec, live }, by: grant.by, ...(refusal.by && { deniedBy: refusal.by }), actions };
  }
}

const costs = new WeakMap<Policies, number>();

/** In steps, of a request of ordinary length. */
function evaluationCost(side: Policies): number {
  const before = costs.get(side);
  if (before !== undefined) return before;
  const patterns = kinds
    .flatMap(kind => side[kind] ?? [])
    .flatMap(({ policy }) => policy.statements)
    .flatMap(({ actions, resources, conditions }) => [
      ...actions.items,
      ...(resources?.items ?? []),
      ...conditions.flatMap(each => ('test' in each ? each.test.wanted : [])),
    ]);
  const cost = patterns.reduce((sum, each) => sum + 0.1 + each.source.length / 200, 0);
  costs.set(side, cost);
  return cost;
}

function lengthOf({ action, resource, context }: Request): number {
  const values = Object.values(context).flat();
  return Math.max(action.length, resource.length, ...values.map(each => each.length));
}

/** One difference a statement: the first witness, and everything known that it grants. */
function merged(differences: readonly Difference[]): Difference {
  const lists = new Set(differences.map(each => each.actions));
  return { ...differences[0]!, actions: byDanger([...new Set([...lists].flat())]) };
}
