// History rows with the state after each, and the proof that histories are whole.
import { type Static, Type } from 'typebox';
import { describeChange } from '../../../templates/text/describe-change.js';
import { faultKinds, type KeptRow, subjectKinds } from '../../core/audit/history.js';
import { type ChangeKind, changeKindNames, isChangeKind } from '../../core/event/change-kinds.js';
import { type EventType, eventTypeNames } from '../../core/event/event-types.js';
import { rangeQuery } from '../time-range.js';
import { anyObject, listOf, oneOf, page, ref, strict, tellingOf, time, type Vendor } from './parts.js';

const subject = strict({ kind: oneOf(subjectKinds), id: Type.String() });

export const historyRowSchema = strict(
  {
    subject,
    revision: Type.Integer(),
    at: time('When it was changed.'),
    who: strict({
      kind: Type.String(),
      id: Type.String(),
      name: Type.Optional(Type.String()),
      madeBy: Type.Optional(
        strict({ kind: Type.String(), id: Type.String() }, { description: 'Of a link: whose key made it.' }),
      ),
    }),
    action: Type.String({ description: 'What happened, e.g. `connection.revoked`.' }),
    summary: Type.String({ description: 'The row in one sentence: what happened, who did it and why. Not hashed.' }),
    reason: Type.Optional(Type.String()),
    facts: Type.Optional(anyObject('What the state alone does not show.')),
    stateDigest: Type.String({ description: 'SHA-256 of the state after, as canonical JSON.' }),
    previousHash: Type.String({ description: 'Hash of the row before; 64 zeros for the first.' }),
    hash: Type.String({
      description: 'SHA-256 of this row without its hash, `summary` and `stateAfter`, as canonical JSON.',
    }),
    stateAfter: anyObject('The state after the change, exactly as it is kept.'),
  },
  { $id: 'HistoryRow', description: 'One change: who, why, when, and the state after it.' },
);
export const historyListSchema = listOf('History', ref(historyRowSchema));

export const historyQuery = strict({
  ...page,
  ...rangeQuery,
  action: Type.Optional(
    oneOf(
      [...eventTypeNames, ...changeKindNames],
      `Only this action, or those of a group: ${changeKindNames.map(each => `\`${each}\``).join(', ')}.`,
    ),
  ),
});

/** What a query asks of the operation: an action, or a group of them. */
export function wantedChanges({ action }: Static<typeof historyQuery>): { kind?: ChangeKind; action?: EventType } {
  if (action === undefined) return {};
  return isChangeKind(action) ? { kind: action } : { action };
}

export const verificationQuery = strict({
  tenantId: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9_]{1,64}$',
      'x-form': 'an id',
      description: 'Only this tenant and what it has.',
    }),
  ),
  connectionId: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9_]{1,64}$',
      'x-form': 'an id',
      description: 'Only this connection; needs its tenantId.',
    }),
  ),
});

export const verificationSchema = strict(
  {
    subjects: Type.Integer({ description: 'How many chains were read.' }),
    rows: Type.Integer({ description: 'How many rows were read.' }),
    faults: Type.Array(
      strict({
        kind: oneOf(faultKinds),
        subject,
        revision: Type.Integer(),
        through: Type.Optional(Type.Integer({ description: 'The last revision of the fault, where it goes on.' })),
      }),
      { description: 'Empty when every chain is whole.' },
    ),
    more: Type.Boolean({ description: 'Whether there are more faults than are listed.' }),
  },
  { $id: 'Verification', description: 'What is wrong with the histories.' },
);
export const historyNames = [historyRowSchema, historyListSchema, verificationSchema];

export function historyRowView(kept: KeptRow, vendor: Vendor): Static<typeof historyRowSchema> {
  const { row, stateAfter } = kept;
  return {
    ...row,
    summary: describeChange(kept, tellingOf(vendor)),
    stateAfter: stateAfter as Record<string, unknown>,
  };
}
