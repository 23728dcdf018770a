// Issues credentials: reads the connection, finds a shared session or creates one, writes the handed-out row, answers.
// It does not answer without that row. A request received after a revoke, suspend or hold has returned never gets
// credentials: each request reads the connection itself, and reads it again if it had to wait for an AWS call.
import { type Caller, seesConnection } from '../../core/access/caller.js';
import type { Tenant } from '../../core/access/tenant.js';
import {
  type Connection,
  type ConnectionInBrief,
  type Health,
  isGoodHealth,
} from '../../core/connection/connection.js';
import { liveRoleArn } from '../../core/connection/launches.js';
import type { SessionPolicyWarning } from '../../core/drift/session-policy.js';
import { type PolicyDocument, parseDocument } from '../../core/policy/document/document.js';
import type { SessionLimit } from '../../core/session/capped.js';
import { whyNotIssuingAsRead } from '../../core/session/issuing.js';
import { hourOf } from '../../core/values/time.js';
import { type ErrorCode, fail, KitError } from '../../errors.js';
import type { TableHold } from '../../ports/audit.js';
import type { Ports } from '../../ports/ports.js';
import type { IssuedSession, SessionKey } from '../../ports/sessions.js';
import type { Snapshot, Versioned } from '../../ports/subjects.js';
import { isClosed } from '../access/find-tenant.js';
import { callerOfKeyId } from '../access/key-caller.js';
import { type ConnectionRef, findBriefly } from '../connection/find-connection.js';
import { stateText } from '../connection/not-in-this-state.js';
import { regionsIn } from '../vendor-in.js';
import { countRequest } from './count-request.js';
import { type MintInput, mintSession } from './mint-session.js';
import { widenedText } from './session-limits.js';
import { traceRequest } from './trace-request.js';

export interface SessionRequest {
  /** From 900 to the limit of the connection. */
  durationSeconds: number;
  /** Narrows the session further than the cap does, whose place it takes. */
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
  /** What limits the credentials. */
  cap: SessionLimit;
  /** Absent if there are no warnings. */
  warnings?: SessionPolicyWarning[];
}

type Needs = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'log'
  | 'background'
  | 'securityLog'
  | 'tableIntegrity'
  | 'tenants'
  | 'connections'
  | 'apiKeys'
  | 'ledger'
  | 'assumeRole'
  | 'callers'
  | 'refusalOwner'
  | 'vendor'
  | 'issuedSessions'
  | 'sessionCaps'
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
  // Read together in one database call. The tenant is used only after the caller's access was checked.
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
  const found = ports.issuedSessions.find(sessionKey(ports, known.value, input), known.revision);
  if (!found || found.state === 'ending') {
    const kept = await readFull(ports, known.value);
    // A session created before a change is never issued after it, even if no other can be created.
    const last = kept.revision === known.revision ? found?.session : undefined;
    const session = await newSession(ports, kept, input, last);
    const again = await readAgain(ports, known.value, ports.connections.getBrief(known.value.id));
    return recordAndAnswer(ports, again, session, caller, where.requestId);
  }
  if (found.state === 'due') renewInBackground(ports, known.value, input);
  return recordAndAnswer(ports, known, found.session, caller, where.requestId);
}

/** `last`: a still valid session that expires soon. It is used if no new session can be created. */
async function newSession(
  ports: Needs,
  kept: Versioned<Connection>,
  input: MintInput,
  last?: IssuedSession,
): Promise<IssuedSession> {
  const asked = sessionKey(ports, kept.value, input);
  try {
    return await ports.issuedSessions.make(asked, kept.revision, () => mintSession(ports, kept, input));
  } catch (error) {
    if (last && isTemporary(error)) return last;
    throw error;
  }
}

/** Temporary faults: AWS, the store or our own side could not answer. Nothing was refused. */
const temporaryFaults: readonly ErrorCode[] = [
  'aws_unavailable',
  'store_unavailable',
  'vendor_caller_unavailable',
  'sts_quota_reached',
];

function isTemporary(error: unknown): boolean {
  return error instanceof KitError && temporaryFaults.includes(error.code);
}

/** Renews like a credential request: it reads everything itself, and creates nothing that a request would not get. */
function renewInBackground(ports: Needs, connection: ConnectionInBrief, input: MintInput): void {
  ports.background.run('renew a session', async signal => {
    try {
      const [kept, caller] = await Promise.all([readFull(ports, connection), callerOfKeyId(ports, input.caller.id)]);
      if (signal.aborted || !caller || !seesConnection(caller, kept.value)) return;
      await newSession(ports, kept, input);
    } catch (error) {
      ports.issuedSessions.renewalFailed();
      ports.log.warn(
        { err: error, connectionId: connection.id },
        'a session was not renewed; the current one stays in use',
      );
    }
  });
}

function sessionKey(
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
    region: regionsIn(ports.vendor, connection.partition).region,
    callerId: caller.id,
    announced: `${connection.roleSpec.permissionSet.id}@${connection.roleSpec.permissionSet.version}`,
    ...(sessionPolicy && { sessionPolicy: JSON.stringify(sessionPolicy) }),
  };
}

async function recordAndAnswer(
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
    ...(caller.publicName && { publicName: caller.publicName }),
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
    region: regionsIn(ports.vendor, kept.value.partition).region,
    cap: session.cap,
    ...(session.warnings && { warnings: session.warnings }),
  };
}

/** Bookkeeping, once an hour. Its failure does not fail the request. */
async function noteUse(ports: Needs, kept: Snapshot<ConnectionInBrief>, lastHandedOutAt: string): Promise<void> {
  const { lastHandedOutAt: noted } = kept.notes;
  if (noted && noted >= lastHandedOutAt) return;
  try {
    await ports.connections.note(kept, { lastHandedOutAt });
  } catch (error) {
    ports.log.warn({ err: error, connectionId: kept.value.id }, 'the time of the last use was not stored');
  }
}

/** The connection and its tenant, read again. Throws if credentials may no longer be issued. */
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

/** The whole connection, as a new session needs it. */
function readFull(ports: Needs, connection: ConnectionInBrief): Promise<Versioned<Connection>> {
  return readAgain(ports, connection, ports.connections.get(connection.id));
}

function refuseUnlessIssuing(
  ports: Needs,
  known: Snapshot<ConnectionInBrief>,
  tenant: Snapshot<Tenant> | undefined,
): void {
  const { held } = ports.tableIntegrity;
  const isUntrusted = held || tenant?.isAltered;
  const why = isUntrusted ? 'hold_integrity' : whyNotIssuingAsRead(known, ports.clock.now());
  if (why) {
    ports.issuedSessions.forget(known.value.id);
    // A good health holds nothing: then an unsafe verdict is recorded next.
    const health = isGoodHealth(known.value.health) ? 'unsafe' : known.value.health;
    if (why === 'hold_health') throw fail('not_issuing', { detail: healthText(health), members: { why, health } });
    throw fail('not_issuing', { detail: held ? heldText[held] : whyText[why], members: { why } });
  }
  // A closed tenant gets no credentials, even if closing it could not revoke this connection.
  if (!tenant || isClosed(tenant))
    throw fail('not_issuing', { detail: 'Its tenant is closed.', members: { why: 'tenant_closed' } });
}

const heldText: Record<TableHold, string> = {
  restored: 'The database was restored from a backup. An operator has to make its later stops again first.',
  edited: 'The item that names the database was edited. An operator has to put it back first.',
};

const whyText = {
  ...stateText,
  ended: 'Its end date has passed or is less than 16 minutes away.',
  outside_window: 'It may be used only within its access windows. None is open for another 16 minutes.',
  hold_unread: 'Checks cannot read the trust policy of the role. Restore its policy DrawbridgeSelfRead.',
  hold_widened: widenedText,
  hold_stale: 'The last conclusive check is older than 7 days. Run a check.',
  hold_integrity:
    'Its record in the database, or that of its tenant, is not as the service wrote it. You can still end access.',
};

/** Which health holds it, and who acts next. A good health never holds it. */
function healthText(health: Health): string {
  if (health === 'unsafe')
    return 'Its health is unsafe: the last check found that others may be able to use the role. See its findings.';
  if (health === 'unreachable') return "Its health is unreachable: the customer's account refuses us since a check.";
  if (health === 'gone') return 'Its health is gone: the customer has ended the access, or has refused us for a day.';
  return 'Its health is unknown: no check has finished since it was resumed. Wait for the check that is running.';
}

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
