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
  /** The key that created it; absent in links that are older than this field. */
  madeBy?: Maker;
  /** Whether a manage link may revoke, because its creator may. */
  mayRevoke?: boolean;
  revokedAt?: string;
}
