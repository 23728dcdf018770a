// The policy engine held by properties: against every request of a small universe, against the local AWS's own
// evaluator, and against itself. `npm run proof` runs the long forms.
import fc from 'fast-check';
import t from 'tap';
import { type Comparison, compareIdentity, compareTrust } from '../api/core/policy/compare.js';
import { normalPolicy, type PolicyDocument } from '../api/core/policy/document.js';
import { evaluate, type Policies } from '../api/core/policy/evaluate.js';
import { identityStatement, keysIn, policyOf, requests, trustStatement } from './helpers/policy-universe.js';

const isLong = process.env.DRAWBRIDGE_PROOF === 'long';
const runs = (short: number, long: number) => ({
  numRuns: isLong ? long : short,
  ...(process.env.SEED && { seed: Number(process.env.SEED) }),
});

function named(document: PolicyDocument) {
  return { name: 'it', policy: normalPolicy(document) };
}

function truth(spec: Policies, live: Policies, documents: unknown[], kind: 'identity' | 'trust') {
  const found = { wider: false, narrower: false };
  for (const request of requests(keysIn(documents), kind)) {
    const [a, b] = [evaluate(spec, request).isAllowed, evaluate(live, request).isAllowed];
    if (b && !a) found.wider = true;
    if (a && !b) found.narrower = true;
    if (found.wider && found.narrower) break;
  }
  return found;
}

function check(spec: Policies, live: Policies, documents: unknown[], kind: 'identity' | 'trust', compared: Comparison) {
  for (const side of ['wider', 'narrower'] as const) {
    for (const { witness } of compared[side]) {
      const [a, b] = [evaluate(spec, witness.request).isAllowed, evaluate(live, witness.request).isAllowed];
      if (side === 'wider' ? a || !b : !a || b)
        throw new Error(`a ${side} witness is none: ${JSON.stringify(witness)}`);
    }
  }
  if (compared.undecided.length > 0) return false;
  const real = truth(spec, live, documents, kind);
  if (real.wider && compared.wider.length === 0) throw new Error('wider and not seen');
  if (real.narrower && compared.narrower.length === 0) throw new Error('narrower and not seen');
  return true;
}

t.test('no request of the universe tells two permission policies apart that the engine calls the same', async t => {
  const counts = { pairs: 0, undecided: 0, equal: 0, reasons: {} as Record<string, number> };
  fc.assert(
    fc.property(policyOf(identityStatement), policyOf(identityStatement), (a, b) => {
      fc.pre(keysIn(a, b).length <= 4);
      const [spec, live] = [{ identity: [named(a)] }, { identity: [named(b)] }];
      const compared = compareIdentity(spec, live);
      counts.pairs += 1;
      for (const { reason } of compared.undecided) counts.reasons[reason] = (counts.reasons[reason] ?? 0) + 1;
      if (!check(spec, live, [a, b], 'identity', compared)) counts.undecided += 1;
      else if (compared.wider.length + compared.narrower.length === 0) counts.equal += 1;
    }),
    runs(120, 50_000),
  );
  t.comment(JSON.stringify(counts));
});

t.test('no request of the universe tells two trust policies apart that the engine calls the same', async t => {
  const counts = { pairs: 0, undecided: 0, equal: 0, reasons: {} as Record<string, number> };
  fc.assert(
    fc.property(policyOf(trustStatement), policyOf(trustStatement), (a, b) => {
      fc.pre(keysIn(a, b).length <= 4);
      const [spec, live] = [named(a), named(b)];
      const compared = compareTrust(spec, live);
      counts.pairs += 1;
      for (const { reason } of compared.undecided) counts.reasons[reason] = (counts.reasons[reason] ?? 0) + 1;
      if (!check({ trust: [spec] }, { trust: [live] }, [a, b], 'trust', compared)) counts.undecided += 1;
      else if (compared.wider.length + compared.narrower.length === 0) counts.equal += 1;
    }),
    runs(120, 50_000),
  );
  t.comment(JSON.stringify(counts));
});
