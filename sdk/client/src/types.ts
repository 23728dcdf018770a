// Types of the client that are not part of the service's API document.
import type { SessionWarning } from './api-types.js';

/** Names one connection of one tenant. */
export interface ConnectionRef {
  /** The tenant's id, `ten_…`. */
  tenantId: string;
  /** The connection's id, `con_…`. */
  connectionId: string;
}

/** Something that a session policy names and the credentials do not allow, and for which connection. */
export interface CredentialsWarning extends ConnectionRef, SessionWarning {}
