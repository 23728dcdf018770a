// Confirms a difference by evaluating its request on both sides.
import { spend } from '../document/language.js';
import { type DecidedBy, evaluate, type Policies, type Request } from '../evaluate.js';
import type { Difference } from './comparison.js';
import { kinds, type Question } from './question.js';

export class Judge {
  /** The cost of evaluating a request on both sides, in steps. */
  private readonly evaluation: number;

  constructor(private readonly question: Question) {
    this.evaluation = evaluationCost(question.granting) + evaluationCost(question.refusing);
  }

  /** Undefined when the two evaluations do not confirm it. */
  difference(by: DecidedBy, request: Request, actions: readonly string[]): Difference | undefined {
    const { granting, refusing, isWider } = this.question;
    this.spend(request);
    if (!evaluate(granting, request).isAllowed) return undefined;
    // It must be refused even if every unknown operator allowed it.
    if (evaluate(refusing, request, 'admits').isAllowed) return undefined;
    const refusal = evaluate(refusing, request);
    if (refusal.isAllowed) return undefined;
    const [spec, live] = isWider ? (['refused', 'allowed'] as const) : (['allowed', 'refused'] as const);
    return { witness: { request, spec, live }, by, ...(refusal.by && { deniedBy: refusal.by }), actions };
  }

  /** Whether the request is a difference in one reading of what AWS does not document. */
  mayDiffer(request: Request): boolean {
    const { granting, refusing } = this.question;
    this.spend(request);
    return evaluate(granting, request, 'admits').isAllowed && !evaluate(refusing, request, 'refuses').isAllowed;
  }

  private spend(request: Request): void {
    spend(this.question.budget, this.evaluation * (1 + lengthOf(request) / 200));
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
