// Stops a connection whose item cannot be read: a newer release wrote it, or someone edited it. The stop is in force
// with its one write. It is recorded, with its history row, once the item can be read again.
import type { Action, Caller } from '../../core/access/caller.js';
import type { Stop, StopKind } from '../../core/connection/stop.js';
import { fail, isUnreadable } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import { actorOf } from '../access/actor.js';
import { type ConnectionRef, findConnection, findUnread } from '../connection/find-connection.js';
import type { ChangeWords } from '../connection/transition.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections'>;

export type StopWords = ChangeWords & Pick<Stop, 'consent'>;

/** The caller may do it: `findUnread`, or the tenant's closing. */
export async function stopUnread(
  { clock, ids, connections }: Pick<Ports, 'clock' | 'ids' | 'connections'>,
  caller: Caller,
  id: string,
  kind: StopKind,
  words: StopWords,
): Promise<void> {
  const at = clock.now().toISOString();
  const written = await connections.stop(id, kind, { id: `stp_${ids.text(16)}`, at, who: actorOf(caller), ...words });
  // Without room for a stop it cannot be stopped before it can be read.
  if (written === 'full') throw fail('not_readable');
}

/** Ends access by `end`. If the item cannot be read, sets the stop alone, and throws `stopped_unread`. */
export async function endOrStopUnread<Ended>(
  ports: Needs,
  caller: Caller,
  { action, where, kind, words }: { action: Action; where: ConnectionRef; kind: StopKind; words: StopWords },
  end: () => Promise<Ended>,
): Promise<Ended> {
  try {
    return await end();
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    await findUnread(ports, caller, action, where);
    await stopUnread(ports, caller, where.connectionId, kind, words);
    throw fail('stopped_unread', { cause: error });
  }
}

/** The account number that confirms a revoke. Undefined when the item does not even show that. */
export async function accountToConfirm(
  ports: Needs & Pick<Ports, 'vendor'>,
  caller: Caller,
  where: ConnectionRef,
): Promise<string | undefined> {
  try {
    return (await findConnection(ports, caller, 'connection.read', where)).value.accountId;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return (await findUnread(ports, caller, 'connection.read', where))?.accountId;
  }
}
