// A finding in JSON, with its sentence and advice in English.
import { type Static, Type } from 'typebox';
import { sayFinding } from '../../../templates/text/say.js';
import { type Finding, findingKinds } from '../../core/finding/findings.js';
import { oneOf, ref, strict, texts, time } from './parts.js';

const sides = ['allowed', 'refused'] as const;

export const witnessSchema = strict(
  {
    principal: Type.String({ description: 'An ARN, a unique id, or a service.' }),
    action: Type.String(),
    resource: Type.String(),
    context: Type.Unsafe<Record<string, string[]>>({
      type: 'object',
      additionalProperties: { type: 'array', items: { type: 'string' } },
      description: 'Condition keys and their values; a key that is not here is missing from the request.',
    }),
    spec: oneOf(sides, 'What the role as announced says of it.'),
    live: oneOf(sides, 'What the role as it is now says of it.'),
  },
  { $id: 'Witness', description: 'A request that the role as announced and the role as it is answer differently.' },
);

export const findingSchema = strict(
  {
    code: oneOf(Object.keys(findingKinds) as (keyof typeof findingKinds)[]),
    severity: oneOf(['critical', 'high', 'medium', 'information']),
    owner: oneOf(['tenant', 'vendor'], 'Who can mend it.'),
    sentence: Type.String(),
    advice: Type.String(),
    facts: texts('What fills the sentence.'),
    witness: Type.Optional(ref(witnessSchema)),
    notLookedAtSince: Type.Optional(
      time('An earlier check saw it. Since this time no check has looked at it, so it may or may not be so still.'),
    ),
  },
  { $id: 'Finding', description: 'One thing that a check saw.' },
);

export function findingView(finding: Finding, vendor: string): Static<typeof findingSchema> {
  const { code, severity, facts, witness, notLookedAtSince } = finding;
  return {
    code,
    severity,
    owner: findingKinds[code].owner,
    ...sayFinding('en', finding, { vendor }),
    facts,
    ...(witness && { witness }),
    ...(notLookedAtSince && { notLookedAtSince }),
  };
}
