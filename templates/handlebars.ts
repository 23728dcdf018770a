// The only setup of Handlebars: our own strict instance with helpers that escape values. Templates use `json` for
// values in JSON, `hcl`, `hclJson` and `line` (in comments) in HCL, and `md`, `code` and `fence` in Markdown.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { jsonText } from './json-text.js';
import { codeSpan, fenced, markdownText } from './markdown.js';
import { oneLine } from './one-line.js';
import { hclJson, hclText } from './terraform/hcl-text.js';

type Helper = (...values: unknown[]) => string;

const helpers: Record<string, Helper> = {
  json: (value, indent) => jsonText(value, typeof indent === 'number' ? indent : undefined),
  md: value => markdownText(String(value)),
  code: value => codeSpan(String(value)),
  hcl: (value, width) => hclText(String(value), typeof width === 'number' ? width : undefined),
  hclJson: (value, indent) => hclJson(value, Number(indent)),
  line: value => oneLine(String(value)),
  fence: (language, value) => fenced(String(language), String(value)),
};

/** Compiles a template file in this folder; a missing value is an error. */
export function templateFrom<Values>(path: string): (values: Values) => string {
  const own = Handlebars.create();
  for (const [name, helper] of Object.entries(helpers)) {
    // The last argument is Handlebars' own; SafeString marks the result as already escaped.
    own.registerHelper(name, (...given: unknown[]) => new own.SafeString(helper(...given.slice(0, -1))));
  }
  const source = readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
  const knownHelpers = Object.fromEntries(Object.keys(helpers).map(name => [name, true]));
  return own.compile<Values>(source, { strict: true, knownHelpersOnly: true, knownHelpers });
}
