// Reading the security log. What is noted there, and by whom, is in find.ts: refusals, and links that were opened.
import type { Caller } from '../core/caller.js';
import type { Deps, Page, PageInput, SecurityRow, TimeRange } from '../deps.js';
import { fail } from '../errors.js';
import { allow, refusal } from './find.js';

type Needs = Pick<Deps, 'clock' | 'ids' | 'securityLog'>;

/** Of everybody, so only callers that are bound to all tenants read it. */
export async function readSecurityLog(
  deps: Needs,
  caller: Caller,
  page: PageInput & TimeRange,
): Promise<Page<SecurityRow>> {
  await allow(deps, caller, 'security-log.read');
  if (caller.tenants !== 'all') {
    await refusal(deps, caller, 'not_allowed', { action: 'security-log.read' });
    throw fail('not_allowed');
  }
  return deps.securityLog.list(page);
}
