// Summaries of differences between two sides, for findings: how many actions, and how serious the worst of them is.
import type { Severity } from '../finding/findings.js';
import { byDanger, dangerOf } from '../policy/catalogue/actions.js';
import type { Difference } from '../policy/compare/comparison.js';

/** How many actions in how many services, and the three most dangerous. */
export function summary({ actions, witness }: Difference): { count: string; services: string; worst: string } {
  const all = actions.length > 0 ? actions : [witness.request.action];
  const services = new Set(all.map(each => each.split(':')[0]!.toLowerCase()));
  return { count: `${all.length}`, services: `${services.size}`, worst: all.slice(0, 3).join(', ') };
}

export function mergeDifferences(differences: readonly Difference[]): Difference {
  const actions = byDanger([...new Set(differences.flatMap(each => each.actions))]);
  const [first] = byDanger(differences.map(each => each.witness.request.action));
  const worst = differences.find(each => each.witness.request.action === first)!;
  return { ...worst, actions };
}

/** Escalation, reading customer data and writing are `high`; reading settings and listing are `medium`. */
export function severityOf({ actions, witness }: Difference): Severity {
  const [worst] = byDanger([witness.request.action, ...actions.slice(0, 1)]);
  const danger = dangerOf(worst!);
  return danger === 'read' || danger === 'list' ? 'medium' : 'high';
}
