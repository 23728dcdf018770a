// Legacy access: a role or a long-term key from before the connection. It is recorded so that it gets deleted.
import type { ApiPromise } from '../api-promise.js';
import type {
  CloseLegacyAccessInput,
  Connection,
  RecordLegacyAccessInput,
  RetractLegacyAccessInput,
} from '../api-types.js';
import type { Answers } from '../operations.js';
import { of } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';
import type { ConnectionRef } from '../types.js';

/** Names one recorded legacy access. */
export interface LegacyAccessRef extends ConnectionRef {
  /** Its id, from `legacyAccess` of the connection. */
  legacyId: string;
}

/** Legacy access: a role or a long-term key from before the connection. It is read with the connection. */
export interface LegacyAccessApi {
  /** Records a role or a user's key. For a key, `accessKeyId` goes with the user's ARN. Never send a secret. */
  record(where: ConnectionRef, input: RecordLegacyAccessInput, options?: CreateOptions): ApiPromise<Connection>;
  /** Records that a person of the tenant confirmed its deletion. */
  close(where: LegacyAccessRef, input: CloseLegacyAccessInput, options?: CreateOptions): ApiPromise<Connection>;
  /** Withdraws a record that was a mistake. */
  retract(where: LegacyAccessRef, input: RetractLegacyAccessInput, options?: CallOptions): ApiPromise<Connection>;
}

/** Creates `client.legacyAccess`. */
export function legacyAccess(send: Send): LegacyAccessApi {
  return {
    record: (where, body, options) =>
      send<Answers['recordLegacyAccess']>('POST', of(where)`/legacy-access`, { ...options, body }),
    close: (where, body, options) => {
      const path = of(where)`/legacy-access/${where.legacyId}/closed`;
      return send<Answers['closeLegacyAccess']>('POST', path, { ...options, body });
    },
    retract: (where, body, options) => {
      const path = of(where)`/legacy-access/${where.legacyId}`;
      return send<Answers['retractLegacyAccess']>('DELETE', path, { ...options, body });
    },
  };
}
