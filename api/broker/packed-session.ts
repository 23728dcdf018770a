// An issued session packed into one string, for the memory between credential requests. A hundred thousand objects of
// nine strings each would take a third more memory. Most of it is the session token. AWS's tokens are base64, so they
// are kept as bytes.
import type { IssuedSession, SessionKey } from '../ports/sessions.js';

/** The part of a session's key that its kind of request does not hold. */
export type KeyOwner = Pick<SessionKey, 'tenantId' | 'generation'>;

export function packed({ tenantId, generation }: KeyOwner, { sessionToken, ...rest }: IssuedSession): string {
  const bytes = Buffer.from(sessionToken, 'base64');
  const isBase64 = bytes.toString('base64') === sessionToken;
  const { mintedId, roleArn, sessionName, accessKeyId, secretAccessKey, expiresAt, seconds, cap, warnings } = rest;
  const facts = [mintedId, roleArn, sessionName, accessKeyId, secretAccessKey, expiresAt, seconds, cap, warnings ?? 0];
  const head = JSON.stringify([tenantId, generation, isBase64 ? 1 : 0, ...facts]);
  // JSON holds no line ends. Built in a buffer, because a concatenated string would keep its parts in memory.
  const whole = [Buffer.from(`${head}\n`), isBase64 ? bytes : Buffer.from(sessionToken)];
  return Buffer.concat(whole).toString('latin1');
}

export function unpacked(text: string): KeyOwner & { session: IssuedSession } {
  const end = text.indexOf('\n');
  const [tenantId, generation, isBase64, ...facts] = JSON.parse(asRead(text.slice(0, end), 'utf8'));
  const [mintedId, roleArn, sessionName, accessKeyId, secretAccessKey, expiresAt, seconds, cap, warnings] = facts;
  const sessionToken = asRead(text.slice(end + 1), isBase64 === 1 ? 'base64' : 'utf8');
  const session = {
    mintedId,
    roleArn,
    sessionName,
    accessKeyId,
    secretAccessKey,
    sessionToken,
    expiresAt,
    seconds,
    cap,
    ...(warnings !== 0 && { warnings }),
  };
  return { tenantId, generation, session };
}

function asRead(bytes: string, encoding: 'utf8' | 'base64'): string {
  return Buffer.from(bytes, 'latin1').toString(encoding);
}
