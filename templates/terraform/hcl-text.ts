// Values as HCL text, which cannot leave their place. In HCL, `${` and `%{` begin an expression, in quoted texts and in
// heredocs alike.
// Source: https://developer.hashicorp.com/terraform/language/expressions/strings
import { escapedInJson } from '../../api/core/values/characters.js';
import { jsonText } from '../json-text.js';

/** Ends a heredoc when it stands alone on a line. No line of indented JSON is a bare word like this. */
export const heredocMarker = 'JSON';

const unseen = new RegExp(`[${escapedInJson}]`, 'u');
const segmenter = new Intl.Segmenter('en');
const plain = /^[ -~]*$/;
const named: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** `value` as a quoted text of HCL, padded to `width` characters as `terraform fmt` aligns keys. */
export function hclText(value: string, width = 0): string {
  const text = `"${withoutTemplates([...value].map(escapedCharacter).join(''))}"`;
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Width as `terraform fmt` counts it: characters that a reader sees, not code points. */
export function widthOf(text: string): number {
  return plain.test(text) ? text.length : [...segmenter.segment(text)].length;
}

/** `value` as JSON in a heredoc. `indent` is the indentation of the line on which the heredoc begins. */
export function hclJson(value: unknown, indent: number): string {
  const margin = ' '.repeat(indent);
  const text = jsonText(value, indent + 2);
  // Terraform normalises texts (NFC). An escaped character stays as it is.
  const kept = text === text.normalize('NFC') ? text : text.replace(/[^\0-\x7f]/g, unicodeEscape);
  return `<<-${heredocMarker}\n${margin}  ${withoutTemplates(kept)}\n${margin}${heredocMarker}`;
}

function escapedCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  if (code >= 0xd800 && code <= 0xdfff) throw new Error('HCL cannot represent half of a character');
  if (named[character]) return named[character];
  if (!unseen.test(character)) return character;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : unicodeEscape(character);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Doubles the sign of `${` and `%{`. After a further sign that would be ambiguous, so there all of them are written as
 * Unicode escapes, which quoted texts of HCL and JSON both know.
 */
function withoutTemplates(text: string): string {
  return text.replace(/([$%]+)\{/g, (_, signs: string) =>
    signs.length === 1 ? `${signs}${signs}{` : `${[...signs].map(unicodeEscape).join('')}{`,
  );
}
