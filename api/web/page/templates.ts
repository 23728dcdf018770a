// Sets up Handlebars for all pages and reads the template files once. Handlebars escapes values; helpers that write
// markup escape what they wrap.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Handlebars from 'handlebars';
import { type Facts, isTextKey, say, sayTime } from '../../../templates/text/say.js';
import { hidden } from '../../core/values/characters.js';
import type { Language } from '../../core/values/languages.js';

/** The fields that every page has. */
export interface Frame {
  language: Language;
  /** Links to this page in each language; empty when the page answers a form. */
  languages: { code: Language; name: string; isThis: boolean; address: string }[];
  title: string;
  /** Address of the vendor's logo, if there is one. */
  logo: string | undefined;
  watermark: string | undefined;
  contact: string;
  /** Facts that any sentence of the page may use. */
  facts: Facts;
  css: string;
  js: string;
}

interface HelperOptions {
  hash: Record<string, unknown>;
  data: { root: Frame };
}

const own = Handlebars.create();
const { escapeExpression } = own;
const markup = (html: string) => new own.SafeString(html);

/** A fact inside a sentence, escaped; its writing direction does not affect the sentence. */
function factMarkup(fact: unknown): string {
  return fact instanceof own.SafeString ? fact.toString() : `<bdi>${escapeExpression(String(fact))}</bdi>`;
}

/** The sentence with each fact marked up. Private-use characters, which no text contains, mark the places. */
function sentence(key: string, { hash, data }: HelperOptions): string {
  if (!isTextKey(key)) throw new Error(`no such text: ${key}`);
  const facts = Object.entries({ ...data.root.facts, ...hash });
  const places = Object.fromEntries(facts.map(([name], index) => [name, `\uE000${index}\uE001`]));
  const text = escapeExpression(say(data.root.language, key, places));
  return text.replace(/\uE000(\d+)\uE001/g, (_, index: string) => factMarkup(facts[Number(index)]![1]));
}

/** Marks a text that a person wrote inside a sentence, so that the helper `told` can mark it up. */
export const userText = (text: string) => `\uE000${text}\uE001`;

const datePattern = /\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: UTC|Z)?/g;

/** Escapes a sentence, isolates the writing direction of each text that a person wrote, and keeps times on one line. */
function toldMarkup(text: string): string {
  return escapeExpression(text)
    .replaceAll('\uE000', '<bdi>')
    .replaceAll('\uE001', '</bdi>')
    .replace(datePattern, '<span class="nowrap">$&</span>');
}

const helpers: Record<string, (...given: never[]) => unknown> = {
  t: (key: string, options: HelperOptions) => markup(sentence(key, options)),
  plain: (key: string, { hash, data }: HelperOptions) =>
    say(data.root.language, key as Parameters<typeof say>[1], { ...data.root.facts, ...(hash as Facts) }),
  told: (text: string) => markup(toldMarkup(text)),
  time: (at: string) => markup(`<time datetime="${escapeExpression(at)}">${escapeExpression(sayTime(at))}</time>`),
  contact: (contact: string) => {
    const [text, href] = [escapeExpression(contact), contact.startsWith('https://') ? contact : `mailto:${contact}`];
    return markup(
      /^(https:\/\/|[^@\s]+@[^@\s]+$)/.test(contact) ? `<a href="${escapeExpression(href)}">${text}</a>` : text,
    );
  },
};

const web = new URL('../', import.meta.url);

/** Every page template by its base name, which is unique. */
const templates = new Map(
  readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.hbs'))
    .map(path => [basename(path, '.hbs'), readFileSync(new URL(path, web), 'utf8')]),
);

function asset(name: string) {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  return { text, version: createHash('sha256').update(text).digest('hex').slice(0, 12) };
}

/** Style sheet and script of all pages. The version is part of the address. */
export const css = asset('page.css');
export const js = asset('page.js');

for (const [name, helper] of Object.entries(helpers)) own.registerHelper(name, helper as never);
for (const [name, text] of templates) own.registerPartial(name, text);

const knownHelpers = Object.fromEntries(Object.keys(helpers).map(name => [name, true]));

/** Shown as U+FFFD, so that a reader notices it. Tabs and line breaks stay. */
const unseen = new RegExp(`[${hidden}](?<![\\t\\n\\r])`, 'gu');

/** Compiles a page. Rendering throws when the view lacks a value that the template uses. */
export function pageFrom<View extends Frame>(name: string): (view: View) => string {
  const text = templates.get(name);
  if (text === undefined) throw new Error(`no such page: ${name}`);
  return compiled<View>(text);
}

/** Compiles one part of a page, which the page's script puts in place of the older one. */
export function fragmentFrom<View extends Pick<Frame, 'language' | 'facts'>>(partial: string): (view: View) => string {
  return compiled<View>(`{{> ${partial}}}`);
}

function compiled<View>(source: string): (view: View) => string {
  const template = own.compile<View>(source, { strict: true, knownHelpersOnly: true, knownHelpers });
  return view => template(view).replace(unseen, '\ufffd');
}
