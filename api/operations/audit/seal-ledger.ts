// Seals the minutes of the ledger that have ended, anchors the seals, and takes over minutes that other instances left.
import type { Seal } from '../../core/audit/seals.js';
import type { Ports } from '../../ports/ports.js';
import { appendAnchors } from './anchor-stops.js';

type Needs = Pick<Ports, 'clock' | 'log' | 'instance' | 'anchors' | 'ledgerSeals'>;

/** Returns how many minutes were sealed. */
export async function sealLedger(ports: Needs, signal?: AbortSignal): Promise<number> {
  const { ledgerSeals, log, instance } = ports;
  const own = await ledgerSeals.sealEnded();
  await finish(ports, own, signal);
  const orphaned = await ledgerSeals.sealOrphaned();
  for (const { writer, minute, rows, sealedBy } of orphaned)
    if (sealedBy === instance && writer !== instance)
      log.warn({ writer, minute, rows }, 'a minute of the ledger was sealed for an instance that had ended');
  await finish(ports, orphaned, signal);
  return own.length + orphaned.length;
}

/** When the instance stops. A failure leaves the minute to another instance. */
export async function sealRestOfLedger(ports: Needs): Promise<void> {
  try {
    const stopped = AbortSignal.abort();
    await finish(ports, await ports.ledgerSeals.sealRest(), stopped);
  } catch (error) {
    ports.log.warn({ err: error }, 'the last minute of the ledger was not sealed; another instance seals it');
  }
}

async function finish(ports: Needs, seals: readonly Seal[], signal: AbortSignal | undefined): Promise<void> {
  await appendAnchors(
    ports,
    seals.map(seal => ({ type: 'seal', seal })),
    signal,
  );
  for (const seal of seals) await ports.ledgerSeals.settle(seal);
}
