// One line of text that a person wrote and the kit stores, as a pattern for the schemas of the API and of pages.
import { invisible, joiners, notInOneLine, shownAsNothing } from './characters.js';

/** The longest reason of a history row, in code points. */
export const longestReason = 500;

/**
 * For the flag `u`: counted in code points, so combining marks count too. A line that shows nothing does not match.
 */
export function plainLine(longest: number): string {
  return `^(?=.*[^${shownAsNothing}])[^${notInOneLine}]{1,${longest}}$`;
}

/** The same for a name that people read and compare: no invisible character may make two names look alike. */
export function plainName(longest: number): string {
  return `^(?=.*[^${shownAsNothing}])(?:[${joiners}]|[^${notInOneLine}${invisible}]){1,${longest}}$`;
}

export function isPlainLine(text: string, longest: number): boolean {
  return new RegExp(plainLine(longest), 'u').test(text);
}

/** The text changed into a valid line, to offer it to its writer again. */
export function asPlainLine(text: string, longest: number): string {
  const line = text.replace(new RegExp(`[${notInOneLine}]+`, 'gu'), ' ').trim();
  return [...line].slice(0, longest).join('');
}
