// Handing out credentials: read, a session that identical asks share or a new one, handed-out row, answer. No row, no
// answer. An ask received after a revoke, suspend or hold was answered never gets credentials: each reads the connection
// for itself, and reads it again where it had to wait for a call.
import { type Caller, seesConnection } from '../../core/access/caller.js';
import type { Tenant } from '../../core/access/tenant.js';
import type { Connection, ConnectionInBrief } from '../../core/connection/connection.js';
import { liveRoleArn } from '../../core/connection/launches.js';
import type { SessionPolicyWarning } from '../../core/drift/session-policy.js';
import { type PolicyDocument, parseDocument } from '../../core/policy/document/document.js';
import { whyNotIssuing } from '../../core/session/issuing.js';
import { hourOf } from '../../core/values/time.js';
import { type ErrorCode, fail, KitError } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { IssuedSession, SessionKey } from '../../ports/sessions.js';
import type { Snapshot, Versioned } from '../../ports/subjects.js';
import { callerOfKeyId } from '../access/api-keys.js';
import { type ConnectionRef, findBriefly } from '../connection/find-connection.js';
import { stateText } from '../connection/not-in-this-state.js';
import { countRequest } from './count-request.js';
import { type MintInput, mintSession } from './mint-session.js';
import { traceRequest } from './trace-request.js';

export interface SessionRequest {
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
  /** Only where there is something to be warned of. */
  warnings?: SessionPolicyWarning[];
}

type Needs = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'log'
  | 'background'
  | 'securityLog'
  | 'tenants'
  | 'connections'
  | 'apiKeys'
  | 'ledger'
  | 'assumeRole'
  | 'callers'
  | 'vendor'
  | 'issuedSessions'
  | 'stsQuota'
  | 'metrics'
  | 'tracing'
>;

interface Where extends ConnectionRef {
  requestId: string;
}

export function issueSession(ports: Needs, caller: Caller, where: Where, request: SessionRequest): Promise<Issued> {
  const answer = () => answerRequest(ports, caller, where, request);
  if (!ports.tracing) return countRequest(ports, answer);
  return traceRequest(ports.tracing, caller, where, () => countRequest(ports, answer));
}

async function answerRequest(ports: Needs, caller: Caller, where: Where, request: SessionRequest): Promise<Issued> {
  // Both at once, so that they go in one call. What is there of the tenant is looked at only where the caller may know it.
  const [known, tenant] = await Promise.all([
    findBriefly(ports, caller, 'session.issue', where),
    ports.tenants.getBrief(where.tenantId),
  ]);
  refuseUnlessIssuing(ports, known, tenant);
  const { maxSessionSeconds } = known.value;
  if (request.durationSeconds > maxSessionSeconds)
    throw fail('duration_not_allowed', { members: { maxSessionSeconds } });
  const sessionPolicy = checkedSessionPolicy(request.sessionPolicy);
  const input = { caller, durationSeconds: request.durationSeconds, sessionPolicy };
  const found = ports.issuedSessions.find(sameAsks(ports, known.value, input), known.revision);
  if (!found || found.state === 'ending') {
    const kept = await readWhole(ports, known.value);
    // What was made before a change is not handed out after it, not even where no other can be had.
    const last = kept.revision === known.revision ? found?.session : undefined;
    const session = await newSession(ports, kept, input, last);
    const again = await readAgain(ports, known.value, ports.connections.getBrief(known.value.id));
    return handOut(ports, again, session, caller, where.requestId);
  }
  if (found.state === 'due') renewBehind(ports, known.value, input);
  return handOut(ports, known, found.session, caller, where.requestId);
}

/** `last`: one that is about to end and still good, for where no other can be had. */
async function newSession(
  ports: Needs,
  kept: Versioned<Connection>,
  input: MintInput,
  last?: IssuedSession,
): Promise<IssuedSession> {
  const asked = sameAsks(ports, kept.value, input);
  try {
    return await ports.issuedSessions.make(asked, kept.revision, () => mintSession(ports, kept, input));
  } catch (error) {
    if (last && isPassing(error)) return last;
    throw error;
  }
}

/** Nobody was refused: AWS, the store or our own side could not answer. */
const passing: readonly ErrorCode[] = [
  'aws_unavailable',
  'store_unavailable',
  'vendor_caller_unavailable',
  'sts_quota_reached',
];

function isPassing(error: unknown): boolean {
  return error instanceof KitError && passing.includes(error.code);
}

/** As an ask would: it reads for itself, and makes nothing that an ask would not get. */
function renewBehind(ports: Needs, connection: ConnectionInBrief, input: MintInput): void {
  ports.background.run('renew a session', async signal => {
    try {
      const [kept, caller] = await Promise.all([readWhole(ports, connection), callerOfKeyId(ports, input.caller.id)]);
      if (signal.aborted || !caller || !seesConnection(caller, kept.value)) return;
      await newSession(ports, kept, input);
    } catch (error) {
      ports.issuedSessions.renewalFailed();
      ports.log.warn({ err: error, connectionId: connection.id }, 'a session was not renewed; what is out is used on');
    }
  });
}

function sameAsks(
  ports: Needs,
  connection: ConnectionInBrief,
  { caller, durationSeconds, sessionPolicy }: MintInput,
): SessionKey {
  return {
    tenantId: connection.tenantId,
    connectionId: connection.id,
    roleArn: liveRoleArn(connection),
    generation: connection.externalId.generation,
    durationSeconds,
    region: ports.vendor.region,
    callerId: caller.id,
    ...(sessionPolicy && { sessionPolicy: JSON.stringify(sessionPolicy) }),
  };
}

async function handOut(
  ports: Needs,
  kept: Snapshot<ConnectionInBrief>,
  session: IssuedSession,
  caller: Caller,
  requestId: string,
): Promise<Issued> {
  const { id: connectionId, tenantId, accountId } = kept.value;
  const at = ports.clock.now().toISOString();
  const { mintedId, expiresAt } = session;
  const id = `row_${ports.ids.text(16)}`;
  await ports.ledger.put({
    type: 'handed-out',
    id,
    connectionId,
    tenantId,
    at,
    mintedId,
    to: caller.id,
    requestId,
    expiresAt,
  });
  await noteUse(ports, kept, hourOf(at));
  return {
    accessKeyId: session.accessKeyId,
    secretAccessKey: session.secretAccessKey,
    sessionToken: session.sessionToken,
    expiration: expiresAt,
    roleArn: session.roleArn,
    sessionName: session.sessionName,
    accountId,
    region: ports.vendor.region,
    ...(session.warnings && { warnings: session.warnings }),
  };
}

/** Bookkeeping, once an hour: whether it is written does not decide whether the ask is answered. */
async function noteUse(ports: Needs, kept: Snapshot<ConnectionInBrief>, lastHandedOutAt: string): Promise<void> {
  const { lastHandedOutAt: noted } = kept.notes;
  if (noted && noted >= lastHandedOutAt) return;
  try {
    await ports.connections.note(kept, { lastHandedOutAt });
  } catch (error) {
    ports.log.warn({ err: error, connectionId: kept.value.id }, 'the time of the last use was not noted');
  }
}

/** The connection as that read finds it, and its tenant beside it; throws where nothing is to be had any more. */
async function readAgain<Found extends Snapshot<ConnectionInBrief>>(
  ports: Needs,
  { tenantId }: ConnectionInBrief,
  read: Promise<Found | undefined>,
): Promise<Found> {
  const [found, tenant] = await Promise.all([read, ports.tenants.getBrief(tenantId)]);
  if (!found) throw fail('connection_not_found');
  refuseUnlessIssuing(ports, found, tenant);
  return found;
}

/** The same with all that a new session needs. */
function readWhole(ports: Needs, connection: ConnectionInBrief): Promise<Versioned<Connection>> {
  return readAgain(ports, connection, ports.connections.get(connection.id));
}

function refuseUnlessIssuing(
  ports: Needs,
  known: Snapshot<ConnectionInBrief>,
  tenant: Snapshot<Tenant> | undefined,
): void {
  const why = whyNotIssuing(known.value, known.notes.lastConclusiveCheckAt, ports.clock.now());
  if (why) {
    ports.issuedSessions.forget(known.value.id);
    throw fail('not_issuing', { detail: whyText[why], members: { why } });
  }
  // A closed tenant has nothing, also where the closing could not reach this connection.
  if (tenant?.value.state !== 'open')
    throw fail('not_issuing', { detail: 'Its tenant is closed.', members: { why: 'tenant_closed' } });
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
