// Who may do what: one table of callers, read by operations, documents, tests and the OpenAPI document.
// Another tenant's thing is *not found*, so binding is asked for apart from permission.

export const callerKinds = ['operator', 'support', 'backend', 'auditor', 'hand-off', 'manage', 'system'] as const;
export type CallerKind = (typeof callerKinds)[number];

export interface Caller {
  kind: CallerKind;
  /** The key's or link's id; `system` for the kit's own work. */
  id: string;
  /** The person a link names, or the key's name. */
  name?: string;
  tenants: 'all' | readonly string[];
  /** Links are for one connection only. */
  connectionId?: string;
  /** Whether a backend key may suspend, resume and revoke. */
  mayEndAccess?: boolean;
}

export type Action =
  | 'tenant.create'
  | 'tenant.read'
  | 'tenant.close'
  | 'connection.create'
  | 'connection.read'
  | 'connection.change'
  | 'connection.review'
  | 'connection.end'
  | 'delivery.read'
  | 'launch.announce'
  | 'launch.again'
  | 'check.start'
  | 'check.read'
  | 'session.issue'
  | 'ledger.read'
  | 'history.read'
  | 'history.verify'
  | 'link.create'
  | 'link.read'
  | 'link.revoke'
  | 'permission-set.read'
  | 'key.create'
  | 'key.read'
  | 'key.revoke'
  | 'security-log.read';

/** `system` does the kit's own work (due checks, expiry) and never issues. */
export const callerTable: Record<Action, readonly CallerKind[]> = {
  'tenant.create': ['operator', 'backend'],
  'tenant.read': ['operator', 'support', 'backend', 'auditor'],
  'tenant.close': ['operator'],
  'connection.create': ['backend'],
  'connection.read': ['support', 'backend', 'auditor', 'hand-off', 'manage'],
  'connection.change': ['backend'],
  'connection.review': ['support'],
  'connection.end': ['support', 'backend', 'manage', 'system'],
  'delivery.read': ['support', 'backend', 'hand-off'],
  'launch.announce': ['support', 'backend', 'hand-off'],
  'launch.again': ['backend', 'hand-off'],
  'check.start': ['support', 'backend', 'hand-off', 'manage', 'system'],
  'check.read': ['support', 'backend', 'auditor', 'hand-off', 'manage'],
  'session.issue': ['backend'],
  'ledger.read': ['support', 'backend', 'auditor', 'manage'],
  'history.read': ['operator', 'support', 'backend', 'auditor', 'manage'],
  'history.verify': ['operator', 'support', 'auditor'],
  'link.create': ['support', 'backend'],
  'link.read': ['support', 'backend', 'auditor'],
  'link.revoke': ['support', 'backend'],
  'permission-set.read': ['operator', 'support', 'backend', 'auditor'],
  'key.create': ['operator'],
  'key.read': ['operator', 'auditor'],
  'key.revoke': ['operator'],
  'security-log.read': ['operator', 'auditor'],
};

/** Whether a caller of this kind may do this at all; its tenants are another question. */
export function mayDo(caller: Caller, action: Action): boolean {
  if (!callerTable[action].includes(caller.kind)) return false;
  return action !== 'connection.end' || caller.kind !== 'backend' || caller.mayEndAccess === true;
}

/** Whether the caller is bound to this tenant (or to all). */
export function sees(caller: Caller, tenantId: string): boolean {
  return caller.tenants === 'all' || caller.tenants.includes(tenantId);
}

/** Whether the caller is bound to this very connection: keys by tenant, links by the one they were made for. */
export function seesConnection(caller: Caller, connection: { id: string; tenantId: string }): boolean {
  if (!sees(caller, connection.tenantId)) return false;
  return caller.connectionId === undefined || caller.connectionId === connection.id;
}

/** Whose side ends or resumes access: the tenant by its manage link, anybody else for the vendor. */
export function sideOf(caller: Caller): 'tenant' | 'vendor' {
  return caller.kind === 'manage' ? 'tenant' : 'vendor';
}
