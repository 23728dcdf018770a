// Rotating the external ID of a connection.
import { of } from '../path.js';
import type { CallOptions, MakeOptions, Send } from '../request.js';
import type { Answer, Body, Where } from '../types.js';

export function rotation(send: Send) {
  return {
    /** Draws a new external ID; the delivery carries it from now on. */
    start: async (where: Where, body: Body<'startRotation'>, options?: MakeOptions) =>
      send<Answer<'startRotation'>>('POST', of(where)`/rotation`, { ...options, body }),
    /** Calls it off, unless the customer has taken the new ID up. */
    cancel: async (where: Where, body: Body<'cancelRotation'>, options?: CallOptions) =>
      send<Answer<'cancelRotation'>>('DELETE', of(where)`/rotation`, { ...options, body }),
  };
}
