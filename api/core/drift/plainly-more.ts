// The known actions that an added policy certainly allows beyond what was announced: for policies such as
// AdministratorAccess, which are too wide to compare with a long announced one. A lower bound; pure.
import { actionsCovered, byDanger } from '../policy/catalogue/actions.js';
import type { Difference } from '../policy/compare/comparison.js';
import type { NormalPolicy, NormalStatement } from '../policy/document/document.js';
import { evaluate, type NamedPolicy, type Request } from '../policy/evaluate.js';

/** Undefined when there is none. `request`: the role as the caller. */
export function plainlyMore(
  extra: NamedPolicy,
  announced: readonly NamedPolicy[],
  live: readonly NamedPolicy[],
  request: Pick<Request, 'caller' | 'context'>,
): Difference | undefined {
  const wide = allowing(extra.policy).filter(isOnEverything);
  // What is announced under any condition, and what anyone denies, does not count.
  const other = [...announced.flatMap(each => allowing(each.policy)), ...live.flatMap(each => denying(each.policy))];
  if (wide.length === 0 || [...wide, ...other].some(each => each.actions.isNot)) return undefined;
  const covered = new Set(other.flatMap(actionsIn));
  const actions = byDanger([...new Set(wide.flatMap(actionsIn))].filter(each => !covered.has(each)));
  const [action] = actions;
  if (action === undefined) return undefined;
  const asked: Request = { ...request, action, resource: '*' };
  const decision = evaluate({ identity: live }, asked);
  if (!decision.isAllowed || evaluate({ identity: announced }, asked).isAllowed) return undefined;
  return { witness: { request: asked, spec: 'refused', live: 'allowed' }, by: decision.by[0]!, actions };
}

const allowing = ({ statements }: NormalPolicy) => statements.filter(each => each.effect === 'Allow');
const denying = ({ statements }: NormalPolicy) => statements.filter(each => each.effect === 'Deny');

function isOnEverything({ resources, conditions }: NormalStatement): boolean {
  const isAll = resources && !resources.isNot && resources.items.some(each => each.source === '*');
  return isAll === true && conditions.length === 0;
}

function actionsIn({ actions }: NormalStatement): string[] {
  return actions.items.flatMap(each => actionsCovered(each.source));
}
