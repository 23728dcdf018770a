// Reads the history of a connection, a page at a time.
import type { Caller } from '../../core/access/caller.js';
import type { KeptRow } from '../../core/audit/history.js';
import { type ChangeKind, changeKinds } from '../../core/event/change-kinds.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput, TimeRange } from '../../ports/subjects.js';
import { type ConnectionOrRef, findConnection } from '../connection/find-connection.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections'>;

/** Reviews are visible to the vendor only: a link must not reveal other tenants. */
const vendorOnlyActions = ['connection.reviewed'];

export async function readHistory(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
  { kind, action, ...page }: PageInput & TimeRange & { kind?: ChangeKind; action?: string },
): Promise<Page<KeptRow>> {
  const { value } = await findConnection(ports, caller, 'history.read', where);
  const only = kind ? changeKinds[kind] : action === undefined ? undefined : [action];
  return ports.connections.history(value.id, {
    ...page,
    ...(only && { only }),
    ...(caller.connectionId !== undefined && { without: vendorOnlyActions }),
  });
}
