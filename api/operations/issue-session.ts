// Handing out credentials: read, mint row, STS, read again, handed-out row, answer. No row, no call; no row, no answer.
// An ask received after a revoke, suspend or hold was answered never gets credentials: the second read sees it.
// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
import type { Caller } from '../core/caller.js';
import type { Connection } from '../core/connection.js';
import { watchNotes } from '../core/due.js';
import { whyNotIssuing } from '../core/issuing.js';
import { issueSessionName, type MintedRow, mintedFor, outcomeOfRow, sourceIdentityOf } from '../core/ledger.js';
import { hourOf, limitsOf, secondsWithin } from '../core/limits.js';
import { liveRoleArn } from '../core/live-role.js';
import { type PolicyDocument, parseDocument } from '../core/policy/document.js';
import type { AssumeOutcome } from '../core/probes.js';
import { idsToTry } from '../core/rotation.js';
import type { Credentials, Deps, Kept } from '../deps.js';
import { fail } from '../errors.js';
import { findConnection } from './find.js';
import { noAnswer } from './no-answer.js';
import { stateText } from './not-in-this-state.js';
import { switchRotation } from './rotate.js';

export interface Ask {
  /** 900 to the connection's own limit. */
  durationSeconds: number;
  /** Narrows the session further; the result is the intersection. */
  sessionPolicy?: unknown;
}

export interface Issued {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: string;
  roleArn: string;
  sessionName: string;
  accountId: string;
  region: string;
}

type Needs = Pick<
  Deps,
  'clock' | 'ids' | 'log' | 'securityLog' | 'tenants' | 'connections' | 'ledger' | 'assumeRole' | 'callers' | 'vendor'
>;

export async function issueSession(
  deps: Needs,
  caller: Caller,
  where: { tenantId: string; connectionId: string; requestId: string },
  ask: Ask,
): Promise<Issued> {
  const kept = await findConnection(deps, caller, 'session.issue', where.tenantId, where.connectionId);
  const connection = kept.value;
  await refuseUnlessIssuing(deps, kept);
  if (ask.durationSeconds > connection.maxSessionSeconds) {
    throw fail('duration_not_allowed', { members: { maxSessionSeconds: connection.maxSessionSeconds } });
  }
  const sessionPolicy = checkedSessionPolicy(ask.sessionPolicy);
  const session = await deps.callers.get('issue');
  if (!session.ok) throw fail('vendor_caller_unavailable', { cause: session.reason });

  const { row, outcome } = await assume(deps, kept, caller, session.credentials, { ...ask, sessionPolicy });
  if (outcome.kind !== 'assumed') throw refusalOf(deps, outcome, sessionPolicy !== undefined);
  await refuseNewRole(deps, kept, outcome.roleUniqueId);

  const again = await deps.connections.get(connection.id);
  if (!again) throw fail('connection_not_found');
  await refuseUnlessIssuing(deps, again);
  const at = deps.clock.now().toISOString();
  await deps.ledger.put({
    type: 'handed-out',
    id: `row_${deps.ids.text(16)}`,
    connectionId: connection.id,
    tenantId: connection.tenantId,
    at,
    mintedId: row.id,
    to: caller.id,
    requestId: where.requestId,
    expiresAt: outcome.expiresAt,
  });
  await noteUse(deps, again, hourOf(at));
  return {
    accessKeyId: outcome.accessKeyId,
    secretAccessKey: outcome.secretAccessKey,
    sessionToken: outcome.sessionToken,
    expiration: outcome.expiresAt,
    roleArn: row.roleArn,
    sessionName: row.sessionName,
    accountId: connection.accountId,
    region: deps.vendor.region,
  };
}

/** Bookkeeping, once an hour: whether it is written does not decide whether the ask is answered. */
async function noteUse(deps: Needs, kept: Kept<Connection>, lastHandedOutAt: string): Promise<void> {
  const { lastHandedOutAt: noted } = kept.notes;
  if (noted && noted >= lastHandedOutAt) return;
  try {
    await deps.connections.note(kept, { lastHandedOutAt });
  } catch (error) {
    deps.log.warn({ err: error, connectionId: kept.value.id }, 'the time of the last use was not noted');
  }
}

type Called = { row: MintedRow; outcome: AssumeOutcome };

/** While an external ID is rotated: how long the two are tried again when the role refuses both. */
const rotationWaitsMs = [500, 1000, 1500, 2000, 2500, 2500];

/**
 * One call with the right external ID. While it is rotated the other one is asked after a refusal, each a call with its
 * own row, and the pair again for up to ten seconds: IAM may admit one here and the other there.
 */
async function assume(
  deps: Needs,
  kept: Kept<Connection>,
  caller: Caller,
  credentials: Credentials,
  ask: Ask & { sessionPolicy: PolicyDocument | undefined },
): Promise<Called> {
  const ids = idsToTry(kept.value, deps.clock.now());
  const { pending } = kept.value.externalId;
  for (const wait of ids.length > 1 ? [...rotationWaitsMs, undefined] : [undefined]) {
    for (const [at, externalId] of ids.entries()) {
      const called = await callOnce(deps, kept.value, caller, credentials, { ...ask, externalId });
      const isLast = wait === undefined && at === ids.length - 1;
      if (called.outcome.kind === 'assumed' && externalId === pending?.value)
        await switchRotation(deps, kept, externalId, { by: 'ask' });
      if (called.outcome.kind !== 'refused' || isLast) return called;
    }
    if (wait !== undefined) await deps.clock.wait(wait);
  }
  throw new Error('unreachable');
}

async function callOnce(
  deps: Needs,
  connection: Connection,
  caller: Caller,
  credentials: Credentials,
  ask: Ask & { sessionPolicy: PolicyDocument | undefined; externalId: string },
): Promise<Called> {
  const durationSeconds = secondsWithin(limitsOf(connection), ask.durationSeconds, deps.clock.now());
  const row = mintedRow(deps, caller, connection, durationSeconds);
  await deps.ledger.put(row);
  const outcome = await deps.assumeRole(credentials, {
    roleArn: row.roleArn,
    sessionName: row.sessionName,
    externalId: ask.externalId,
    sourceIdentity: row.sourceIdentity!,
    durationSeconds,
    region: deps.vendor.region,
    ...(ask.sessionPolicy && { sessionPolicy: ask.sessionPolicy }),
  });
  await deps.ledger.put({ ...row, outcome: outcomeOfRow(outcome) });
  return { row, outcome };
}

async function refuseUnlessIssuing(deps: Needs, kept: Kept<Connection>): Promise<void> {
  const why = whyNotIssuing(kept.value, kept.notes.lastConclusiveCheckAt, deps.clock.now());
  if (why) throw fail('not_issuing', { detail: whyText[why], members: { why } });
  // A closed tenant has nothing, also where the closing could not reach this connection.
  const tenant = await deps.tenants.get(kept.value.tenantId);
  if (tenant?.value.state !== 'open')
    throw fail('not_issuing', { detail: 'Its tenant is closed.', members: { why: 'tenant_closed' } });
}

/** A role that was made anew since its last check has not been proven: nothing is handed out before it is. */
async function refuseNewRole(deps: Needs, kept: Kept<Connection>, roleUniqueId: string): Promise<void> {
  if (!kept.value.roleUniqueId || kept.value.roleUniqueId === roleUniqueId) return;
  await deps.connections.note(kept, watchNotes(deps.clock.now()));
  const detail = 'Its role was made anew since the last check; the next one is due now.';
  throw fail('not_issuing', { detail, members: { why: 'role_recreated' } });
}

const whyText = {
  ...stateText,
  ended: 'Its end date has come, or is less than 16 minutes away.',
  outside_window: 'It may be used within its access windows only, and none is open for another 16 minutes.',
  hold_health: 'Its last check found it unsafe, refused or gone; see its findings.',
  hold_stale: 'Its last conclusive check is older than 7 days; run a check.',
};

function checkedSessionPolicy(given: unknown): PolicyDocument | undefined {
  if (given === undefined) return undefined;
  const parsed = parseDocument(given);
  if ('issues' in parsed)
    throw fail('session_policy_not_valid', {
      errors: parsed.issues.map(({ path, message }) => ({ path: `/sessionPolicy${path}`, message })),
    });
  if (JSON.stringify(given).length > 2048) throw fail('session_policy_not_valid');
  return given as PolicyDocument;
}

function mintedRow(deps: Needs, caller: Caller, connection: Connection, seconds: number): MintedRow {
  const id = `row_${deps.ids.text(16)}`;
  return {
    ...mintedFor(connection, id, deps.clock.now(), seconds),
    kind: 'issue',
    roleArn: liveRoleArn(connection),
    sessionName: issueSessionName(connection.tenantId, caller.id, id),
    sourceIdentity: sourceIdentityOf(connection.tenantId, caller.id),
    for: caller.id,
  };
}

function refusalOf(deps: Needs, outcome: Exclude<AssumeOutcome, { kind: 'assumed' }>, hasPolicy: boolean) {
  if (outcome.kind === 'refused') return fail('role_refused_us');
  if (outcome.why === 'request_invalid' && hasPolicy) return fail('session_policy_not_valid', { cause: outcome });
  return noAnswer(deps, outcome);
}
