// How an ask for credentials ended, for operators: answered, or with which code, and why where a connection hands out none.
import { type AskOutcome, askOutcomes, type NoIssueWhy, noIssueWhys } from '../../core/metric-labels.js';
import { KitError } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';

export async function countAsk<Answer>(
  { metrics }: Pick<Ports, 'metrics'>,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await ask();
    metrics.askEnded('answered');
    return answer;
  } catch (error) {
    metrics.askEnded(...endOf(error));
    throw error;
  }
}

function endOf(error: unknown): [AskOutcome, NoIssueWhy?] {
  if (!(error instanceof KitError)) return ['internal'];
  const outcome = askOutcomes.find(each => each === error.code) ?? 'internal';
  const why = noIssueWhys.find(each => each === error.options.members?.why);
  return outcome === 'not_issuing' && why ? [outcome, why] : [outcome];
}
