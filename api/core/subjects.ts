// The other subjects with a history: tenants, API keys, links and published permission sets. Shapes only; who may do what is in caller.ts.
import type { Maker } from './caller.js';

/** A customer of the vendor. */
export interface Tenant {
  schema: 1;
  id: string;
  name: string;
  /** The vendor's own reference for it, e.g. its id in the vendor's database. */
  reference?: string;
  state: 'open' | 'closed';
  createdAt: string;
  closedAt?: string;
}

export type KeyScope = 'operator' | 'support' | 'backend' | 'auditor';

export interface ApiKey {
  schema: 1;
  id: string;
  name: string;
  scope: KeyScope;
  /** The tenants it is bound to, or all of them. */
  tenants: 'all' | string[];
  /** Whether a backend key may suspend, resume and revoke. */
  mayEndAccess: boolean;
  /** Addresses it may be used from; anywhere when absent. */
  cidrs?: string[];
  /** SHA-256 of each secret that is good, newest first; after a rotation the old one stays until its own date. */
  secrets: { sha256: string; expiresAt: string }[];
  createdAt: string;
  revokedAt?: string;
}

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

/** Where events are sent. Its secrets are derived from the service's signing key, so none is kept. */
export interface Webhook {
  schema: 1;
  id: string;
  url: string;
  /** Whose connections' events it gets. */
  tenants: 'all' | string[];
  /** Only events of these types; of all when absent. */
  types?: string[];
  /** The secrets that sign, newest first: which number each has, and when it ends. The newest has no end. */
  secrets: { number: number; endsAt?: string }[];
  createdAt: string;
  disabledAt?: string;
}

/** One version of a permission set, as it was when the service first started with it. It never changes. */
export interface PublishedPermissionSet {
  schema: 1;
  /** Id and version in one: `cost-read@1.0.0`. */
  id: string;
  permissionSetId: string;
  version: string;
  /** SHA-256 of the whole set, as canonical JSON. */
  digest: string;
  publishedAt: string;
}

/** What rows of their histories can say was done; of connections it is the table of events (events.ts). */
export type SubjectAction =
  | 'tenant.created'
  | 'tenant.closed'
  | 'key.created'
  | 'key.rotated'
  | 'key.revoked'
  | 'link.created'
  | 'link.revoked'
  | 'webhook.created'
  | 'webhook.rotated'
  | 'webhook.disabled'
  | 'permission-set.published';
