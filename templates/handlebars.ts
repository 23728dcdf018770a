// The one place that sets up Handlebars: an instance of our own, strict, with the helpers by which values enter a
// text. A value never enters by itself: `json` puts it into JSON, `md`, `code` and `fence` into Markdown.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { jsonText } from './json-text.js';
import { codeSpan, fenced, markdownText } from './markdown.js';

type Helper = (...values: unknown[]) => string;

const helpers: Record<string, Helper> = {
  json: (value, indent) => jsonText(value, typeof indent === 'number' ? indent : undefined),
  md: value => markdownText(String(value)),
  code: value => codeSpan(String(value)),
  fence: (language, value) => fenced(String(language), String(value)),
};

/** Compiles a template that stands beside this file; values it asks for and does not get are errors. */
export function templateFrom<Values>(path: string): (values: Values) => string {
  const own = Handlebars.create();
  for (const [name, helper] of Object.entries(helpers)) {
    // The last argument is Handlebars' own; SafeString says that the helper has done the escaping.
    own.registerHelper(name, (...given: unknown[]) => new own.SafeString(helper(...given.slice(0, -1))));
  }
  const source = readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
  const knownHelpers = Object.fromEntries(Object.keys(helpers).map(name => [name, true]));
  return own.compile<Values>(source, { strict: true, knownHelpersOnly: true, knownHelpers });
}
