// A webhook as the store keeps it. Types only.

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
