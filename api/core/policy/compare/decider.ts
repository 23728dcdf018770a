// Decides whether a request meets some requirements. Policy variables are the difficulty: each is either without a
// value or has any one. If that does not give a request, some values are tried, each with a search of its own.
import type { Pattern } from '../document/wildcard.js';
import { ClauseSearch, type Leaf, type Wanted } from './clauses.js';
import type { UndecidedReason } from './comparison.js';
import type { World } from './regions.js';
import { solveKey } from './solve.js';
import { type Assumptions, type Part, Theory } from './theory.js';
import { candidatesFor, type NoRequest, textLike, textsOf, variablesIn } from './witness.js';

/** What is done with the requests that meet all requirements. */
export interface Target {
  /** Undefined if one of them is a difference; otherwise why none is. */
  attempt(leaf: Leaf, theory: Theory): NoRequest | undefined;
  /** Whether one of them may be a difference, if AWS reads it so. */
  mayDiffer(leaf: Leaf, theory: Theory): boolean;
}

/** More variables than these are not split into absent and present. */
const splitAtMost = 3;
const valuesAtMost = 24;
const triesAtMost = 48;

/** How many of the requests that may depend on a variable are tried. */
const leavesAtMost = 4;

interface Failed {
  reason: UndecidedReason;
  /** Resources and values of the requests that were tried. */
  texts: readonly string[];
}

type Mode = Pick<Assumptions, 'values' | 'present'>;

export class Decider {
  private readonly theories = new Map<string, Theory>();

  constructor(private readonly world: World) {}

  /** `found`, or undefined if there is no such request, or why it is undecided. */
  decide(wanted: Wanted, target: Target): 'found' | UndecidedReason | undefined {
    const patterns = patternsIn(wanted);
    const variables = variablesIn(patterns).filter(key => !this.world.factsOf(key).valuesOf(key));
    const unsolved: { mode: Mode; failed: Failed }[] = [];
    for (const mode of this.modesOf(variables)) {
      const failed = this.inMode(wanted, mode, target);
      if (failed === 'found') return 'found';
      if (failed) unsolved.push({ mode, failed });
    }
    if (unsolved.length === 0) return undefined;
    const tries = unsolved.flatMap(({ mode, failed }) => this.triesFor(mode, failed, wanted));
    const isCertain = tries.some(values =>
      this.search(wanted, { values, reading: 'certain' }, (leaf, theory) => !target.attempt(leaf, theory)),
    );
    if (isCertain) return 'found';
    const isOpen = tries.some(values =>
      this.search(wanted, { values, reading: 'open' }, (leaf, theory) => target.mayDiffer(leaf, theory)),
    );
    if (isOpen) return 'unknown_operator';
    const left = unsolved.find(({ mode }) => !areAllTried(mode, wanted));
    return left?.failed.reason;
  }

  private inMode(wanted: Wanted, mode: Mode, target: Target): 'found' | Failed | undefined {
    let failed: Failed | undefined;
    const theory = this.theoryOf({ ...mode, reading: 'likely' });
    const attempt = (leaf: Leaf) => {
      const reason = target.attempt(leaf, theory)?.reason;
      if (!reason) return true;
      const region = { actions: [], resources: leaf.resources, literals: leaf.literals };
      failed = { reason, texts: [...(failed?.texts ?? []), ...textsOf(region, theory.world)] };
      return false;
    };
    const isFound = new ClauseSearch(theory, attempt, mode.present?.size === 0 ? 1 : leavesAtMost).run(wanted);
    return isFound ? 'found' : failed;
  }

  private search(wanted: Wanted, assumed: Assumptions, accept: (leaf: Leaf, theory: Theory) => boolean): boolean {
    const theory = this.theoryOf(assumed);
    return new ClauseSearch(theory, leaf => accept(leaf, theory), 8).run(wanted);
  }

  private theoryOf(assumed: Assumptions): Theory {
    const name = JSON.stringify([assumed.reading, [...assumed.values], [...(assumed.present ?? [])]]);
    let theory = this.theories.get(name);
    if (!theory) {
      theory = new Theory(this.world, assumed);
      this.theories.set(name, theory);
    }
    return theory;
  }

  /** Each variable's key absent or present, in all combinations that requests have. */
  private modesOf(variables: readonly string[]): Mode[] {
    if (variables.length > splitAtMost) return [{ values: new Map() }];
    let modes: Mode[] = [{ values: new Map(), present: new Set() }];
    for (const key of variables) {
      const facts = this.world.factsOf(key);
      const can = (more: object) => solveKey(key, [], { ...facts, ...more }, this.world.budget) !== 'none';
      const [mayBeAbsent, mayBePresent] = [can({ shape: [], isMissing: true }), can({ isNeeded: true })];
      modes = modes.flatMap(({ values, present }) => [
        ...(mayBeAbsent ? [{ values: new Map([...values, [key, []] as const]), present: present! }] : []),
        ...(mayBePresent ? [{ values, present: new Set([...present!, key]) }] : []),
      ]);
    }
    return modes;
  }

  /** Values for all variables that have none yet. */
  private triesFor({ values, present }: Mode, { texts }: Failed, wanted: Wanted) {
    const patterns = patternsIn(wanted);
    let tries = [values];
    for (const key of variablesIn(patterns)) {
      if (values.has(key) || this.world.factsOf(key).valuesOf(key)) continue;
      const own = partsIn(wanted).filter(each => each.about === key);
      const named = own.flatMap(patternsOf).map(each => textLike(each));
      const unknown = { key, patterns, texts, values: named, own: [], most: valuesAtMost };
      const candidates = candidatesFor(unknown, this.world).filter(each => each.length > 0 || !present);
      tries = tries.flatMap(before => candidates.map(each => new Map([...before, [key, each] as const])));
    }
    return tries.slice(0, triesAtMost);
  }
}

/** Whether the requirements leave so few values for each variable that all of them were tried. */
function areAllTried({ values, present }: Mode, wanted: Wanted): boolean {
  if (!present) return false;
  const open = [...present].filter(key => !values.has(key));
  const isNamed = ({ predicate }: Part) =>
    predicate?.asks === 'some' &&
    !predicate.orMissing &&
    predicate.test.family === 'text' &&
    !predicate.test.isNegated &&
    predicate.test.wanted.length <= valuesAtMost / 3 &&
    predicate.test.wanted.every(each => each.literal !== undefined && !each.ignoresCase);
  return open.length === 1 && wanted.holding.some(each => each.about === open[0] && isNamed(each));
}

function partsIn({ holding, clauses }: Wanted): Part[] {
  return [...holding, ...clauses.flat()];
}

function patternsIn(wanted: Wanted): Pattern[] {
  return partsIn(wanted).flatMap(patternsOf);
}

function patternsOf({ list, predicate }: Part): readonly Pattern[] {
  if (list) return list.items;
  return predicate && 'test' in predicate ? predicate.test.wanted : [];
}
