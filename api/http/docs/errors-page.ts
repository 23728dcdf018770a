// The page that explains every error code. The `type` of each problem links to its entry.
import { type ErrorCode, errorTable } from '../../errors.js';
import type { App } from '../app-type.js';
import { errorPage } from '../problems.js';
import { errorAdvice, ownerWords } from './error-advice.js';
import { makeOnce, sendOnce } from './made-once.js';

const style = `${errorPage}.css`;

const css = `:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
code { font: 0.9375rem ui-monospace, monospace; font-weight: 600; overflow-wrap: anywhere; }
dt { margin-top: 1.25rem; }
dt:target, dt:target + dd, dt:target + dd + dd { background: light-dark(#fdf1da, #33270f); }
dd { margin: 0.15rem 0 0; }
span { opacity: 0.75; }
`;

const pageStart = (basePath: string) =>
  [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Errors</title>',
    `<link rel="icon" href="/docs/static/theme/mark.svg"><link rel="stylesheet" href="${style}"></head><body><main>`,
    '<p><a href="/docs">API reference</a></p><h1>Errors</h1>',
    '<p>Every error answer is an RFC 9457 problem. Its <code>code</code> is one of these. ',
    'Who acts is shown in parentheses.</p>',
  ]
    .join('')
    .replaceAll('href="/', `href="${basePath}/`);

export function showErrors(app: App): void {
  const page = makeOnce('text/html; charset=utf-8', errorsPage(app.basePath));
  const styles = makeOnce('text/css; charset=utf-8', css);
  app.get(errorPage, { schema: { hide: true } }, (request, reply) => sendOnce(request, reply, page));
  app.get(style, { schema: { hide: true } }, (request, reply) => sendOnce(request, reply, styles));
}

const escaped = (text: string) => text.replace(/[&<>"]/g, each => `&#${each.charCodeAt(0)};`);

/** Converts the Markdown of docs/errors.md: code stays code, a link to another docs page becomes its name. */
const marked = (text: string) =>
  escaped(text)
    .replace(/\[([^\]]+)\]\([^)]+\)/g, 'docs/$1 of the kit')
    .replace(/`([^`]+)`/g, '<code>$1</code>');

function errorsPage(basePath: string): string {
  const rows = (Object.keys(errorTable) as ErrorCode[]).map(code => {
    const [status, sentence] = errorTable[code];
    const [owner, advice] = errorAdvice[code];
    const [summary, next] = [escaped(sentence), marked(advice)];
    return (
      `<dt id="${code}"><code>${code}</code> (${status})</dt><dd>${summary}</dd>` +
      `<dd>Next: ${next} <span>(${ownerWords[owner]})</span></dd>`
    );
  });
  return `${pageStart(basePath)}<dl>${rows.join('')}</dl></main></body></html>`;
}
