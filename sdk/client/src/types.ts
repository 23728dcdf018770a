// The nouns of the service by name, and what its operations take and answer. All of it comes from api-types.ts.
import type { components, operations } from './api-types.js';

/** What the ask names and the credentials do not have, and of which connection. */
export interface CredentialsWarning extends Where, SessionWarning {}

type Schemas = components['schemas'];

export type Tenant = Schemas['Tenant'];

export type Connection = Schemas['Connection'];

export type Finding = Schemas['Finding'];

export type Check = Schemas['Check'];

export type Cause = Schemas['Cause'];

export type Delivery = Schemas['Delivery'];

export type Session = Schemas['Session'];

export type SessionWarning = NonNullable<Session['warnings']>[number];

export type LedgerRow = Schemas['MintedRow'] | Schemas['HandedOutRow'];

export type Impact = Schemas['Impact'];

export type Ended = Schemas['Ended'];

export type HistoryRow = Schemas['HistoryRow'];

export type ExportedChange = Schemas['ExportedChange'];

export type ExportedLedgerRow = Schemas['ExportedLedgerRow'];

export type Verification = Schemas['Verification'];

export type Link = Schemas['Link'];

export type MadeLink = Schemas['MadeLink'];

export type PermissionSet = Schemas['PermissionSet'];

export type ApiKey = Schemas['ApiKey'];

export type MadeApiKey = Schemas['MadeApiKey'];

export type SecurityRow = Schemas['SecurityRow'];

export type Webhook = Schemas['Webhook'];

export type MadeWebhook = Schemas['MadeWebhook'];

export type EventDelivery = Schemas['EventDelivery'];

export type OperationId = keyof operations;

/** The body that an operation takes. */
export type Body<Id extends OperationId> = operations[Id] extends {
  requestBody?: { content: { 'application/json': infer Given } };
}
  ? Given
  : never;

/** What an operation answers when all is well. */
export type Answer<Id extends OperationId> = {
  [Status in keyof operations[Id]['responses']]: operations[Id]['responses'][Status] extends {
    content: { 'application/json': infer Given };
  }
    ? Given
    : never;
}[keyof operations[Id]['responses']];

/** The query that an operation takes. */
export type Query<Id extends OperationId> = NonNullable<operations[Id]['parameters']['query']>;

/** The filters of a list: its query without the paging. */
export type Filters<Id extends OperationId> = Omit<Query<Id>, 'limit' | 'cursor'>;

/** One connection of one tenant. */
export interface Where {
  tenantId: string;
  connectionId: string;
}
