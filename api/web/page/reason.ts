// The reason that a form asks for, by the same rule as in the JSON API. An invalid reason changes nothing.
import { Type } from 'typebox';
import { asPlainLine, isPlainLine, longestReason } from '../../core/values/plain-line.js';

/** `reasonView` validates it, not the schema: the page then shows the text again with the error beside it. */
export const reasonField = Type.String();

/** The field on the page: empty, or the typed text without characters that we cannot store. */
export interface ReasonView {
  kept: string;
  wrong: boolean;
}

export const noReason: ReasonView = { kept: '', wrong: false };

export function reasonView(typed: string): ReasonView {
  return { kept: asPlainLine(typed, longestReason), wrong: !isPlainLine(typed, longestReason) };
}
