// Accepting a finding as a known deviation, and removing an acceptance. An acceptance changes how a finding is
// shown and the health. It never changes what is issued: caps and holds follow from the findings themselves.
import { type Caller, refusedAs } from '../../core/access/caller.js';
import { notLaterNotes } from '../../core/check/schedule.js';
import { endFault, nextAcceptanceWork } from '../../core/connection/acceptance.js';
import type { Connection } from '../../core/connection/connection.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import type { Acceptance } from '../../core/connection/parts.js';
import { acceptabilityOf, findingId } from '../../core/finding/acceptable.js';
import { scrubbedText } from '../../core/values/redact.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { allow } from '../access/allow.js';
import { endAcceptances } from '../connection/end-acceptances.js';
import { type ConnectionRef, findConnection } from '../connection/find-connection.js';
import { notInThisState } from '../connection/not-in-this-state.js';
import { applyEvent } from '../connection/transition.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections' | 'vendor'>;

export interface NewAcceptance {
  /** The deviation that the caller has read: its check and its digest. */
  checkId: string;
  digest: string;
  /** The id of the finding. */
  finding: string;
  reason: string;
  endsAt: string;
  /** The acceptance that this one replaces. */
  replaces?: string;
  /** The tenant's person, for a key that vouches. A manage link names its own person. */
  person?: string;
  /** The revision of the connection that the caller has read; another one is a conflict. */
  revision?: number;
}

export async function acceptDeviation(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  asked: NewAcceptance,
): Promise<Versioned<Connection>> {
  const kept = await endAcceptances(ports, await findConnection(ports, caller, 'deviation.accept', where));
  const { state, findings, deviation } = kept.value;
  if (!allowedEvents[state].includes('deviation-accepted')) throw notInThisState(state);
  const now = ports.clock.now();
  const fault = endFault(asked.endsAt, now) ?? personFault(caller, asked.person);
  if (fault) throw fail(fault.path === '/endsAt' ? 'acceptance_end_not_valid' : 'request_invalid', { errors: [fault] });
  if (asked.revision !== undefined && asked.revision !== kept.revision) throw fail('conflict');
  const found = findings.find(each => findingId(each) === asked.finding);
  if (!found) throw fail(deviation?.digest === asked.digest ? 'deviation_not_found' : 'deviation_changed');
  const acceptability = acceptabilityOf(found);
  if ('never' in acceptability) throw fail('deviation_never_accepted', { members: { why: acceptability.never } });
  if (acceptability.by === 'person') await allow(ports, caller, 'deviation.accept-wider');
  const acceptance = { id: `acc_${ports.ids.text(16)}`, code: found.code, ...acceptanceBy(caller, asked, now) };
  // The machine decides by the connection as it is when this is written, so that a check in between counts.
  const event = {
    type: 'deviation-accepted',
    acceptance,
    ...(asked.replaces !== undefined && { replaces: asked.replaces }),
  } as const;
  const written = await applyEvent(ports, caller, kept, event, {
    action: 'connection.deviation-accepted',
    reason: asked.reason,
    facts: factsOf(acceptance, asked.replaces),
  });
  await workNotLater(ports, written);
  return written;
}

/** Whether the caller acts for a person of the tenant: only then is it recorded as the tenant's word. */
const actsForTenant = (caller: Caller) => refusedAs(caller, 'deviation.accept-wider') === undefined;

/** A key that vouches names the person. No other caller of the API does. */
function personFault(caller: Caller, person: string | undefined): { path: string; message: string } | undefined {
  if (caller.kind === 'manage') return undefined;
  const isNeeded = actsForTenant(caller);
  if (isNeeded === (person !== undefined)) return undefined;
  const message = isNeeded ? 'is required: the person of the tenant who accepts it' : 'is only for keys that may vouch';
  return { path: '/person', message };
}

function acceptanceBy(caller: Caller, asked: NewAcceptance, now: Date): Omit<Acceptance, 'id' | 'code'> {
  const { kind, id, publicName } = caller;
  const isTenant = actsForTenant(caller);
  const person = caller.kind === 'manage' ? caller.name : asked.person;
  return {
    finding: asked.finding,
    digest: asked.digest,
    checkId: asked.checkId,
    reason: scrubbedText(asked.reason),
    by: isTenant ? 'tenant' : 'vendor',
    ...(isTenant && person !== undefined && { person }),
    who: { kind, id, ...(publicName && { publicName }) },
    acceptedAt: now.toISOString(),
    endsAt: new Date(asked.endsAt).toISOString(),
  };
}

function factsOf({ id, code, by, person, endsAt, checkId }: Acceptance, replaces: string | undefined) {
  return { acceptanceId: id, code, by, ...(person && { person }), endsAt, checkId, ...(replaces && { replaces }) };
}

/** Its end, and the announcement of it, may be due before the next check. */
async function workNotLater(ports: Needs, kept: Versioned<Connection>): Promise<void> {
  const at = nextAcceptanceWork(kept.value, ports.clock.now());
  const notes = at && notLaterNotes(kept.notes, at);
  if (notes) await ports.connections.note(kept, notes);
}

export async function removeAcceptance(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef & { acceptanceId: string },
  reason: string,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'deviation.reopen', where);
  const { state, accepted = [] } = kept.value;
  if (!allowedEvents[state].includes('acceptance-removed')) throw notInThisState(state);
  const found = accepted.find(each => each.id === where.acceptanceId);
  if (!found) throw fail('acceptance_not_found');
  const words = {
    action: 'connection.acceptance-removed',
    reason,
    facts: { acceptanceId: found.id, code: found.code },
  } as const;
  return applyEvent(ports, caller, kept, { type: 'acceptance-removed', id: found.id }, words);
}
