// The known actions among the words of a region, the most dangerous first.
import { actionsMatching, byDanger } from './actions.js';
import { isOneOf, type Words } from './regions.js';

export function knownActions(words: readonly Words[]): string[] {
  const found = new Set<string>();
  for (const each of words) {
    const narrowest = each.all.find(pattern => pattern.literal !== undefined) ?? each.all.at(-1)!;
    for (const action of actionsMatching(narrowest.source)) if (isOneOf(each, action)) found.add(action);
  }
  return byDanger([...found]);
}
