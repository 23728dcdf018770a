// Compares the Deny statements of the spec with the live role: which actions are allowed now, and which are closed only
// because nothing allows them yet. The second is tested on a role with every permission attached.
import { type Finding, finding } from '../finding/findings.js';
import { type CompareOptions, compareIdentity } from '../policy/compare/compare.js';
import type { Difference, Undecided } from '../policy/compare/comparison.js';
import { normalPolicy } from '../policy/document/document.js';
import type { NamedPolicy } from '../policy/evaluate.js';
import { mergeDifferences, severityOf, summary } from './differences.js';
import type { findingWitness } from './witnesses.js';

export interface DenyDrift {
  findings: Finding[];
  /** The known actions that the spec denies and the live role allows. */
  opened: ReadonlySet<string>;
  undecided: Undecided[];
}

type Shown = (difference: Difference) => ReturnType<typeof findingWitness>;

const everything: NamedPolicy = {
  name: '*',
  policy: normalPolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
};

interface Sides {
  spec: readonly NamedPolicy[];
  live: readonly NamedPolicy[];
  /** The live role's boundary, if it has one that could be read. */
  boundary: readonly NamedPolicy[] | undefined;
}

export function denyDrift({ spec, live, boundary }: Sides, options: CompareOptions, shown: Shown): DenyDrift {
  const found: DenyDrift & { opened: Set<string> } = { findings: [], opened: new Set(), undecided: [] };
  const stillDenied = { identity: [everything, ...deniesOf(live)] };
  for (const promise of deniesOf(spec)) {
    const promised = { identity: [everything, promise] };
    const { name: policy } = promise;
    const lapsed = compareIdentity(promised, stillDenied, options);
    found.undecided.push(...lapsed.undecided.map(({ by, reason }) => ({ by: { ...by, policy }, reason })));
    if (lapsed.wider.length === 0) continue;
    const opened = compareIdentity({ ...promised, boundary }, { identity: live, boundary }, options).wider;
    if (opened.length === 0) {
      found.findings.push(finding('deny_lapsed', { policy, ...summary(mergeDifferences(lapsed.wider)) }));
      continue;
    }
    const all = mergeDifferences(opened);
    for (const action of all.actions) found.opened.add(action);
    const more = { severity: severityOf(all), witness: shown(all) };
    found.findings.push(finding('deny_removed', { policy, ...summary(all) }, more));
  }
  return found;
}

/** The policies that deny something, reduced to their Deny statements. */
function deniesOf(policies: readonly NamedPolicy[]): NamedPolicy[] {
  return policies
    .map(({ name, policy }) => ({
      name,
      policy: { statements: policy.statements.filter(each => each.effect === 'Deny') },
    }))
    .filter(({ policy }) => policy.statements.length > 0);
}
