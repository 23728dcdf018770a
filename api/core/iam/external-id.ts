// External IDs: their form, the near misses that probes send, and the guard against callers that try to choose one.
// Operations draw them (through the ids port); stores keep them unique. FTR CAA-004 to CAA-006.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
import type { LiveRole } from './live-role.js';

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A lower-case UUID v4 that contains a letter a–f, so that its upper-case form is a different value. */
export function isExternalId(text: string): boolean {
  return uuidV4.test(text) && /[a-f]/.test(text);
}

/** AWS limits a trust policy to 4,096 characters, so no role names more. */
const namedAtMost = 120;

/** The texts in a trust policy that have the form of an external ID, however their characters are escaped. */
export function externalIdsIn({ role }: Pick<LiveRole, 'role'>): string[] {
  if (role.kind !== 'read') return [];
  let text: string;
  try {
    text = JSON.stringify(JSON.parse(role.value.trustPolicy));
  } catch {
    return [];
  }
  const found = text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
  return [...new Set(found.filter(isExternalId))].slice(0, namedAtMost);
}

/** Near misses of an external ID: a trust policy that compares exactly refuses each of them. */
export interface NearMisses {
  upperCase: string;
  /** The right first half with another second half: a prefix pattern accepts it. */
  head: string;
  /** Another first half with the right second half: a suffix pattern accepts it. */
  tail: string;
  oneChanged: string;
}

/** Builds the near misses of `id`; `other` is another drawn UUID, which supplies the parts that differ. */
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
 * The path of a key that names an external ID: one that reads `externalid` without case, `-` and `_`, at any depth.
 * Callers never set one, so such a request is refused, not ignored (CAA-004, CAA-006).
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
