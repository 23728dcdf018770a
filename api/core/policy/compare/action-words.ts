// The known actions in a region, and the most dangerous of them. If a region has no known action, one made-up action is
// reported: its effect is unknown, which counts as dangerous.
import { actionsCovered, isOfOneService, worstOf } from '../catalogue/actions.js';
import { type Budget, matchesWithin, spend } from '../document/language.js';
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
  // Without a service name the whole catalogue is searched.
  spend(budget, isOfOneService(narrowest.source) ? 20 : 2000);
  const found = actionsCovered(narrowest.source);
  const others = all.filter(each => each !== narrowest);
  const isWanted = (action: string) =>
    others.every(each => matchesWithin(each, action, budget)) &&
    !none.some(each => matchesWithin(each, action, budget));
  const wanted = others.length + none.length === 0 ? found : found.filter(isWanted);
  if (wanted.length > 0) return wanted;
  const unknown = narrowest.source.replace(/[*?]/g, 'x');
  return unknown.includes(':') && isWanted(unknown) ? [unknown] : [];
}
