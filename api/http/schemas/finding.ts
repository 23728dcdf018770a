// A finding in JSON, with its sentence and advice in English.
import { type Static, Type } from 'typebox';
import { sayFinding } from '../../../templates/text/say.js';
import { type Finding, findingKinds } from '../../core/findings.js';
import { oneOf, strict, texts } from './parts.js';

export const findingSchema = strict(
  {
    code: oneOf(Object.keys(findingKinds) as (keyof typeof findingKinds)[]),
    severity: oneOf(['critical', 'high', 'medium', 'information']),
    owner: oneOf(['tenant', 'vendor'], 'Who can mend it.'),
    sentence: Type.String(),
    advice: Type.String(),
    facts: texts('What fills the sentence.'),
  },
  { $id: 'Finding', description: 'One thing that a check saw.' },
);

export function findingView(finding: Finding, vendor: string): Static<typeof findingSchema> {
  const { code, severity, facts } = finding;
  return { code, severity, owner: findingKinds[code].owner, ...sayFinding('en', finding, { vendor }), facts };
}
