// The faults of a fleet of instances compared with what AWS recorded, in words; none if the instances behaved as one.
import { digest } from '../../api/core/values/canonical.js';
import type { Ports } from '../../api/ports/ports.js';
import type { LocalAws } from '../../deploy/local/aws/server.js';
import { allPages } from '../helpers/all-pages.js';
import { mintedRows } from '../helpers/ledger.js';
import { isMade, type Load, type Made } from './fleet-load.js';

/** The answer to a key that was sent again after the end. */
export interface LastSent {
  made: Made;
  status: number;
  body: Record<string, unknown>;
}

/** Answers that no request may get: a valid request succeeds, or is told when to retry. */
export function wronglyAnswered({ requests, made, checks }: Load): string[] {
  const sent = [
    ...requests.map(each => each.sent),
    ...made.flatMap(each => each.answers),
    ...checks.map(each => each.sent),
  ];
  const mayBe = ['sts_quota_reached', 'idempotency_running', 'checks_too_frequent', 'conflict', 'overloaded'];
  return sent.flatMap(each => {
    if (!each || each.status < 300) return [];
    const { code } = each.body;
    const hasRetry = code === 'conflict' || Number(each.retryAfter) >= 1;
    return mayBe.includes(String(code)) && hasRetry ? [] : [`${each.status} ${JSON.stringify(each.body)}`];
  });
}

type Events = ReturnType<LocalAws['events']>;

/** Each answer with credentials has its issued row, and that row a minted row with the same session. */
export async function requestFaults(ports: Ports, { places, requests }: Load): Promise<string[]> {
  const faults: string[] = [];
  for (const place of places) {
    const rows = await allPages(page => ports.ledger.list(place.connectionId, page));
    const minted = new Map(rows.flatMap(row => (row.type === 'minted' ? [[row.id, row.sessionName]] : [])));
    const out = new Map(rows.flatMap(row => (row.type === 'handed-out' ? [[row.requestId, row.mintedId]] : [])));
    for (const { sent } of requests.filter(each => each.place === place)) {
      if (!isMade(sent)) continue;
      const mintedId = out.get(sent.requestId);
      if (!mintedId || minted.get(mintedId) !== sent.body.sessionName)
        faults.push(`${sent.requestId} was answered without its row`);
    }
  }
  return faults;
}

/** Each success in the customer's CloudTrail has one minted row. */
export async function eventFaults(ports: Ports, events: Events): Promise<string[]> {
  const rows = await mintedRows({ ports });
  const counts = new Map<string, number>();
  for (const { sessionName } of rows) counts.set(sessionName, (counts.get(sessionName) ?? 0) + 1);
  return events
    .filter(each => each.eventName === 'AssumeRole' && !each.errorCode)
    .map(each => String(each.requestParameters?.roleSessionName))
    .filter(name => counts.get(name) !== 1)
    .map(name => `${name} is in CloudTrail and does not have exactly one row`);
}

/** One object for each key, and no object without a key. */
export async function keyFaults(ports: Ports, last: readonly LastSent[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { made, status, body } of last) {
    // A connection's external ID and all other members must match, too.
    const answers = new Set([...made.answers.filter(isMade).map(each => each.body), body].map(each => digest(each)));
    if (status !== 201 || answers.size !== 1)
      faults.push(`${made.path} ${made.key}: ${status}, ${answers.size} different answers`);
  }
  const ids = last.map(each => String(each.body.id));
  const tenants = await allPages(page => ports.tenants.list(page));
  const connections = await allPages(page => ports.connections.listAll(page));
  const names = new Set(last.flatMap(each => ('name' in each.made.payload ? [each.made.payload.name] : [])));
  for (const { value } of tenants)
    if (names.has(value.name) && !ids.includes(value.id)) faults.push(`${value.id} belongs to no key`);
  for (const { value } of connections)
    if (ids.includes(value.tenantId) && !ids.includes(value.id)) faults.push(`${value.id} belongs to no key`);
  return faults;
}

/** A check calls AWS only while no other check of the same connection does. */
export async function checkFaults(ports: Ports, { checkedPlaces, checks }: Load): Promise<string[]> {
  const faults: string[] = [];
  for (const { connectionId } of checkedPlaces) {
    const rows = await allPages(page => ports.ledger.list(connectionId, page));
    const ofChecks = rows.flatMap(row => (row.type === 'minted' && row.for.startsWith('check:') ? [row] : []));
    const inOrder = ofChecks.sort((a, b) => (a.at < b.at ? -1 : 1)).map(row => row.for);
    const turns = inOrder.filter((each, at) => each !== inOrder[at - 1]);
    if (new Set(turns).size !== turns.length) faults.push(`${connectionId} had concurrent checks: ${turns}`);
  }
  const begun = new Set(checks.flatMap(({ sent }) => (sent?.status === 202 ? [sent.body.id] : [])));
  if (begun.size === 0) faults.push('no check began');
  return faults;
}

/** When a caller session was used for an AssumeRole call, whatever its result. */
export function callsOf(events: Events): number[] {
  return events
    .filter(each => each.eventName === 'AssumeRole' && String(each.userIdentity.arn).includes(':assumed-role/'))
    .map(each => Date.parse(each.eventTime))
    .sort((a, b) => a - b);
}

/**
 * The most calls that may reach AWS in a period: the quota, one saved second, calls leased half a second early, and
 * calls that reached AWS half a second late on a busy machine.
 */
export function quotaFaults(calls: readonly number[], perSecond: number): string[] {
  const most = 2 * perSecond;
  const faults: string[] = [];
  let above = 0;
  for (const [n, at] of calls.entries()) {
    const seconds = (at - (calls[n - 1] ?? at)) / 1000;
    above = Math.max(0, above - seconds * perSecond) + 1;
    if (above > most) faults.push(`${above} calls above the quota at ${new Date(at).toISOString()}`);
  }
  return faults;
}
