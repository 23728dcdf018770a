// Issued credentials, and the ledger of sessions created and credentials issued.
import { type Static, Type } from 'typebox';
import { sayLedgerRow } from '../../../templates/text/say-ledger.js';
import { type LedgerRow, ledgerKindNames, type TimesHandedOut } from '../../core/audit/ledger.js';
import { sessionPolicyWarningCodes } from '../../core/drift/session-policy.js';
import { sessionLimits } from '../../core/session/capped.js';
import { rangeQuery } from '../time-range.js';
import { anyObject, capMeaning, listOf, oneOf, page, ref, strict, tellingOf, time, type Vendor } from './parts.js';

export const sessionBody = strict(
  {
    durationSeconds: Type.Optional(
      Type.Integer({ minimum: 900, maximum: 3600, default: 900, description: 'At most the limit of the connection.' }),
    ),
    sessionPolicy: Type.Optional(
      anyObject('A policy document that narrows the session: only what it and the role both allow is allowed.'),
    ),
  },
  { examples: [{ durationSeconds: 900 }] },
);

export const sessionSchema = strict(
  {
    accessKeyId: Type.String(),
    secretAccessKey: Type.String(),
    sessionToken: Type.String(),
    expiration: time('When the credentials expire.'),
    roleArn: Type.String(),
    sessionName: Type.String({ description: "As the customer's CloudTrail shows it." }),
    accountId: Type.String(),
    region: Type.String(),
    cap: oneOf(
      sessionLimits,
      `${capMeaning} \`session_policy\`: the request's own session policy, which stays within it.`,
    ),
    warnings: Type.Optional(
      Type.Array(
        strict({
          code: oneOf(
            sessionPolicyWarningCodes,
            '`session_policy_beyond_role`: a statement names something that the role spec does not grant. ' +
              '`session_policy_without_effect`: nothing that it names is granted. `session_policy_undecided`: the ' +
              'comparison was undecided.',
          ),
          message: Type.String(),
          statement: Type.Integer({ description: 'Index of the statement in the session policy, from 0.' }),
          action: Type.Optional(
            Type.String({ description: 'An action that the session policy allows and the role spec does not.' }),
          ),
          resource: Type.Optional(
            Type.String({ description: 'A resource of that action. Absent if the statement names none.' }),
          ),
        }),
        {
          description:
            'What the session policy names but these credentials cannot do: a session can do only what both its ' +
            'policy and the role allow. Absent if there are no warnings.',
        },
      ),
    ),
  },
  { $id: 'Session', description: 'Credentials of one session. They are not stored.' },
);

export const ledgerQuery = strict({
  ...page,
  ...rangeQuery,
  kind: Type.Optional(
    oneOf(
      ledgerKindNames,
      'Only rows of this kind. `issue`: credentials issued. `check`: probes and inspections of checks. ' +
        '`offboarding`: tests for closure after a revoke.',
    ),
  ),
});

const rowFields = {
  id: Type.String(),
  tenantId: Type.String(),
  connectionId: Type.String(),
  at: time('When the row was written.'),
  summary: Type.String({ description: 'The row in one sentence: for whom, for how long, and the outcome.' }),
};

const publicName = Type.Optional(
  Type.String({ description: "What tenants see in place of the caller's id: the public name of its key." }),
);

export const mintedSchema = strict(
  {
    type: Type.Literal('minted'),
    ...rowFields,
    kind: oneOf(['issue', 'probe', 'inspection', 'offboarding']),
    roleArn: Type.String(),
    sessionName: Type.String({ description: "As the customer's CloudTrail shows it." }),
    sourceIdentity: Type.Optional(Type.String()),
    for: Type.String({ description: 'The caller that requested credentials, the check, or the test after a revoke.' }),
    publicName,
    expiresAtMost: time('Latest possible expiry of a session of this row.'),
    outcome: Type.Optional(
      strict({
        kind: oneOf(['assumed', 'refused', 'inconclusive']),
        accessKeyId: Type.Optional(Type.String()),
        expiresAt: Type.Optional(time('When the session expires.')),
        why: Type.Optional(Type.String()),
      }),
    ),
  },
  { $id: 'MintedRow', description: 'Written before each AssumeRole call, completed after it.' },
);

export const handedOutSchema = strict(
  {
    type: Type.Literal('handed-out'),
    ...rowFields,
    mintedId: Type.String({ description: 'The minted row of the issued session.' }),
    to: Type.String({ description: 'The caller that received the credentials.' }),
    publicName,
    requestId: Type.String(),
    expiresAt: time('When the session expires.'),
  },
  { $id: 'HandedOutRow', description: 'Written before each answer that carries credentials.' },
);

export const ledgerListSchema = listOf('Ledger', Type.Union([ref(mintedSchema), ref(handedOutSchema)]));
export const sessionNames = [sessionSchema, mintedSchema, handedOutSchema, ledgerListSchema];

export function ledgerRowView(
  row: LedgerRow,
  vendor: Vendor,
  times?: TimesHandedOut,
): Static<typeof ledgerListSchema>['items'][number] {
  return { ...row, summary: sayLedgerRow(row, tellingOf(vendor), times) };
}
