// MACs with keys that derive from the service's signing key. Each names its key, so that MACs of an earlier signing key
// are still verified after it was changed. Not here: what a MAC covers (integrity).
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Macs {
  /** Names the key that new MACs are made with. */
  readonly keyId: string;
  of(text: string): string;
  isOf(text: string, mac: unknown): boolean;
  /** Whether it names a key that we have: if not, it can be of a key before those. */
  namesKnownKey(mac: unknown): boolean;
}

const derived = (signingKey: string, use: string) => createHmac('sha256', signingKey).update(use).digest();

export function makeMacs(signingKey: string, earlierKeys: readonly string[] = []): Macs {
  const keyOf = (each: string) => ({
    id: derived(each, 'drawbridge item mac id 1').toString('hex').slice(0, 8),
    key: derived(each, 'drawbridge item mac 1'),
  });
  const current = keyOf(signingKey);
  const keys = new Map([...earlierKeys.map(keyOf), current].map(({ id, key }) => [id, key]));
  const mac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    keyId: current.id,
    of: text => `${current.id}.${mac(current.key, text)}`,
    isOf(text, given) {
      if (typeof given !== 'string') return false;
      const id = given.slice(0, 8);
      const key = keys.get(id);
      if (key === undefined) return false;
      const [expected, found] = [Buffer.from(`${id}.${mac(key, text)}`), Buffer.from(given)];
      return expected.length === found.length && timingSafeEqual(expected, found);
    },
    namesKnownKey: given => typeof given === 'string' && keys.has(given.slice(0, 8)),
  };
}
