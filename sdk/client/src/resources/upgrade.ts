// Upgrades: moving a connection to another version of its permission set, or to another end of its trust policy.
import type { ApiPromise } from '../api-promise.js';
import type { CancelUpgradeInput, Connection, ReadUpgradeQuery, StartUpgradeInput, Upgrade } from '../api-types.js';
import type { Answers } from '../operations.js';
import { of } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';
import type { ConnectionRef } from '../types.js';

/** Options of `upgrade.get`. */
export interface GetUpgradeOptions extends CallOptions, ReadUpgradeQuery {}

/** Upgrades: another version of the permission set, or another end of the trust policy. */
export interface UpgradeApi {
  /** Compares the current version with the one that is offered, requested, or named by `version`. */
  get(where: ConnectionRef, options?: GetUpgradeOptions): ApiPromise<Upgrade>;
  /** Requests the upgrade. From now on the delivery describes the new version. */
  start(where: ConnectionRef, input: StartUpgradeInput, options?: CreateOptions): ApiPromise<Connection>;
  /** Cancels a requested upgrade. */
  cancel(where: ConnectionRef, input: CancelUpgradeInput, options?: CallOptions): ApiPromise<Connection>;
}

/** Creates `client.upgrade`. */
export function upgrade(send: Send): UpgradeApi {
  return {
    get: (where, { version, ...call } = {}) =>
      send<Answers['readUpgrade']>('GET', of(where)`/upgrade`, { ...call, query: { version } }),
    start: (where, body, options) => send<Answers['startUpgrade']>('POST', of(where)`/upgrade`, { ...options, body }),
    cancel: (where, body, options) =>
      send<Answers['cancelUpgrade']>('DELETE', of(where)`/upgrade`, { ...options, body }),
  };
}
