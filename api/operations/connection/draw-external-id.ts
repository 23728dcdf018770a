// Drawing an external ID that nobody ever had (CAA-004, CAA-005).
import { isExternalId } from '../../core/iam/external-id.js';
import type { Ports } from '../../ports/ports.js';

/** Draws until the ID holds a letter and its claim is this connection's. */
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
