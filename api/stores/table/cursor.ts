// Opaque cursors: a position in one list, signed, so that only positions that we wrote are read. The list is in the
// signature: a cursor of another list, or an edited one, is refused. A cursor holds only the position of the last item
// that its caller saw.
import { fail } from '../../errors.js';
import type { Secrets } from '../../ports/runtime.js';

/** Signs cursors. */
interface Signing {
  secrets: Pick<Secrets, 'sign' | 'equal'>;
}

/** 132 bits. */
const signatureLength = 22;

export function makeCursor({ secrets }: Signing, list: string, position: string): string {
  const signature = secrets.sign(`cursor\n${list}\n${position}`).slice(0, signatureLength);
  return Buffer.from(`${signature}${position}`).toString('base64url');
}

/** The position of `cursor` in `list`; undefined without a cursor. */
export function readCursor(signing: Signing, list: string, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const position = Buffer.from(cursor, 'base64url').toString().slice(signatureLength);
  // Compared as a whole, because Buffer skips characters that are not base64url instead of refusing them.
  if (position === '' || !signing.secrets.equal(makeCursor(signing, list, position), cursor))
    throw fail('cursor_invalid');
  return position;
}
