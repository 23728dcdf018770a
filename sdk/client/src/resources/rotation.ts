// Rotation of the external ID of a connection.
import type { ApiPromise } from '../api-promise.js';
import type { CancelRotationInput, Connection, StartRotationInput } from '../api-types.js';
import type { Answers } from '../operations.js';
import { of } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';
import type { ConnectionRef } from '../types.js';

/** Rotation of the external ID of a connection. */
export interface RotationApi {
  /** Generates a new external ID. From now on the delivery contains it. */
  start(where: ConnectionRef, input: StartRotationInput, options?: CreateOptions): ApiPromise<Connection>;
  /** Cancels a rotation, unless the customer's role already has the new ID. */
  cancel(where: ConnectionRef, input: CancelRotationInput, options?: CallOptions): ApiPromise<Connection>;
}

/** Creates `client.rotation`. */
export function rotation(send: Send): RotationApi {
  return {
    start: (where, body, options) => send<Answers['startRotation']>('POST', of(where)`/rotation`, { ...options, body }),
    cancel: (where, body, options) =>
      send<Answers['cancelRotation']>('DELETE', of(where)`/rotation`, { ...options, body }),
  };
}
