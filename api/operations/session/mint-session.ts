// Creates one session for a credential request: minted row, STS call, completed row. It makes no call without the row.
// Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
import type { Caller } from '../../core/access/caller.js';
import { type MintedRow, mintedFor, outcomeOfRow, sessionNameOf, sourceIdentityOf } from '../../core/audit/ledger.js';
import { dueNow } from '../../core/check/schedule.js';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleArn } from '../../core/connection/launches.js';
import { limitsOf, secondsWithin } from '../../core/connection/limits.js';
import { idsToTry } from '../../core/connection/rotation.js';
import type { Partition } from '../../core/iam/arn.js';
import type { AssumeOutcome } from '../../core/iam/assume-role.js';
import type { PolicyDocument } from '../../core/policy/document/document.js';
import { fail, type KitError } from '../../errors.js';
import type { Credentials } from '../../ports/aws.js';
import type { Ports } from '../../ports/ports.js';
import type { IssuedSession } from '../../ports/sessions.js';
import type { Versioned } from '../../ports/subjects.js';
import { switchRotation } from '../delivery/rotate.js';
import { inconclusiveError, ownSessionError } from '../probe/inconclusive.js';
import { vendorIn } from '../vendor-in.js';
import { heldAsWidened, type Limit, limitsToTry, warningsOf } from './session-limits.js';

type Needs = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'connections'
  | 'ledger'
  | 'assumeRole'
  | 'callers'
  | 'refusalOwner'
  | 'vendor'
  | 'issuedSessions'
  | 'sessionCaps'
  | 'stsQuota'
>;

export interface MintInput {
  caller: Caller;
  durationSeconds: number;
  sessionPolicy: PolicyDocument | undefined;
}

type Called = { row: MintedRow; at: Date; outcome: AssumeOutcome; seconds: number; limit: Limit };

/** A credential request and what may limit its session, the narrowest first. */
type Limited = MintInput & { limits: readonly Limit[] };

/** During a rotation: waits between attempts when the role refuses both external IDs. */
const rotationWaitsMs = [500, 1000, 1500, 2000, 2500, 2500];

/** Throws the error for the credential request if no session can be created. */
export async function mintSession(ports: Needs, kept: Versioned<Connection>, input: MintInput): Promise<IssuedSession> {
  const limits = limitsToTry(ports, kept.value, input.sessionPolicy);
  refuseWhileRefused(ports, kept);
  const { row, outcome, seconds, limit } = await assumeAsOurselves(ports, kept, { ...input, limits });
  if (outcome.kind === 'refused') throw noteRefusal(ports, kept);
  if (outcome.kind !== 'assumed')
    throw faultOf(ports, outcome, kept.value.partition, input.sessionPolicy !== undefined);
  await refuseNewRole(ports, kept, outcome.roleUniqueId);
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = outcome;
  const { id: mintedId, roleArn, sessionName } = row;
  const warnings = warningsOf(kept.value, input.sessionPolicy);
  return {
    mintedId,
    roleArn,
    sessionName,
    accessKeyId,
    secretAccessKey,
    sessionToken,
    expiresAt,
    seconds,
    cap: limit.cap,
    ...(warnings.length > 0 && { warnings }),
  };
}

/**
 * A refusal counts as the role's only if the same session of ours can assume the control role. If it cannot, a new
 * session is tried once: the old one may have been revoked.
 */
async function assumeAsOurselves(ports: Needs, kept: Versioned<Connection>, input: Limited): Promise<Called> {
  const { partition } = kept.value;
  const refusals = ports.refusalOwner.in(partition);
  const callers = ports.callers.in(partition);
  const blamedSeconds = refusals.blamedFor();
  if (blamedSeconds > 0) throw fail('vendor_caller_unavailable', { retryAfterSeconds: blamedSeconds });
  let session = await callers.get('issue');
  for (;;) {
    if (!session.ok) throw ownSessionError(session.reason);
    const called = await assume(ports, kept, session.credentials, input);
    if (called.outcome.kind !== 'refused') return called;
    const owner = await refusals.of(session.credentials, called.at);
    if (owner === 'role') return called;
    if (owner === 'unknown') throw fail('aws_unavailable', { retryAfterSeconds: 2 });
    const reopened = await callers.reopen('issue', session.credentials);
    if (!reopened) throw fail('vendor_caller_unavailable', { retryAfterSeconds: refusals.blameUs() });
    session = reopened;
  }
}

/** Identifies a known refusal. A check, a change of the connection or a minute's wait allows a new attempt. */
function refusalKey({ value, revision, notes }: Versioned<Connection>): string {
  return `${value.externalId.generation} ${revision} ${notes.lastConclusiveCheckAt}`;
}

function isRotating({ externalId }: Connection): boolean {
  return externalId.pending !== undefined || externalId.retiring !== undefined;
}

function refuseWhileRefused(ports: Needs, kept: Versioned<Connection>): void {
  const retryAfterSeconds = isRotating(kept.value)
    ? 0
    : ports.issuedSessions.refusedFor(kept.value.id, refusalKey(kept));
  if (retryAfterSeconds > 0) throw fail('role_refused_us', { retryAfterSeconds });
}

/** Records the refusal and returns the error for the request. */
function noteRefusal(ports: Needs, kept: Versioned<Connection>): KitError {
  const { id } = kept.value;
  if (isRotating(kept.value)) {
    ports.issuedSessions.forget(id);
    return fail('role_refused_us');
  }
  return fail('role_refused_us', { retryAfterSeconds: ports.issuedSessions.refused(id, refusalKey(kept)) });
}

/**
 * One call with the right external ID. During a rotation the other ID is tried after a refusal. Every call has its own
 * row. The pair is repeated for up to ten seconds, because IAM may accept one ID here and the other there.
 */
async function assume(
  ports: Needs,
  kept: Versioned<Connection>,
  credentials: Credentials,
  input: Limited,
): Promise<Called> {
  const ids = idsToTry(kept.value, ports.clock.now());
  const { pending } = kept.value.externalId;
  for (const wait of ids.length > 1 ? [...rotationWaitsMs, undefined] : [undefined]) {
    for (const [at, externalId] of ids.entries()) {
      const called = await callLimited(ports, kept.value, credentials, input, externalId);
      const isLast = wait === undefined && at === ids.length - 1;
      if (called.outcome.kind === 'assumed' && externalId === pending?.value)
        await switchRotation(ports, kept, externalId, { by: 'ask' });
      if (called.outcome.kind !== 'refused' || isLast) return called;
    }
    if (wait !== undefined) await ports.clock.wait(wait);
  }
  throw new Error('unreachable');
}

/** Takes the next limit when AWS finds one too large. Which one is the last, `limitsToTry` has decided. */
async function callLimited(
  ports: Needs,
  connection: Connection,
  credentials: Credentials,
  input: Limited,
  externalId: string,
): Promise<Called> {
  for (const limit of input.limits) {
    const called = await callOnce(ports, connection, credentials, { ...input, limit }, externalId);
    const { outcome, row } = called;
    const isTooLarge = outcome.kind === 'inconclusive' && outcome.because === 'policy_too_large';
    if (!isTooLarge || limit.cap === 'session_policy' || limit.cap === 'none') return called;
    const { cap: form, ...rest } = limit;
    ports.sessionCaps.wasTooLarge(row.roleArn, { form, ...rest });
  }
  throw heldAsWidened();
}

async function callOnce(
  ports: Needs,
  connection: Connection,
  credentials: Credentials,
  { caller, durationSeconds, limit }: MintInput & { limit: Limit },
  externalId: string,
): Promise<Called> {
  const seconds = secondsWithin(limitsOf(connection), durationSeconds, ports.clock.now());
  const { region } = vendorIn(ports.vendor, connection.partition);
  if (!(await ports.stsQuota.take(region, 'issue'))) throw fail('sts_quota_reached', { retryAfterSeconds: 1 });
  const row = mintedRow(ports, caller, connection, seconds);
  await ports.ledger.put(row);
  const at = ports.clock.now();
  const outcome = await ports.assumeRole(credentials, {
    use: 'issue',
    roleArn: row.roleArn,
    sessionName: row.sessionName,
    externalId,
    sourceIdentity: row.sourceIdentity!,
    durationSeconds: seconds,
    region,
    ...(limit.policy && { sessionPolicy: limit.policy }),
    ...('policyArns' in limit && { sessionPolicyArns: limit.policyArns }),
  });
  await ports.ledger.put({ ...row, outcome: outcomeOfRow(outcome) });
  return { row, at, outcome, seconds, limit };
}

/** A role that was recreated since its last check is not proven. Nothing is issued until a check proves it. */
async function refuseNewRole(ports: Needs, kept: Versioned<Connection>, roleUniqueId: string): Promise<void> {
  if (!kept.value.roleUniqueId || kept.value.roleUniqueId === roleUniqueId) return;
  await ports.connections.note(kept, dueNow(ports.clock.now()));
  const detail = 'The role was recreated since the last check. The next check is due now.';
  throw fail('not_issuing', { detail, members: { why: 'role_recreated' } });
}

function mintedRow(ports: Needs, caller: Caller, connection: Connection, seconds: number): MintedRow {
  const id = `row_${ports.ids.text(16)}`;
  return {
    ...mintedFor(connection, id, ports.clock.now(), seconds),
    kind: 'issue',
    roleArn: liveRoleArn(connection),
    sessionName: sessionNameOf(id),
    sourceIdentity: sourceIdentityOf(connection.id),
    for: caller.id,
    ...(caller.publicName && { publicName: caller.publicName }),
  };
}

function faultOf(
  ports: Needs,
  outcome: Extract<AssumeOutcome, { kind: 'inconclusive' }>,
  partition: Partition,
  hasPolicy: boolean,
) {
  if (outcome.why === 'request_invalid' && hasPolicy) return fail('session_policy_not_valid', { cause: outcome });
  return inconclusiveError(ports, outcome, partition);
}
