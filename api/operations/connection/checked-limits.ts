// End date and access windows as somebody asks for them: refused where they cannot be, and laid over those there are.
import { changedLimits, type LimitsChange, limitsFault } from '../../core/connection/limits.js';
import type { Limits } from '../../core/connection/parts.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';

export function checkedLimits(ports: Pick<Ports, 'clock'>, limits: Limits, change: LimitsChange): Limits {
  const fault = limitsFault(change, ports.clock.now());
  if (fault) throw fail('limits_not_valid', { errors: [fault] });
  return changedLimits(limits, change);
}
