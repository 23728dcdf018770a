// Connections whose changes, stops and altered items delete the sessions in memory.
import { isUnreadable } from '../errors.js';
import type { IssuedSessions } from '../ports/sessions.js';
import type { Connections } from '../ports/subjects.js';

/**
 * Deletes issued sessions as soon as the connection changes, not at the next request: they are credentials. Also when
 * any read finds its item unreadable, or not as the service wrote it.
 */
export function forgetting(connections: Connections, issuedSessions: IssuedSessions): Connections {
  const reading = async <Found extends { isAltered?: true } | undefined>(id: string, read: Promise<Found>) => {
    try {
      const found = await read;
      if (found?.isAltered) issuedSessions.forget(id);
      return found;
    } catch (error) {
      if (isUnreadable(error)) issuedSessions.forget(id);
      throw error;
    }
  };
  return {
    ...connections,
    get: id => reading(id, connections.get(id)),
    getBrief: id => reading(id, connections.getBrief(id)),
    async change(kept, next, change) {
      const written = await connections.change(kept, next, change);
      if (written) issuedSessions.forget(kept.value.id);
      return written;
    },
    async record(...record) {
      const written = await connections.record(...record);
      if (written) issuedSessions.forget(written.value.id);
      return written;
    },
    async stop(id, kind, stop) {
      const written = await connections.stop(id, kind, stop);
      issuedSessions.forget(id);
      return written;
    },
  };
}
