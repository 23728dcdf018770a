// Who may do what: one table of callers, read by operations, documents, tests and the OpenAPI document.
// Other tenants' objects are *not found*, so callers are matched with tenants separately from permissions.

/** The scopes of API keys. */
export const keyKinds = ['operator', 'support', 'backend', 'auditor'] as const;
export const callerKinds = [...keyKinds, 'hand-off', 'manage', 'system'] as const;
export type CallerKind = (typeof callerKinds)[number];

export interface Caller {
  kind: CallerKind;
  /** The key's or link's id; `system` for the kit's own work. */
  id: string;
  /** The person a link names, or the key's name. */
  name?: string;
  tenants: 'all' | readonly string[];
  /** Links are valid for one connection only. */
  connectionId?: string;
  /** Whether a backend key may suspend, resume and revoke. */
  mayEndAccess?: boolean;
  /** For a link: who created it. */
  madeBy?: Maker;
  /** Whether a manage link may revoke: only if its creator may. */
  mayRevoke?: boolean;
  /** Whether a manage link may resume what the tenant suspended: only if support did not create it. */
  mayResume?: boolean;
  /** Whether a manage link may state that legacy access was deleted: only if support did not create it. */
  mayCloseLegacy?: boolean;
}

/** The key that created a link. */
export interface Maker {
  kind: CallerKind;
  id: string;
}

export type Action =
  | 'tenant.create'
  | 'tenant.read'
  | 'tenant.close'
  | 'connection.create'
  | 'connection.read'
  | 'connection.change'
  | 'connection.review'
  | 'connection.suspend'
  | 'connection.resume'
  | 'connection.revoke'
  | 'end.state'
  | 'offboarding.stop'
  | 'drill.start'
  | 'legacy.record'
  | 'legacy.close'
  | 'legacy.retract'
  | 'rotation.start'
  | 'rotation.cancel'
  | 'upgrade.read'
  | 'upgrade.start'
  | 'upgrade.cancel'
  | 'delivery.read'
  | 'update.read'
  | 'relaunch.read'
  | 'guide.read'
  | 'launch.announce'
  | 'launch.again'
  | 'check.start'
  | 'check.read'
  | 'session.issue'
  | 'ledger.read'
  | 'ledger.export'
  | 'history.read'
  | 'history.export'
  | 'history.verify'
  | 'link.create'
  | 'link.read'
  | 'link.revoke'
  | 'permission-set.read'
  | 'key.create'
  | 'key.read'
  | 'key.revoke'
  | 'security-log.read'
  | 'metrics.read'
  | 'webhook.create'
  | 'webhook.read'
  | 'webhook.disable'
  | 'webhook.replay';

/** `system` does the kit's own work (due checks, expiry) and never issues credentials. */
export const callerTable: Record<Action, readonly CallerKind[]> = {
  'tenant.create': ['operator', 'backend'],
  'tenant.read': ['operator', 'support', 'backend', 'auditor'],
  'tenant.close': ['operator'],
  'connection.create': ['backend'],
  'connection.read': ['support', 'backend', 'auditor', 'hand-off', 'manage'],
  'connection.change': ['backend'],
  'connection.review': ['support'],
  'connection.suspend': ['support', 'backend', 'manage'],
  'connection.resume': ['support', 'backend', 'manage'],
  'connection.revoke': ['support', 'backend', 'manage', 'system'],
  'end.state': ['support', 'backend', 'manage'],
  'offboarding.stop': ['support', 'backend', 'manage'],
  'drill.start': ['support', 'backend'],
  'legacy.record': ['support', 'backend'],
  'legacy.close': ['backend', 'manage'],
  'legacy.retract': ['support', 'backend'],
  'rotation.start': ['support', 'backend', 'manage'],
  'rotation.cancel': ['support', 'backend', 'manage'],
  'upgrade.read': ['support', 'backend', 'auditor', 'manage'],
  'upgrade.start': ['support', 'backend', 'manage'],
  'upgrade.cancel': ['support', 'backend', 'manage'],
  'delivery.read': ['support', 'backend', 'hand-off'],
  'update.read': ['manage'],
  'relaunch.read': ['manage'],
  'guide.read': ['support', 'backend', 'hand-off', 'manage'],
  'launch.announce': ['support', 'backend', 'hand-off'],
  'launch.again': ['backend', 'hand-off'],
  'check.start': ['support', 'backend', 'hand-off', 'manage', 'system'],
  'check.read': ['support', 'backend', 'auditor', 'hand-off', 'manage'],
  'session.issue': ['backend'],
  'ledger.read': ['support', 'backend', 'auditor', 'manage'],
  'ledger.export': ['auditor'],
  'history.read': ['operator', 'support', 'backend', 'auditor', 'manage'],
  'history.export': ['auditor'],
  'history.verify': ['operator', 'support', 'auditor'],
  'link.create': ['support', 'backend'],
  'link.read': ['support', 'backend', 'auditor'],
  'link.revoke': ['support', 'backend'],
  'permission-set.read': ['operator', 'support', 'backend', 'auditor'],
  'key.create': ['operator'],
  'key.read': ['operator', 'auditor'],
  'key.revoke': ['operator'],
  'security-log.read': ['operator', 'auditor'],
  'metrics.read': ['operator', 'auditor'],
  'webhook.create': ['operator'],
  'webhook.read': ['operator', 'auditor'],
  'webhook.disable': ['operator'],
  'webhook.replay': ['operator'],
};

interface Condition {
  needs: 'mayEndAccess' | 'mayRevoke' | 'mayResume' | 'mayCloseLegacy';
  words: string;
  refusedAs: 'not_allowed' | 'link_may_not_revoke' | 'link_may_not_resume';
}

const ofKeys: Condition = { needs: 'mayEndAccess', words: 'if the key may end access', refusedAs: 'not_allowed' };

/**
 * What some callers of a kind need in addition. The tenant can always stop the vendor's use. But a link gives nobody
 * more than its creator has, and the vendor's staff cannot undo what the tenant stopped.
 */
const conditionTable: Partial<Record<Action, Partial<Record<CallerKind, Condition>>>> = {
  'connection.suspend': { backend: ofKeys },
  'connection.resume': {
    backend: ofKeys,
    manage: { needs: 'mayResume', words: 'unless support created the link', refusedAs: 'link_may_not_resume' },
  },
  'connection.revoke': {
    backend: ofKeys,
    manage: { needs: 'mayRevoke', words: 'if its creator may revoke', refusedAs: 'link_may_not_revoke' },
  },
  'end.state': { backend: ofKeys },
  'offboarding.stop': { backend: ofKeys },
  'drill.start': { backend: ofKeys },
  'legacy.close': {
    backend: ofKeys,
    manage: { needs: 'mayCloseLegacy', words: 'unless support created the link', refusedAs: 'not_allowed' },
  },
};

/** What a caller of this kind needs in addition to do this. */
export function conditionOf(kind: CallerKind, action: Action): Condition | undefined {
  return conditionTable[action]?.[kind];
}

/** The scopes of keys that may do this. */
export function kindsThatMay(action: Action): CallerKind[] {
  return keyKinds.filter(kind => callerTable[action].includes(kind));
}

/** In words, for documents: the scopes, and what each needs in addition. */
export function whoMay(action: Action): string {
  return kindsThatMay(action)
    .map(kind => [kind, conditionOf(kind, action)?.words].filter(Boolean).join(' '))
    .join(', ');
}

/** The error code for a caller that may not do this; undefined when it may. Its tenants are checked separately. */
export function refusedAs(caller: Caller, action: Action): Condition['refusedAs'] | undefined {
  if (!callerTable[action].includes(caller.kind)) return 'not_allowed';
  const condition = conditionOf(caller.kind, action);
  return condition && caller[condition.needs] !== true ? condition.refusedAs : undefined;
}

/** Whether the caller may access this tenant. */
export function sees(caller: Caller, tenantId: string): boolean {
  return caller.tenants === 'all' || caller.tenants.includes(tenantId);
}

/** Whether the caller may access all these tenants: what it creates, a key or webhook, must not reach further. */
export function seesAll(caller: Caller, tenants: 'all' | readonly string[]): boolean {
  return tenants === 'all' ? caller.tenants === 'all' : tenants.every(tenantId => sees(caller, tenantId));
}

/** Whether the caller may access this connection: keys by tenant, links only the connection they were created for. */
export function seesConnection(caller: Caller, connection: { id: string; tenantId: string }): boolean {
  if (!sees(caller, connection.tenantId)) return false;
  return caller.connectionId === undefined || caller.connectionId === connection.id;
}

/** For whom the caller ends or resumes access: for the tenant through its manage link, otherwise for the vendor. */
export function sideOf(caller: Caller): 'tenant' | 'vendor' {
  return caller.kind === 'manage' ? 'tenant' : 'vendor';
}
