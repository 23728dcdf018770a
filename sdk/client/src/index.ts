// The package's entrance: everything that is public, and nothing else.
export type { ApiPromise, WithResponse } from './api-promise.js';
export type * from './api-types.js';
export { type Drawbridge, drawbridge } from './client.js';
export type { AwsCredentials, CredentialProvider, CredentialsInput } from './credentials.js';
export type { Body, MakeOptions, Where } from './deprecated.js';
export {
  AuthenticationError,
  type ClientCode,
  ConflictError,
  DrawbridgeError,
  type DrawbridgeErrorCode,
  type ErrorFacts,
  type ErrorPlace,
  isDrawbridgeError,
  NetworkError,
  NotFoundError,
  NotIssuingError,
  PermissionError,
  RateLimitError,
  TimeoutError,
  ValidationError,
} from './errors.js';
export type { ExportOptions } from './export.js';
export type { List, ListOptions, Page, PageInput } from './list.js';
export type { ClientOptions } from './options.js';
export type { CallOptions, CreateOptions } from './request.js';
export type { AcceptanceRef, AcceptedDeviationsApi } from './resources/accepted-deviations.js';
export type { ApiKeysApi } from './resources/api-keys.js';
export type { ChecksApi, GetCheckOptions, RunCheckOptions } from './resources/checks.js';
export type { ConnectionsApi } from './resources/connections.js';
export type { DeliveryApi, GuideOptions } from './resources/delivery.js';
export type { HealthApi } from './resources/health.js';
export type { HistoryApi } from './resources/history.js';
export type { LegacyAccessApi, LegacyAccessRef } from './resources/legacy-access.js';
export type { LinksApi } from './resources/links.js';
export type { GetPermissionSetOptions, PermissionSetsApi } from './resources/permission-sets.js';
export type { RotationApi } from './resources/rotation.js';
export type { SecurityLogApi } from './resources/security-log.js';
export type { SessionsApi } from './resources/sessions.js';
export type { TenantsApi, UpdateTenantInput } from './resources/tenants.js';
export type { GetUpgradeOptions, UpgradeApi } from './resources/upgrade.js';
export type { WebhooksApi } from './resources/webhooks.js';
export type { ConnectionRef, CredentialsWarning } from './types.js';
export { type VerifiedWebhook, type VerifyWebhookInput, verifyWebhook } from './webhook.js';
