// Validates a requested end date and access windows, and merges them into the existing limits.
import { changedLimits, type LimitsChange, limitsFault } from '../../core/connection/limits.js';
import type { Limits } from '../../core/connection/parts.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';

export function checkedLimits(ports: Pick<Ports, 'clock'>, limits: Limits, change: LimitsChange): Limits {
  const fault = limitsFault(change, ports.clock.now());
  if (fault) throw fail('limits_not_valid', { errors: [fault] });
  return changedLimits(limits, change);
}
