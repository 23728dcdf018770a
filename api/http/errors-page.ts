// The page that explains every error code: the `type` of each problem leads to its place there.
import { errorTable } from '../errors.js';
import type { App } from './app-type.js';
import { errorPage } from './problems.js';

const style = `${errorPage}.css`;

const css = `:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
code { font: 0.9375rem ui-monospace, monospace; font-weight: 600; overflow-wrap: anywhere; }
dt { margin-top: 1.25rem; }
dt:target, dt:target + dd { background: light-dark(#fdf1da, #33270f); }
dd { margin: 0.15rem 0 0; }
`;

export function showErrors(app: App): void {
  const page = errorsPage();
  app.get(errorPage, { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page),
  );
  app.get(style, { schema: { hide: true } }, (_request, reply) => reply.type('text/css; charset=utf-8').send(css));
}

function errorsPage(): string {
  const escaped = (text: string) => text.replace(/[&<>"]/g, each => `&#${each.charCodeAt(0)};`);
  const rows = Object.entries(errorTable).map(
    ([code, [status, sentence]]) =>
      `<dt id="${code}"><code>${code}</code> (${status})</dt><dd>${escaped(sentence)}</dd>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Errors</title><link rel="stylesheet" href="${style}"></head><body><main><h1>Errors</h1><p>Answers that refuse something are RFC 9457 problems; their <code>code</code> is one of these.</p><dl>${rows.join('')}</dl></main></body></html>`;
}
