// Stops: what ends access before anything else of the connection is decided or written. A stop is open from its own
// write until a change with its history row has recorded it. Which kinds exist, and which event each one records. Pure.
import type { Change } from '../audit/history.js';
import type { CheckVerdict, SeenVerdict } from '../finding/verdict.js';
import type { Connection } from './connection.js';
import type { ConnectionEvent } from './event.js';
import type { Consent } from './parts.js';
import type { UnreadRules } from './trust-visibility.js';

/** In the order in which they are recorded. Each name is the name of an attribute of the stored item. */
export const stopKinds = ['stopUnsafe', 'stopTenant', 'stopVendor', 'stopRevoke'] as const;
export type StopKind = (typeof stopKinds)[number];

/** Tenants have one kind of stop. */
export const tenantStopKinds = ['stopClose'] as const;
export type TenantStopKind = (typeof tenantStopKinds)[number];

/** What a stop needs to be recorded by anyone: who, why, when, and what the event says besides. */
export interface Stop extends Change {
  id: string;
  /** Of a revoke: whether the kit may test that the role is closed. */
  consent?: Consent;
  /** Of an unsafe verdict: what the check found. */
  verdict?: { kind: 'full'; seen: CheckVerdict } | { kind: 'light'; seen: SeenVerdict };
}

/** An open stop with what it says. */
export interface ReadStop<Kind extends string = StopKind> {
  kind: Kind;
  stop: Stop;
}

/** `stop` is absent when what the item holds cannot be read. It stops issuing all the same. */
export interface OpenStop<Kind extends string = StopKind> {
  kind: Kind;
  stop?: Stop;
}

/** The event that records the stop; undefined when there is nothing to record. `rules`: the vendor's. */
export function eventOfStop(
  kind: StopKind,
  { consent, verdict }: Pick<Stop, 'consent' | 'verdict'>,
  connection: Connection,
  rules: UnreadRules,
): ConnectionEvent | undefined {
  switch (kind) {
    case 'stopTenant':
      return { type: 'suspended', by: 'tenant' };
    case 'stopVendor':
      return { type: 'suspended', by: 'vendor' };
    case 'stopRevoke':
      return { type: 'revoked', ...(consent && { consent }) };
    case 'stopUnsafe':
      if (verdict?.kind === 'light') return { type: 'light-check-finished', verdict: verdict.seen, rules };
      if (verdict) return { type: 'check-finished', verdict: verdict.seen, rules };
      return unsafeWithoutFindings(connection, rules);
  }
}

/** An unsafe verdict holds issuing even if its findings are lost. The next check finds them again. */
function unsafeWithoutFindings(
  { liveLaunch: launch, roleUniqueId, findings }: Connection,
  rules: UnreadRules,
): ConnectionEvent | undefined {
  if (launch === undefined || roleUniqueId === undefined) return undefined;
  return { type: 'check-finished', verdict: { outcome: 'unsafe', launch, roleUniqueId, findings }, rules };
}

/** So many ids of recorded stops are remembered, so that a repeated write of one does not set it again. */
export const stopsRemembered = 32;

export function rememberedWith(ids: readonly string[], id: string): string[] {
  return [...ids.filter(each => each !== id), id].slice(-stopsRemembered);
}

interface Known {
  stops?: readonly OpenStop<string>[];
  stopsRecorded?: readonly string[];
}

/** Whether a stop was set between two reads, or is open: what was decided on the first read must not lift it. */
export function isStoppedSince(before: Known, now: Known): boolean {
  const known = before.stopsRecorded ?? [];
  return now.stops !== undefined || (now.stopsRecorded ?? []).some(id => !known.includes(id));
}
