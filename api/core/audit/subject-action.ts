// The actions in histories of tenants, keys, links, webhooks and permission sets. Those of connections: event-types.ts.

export type SubjectAction =
  | 'tenant.created'
  | 'tenant.changed'
  | 'tenant.closed'
  | 'key.created'
  | 'key.rotated'
  | 'key.revoked'
  | 'link.created'
  | 'link.revoked'
  | 'webhook.created'
  | 'webhook.rotated'
  | 'webhook.disabled'
  | 'webhook.failing'
  | 'webhook.recovered'
  | 'permission-set.published';
