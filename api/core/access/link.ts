// A signed link to one connection's pages, as the store keeps it. Types only.
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
  /** The person the vendor's backend logged in and named; manage links have one. */
  person?: string;
  /** Whose key made it; absent in links made before this was kept. */
  madeBy?: Maker;
  /** Whether a manage link may revoke, because its maker may. */
  mayRevoke?: boolean;
  revokedAt?: string;
}
