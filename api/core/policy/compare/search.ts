// One direction of a comparison for one caller: what one side grants and the other refuses, statement by statement and
// for each class of actions. Each difference is confirmed by evaluating its witness on both sides.
import { accessLevelOf, allByDanger, worstOf } from '../catalogue/actions.js';
import type { NormalStatement } from '../document/document.js';
import { mayMeet } from '../document/heads.js';
import { BudgetSpent, spend } from '../document/language.js';
import type { Pattern } from '../document/wildcard.js';
import type { PolicyKind, Request } from '../evaluate.js';
import { type Atom, type Atoms, atomsOf, isIn } from './action-atoms.js';
import { type KnownActions, knownActions } from './action-words.js';
import type { Leaf, Wanted } from './clauses.js';
import type { Difference, Undecided } from './comparison.js';
import { Decider } from './decider.js';
import { Judge } from './judge.js';
import { factsOf, kinds, type Question, Sides, type Stated } from './question.js';
import type { Words, World } from './regions.js';
import { type Part, partsOf, type Theory } from './theory.js';
import { type NoRequest, requestIn } from './witness.js';

/** Actions that the same statements apply to. */
interface ActionClass {
  atom: Atom;
  words: Words[];
  known: KnownActions;
  isDone: boolean;
}

/** A difference of some classes, and lists of their known actions. */
interface Found {
  difference: Difference;
  lists: (readonly string[])[];
}

/** One way in which the other side refuses: what applies to its requests, and what does not. */
interface Way {
  applying: readonly NormalStatement[];
  others: readonly NormalStatement[];
}

/** Searches for what one side grants a caller and the other side refuses. */
export class Search {
  readonly found: Difference[] = [];
  readonly undecided: Undecided[] = [];
  /** Differences only in actions that AWS's reference does not have. */
  readonly unknown: Difference[] = [];
  private readonly world: World;
  private readonly decider: Decider;
  private readonly judge: Judge;
  private readonly sides: Sides;

  constructor(private readonly question: Question) {
    this.world = { budget: question.budget, factsOf: factsOf(question.place) };
    this.decider = new Decider(this.world);
    this.judge = new Judge(question);
    this.sides = new Sides(question);
  }

  /** Stops when the budget is spent; the caller of `run` then reports everything as undecided. */
  run(): void {
    const { granting, budget } = this.question;
    try {
      const kind = granting.trust ? 'trust' : 'identity';
      const grants = this.sides.statements(granting, kind, 'Allow').filter(each => !this.isMatched(each, kind));
      const { atoms, isComplete } = grants.length > 0 ? this.atoms(grants) : { atoms: [], isComplete: true };
      for (const grant of grants) {
        if (budget.left < 0) return;
        this.ofGrant(grant, atoms);
        if (!isComplete) this.undecided.push({ by: grant.by, reason: 'too_complex' });
      }
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
    }
  }

  /** Whether the other side has the same statement, and denies nothing of it that this side does not deny too. */
  private isMatched({ statement }: Stated, kind: PolicyKind): boolean {
    const { granting, refusing } = this.question;
    const hasStatement = this.sides
      .statements(refusing, kind, 'Allow')
      .some(each => each.statement.id === statement.id);
    const areLimitsSame = (['boundary', 'session'] as const).every(each => granting[each] === refusing[each]);
    return hasStatement && areLimitsSame && this.sides.newDenies().length === 0;
  }

  /** The actions of some grants, split by every pattern that meets them. */
  private atoms(grants: readonly Stated[]): Atoms {
    const { granting, refusing, place } = this.question;
    const granted = grants.map(each => each.statement.actions);
    const mayMatter = (pattern: Pattern) =>
      granted.some(({ isNot, items }) => isNot || items.some(each => mayMeet(each, pattern)));
    const patterns = [granting, refusing].flatMap(side =>
      kinds.flatMap(kind =>
        (['Allow', 'Deny'] as const).flatMap(effect =>
          this.sides
            .statements(side, kind, effect)
            .flatMap(({ statement }) => statement.actions.items.filter(mayMatter)),
        ),
      ),
    );
    const only = place.only ?? [];
    const [first] = only.flatMap(({ actions }) => (!actions.isNot && actions.items.length === 1 ? actions.items : []));
    const more = only.flatMap(({ actions }) => actions.items);
    const { atoms, isComplete } = atomsOf([...patterns, ...more], first, this.world);
    return { atoms: atoms.filter(atom => only.every(each => isIn(atom, each.actions))), isComplete };
  }

  private ofGrant(grant: Stated, atoms: readonly Atom[]): void {
    const [found, unknown]: [Found[], Found[]] = [[], []];
    const open: { own?: ActionClass; reason: Undecided['reason'] }[] = [];
    try {
      const ways = this.ways(grant);
      const classes = this.classes(grant, atoms, ways);
      for (const own of classes) {
        for (const way of ways) {
          if (own.isDone) break;
          const outcome = this.ofClass(grant, way, own, classes);
          if (typeof outcome === 'string') open.push({ own, reason: outcome });
          else if (outcome) (this.isReal(outcome) ? found : unknown).push(outcome);
        }
      }
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      open.push({ reason: 'too_complex' });
    }
    if (found.length > 0) this.found.push(merged(found));
    if (unknown.length > 0) this.unknown.push(merged(unknown));
    // Another way may have shown what one left open.
    const still = open.find(({ own }) => !own?.isDone);
    if (still) this.undecided.push({ by: grant.by, reason: still.reason });
  }

  /**
   * A difference, or why it is undecided. A difference is also one of each other class whose statements do not apply to
   * its requests.
   */
  private ofClass(
    { by }: Stated,
    way: Way,
    own: ActionClass,
    classes: readonly ActionClass[],
  ): (Found & { isUnknown: boolean }) | Undecided['reason'] | undefined {
    if (!isApplying(way, own)) return undefined;
    let found: (Found & { isUnknown: boolean }) | undefined;
    const { isUnknown } = own.known;
    const attempt = (leaf: Leaf, theory: Theory, group: readonly ActionClass[]): NoRequest | undefined => {
      let difference: Difference | undefined;
      const request = this.requestIn(leaf, theory, group, each => {
        difference = this.judge.difference(by, each, []);
        return difference !== undefined;
      });
      if ('reason' in request) return request;
      for (const each of group) each.isDone = true;
      found = { difference: difference!, lists: group.flatMap(each => each.known.lists), isUnknown };
      return undefined;
    };
    const outcome = this.decider.decide(wantedFor(way, own), {
      attempt: (leaf, theory) => {
        const others = classes.filter(each => each !== own && !each.isDone && each.known.isUnknown === isUnknown);
        const alike = others.filter(each => isMet(way, each, leaf, theory));
        const failed = attempt(leaf, theory, [own, ...alike]);
        return failed && alike.length > 0 ? attempt(leaf, theory, [own]) : failed;
      },
      mayDiffer: (leaf, theory) =>
        !('reason' in this.requestIn(leaf, theory, [own], request => this.judge.mayDiffer(request))),
    });
    return outcome === 'found' ? found : outcome;
  }

  /** One of the requests that were found, with the worst action of some classes. */
  private requestIn(
    { resources, literals }: Leaf,
    { world }: Theory,
    group: readonly ActionClass[],
    isWanted: (request: Request) => boolean,
  ): ReturnType<typeof requestIn> {
    const { place, resource } = this.question;
    const worst = worstOf(group.flatMap(each => each.known.worst ?? []));
    const region = { actions: group.flatMap(each => each.words), resources, literals };
    return requestIn(region, { world, cell: place.cell, worst, resource }, isWanted);
  }

  private isReal({ difference, lists, isUnknown }: Found & { isUnknown: boolean }): boolean {
    if (isUnknown) return false;
    if (lists.every(each => each.length === 0)) return true;
    return !this.question.place.isMadeUp || accessLevelOf(difference.witness.request.action) !== undefined;
  }

  /** The ways in which the other side may refuse the grant: it is denied, or one of its kinds of policy is silent. */
  private ways(grant: Stated): Way[] {
    const { granting, refusing } = this.question;
    const denies = this.sides.denies(granting).map(each => each.statement);
    const ways: Way[] = [];
    for (const limits of this.limits()) {
      const applying = [grant.statement, ...limits];
      for (const kind of kinds) {
        if (!refusing[kind] || refusing[kind] === granting[kind]) continue;
        const allows = this.sides.statements(refusing, kind, 'Allow').map(each => each.statement);
        if (allows.some(each => each.id === grant.statement.id)) continue;
        ways.push({ applying, others: [...allows, ...denies] });
      }
      for (const { statement } of this.sides.newDenies())
        ways.push({ applying: [...applying, statement], others: denies });
    }
    return ways;
  }

  /** One statement of each of the own side's boundary and session policies, in all combinations. */
  private limits(): NormalStatement[][] {
    const { granting } = this.question;
    let limits: NormalStatement[][] = [[]];
    for (const kind of ['boundary', 'session'] as const) {
      if (!granting[kind]) continue;
      const allows = this.sides.statements(granting, kind, 'Allow');
      limits = limits.flatMap(before => allows.map(({ statement }) => [...before, statement]));
    }
    return limits;
  }

  /** The grant's actions by the statements that apply to them. */
  private classes({ statement }: Stated, atoms: readonly Atom[], ways: readonly Way[]): ActionClass[] {
    const { budget } = this.world;
    const statements = new Set(ways.flatMap(({ applying, others }) => [...applying, ...others]));
    const lists = [...new Set([...statements].map(each => each.actions))];
    const found = new Map<string, Pick<ActionClass, 'atom' | 'words'>>();
    for (const atom of atoms) {
      if (!isIn(atom, statement.actions)) continue;
      spend(budget, lists.length / 16);
      let name = '';
      for (const each of lists) name += isIn(atom, each) ? '1' : '0';
      const before = found.get(name);
      if (before) before.words.push(atom.words);
      else found.set(name, { atom, words: [atom.words] });
    }
    return [...found.values()].map(each => ({ ...each, known: knownActions(each.words, budget), isDone: false }));
  }
}

function isApplying({ applying }: Way, { atom }: ActionClass): boolean {
  return applying.every(each => isIn(atom, each.actions));
}

function clausesFor({ others }: Way, { atom }: ActionClass): (readonly Part[])[] {
  const distinct = new Map(others.filter(each => isIn(atom, each.actions)).map(each => [each.id, each]));
  return [...distinct.values()].map(partsOf);
}

function wantedFor(way: Way, own: ActionClass): Wanted {
  return { holding: way.applying.flatMap(partsOf), clauses: clausesFor(way, own) };
}

/** Whether requests that were found for one class are also wanted for another one. */
function isMet(way: Way, other: ActionClass, { states }: Leaf, theory: Theory): boolean {
  const isRefuted = (part: Part) => theory.isRefuted(states.get(part.about), part);
  return isApplying(way, other) && clausesFor(way, other).every(each => each.some(isRefuted));
}

/** One difference for each statement: the worst witness, and all known actions that it grants, most dangerous first. */
function merged(found: readonly Found[]): Difference {
  const worst = worstOf([...new Set(found.map(each => each.difference.witness.request.action))]);
  const first = found.find(each => each.difference.witness.request.action === worst) ?? found[0]!;
  const lists = [...new Set(found.flatMap(each => each.lists))];
  return { ...first.difference, actions: allByDanger(lists) };
}
