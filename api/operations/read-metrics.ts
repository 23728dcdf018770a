// The metrics, for a monitoring system. They name nobody, but they are of everybody.
import type { Caller } from '../core/access/caller.js';
import type { Deps } from '../ports/ports.js';
import type { Metrics } from '../ports/telemetry.js';
import { allowOfAll } from './access/allow.js';

type Needs = Pick<Deps, 'clock' | 'ids' | 'securityLog' | 'metrics'>;

export async function readMetrics(deps: Needs, caller: Caller): ReturnType<Metrics['read']> {
  await allowOfAll(deps, caller, 'metrics.read');
  return deps.metrics.read();
}
