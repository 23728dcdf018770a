// Properties of the policy engine: against every request of a small universe, the local AWS's own evaluator, a naive
// automaton, and the engine itself. `npm run proof` runs the long forms.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import type { PermissionSet } from '../../api/core/permission-set/permission-set.js';
import { compareIdentity, compareTrust } from '../../api/core/policy/compare/compare.js';
import type { Comparison, Undecided } from '../../api/core/policy/compare/comparison.js';
import { isAlike } from '../../api/core/policy/document/alike.js';
import {
  normalPolicy,
  type PolicyDocument,
  parseDocument,
  parsePolicy,
  type Statement,
} from '../../api/core/policy/document/document.js';
import { findWord, overlap } from '../../api/core/policy/document/language.js';
import { isRegrouped } from '../../api/core/policy/document/raw-groups.js';
import { matches, patternOf } from '../../api/core/policy/document/wildcard.js';
import { evaluate, type Policies } from '../../api/core/policy/evaluate.js';
import { roleSpecOf } from '../../api/core/role/build.js';
import { trustPolicyOf } from '../../api/core/role/trust-policy.js';
import { shippedPermissionSets } from '../../templates/render.js';
import { casesIn } from '../helpers/drift-cases.js';
import { sampleSpecInput } from '../helpers/samples.js';
import { type Documents, evaluatorRequestOf, isAllowedByLocalAws } from '../helpers/second-opinion.js';
import { seeded } from '../helpers/seeded.js';
import { type NaivePattern, naiveMatches, naiveWordExists } from './naive-wildcards.js';
import { permissionChanges, trustChanges } from './policy-changes.js';
import { nearly, reshuffled, respelled } from './policy-respelling.js';
import { anyRequest, identityStatement, keysIn, policyOf, requests, trustStatement } from './policy-universe.js';

const isLong = process.env.DRAWBRIDGE_PROOF === 'long';
/** Seconds that one property may take in the long form, which prints how many runs it made. */
const secondsAtMost = Number(process.env.DRAWBRIDGE_PROOF_SECONDS ?? 600);

/** The short form draws the same each time; the long form draws anew. */
const seed = process.env.SEED ? Number(process.env.SEED) : isLong ? undefined : 20_261_125;

/** Checks a property for a number of draws, and prints how many there were. */
function hold<Drawn>(t: Test, property: fc.IProperty<Drawn>, short: number, long: number): void {
  const found = fc.check(property, {
    numRuns: isLong ? long : short,
    ...(isLong && { interruptAfterTimeLimit: secondsAtMost * 1000 }),
    ...(seed !== undefined && { seed }),
  });
  t.ok(!found.failed, found.failed ? `${found.errorInstance}\n${fc.defaultReportMessage(found)}` : 'it holds');
  t.ok(found.numRuns >= short, `${found.numRuns} runs`);
  t.comment(`${found.numRuns} runs, seed ${found.seed}`);
}

function named(document: PolicyDocument) {
  return { name: 'it', policy: normalPolicy(document) };
}

/** A request of the universe that distinguishes the two in a direction in which the engine finds nothing. */
function differenceUnseen({ spec, live, kind }: Pair, isSeen: { wider: boolean; narrower: boolean }) {
  if (isSeen.wider && isSeen.narrower) return undefined;
  const [one, other] = [spec, live].map((document): Policies => ({ [kind]: [named(document)] }));
  for (const request of requests(keysIn(spec, live), kind)) {
    const [a, b] = [evaluate(one!, request).isAllowed, evaluate(other!, request).isAllowed];
    if (b && !a && !isSeen.wider) return 'wider';
    if (a && !b && !isSeen.narrower) return 'narrower';
  }
  return undefined;
}

interface Pair {
  spec: PolicyDocument;
  live: PolicyDocument;
  kind: 'identity' | 'trust';
}

function compared({ spec, live, kind }: Pair): Comparison {
  const [a, b] = [named(spec), named(live)];
  return kind === 'trust' ? compareTrust(a, b) : compareIdentity({ identity: [a] }, { identity: [b] });
}

/** Evaluates every witness with both evaluators on both sides. */
function witnessesHold({ spec, live, kind }: Pair, { wider, narrower }: Comparison): void {
  const policies = (document: PolicyDocument): Policies => ({ [kind]: [named(document)] });
  const documents = (document: PolicyDocument): Documents =>
    kind === 'trust' ? { trust: document } : { identity: [document] };
  for (const [differences, isWider] of [
    [wider, true],
    [narrower, false],
  ] as const) {
    for (const { witness } of differences) {
      for (const [document, isAllowed] of [
        [spec, !isWider],
        [live, isWider],
      ] as const) {
        const asked = evaluatorRequestOf(witness.request);
        if (evaluate(policies(document), witness.request).isAllowed !== isAllowed)
          throw new Error(`this is no witness: ${JSON.stringify(witness)}`);
        if (isAllowedByLocalAws(documents(document), asked) !== isAllowed)
          throw new Error(`the local AWS does not confirm a witness: ${JSON.stringify(witness)}`);
      }
    }
  }
}

/** `open`: AWS documents no answer for some of its requests; `undecided`: the engine gave up. */
type Outcome = 'open' | 'undecided' | 'equal' | 'different';

function outcomeOf({ wider, narrower, undecided }: Comparison): Outcome {
  if (undecided.some(({ reason }) => reason === 'too_complex')) return 'undecided';
  if (undecided.length > 0) return undecided.some(each => each.reason === 'unknown_operator') ? 'open' : 'undecided';
  return wider.length + narrower.length === 0 ? 'equal' : 'different';
}

function check(pair: Pair): Outcome {
  const found = compared(pair);
  witnessesHold(pair, found);
  const outcome = outcomeOf(found);
  if (outcome === 'undecided' || outcome === 'open') return outcome;
  const isSeen = { wider: found.wider.length > 0, narrower: found.narrower.length > 0 };
  const unseen = differenceUnseen(pair, isSeen);
  if (unseen) throw new Error(`it is ${unseen} and not found`);
  return outcome;
}

function noneYet(): Record<Outcome, number> {
  return { open: 0, undecided: 0, equal: 0, different: 0 };
}

function shareOf({ open, undecided, equal, different }: Record<Outcome, number>): string {
  const all = Math.max(1, open + undecided + equal + different);
  const [givenUp, left] = [undecided, open].map(each => `${((100 * each) / all).toFixed(2)} %`);
  return `${givenUp} undecided, and ${left} that AWS leaves open`;
}

const policies = { identity: policyOf(identityStatement), trust: policyOf(trustStatement) };

for (const kind of ['identity', 'trust'] as const) {
  t.test(`no request of the universe distinguishes two ${kind} policies that the engine calls equal`, async t => {
    const counts = noneYet();
    const property = fc.property(policies[kind], policies[kind], (spec, live) => {
      fc.pre(keysIn(spec, live).length <= (isLong ? 4 : 2));
      counts[check({ spec, live, kind })] += 1;
    });
    hold(t, property, 40, 50_000);
    t.comment(`short pairs: ${JSON.stringify(counts)}: ${shareOf(counts)}`);
  });

  t.test(
    `${kind} policies of 12 to 41 statements with one change: 99 in 100 are decided, unless AWS leaves it open`,
    async t => {
      const counts = noneYet();
      const statement: fc.Arbitrary<Statement> = kind === 'trust' ? trustStatement : identityStatement;
      const long = policyOf(statement, 41, 12);
      const property = fc.property(long, fc.integer(), (spec, seed) => {
        const pair = { spec, live: nearly(spec, seeded(seed)), kind };
        const found = compared(pair);
        witnessesHold(pair, found);
        counts[outcomeOf(found)] += 1;
      });
      hold(t, property, 15, 2_000);
      t.comment(`long pairs: ${JSON.stringify(counts)}: ${shareOf(counts)}`);
      t.ok(
        counts.undecided * 100 <= Object.values(counts).reduce((sum, each) => sum + each, 0),
        JSON.stringify(counts),
      );
    },
  );

  t.test(`${kind} policies: the engine decides each request as the local AWS does`, async t => {
    const limits = fc.option(fc.array(policies.identity, { maxLength: 2 }), { nil: undefined });
    const drawn = fc.record({
      identity: fc.array(policies.identity, { minLength: 1, maxLength: 2 }),
      boundary: limits,
      session: limits,
      trust: policies.trust,
      asked: fc.array(anyRequest(kind), { minLength: 20, maxLength: 20 }),
    });
    const counts = { allowed: 0, refused: 0 };
    const property = fc.property(drawn, ({ identity, boundary, session, trust, asked }) => {
      const documents: Documents =
        kind === 'trust' ? { identity: [grantAll, ...identity], trust } : { identity, boundary, session };
      const policies: Policies = {
        identity: documents.identity!.map(each => named(each as PolicyDocument)),
        boundary: kind === 'identity' ? boundary?.map(named) : undefined,
        session: kind === 'identity' ? session?.map(named) : undefined,
        trust: kind === 'trust' ? [named(trust)] : undefined,
      };
      for (const request of asked) {
        const ours = evaluate(policies, request).isAllowed;
        // If a condition is not understood the engine does not decide.
        if (evaluate(policies, request, 'admits').isAllowed !== ours) continue;
        counts[ours ? 'allowed' : 'refused'] += 1;
        if (isAllowedByLocalAws(documents, evaluatorRequestOf(request)) !== ours)
          throw new Error(`the engine returns ${ours}: ${JSON.stringify(request)}`);
      }
    });
    hold(t, property, 150, 100_000);
    t.ok(counts.allowed > 50 && counts.refused > 50, JSON.stringify(counts));
    t.comment(JSON.stringify(counts));
  });

  t.test(`${kind} policies: the same policy in other words is equal`, async t => {
    const counts = { equal: 0, undecided: 0 };
    const property = fc.property(policies[kind], fc.integer(), (spec, seed) => {
      const parsed = parsePolicy(JSON.stringify(respelled(spec, seeded(seed))));
      if (!('policy' in parsed)) throw new Error(JSON.stringify(parsed.issues));
      const [a, b] = [named(spec), { name: 'respelled', policy: parsed.policy }];
      for (const [left, right] of [
        [a, b],
        [b, a],
      ] as const) {
        const found =
          kind === 'trust' ? compareTrust(left, right) : compareIdentity({ identity: [left] }, { identity: [right] });
        if (found.wider.length + found.narrower.length > 0) throw new Error(JSON.stringify(found));
        // In a list that was split, open variables and values that AWS does not document may remain undecided.
        const isOpen = ({ reason }: Undecided) => reason === 'policy_variable' || reason === 'unknown_operator';
        if (!found.undecided.every(isOpen)) throw new Error(JSON.stringify(found));
        counts[found.undecided.length > 0 ? 'undecided' : 'equal'] += 1;
      }
    });
    hold(t, property, 200, 100_000);
    t.ok(counts.undecided * 50 <= counts.equal, JSON.stringify(counts));
    t.comment(JSON.stringify(counts));
  });

  t.test(`${kind} policies: the quick comparison never returns "equal" if a request distinguishes two`, async t => {
    const counts = { alike: 0, ...noneYet() };
    const property = fc.property(policies[kind], fc.integer(), (spec, seed) => {
      fc.pre(keysIn(spec).length <= (isLong ? 4 : 2));
      const random = seeded(seed);
      if (!isAlike(spec, JSON.stringify(reshuffled(spec, random), undefined, 1)) && !hasTwins(spec))
        throw new Error('a reshuffled text is not alike');
      const live = random() < 0.8 ? nearly(spec, random) : spec;
      const text = JSON.stringify(random() < 0.5 ? respelled(live, random) : reshuffled(live, random));
      const found = check({ spec, live: JSON.parse(text) as PolicyDocument, kind });
      counts[found] += 1;
      const isSame = isAlike(spec, text) || isRegrouped(spec, text);
      counts.alike += isSame ? 1 : 0;
      if (isSame && found !== 'equal') throw new Error(`alike and ${found}`);
    });
    hold(t, property, 100, 50_000);
    t.ok(Math.min(counts.alike, counts.equal, counts.different) > 5, JSON.stringify(counts));
    t.comment(JSON.stringify(counts));
  });

  t.test(`${kind} policies: an added Allow never narrows and an added Deny never widens`, async t => {
    const statement: fc.Arbitrary<Statement> = kind === 'trust' ? trustStatement : identityStatement;
    const property = fc.property(policies[kind], statement, fc.boolean(), (document, more, isDeny) => {
      const statements = [...document.Statement, { ...more, Effect: isDeny ? ('Deny' as const) : ('Allow' as const) }];
      const [spec, live] = [named(document), { ...named({ ...document, Statement: statements }), name: 'more' }];
      const found =
        kind === 'trust' ? compareTrust(spec, live) : compareIdentity({ identity: [spec] }, { identity: [live] });
      const wrong = isDeny ? found.wider : found.narrower;
      // Not even undecided: every statement of the granting side exists on the other.
      const unsure = found.undecided.filter(each => each.by.policy === (isDeny ? 'more' : 'it'));
      if (wrong.length + unsure.length > 0) throw new Error(JSON.stringify(found));
    });
    hold(t, property, 80, 100_000);
  });
}

t.test('no request of the universe distinguishes two bounded roles that the engine calls equal', async t => {
  const counts = noneYet();
  const own = fc.tuple(policies.identity, policies.identity);
  const limit = fc.option(policies.identity, { nil: undefined });
  const property = fc.property(own, fc.tuple(limit, limit), fc.boolean(), (pair, limits, isShared) => {
    const [before, after] = isShared ? [limits[0], limits[0]] : limits;
    fc.pre(keysIn(pair, before, after).length <= (isLong ? 4 : 2));
    const sides = pair.map((document, at): Policies => {
      const boundary = [before, after][at];
      return { identity: [named(document)], boundary: boundary && [named(boundary)] };
    });
    // The same boundary is one object on both sides, as a check gives it.
    if (isShared && before) for (const side of sides) side.boundary = sides[0]!.boundary;
    const found = compareIdentity(sides[0]!, sides[1]!);
    const { wider, narrower, undecided } = found;
    counts[outcomeOf(found)] += 1;
    for (const { witness } of [...wider, ...narrower])
      for (const [at, side] of (['spec', 'live'] as const).entries())
        if (evaluate(sides[at]!, witness.request).isAllowed !== (witness[side] === 'allowed'))
          throw new Error(`this is no witness: ${JSON.stringify(witness)}`);
    if (undecided.length > 0) return;
    for (const request of requests(keysIn(pair, before, after), 'identity')) {
      const [a, b] = sides.map(each => evaluate(each, request).isAllowed);
      if (b && !a && wider.length === 0) throw new Error(`wider, unseen: ${JSON.stringify(request)}`);
      if (a && !b && narrower.length === 0) throw new Error(`narrower, unseen: ${JSON.stringify(request)}`);
    }
  });
  hold(t, property, 60, 50_000);
  t.comment(`bounded pairs: ${JSON.stringify(counts)}: ${shareOf(counts)}`);
});

/** With a duplicate text or statement the quick comparison may answer no. */
function hasTwins({ Statement }: PolicyDocument): boolean {
  const lists = Statement.flatMap(each => [each.Action, each.NotAction, each.Resource, each.NotResource].flat());
  const texts = Statement.map(each => JSON.stringify(each));
  return new Set(lists).size < lists.length || new Set(texts).size < texts.length;
}

const grantAll: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

const alphabet = ['a', 'A', 'b', 'B', ':', 'x', '*', '?'];

/** Texts of few characters, so that two of them often meet. */
function wildcardText(kind: NaivePattern['kind']): fc.Arbitrary<string> {
  const piece = fc.array(fc.constantFrom('a', 'A', 'b', '*', '*', '?'), { maxLength: kind === 'arn' ? 3 : 7 });
  if (kind !== 'arn')
    return fc.array(fc.constantFrom('a', 'A', 'b', '*', '*', '?', ':'), { maxLength: 8 }).map(each => each.join(''));
  const parts = fc.array(
    piece.map(each => each.join('')),
    { minLength: 5, maxLength: 7 },
  );
  return fc.oneof({ weight: 6, arbitrary: parts.map(each => each.join(':')) }, fc.constant('*'));
}

const naivePattern: fc.Arbitrary<NaivePattern> = fc
  .record({ kind: fc.constantFrom('exact', 'glob', 'glob', 'arn' as const), ignoresCase: fc.boolean() })
  .chain(({ kind, ignoresCase }) =>
    wildcardText(kind as 'glob').map(source => ({ source, kind: kind as 'glob', ignoresCase })),
  );

t.test('patterns meet and contain each other as in a naive automaton', async t => {
  const counts = { meet: 0, apart: 0, inside: 0, outside: 0 };
  const property = fc.property(naivePattern, naivePattern, (a, b) => {
    const [left, right] = [a, b].map(each => patternOf(each.source, { ...each, hasVariables: false }));
    const meet = overlap(left!, right!, { left: 100_000 });
    if (meet !== naiveWordExists(a, b, true, alphabet)) throw new Error(`they ${meet ? 'meet' : 'do not meet'}`);
    counts[meet ? 'meet' : 'apart'] += 1;
    const groups = [
      { patterns: [left!], isIn: true },
      { patterns: [right!], isIn: false },
    ];
    const word = findWord(groups, { left: 100_000 });
    if ((word !== undefined) !== naiveWordExists(a, b, false, alphabet)) throw new Error(`the word is ${word}`);
    counts[word === undefined ? 'inside' : 'outside'] += 1;
    if (word === undefined) return;
    if (!naiveMatches(a, word) || naiveMatches(b, word)) throw new Error(`the word ${word} is none`);
    if (!matches(left!, word) || matches(right!, word)) throw new Error(`matches does not know ${word}`);
  });
  hold(t, property, 3000, 1_000_000);
  t.ok(Math.min(...Object.values(counts)) > 100, JSON.stringify(counts));
  t.comment(JSON.stringify(counts));
});

interface CaseFiles {
  trust: { brokerRoleArn: string; externalId: string; cases: { live: PolicyDocument }[] };
  permissions: {
    spec: PolicyDocument;
    cases: { spec?: PolicyDocument; replace?: Record<string, Statement>; add?: Statement[] }[];
  };
}

function read<Value>(path: string): Value {
  return JSON.parse(readFileSync(path, 'utf8')) as Value;
}

/** The pairs of the case files, and one change each to the policies that the kit ships. */
function realPairs(): Pair[] {
  const trust = casesIn<CaseFiles['trust']>('trust-drift');
  const permissions = casesIn<CaseFiles['permissions']>('permission-drift');
  const trusted = trustPolicyOf(trust.brokerRoleArn, trust.externalId);
  const pairs: Pair[] = [
    ...trust.cases.map(({ live }) => ({ spec: trusted, live, kind: 'trust' as const })),
    ...permissions.cases.flatMap(each => {
      const changed = permissions.spec.Statement.map((statement, at) => each.replace?.[at] ?? statement);
      if (each.spec || (!each.replace && !each.add)) return [];
      const live = { ...permissions.spec, Statement: [...changed, ...(each.add ?? [])] };
      return [{ spec: permissions.spec, live, kind: 'identity' as const }];
    }),
  ];
  for (const form of ['role', 'account'] as const) {
    const spec = trustPolicyOf(trust.brokerRoleArn, trust.externalId, form);
    pairs.push(...trustChanges(spec).map(({ document }) => ({ spec, live: document, kind: 'trust' as const })));
  }
  for (const set of ['cost-read', 'inventory-read']) {
    const permissionSet = read<PermissionSet>(join(shippedPermissionSets, `${set}.json`));
    const spec = roleSpecOf({ ...sampleSpecInput, permissionSet }).inlinePolicies[0]!.document;
    pairs.push(...permissionChanges(spec).map(({ document }) => ({ spec, live: document, kind: 'identity' as const })));
  }
  return pairs;
}

t.test('of the changes that people and AWS really make, at most three in a hundred are undecided', async t => {
  const counts = { pairs: 0, undecided: 0, equal: 0, different: 0, mostSteps: 0 };
  // An invalid document is never compared: it is undecided.
  const isPolicy = (document: unknown) => 'policy' in parseDocument(document);
  for (const pair of realPairs().filter(({ spec, live }) => isPolicy(spec) && isPolicy(live))) {
    for (const each of [pair, { ...pair, spec: pair.live, live: pair.spec }]) {
      const found = compared(each);
      witnessesHold(each, found);
      counts.pairs += 1;
      counts.mostSteps = Math.max(counts.mostSteps, found.steps);
      const isEqual = found.wider.length + found.narrower.length === 0;
      counts[found.undecided.length > 0 ? 'undecided' : isEqual ? 'equal' : 'different'] += 1;
      if (found.undecided.length > 0) t.comment(JSON.stringify([found.undecided, each.live.Statement]).slice(0, 400));
    }
  }
  t.comment(`${JSON.stringify(counts)}: ${((100 * counts.undecided) / counts.pairs).toFixed(1)} % undecided`);
  t.ok(counts.pairs > 500, `${counts.pairs} pairs`);
  t.ok(counts.undecided * 100 <= counts.pairs * 3, JSON.stringify(counts));
});
