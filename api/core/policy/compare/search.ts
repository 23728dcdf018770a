// One direction of a comparison for one caller: what one side grants and the other refuses, statement by statement.
// Each difference is confirmed by evaluating its witness on both sides.
import { accessLevelOf, byDanger, worstOf } from '../catalogue/actions.js';
import type { NormalStatement } from '../document/document.js';
import { type Budget, BudgetSpent, spend } from '../document/language.js';
import { namesCaller } from '../document/principals.js';
import { type DecidedBy, decidedBy, evaluate, type Policies, type PolicyKind, type Request } from '../evaluate.js';
import { type KnownActions, knownActions } from './action-words.js';
import { type Cell, withAccountInArn } from './cells.js';
import type { Difference, Undecided } from './comparison.js';
import { type Region, regionOf, type World, within, without } from './regions.js';
import { exactly } from './solve.js';
import { requestIn } from './witness.js';

export interface Place {
  cell: Cell;
  /** Limits the search to requests that each of these statements applies to. */
  only?: readonly NormalStatement[];
  /** Keys that every one of these requests has. */
  present?: readonly string[];
  /** Only actions of AWS's reference make a difference here. */
  isMadeUp?: true;
}

export interface Question {
  granting: Policies;
  refusing: Policies;
  place: Place;
  isWider: boolean;
  budget: Budget;
  resource: string | undefined;
}

type Stated = { statement: NormalStatement; by: DecidedBy };

export const kinds = ['identity', 'boundary', 'session', 'trust'] as const;

function factsOf({ cell, present = [] }: Place): World['factsOf'] {
  const valuesOf = (key: string) => (Object.hasOwn(cell.fixed, key) ? cell.fixed[key] : undefined);
  return key => {
    const values = valuesOf(key);
    if (values?.length === 0) return { valuesOf, isMissing: true };
    if (values) return { valuesOf, isNeeded: true, shape: values.map(value => exactly(value)) };
    const shape = Object.hasOwn(cell.forms, key) ? cell.forms[key] : undefined;
    if (shape) return { valuesOf, isNeeded: true, shape };
    return { valuesOf, isNeeded: present.includes(key) };
  };
}

/** Searches for what one side grants a caller and the other side refuses. */
export class Search {
  readonly found: Difference[] = [];
  readonly undecided: Undecided[] = [];
  /** Differences only in actions that AWS's reference does not have. */
  readonly unknown: Difference[] = [];
  private readonly world: World;
  private readonly known = new Map<string, Stated[]>();
  /** The actions of the present grant for which a difference is found. */
  private readonly settled = new Set<string>();
  /** The cost of evaluating a request on both sides, in steps. */
  private readonly evaluation: number;

  constructor(private readonly question: Question) {
    this.world = { budget: question.budget, factsOf: factsOf(question.place) };
    this.evaluation = evaluationCost(question.granting) + evaluationCost(question.refusing);
  }

  /** Stops when the budget is spent; the caller of `run` then reports everything as undecided. */
  run(): void {
    const { granting, budget } = this.question;
    try {
      const kind = granting.trust ? 'trust' : 'identity';
      for (const grant of this.statements(granting, kind, 'Allow')) {
        if (budget.left < 0) return;
        if (!this.isMatched(grant, kind)) this.ofGrant(grant);
      }
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
    }
  }

  /** Whether the other side has the same statement, and denies nothing of it that this side does not deny too. */
  private isMatched({ statement }: Stated, kind: PolicyKind): boolean {
    const { granting, refusing } = this.question;
    const hasStatement = this.statements(refusing, kind, 'Allow').some(each => each.statement.id === statement.id);
    const areLimitsSame = (['boundary', 'session'] as const).every(each => granting[each] === refusing[each]);
    return hasStatement && areLimitsSame && this.newDenies().length === 0;
  }

  /** The Deny statements that only the refusing side has. */
  private newDenies(): Stated[] {
    const own = new Set(this.denies(this.question.granting).map(each => each.statement.id));
    return this.denies(this.question.refusing).filter(each => !own.has(each.statement.id));
  }

  private ofGrant(grant: Stated): void {
    this.settled.clear();
    const found: Difference[] = [];
    const unknown: Difference[] = [];
    const open: { actions: readonly string[]; reason: Undecided['reason'] }[] = [];
    try {
      for (const left of this.left(grant)) {
        const known = knownActions(left.actions, this.world.budget);
        if (this.isSettled(known)) continue;
        const { difference, reason } = this.witnessOf(left, grant, known);
        if (reason) open.push({ actions: known.actions, reason });
        if (!difference) continue;
        for (const each of known.actions) this.settled.add(each);
        (this.isReal(known) ? found : unknown).push(difference);
      }
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      open.push({ actions: [], reason: 'too_complex' });
    }
    if (found.length > 0) this.found.push(merged(found));
    if (unknown.length > 0) this.unknown.push(merged(unknown));
    // Another piece may have shown what this one left open.
    const still = open.find(({ actions }) => !this.isSettled({ actions }));
    if (still) this.undecided.push({ by: grant.by, reason: still.reason });
  }

  /** Whether a difference for each of these actions is found already: more pieces would show nothing new. */
  private isSettled({ actions }: Pick<KnownActions, 'actions'>): boolean {
    return this.settled.size > 0 && actions.length > 0 && actions.every(each => this.settled.has(each));
  }

  private isReal({ worst, isUnknown }: KnownActions): boolean {
    if (isUnknown) return false;
    return worst === undefined || !this.question.place.isMadeUp || accessLevelOf(worst) !== undefined;
  }

  private witnessOf(left: Region, grant: Stated, { actions, worst }: KnownActions) {
    let difference: Difference | undefined;
    const { place, resource } = this.question;
    const request = requestIn(left, { world: this.world, cell: place.cell, worst, resource }, each => {
      difference = this.difference(grant, each, actions);
      return difference !== undefined;
    });
    return { difference, reason: 'reason' in request ? request.reason : undefined };
  }

  /**
   * What the grant really allows on its own side and the other side refuses, piece by piece. What the other side allows
   * is cut out first, because it usually leaves little; then what the own side denies.
   */
  private *left(grant: Stated): Generator<Region> {
    const denies = this.denies(this.question.granting);
    for (const part of this.refused(grant)) yield* this.outside(part, denies, 0);
  }

  /** The parts that the other side refuses: denied, or not allowed by one of its kinds of policy. */
  private *refused(grant: Stated): Generator<Region> {
    const { granting, refusing } = this.question;
    const regions = this.limited(grant);
    for (const kind of kinds) {
      if (!refusing[kind] || refusing[kind] === granting[kind]) continue;
      const allows = this.statements(refusing, kind, 'Allow');
      if (allows.some(each => each.statement.id === grant.statement.id)) continue;
      for (const region of regions) yield* this.outside(region, allows, 0);
    }
    for (const { statement } of this.newDenies()) {
      for (const region of regions) {
        const part = within(region, statement, this.world);
        if (part) yield part;
      }
    }
  }

  /** The grant within its place, and within the boundary and session policies of its own side. */
  private limited(grant: Stated): Region[] {
    const { granting, place } = this.question;
    const whole = regionOf(grant.statement, this.world);
    let regions = whole ? [whole] : [];
    for (const only of place.only ?? []) regions = regions.flatMap(each => within(each, only, this.world) ?? []);
    for (const kind of ['boundary', 'session'] as const) {
      if (!granting[kind]) continue;
      const limits = this.statements(granting, kind, 'Allow');
      regions = regions.flatMap(region =>
        limits.flatMap(({ statement }) => within(region, statement, this.world) ?? []),
      );
    }
    return regions;
  }

  /** The pieces of a region that no statement from this one on applies to; one at a time, so that a witness is soon. */
  private *outside(region: Region, statements: readonly Stated[], from: number): Generator<Region> {
    const next = statements[from];
    if (!next) {
      yield region;
      return;
    }
    for (const piece of without(region, next.statement, this.world)) {
      if (this.settled.size > 0 && this.isSettled(knownActions(piece.actions, this.world.budget))) continue;
      yield* this.outside(piece, statements, from + 1);
    }
  }

  private denies(side: Policies): Stated[] {
    return kinds.flatMap(kind => this.statements(side, kind, 'Deny'));
  }

  /** The statements of one effect that apply to this caller. */
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
        // The fewer conditions, the fewer pieces remain when a statement is cut out.
        .sort((a, b) => a.conditions.length - b.conditions.length)
        .map(statement => ({
          statement: isAnyAccount ? withAccountInArn(statement) : statement,
          by: decidedBy(kind, name, statement),
        })),
    );
  }

  /** Undefined when the two evaluations do not confirm it. */
  private difference(grant: Stated, request: Request, actions: readonly string[]): Difference | undefined {
    const { granting, refusing, isWider, budget } = this.question;
    spend(budget, this.evaluation * (1 + lengthOf(request) / 200));
    if (!evaluate(granting, request).isAllowed) return undefined;
    // It must be refused even if every unknown operator allowed it.
    if (evaluate(refusing, request, 'admits').isAllowed) return undefined;
    const refusal = evaluate(refusing, request);
    if (refusal.isAllowed) return undefined;
    const [spec, live] = isWider ? (['refused', 'allowed'] as const) : (['allowed', 'refused'] as const);
    return { witness: { request, spec, live }, by: grant.by, ...(refusal.by && { deniedBy: refusal.by }), actions };
  }
}

const costs = new WeakMap<Policies, number>();

/** In steps, for a request of ordinary length. */
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

/** One difference for each statement: the worst witness, and all known actions that it grants, most dangerous first. */
function merged(differences: readonly Difference[]): Difference {
  const worst = worstOf([...new Set(differences.map(each => each.witness.request.action))]);
  const first = differences.find(each => each.witness.request.action === worst) ?? differences[0]!;
  const lists = new Set(differences.map(each => each.actions));
  return { ...first, actions: byDanger([...new Set([...lists].flat())]) };
}
