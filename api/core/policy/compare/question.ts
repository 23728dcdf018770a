// What one side of a comparison grants and the other refuses, in one place: the question, and the statements that
// apply there.
import type { NormalStatement } from '../document/document.js';
import { type Budget, spend } from '../document/language.js';
import { namesCaller } from '../document/principals.js';
import { type DecidedBy, decidedBy, type Policies, type PolicyKind } from '../evaluate.js';
import { type Cell, withAccountInArn } from './cells.js';
import type { World } from './regions.js';
import { exactly } from './solve.js';

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

export interface Stated {
  statement: NormalStatement;
  by: DecidedBy;
}

export const kinds = ['identity', 'boundary', 'session', 'trust'] as const;

export function factsOf({ cell, present = [] }: Place): World['factsOf'] {
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

/** The statements of both sides that apply to the caller. */
export class Sides {
  private readonly known = new Map<string, Stated[]>();
  private onlyRefusing: Stated[] | undefined;

  constructor(private readonly question: Question) {}

  /** The Deny statements that only the refusing side has. */
  newDenies(): Stated[] {
    if (!this.onlyRefusing) {
      const own = new Set(this.denies(this.question.granting).map(each => each.statement.id));
      this.onlyRefusing = this.denies(this.question.refusing).filter(each => !own.has(each.statement.id));
    }
    return this.onlyRefusing;
  }

  denies(side: Policies): Stated[] {
    return kinds.flatMap(kind => this.statements(side, kind, 'Deny'));
  }

  /** The statements of one effect that apply to this caller. */
  statements(side: Policies, kind: PolicyKind, effect: 'Allow' | 'Deny'): Stated[] {
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
}
