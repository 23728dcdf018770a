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

export function wholeOf(item: Item): unknown {
  if (item.apart === undefined) return parsed(item.value);
  const value = parsed(item.value) as Parts;
  if (typeof value !== 'object' || value === null) throw unreadable('An item holds no subject');
  for (const [name, part] of Object.entries(parsed(item.apart) as Parts)) value[name] = { ...value[name], ...part };
  return value;
}

/** The value as stored; `wholeOf` reverses it. */
export function asStored(
  value: object,
  apart: Readonly<Record<string, readonly string[]>> = {},
): { value: string; apart?: string } {
  const brief = { ...value } as Parts;
  const rest: Parts = {};
  for (const [name, parts] of Object.entries(apart)) {
    const entries = Object.entries(brief[name]!);
    brief[name] = Object.fromEntries(entries.filter(([part]) => !parts.includes(part)));
    rest[name] = Object.fromEntries(entries.filter(([part]) => parts.includes(part)));
  }
  return { value: JSON.stringify(brief), ...(Object.keys(rest).length > 0 && { apart: JSON.stringify(rest) }) };
}
