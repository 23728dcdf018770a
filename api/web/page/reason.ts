// The reason that a form asks for: the same rule as the JSON API's. Another text changes nothing and is asked for again.
import { Type } from 'typebox';
import { asPlainLine, isPlainLine, longestReason } from '../../core/values/plain-line.js';

/** Judged by `reasonView`, not by the schema, so that what was typed is shown again beside what is wrong with it. */
export const reasonField = Type.String();

/** The field as it is shown: empty, or once more what was typed, without what cannot be kept. */
export interface ReasonView {
  kept: string;
  wrong: boolean;
}

export const noReason: ReasonView = { kept: '', wrong: false };

export function reasonView(typed: string): ReasonView {
  return { kept: asPlainLine(typed, longestReason), wrong: !isPlainLine(typed, longestReason) };
}
