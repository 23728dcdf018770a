// The status of a page as data for its own script: what to say, the part of the page to show now, when to ask again.
import { Type } from 'typebox';

/** How far it is, as the person at the page needs to know it. */
export type Phase = 'review' | 'waiting' | 'checking' | 'unsafe' | 'unread' | 'verified' | 'closed';

export const statusAnswer = Type.Object(
  {
    phase: Type.String(),
    /** For the live region: read aloud when it changes. */
    sentence: Type.String(),
    /** Made by the same template as the page, so escaped as the page is. */
    html: Type.String(),
    /** Zero: nothing more will come. */
    againAfterMs: Type.Integer(),
  },
  { additionalProperties: false },
);

/** How soon the script asks again; it slows down by itself while nothing changes. */
export const againAfterMs: Record<Phase | 'idle', number> = {
  review: 20_000,
  waiting: 2500,
  checking: 2000,
  unsafe: 3000,
  unread: 3000,
  verified: 0,
  closed: 0,
  idle: 0,
};
