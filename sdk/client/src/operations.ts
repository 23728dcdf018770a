// Printed from the service's OpenAPI document by generate.mjs. Do not edit.
import type {
  AcceptDeviationInput,
  AcceptedDeviations,
  ApiKey,
  CancelRotationInput,
  CancelUpgradeInput,
  ChangeConnectionInput,
  ChangeTenantInput,
  Check,
  CloseLegacyAccessInput,
  CloseTenantInput,
  Connection,
  CreateApiKeyInput,
  CreateConnectionInput,
  CreateTenantInput,
  CreateWebhookInput,
  Delivery,
  Ended,
  EventDelivery,
  HistoryRow,
  Impact,
  IssueSessionInput,
  LedgerRow,
  Link,
  Liveness,
  MadeApiKey,
  MadeLink,
  MadeWebhook,
  MakeLinkInput,
  PermissionSet,
  Readiness,
  RecordLegacyAccessInput,
  RemoveAcceptanceInput,
  ResumeConnectionInput,
  Resumed,
  RetractLegacyAccessInput,
  ReviewConnectionInput,
  RevokeConnectionInput,
  RotateApiKeyInput,
  SecurityRow,
  Session,
  StartDrillInput,
  StartRotationInput,
  StartUpgradeInput,
  StateEndInput,
  StopOffboardingInput,
  SuspendConnectionInput,
  Tenant,
  Upgrade,
  Verification,
  Webhook,
} from './api-types.js';
import type { Page } from './list.js';

/** What each operation of the service answers, by its id in the OpenAPI document. */
export interface Answers {
  /** GET /healthz */
  readLiveness: Liveness;
  /** GET /readyz */
  readReadiness: Readiness;
  /** POST /v1/tenants */
  createTenant: Tenant;
  /** GET /v1/tenants */
  listTenants: Page<Tenant>;
  /** GET /v1/tenants/{tenantId} */
  readTenant: Tenant;
  /** PATCH /v1/tenants/{tenantId} */
  changeTenant: Tenant;
  /** DELETE /v1/tenants/{tenantId} */
  closeTenant: Tenant;
  /** POST /v1/tenants/{tenantId}/connections */
  createConnection: Connection;
  /** GET /v1/tenants/{tenantId}/connections */
  listConnections: Page<Connection>;
  /** GET /v1/connections */
  searchConnections: Page<Connection>;
  /** GET /v1/tenants/{tenantId}/connections/{connectionId} */
  readConnection: Connection;
  /** PATCH /v1/tenants/{tenantId}/connections/{connectionId} */
  changeConnection: Connection;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/review */
  reviewConnection: Connection;
  /** GET /v1/tenants/{tenantId}/connections/{connectionId}/delivery */
  readDelivery: Delivery;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/launches */
  launchAgain: Connection;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/checks */
  startCheck: Check;
  /** GET /v1/tenants/{tenantId}/connections/{connectionId}/checks */
  listChecks: Page<Check>;
  /** GET /v1/tenants/{tenantId}/connections/{connectionId}/checks/{checkId} */
  readCheck: Check;
  /** GET /v1/tenants/{tenantId}/connections/{connectionId}/accepted-deviations */
  listAcceptedDeviations: AcceptedDeviations;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/accepted-deviations */
  acceptDeviation: AcceptedDeviations;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/accepted-deviations/{acceptanceId} */
  removeAcceptance: AcceptedDeviations;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/sessions */
  issueSession: Session;
  /** GET /v1/tenants/{tenantId}/connections/{connectionId}/sessions */
  listSessions: Page<LedgerRow>;
  /** GET /v1/tenants/{tenantId}/connections/{connectionId}/impact */
  readImpact: Impact;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/suspend */
  suspendConnection: Ended;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/revoke */
  revokeConnection: Ended;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/resume */
  resumeConnection: Resumed;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/drill */
  startDrill: Ended;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/end-statement */
  stateEnd: Connection;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/offboarding */
  stopOffboarding: Connection;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/legacy-access */
  recordLegacyAccess: Connection;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/legacy-access/{legacyId}/closed */
  closeLegacyAccess: Connection;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/legacy-access/{legacyId} */
  retractLegacyAccess: Connection;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/rotation */
  startRotation: Connection;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/rotation */
  cancelRotation: Connection;
  /** GET /v1/tenants/{tenantId}/connections/{connectionId}/upgrade */
  readUpgrade: Upgrade;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/upgrade */
  startUpgrade: Connection;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/upgrade */
  cancelUpgrade: Connection;
  /** GET /v1/tenants/{tenantId}/connections/{connectionId}/history */
  listHistory: Page<HistoryRow>;
  /** GET /v1/history/verification */
  verifyHistory: Verification;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/links */
  makeLink: MadeLink;
  /** GET /v1/tenants/{tenantId}/connections/{connectionId}/links */
  listLinks: Page<Link>;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/links/{linkId} */
  revokeLink: Link;
  /** GET /v1/permission-sets */
  listPermissionSets: Page<PermissionSet>;
  /** GET /v1/permission-sets/{permissionSetId} */
  readPermissionSet: PermissionSet;
  /** POST /v1/api-keys */
  createApiKey: MadeApiKey;
  /** GET /v1/api-keys */
  listApiKeys: Page<ApiKey>;
  /** POST /v1/api-keys/{keyId}/rotate */
  rotateApiKey: MadeApiKey;
  /** DELETE /v1/api-keys/{keyId} */
  revokeApiKey: ApiKey;
  /** GET /v1/security-log */
  listSecurityLog: Page<SecurityRow>;
  /** POST /v1/webhooks */
  createWebhook: MadeWebhook;
  /** GET /v1/webhooks */
  listWebhooks: Page<Webhook>;
  /** POST /v1/webhooks/{webhookId}/rotate */
  rotateWebhook: MadeWebhook;
  /** GET /v1/webhooks/{webhookId}/deliveries */
  listDeliveries: Page<EventDelivery>;
  /** POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay */
  replayDelivery: EventDelivery;
  /** DELETE /v1/webhooks/{webhookId} */
  deleteWebhook: Webhook;
}

/** The body that each operation of the service takes, by its id in the OpenAPI document. */
export interface Inputs {
  /** POST /v1/tenants */
  createTenant: CreateTenantInput;
  /** PATCH /v1/tenants/{tenantId} */
  changeTenant: ChangeTenantInput;
  /** DELETE /v1/tenants/{tenantId} */
  closeTenant: CloseTenantInput;
  /** POST /v1/tenants/{tenantId}/connections */
  createConnection: CreateConnectionInput;
  /** PATCH /v1/tenants/{tenantId}/connections/{connectionId} */
  changeConnection: ChangeConnectionInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/review */
  reviewConnection: ReviewConnectionInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/accepted-deviations */
  acceptDeviation: AcceptDeviationInput;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/accepted-deviations/{acceptanceId} */
  removeAcceptance: RemoveAcceptanceInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/sessions */
  issueSession: IssueSessionInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/suspend */
  suspendConnection: SuspendConnectionInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/revoke */
  revokeConnection: RevokeConnectionInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/resume */
  resumeConnection: ResumeConnectionInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/drill */
  startDrill: StartDrillInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/end-statement */
  stateEnd: StateEndInput;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/offboarding */
  stopOffboarding: StopOffboardingInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/legacy-access */
  recordLegacyAccess: RecordLegacyAccessInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/legacy-access/{legacyId}/closed */
  closeLegacyAccess: CloseLegacyAccessInput;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/legacy-access/{legacyId} */
  retractLegacyAccess: RetractLegacyAccessInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/rotation */
  startRotation: StartRotationInput;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/rotation */
  cancelRotation: CancelRotationInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/upgrade */
  startUpgrade: StartUpgradeInput;
  /** DELETE /v1/tenants/{tenantId}/connections/{connectionId}/upgrade */
  cancelUpgrade: CancelUpgradeInput;
  /** POST /v1/tenants/{tenantId}/connections/{connectionId}/links */
  makeLink: MakeLinkInput;
  /** POST /v1/api-keys */
  createApiKey: CreateApiKeyInput;
  /** POST /v1/api-keys/{keyId}/rotate */
  rotateApiKey: RotateApiKeyInput;
  /** POST /v1/webhooks */
  createWebhook: CreateWebhookInput;
}
