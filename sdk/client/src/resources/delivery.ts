// What the customer launches, in every form.
import { of } from '../path.js';
import type { CallOptions, MakeOptions, Send } from '../request.js';
import type { Answer, Query, Where } from '../types.js';

export function delivery(send: Send) {
  return {
    get: async (where: Where, options?: CallOptions) =>
      send<Answer<'readDelivery'>>('GET', of(where)`/delivery`, options),
    /** The CloudFormation template, letter by letter. */
    template: async (where: Where, options?: CallOptions) =>
      send<string>('GET', of(where)`/delivery/template`, { ...options, textOf: 'application/json' }),
    /** The deployment guide in English, as Markdown unless `format` says HTML. */
    guide: async (where: Where, options: CallOptions & Query<'readGuide'> = {}) => {
      const { format = 'markdown', ...call } = options;
      return send<string>('GET', of(where)`/delivery/guide`, { ...call, query: { format }, textOf: `text/${format}` });
    },
    /** Takes the next launch number, so that nothing in the customer's account collides. */
    launchAgain: async (where: Where, options?: MakeOptions) =>
      send<Answer<'launchAgain'>>('POST', of(where)`/launches`, options),
  };
}
