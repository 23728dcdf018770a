// Reads the security log. ../access/allow.ts writes it.
import type { Caller } from '../../core/access/caller.js';
import type { SecurityRow } from '../../ports/audit.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput, TimeRange } from '../../ports/subjects.js';
import { allowOfAll } from '../access/allow.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog'>;

/** Covers all tenants, so only callers that are bound to all tenants may read it. */
export async function readSecurityLog(
  ports: Needs,
  caller: Caller,
  page: PageInput & TimeRange,
): Promise<Page<SecurityRow>> {
  await allowOfAll(ports, caller, 'security-log.read');
  return ports.securityLog.list(page);
}
