// The actions in histories of tenants, keys, links, webhooks and permission sets; those of connections are in event-types.ts.

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
