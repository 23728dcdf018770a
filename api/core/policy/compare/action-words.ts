// The known actions in a region, and the most dangerous of them. An action that AWS's reference does not have counts if
// a policy names it. If it only matches a pattern that is meant for real actions, it is unknown.
import { actionsCovered, isOfOneService, worstOf } from '../catalogue/actions.js';
import { type Budget, matchesWithin, spend } from '../document/language.js';
import { matches, type Pattern, patternOf } from '../document/wildcard.js';
import { isAnything, type Words } from './regions.js';

export interface KnownActions {
  /** In several lists, which are shared and may be long. */
  lists: (readonly string[])[];
  worst: string | undefined;
  /** No action of AWS's reference is among them: the policies only name them by patterns for others. */
  isUnknown: boolean;
}

interface Found {
  actions: readonly string[];
  /** How the actions are known: from AWS's reference, because a policy names them, or from neither. */
  from: 'reference' | 'policy' | 'neither';
}

export function knownActions(words: readonly Words[], budget: Budget): KnownActions {
  const all = words.map(each => {
    const before = recent.get(each);
    if (before) return before;
    const found = actionsIn(each, budget);
    recent.set(each, found);
    return found;
  });
  const isUnknown = all.every(each => each.from === 'neither');
  const lists = all.filter(each => isUnknown || each.from !== 'neither').map(each => each.actions);
  spend(budget, lists.length / 8);
  return { lists, worst: worstOf(lists.flatMap(each => worstOf(each) ?? [])), isUnknown };
}

/** Many statements are compared for the same words. */
const recent = new WeakMap<Words, Found>();

/** Words whose known actions are these. */
export function wordsFor(actions: readonly string[]): Words {
  const [first = ''] = actions;
  const words = { all: [patternOf(first, { kind: 'glob', ignoresCase: true, hasVariables: false })], none: [] };
  recent.set(words, { actions, from: 'reference' });
  return words;
}

function actionsIn({ all, none }: Words, budget: Budget): Found {
  const narrowest = all.find(pattern => pattern.literal !== undefined) ?? all.at(-1)!;
  // Without a service name the whole catalogue is searched.
  spend(budget, isOfOneService(narrowest.source) ? 20 : 2000);
  const found = actionsCovered(narrowest.source);
  const others = all.filter(each => each !== narrowest);
  const wanted = others.length + none.length === 0 ? found : within(found, others, none, budget);
  if (wanted.length > 0) return { actions: wanted, from: 'reference' };
  const unknown = narrowest.source.replace(/[*?]/g, 'x');
  const isWanted =
    unknown.includes(':') &&
    others.every(each => matchesWithin(each, unknown, budget)) &&
    !none.some(each => matchesWithin(each, unknown, budget));
  return { actions: isWanted ? [unknown] : [], from: found.length > 0 ? 'neither' : 'policy' };
}

/** The actions that match all of some patterns and none of others. They are sorted by service. */
function within(
  actions: readonly string[],
  all: readonly Pattern[],
  none: readonly Pattern[],
  budget: Budget,
): string[] {
  const wanted: string[] = [];
  let prefix: string | undefined;
  let [every, some]: (readonly Pattern[])[] = [all, none];
  let isApart = false;
  for (const action of actions) {
    if (prefix === undefined || !action.startsWith(prefix)) {
      prefix = action.slice(0, action.indexOf(':') + 1);
      isApart = all.some(each => !mayMatch(each, prefix!));
      every = all.filter(each => !isAnything(each));
      some = none.filter(each => mayMatch(each, prefix!));
      spend(budget, 0.1 + (all.length + none.length) / 50);
    }
    if (isApart) continue;
    spend(budget, (every!.length + some!.length) / 20);
    if (every!.every(each => matches(each, action)) && !some!.some(each => matches(each, action))) wanted.push(action);
  }
  return wanted;
}

/** Whether a pattern may match actions of a service, given with its colon. */
function mayMatch({ source }: Pattern, prefix: string): boolean {
  const end = source.search(/[*?]/);
  const head = (end < 0 ? source : source.slice(0, end)).toLowerCase();
  return head.length < prefix.length ? prefix.startsWith(head) : head.startsWith(prefix);
}
