// Credentials of sessions: created, sealed into their token, and read back. The token contains the session, sealed with
// the server's key, so it stays valid after a restart and its holder cannot change it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { newAccessKeyId, sessionArn } from '../names.js';
import type { SessionRow } from '../state.js';
import type { Caller, World } from '../world.js';

const NEWEST = 20_000;

/** The contents of a session; `session.policies` are its session policies. */
interface Sealed {
  accessKeyId: string;
  accountId: string;
  expiresAt: string;
  session: NonNullable<Caller['session']>;
}

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: string;
}

function mac(world: World, purpose: string, text: string): Buffer {
  return createHmac('sha256', world.state.sessionKey).update(`${purpose}\n${text}`).digest();
}

function secretOf(world: World, accessKeyId: string): string {
  return mac(world, 'secret', accessKeyId).toString('base64').slice(0, 40);
}

export function makeSession(
  world: World,
  accountId: string,
  session: NonNullable<Caller['session']>,
  lifeSeconds: number,
  callerArn: string,
): Credentials {
  const accessKeyId = newAccessKeyId('ASIA');
  const expiresAt = new Date(Date.parse(session.issuedAt) + lifeSeconds * 1000).toISOString();
  const sealed: Sealed = { accessKeyId, accountId, expiresAt, session };
  const payload = Buffer.from(JSON.stringify(sealed)).toString('base64url');
  const sessionToken = `${payload}.${mac(world, 'token', payload).toString('base64url')}`;
  const { roleArn, sessionName, issuedAt, sourceIdentity } = session;
  const row: SessionRow = { accountId, roleArn, sessionName, accessKeyId, issuedAt, expiresAt, callerArn };
  world.state.sessions.push(sourceIdentity ? { ...row, sourceIdentity } : row);
  if (world.state.sessions.length > NEWEST) world.state.sessions.shift();
  world.changed();
  return { accessKeyId, secretAccessKey: secretOf(world, accessKeyId), sessionToken, expiresAt };
}

export interface OpenedSession {
  caller: Caller;
  secretAccessKey: string;
  isExpired: boolean;
}

/** Undefined if the token is not ours, was changed, or belongs to another access key. */
export function openSession(world: World, accessKeyId: string, token: string): OpenedSession | undefined {
  const [payload = '', seal = ''] = token.split('.', 2);
  const given = Buffer.from(seal, 'base64url');
  const right = mac(world, 'token', payload);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const sealed = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Sealed;
  if (sealed.accessKeyId !== accessKeyId) return undefined;
  const { session, accountId } = sealed;
  const caller: Caller = {
    kind: 'session',
    accountId,
    arn: sessionArn(world, accountId, session.roleName, session.sessionName),
    userId: `${session.roleId}:${session.sessionName}`,
    accessKeyId,
    session,
  };
  const isExpired = world.now().getTime() >= Date.parse(sealed.expiresAt);
  return { caller, secretAccessKey: secretOf(world, accessKeyId), isExpired };
}
