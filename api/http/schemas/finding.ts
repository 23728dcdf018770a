// A finding in JSON, with its sentence and advice in English.
import { type Static, Type } from 'typebox';
import { sayFinding } from '../../../templates/text/say.js';
import type { Acceptance } from '../../core/connection/parts.js';
import { type Finding, findingKinds } from '../../core/finding/findings.js';
import { id, oneOf, ref, strict, texts, time } from './parts.js';

const sides = ['allowed', 'refused'] as const;

export const witnessSchema = strict(
  {
    principal: Type.String({ description: 'An ARN, a unique id, or a service.' }),
    action: Type.String(),
    resource: Type.String(),
    context: Type.Unsafe<Record<string, string[]>>({
      type: 'object',
      additionalProperties: { type: 'array', items: { type: 'string' } },
      description: 'Condition keys and their values. A key that is not listed is absent from the request.',
    }),
    spec: oneOf(sides, 'The decision of the announced role.'),
    live: oneOf(sides, 'The decision of the live role.'),
  },
  { $id: 'Witness', description: 'A request on which the announced role and the live role decide differently.' },
);

const acceptedSchema = strict(
  {
    id: id('acc', 'The acceptance.'),
    by: oneOf(['tenant', 'vendor'], 'Who accepted it.'),
    person: Type.Optional(Type.String({ description: "The tenant's person who accepted it." })),
    reason: Type.String(),
    endsAt: time('When the finding is open again.'),
  },
  { description: 'Present while the finding is accepted as a known deviation.' },
);

export const findingSchema = strict(
  {
    code: oneOf(Object.keys(findingKinds) as (keyof typeof findingKinds)[]),
    severity: oneOf(['critical', 'high', 'medium', 'information']),
    owner: oneOf(['tenant', 'vendor'], 'Who can fix it.'),
    sentence: Type.String(),
    advice: Type.String(),
    facts: texts('Values used in the sentence.'),
    witness: Type.Optional(ref(witnessSchema)),
    notLookedAtSince: Type.Optional(
      time('An earlier check found it. No check has covered it since this time, so it may have changed.'),
    ),
    accepted: Type.Optional(acceptedSchema),
  },
  { $id: 'Finding', description: 'A difference or risk that a check found.' },
);

export function findingView(
  finding: Finding,
  vendor: string,
  acceptance?: Acceptance | undefined,
): Static<typeof findingSchema> {
  const { code, severity, facts, witness, notLookedAtSince } = finding;
  return {
    code,
    severity,
    owner: findingKinds[code].owner,
    ...sayFinding('en', finding, { vendor }),
    facts,
    ...(witness && { witness }),
    ...(notLookedAtSince && { notLookedAtSince }),
    ...(acceptance && { accepted: acceptedView(acceptance) }),
  };
}

function acceptedView({ id, by, person, reason, endsAt }: Acceptance): Static<typeof acceptedSchema> {
  return { id, by, ...(person && { person }), reason, endsAt };
}
