// One line that a person wrote and that is kept: what it may hold, as a pattern for schemas of the API and of pages.
// Bidi controls turn a text round for the reader; separators and controls break its line; lone surrogates are no text.

const unprintable = '\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Bidi_Control}';

/** The longest reason that a history keeps. */
export const longestReason = 500;

/** For the flag `u`: counted in code points, so combining marks count too. A line of blanks is none. */
export function plainLine(longest: number): string {
  return `^(?=.*[^\\s])[^${unprintable}]{1,${longest}}$`;
}

export function isPlainLine(text: string, longest: number): boolean {
  return new RegExp(plainLine(longest), 'u').test(text);
}

/** What can be offered again of a text that is no such line. */
export function asPlainLine(text: string, longest: number): string {
  const line = text.replace(new RegExp(`[${unprintable}]+`, 'gu'), ' ').trim();
  return [...line].slice(0, longest).join('');
}
