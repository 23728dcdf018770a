// The package's entrance: everything that is public, and nothing else.

export { type Drawbridge, drawbridge } from './client.js';
export type { AwsCredentials, CredentialProvider, CredentialsInput } from './credentials.js';
export { type ClientCode, DrawbridgeError, type DrawbridgeErrorCode, isDrawbridgeError } from './errors.js';
export type { ExportOptions } from './export.js';
export type { List, ListOptions, Page, PageInput } from './list.js';
export type { ClientOptions } from './options.js';
export type { CallOptions, MakeOptions } from './request.js';
export type {
  ApiKey,
  Body,
  Cause,
  Check,
  Connection,
  CredentialsWarning,
  Delivery,
  Ended,
  EventDelivery,
  ExportedChange,
  ExportedLedgerRow,
  Finding,
  HistoryRow,
  Impact,
  LedgerRow,
  Link,
  MadeApiKey,
  MadeLink,
  MadeWebhook,
  PermissionSet,
  SecurityRow,
  Session,
  SessionWarning,
  Tenant,
  Verification,
  Webhook,
  Where,
} from './types.js';
export { type VerifiedWebhook, type VerifyWebhookInput, verifyWebhook, type WebhookEvent } from './webhook.js';
