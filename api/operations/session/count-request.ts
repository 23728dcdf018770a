// Counts credential requests by outcome for operators: answered, or the error code with its reason.
import {
  type NoIssueWhy,
  noIssueWhys,
  type SessionRequestOutcome,
  sessionRequestOutcomes,
} from '../../core/metric-labels.js';
import { KitError } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';

export async function countRequest<Answer>(
  { metrics }: Pick<Ports, 'metrics'>,
  request: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await request();
    metrics.sessionRequestEnded('answered');
    return answer;
  } catch (error) {
    metrics.sessionRequestEnded(...endOf(error));
    throw error;
  }
}

function endOf(error: unknown): [SessionRequestOutcome, NoIssueWhy?] {
  if (!(error instanceof KitError)) return ['internal'];
  const outcome = sessionRequestOutcomes.find(each => each === error.code) ?? 'internal';
  const why = noIssueWhys.find(each => each === error.options.members?.why);
  return outcome === 'not_issuing' && why ? [outcome, why] : [outcome];
}
