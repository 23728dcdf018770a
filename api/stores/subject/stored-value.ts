// The value of a subject as its item holds it: one string, and a second one for the parts that most reads do not need.
import { type Item, unreadable } from '../table/send.js';

/** Stored as one string: every credential request reads it, and a DynamoDB map costs ten times as much to parse. */
export function parsed(stored: unknown): unknown {
  if (typeof stored !== 'string') return stored;
  try {
    return JSON.parse(stored);
  } catch {
    throw unreadable('A part of an item is not JSON');
  }
}

type Parts = Record<string, Record<string, unknown>>;

/** The lists of a value that are stored apart from it, by the part that they belong to. With `?`: may be absent. */
export type Apart = Readonly<Record<string, readonly string[]>>;

const nameOf = (list: string) => list.replace('?', '');

/** Takes exactly the lists named in `apart`, from there or from the value of an earlier release. */
export function wholeOf(item: Item, apart: Apart = {}): unknown {
  const value = parsed(item.value) as Parts | null;
  // No subject: the caller refuses it.
  if (typeof value !== 'object' || value === null) return value;
  const stored = item.apart === undefined ? {} : (parsed(item.apart) as Parts | null);
  for (const [name, lists] of Object.entries(apart)) {
    const part: Record<string, unknown> = { ...value[name] };
    for (const each of lists) {
      const list = nameOf(each);
      const found = stored?.[name]?.[list] ?? part[list];
      if (found === undefined && list !== each) continue;
      if (!Array.isArray(found)) throw unreadable('A part of an item that is stored apart is missing');
      part[list] = found;
    }
    value[name] = part;
  }
  return value;
}

/** The value as stored; `wholeOf` reverses it. */
export function asStored(value: object, apart: Apart = {}): { value: string; apart?: string } {
  const brief = { ...value } as Parts;
  const rest: Parts = {};
  for (const [name, lists] of Object.entries(apart)) {
    const parts = lists.map(nameOf);
    const entries = Object.entries(brief[name]!);
    brief[name] = Object.fromEntries(entries.filter(([part]) => !parts.includes(part)));
    rest[name] = Object.fromEntries(entries.filter(([part]) => parts.includes(part)));
  }
  return { value: JSON.stringify(brief), ...(Object.keys(rest).length > 0 && { apart: JSON.stringify(rest) }) };
}
