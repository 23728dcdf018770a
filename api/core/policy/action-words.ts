// The known actions among the words of a region, and the most dangerous of them.
import { actionsCovered, isOfOneService, worstOf } from './actions.js';
import { type Budget, matchesWithin, spend } from './language.js';
import type { Words } from './regions.js';

export interface KnownActions {
  actions: readonly string[];
  worst?: string | undefined;
}

export function knownActions(words: readonly Words[], budget: Budget): KnownActions {
  const lists = words.map(each => actionsIn(each, budget));
  const actions = lists.length === 1 ? lists[0]! : [...new Set(lists.flat())];
  spend(budget, actions.length / 8);
  return { actions, worst: worstOf(actions) };
}

function actionsIn({ all, none }: Words, budget: Budget): readonly string[] {
  const narrowest = all.find(pattern => pattern.literal !== undefined) ?? all.at(-1)!;
  // The whole catalogue is looked through when the pattern does not name its service.
  spend(budget, isOfOneService(narrowest.source) ? 20 : 2000);
  const found = actionsCovered(narrowest.source);
  const others = all.filter(each => each !== narrowest);
  if (others.length + none.length === 0) return found;
  return found.filter(
    action =>
      others.every(each => matchesWithin(each, action, budget)) &&
      !none.some(each => matchesWithin(each, action, budget)),
  );
}
