// Legacy access, which existed before a connection (FTR CAA-003). The kit records it. Once its own role is verified, it
// shows the tenant the commands that delete it, and sends a reminder while it is open. The kit never uses it.
import { deleteKeyCommands, deleteRoleCommands, type LegacyCommands } from '../../../templates/legacy-commands.js';
import type { VendorConfig } from '../../config/config.js';
import { type Caller, sideOf } from '../../core/access/caller.js';
import type { Connection } from '../../core/connection/connection.js';
import { isLegacyDue, isReplaced, legacyFault, openLegacy } from '../../core/connection/legacy-access.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import type { LegacyAccess } from '../../core/connection/parts.js';
import { parseRoleArn, parseUserArn } from '../../core/iam/arn.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { type ConnectionRef, findConnection } from '../connection/find-connection.js';
import { notInThisState } from '../connection/not-in-this-state.js';
import { applyEvent, applyEventOnce } from '../connection/transition.js';
import { targetOf } from './end-commands.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections' | 'vendor'>;

export interface NewLegacyAccess {
  arn: string;
  accessKeyId?: string;
  reason: string;
}

export async function recordLegacyAccess(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  { arn, accessKeyId, reason }: NewLegacyAccess,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'legacy.record', where);
  refuseUnlessHeard(kept.value, 'legacy-recorded');
  const key = accessKeyId !== undefined && { accessKeyId };
  const fault = legacyFault(kept.value, { arn, ...key });
  if (fault) throw fail(fault);
  const access: LegacyAccess = {
    id: `leg_${ports.ids.text(16)}`,
    kind: parseRoleArn(arn) ? 'role' : 'user',
    arn,
    ...key,
    recordedAt: ports.clock.now().toISOString(),
  };
  const facts = { legacyId: access.id, kind: access.kind };
  const words = { action: 'connection.legacy-recorded', reason, facts } as const;
  return applyEvent(ports, caller, kept, { type: 'legacy-recorded', access }, words);
}

/** `person`: the tenant's person who reports the deletion. A manage link names its own person. */
export async function closeLegacyAccess(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef & { legacyId: string },
  said: { person?: string } = {},
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'legacy.close', where);
  const { kind } = legacyOf(kept.value, where.legacyId);
  const person = caller.kind === 'manage' ? caller.name : said.person;
  const event = { type: 'legacy-ended', id: where.legacyId, how: 'deleted', by: sideOf(caller) } as const;
  const facts = { legacyId: where.legacyId, kind, ...(person && { person }) };
  const words = { action: 'connection.legacy-closed', facts } as const;
  return applyEvent(ports, caller, kept, { ...event, ...(person && { person }) }, words);
}

/** Closes a mistaken record: nothing needs to be deleted. */
export async function retractLegacyAccess(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef & { legacyId: string },
  reason: string,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'legacy.retract', where);
  const { kind } = legacyOf(kept.value, where.legacyId);
  const event = { type: 'legacy-ended', id: where.legacyId, how: 'mistaken', by: sideOf(caller) } as const;
  const facts = { legacyId: where.legacyId, kind };
  const words = { action: 'connection.legacy-retracted', reason, facts } as const;
  return applyEvent(ports, caller, kept, event, words);
}

/** Writes a history row, and so an event, once a month while the access is open and the kit's own role works. */
export async function remindOfLegacy(
  ports: Pick<Ports, 'clock' | 'connections' | 'vendor'>,
  kept: Versioned<Connection>,
): Promise<Versioned<Connection>> {
  if (!isLegacyDue(kept.value, ports.clock.now())) return kept;
  const facts = { open: openLegacy(kept.value).length };
  const words = { action: 'connection.legacy-reminded', facts } as const;
  const event = { type: 'legacy-reminded' } as const;
  return (await applyEventOnce(ports, kept, event, words, 'legacy_not_open')) ?? kept;
}

/** Undefined if the access is closed, or until the kit's own role has replaced it. */
export function legacyCommandsOf(
  vendor: VendorConfig,
  connection: Connection,
  { arn, accessKeyId = '', ended }: LegacyAccess,
): LegacyCommands | undefined {
  if (ended || !isReplaced(connection)) return undefined;
  const user = parseUserArn(arn);
  return user
    ? deleteKeyCommands(user.userName, accessKeyId, targetOf(vendor, connection.partition))
    : deleteRoleCommands(parseRoleArn(arn)!.roleName, targetOf(vendor, connection.partition));
}

function refuseUnlessHeard({ state }: Connection, event: 'legacy-recorded' | 'legacy-ended'): void {
  if (!allowedEvents[state].includes(event)) throw notInThisState(state);
}

function legacyOf(connection: Connection, id: string): LegacyAccess {
  refuseUnlessHeard(connection, 'legacy-ended');
  const found = connection.legacy?.find(each => each.id === id);
  if (!found) throw fail('legacy_not_found');
  return found;
}
