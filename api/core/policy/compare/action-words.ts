// The known actions in a region, and the most dangerous of them. An action that AWS's reference does not have counts if
// a policy names it. If it only matches a pattern that is meant for real actions, it is unknown.
import { actionsCovered, isOfOneService, worstOf } from '../catalogue/actions.js';
import { type Budget, matchesWithin, spend } from '../document/language.js';
import type { Words } from './regions.js';

export interface KnownActions {
  actions: readonly string[];
  worst?: string | undefined;
  /** No action of AWS's reference is among them: the policies only name them by patterns for others. */
  isUnknown: boolean;
}

interface Found {
  actions: readonly string[];
  /** How the actions are known: from AWS's reference, because a policy names them, or from neither. */
  from: 'reference' | 'policy' | 'neither';
}

export function knownActions(words: readonly Words[], budget: Budget): KnownActions {
  const lists = words.map(each => {
    const before = recent.get(each);
    if (before) return before;
    const found = actionsIn(each, budget);
    recent.set(each, found);
    return found;
  });
  const isUnknown = lists.every(each => each.from === 'neither');
  const best = lists.filter(each => isUnknown || each.from !== 'neither').map(each => each.actions);
  const actions = best.length === 1 ? best[0]! : [...new Set(best.flat())];
  spend(budget, actions.length / 8);
  return { actions, worst: worstOf(actions), isUnknown };
}

/** The pieces of a region often have the same actions. */
const recent = new WeakMap<Words, Found>();

function actionsIn({ all, none }: Words, budget: Budget): Found {
  const narrowest = all.find(pattern => pattern.literal !== undefined) ?? all.at(-1)!;
  // Without a service name the whole catalogue is searched.
  spend(budget, isOfOneService(narrowest.source) ? 20 : 2000);
  const found = actionsCovered(narrowest.source);
  const others = all.filter(each => each !== narrowest);
  const isWanted = (action: string) =>
    others.every(each => matchesWithin(each, action, budget)) &&
    !none.some(each => matchesWithin(each, action, budget));
  const wanted = others.length + none.length === 0 ? found : found.filter(isWanted);
  if (wanted.length > 0) return { actions: wanted, from: 'reference' };
  const unknown = narrowest.source.replace(/[*?]/g, 'x');
  return {
    actions: unknown.includes(':') && isWanted(unknown) ? [unknown] : [],
    from: found.length > 0 ? 'neither' : 'policy',
  };
}
