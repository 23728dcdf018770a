// A signed link to one connection's pages, as the store holds it. Types only.
import type { Maker } from './caller.js';

/** A signed, expiring, revocable link to one connection's pages. */
export interface Link {
  schema: 1;
  id: string;
  kind: 'hand-off' | 'manage';
  tenantId: string;
  connectionId: string;
  createdAt: string;
  expiresAt: string;
  /** The person that the vendor's backend logged in and named; manage links have one. */
  person?: string;
  /** Hand-off links: the person who asks for the access, as the vendor states it. It gives no permission. */
  requestedBy?: string;
  /** The key that created it. A link without one is not valid: nobody stands behind it. */
  madeBy?: Maker;
  /** Whether the creator could revoke when it created the link. What the link may do now is read from the key. */
  mayRevoke?: boolean;
  /** The key's count of rotations that ended its links, when it created this one. Absent: 0. */
  linksEnded?: number;
  revokedAt?: string;
}
