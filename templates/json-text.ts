// Values as JSON text inside a template. The text parses back to the same value, and nothing in it is invisible:
// control and format characters are written as escapes.
import { escapedInJson } from '../api/core/values/characters.js';

const unseen = new RegExp(`[${escapedInJson}]`, 'gu');

/** JSON of `value`. With `indent` it is pretty-printed, and further lines are indented by that many spaces. */
export function jsonText(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, undefined, indent === undefined ? undefined : 2);
  if (text === undefined) throw new Error('a template needs a value that JSON cannot represent');
  const lines = indent === undefined ? text : text.replaceAll('\n', `\n${' '.repeat(indent)}`);
  return lines.replace(unseen, seen => (seen === '\n' ? seen : escaped(seen)));
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map(at => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}
