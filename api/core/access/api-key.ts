// An API key as the store keeps it. Who may do what is in caller.ts. Types only.

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
