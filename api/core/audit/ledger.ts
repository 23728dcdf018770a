// The ledger: which credentials were made (minted) and handed to whom. Shapes and session names; keeping is for stores.
import type { AssumeOutcome } from '../iam/assume-role.js';
import { minuteMs } from '../values/time.js';

/** `offboarding`: a powerless probe after a revoke, made with consent. */
export type MintedKind = 'issue' | 'probe' | 'inspection' | 'offboarding';

export type LedgerRow = MintedRow | HandedOutRow;

/** Written before STS is called, completed after. Every success in the customer's CloudTrail has exactly one, by session name. */
export interface MintedRow {
  type: 'minted';
  id: string;
  connectionId: string;
  tenantId: string;
  at: string;
  kind: MintedKind;
  roleArn: string;
  sessionName: string;
  sourceIdentity?: string;
  /** The caller that asked; `check:<id>` or `offboarding:<id>` for what the kit asks for itself. */
  for: string;
  /** No session of this row lives longer than this. */
  expiresAtMost: string;
  outcome?:
    | { kind: 'assumed'; accessKeyId: string; expiresAt: string }
    | { kind: 'refused' }
    | { kind: 'inconclusive'; why: string };
}

/** Written before each answer that carries credentials. */
export interface HandedOutRow {
  type: 'handed-out';
  id: string;
  connectionId: string;
  tenantId: string;
  at: string;
  mintedId: string;
  /** The caller the credentials were answered to. */
  to: string;
  requestId: string;
  expiresAt: string;
}

/** How often the credentials of a minted row were handed out; `isAtLeast`: not every row was looked at. */
export interface TimesHandedOut {
  count: number;
  isAtLeast: boolean;
}

/** No session lives longer than an hour; the rest is for clocks that differ. */
export const longestSessionMs = 70 * minuteMs;

/** The part of an id that names it: what follows the prefix. */
function bare(id: string): string {
  return id.slice(id.indexOf('_') + 1);
}

/** Session name of an ask: names tenant, caller and minted row; unique, since the row's id is in it. At most 64 characters. */
export function issueSessionName(tenantId: string, callerId: string, rowId: string): string {
  return `drawbridge-${bare(tenantId)}-${bare(callerId)}-${bare(rowId)}`;
}

export function probeSessionName(rowId: string): string {
  return `drawbridge-probe-${bare(rowId)}`;
}

export function inspectSessionName(rowId: string): string {
  return `drawbridge-inspect-${bare(rowId)}`;
}

/** Says in the customer's CloudTrail what it is for: access has ended, and somebody there will ask. */
export function offboardingSessionName(rowId: string): string {
  return `drawbridge-offboarding-check-${bare(rowId)}`;
}

export function sourceIdentityOf(tenantId: string, callerId: string): string {
  return `drawbridge-${bare(tenantId)}-${bare(callerId)}`;
}

/** What every minted row begins with: whose it is, when, and how long its session lives at most. */
export function mintedFor(
  connection: { id: string; tenantId: string },
  id: string,
  now: Date,
  durationSeconds: number,
): Pick<MintedRow, 'type' | 'id' | 'connectionId' | 'tenantId' | 'at' | 'expiresAtMost'> {
  return {
    type: 'minted',
    id,
    connectionId: connection.id,
    tenantId: connection.tenantId,
    at: now.toISOString(),
    expiresAtMost: expiryAtMost(now, durationSeconds),
  };
}

/** A minute is allowed for the call itself and for clocks that differ. */
function expiryAtMost(now: Date, durationSeconds: number): string {
  return new Date(now.getTime() + (durationSeconds + 60) * 1000).toISOString();
}

/** What the ledger keeps of an outcome: never the secret or the token. */
export function outcomeOfRow(outcome: AssumeOutcome): NonNullable<MintedRow['outcome']> {
  if (outcome.kind === 'assumed') {
    return { kind: 'assumed', accessKeyId: outcome.accessKeyId, expiresAt: outcome.expiresAt };
  }
  return outcome.kind === 'refused' ? { kind: 'refused' } : { kind: 'inconclusive', why: outcome.why };
}

/** When the last of them ends; undefined when there are none. */
export function lastEndOf(sessions: readonly { end: string }[]): string | undefined {
  return sessions
    .map(each => each.end)
    .sort()
    .at(-1);
}

/** When the session of a row ends at the latest. An answer that was lost may have made one all the same. */
export function endOfSession(row: LedgerRow): string | undefined {
  if (row.type !== 'minted' || row.outcome?.kind === 'refused') return undefined;
  return row.outcome?.kind === 'assumed' ? row.outcome.expiresAt : row.expiresAtMost;
}

/** `issue`: made and handed out for a caller; `check`: probes and readings; `offboarding`: after a revoke. */
export const ledgerKindNames = ['issue', 'check', 'offboarding'] as const;

export type LedgerKind = (typeof ledgerKindNames)[number];

export function ledgerKindOf(row: LedgerRow): LedgerKind {
  if (row.type === 'handed-out') return 'issue';
  return row.kind === 'issue' || row.kind === 'offboarding' ? row.kind : 'check';
}
