// An API key, as the store holds it. caller.ts defines who may do what. Types only.

export type KeyScope = 'operator' | 'support' | 'backend' | 'auditor';

export interface ApiKey {
  schema: 1;
  id: string;
  /** For the vendor's own staff: it may name a person. */
  name: string;
  /** What tenants see where this key uses their access or changes something. Absent: the word of its scope. */
  publicName?: string;
  scope: KeyScope;
  /** The tenants that the key is limited to, or all. */
  tenants: 'all' | string[];
  /** Whether a backend key may suspend, resume and revoke. */
  mayEndAccess: boolean;
  /** Set by an operator: its manage links act for persons of the tenant. The key itself never issues credentials. */
  mayVouchForPersons?: boolean;
  /** How many rotations have ended the links of this key. Absent: none. */
  linksEnded?: number;
  /** CIDR blocks that the key may be used from; anywhere when absent. */
  cidrs?: string[];
  /** SHA-256 of each valid secret, newest first; after a rotation the old one stays valid until its own date. */
  secrets: { sha256: string; expiresAt: string }[];
  createdAt: string;
  revokedAt?: string;
}
