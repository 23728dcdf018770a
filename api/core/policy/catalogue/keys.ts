// Facts about AWS's condition keys, from AWS's reference: the type of their values, and which keys may have several.
// Pure look-ups in key-data.ts (npm run actions).
import { keyData } from './key-data.js';

export type KeyType = 'String' | 'ARN' | 'Bool' | 'Date' | 'IPAddress' | 'Numeric';

export interface KnownKey {
  type: KeyType;
  /** Whether a request may have several values for it. */
  isArray: boolean;
}

interface Known {
  byName: Map<string, KnownKey>;
  /** Keys with a part that differs between requests: `aws:requesttag/*`. */
  patterns: { before: string; after: string; key: KnownKey }[];
}

let known: Known | undefined;

/** Read when it is first needed. */
function knownKeys(): Known {
  if (known) return known;
  known = { byName: new Map(), patterns: [] };
  for (const [name, keys] of Object.entries(keyData)) {
    const key: KnownKey = { type: name.replace('ArrayOf', '') as KeyType, isArray: name.startsWith('ArrayOf') };
    for (const each of keys.split(' ')) {
      const star = each.indexOf('*');
      if (star < 0) known.byName.set(each, key);
      else known.patterns.push({ before: each.slice(0, star), after: each.slice(each.lastIndexOf('*') + 1), key });
    }
  }
  return known;
}

/** `key` in lower case. Undefined: AWS's reference does not have it. */
export function knownKey(key: string): KnownKey | undefined {
  const { byName, patterns } = knownKeys();
  const isLike = ({ before, after }: { before: string; after: string }) =>
    key.length > before.length + after.length && key.startsWith(before) && key.endsWith(after);
  return byName.get(key) ?? patterns.find(isLike)?.key;
}
