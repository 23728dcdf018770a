// A check in JSON: its completed steps and, once finished, its result with the possible causes in words.
import { type Static, Type } from 'typebox';
import { say, sayCause } from '../../../templates/text/say.js';
import { type Cause, type Check, type CheckResult, wordOf } from '../../core/check/check.js';
import { acceptanceOf } from '../../core/connection/acceptance.js';
import type { Connection } from '../../core/connection/connection.js';
import { type LiveFacts, liveFacts } from '../../operations/ending/end-commands.js';
import type { Ports } from '../../ports/ports.js';
import { findingSchema, findingView } from './finding.js';
import { connectionParams, id, listOf, oneOf, ref, strict, time } from './parts.js';

export const checkParams = strict({ ...connectionParams.properties, checkId: id('chk', 'A check of the connection.') });
export const checkQuery = strict({
  waitSeconds: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 25,
      default: 0,
      description: 'Seconds to wait for the check to finish.',
    }),
  ),
});

const causeSchema = strict(
  {
    code: Type.String(),
    owner: oneOf(['vendor', 'tenant', 'aws'], 'Who acts: the vendor, the tenant, or AWS.'),
    sentence: Type.String(),
    nextStep: Type.Optional(
      Type.String({ description: 'What the owner does next. Only for causes that are not excluded.' }),
    ),
    excludedBy: Type.Optional(Type.String({ description: 'The observation that excludes this cause.' })),
  },
  { $id: 'Cause', description: 'A possible cause of a failure, or one that was excluded.' },
);

export const checkSchema = strict(
  {
    id: Type.String(),
    tenantId: Type.String(),
    connectionId: Type.String(),
    kind: oneOf(
      ['full', 'light'],
      '`full`: every probe and the inspection. `light`: the daily check by the kit: one attempt without an ' +
        'external ID, then the inspection. Findings that it does not cover remain unchanged.',
    ),
    for: Type.String({ description: 'The caller that requested it.' }),
    startedAt: time('When it started.'),
    finishedAt: Type.Optional(time('When it finished. Absent while it runs.')),
    revision: Type.Integer({ description: 'The revision of the connection that it checks.' }),
    steps: Type.Array(
      strict({
        probe: Type.String(),
        at: time('When the answer arrived.'),
        launch: Type.Optional(Type.Integer({ description: 'The launch whose role was tested.' })),
        outcome: oneOf(['assumed', 'refused', 'inconclusive', 'read', 'partly-read', 'not-made']),
        why: Type.Optional(Type.String({ description: 'Why it was inconclusive or skipped.' })),
        as: Type.Optional(
          Type.String({ description: 'The principal that made the request, when it was not the broker role.' }),
        ),
        withSourceIdentity: Type.Optional(
          Type.Literal(true, {
            description: 'Present when the request had the source identity of credential requests.',
          }),
        ),
      }),
    ),
    result: Type.Optional(
      strict({
        conclusive: Type.Boolean({ description: 'An inconclusive check changes neither state nor health.' }),
        outcome: Type.Optional(oneOf(['admitted', 'unsafe', 'refused'])),
        reason: Type.Optional(Type.String({ description: 'Why it was inconclusive.' })),
        sentence: Type.Optional(Type.String({ description: 'The result in one sentence.' })),
        findings: Type.Array(ref(findingSchema)),
        causesLeft: Type.Array(ref(causeSchema), {
          description: 'Most likely first. AWS returns the same error for all of them, and there may be others.',
        }),
        causesExcluded: Type.Array(ref(causeSchema)),
      }),
    ),
  },
  { $id: 'Check', description: 'One run of probes and inspection.' },
);
export const checkListSchema = listOf('CheckList', ref(checkSchema));
export const checkNames = [causeSchema, checkSchema, checkListSchema];

type View = Static<typeof checkSchema>;

/** `connection` is the subject of the check. Its account, role and stack complete the sentences. */
export function checkView(ports: Pick<Ports, 'vendor'>, check: Check, connection: Connection): View {
  const { result, ...rest } = check;
  return { ...rest, ...(result && { result: resultView(result, connection, liveFacts(ports.vendor, connection)) }) };
}

function resultView(result: CheckResult, connection: Connection, facts: LiveFacts): NonNullable<View['result']> {
  const causes = {
    causesLeft: (result.causes?.left ?? []).map(each => causeView(each, facts)),
    causesExcluded: (result.causes?.excluded ?? []).map(each => causeView(each, facts)),
  };
  if (!result.conclusive) {
    const sentence = say('en', `inconclusive.${result.reason}`, facts);
    return { conclusive: false, reason: result.reason, sentence, findings: [], ...causes };
  }
  const { verdict } = result;
  const { outcome, findings } = verdict;
  // Of another role than the last check has read, nothing counts as accepted.
  const isSame = 'deviation' in verdict && verdict.deviation?.digest === connection.deviation?.digest;
  const sentence = say('en', `check.${wordOf(result.verdict)}`, facts);
  return {
    conclusive: true,
    outcome,
    sentence,
    findings: findings.map(each =>
      findingView(each, facts.vendor, isSame ? acceptanceOf(connection, each) : undefined),
    ),
    ...causes,
  };
}

function causeView(cause: Cause, facts: LiveFacts): Static<typeof causeSchema> {
  const { code, owner, excludedBy } = cause;
  if (!excludedBy) {
    const { sentence, next } = sayCause('en', cause, facts);
    return { code, owner, sentence, nextStep: next };
  }
  return { code, owner, sentence: say('en', `cause.${code}.excluded`, facts), excludedBy };
}
