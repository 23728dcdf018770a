// A webhook, as the store holds it. Types only.

/** A receiver of events. Its secrets are derived from the service's signing key, so none is stored. */
export interface Webhook {
  schema: 1;
  id: string;
  url: string;
  /** The tenants whose events it gets. */
  tenants: 'all' | string[];
  /** Only events of these types; all when absent. */
  types?: string[];
  /** The signing secrets, newest first: the number of each and when it expires. The newest one does not expire. */
  secrets: { number: number; endsAt?: string }[];
  createdAt: string;
  disabledAt?: string;
}
