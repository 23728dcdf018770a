// The characters that can make a difference when patterns are walked, besides those that they name.
import { anyCharInPart, anyTextInPart, characterClasses } from './characters.js';
import type { Pattern } from './wildcard.js';

export interface Others {
  /** A character that no pattern names; the colon too, if some wildcards stop at it. */
  plain: readonly string[];
  /** The same for each combination of classes that a character may have; where no such one is left, all of them. */
  ofClasses: readonly string[];
}

export function otherCharacters(patterns: readonly Pattern[]): Others {
  const named = new Set<number>();
  let hasParts = false;
  for (const pattern of patterns) {
    for (const token of pattern.tokens) {
      if (token === anyTextInPart || token === anyCharInPart) hasParts = true;
      if (token < 0) continue;
      const char = String.fromCharCode(token);
      for (const each of [char, char.toLowerCase(), char.toUpperCase()]) named.add(each.charCodeAt(0));
    }
  }
  const isFree = (char: string) => !named.has(char.charCodeAt(0));
  const beyond = freeBeyondAscii(named);
  const colon = hasParts ? [':'] : [];
  const ofClasses = charactersByClass.flatMap(chars => chars.find(isFree) ?? chars);
  return { plain: [preferred.find(isFree) ?? beyond, ...colon], ofClasses: [...ofClasses, beyond, ...colon] };
}

const preferred = [...'xyzqw0123456789abcdefghijklmnoprstuv-_./ABCDEFGHIJKLMNOPQRSTUVWXYZ=+@, '];

/** The ASCII characters that a value may have, by the classes that they belong to. */
const charactersByClass: readonly (readonly string[])[] = (() => {
  const found = new Map<string, string[]>();
  for (const char of [...preferred, ':']) {
    const kind = characterClasses.map(each => each.test(char)).join();
    found.set(kind, [...(found.get(kind) ?? []), char]);
  }
  return [...found.values()];
})();

function freeBeyondAscii(named: ReadonlySet<number>): string {
  let code = 0xa1;
  while (named.has(code)) code += 1;
  return String.fromCharCode(code);
}
