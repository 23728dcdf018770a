// All ports that an operation may need; the contracts are in the other files here. Types only.
import type { VendorConfig } from '../config/config.js';
import type { PublishedPermissionSet } from '../core/permission-set/published.js';
import type { Anchors } from './anchors.js';
import type { Ledger, LedgerSeals, RefusalCounts, SecurityLog, TableIntegrity } from './audit.js';
import type {
  AssumeRole,
  CallerSessions,
  InPartitions,
  PublishTemplate,
  ReadRole,
  ReadStack,
  RefusalOwner,
} from './aws.js';
import type { Checks } from './checks.js';
import type { AccountClaims, ExternalIdClaims, Idempotency, PendingPlaces } from './claims.js';
import type { CheckWebhookUrl, Deliveries, Outbox, PostEvent, WebhookRegister, Webhooks } from './events.js';
import type { PermissionSets } from './permission-sets.js';
import type { Background, Clock, Ids, Log, Secrets } from './runtime.js';
import type { IssuedSessions, SessionCaps, StsBuckets, StsQuota } from './sessions.js';
import type { ApiKeys, Connections, EverySubject, Links, Subjects, Tenants, UnreadableItem } from './subjects.js';
import type { Metrics, Tracing } from './telemetry.js';

/** The vendor's logo, read at start. */
export interface Logo {
  bytes: Buffer;
  type: 'image/png' | 'image/svg+xml';
  /** Part of its address, so that browsers load a new logo at once. */
  version: string;
}

export interface Ports {
  /** This process, as anchors and ledger rows name it. */
  instance: string;
  clock: Clock;
  ids: Ids;
  log: Log;
  secrets: Secrets;
  background: Background;
  vendor: VendorConfig & { logo?: Logo };
  tenants: Tenants;
  connections: Connections;
  issuedSessions: IssuedSessions;
  sessionCaps: SessionCaps;
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
  accountClaims: AccountClaims;
  ledger: Ledger;
  ledgerSeals: LedgerSeals;
  checks: Checks;
  idempotency: Idempotency;
  securityLog: SecurityLog;
  refusalCounts: RefusalCounts;
  stsBuckets: StsBuckets;
  tableIntegrity: TableIntegrity;
  permissionSets: PermissionSets;
  assumeRole: AssumeRole;
  readRole: ReadRole;
  readStack: ReadStack;
  publishTemplate: PublishTemplate;
  callers: InPartitions<CallerSessions>;
  refusalOwner: InPartitions<RefusalOwner>;
  postEvent: PostEvent;
  checkWebhookUrl: CheckWebhookUrl;
  /** Absent when none are configured. */
  anchors?: Anchors;
  metrics: Metrics;
  /** The items that reads met lately and could not read. */
  unreadableItems: { list(): UnreadableItem[] };
  /** Absent when tracing is off; then no span facts are built either. */
  tracing?: Tracing;
}
