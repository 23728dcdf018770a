// Opaque cursors: a position in one list, valid for that list only. A cursor holds only the position of the last item
// that its caller saw. The list is in the checksum, so a cursor of another list, or an edited one, is refused.
import { sha256 } from '../../core/values/canonical.js';
import { fail } from '../../errors.js';

const checksum = (list: string, position: string) => sha256(`${list}\n${position}`).slice(0, 16);

export function makeCursor(list: string, position: string): string {
  return Buffer.from(`${checksum(list, position)}${position}`).toString('base64url');
}

/** The position of `cursor` in `list`; undefined without a cursor. */
export function readCursor(list: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  const position = text.slice(16);
  // Compared as a whole, because Buffer skips characters that are not base64url instead of refusing them.
  if (position === '' || makeCursor(list, position) !== cursor) throw fail('cursor_invalid');
  return position;
}
