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
  /** What tenants see in place of the key's name. */
  publicName?: string;
  tenants: 'all' | readonly string[];
  /** Links are valid for one connection only. */
  connectionId?: string;
  /** Whether a backend key may suspend, resume and revoke. */
  mayEndAccess?: boolean;
  /** Whether the manage links of this key act for persons of the tenant. Such a key never issues credentials. */
  mayVouchForPersons?: boolean;
  /** How often a rotation of this key has ended its links. Absent: never. */
  linksEnded?: number;
  /** For a link: the key that created it, for the history. */
  madeBy?: Maker;
  /** For a link: what the key that created it may do at this moment. Without it a link can only stop things. */
  maker?: MakerNow;
}

/** The key that created a link. */
export interface Maker {
  kind: CallerKind;
  id: string;
}

/** The rights of a link's creator, read at each use of the link. */
export type MakerNow = Pick<Caller, 'kind' | 'id' | 'tenants' | 'mayEndAccess' | 'mayVouchForPersons'>;

export type Action =
  | 'tenant.create'
  | 'tenant.read'
  | 'tenant.change'
  | 'tenant.close'
  | 'connection.create'
  | 'connection.read'
  | 'connection.change'
  | 'connection.review'
  | 'connection.suspend'
  | 'connection.resume'
  | 'connection.revoke'
  | 'end.state'
  | 'stack.state'
  | 'offboarding.consent'
  | 'offboarding.stop'
  | 'drill.start'
  | 'legacy.record'
  | 'legacy.close'
  | 'legacy.retract'
  | 'deviation.accept'
  | 'deviation.accept-wider'
  | 'deviation.reopen'
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
  | 'values.give'
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
  'tenant.change': ['operator', 'backend'],
  'tenant.close': ['operator'],
  'connection.create': ['backend'],
  'connection.read': ['support', 'backend', 'auditor', 'hand-off', 'manage'],
  'connection.change': ['backend'],
  'connection.review': ['support'],
  'connection.suspend': ['support', 'backend', 'manage'],
  'connection.resume': ['support', 'backend', 'manage'],
  'connection.revoke': ['support', 'backend', 'manage', 'system'],
  'end.state': ['support', 'backend', 'manage'],
  'stack.state': ['support', 'backend', 'manage'],
  'offboarding.consent': ['support', 'backend', 'manage'],
  'offboarding.stop': ['support', 'backend', 'manage'],
  'drill.start': ['support', 'backend'],
  'legacy.record': ['support', 'backend'],
  'legacy.close': ['backend', 'manage'],
  'legacy.retract': ['support', 'backend'],
  'deviation.accept': ['support', 'backend', 'manage'],
  'deviation.accept-wider': ['backend', 'manage'],
  'deviation.reopen': ['support', 'backend', 'manage'],
  'rotation.start': ['support', 'backend', 'manage'],
  'rotation.cancel': ['support', 'backend', 'manage'],
  'upgrade.read': ['support', 'backend', 'auditor', 'manage'],
  'upgrade.start': ['support', 'backend', 'manage'],
  'upgrade.cancel': ['support', 'backend', 'manage'],
  'delivery.read': ['support', 'backend', 'auditor', 'hand-off'],
  'update.read': ['manage'],
  'relaunch.read': ['manage'],
  'guide.read': ['support', 'backend', 'auditor', 'hand-off', 'manage'],
  'launch.announce': ['support', 'backend', 'hand-off'],
  'launch.again': ['support', 'backend', 'hand-off'],
  'values.give': ['hand-off'],
  'check.start': ['support', 'backend', 'hand-off', 'manage', 'system'],
  'check.read': ['support', 'backend', 'auditor', 'hand-off', 'manage'],
  'session.issue': ['backend'],
  'ledger.read': ['support', 'backend', 'auditor', 'manage'],
  'ledger.export': ['auditor'],
  'history.read': ['support', 'backend', 'auditor', 'manage'],
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
  /** The flag of a key, and the value that it must have. */
  flag: 'mayEndAccess' | 'mayVouchForPersons';
  is: boolean;
  words: string;
}

const mayEnd: Condition = { flag: 'mayEndAccess', is: true, words: 'if the key may end access' };
const mayVouch: Condition = { flag: 'mayVouchForPersons', is: true, words: 'if the key may vouch for persons' };
const mayNotVouch: Condition = {
  flag: 'mayVouchForPersons',
  is: false,
  words: 'unless the key may vouch for persons',
};

/** What backend keys need in addition. A key that vouches for persons never issues: its holder could act for both. */
const conditionTable: Partial<Record<Action, Condition>> = {
  'session.issue': mayNotVouch,
  'connection.suspend': mayEnd,
  'connection.resume': mayEnd,
  'connection.revoke': mayEnd,
  'end.state': mayEnd,
  'offboarding.consent': mayEnd,
  'offboarding.stop': mayEnd,
  'drill.start': mayEnd,
  'legacy.close': mayEnd,
  // The word of a person of the tenant.
  'deviation.accept': mayVouch,
  'deviation.accept-wider': mayVouch,
};

/** The condition for a key of this kind, if it has one. */
function keyConditionOf(kind: CallerKind, action: Action): Condition | undefined {
  return kind === 'backend' ? conditionTable[action] : undefined;
}

/** In words, for documents: what a caller of this kind needs in addition to do this. */
export function conditionOf(kind: CallerKind, action: Action): string | undefined {
  if (kind !== 'hand-off' && kind !== 'manage') return keyConditionOf(kind, action)?.words;
  if (stopsOfEveryLink.includes(action)) return undefined;
  if (actsOfPersons.includes(action)) return 'if its creator may, and may vouch for persons';
  const ofMaker = asMaker[action] ?? action;
  const needsNothing = callerTable['link.create'].every(
    maker => callerTable[ofMaker].includes(maker) && !keyConditionOf(maker, ofMaker),
  );
  return needsNothing ? undefined : 'if its creator may';
}

export type Refusal = 'not_allowed' | 'link_may_not_revoke' | 'link_may_not_resume' | 'link_needs_person';

/** In every manage link, whatever its creator may do. */
export const stopsOfEveryLink: readonly Action[] = ['connection.suspend', 'offboarding.stop'];

/** Recorded as the word of the tenant's person: an operator must have allowed the link's creator to vouch for it. */
export const actsOfPersons: readonly Action[] = [
  'connection.resume',
  'deviation.accept-wider',
  'end.state',
  'legacy.close',
  'offboarding.consent',
];

/** What the creator of a link must be allowed to do where only links have an action. */
export const asMaker: Partial<Record<Action, Action>> = {
  'update.read': 'delivery.read',
  'relaunch.read': 'delivery.read',
  'values.give': 'launch.again',
};

const refusalsOfLinks: Partial<Record<Action, Refusal>> = {
  'connection.revoke': 'link_may_not_revoke',
  'connection.resume': 'link_may_not_resume',
  'deviation.accept-wider': 'link_needs_person',
};

/** The scopes of keys that may do this. */
export function kindsThatMay(action: Action): CallerKind[] {
  return keyKinds.filter(kind => callerTable[action].includes(kind));
}

/** In words, for documents: the scopes, and what each needs in addition. */
export function whoMay(action: Action): string {
  return kindsThatMay(action)
    .map(kind => [kind, conditionOf(kind, action)].filter(Boolean).join(' '))
    .join(', ');
}

/** The error code for a caller that may not do this; undefined when it may. Its tenants are checked separately. */
export function refusedAs(caller: Caller, action: Action): Refusal | undefined {
  if (!callerTable[action].includes(caller.kind)) return 'not_allowed';
  if (caller.kind === 'hand-off' || caller.kind === 'manage') return refusedThroughLink(caller.maker, action);
  const condition = keyConditionOf(caller.kind, action);
  return condition && (caller[condition.flag] === true) !== condition.is ? 'not_allowed' : undefined;
}

/** A link gives nobody more than its creator has now, except what stops the vendor's use. */
function refusedThroughLink(maker: MakerNow | undefined, action: Action): Refusal | undefined {
  if (stopsOfEveryLink.includes(action)) return undefined;
  if (!maker || refusedAs(maker, asMaker[action] ?? action)) return refusalsOfLinks[action] ?? 'not_allowed';
  if (!actsOfPersons.includes(action) || maker.mayVouchForPersons) return undefined;
  return refusalsOfLinks[action] ?? 'link_needs_person';
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
