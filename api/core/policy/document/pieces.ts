// Policy variables inside a text: its pieces, and a spelling that is the same for all texts with the same meaning.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (`${*}`, `${?}`, `${$}`, defaults)

/** A piece of a pattern: a text with wildcards, a plain text, a variable, or one that never has a value. */
export type Piece = { text: string } | { plain: string } | { key: string; fallback?: string } | { isNever: true };

/**
 * Whether a key can have this name: a service or provider, a colon, and a name that does not begin with a colon. So
 * `AWS::AccountId`, which CloudFormation fills in, is not one.
 */
function isPossibleKey(key: string): boolean {
  return /^[a-z0-9][a-z0-9._/-]*:[^:\s]/.test(key);
}

export function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (;;) {
    const start = source.indexOf('${', from);
    const end = start < 0 ? -1 : source.indexOf('}', start);
    if (end < 0) break;
    if (start > from) pieces.push({ text: source.slice(from, start) });
    from = end + 1;
    pieces.push(variableOf(source.slice(start + 2, end)));
  }
  if (from < source.length) pieces.push({ text: source.slice(from) });
  return pieces;
}

function variableOf(inside: string): Piece {
  if (inside === '*' || inside === '?' || inside === '$') return { plain: inside };
  const [, name = '', rest = ''] = /^([^,]*),?(.*)$/s.exec(inside)!;
  const key = name.trim().toLowerCase();
  const fallback = /^\s*'(.*)'\s*$/s.exec(rest)?.[1];
  if (isPossibleKey(key)) return { key, ...(fallback !== undefined && { fallback }) };
  return fallback === undefined ? { isNever: true } : { plain: fallback };
}

/** Equal for two texts with the same variables: case and blanks of a variable, and the order of `*` and `?`, vanish. */
export function spellingOf(pieces: readonly Piece[], hasWildcards: boolean): string {
  const parts: string[] = [];
  for (const piece of pieces) {
    if ('isNever' in piece) parts.push('never');
    else if ('key' in piece) parts.push(JSON.stringify([piece.key, piece.fallback ?? null]));
    else {
      const text = 'plain' in piece || !hasWildcards ? marked('plain' in piece ? piece.plain : piece.text) : piece.text;
      const before = parts.at(-1);
      if (before?.startsWith('=')) parts[parts.length - 1] = `${before}${text}`;
      else parts.push(`=${text}`);
    }
  }
  return JSON.stringify(parts.map(each => each.replace(/[*?]{2,}/g, sortedWildcards)));
}

/** Plain stars and question marks, kept apart from wildcards. */
function marked(text: string): string {
  return text.replace(/[*?\\]/g, each => (each === '*' ? '\\s' : each === '?' ? '\\q' : '\\\\'));
}

function sortedWildcards(run: string): string {
  return '?'.repeat(run.split('?').length - 1) + (run.includes('*') ? '*' : '');
}
