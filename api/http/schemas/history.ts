// History rows with the state after each change, and the result of verifying histories.
import { type Static, Type } from 'typebox';
import { describeChange } from '../../../templates/text/describe-change.js';
import { faultKinds, type KeptRow, subjectKinds } from '../../core/audit/history.js';
import { ledgerFaultKinds } from '../../core/audit/seals.js';
import { type ChangeKind, changeKindNames, isChangeKind } from '../../core/event/change-kinds.js';
import { type EventType, eventTypeNames } from '../../core/event/event-types.js';
import { rangeQuery } from '../time-range.js';
import { anyObject, listOf, oneOf, page, ref, strict, tellingOf, time, type Vendor } from './parts.js';

const subject = strict({ kind: oneOf(subjectKinds), id: Type.String() });

export const historyRowSchema = strict(
  {
    subject,
    revision: Type.Integer(),
    at: time('When the change was made.'),
    who: strict({
      kind: Type.String(),
      id: Type.String(),
      name: Type.Optional(Type.String()),
      publicName: Type.Optional(Type.String({ description: 'For keys: what tenants see in place of the name.' })),
      madeBy: Type.Optional(
        strict(
          { kind: Type.String(), id: Type.String() },
          { description: 'For links: the key that created the link.' },
        ),
      ),
    }),
    action: Type.String({ description: 'What happened, e.g. `connection.revoked`.' }),
    summary: Type.String({
      description: 'The row in one sentence: what happened, who did it and why. Not part of the hash.',
    }),
    reason: Type.Optional(Type.String()),
    facts: Type.Optional(anyObject('Facts that the state does not show.')),
    stateDigest: Type.String({ description: 'SHA-256 of the state after the change, as canonical JSON.' }),
    previousHash: Type.String({ description: 'Hash of the previous row; 64 zeros for the first.' }),
    hash: Type.String({
      description: 'SHA-256 of this row without its hash, `summary` and `stateAfter`, as canonical JSON.',
    }),
    stateAfter: anyObject('The state after the change, exactly as stored.'),
  },
  { $id: 'HistoryRow', description: 'One change: who, why, when, and the resulting state.' },
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

/** Converts the query into the operation's filter: an action, or a group of actions. */
export function wantedChanges({ action }: Static<typeof historyQuery>): { kind?: ChangeKind; action?: EventType } {
  if (action === undefined) return {};
  return isChangeKind(action) ? { kind: action } : { action };
}

export const verificationQuery = strict({
  tenantId: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9_]{1,64}$',
      'x-form': 'an id',
      description: 'Only this tenant and its subjects.',
    }),
  ),
  connectionId: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9_]{1,64}$',
      'x-form': 'an id',
      description: 'Only this connection. Requires `tenantId`.',
    }),
  ),
});

export const verificationSchema = strict(
  {
    subjects: Type.Integer({ description: 'Number of histories read.' }),
    rows: Type.Integer({ description: 'Number of rows read.' }),
    faults: Type.Array(
      strict({
        kind: oneOf([...faultKinds, ...ledgerFaultKinds]),
        subject: strict({ kind: oneOf([...subjectKinds, 'ledger-writer'] as const), id: Type.String() }),
        revision: Type.Optional(Type.Integer({ description: 'Of the history. Faults of the ledger have none.' })),
        through: Type.Optional(
          Type.Integer({ description: 'The last affected revision, when more than one is affected.' }),
        ),
        writer: Type.Optional(
          Type.String({ description: 'Faults of the ledger: the instance that wrote or sealed the rows.' }),
        ),
        minute: Type.Optional(
          Type.String({ description: 'Faults of the ledger: the minute in which the rows were written, in UTC.' }),
        ),
      }),
      { description: 'Empty when every history is complete and unedited.' },
    ),
    more: Type.Boolean({ description: 'Whether more faults exist than are listed.' }),
    ledger: strict(
      {
        rows: Type.Integer({ description: 'Number of stored rows that were compared with their seals.' }),
        unsealed: Type.Integer({ description: 'Of these, rows of earlier releases, which no seal covers.' }),
        seals: Type.Optional(Type.Integer({ description: 'Number of sealed minutes, when everything is verified.' })),
        orphaned: Type.Optional(
          Type.Integer({
            description:
              'Of these, minutes that another instance sealed, because their writer had ended. Nothing shows what ' +
              'was deleted before that.',
          }),
        ),
      },
      { description: 'The ledgers of the connections that were verified.' },
    ),
    anchors: Type.Optional(
      strict(
        {
          subjects: Type.Integer({ description: 'Number of histories that are anchored.' }),
          stops: Type.Integer({ description: 'Number of stops that are anchored.' }),
          unreadable: Type.Integer({ description: 'Number of anchors that cannot be read: someone edited them.' }),
          newestAt: Type.Optional(time('When the newest anchor was stored.')),
        },
        {
          description:
            'What is kept outside the store, and was compared with it. Absent when the service runs without anchors: ' +
            'then nothing shows that the whole store was put back to an earlier state.',
        },
      ),
    ),
  },
  { $id: 'Verification', description: 'The faults found in the histories.' },
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
