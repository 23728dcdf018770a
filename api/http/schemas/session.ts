// Issued credentials, and the ledger of what was minted and handed out.
import { type Static, Type } from 'typebox';
import { sayLedgerRow } from '../../../templates/text/say-ledger.js';
import { type LedgerRow, ledgerKindNames, type TimesHandedOut } from '../../core/audit/ledger.js';
import { sessionPolicyWarningCodes } from '../../core/drift/session-policy.js';
import { rangeQuery } from '../time-range.js';
import { anyObject, listOf, oneOf, page, ref, strict, tellingOf, time, type Vendor } from './parts.js';

export const sessionBody = strict(
  {
    durationSeconds: Type.Optional(
      Type.Integer({ minimum: 900, maximum: 3600, default: 900, description: "At most the connection's own limit." }),
    ),
    sessionPolicy: Type.Optional(
      anyObject('A policy document that narrows the session further; what is allowed is the intersection.'),
    ),
  },
  { examples: [{ durationSeconds: 900 }] },
);

export const sessionSchema = strict(
  {
    accessKeyId: Type.String(),
    secretAccessKey: Type.String(),
    sessionToken: Type.String(),
    expiration: time('When the credentials end.'),
    roleArn: Type.String(),
    sessionName: Type.String({ description: "As the customer's CloudTrail shows it." }),
    accountId: Type.String(),
    region: Type.String(),
    warnings: Type.Optional(
      Type.Array(
        strict({
          code: oneOf(
            sessionPolicyWarningCodes,
            '`session_policy_beyond_role`: a statement names something that the role spec does not grant; `session_policy_without_effect`: nothing that it names is granted; `session_policy_undecided`: it could not be decided.',
          ),
          message: Type.String(),
          statement: Type.Integer({ description: "The statement's place in the session policy, from 0." }),
          action: Type.Optional(
            Type.String({ description: 'An action that the session policy allows and the role spec does not.' }),
          ),
          resource: Type.Optional(
            Type.String({ description: 'A resource for it; absent where the statement names none.' }),
          ),
        }),
        {
          description:
            'What the session policy of the ask names and these credentials do not have, since a session can do only what its policy and the role both allow. Absent where there is nothing to say.',
        },
      ),
    ),
  },
  { $id: 'Session', description: 'Credentials of one session. They are kept nowhere.' },
);

export const ledgerQuery = strict({
  ...page,
  ...rangeQuery,
  kind: Type.Optional(
    oneOf(
      ledgerKindNames,
      'Only rows of this kind: `issue` for what was made and handed out, `check` for probes and readings of checks, ' +
        '`offboarding` for looks after a revoke.',
    ),
  ),
});

const rowFields = {
  id: Type.String(),
  tenantId: Type.String(),
  connectionId: Type.String(),
  at: time('When it was written.'),
  summary: Type.String({ description: 'The row in one sentence: for whom, for how long, what came of it.' }),
};

export const mintedSchema = strict(
  {
    type: Type.Literal('minted'),
    ...rowFields,
    kind: oneOf(['issue', 'probe', 'inspection', 'offboarding']),
    roleArn: Type.String(),
    sessionName: Type.String({ description: "As the customer's CloudTrail shows it." }),
    sourceIdentity: Type.Optional(Type.String()),
    for: Type.String({ description: 'The caller that asked, the check, or the look after a revoke.' }),
    expiresAtMost: time('No session of this row lives longer.'),
    outcome: Type.Optional(
      strict({
        kind: oneOf(['assumed', 'refused', 'inconclusive']),
        accessKeyId: Type.Optional(Type.String()),
        expiresAt: Type.Optional(time('When the session ends.')),
        why: Type.Optional(Type.String()),
      }),
    ),
  },
  { $id: 'MintedRow', description: 'Written before AWS is asked for a session, completed after.' },
);

export const handedOutSchema = strict(
  {
    type: Type.Literal('handed-out'),
    ...rowFields,
    mintedId: Type.String({ description: 'The minted row whose session was handed out.' }),
    to: Type.String({ description: 'The caller that got it.' }),
    requestId: Type.String(),
    expiresAt: time('When the session ends.'),
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
