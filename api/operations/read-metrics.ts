// Reads the metrics for a monitoring system. They name no tenant but cover all of them.
import type { Caller } from '../core/access/caller.js';
import type { Ports } from '../ports/ports.js';
import type { Metrics } from '../ports/telemetry.js';
import { allowOfAll } from './access/allow.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'metrics'>;

export async function readMetrics(ports: Needs, caller: Caller): ReturnType<Metrics['read']> {
  await allowOfAll(ports, caller, 'metrics.read');
  return ports.metrics.read();
}
