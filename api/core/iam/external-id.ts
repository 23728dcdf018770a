// External IDs: their form, the near misses that probes try, and the guard that keeps callers from choosing one.
// Not here: drawing one (operations, with the ids port) and keeping them unique (stores).
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html, FTR CAA-004 to CAA-006.

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A lower-case UUID v4 that holds a letter, so that its upper-case form is another value. */
export function isExternalId(text: string): boolean {
  return uuidV4.test(text) && /[a-f]/.test(text);
}

/** Near misses of an external ID: each must be refused by a trust policy that compares it exactly. */
export interface NearMisses {
  upperCase: string;
  /** The right first half with another tail: admitted by a prefix pattern. */
  head: string;
  /** Another head with the right last half: admitted by a suffix pattern. */
  tail: string;
  oneChanged: string;
}

/** Builds the near misses of `id` from another drawn UUID, which supplies the parts that differ. */
export function nearMisses(id: string, other: string): NearMisses {
  const half = id.length / 2;
  const last = id.at(-1) === '0' ? '1' : '0';
  return {
    upperCase: id.toUpperCase(),
    head: id.slice(0, half) + other.slice(half),
    tail: other.slice(0, half) + id.slice(half),
    oneChanged: id.slice(0, -1) + last,
  };
}

/**
 * Where `value` names an external ID: a key that reads `externalid` after dropping case, `-` and `_`, at any depth.
 * Nobody outside sets one, so such a key is refused, not ignored (CAA-004, CAA-006).
 */
export function externalIdKeyIn(value: unknown, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const here = `${path}/${key}`;
    if (!Array.isArray(value) && key.replace(/[-_]/g, '').toLowerCase() === 'externalid') return here;
    const deeper = externalIdKeyIn(inner, here);
    if (deeper) return deeper;
  }
  return undefined;
}
