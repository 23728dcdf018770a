// Accepted deviations: findings that a person accepted for a time.
import type { ApiPromise } from '../api-promise.js';
import type { AcceptDeviationInput, AcceptedDeviations, RemoveAcceptanceInput } from '../api-types.js';
import type { Answers } from '../operations.js';
import { of } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';
import type { ConnectionRef } from '../types.js';

/** Names one acceptance. */
export interface AcceptanceRef extends ConnectionRef {
  /** Its id, from the list. */
  acceptanceId: string;
}

/** Accepted deviations: findings that a person accepted for a time. */
export interface AcceptedDeviationsApi {
  /** What is accepted, and in `seen` what can be. */
  list(where: ConnectionRef, options?: CallOptions): ApiPromise<AcceptedDeviations>;
  /** Accepts a finding of `seen`. What widens the role needs a key that may vouch, and the person. */
  accept(where: ConnectionRef, input: AcceptDeviationInput, options?: CreateOptions): ApiPromise<AcceptedDeviations>;
  /** Removes an acceptance: its finding is open again. */
  remove(where: AcceptanceRef, input: RemoveAcceptanceInput, options?: CallOptions): ApiPromise<AcceptedDeviations>;
}

/** Creates `client.acceptedDeviations`. */
export function acceptedDeviations(send: Send): AcceptedDeviationsApi {
  return {
    list: (where, options) =>
      send<Answers['listAcceptedDeviations']>('GET', of(where)`/accepted-deviations`, { ...options }),
    accept: (where, body, options) =>
      send<Answers['acceptDeviation']>('POST', of(where)`/accepted-deviations`, { ...options, body }),
    remove: (where, body, options) => {
      const path = of(where)`/accepted-deviations/${where.acceptanceId}`;
      return send<Answers['removeAcceptance']>('DELETE', path, { ...options, body });
    },
  };
}
