// Moving a connection to another version of its permission set.
import { of } from '../path.js';
import type { CallOptions, MakeOptions, Send } from '../request.js';
import type { Answer, Body, Query, Where } from '../types.js';

export function upgrade(send: Send) {
  return {
    /** What is offered or waits for the customer, with what it adds and takes away. */
    get: async (where: Where, options: CallOptions & Query<'readUpgrade'> = {}) => {
      const { version, ...rest } = options;
      return send<Answer<'readUpgrade'>>('GET', of(where)`/upgrade`, { ...rest, query: { version } });
    },
    /** Asks the customer for it; the delivery describes that version from now on. */
    start: async (where: Where, body: Body<'startUpgrade'>, options?: MakeOptions) =>
      send<Answer<'startUpgrade'>>('POST', of(where)`/upgrade`, { ...options, body }),
    /** Calls it off. */
    cancel: async (where: Where, body: Body<'cancelUpgrade'>, options?: CallOptions) =>
      send<Answer<'cancelUpgrade'>>('DELETE', of(where)`/upgrade`, { ...options, body }),
  };
}
