// Issued sessions, shared by identical credential requests; in memory only, and bounded in number. The caller has read
// the connection first: a session is valid for exactly the revision it was issued at, so any change of the connection,
// by any process, invalidates it. Not here: whether a caller may have a session (operations).
import { LRUCache } from 'lru-cache';
import { digest } from '../core/values/canonical.js';
import { minuteMs } from '../core/values/time.js';
import type { Clock } from '../ports/runtime.js';
import type { IssuedSession, IssuedSessions, SessionKey } from '../ports/sessions.js';
import { type KeyOwner, packed, unpacked } from './packed-session.js';

export interface IssuedSessionsNeeds {
  clock: Pick<Clock, 'now'>;
  /** From 0 to 1. Spreads renewals, so that sessions issued together are not renewed together. */
  random(): number;
  /** Number of sessions kept; the connections requested longest ago are evicted first. */
  atMost: number;
}

interface Held {
  /** Every part in which requests for one connection differ; identical requests share one string. */
  kind: string;
  packed: string;
  /** After this time the next request starts a renewal in the background. */
  renewAt: number;
  endsAt: number;
}

interface OfConnection {
  revision: number;
  held: Held[];
}

interface Refused {
  until: number;
  /** The facts about the role at that time. */
  known: string;
}

/** Renewed at half its life, or up to a fifth of it later. */
const renewFrom = 0.5;
const renewSpread = 0.2;
/** With less time left, a request waits for a new session. */
const goodAboveMs = minuteMs;
/** With less time left, a session is not issued at all. */
const usableAboveMs = 10_000;
/** A failed renewal is tried again by the first request after this. */
const renewAgainMs = 10_000;
/** The longest time that a refusal is remembered: the customer may have fixed the role. */
const refusedMs = minuteMs;
/** Per connection, so that one with many kinds of request does not evict all others. */
const heldAtMost = 64;
/** Kinds of request whose string is shared. */
const kindsAtMost = 1000;

export function makeIssuedSessions(needs: IssuedSessionsNeeds): IssuedSessions {
  return new SharedSessions(needs);
}

/** Members are arrow functions, because ports are spread where they are wrapped. */
class SharedSessions implements IssuedSessions {
  readonly counts = { hits: 0, joined: 0, made: 0, refusedAgain: 0, renewalsFailed: 0 };
  private readonly connections: LRUCache<string, OfConnection>;
  private readonly kinds = new LRUCache<string, string>({ max: kindsAtMost });
  private readonly refusals: LRUCache<string, Refused>;
  private readonly flights = new Map<string, Promise<IssuedSession>>();

  constructor(private readonly needs: IssuedSessionsNeeds) {
    const { atMost } = needs;
    this.connections = new LRUCache({
      max: atMost,
      maxSize: atMost,
      sizeCalculation: ({ held }) => Math.max(1, held.length),
    });
    this.refusals = new LRUCache({ max: Math.max(1, Math.ceil(atMost / 10)) });
  }

  readonly find: IssuedSessions['find'] = (key, revision) => {
    const kind = kindOf(key);
    const held = this.heldAt(key.connectionId, revision)?.held.find(each => each.kind === kind);
    const left = held ? held.endsAt - this.now() : 0;
    if (!held || left <= usableAboveMs) return undefined;
    const { session, ...owner } = unpacked(held.packed);
    if (placeOf({ ...owner, roleArn: session.roleArn }) !== placeOf(key)) return undefined;
    if (left <= goodAboveMs) return { session, state: 'ending' };
    this.counts.hits += 1;
    if (this.now() < held.renewAt) return { session, state: 'good' };
    held.renewAt = this.now() + renewAgainMs;
    return { session, state: 'due' };
  };

  readonly make: IssuedSessions['make'] = (key, revision, make) => {
    // By revision: a caller that read a later one must not get a session begun before it.
    const kind = kindOf(key);
    const ofRevision = `${key.connectionId} ${placeOf(key)} ${kind} ${revision}`;
    const flight = this.flights.get(ofRevision);
    if (flight) {
      this.counts.joined += 1;
      return flight;
    }
    const startedAt = this.now();
    const mine = make()
      .then(made => {
        this.counts.made += 1;
        const endsAt = Math.min(Date.parse(made.expiresAt), startedAt + made.seconds * 1000);
        const renewAt = startedAt + (endsAt - startedAt) * (renewFrom + renewSpread * this.needs.random());
        this.keep(key, revision, { kind: this.sameText(kind), packed: packed(key, made), renewAt, endsAt });
        return made;
      })
      .finally(() => this.flights.delete(ofRevision));
    this.flights.set(ofRevision, mine);
    return mine;
  };

  readonly renewalFailed = (): void => {
    this.counts.renewalsFailed += 1;
  };

  readonly forget = (connectionId: string): void => {
    this.connections.delete(connectionId);
    this.refusals.delete(connectionId);
  };

  readonly refused = (connectionId: string, known: string): number => {
    this.connections.delete(connectionId);
    this.refusals.set(connectionId, { until: this.now() + refusedMs, known });
    return refusedMs / 1000;
  };

  readonly refusedFor = (connectionId: string, known: string): number => {
    const refused = this.refusals.get(connectionId);
    if (!refused) return 0;
    const left = refused.until - this.now();
    if (left > 0 && refused.known === known) {
      this.counts.refusedAgain += 1;
      return Math.ceil(left / 1000);
    }
    this.refusals.delete(connectionId);
    return 0;
  };

  readonly sizes: IssuedSessions['sizes'] = () => ({
    sessions: this.connections.calculatedSize,
    connections: this.connections.size,
    flights: this.flights.size,
  });

  private now(): number {
    return this.needs.clock.now().getTime();
  }

  /** What is kept for exactly this revision; anything older is deleted. */
  private heldAt(connectionId: string, revision: number): OfConnection | undefined {
    const kept = this.connections.get(connectionId);
    if (kept && kept.revision < revision) this.connections.delete(connectionId);
    return kept?.revision === revision ? kept : undefined;
  }

  private keep(key: SessionKey, revision: number, held: Held): void {
    const kept = this.connections.peek(key.connectionId);
    if (kept && kept.revision > revision) return;
    const others = kept?.revision === revision ? kept.held : [];
    const good = others.filter(each => each.kind !== held.kind && each.endsAt > this.now());
    this.connections.set(key.connectionId, { revision, held: [...good.slice(1 - heldAtMost), held] });
  }

  private sameText(kind: string): string {
    const known = this.kinds.get(kind);
    if (known === undefined) this.kinds.set(kind, kind);
    return known ?? kind;
  }
}

/** With `kindOf`, every part in which two requests for a connection differ, even parts that its revision implies. */
function placeOf({ tenantId, roleArn, generation }: KeyOwner & Pick<SessionKey, 'roleArn'>): string {
  return `${tenantId} ${roleArn} ${generation}`;
}

/** Session policies are digested, because they are long. */
function kindOf({ sessionPolicy, announced, durationSeconds, region, callerId }: SessionKey): string {
  const narrowed = sessionPolicy === undefined ? '' : digest(sessionPolicy);
  return `${callerId} ${durationSeconds} ${region} ${announced} ${narrowed}`;
}
