// A name as one line, for display: no line breaks, control characters, lone surrogates or characters that change the
// text direction. json-text.ts preserves values exactly.
import { notInName } from '../api/core/values/characters.js';

const unseen = new RegExp(`[${notInName}]+`, 'gu');

export function oneLine(text: string): string {
  return text.replace(unseen, ' ').trim();
}
