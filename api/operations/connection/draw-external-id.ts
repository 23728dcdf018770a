// Drawing an external ID that nobody ever had (CAA-004, CAA-005).
import { isExternalId } from '../../core/iam/external-id.js';
import type { Deps } from '../../ports/ports.js';

/** Draws until the ID holds a letter and its claim is this connection's. */
export async function drawExternalId(
  deps: Pick<Deps, 'ids' | 'externalIds'>,
  connectionId: string,
  now: Date,
): Promise<string> {
  for (;;) {
    const externalId = deps.ids.uuid();
    if (isExternalId(externalId) && (await deps.externalIds.claim(externalId, connectionId, now.toISOString())))
      return externalId;
  }
}
