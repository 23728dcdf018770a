// Access from before this connection: a hand-made role, one with another external ID, or a long-term key of an IAM
// user. It is recorded so that the tenant removes it. The kit never uses it and never adopts its external ID. Pure.
// Sources: FTR CAA-003, SEC03-BP09,
// https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#rotate-credentials
import { parseRoleArn, parseUserArn } from '../iam/arn.js';
import { dayMs } from '../values/time.js';
import { type Connection, isGoodHealth } from './connection.js';
import type { LegacyEvent, Transition } from './event.js';
import { isRoleNameOf } from './launches.js';
import type { LegacyAccess } from './parts.js';

export const legacyAtMost = 20;
/** Time to move over after the first proof, before the first reminder. */
const graceMs = 7 * dayMs;
const remindedEveryMs = 30 * dayMs;

/** The error code if this cannot be recorded; undefined if it can. */
export function legacyFault(
  connection: Connection,
  { arn, accessKeyId }: Pick<LegacyAccess, 'arn' | 'accessKeyId'>,
): 'legacy_not_valid' | 'legacy_of_another_account' | 'legacy_is_own_role' | undefined {
  const [role, user] = [parseRoleArn(arn), parseUserArn(arn)];
  const found = role ?? user;
  if (!found || (user !== undefined) !== (accessKeyId !== undefined)) return 'legacy_not_valid';
  if (found.accountId !== connection.accountId || found.partition !== connection.partition)
    return 'legacy_of_another_account';
  return role && isRoleNameOf(connection, role.roleName) ? 'legacy_is_own_role' : undefined;
}

/** Whether the kit's own role has replaced it. Deleting it earlier would end the vendor's access. */
export function isReplaced({ state, verifiedAt, health }: Connection): boolean {
  return state === 'revoked' || (verifiedAt !== undefined && isGoodHealth(health));
}

export function openLegacy({ legacy = [] }: Pick<Connection, 'legacy'>): LegacyAccess[] {
  return legacy.filter(each => !each.ended);
}

export function advanceLegacy(connection: Connection, event: LegacyEvent, at: string): Transition {
  const { legacy = [] } = connection;
  switch (event.type) {
    case 'legacy-recorded': {
      const { arn, accessKeyId } = event.access;
      if (openLegacy(connection).some(each => each.arn === arn && each.accessKeyId === accessKeyId))
        return { refused: 'legacy_already_recorded' };
      if (legacy.length >= legacyAtMost) return { refused: 'legacy_too_many' };
      return { connection: { ...connection, legacy: [...legacy, event.access] } };
    }
    case 'legacy-ended': {
      const { id, how, by, person } = event;
      const found = legacy.find(each => each.id === id);
      if (!found) return { refused: 'legacy_not_found' };
      if (found.ended) return { refused: 'legacy_not_open' };
      const ended = { at, how, by, ...(person && { person }) };
      return {
        connection: { ...connection, legacy: legacy.map(each => (each === found ? { ...each, ended } : each)) },
      };
    }
    case 'legacy-reminded':
      // If two processes find it due, only one sends the reminder.
      if (!isLegacyDue(connection, new Date(at))) return { refused: 'legacy_not_open' };
      return { connection: { ...connection, legacyRemindedAt: at } };
  }
}

/** Whether a reminder is due: the kit's own role works, and the access that it replaces still exists. */
export function isLegacyDue(connection: Connection, now: Date): boolean {
  const open = openLegacy(connection);
  const { state, verifiedAt, legacyRemindedAt } = connection;
  if (open.length === 0 || state !== 'verified' || !verifiedAt || !isReplaced(connection)) return false;
  if (legacyRemindedAt) return now.getTime() - Date.parse(legacyRemindedAt) >= remindedEveryMs;
  const since = Math.max(Date.parse(verifiedAt), ...open.map(each => Date.parse(each.recordedAt)));
  return now.getTime() - since >= graceMs;
}
