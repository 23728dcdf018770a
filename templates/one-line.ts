// A name as one line: no line breaks, no control characters, no half characters, and nothing that turns the direction
// of the text around it. For showing; where a value must come back as it was, see json-text.ts.
import { notInName } from '../api/core/values/characters.js';

const unseen = new RegExp(`[${notInName}]+`, 'gu');

export function oneLine(text: string): string {
  return text.replace(unseen, ' ').trim();
}
