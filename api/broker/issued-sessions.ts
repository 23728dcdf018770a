// The sessions that were made for asks, shared by identical ones; in memory only, and no more than so many. Whoever asks
// has read the connection first: what is kept is good for exactly the revision it was made at, so every change of the
// connection, by whatever process, ends it. Nothing here decides whether anybody may have it (operations).
import { LRUCache } from 'lru-cache';
import { digest } from '../core/values/canonical.js';
import { minuteMs } from '../core/values/time.js';
import type { Clock } from '../ports/runtime.js';
import type { IssuedSession, IssuedSessions, SessionKey } from '../ports/sessions.js';
import { type KeyOwner, packed, unpacked } from './packed-session.js';

export interface IssuedSessionsNeeds {
  clock: Pick<Clock, 'now'>;
  /** Between 0 and 1: those that were made together are not renewed together. */
  random(): number;
  /** So many sessions are kept; the connections that were asked for longest ago go first. */
  atMost: number;
}

interface Held {
  /** What asks of one connection differ by; the same text for all alike. */
  kind: string;
  packed: string;
  /** From then on it is renewed behind whoever asks. */
  renewAt: number;
  endsAt: number;
}

interface OfConnection {
  revision: number;
  held: Held[];
}

interface Refused {
  until: number;
  /** What was known of the role then. */
  known: string;
}

/** Renewed at half its life, or up to a fifth of it later. */
const renewFrom = 0.5;
const renewSpread = 0.2;
/** With less left whoever asks waits for another. */
const goodAboveMs = minuteMs;
/** With less left it is of no use to anybody. */
const usableAboveMs = 10_000;
/** A renewal that failed is tried again by whoever asks after that. */
const renewAgainMs = 10_000;
/** A refusal holds no longer: the customer may have mended the role. */
const refusedMs = minuteMs;
/** Of one connection: many kinds of ask must not push all others out. */
const heldAtMost = 64;
/** Kinds of ask whose text is kept once. */
const kindsAtMost = 1000;

export function makeIssuedSessions({ clock, random, atMost }: IssuedSessionsNeeds): IssuedSessions {
  const connections = new LRUCache<string, OfConnection>({
    max: atMost,
    maxSize: atMost,
    sizeCalculation: ({ held }) => Math.max(1, held.length),
  });
  const kinds = new LRUCache<string, string>({ max: kindsAtMost });
  const refusals = new LRUCache<string, Refused>({ max: Math.max(1, Math.ceil(atMost / 10)) });
  const flights = new Map<string, Promise<IssuedSession>>();
  const counts = { hits: 0, joined: 0, made: 0, refusedAgain: 0, renewalsFailed: 0 };
  const now = () => clock.now().getTime();

  /** What is kept for exactly that revision; what is older goes. */
  function of(connectionId: string, revision: number): OfConnection | undefined {
    const kept = connections.get(connectionId);
    if (kept && kept.revision < revision) connections.delete(connectionId);
    return kept?.revision === revision ? kept : undefined;
  }

  function keep(asked: SessionKey, revision: number, held: Held): void {
    const there = connections.peek(asked.connectionId);
    if (there && there.revision > revision) return;
    const others = there?.revision === revision ? there.held : [];
    const good = others.filter(each => each.kind !== held.kind && each.endsAt > now());
    connections.set(asked.connectionId, { revision, held: [...good.slice(1 - heldAtMost), held] });
  }

  function sameText(kind: string): string {
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, kind);
    return known ?? kind;
  }

  return {
    counts,

    find(asked, revision) {
      const kind = kindOf(asked);
      const held = of(asked.connectionId, revision)?.held.find(each => each.kind === kind);
      const left = held ? held.endsAt - now() : 0;
      if (!held || left <= usableAboveMs) return undefined;
      const { session, ...askedOf } = unpacked(held.packed);
      if (placeOf({ ...askedOf, roleArn: session.roleArn }) !== placeOf(asked)) return undefined;
      if (left <= goodAboveMs) return { session, state: 'ending' };
      counts.hits += 1;
      if (now() < held.renewAt) return { session, state: 'good' };
      held.renewAt = now() + renewAgainMs;
      return { session, state: 'due' };
    },

    make(asked, revision, make) {
      // Who read a later revision must not be given what was begun before it.
      const kind = kindOf(asked);
      const ofRevision = `${asked.connectionId} ${placeOf(asked)} ${kind} ${revision}`;
      const flight = flights.get(ofRevision);
      if (flight) {
        counts.joined += 1;
        return flight;
      }
      const startedAt = now();
      const mine = make()
        .then(made => {
          counts.made += 1;
          const endsAt = Math.min(Date.parse(made.expiresAt), startedAt + made.seconds * 1000);
          const renewAt = startedAt + (endsAt - startedAt) * (renewFrom + renewSpread * random());
          keep(asked, revision, { kind: sameText(kind), packed: packed(asked, made), renewAt, endsAt });
          return made;
        })
        .finally(() => flights.delete(ofRevision));
      flights.set(ofRevision, mine);
      return mine;
    },

    renewalFailed() {
      counts.renewalsFailed += 1;
    },

    forget(connectionId) {
      connections.delete(connectionId);
      refusals.delete(connectionId);
    },

    refused(connectionId, known) {
      connections.delete(connectionId);
      refusals.set(connectionId, { until: now() + refusedMs, known });
      return refusedMs / 1000;
    },

    refusedFor(connectionId, known) {
      const refused = refusals.get(connectionId);
      if (!refused) return 0;
      const left = refused.until - now();
      if (left > 0 && refused.known === known) {
        counts.refusedAgain += 1;
        return Math.ceil(left / 1000);
      }
      refusals.delete(connectionId);
      return 0;
    },

    sizes: () => ({ sessions: connections.calculatedSize, connections: connections.size, flights: flights.size }),
  };
}

/** Every part that makes two asks of a connection differ: these, even what the connection's revision implies … */
function placeOf({ tenantId, roleArn, generation }: KeyOwner & Pick<SessionKey, 'roleArn'>): string {
  return `${tenantId} ${roleArn} ${generation}`;
}

/** … and these. Session policies are digested: they are long. */
function kindOf({ sessionPolicy, durationSeconds, region, callerId }: SessionKey): string {
  const narrowed = sessionPolicy === undefined ? '' : digest(sessionPolicy);
  return `${callerId} ${durationSeconds} ${region} ${narrowed}`;
}
