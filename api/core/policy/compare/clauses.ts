// Finds requests that meet some requirements and that none of some statements applies to. Each such statement is a
// clause: at least one of its parts must not hold. The search is the one of SAT solvers: a part that cannot fail is
// skipped, the last part left is chosen at once, and a dead end returns to the choice that caused it.
import { spend } from '../document/language.js';
import { anyResource, type Words } from './regions.js';
import type { Literal } from './solve.js';
import type { Part, State, Theory } from './theory.js';

export interface Wanted {
  /** What must hold. */
  holding: readonly Part[];
  /** Of each of these, one part must not hold. */
  clauses: readonly (readonly Part[])[];
}

/** Requests that meet everything. */
export interface Leaf {
  states: ReadonlyMap<string, State>;
  resources: readonly Words[];
  literals: readonly Literal[];
}

interface Choices {
  states: Map<string, State>;
  /** For each subject, the choices that its state depends on: a bit for each depth. */
  causes: Map<string, number>;
  open: readonly (readonly Part[])[];
}

const found = -1;
/** Deeper choices share one bit, which is never removed. */
const deepest = 30;

export class ClauseSearch {
  /** How many results `accept` may refuse before the search ends as if there were no more. */
  private refusals: number;
  /** Whether the search was given up. */
  isCut = false;

  constructor(
    private readonly theory: Theory,
    private readonly accept: (leaf: Leaf) => boolean,
    refusalsAtMost: number,
  ) {
    this.refusals = refusalsAtMost;
  }

  /** Whether `accept` took a result. */
  run({ holding, clauses }: Wanted): boolean {
    const states = new Map<string, State>();
    for (const part of holding) {
      const state = this.theory.and(states.get(part.about), part, true);
      if (!state) return false;
      states.set(part.about, state);
    }
    return this.choose({ states, causes: new Map(), open: clauses }, 0) === found;
  }

  /** `found`, or the choices that the failure depends on. */
  private choose(choices: Choices, depth: number): number {
    const conflict = this.propagate(choices);
    if (conflict !== undefined) return conflict;
    const clause = this.shortest(choices);
    if (!clause) return this.take(choices);
    const bit = 2 ** Math.min(depth, deepest);
    let causes = causesOf(clause, choices);
    for (const part of clause) {
      const state = this.with(choices, part);
      if (!state) continue;
      const states = new Map(choices.states).set(part.about, state);
      const own = new Map(choices.causes).set(part.about, (choices.causes.get(part.about) ?? 0) | bit);
      const result = this.choose({ states, causes: own, open: choices.open }, depth + 1);
      if (result === found || (result & bit) === 0) return result;
      causes |= depth < deepest ? result & ~bit : result;
    }
    return causes;
  }

  private take({ states }: Choices): number {
    if (this.accept(leafOf(states))) return found;
    this.refusals -= 1;
    if (this.refusals > 0) return 2 ** (deepest + 1) - 1;
    this.isCut = true;
    // A failure that depends on no choice ends the search.
    return 0;
  }

  /** Chooses what has no alternative, until nothing changes. The causes if a clause has no part left. */
  private propagate(choices: Choices): number | undefined {
    for (;;) {
      const open: (readonly Part[])[] = [];
      let hasChanged = false;
      for (const clause of choices.open) {
        const left = this.partsLeft(clause, choices);
        if (left === 'met') continue;
        if (left === 0) return causesOf(clause, choices);
        if (left === 'many') {
          open.push(clause);
          continue;
        }
        const { about } = left;
        choices.states.set(about, this.with(choices, left)!);
        const others = clause.filter(each => each !== left);
        choices.causes.set(about, (choices.causes.get(about) ?? 0) | causesOf(others, choices));
        hasChanged = true;
      }
      choices.open = open;
      if (!hasChanged) return undefined;
    }
  }

  /** The only part that may fail to hold; 0 if there is none. */
  private partsLeft(clause: readonly Part[], choices: Choices): 'met' | 'many' | 0 | Part {
    let left: 0 | Part | 'many' = 0;
    for (const part of clause) {
      spend(this.theory.world.budget, 0.1);
      const before = choices.states.get(part.about);
      const state = this.with(choices, part);
      if (!state) continue;
      if (state === before || this.theory.isRefuted(before, part)) return 'met';
      left = left === 0 ? part : 'many';
    }
    return left;
  }

  private shortest(choices: Choices): readonly Part[] | undefined {
    let best: readonly Part[] | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const clause of choices.open) {
      const size = clause.filter(part => this.with(choices, part)).length;
      if (size < least) [best, least] = [clause, size];
    }
    return best;
  }

  /** The state in which the part does not hold. */
  private with({ states }: Choices, part: Part): State | undefined {
    return this.theory.and(states.get(part.about), part, false);
  }
}

function causesOf(parts: readonly Part[], { causes }: Choices): number {
  let sum = 0;
  for (const { about } of parts) sum |= causes.get(about) ?? 0;
  return sum;
}

function leafOf(states: ReadonlyMap<string, State>): Leaf {
  return {
    states,
    resources: states.get('')?.words ?? anyResource,
    literals: [...states.values()].flatMap(each => each.literals),
  };
}
