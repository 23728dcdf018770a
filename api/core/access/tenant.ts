// A tenant, as the store holds it. Types only.

/** A customer of the vendor. */
export interface Tenant {
  schema: 1;
  id: string;
  name: string;
  /** The vendor's own reference for the tenant, e.g. its id in the vendor's database. */
  reference?: string;
  state: 'open' | 'closed';
  createdAt: string;
  closedAt?: string;
}
