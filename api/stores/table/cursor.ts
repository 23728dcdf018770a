// Opaque cursors: a place in one list, good for that list only. A cursor holds nothing but the place of the last item its
// caller saw; the list is only in the checksum, so a cursor of another list (or a mended one) is refused.
import { sha256 } from '../../core/values/canonical.js';
import { fail } from '../../errors.js';

const checksum = (list: string, position: string) => sha256(`${list}\n${position}`).slice(0, 16);

export function makeCursor(list: string, position: string): string {
  return Buffer.from(`${checksum(list, position)}${position}`).toString('base64url');
}

/** The place that `cursor` stands for in `list`; undefined when there is no cursor. */
export function readCursor(list: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  const position = text.slice(16);
  // Compared as a whole: Buffer skips what is not base64url instead of refusing it.
  if (position === '' || makeCursor(list, position) !== cursor) throw fail('cursor_invalid');
  return position;
}
