// All ports together. Each contract stands in ports/, by noun. Types only.
import type { VendorConfig } from './config.js';
import type { ApiKey } from './core/access/api-key.js';
import type { Link } from './core/access/link.js';
import type { Tenant } from './core/access/tenant.js';
import type { Change, HistoryFault, HistoryRow, KeptRow, SubjectKind } from './core/audit/history.js';
import type { LedgerKind, LedgerRow } from './core/audit/ledger.js';
import type { Check } from './core/check/check.js';
import type { Connection, ConnectionInBrief } from './core/connection/connection.js';
import type { SessionPolicyWarning } from './core/drift/session-policy.js';
import type { Delivery, Queue } from './core/event/event-delivery.js';
import type { Webhook } from './core/event/webhook.js';
import type { AssumeOutcome } from './core/iam/assume-role.js';
import type { LiveRole } from './core/iam/live-role.js';
import type { AskOutcome, AssumeUse, AssumeWord, BackgroundWork, NoIssueWhy } from './core/metric-labels.js';
import type { PermissionSet, PermissionSetIssue } from './core/permission-set/permission-set.js';
import type { PublishedPermissionSet } from './core/permission-set/published.js';
import type { PolicyDocument } from './core/policy/document/document.js';
import type { TokenUse } from './core/session/sts-tokens.js';

/** Time. `wait` is the only way to wait: a test moves its clock and nothing really sleeps. */
export interface Clock {
  now(): Date;
  /** Resolves after `milliseconds`, or at once when `signal` aborts. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Randomness, all of it from a cryptographic source. */
export interface Ids {
  /** A UUID v4 in lower case. */
  uuid(): string;
  /** `length` characters of a–z and 0–9, each equally likely. */
  text(length: number): string;
  /** `bytes` random bytes as base64url. */
  secret(bytes: number): string;
}

/** Log lines for operators. Never give it a secret, an external ID, a link token or a template address. */
export interface Log {
  info(facts: Record<string, unknown>, message: string): void;
  warn(facts: Record<string, unknown>, message: string): void;
  error(facts: Record<string, unknown>, message: string): void;
}

/** Secrets' arithmetic: HMAC-SHA-256 with the service's signing key, and comparing without telling where texts differ. */
export interface Secrets {
  sign(text: string): string;
  signed(text: string, signature: string): boolean;
  equal(a: string, b: string): boolean;
}

/** Work that goes on after the answer. Its failure is logged and counted. */
export interface Background {
  /** The signal aborts at shutdown: work ends at its next safe place. */
  run(name: BackgroundWork, work: (stopping: AbortSignal) => Promise<void>): void;
  /** Resolves when nothing is running. */
  idle(): Promise<void>;
  /** Asks what runs to end, and resolves when it has. */
  stop(): Promise<void>;
}

/** What is known beside the state: bookkeeping without a revision and without a history row. */
export interface Notes {
  /** Time of the last conclusive check. */
  lastConclusiveCheckAt?: string;
  /** The hour in which credentials were last handed out, by its beginning. */
  lastHandedOutAt?: string;
  /** The last conclusive full check, and the revision up to which nothing but checks has changed the connection since. */
  lastFullCheck?: { at: string; revision: number };
  /**
   * When the kit looks at this connection by itself next, and how many looks in a row found nothing new. `full`: then
   * with a full check, whatever the schedule says; `putOff`: its slot was missed, and this is when that is made up.
   */
  due?: { at: string; attempts: number; full?: true; putOff?: true };
}

/** The parts of the bookkeeping that are to change. */
export type NotesChange = Omit<Notes, 'due'> & { due?: Notes['due'] | null };

/** A subject as it is kept: its value, its revision and the newest row of its history, in one item. */
export interface Kept<Value> {
  value: Value;
  revision: number;
  last: HistoryRow;
  notes: Notes;
}

/** The same without the newest row, for who changes nothing. May be shared by all who read it at the same time. */
export type Known<Value> = Readonly<Omit<Kept<Value>, 'last'>>;

/** One page of a list, newest first. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

export interface PageInput {
  limit: number;
  cursor?: string;
}

/** A range of time as rows write it: `from` is included, `to` is not. */
export interface TimeRange {
  from?: string;
  to?: string;
}

/** Which rows of a history are wanted: of these actions only, or all but those. */
export interface HistoryFilter extends TimeRange {
  only?: readonly string[];
  without?: readonly string[];
}

export interface LedgerFilter extends TimeRange {
  kind?: LedgerKind;
}

/**
 * Subjects with a history. Every read is strongly consistent. A change is two writes: the newest row is copied into
 * the history (idempotent), then the item is replaced on condition of its revision, carrying the row of the change.
 * So a change without its row cannot exist, whatever crashes.
 */
export interface Subjects<Value extends { id: string }, Brief = Value> {
  get(id: string): Promise<Kept<Value> | undefined>;
  /** The same read, of less: for asks, of which there are thousands a minute. */
  getBrief(id: string): Promise<Known<Brief> | undefined>;
  /** Undefined when the id is taken. */
  create(value: Value, change: Change, notes?: Notes): Promise<Kept<Value> | undefined>;
  /** Undefined when somebody else changed it since `kept` was read. */
  change(kept: Kept<Value>, next: Value, change: Change): Promise<Kept<Value> | undefined>;
  /**
   * Rows with the state after each, newest first. The cursor is opaque. With a filter a page may be short, even empty, and
   * still have a next one.
   */
  history(id: string, page: PageInput & HistoryFilter): Promise<Page<KeptRow>>;
  /** All rows up to the newest of now, oldest first. Constant memory. */
  walk(id: string): AsyncGenerator<KeptRow>;
  /** What is wrong with one subject's chain, and how many rows were read. Constant memory. */
  verify(id: string): Promise<{ rows: number; faults: HistoryFault[] }>;
}

export interface Tenants extends Subjects<Tenant> {
  list(page: PageInput, only?: readonly string[]): Promise<Page<Kept<Tenant>>>;
}

export interface Connections extends Subjects<Connection, ConnectionInBrief> {
  /**
   * Writes the bookkeeping that is given, each part for itself, on condition of the revision; `due: null` takes it out.
   * False when the connection has moved on.
   */
  note(kept: Known<ConnectionInBrief>, notes: NotesChange): Promise<boolean>;
  listOf(tenantId: string, page: PageInput): Promise<Page<Kept<Connection>>>;
  /** Every connection, for support; narrowed to `tenants` when given. */
  listAll(page: PageInput, tenants?: readonly string[]): Promise<Page<Kept<Connection>>>;
  /** Connections whose `due.at` has come, soonest first. A hint: each is re-read. */
  due(now: string, limit: number): Promise<Kept<Connection>[]>;
  /** Connections announced for one AWS account, of any tenant. A hint: each is re-read. */
  inAccount(partition: string, accountId: string): Promise<Kept<Connection>[]>;
}

export interface ApiKeys extends Subjects<ApiKey> {
  list(page: PageInput): Promise<Page<Kept<ApiKey>>>;
}

export interface Links extends Subjects<Link> {
  listOf(connectionId: string, page: PageInput): Promise<Page<Kept<Link>>>;
}

export interface Webhooks extends Subjects<Webhook> {
  /** Newest first, those that are disabled too. An index shows them. */
  list(page: PageInput): Promise<Page<Kept<Webhook>>>;
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
  put(delivery: Delivery): Promise<void>;
  get(webhookId: string, deliveryId: string): Promise<Delivery | undefined>;
  /** Newest first; only those in one state, when it is given. */
  list(webhookId: string, page: PageInput, state?: Delivery['state']): Promise<Page<Delivery>>;
  /** Writes `next` in place of exactly `before`. False when it is another by now. */
  replace(before: Delivery, next: Delivery): Promise<boolean>;
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
  head(queue: Queue, from: number): Promise<Delivery | undefined>;
  /**
   * Gives the lease back; the queue is looked at again at `dueAt`, or when something comes. False when the queue moved
   * since it was claimed or renewed: something came, or somebody else has it.
   */
  release(queue: Queue, from: number, dueAt: string | undefined): Promise<boolean>;
}

/** A connection, and up to which revision its rows were made into deliveries. */
export interface Unpublished {
  kept: Kept<Connection>;
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

/** Every subject of every kind, whatever indexes say: for the proof that histories are whole. */
export interface EverySubject {
  /** Each one that has an item, and each that has rows without one. Constant memory. */
  walk(): AsyncGenerator<{ kind: SubjectKind; id: string; isItemMissing: boolean }>;
}

/** Claims on external IDs, for all time: a used ID is never issued again (CAA-005). */
export interface ExternalIdClaims {
  /** False when the ID was ever claimed. A claim whose owner never came to exist stays: IDs are cheap, reuse is not. */
  claim(externalId: string, connectionId: string, at: string): Promise<boolean>;
  /** Whose the ID is or was. */
  owner(externalId: string): Promise<{ connectionId: string } | undefined>;
}

/** A numbered place of a tenant, held by one connection that is pending or about to be. */
export interface PendingPlace {
  tenantId: string;
  number: number;
  connectionId: string;
  /** When it was claimed, ISO 8601. */
  at: string;
}

/** Claims on the places that a tenant's pending connections have. */
export interface PendingPlaces {
  /** All that were ever claimed, void or not; consistent. */
  list(tenantId: string): Promise<PendingPlace[]>;
  /** Takes a place that nobody holds, or that exactly `instead` holds. False when somebody else was faster. */
  claim(place: PendingPlace, instead?: PendingPlace): Promise<boolean>;
}

/** What was made and handed to whom. Rows are never changed but for completing a minted one. */
export interface Ledger {
  /** Throws when the row is not certainly kept: no row, no call and no answer. */
  put(row: LedgerRow): Promise<void>;
  /** Newest first. With a kind a page may be short, even empty, and still have a next one. */
  list(connectionId: string, page: PageInput & LedgerFilter): Promise<Page<LedgerRow>>;
  /** Oldest first, all of them. Constant memory. */
  walk(connectionId: string, filter: LedgerFilter): AsyncGenerator<LedgerRow>;
  /** Every issue row (minted, kind `issue`, not refused) whose sessions may be alive at `at`. */
  alive(connectionId: string, at: string): Promise<LedgerRow[]>;
}

/** Checks and the one running slot of each connection. */
export interface Checks {
  get(connectionId: string, checkId: string): Promise<Check | undefined>;
  list(connectionId: string, page: PageInput): Promise<Page<Check>>;
  /**
   * Takes the connection's slot for `check` and keeps it, or answers the check that runs. A slot whose lease is over is
   * free, and so is one that `instead` holds: that check ends at its next step.
   */
  begin(
    check: Check,
    leaseUntil: string,
    now: string,
    instead?: string,
  ): Promise<{ begun: true } | { begun: false; running: string }>;
  /** The check that holds the slot and until when, if any does. */
  lease(connectionId: string): Promise<{ checkId: string; until: string } | undefined>;
  /** Keeps the check's progress and renews the lease; false when the slot is no longer this check's. */
  save(check: Check, leaseUntil: string): Promise<boolean>;
  /** Keeps the finished check and frees the slot. */
  finish(check: Check): Promise<void>;
}

/** Answers kept for 24 hours under a caller's idempotency key. */
export interface Idempotency {
  /**
   * Claims the key; or tells what it holds already. `running` when the first call has not answered yet. `idText`: of what
   * the ids of things that are made are made; where a call that never ended is made again, that of its first time.
   */
  begin(
    callerId: string,
    key: string,
    bodyDigest: string,
    now: string,
    idText: string,
  ): Promise<
    | { state: 'new'; idText: string; claim: KeyClaim }
    | { state: 'running' }
    | { state: 'other_body' }
    | { state: 'done'; answer: KeptAnswer }
  >;
  /** Keeps the answer, unless another body has the key by now. */
  finish(callerId: string, key: string, claim: KeyClaim, answer: KeptAnswer): Promise<void>;
  /** Gives the key free again after a refusal, which made nothing; unless somebody else has it by now. */
  release(callerId: string, key: string, claim: KeyClaim): Promise<void>;
}

/** What tells one claim of a key from a later one, whose request came when this one's had taken too long. */
export interface KeyClaim {
  bodyDigest: string;
  voidAt: number;
}

export interface KeptAnswer {
  status: number;
  /** Absent when the answer held a secret; then `madeId` says what was made. */
  body?: unknown;
  madeId?: string;
}

/** A refusal, the opening of a link, or an export. */
export interface SecurityRow {
  at: string;
  id: string;
  /** The code of the refusal, or what was done. */
  what: string;
  /** The key or link, where it was recognised. */
  callerId?: string;
  /** Never a secret. */
  facts: Record<string, string>;
}

/** Refusals, opened links and exports, for auditors. Rows are never changed. */
export interface SecurityLog {
  put(row: SecurityRow): Promise<void>;
  /** Newest first. A page may be short, even empty, and still have a next one. */
  list(page: PageInput & TimeRange): Promise<Page<SecurityRow>>;
}

/** The permission sets that were read at start and passed the linter. */
export interface PermissionSets {
  list(): PermissionSet[];
  /** The newest version, or exactly `version`. */
  get(id: string, version?: string): PermissionSet | undefined;
  /** What only the catalogue of AWS actions holds against a set: a version that is new is not published with it. */
  doubtsOf(set: PermissionSet): readonly PermissionSetIssue[];
}

/** Plain AWS credentials; renewed by our clock, never by an SDK provider. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface AssumeInput {
  /** Not sent: what it is counted as. */
  use: AssumeUse;
  roleArn: string;
  sessionName: string;
  externalId?: string;
  sourceIdentity?: string;
  sessionPolicy?: PolicyDocument;
  durationSeconds: number;
  region: string;
}

/** One AssumeRole, made once (no retry inside). Expected answers are values. */
export type AssumeRole = (as: Credentials, input: AssumeInput) => Promise<AssumeOutcome>;

/**
 * Reads one role with the given session; each part says whether it could be read. No retry inside. `also`: managed
 * policies whose texts are wanted beside those of the role, with an earlier version of each where one is named.
 */
export type ReadRole = (
  as: Credentials,
  roleName: string,
  region: string,
  also: Readonly<Record<string, string | undefined>>,
) => Promise<LiveRole>;

/** Puts a template at a content-addressed key, once; answers its https address. Publishing the same text again is fine. */
export type PublishTemplate = (body: string, region: string) => Promise<{ url: string }>;

/** The caller sessions of the broker role, and the strangers: opened when first needed, renewed by our clock. */
export interface CallerSessions {
  get(use: 'issue' | 'check'): Promise<CallerSession>;
  stranger(roleArn: string): Promise<CallerSession>;
  /** The service's own credentials could not open a session: drop what is cached and open again next time. */
  forget(): void;
}

export type CallerSession = { ok: true; credentials: Credentials; arn: string } | { ok: false; reason: AssumeOutcome };

/** What two asks have to have alike to be given the same session. */
export interface SameAsks {
  tenantId: string;
  connectionId: string;
  roleArn: string;
  /** Of the external ID. */
  generation: number;
  /** As it was given, in JSON. */
  sessionPolicy?: string;
  /** That was asked for. */
  durationSeconds: number;
  region: string;
  callerId: string;
}

/** A session that STS has made, with its row in the ledger. */
export interface MadeSession {
  mintedId: string;
  roleArn: string;
  sessionName: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** ISO 8601, by AWS's clock. */
  expiresAt: string;
  /** That it was asked for with. */
  seconds: number;
  /** What its session policy names and the role spec does not grant: worked out once for all who share it. */
  warnings?: SessionPolicyWarning[];
}

/** The memory between asks. `revision`: of the connection, as whoever asks has just read it. */
export interface IssuedSessions {
  /**
   * `due`: to be renewed, and nobody else was told so; `ending`: there should be another, and there is this one where none can
   * be had.
   */
  find(asked: SameAsks, revision: number): { session: MadeSession; state: 'good' | 'due' | 'ending' } | undefined;
  /** Makes one by `make`, or waits for whoever makes the same one already; keeps it. */
  make(asked: SameAsks, revision: number, make: () => Promise<MadeSession>): Promise<MadeSession>;
  /** A renewal that nobody waited for came to nothing. */
  renewalFailed(): void;
  /** What was made for a connection is not handed out any more. */
  forget(connectionId: string): void;
  /** The role refuses us. `known`: all that would have to change for it to be worth another try. */
  refused(connectionId: string, known: string): number;
  /** For how many more seconds nobody needs to ask the role again; 0: it may be asked. */
  refusedFor(connectionId: string, known: string): number;
  /** Since the start. */
  readonly counts: Readonly<Record<'hits' | 'joined' | 'made' | 'refusedAgain' | 'renewalsFailed', number>>;
  sizes(): { sessions: number; connections: number; flights: number };
}

/** What an STS call is for: an ask; a check that somebody waits for; what the kit does by its own schedule. */
export type StsUse = TokenUse;

/** The vendor account's STS quota, which all instances of one table share. */
export interface StsQuota {
  /** Takes one call; false where none is left for such a use. */
  take(region: string, use: StsUse): Promise<boolean>;
  /** Waits until one was taken; false where there was none for a minute, or where the signal ended it. */
  turn(region: string, use: StsUse, signal?: AbortSignal): Promise<boolean>;
  /** Since the start. */
  readonly counts: Readonly<StsQuotaCounts>;
}

export interface StsQuotaCounts {
  /** Calls of the store: some were leased, none were left, or it failed. */
  leased: number;
  noneLeft: number;
  failed: number;
  /** STS calls that might be made: leased; leased and not used in time; taken while the store did not lease. */
  tokensLeased: number;
  tokensLapsed: number;
  tokensWithoutStore: number;
}

/**
 * The bucket of STS calls of each region, as the time at which it was empty, in microseconds. Nothing but these moves it,
 * and it never goes back.
 */
export interface StsBuckets {
  /** Undefined where nothing was ever taken. Consistent. */
  emptyAt(region: string): Promise<number | undefined>;
  /** Moves it on by so much, where it lies between the two; what it is then, or undefined. */
  move(region: string, change: { by: number; from: number; to: number }): Promise<number | undefined>;
  /** Sets it, where it is not later than `to` or nothing was ever taken; what it is then, or undefined. */
  restart(region: string, change: { next: number; to: number }): Promise<number | undefined>;
}

/**
 * What happened, in numbers, since this process started. Every label is of a fixed set: nothing here may name a tenant, a
 * connection, an account, a role, a key or a person.
 */
export interface Metrics {
  /** `why`: of `not_issuing`. */
  askEnded(outcome: AskOutcome, why?: NoIssueWhy): void;
  assumeEnded(use: AssumeUse, outcome: AssumeWord): void;
  /** Answers what is to be called when the row is kept, or is not. In real time. */
  ledgerWriteBegun(): (outcome: 'written' | 'failed') => void;
  checkEnded(check: Check): void;
  eventEnded(outcome: 'delivered' | 'dead'): void;
  workFailed(work: BackgroundWork): void;
  /** `route`: its template, undefined where none was met. */
  requestEnded(request: { method: string; route: string | undefined; status: number; seconds: number }): void;
  /** All of it, as a monitoring system reads it. */
  read(): Promise<{ type: string; text: string }>;
}

/** What a span says beside its name: ids of the kit's own and words of fixed sets. Never a secret, an external ID or an address. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

export interface SpanInput {
  name: string;
  /** `client`: a call of somebody else. */
  kind?: 'client' | 'internal';
  facts: SpanFacts;
  /** Not worth a trace of its own: made only where it is part of something. */
  isPartOnly?: true;
}

/** The span that something is done in, to be named elsewhere. */
export type Here = object;

export interface RequestSpan {
  /** What is done from here on is part of it. */
  goOn(next: () => void): void;
  add(facts: SpanFacts): void;
  failed(code: string): void;
  /** Once; whatever is said after that is not heard. */
  ended(status: number): void;
}

/** What is done, as spans of a trace. */
export interface Tracing {
  /** Does the work as a part of what is done here. What it throws ends it as failed, by its code alone. */
  within<Result>(span: SpanInput, work: () => Promise<Result>): Promise<Result>;
  /** To the span that this is done in. */
  add(facts: SpanFacts): void;
  event(name: string, facts: SpanFacts): void;
  fail(code: string): void;
  link(to: Here | undefined): void;
  here(): Here | undefined;
  /** Work that is done once for all who are served by it: a part of their trace, or linked to each where they are several. */
  together<Result>(served: readonly Here[], work: () => Promise<Result>): Promise<Result>;
  /** `headers`: where the caller may say what it is part of. */
  requestBegun(request: {
    method: string;
    /** Its template. */
    route: string | undefined;
    requestId: string;
    headers: Readonly<Record<string, string | string[] | undefined>> | undefined;
  }): RequestSpan;
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

/** The vendor's logo, as it was read at start. */
export interface Logo {
  bytes: Buffer;
  type: 'image/png' | 'image/svg+xml';
  /** Part of its address, so that a new one is seen at once. */
  version: string;
}

export interface Deps {
  clock: Clock;
  ids: Ids;
  log: Log;
  secrets: Secrets;
  background: Background;
  vendor: VendorConfig & { logo?: Logo };
  tenants: Tenants;
  connections: Connections;
  issuedSessions: IssuedSessions;
  stsQuota: StsQuota;
  apiKeys: ApiKeys;
  links: Links;
  outbox: Outbox;
  webhooks: Webhooks;
  webhookRegister: WebhookRegister;
  deliveries: Deliveries;
  publishedSets: Subjects<PublishedPermissionSet>;
  everySubject: EverySubject;
  externalIds: ExternalIdClaims;
  pendingPlaces: PendingPlaces;
  ledger: Ledger;
  checks: Checks;
  idempotency: Idempotency;
  securityLog: SecurityLog;
  stsBuckets: StsBuckets;
  permissionSets: PermissionSets;
  assumeRole: AssumeRole;
  readRole: ReadRole;
  publishTemplate: PublishTemplate;
  callers: CallerSessions;
  postEvent: PostEvent;
  checkWebhookUrl: CheckWebhookUrl;
  metrics: Metrics;
  /** Absent where nobody follows: then not even a span's facts are put together. */
  tracing?: Tracing;
}
