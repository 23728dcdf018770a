// Values as Markdown text, which cannot leave their place; and Markdown as HTML, without raw HTML.
// Sources: https://spec.commonmark.org/0.31.2/#backslash-escapes, #code-spans and #fenced-code-blocks
import MarkdownIt from 'markdown-it';
import { oneLine } from './one-line.js';

/** Readers make links of these by themselves: addresses, host names, mail addresses. */
const linkLike = /:\/\/|www\.|@|[^\s.]\.\p{L}{2,}/iu;

/** One line in which no character has a Markdown meaning, and from which no reader makes a link. */
export function markdownText(value: string): string {
  const escaped = oneLine(value).replace(/[\\`*_[\]<>|~&]/g, '\\$&');
  // A backslash before punctuation is not shown, and ends what a reader takes for an address.
  return (linkLike.test(value) ? escaped.replace(/[.:@]/g, '\\$&') : escaped)
    .replace(/^(\d{1,9})(?=[.)])/, '$1\\')
    .replace(/^[#+=:-]/, '\\$&');
}

/** A code span that its content cannot end. Not for table cells: there a `|` ends the cell even in code. */
export function codeSpan(value: string): string {
  const text = oneLine(value);
  const ticks = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') || text.trim() === '' ? ' ' : '';
  return `${ticks}${pad}${text}${pad}${ticks}`;
}

/** A code block that its content cannot end. */
export function fenced(language: string, value: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(value) + 1));
  return `${ticks}${language}\n${value.replace(/\r\n?/g, '\n')}\n${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(run => run[0].length));
}

/** HTML of Markdown. Raw HTML in it is shown as text; links may only go to https and mail addresses. */
export function htmlOf(markdown: string): string {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  parser.validateLink = url => /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/]|mailto:|#)/i.test(url.trim());
  // A long line scrolls within its box, so the box must be reachable by keyboard.
  const { fence } = parser.renderer.rules;
  parser.renderer.rules.fence = (...given) => fence!(...given).replace(/^<pre>/, '<pre tabindex="0">');
  return parser.render(markdown);
}
