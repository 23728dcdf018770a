// The time range of some lists: from (inclusive) to (exclusive), in any UTC offset.
import { Type } from 'typebox';
import { fail } from '../errors.js';
import { time } from './schemas/parts.js';

export const rangeQuery = {
  from: Type.Optional(time('Rows written at or after this time.')),
  to: Type.Optional(time('Rows written before this time.')),
};

/** The range in the time format of stored rows, in UTC. */
export function rangeOf({ from, to }: { from?: string; to?: string }): { from?: string; to?: string } {
  return {
    ...(from !== undefined && { from: instant(from, '/query/from') }),
    ...(to !== undefined && { to: instant(to, '/query/to') }),
  };
}

function instant(text: string, path: string): string {
  const milliseconds = Date.parse(text);
  const written = Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
  // With an offset, a time can leave the years 0000 to 9999. Such a text would not sort like a time.
  if (!/^\d{4}-/.test(written))
    throw fail('request_invalid', { errors: [{ path, message: 'must be a time between the years 0000 and 9999' }] });
  return written;
}
