// A session as one text, for the memory between asks: a hundred thousand objects of nine texts each take a third more. The
// session token is most of it; where it is base64, as AWS's are, it is kept as the bytes that it stands for.
import type { IssuedSession, SessionKey } from '../ports/sessions.js';

/** What a kept session was asked for with, as far as the kind of ask does not say it. */
export type KeyOwner = Pick<SessionKey, 'tenantId' | 'generation'>;

export function packed({ tenantId, generation }: KeyOwner, { sessionToken, ...rest }: IssuedSession): string {
  const bytes = Buffer.from(sessionToken, 'base64');
  const isBase64 = bytes.toString('base64') === sessionToken;
  const { mintedId, roleArn, sessionName, accessKeyId, secretAccessKey, expiresAt, seconds, warnings } = rest;
  const facts = [mintedId, roleArn, sessionName, accessKeyId, secretAccessKey, expiresAt, seconds, warnings ?? 0];
  const head = JSON.stringify([tenantId, generation, isBase64 ? 1 : 0, ...facts]);
  // JSON has no line ends of its own. By way of a buffer: a text put together of others would keep those.
  const whole = [Buffer.from(`${head}\n`), isBase64 ? bytes : Buffer.from(sessionToken)];
  return Buffer.concat(whole).toString('latin1');
}

export function unpacked(text: string): KeyOwner & { session: IssuedSession } {
  const end = text.indexOf('\n');
  const [tenantId, generation, isBase64, ...facts] = JSON.parse(asRead(text.slice(0, end), 'utf8'));
  const [mintedId, roleArn, sessionName, accessKeyId, secretAccessKey, expiresAt, seconds, warnings] = facts;
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
    ...(warnings !== 0 && { warnings }),
  };
  return { tenantId, generation, session };
}

function asRead(bytes: string, encoding: 'utf8' | 'base64'): string {
  return Buffer.from(bytes, 'latin1').toString(encoding);
}
