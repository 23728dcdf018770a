// How accepting a finding, and the end of an acceptance, change a connection, and what each check does to acceptances:
// one that read another role marks them as over, and they never count again. Pure.
import { acceptabilityOf, findingId } from '../../finding/acceptable.js';
import { type Finding, isProblem } from '../../finding/findings.js';
import type { CheckVerdict } from '../../finding/verdict.js';
import { acceptancesAtMost, isEndingSoon, openProblems, overOf } from '../acceptance.js';
import { type Connection, type Health, isGoodHealth } from '../connection.js';
import type { AcceptanceEvent, Transition } from '../event.js';
import type { Acceptance, OverReason } from '../parts.js';

export function healthOf(
  outcome: CheckVerdict['outcome'],
  connection: Pick<Connection, 'findings' | 'deviation' | 'accepted'>,
): Health {
  if (outcome === 'unsafe' || connection.findings.some(each => each.severity === 'critical')) return 'unsafe';
  return openProblems(connection).length > 0 ? 'drifted' : 'healthy';
}

/** After a check that the role accepted; `connection` has its findings. An unsafe role was not read to the end. */
export function withDeviation(
  { deviation: before, accepted, ...rest }: Connection,
  verdict: CheckVerdict,
  now: Date,
): Connection {
  if (verdict.outcome !== 'admitted') return { ...rest, ...(accepted && { accepted }) };
  const { deviation: seen } = verdict;
  const deviation = before && before.digest === seen?.digest ? before : seen;
  const marked = accepted?.map(each => {
    const over = overOf(each, now) ?? (each.digest === seen?.digest ? undefined : reopenedAs(each, rest.findings));
    return over ? { ...each, over } : each;
  });
  return { ...rest, ...(deviation && { deviation }), ...(marked && { accepted: marked }) };
}

function reopenedAs({ code }: Acceptance, findings: readonly Finding[]): OverReason {
  return findings.some(each => each.code === code && isProblem(each)) ? 'changed' : 'gone';
}

export function advanceAcceptance(connection: Connection, event: AcceptanceEvent, now: Date): Transition {
  if (event.type === 'deviation-accepted') return accept(connection, event);
  const { accepted = [] } = connection;
  const found = accepted.find(each => each.id === event.id);
  if (!found) return { refused: 'acceptance_not_found' };
  const without = accepted.filter(each => each !== found);
  switch (event.type) {
    case 'acceptance-removed':
      return { connection: withAccepted(connection, without) };
    case 'acceptance-ended':
      // If two processes find it over, only one records it.
      if (overOf(found, now) !== event.why) return { refused: 'acceptance_not_found' };
      return { connection: withAccepted(connection, without) };
    case 'acceptance-reminded': {
      if (!isEndingSoon(found, now)) return { refused: 'acceptance_not_found' };
      const reminded = { ...found, remindedAt: now.toISOString() };
      return { connection: { ...connection, accepted: accepted.map(each => (each === found ? reminded : each)) } };
    }
  }
}

type Accepted = Extract<AcceptanceEvent, { type: 'deviation-accepted' }>;

function accept(connection: Connection, { acceptance, replaces }: Accepted): Transition {
  const { accepted = [], deviation, findings, health } = connection;
  const { digest, checkId, finding, by } = acceptance;
  if (!isGoodHealth(health) || deviation?.digest !== digest || deviation.checkId !== checkId)
    return { refused: 'deviation_changed' };
  const found = findings.find(each => findingId(each) === finding);
  if (!found) return { refused: 'deviation_not_found' };
  const acceptability = acceptabilityOf(found);
  const mayAccept = 'by' in acceptability && (acceptability.by === 'anyone' || by === 'tenant');
  if (!mayAccept) return { refused: 'deviation_never_accepted' };
  const before = accepted.find(each => !each.over && each.finding === finding && each.digest === digest);
  if (before?.id !== replaces) return { refused: 'deviation_already_accepted' };
  const others = accepted.filter(each => each !== before);
  if (others.length >= acceptancesAtMost) return { refused: 'acceptances_too_many' };
  return { connection: withAccepted(connection, [...others, acceptance]) };
}

/** The connection as it is once the acceptances that no longer count are removed: what readers get before that. */
export function withoutOver(connection: Connection, now: Date): Connection {
  const { accepted } = connection;
  const left = accepted?.filter(each => !overOf(each, now));
  return left && left.length < accepted!.length ? withAccepted(connection, left) : connection;
}

/** The same connection with these acceptances, and the health that follows. */
function withAccepted({ accepted: _, ...rest }: Connection, accepted: Acceptance[]): Connection {
  const next: Connection = { ...rest, ...(accepted.length > 0 && { accepted }) };
  return isGoodHealth(next.health) ? { ...next, health: healthOf('admitted', next) } : next;
}
