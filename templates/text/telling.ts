// What the sentences of histories and of the ledger have in common: for whom they are, how a text that somebody wrote
// stands in them, and how lists, times and people are said. The sentences themselves are in describe-change and say-ledger.
import type { Who } from '../../api/core/audit/history.js';
import { notInMarkedLine } from '../../api/core/values/characters.js';
import type { Language } from '../../api/core/values/languages.js';
import { redact } from '../../api/core/values/redact.js';
import { type Facts, factsOf, isTextKey, say, sayTime, type TextKey } from './say.js';

export interface Telling {
  language: Language;
  /** The vendor's name. */
  vendor: string;
  /** The tenant is told of its own people by name, and of the vendor's as the vendor. */
  reader: 'vendor' | 'tenant';
  /** Wraps each text that somebody wrote, where the sentence is to be marked up. */
  mark?: (text: string) => string;
}

/** A sentence of a row that may be older or newer than this kit: a fact that it lacks is a question mark. */
export function sayLeniently({ language }: Telling, key: TextKey, facts: Facts): string {
  const missing = factsOf(language, key).filter(name => !Object.hasOwn(facts, name));
  return say(language, key, { ...facts, ...Object.fromEntries(missing.map(name => [name, '?'])) });
}

/** The first of the keys that is one; the last always is. */
export function firstKey(keys: readonly string[], last: TextKey): TextKey {
  return keys.find(isTextKey) ?? last;
}

const longest = 500;
const unseen = new RegExp(`[${notInMarkedLine}]+`, 'gu');

/** What a row holds, as a part of a sentence: one line, not endless, without secrets. */
export function asPart(value: unknown): string {
  const text = redact(String(value).replace(unseen, ' ')).trim();
  const all = [...text];
  return all.length > longest ? `${all.slice(0, longest).join('')}…` : text;
}

/** A text that somebody wrote, in quotation marks that none in it can end. */
export function quoted({ language, mark = text => text }: Telling, value: unknown): string {
  const text = asPart(value).replace(/[“”„‟「」]/g, '"');
  return say(language, 'quoted', { text: mark(text) });
}

export function listed({ language }: Telling, words: readonly string[]): string {
  return words.slice(1).reduce((before, next) => say(language, 'listed', { before, next }), words[0] ?? '');
}

/** A time as people read it; what is none is not passed on. */
export function timePart(value: unknown): string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? sayTime(new Date(value).toISOString()) : '?';
}

/** How long something took, given in seconds. */
export function durationPart({ language }: Telling, value: unknown): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '?';
  return say(language, 'lasted', { minutes: Math.floor(value / 60), seconds: Math.floor(value % 60) });
}

/**
 * Who did it. The tenant's own people are named, the vendor's keys and people are the vendor's. Whom the vendor's staff
 * named in a link of theirs nobody logged in.
 */
export function sayWho(who: Who, telling: Telling): string {
  const { vendor, reader } = telling;
  const name = quoted(telling, who.name ?? who.id);
  const isBySupport = who.kind === 'manage' && who.madeBy?.kind === 'support';
  const known = firstKey([`by.${who.kind}${isBySupport ? '.support' : ''}`], 'by.other');
  const told = who.kind === 'manage' ? (isBySupport ? 'by.you.support' : 'by.you') : 'by.vendor';
  const isAlike = who.kind === 'hand-off' || who.kind === 'system';
  return say(telling.language, reader === 'vendor' || isAlike ? known : told, { name, vendor });
}
