// Which connection may become verified in an AWS account without a review. An index finds the other connections of the
// account, so two tenants verified within milliseconds would not see each other: one claim per account decides.
import type { Connection } from '../../../core/connection/connection.js';
import { minuteMs } from '../../../core/values/time.js';
import type { AccountClaim } from '../../../ports/claims.js';
import type { Ports } from '../../../ports/ports.js';

type Needs = Pick<Ports, 'clock' | 'connections' | 'accountClaims'>;

/** A claim whose connection was not verified is void after this time: its process crashed, or its check was dropped. */
const abandonedMs = minuteMs;
const maxRounds = 5;

/** Taken just before a connection becomes verified. False: another tenant has the account, so support must decide. */
export async function claimsAccount(ports: Needs, connection: Connection): Promise<boolean> {
  const { partition, accountId, tenantId, id: connectionId } = connection;
  if (connection.review?.decision === 'approved') return true;
  for (let round = 0; round < maxRounds; round += 1) {
    const own = { partition, accountId, tenantId, connectionId, at: ports.clock.now().toISOString() };
    const held = await ports.accountClaims.holder(own);
    // Someone edited it in the store: it may have been another tenant's.
    if (held?.isAltered) return false;
    // A connection of the same tenant takes the claim too: it stays good when the other one ends.
    if (held && held.tenantId !== tenantId && !(await isVoid(ports, held))) return false;
    if (!(await ports.accountClaims.claim(own, held))) continue;
    if (!held || held.tenantId === tenantId || (await isVoid(ports, held))) return true;
    // It was verified at this very moment: the account is its own again. As of now, so that it does not look old.
    await ports.accountClaims.claim({ ...held, at: own.at }, own);
    return false;
  }
  return false;
}

async function isVoid(ports: Needs, { connectionId, at }: AccountClaim): Promise<boolean> {
  const holder = (await ports.connections.get(connectionId))?.value;
  if (holder?.state === 'revoked' || holder?.state === 'expired') return true;
  return holder?.verifiedAt === undefined && Date.parse(at) + abandonedMs <= ports.clock.now().getTime();
}
