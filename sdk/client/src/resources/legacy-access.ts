// Access that was there before a connection: a hand-made role, or a long-term key. Recorded so that it ends.
import { of } from '../path.js';
import type { CallOptions, MakeOptions, Send } from '../request.js';
import type { Answer, Body, Where } from '../types.js';

type One = Where & { legacyId: string };

export function legacyAccess(send: Send) {
  return {
    /** `accessKeyId` goes with a user's ARN. Never send a secret: there is no place for one. */
    record: async (where: Where, body: Body<'recordLegacyAccess'>, options?: MakeOptions) =>
      send<Answer<'recordLegacyAccess'>>('POST', of(where)`/legacy-access`, { ...options, body }),
    /** The tenant's person says that it was deleted. */
    close: async (where: One, body: Body<'closeLegacyAccess'>, options?: MakeOptions) =>
      send<Answer<'closeLegacyAccess'>>('POST', of(where)`/legacy-access/${where.legacyId}/closed`, {
        ...options,
        body,
      }),
    /** It was recorded by mistake. */
    retract: async (where: One, body: Body<'retractLegacyAccess'>, options?: CallOptions) =>
      send<Answer<'retractLegacyAccess'>>('DELETE', of(where)`/legacy-access/${where.legacyId}`, {
        ...options,
        body,
      }),
  };
}
