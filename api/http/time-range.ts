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
  const written = Number.isNaN(milliseconds) ? '' : new Date(milliseconds).toISOString();
  // By its offset a time may lie before or after all years of four digits, and such a text does not sort as times do.
  if (!/^\d{4}-/.test(written)) throw fail('request_invalid', { errors: [{ path, message: 'is no such time' }] });
  return written;
}
