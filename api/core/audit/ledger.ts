// The ledger: which credentials were created (minted) and issued to whom. Row shapes and session names; stores save
// them.
import type { AssumeOutcome } from '../iam/assume-role.js';
import { minuteMs } from '../values/time.js';

/** `offboarding`: a probe without permissions after a revoke, with the customer's consent. */
export type MintedKind = 'issue' | 'probe' | 'inspection' | 'offboarding';

export type LedgerRow = MintedRow | HandedOutRow;

/**
 * Written before the STS call and completed after it. Every success in the customer's CloudTrail has exactly one such
 * row, found by its session name.
 */
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
  /** The caller of the credential request; `check:<id>` or `offboarding:<id>` for the kit's own calls. */
  for: string;
  /** The public name of the caller's key at that time. Tenants see it in place of the id. */
  publicName?: string;
  /** ISO 8601. No session of this row is valid after this. */
  expiresAtMost: string;
  outcome?:
    | { kind: 'assumed'; accessKeyId: string; expiresAt: string }
    | { kind: 'refused' }
    | { kind: 'inconclusive'; why: string };
}

/** Written before each response that carries credentials. */
export interface HandedOutRow {
  type: 'handed-out';
  id: string;
  connectionId: string;
  tenantId: string;
  at: string;
  mintedId: string;
  /** The caller that received the credentials. */
  to: string;
  /** The public name of the caller's key at that time. Tenants see it in place of the id. */
  publicName?: string;
  requestId: string;
  expiresAt: string;
}

/** How often the credentials of a minted row were issued; `isAtLeast`: not every row was read. */
export interface TimesHandedOut {
  count: number;
  isAtLeast: boolean;
}

/** No session is valid for more than an hour; the rest allows for clocks that differ. */
export const longestSessionMs = 70 * minuteMs;

/** An id without its prefix. */
function bare(id: string): string {
  return id.slice(id.indexOf('_') + 1);
}

/**
 * The session name of every call while access exists: credential requests, probes and inspections alike. A trust policy
 * sees it (`sts:RoleSessionName`), so a role could behave for checks if they had a name of their own. The row says what
 * the session was for.
 */
export function sessionNameOf(rowId: string): string {
  return `drawbridge-${bare(rowId)}`;
}

/** Shows its purpose in the customer's CloudTrail: access has ended, and people there will wonder about the call. */
export function offboardingSessionName(rowId: string): string {
  return `drawbridge-offboarding-check-${bare(rowId)}`;
}

/** The same for every call of a connection: a trust policy sees it too (`sts:SourceIdentity`). */
export function sourceIdentityOf(connectionId: string): string {
  return `drawbridge-${bare(connectionId)}`;
}

/** The first fields of every minted row: whose it is, when, and how long its session is valid at most. */
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

/** Allows a minute for the call itself and for clocks that differ. */
function expiryAtMost(now: Date, durationSeconds: number): string {
  return new Date(now.getTime() + (durationSeconds + 60) * 1000).toISOString();
}

/** The part of an outcome that the ledger stores: never the secret or the token. */
export function outcomeOfRow(outcome: AssumeOutcome): NonNullable<MintedRow['outcome']> {
  if (outcome.kind === 'assumed') {
    return { kind: 'assumed', accessKeyId: outcome.accessKeyId, expiresAt: outcome.expiresAt };
  }
  return outcome.kind === 'refused' ? { kind: 'refused' } : { kind: 'inconclusive', why: outcome.why };
}

/** When the last of these sessions expires; undefined when there are none. */
export function lastEndOf(sessions: readonly { end: string }[]): string | undefined {
  return sessions
    .map(each => each.end)
    .sort()
    .at(-1);
}

/** The latest time at which the session of a row expires. A call whose response was lost may still have created one. */
export function endOfSession(row: LedgerRow): string | undefined {
  if (row.type !== 'minted' || row.outcome?.kind === 'refused') return undefined;
  return row.outcome?.kind === 'assumed' ? row.outcome.expiresAt : row.expiresAtMost;
}

/** `issue`: created and issued for a caller; `check`: probes and inspections; `offboarding`: after a revoke. */
export const ledgerKindNames = ['issue', 'check', 'offboarding'] as const;

export type LedgerKind = (typeof ledgerKindNames)[number];

export function ledgerKindOf(row: LedgerRow): LedgerKind {
  if (row.type === 'handed-out') return 'issue';
  return row.kind === 'issue' || row.kind === 'offboarding' ? row.kind : 'check';
}
