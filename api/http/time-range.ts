// The range of time that some lists take: from (included) to (not included), in any offset.
import { Type } from 'typebox';
import { fail } from '../errors.js';
import { time } from './schemas/parts.js';

export const rangeQuery = {
  from: Type.Optional(time('Rows of that time and later.')),
  to: Type.Optional(time('Rows before that time.')),
};

/** The range as rows write their times, whatever the offset was. */
export function rangeOf({ from, to }: { from?: string; to?: string }): { from?: string; to?: string } {
  return {
    ...(from !== undefined && { from: instant(from, '/query/from') }),
    ...(to !== undefined && { to: instant(to, '/query/to') }),
  };
}

function instant(text: string, path: string): string {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw fail('request_invalid', { errors: [{ path, message: 'is no such time' }] });
  return new Date(milliseconds).toISOString();
}
