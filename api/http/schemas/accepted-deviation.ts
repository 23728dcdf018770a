// Accepted deviations in JSON: what is accepted, and what the last check that read the role found to accept.
import { type Static, Type } from 'typebox';
import { sayFinding } from '../../../templates/text/say.js';
import { acceptanceOf, acceptancesAtMost, longestAcceptanceDays } from '../../core/connection/acceptance.js';
import type { Connection } from '../../core/connection/connection.js';
import type { Acceptance } from '../../core/connection/parts.js';
import { type Acceptability, acceptabilityOf, findingId, neverReasons } from '../../core/finding/acceptable.js';
import { type FindingCode, findingKinds, isProblem } from '../../core/finding/findings.js';
import { connectionParams, id, oneOf, reasonBody, ref, shownName, strict, time } from './parts.js';

const codes = Object.keys(findingKinds) as FindingCode[];
const acceptanceId = id('acc', 'An accepted deviation of the connection.');
const checkId = id('chk', 'The first check that found this deviation.');
const sha256 = (description: string) =>
  Type.String({ pattern: '^[0-9a-f]{64}$', 'x-form': 'a SHA-256 in hexadecimal', description });
const digest = sha256('Of the announced role, the documents of the live role, and all differences.');
const finding = sha256('The id of the finding. It names one finding exactly.');

export const acceptanceParams = strict({ ...connectionParams.properties, acceptanceId });

export const acceptBody = strict(
  {
    checkId,
    digest,
    finding,
    ...reasonBody.properties,
    endsAt: time(`When the finding is open again: at most ${longestAcceptanceDays} days from now.`),
    replaces: Type.Optional(id('acc', 'The acceptance of the same finding that this one replaces.')),
    person: Type.Optional(
      shownName(
        100,
        "For keys that may vouch, which must send it: the tenant's person who accepts, as authenticated by your " +
          'application.',
      ),
    ),
  },
  {
    examples: [
      {
        checkId: 'chk_0123456789abcdef',
        digest: '0'.repeat(64),
        finding: '1'.repeat(64),
        reason: 'Our organisation attaches this policy to every role',
        endsAt: '2027-01-31T00:00:00Z',
      },
    ],
  },
);

const acceptanceSchema = strict(
  {
    id: acceptanceId,
    code: oneOf(codes),
    finding,
    digest,
    checkId,
    counts: Type.Boolean({ description: 'False while the last check did not read the role, or was refused.' }),
    reason: Type.String(),
    by: oneOf(['tenant', 'vendor'], 'Who accepted it.'),
    person: Type.Optional(Type.String({ description: "The tenant's person who accepted it." })),
    acceptedAt: time('When it was accepted.'),
    endsAt: time('When the finding is open again.'),
  },
  { description: 'A finding that a person accepted, for the role exactly as it was then.' },
);

const seenSchema = strict(
  {
    checkId,
    digest,
    findings: Type.Array(
      strict({
        finding,
        code: oneOf(codes),
        sentence: Type.String(),
        acceptance: Type.Optional(id('acc', 'The acceptance that counts for it; absent: it is open.')),
        mayBeAcceptedBy: oneOf(
          ['support', 'person', 'nobody'],
          '`support`: by support or by a person of the tenant. `person`: only by a person of the tenant for whom the ' +
            'vendor vouches. `nobody`: see `never`.',
        ),
        never: Type.Optional(oneOf(neverReasons, 'Why nobody may accept it.')),
      }),
    ),
  },
  { description: 'What the last check found. Absent: nothing can be accepted now. Run a check, or read the findings.' },
);

export const acceptedDeviationsSchema = strict(
  {
    items: Type.Array(acceptanceSchema, { description: `Newest first, at most ${acceptancesAtMost}.` }),
    seen: Type.Optional(seenSchema),
  },
  { $id: 'AcceptedDeviations', description: 'What is accepted, and what can be.' },
);

export const acceptedDeviationsRef = ref(acceptedDeviationsSchema);

type View = Static<typeof acceptedDeviationsSchema>;

export function acceptedDeviationsView(connection: Connection, vendor: string): View {
  const { accepted = [], deviation, findings } = connection;
  const counting = new Set(findings.flatMap(each => acceptanceOf(connection, each)?.id ?? []));
  const items = [...accepted].reverse().map(each => acceptanceView(each, counting.has(each.id)));
  if (!deviation) return { items };
  const seen = findings.filter(isProblem).map(each => {
    const acceptance = acceptanceOf(connection, each)?.id;
    return {
      finding: findingId(each),
      code: each.code,
      sentence: sayFinding('en', each, { vendor }).sentence,
      ...(acceptance !== undefined && { acceptance }),
      ...acceptorOf(acceptabilityOf(each)),
    };
  });
  return { items, seen: { ...deviation, findings: seen } };
}

function acceptorOf(
  acceptability: Acceptability,
): Pick<NonNullable<View['seen']>['findings'][number], 'mayBeAcceptedBy' | 'never'> {
  if ('never' in acceptability) return { mayBeAcceptedBy: 'nobody', never: acceptability.never };
  return { mayBeAcceptedBy: acceptability.by === 'anyone' ? 'support' : 'person' };
}

function acceptanceView(acceptance: Acceptance, counts: boolean): View['items'][number] {
  const { who: _, remindedAt: __, over: ___, ...rest } = acceptance;
  return { ...rest, counts };
}
