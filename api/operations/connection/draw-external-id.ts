// Generates an external ID that was never used before (CAA-004, CAA-005).
import { isExternalId } from '../../core/iam/external-id.js';
import type { Ports } from '../../ports/ports.js';

/** Draws again until the ID holds a letter and this connection has claimed it. */
export async function drawExternalId(
  ports: Pick<Ports, 'ids' | 'externalIds'>,
  connectionId: string,
  now: Date,
): Promise<string> {
  for (;;) {
    const externalId = ports.ids.uuid();
    if (isExternalId(externalId) && (await ports.externalIds.claim(externalId, connectionId, now.toISOString())))
      return externalId;
  }
}
