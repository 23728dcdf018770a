// The filters of both lists on the manage page, by day and by kind. They come from the address, work without a script
// and stay in every link of the page. An invalid filter is shown again with its error and does not filter.
import type { TextKey } from '../../../templates/text/say.js';
import { dayMs } from '../../core/values/time.js';
import type { TimeRange } from '../../ports/subjects.js';
import type { Speaker } from '../page/check-view.js';

export const listNames = ['ledger', 'history'] as const;
export type ListName = (typeof listNames)[number];

/** The part of the page's query that belongs to its lists: position and filter of each. */
export const listFields = listNames.flatMap(name => [name, `${name}Kind`, `${name}From`, `${name}To`]);
export type ListQuery = Readonly<Record<string, string | undefined>>;

export interface FilterView {
  name: ListName;
  kinds: { value: string; word: string; isChosen: boolean }[];
  /** The note about the kind that is shown by default. */
  note: TextKey | undefined;
  from: string;
  to: string;
  /** The error about the days. */
  wrong: string | undefined;
  isFromWrong: boolean;
  isToWrong: boolean;
  /** The query of the other list, which the links keep. */
  kept: { name: string; value: string }[];
  /** The address of the list without a filter; absent when there is no filter. */
  clear: string | undefined;
}

export interface Filter<Kind extends string> {
  kind: Kind | undefined;
  range: TimeRange;
  cursor: string | undefined;
  view: FilterView;
}

/** The default kind and the note about it. Without a default the list shows every kind. */
export interface AtFirst<Kind> {
  kind: Kind;
  note: TextKey;
}

/** The option for every kind, in a list that has a default kind. */
const everything = 'all';

/** `kinds` by their labels. An unknown kind counts as no kind. */
export function filterOf<Kind extends string>(
  name: ListName,
  kinds: Readonly<Record<Kind, TextKey>>,
  query: ListQuery,
  path: string,
  speaker: Speaker,
  atFirst?: AtFirst<Kind>,
): Filter<Kind> {
  const typed = (field: string) => (query[`${name}${field}`] ?? '').trim();
  const [from, to, chosen] = [typed('From'), typed('To'), typed('Kind')];
  const names = Object.keys(kinds) as Kind[];
  const named = names.find(each => each === chosen);
  const isAll = chosen === everything || !atFirst;
  const kind = named ?? (isAll ? undefined : atFirst.kind);
  const wrong = wrongIn(from, to, speaker);
  const others = Object.entries(query).flatMap(([field, value]) =>
    value && !field.startsWith(name) ? [{ name: field, value }] : [],
  );
  return {
    kind,
    range: wrong ? {} : rangeOfDays(from, to),
    cursor: query[name] || undefined,
    view: {
      name,
      kinds: kindOptions(kinds, kind, speaker, atFirst),
      note: kind === atFirst?.kind ? atFirst?.note : undefined,
      from,
      to,
      wrong: wrong?.sentence,
      isFromWrong: wrong?.from === true,
      isToWrong: wrong?.to === true,
      kept: others,
      clear:
        from || to || kind !== atFirst?.kind ? addressOf(path, { ...query, ...noFilterOf(name) }, name) : undefined,
    },
  };
}

function kindOptions<Kind extends string>(
  kinds: Readonly<Record<Kind, TextKey>>,
  kind: Kind | undefined,
  { say }: Speaker,
  atFirst: AtFirst<Kind> | undefined,
): FilterView['kinds'] {
  const ofKinds = (Object.keys(kinds) as Kind[]).map(value => ({
    value,
    word: say(kinds[value]),
    isChosen: value === kind,
  }));
  const all = { value: atFirst ? everything : '', word: say('filter.everything'), isChosen: kind === undefined };
  return atFirst ? [...ofKinds, all] : [all, ...ofKinds];
}

const noFilterOf = (name: ListName) => ({
  [name]: undefined,
  [`${name}Kind`]: undefined,
  [`${name}From`]: undefined,
  [`${name}To`]: undefined,
});

/** The address of the page with this query, at one of its lists. */
export function addressOf(path: string, query: ListQuery, list: ListName): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(given).toString();
  return `${path}${text && `?${text}`}#${list}`;
}

/** The start of a day in milliseconds since 1970; undefined when the day does not exist. */
function startOf(day: string): number | undefined {
  const start = /^[12]\d{3}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  // A parser may read the 31st of a short month as a day of the next month.
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(day) ? start : undefined;
}

interface Wrong {
  from: boolean;
  to: boolean;
  sentence: string;
}

function wrongIn(from: string, to: string, { say }: Speaker): Wrong | undefined {
  const wrong = { from: from !== '' && startOf(from) === undefined, to: to !== '' && startOf(to) === undefined };
  if (wrong.from || wrong.to) return { ...wrong, sentence: say('filter.noDay', { typed: wrong.from ? from : to }) };
  const isTurned = from !== '' && to !== '' && from > to;
  return isTurned ? { from: true, to: true, sentence: say('filter.turned') } : undefined;
}

/** Includes both days. */
function rangeOfDays(from: string, to: string): TimeRange {
  const [first, last] = [startOf(from), startOf(to)];
  return {
    ...(first !== undefined && { from: new Date(first).toISOString() }),
    ...(last !== undefined && { to: new Date(last + dayMs).toISOString() }),
  };
}
