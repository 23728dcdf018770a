// Shared by the sentences of histories and of the ledger: the reader, quoted user text, lists, times and people.
// The sentences themselves are in describe-change and say-ledger.
import type { Who } from '../../api/core/audit/history.js';
import { notInMarkedLine } from '../../api/core/values/characters.js';
import type { Language } from '../../api/core/values/languages.js';
import { redact } from '../../api/core/values/redact.js';
import { type Facts, factsOf, isTextKey, say, sayTime, type TextKey } from './say.js';

export interface Telling {
  language: Language;
  /** The vendor's name. */
  vendor: string;
  /** A tenant sees its own people by name, and the vendor's keys by their public names or scopes. */
  reader: 'vendor' | 'tenant';
  /** Wraps each text that a user wrote, for sentences with markup. */
  mark?: (text: string) => string;
}

/** For rows of an older or newer kit: a missing fact becomes a question mark. */
export function sayLeniently({ language }: Telling, key: TextKey, facts: Facts): string {
  const missing = factsOf(language, key).filter(name => !Object.hasOwn(facts, name));
  return say(language, key, { ...facts, ...Object.fromEntries(missing.map(name => [name, '?'])) });
}

/** The first key that exists, or else `last`. */
export function firstKey(keys: readonly string[], last: TextKey): TextKey {
  return keys.find(isTextKey) ?? last;
}

const longest = 500;
const unseen = new RegExp(`[${notInMarkedLine}]+`, 'gu');

/** A value of a row as part of a sentence: one line of limited length, without secrets. */
export function asPart(value: unknown): string {
  const text = redact(String(value).replace(unseen, ' ')).trim();
  const all = [...text];
  return all.length > longest ? `${all.slice(0, longest).join('')}…` : text;
}

/** A text that a user wrote, in quotation marks that it cannot close. */
export function quoted({ language, mark = text => text }: Telling, value: unknown): string {
  const text = asPart(value).replace(/[“”„‟「」]/g, '"');
  return say(language, 'quoted', { text: mark(text) });
}

export function listed({ language }: Telling, words: readonly string[]): string {
  return words.slice(1).reduce((before, next) => say(language, 'listed', { before, next }), words[0] ?? '');
}

/** A time as people read it; any other value becomes a question mark. */
export function timePart(value: unknown): string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? sayTime(new Date(value).toISOString()) : '?';
}

/** A duration, given in seconds. */
export function durationPart({ language }: Telling, value: unknown): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '?';
  return say(language, 'lasted', { minutes: Math.floor(value / 60), seconds: Math.floor(value % 60) });
}

/**
 * The actor. A tenant sees its own people by name, and the vendor's keys as `sayKey` names them. The person named in a
 * link from the vendor's support was not authenticated, so the sentence names the link.
 */
export function sayWho(who: Who, telling: Telling): string {
  const { language, vendor, reader } = telling;
  const isBySupport = who.kind === 'manage' && who.madeBy?.kind === 'support';
  const isAlike = who.kind === 'hand-off' || who.kind === 'system';
  if (reader === 'tenant' && who.kind === 'manage') {
    if (who.name === undefined) return say(language, 'by.you.unnamed');
    return say(language, isBySupport ? 'by.you.support' : 'by.you', { name: quoted(telling, who.name), vendor });
  }
  if (reader === 'tenant' && !isAlike) return sayKey(who, telling);
  const known = firstKey([`by.${who.kind}${isBySupport ? '.support' : ''}`], 'by.other');
  return say(language, known, { name: quoted(telling, who.name ?? who.id), vendor });
}

/** A key for a tenant: by its public name, otherwise by its scope. Its id and its name are the vendor's own. */
export function sayKey(key: { kind: string; publicName?: string | undefined }, telling: Telling): string {
  const { language, vendor } = telling;
  if (key.publicName) return say(language, 'by.named', { name: quoted(telling, key.publicName), vendor });
  return say(language, firstKey([`by.vendor.${key.kind}`], 'by.vendor'), { vendor });
}
