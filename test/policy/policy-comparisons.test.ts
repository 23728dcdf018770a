// Two policies and their comparison, by the case file: what was missed once, and what was a false alarm. The local AWS
// confirms each witness.
import { readFileSync } from 'node:fs';
import t from 'tap';
import { compareIdentity, compareTrust } from '../../api/core/policy/compare/compare.js';
import { normalPolicy, type PolicyDocument, type Statement } from '../../api/core/policy/document/document.js';
import { evaluatorRequestOf, isAllowedByLocalAws } from '../helpers/second-opinion.js';

interface Case {
  name: string;
  kind: 'trust' | 'identity';
  want: 'equal' | 'wider' | 'narrower' | 'different';
  spec?: Statement[];
  live: Statement[];
  /** Null: the live policy has no Version. */
  version?: null;
  /** The steps may run out after the difference is found. */
  mayGiveUp?: true;
}

const file = readFileSync(new URL('./cases/comparisons.json', import.meta.url), 'utf8');
const { spec: announced, cases } = JSON.parse(file) as { spec: Statement[]; cases: Case[] };

function documentOf(statements: Statement[], version: Case['version']): PolicyDocument {
  return { ...(version !== null && { Version: '2012-10-17' }), Statement: statements } as PolicyDocument;
}

t.test('each pair of policies compares as its case states, and the local AWS confirms the requests', async t => {
  for (const { name, kind, want, spec = announced, live, version, mayGiveUp } of cases) {
    const documents = { spec: documentOf(spec, undefined), live: documentOf(live, version) };
    const [a, b] = [documents.spec, documents.live].map(each => ({ name: 'it', policy: normalPolicy(each) }));
    const found = kind === 'trust' ? compareTrust(a!, b!) : compareIdentity({ identity: [a!] }, { identity: [b!] });
    const isWider = found.wider.length > 0;
    const isNarrower = found.narrower.length > 0;
    const got = isWider ? (isNarrower ? 'different' : 'wider') : isNarrower ? 'narrower' : 'equal';
    t.equal(got, want, name);
    if (!mayGiveUp) t.same(found.undecided, [], `${name}: decided`);
    for (const { witness } of [...found.wider, ...found.narrower])
      for (const side of ['spec', 'live'] as const) {
        const own = kind === 'trust' ? { trust: documents[side] } : { identity: [documents[side]] };
        const isAllowed = isAllowedByLocalAws(own, evaluatorRequestOf(witness.request));
        t.equal(isAllowed ? 'allowed' : 'refused', witness[side], `${name}: ${JSON.stringify(witness.request)}`);
      }
  }
});

t.test('deleted principals are named beside the comparison', async t => {
  const [statement] = announced;
  const ids = ['AROA1234567890EXAMPLE', 'AIDA1234567890EXAMPLE'];
  const live = { ...statement!, Principal: { AWS: [...[Object.values(statement!.Principal!)[0]!].flat(), ...ids] } };
  const named = (Statement: Statement[]) => ({ name: 'it', policy: normalPolicy(documentOf(Statement, undefined)) });
  const found = compareTrust(named(announced), named([live]));
  t.same(found.deleted.map(each => each.principal).sort(), [...ids].sort());
  t.same([found.wider, found.narrower, found.undecided], [[], [], []]);
});
