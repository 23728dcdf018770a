// Rows of the security log: refused requests, opened links and exports.
import { type Static, Type } from 'typebox';
import type { SecurityRow } from '../../ports/audit.js';
import { rangeQuery } from '../time-range.js';
import { listOf, page, ref, strict, texts, time } from './parts.js';

export const securityLogQuery = strict({ ...page, ...rangeQuery });

const securityRowSchema = strict(
  {
    id: Type.String(),
    at: time('When it happened.'),
    what: Type.String({
      description: 'The code of the refusal, or the action, such as `link_opened` or `history_exported`.',
    }),
    callerId: Type.Optional(Type.String({ description: 'The key or link, if it was recognised.' })),
    facts: texts(
      'What was requested, and from where. With `countAtLeast` the row stands for at least so many more of one ' +
        'minute, beside rows of their own; it expires after 90 days.',
    ),
  },
  { $id: 'SecurityRow', description: 'A refused request, an opened link, or an export. Holds no secret.' },
);
export const securityLogSchema = listOf('SecurityLog', ref(securityRowSchema));
export const securityLogNames = [securityRowSchema, securityLogSchema];

export function securityRowView(row: SecurityRow): Static<typeof securityRowSchema> {
  return row;
}
