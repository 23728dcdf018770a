// Returns a sentence in a language. The keys are typed by en.ts; facts fill the places in braces. The text is plain:
// callers escape it for HTML or Markdown.
import type { Cause } from '../../api/core/check/check.js';
import type { Finding } from '../../api/core/finding/findings.js';
import type { Language } from '../../api/core/values/languages.js';
import { boundaryCommand } from '../commands.js';
import { en } from './en/en.js';
import { ja } from './ja/ja.js';

export type TextKey = keyof typeof en;
export type Facts = Readonly<Record<string, string | number>>;

const texts: Record<Language, Record<TextKey, string>> = { en, ja };

const place = /\{([A-Za-z]+)\}/g;

/** The sentence with its facts filled in. Throws when a fact is missing. */
export function say(language: Language, key: TextKey, facts: Facts = {}): string {
  return texts[language][key].replace(place, (_, name: string) => {
    if (!Object.hasOwn(facts, name)) throw new Error(`the text "${key}" needs the fact "${name}"`);
    return String(facts[name]);
  });
}

/** The names of the facts that a sentence needs, sorted. */
export function factsOf(language: Language, key: TextKey): string[] {
  return [...new Set([...texts[language][key].matchAll(place)].map(match => match[1]!))].sort();
}

/** True when `text` is a key; for keys that are composed at run time. */
export function isTextKey(text: string): text is TextKey {
  return Object.hasOwn(en, text);
}

/**
 * The sentence and the advice of a finding. A stored finding of an older kit may lack a fact, which becomes a question
 * mark. `facts` are those of the page, such as `vendor`.
 */
export function sayFinding(
  language: Language,
  finding: Pick<Finding, 'code' | 'facts'>,
  facts: Facts = {},
): { sentence: string; advice: string } {
  const known = { ...facts, ...commandsOf(finding), ...finding.facts };
  const lenient = (key: TextKey) => {
    const missing = factsOf(language, key).filter(name => !Object.hasOwn(known, name));
    return say(language, key, { ...known, ...Object.fromEntries(missing.map(name => [name, '?'])) });
  };
  const reason = `undecided.${finding.facts.reason}`;
  const because = isTextKey(reason) ? ` ${say(language, reason)}` : '';
  const sentence = `finding.${finding.code}` as const;
  const advice = `finding.${finding.code}.advice` as const;
  // A policy that allows new actions cannot only restrict the role, so its advice has no exception. An account of
  // someone else is removed; the vendor's own account is narrowed to its one role.
  const { count, whose, effect } = finding.facts;
  const special = firstText(
    [`${advice}.${effect}`, effect === undefined && Number(count) > 0 && `${advice}.wider`, `${advice}.${whose}`],
    advice,
  );
  return { sentence: lenient(firstText([`${sentence}.${effect}`], sentence)) + because, advice: lenient(special) };
}

function firstText(keys: readonly (string | false)[], last: TextKey): TextKey {
  return (keys.find(key => key !== false && isTextKey(key)) as TextKey | undefined) ?? last;
}

/** The command that an advice contains. */
function commandsOf({ code, facts }: Pick<Finding, 'code' | 'facts'>): Facts {
  const { role, expected } = facts;
  if (code !== 'boundary_changed' || role === undefined || expected === undefined) return {};
  return { command: boundaryCommand(role, expected === '-' ? undefined : expected) };
}

/** A possible cause and the next step. `facts` are those of the page, such as `role` and `account`. */
export function sayCause(
  language: Language,
  { code, before }: Pick<Cause, 'code' | 'before'>,
  facts: Facts,
): { sentence: string; next: string } {
  const sentence = `cause.${code}.left` as const;
  const known = { ...facts, ...(before !== undefined && { keys: before }) };
  const key = firstText([before !== undefined && `${sentence}.before`], sentence);
  return { sentence: say(language, key, known), next: say(language, `cause.${code}.next`, known) };
}

/** A time as people read it, to the minute. */
export function sayTime(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
