// Webhooks, event deliveries and the outbox. Types only.
import type { KeptRow } from '../core/audit/history.js';
import type { Connection } from '../core/connection/connection.js';
import type { EventDelivery, Queue } from '../core/event/event-delivery.js';
import type { Webhook } from '../core/event/webhook.js';
import type { Page, PageInput, Subjects, Versioned } from './subjects.js';

export interface Webhooks extends Subjects<Webhook> {
  /** Newest first, disabled ones included. From an index. */
  list(page: PageInput): Promise<Page<Versioned<Webhook>>>;
}

/** An entry of the register: the webhook exists or is about to be created. */
export interface Registered {
  webhookId: string;
  /** When it was added, ISO 8601. */
  at: string;
}

/** The enabled webhooks, in one item: no lagging index can hide one, and their number is exact. */
export interface WebhookRegister {
  read(): Promise<{ entries: Registered[]; version: number }>;
  /** False when another instance wrote it first. */
  write(entries: Registered[], version: number): Promise<boolean>;
}

/**
 * Deliveries, and the queue of each connection at each webhook. The holder of its lease sends from a queue; any
 * instance may take a lease that has ended.
 */
export interface Deliveries {
  /** Does nothing when the delivery exists. */
  put(delivery: EventDelivery): Promise<void>;
  get(webhookId: string, deliveryId: string): Promise<EventDelivery | undefined>;
  /** Newest first; with `state`, only deliveries in that state. */
  list(webhookId: string, page: PageInput, state?: EventDelivery['state']): Promise<Page<EventDelivery>>;
  /** Replaces exactly `before` by `next`. False when it has changed meanwhile. */
  replace(before: EventDelivery, next: EventDelivery): Promise<boolean>;
  /** Makes the queue due at `now`, unless it waits for a later try or is leased. */
  wake(webhookId: string, connectionId: string, now: string): Promise<void>;
  /** Restarts the queue at that revision, and makes it due at once unless it is leased. */
  rewind(webhookId: string, connectionId: string, revision: number, now: string): Promise<void>;
  /** The webhook's due queues, soonest first. A hint. */
  due(webhookId: string, now: string, limit: number): Promise<Queue[]>;
  /** Every queue of the webhook that has a due time, read without an index. */
  queues(webhookId: string): AsyncGenerator<Queue>;
  /** Takes the lease of a queue that is unchanged since it was read; undefined when it has changed. */
  claim(queue: Queue, lease: string, until: string): Promise<Queue | undefined>;
  /** Extends the lease; undefined when another instance has it. */
  renew(queue: Queue, until: string): Promise<Queue | undefined>;
  /** The oldest waiting delivery, from the given revision on. */
  head(queue: Queue, from: number): Promise<EventDelivery | undefined>;
  /**
   * Releases the lease; the queue is due again at `dueAt`, or when a delivery is added. False when the queue changed
   * since it was claimed or renewed: a delivery was added, or another instance has the lease.
   */
  release(queue: Queue, from: number, dueAt: string | undefined): Promise<boolean>;
}

/** A connection, and the revision up to which deliveries were created from its rows. */
export interface Unpublished {
  kept: Versioned<Connection>;
  published: number;
  /** How often in a row its rows could not be published. */
  tries: number;
}

/** The history rows of connections that are not published yet. */
export interface Outbox {
  /**
   * Connections with such rows that are not put off beyond `now`, at most `limit`, the longest waiting first. This is a
   * hint: callers read each again.
   */
  waiting(now: string, limit: number): Promise<Unpublished[]>;
  /** All such connections, page by page, read without that index. */
  walk(): AsyncGenerator<Unpublished[]>;
  /** The unpublished rows, oldest first, up to the revision that was read. */
  rows(of: Unpublished): AsyncGenerator<KeptRow>;
  /** Records them as published, without a new revision or row. It never decreases. */
  advance(of: Unpublished): Promise<void>;
  /** Lets others go first until `at`: its rows could not be published. Its next change ends that. */
  putOff(of: Unpublished, at: string): Promise<void>;
}

/** Why an address is refused, or why it was not reached. */
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
  /** Signed and sent byte for byte. */
  body: string;
  /** Every secret valid now, `whsec_…`. */
  secrets: readonly string[];
}

/** One try, without retry. Every outcome is a value. A redirect is an answer and is not followed. */
export type PostEvent = (event: OutgoingEvent) => Promise<Answered | { fault: SendingFault }>;

export interface Answered {
  /** The HTTP status. */
  answered: number;
  /** The header `Retry-After`, as the receiver wrote it. */
  retryAfter?: string;
}

/** Why no event would be sent to the address now; undefined when one would. Checked again at each delivery. */
export type CheckWebhookUrl = (url: string) => Promise<SendingFault | undefined>;
