// Webhooks, event deliveries and the outbox. Types only.
import type { KeptRow } from '../core/audit/history.js';
import type { Connection } from '../core/connection/connection.js';
import type { EventDelivery, Queue } from '../core/event/event-delivery.js';
import type { Webhook } from '../core/event/webhook.js';
import type { Page, PageInput, Subjects, Versioned } from './subjects.js';

export interface Webhooks extends Subjects<Webhook> {
  /** Newest first, those that are disabled too. An index shows them. */
  list(page: PageInput): Promise<Page<Versioned<Webhook>>>;
}

/** An entry of the register: the webhook is there, or about to be made. */
export interface Registered {
  webhookId: string;
  /** When it was entered, ISO 8601. */
  at: string;
}

/** The webhooks that are not disabled, in one item: none is overlooked because an index is behind, and their number is exact. */
export interface WebhookRegister {
  read(): Promise<{ entries: Registered[]; version: number }>;
  /** False when somebody else was faster. */
  write(entries: Registered[], version: number): Promise<boolean>;
}

/**
 * Deliveries, and the queue of each connection at each webhook. A queue is worked off by whoever holds its lease; a lease
 * that ran out is anybody's.
 */
export interface Deliveries {
  /** Does nothing when it is there already. */
  put(delivery: EventDelivery): Promise<void>;
  get(webhookId: string, deliveryId: string): Promise<EventDelivery | undefined>;
  /** Newest first; only those in one state, when it is given. */
  list(webhookId: string, page: PageInput, state?: EventDelivery['state']): Promise<Page<EventDelivery>>;
  /** Writes `next` in place of exactly `before`. False when it is another by now. */
  replace(before: EventDelivery, next: EventDelivery): Promise<boolean>;
  /** There is something in the queue: it is due at `now`, unless it waits for a later try or is being worked off. */
  wake(webhookId: string, connectionId: string, now: string): Promise<void>;
  /** Looks at the queue again from that revision on, at once unless it is being worked off. */
  rewind(webhookId: string, connectionId: string, revision: number, now: string): Promise<void>;
  /** Queues of the webhook that are due, soonest first. A hint. */
  due(webhookId: string, now: string, limit: number): Promise<Queue[]>;
  /** Every queue of the webhook that waits for a time, whatever an index says. */
  queues(webhookId: string): AsyncGenerator<Queue>;
  /** Takes the lease of a queue that is still as it was read; undefined when somebody else was faster. */
  claim(queue: Queue, lease: string, until: string): Promise<Queue | undefined>;
  /** Holds the lease for longer; undefined when it is not ours any more. */
  renew(queue: Queue, until: string): Promise<Queue | undefined>;
  /** The oldest that waits, from the given revision on. */
  head(queue: Queue, from: number): Promise<EventDelivery | undefined>;
  /**
   * Gives the lease back; the queue is looked at again at `dueAt`, or when something comes. False when the queue moved
   * since it was claimed or renewed: something came, or somebody else has it.
   */
  release(queue: Queue, from: number, dueAt: string | undefined): Promise<boolean>;
}

/** A connection, and up to which revision its rows were made into deliveries. */
export interface Unpublished {
  kept: Versioned<Connection>;
  published: number;
}

/** The histories of connections, as far as they were not published. */
export interface Outbox {
  /** Connections with rows that were not, at most `limit`, the longest waiting first. A hint: each is re-read. */
  waiting(limit: number): Promise<Unpublished[]>;
  /** All such connections, page by page, whether or not the index of the waiting ones shows them. */
  walk(): AsyncGenerator<Unpublished[]>;
  /** The rows that were not, oldest first, up to the revision that was read. */
  rows(of: Unpublished): AsyncGenerator<KeptRow>;
  /** Notes that they are published now: no new revision, no row. It never goes back. */
  advance(of: Unpublished): Promise<void>;
}

/** Why nothing is sent to an address, or why it was not reached. */
export type SendingFault =
  | 'not_an_address'
  | 'not_https'
  | 'has_user'
  | 'port_not_allowed'
  | 'name_not_allowed'
  | 'name_not_found'
  | 'address_not_public'
  | 'not_reached'
  | 'certificate_not_valid'
  | 'timed_out';

export interface OutgoingEvent {
  url: string;
  eventId: string;
  /** The time of this try. */
  at: string;
  /** Exactly what is signed and sent. */
  body: string;
  /** Each that is good now, `whsec_…`. */
  secrets: readonly string[];
}

/** One try, never more. Every way in which it can end is a value. Redirects are answers, and not followed. */
export type PostEvent = (event: OutgoingEvent) => Promise<{ answered: number } | { fault: SendingFault }>;

/** Why no event would be sent there now; undefined when it would. Asked again at each sending. */
export type CheckWebhookUrl = (url: string) => Promise<SendingFault | undefined>;
