// The status of a page as data for its script: the sentence, the HTML to show, and when to ask again.
import { Type } from 'typebox';

/** The progress that the person at the page sees. */
export type Phase =
  | 'review'
  | 'values'
  | 'unserved'
  | 'waiting'
  | 'checking'
  | 'unsafe'
  | 'unread'
  | 'verified'
  | 'closed';

export const statusAnswer = Type.Object(
  {
    phase: Type.String(),
    /** For the live region: screen readers announce it when it changes. */
    sentence: Type.String(),
    /** Rendered by the page's own template, with the same escaping. */
    html: Type.String(),
    /** Milliseconds; zero when nothing more will change. */
    againAfterMs: Type.Integer(),
  },
  { additionalProperties: false },
);

/** How soon the script asks again. It slows down while nothing changes. */
export const againAfterMs: Record<Phase | 'idle', number> = {
  review: 20_000,
  values: 5000,
  unserved: 20_000,
  waiting: 2500,
  checking: 2000,
  unsafe: 3000,
  unread: 3000,
  verified: 0,
  closed: 0,
  idle: 0,
};
