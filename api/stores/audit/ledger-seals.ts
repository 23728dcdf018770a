// The seals of the ledger as one port: writing them (seals) and verifying them (verify-seals).
import { minuteOf } from '../../core/values/time.js';
import type { LedgerSeals } from '../../ports/audit.js';
import { listPage } from '../table/lists.js';
import type { Table } from '../table/send.js';
import type { Macs } from './macs.js';
import type { OpenMinutes } from './open-minutes.js';
import { SealMacs } from './seal-macs.js';
import { SealWriter } from './seals.js';
import { verifyRows, verifySeals } from './verify-seals.js';

export function makeLedgerSeals(table: Table, minutes: OpenMinutes, itemMacs: Macs): LedgerSeals {
  const macs = new SealMacs(table, itemMacs);
  const writer = new SealWriter(table, minutes, macs, () => everyConnection(table));
  return {
    sealEnded: () => writer.sealOwn(minuteOf(table.clock.now())),
    sealRest: () => writer.sealOwn(),
    sealOrphaned: () => writer.sealOrphaned(),
    settle: seal => writer.settle(seal),
    verifyRows: connectionId => verifyRows(table, macs, connectionId, () => writer.openMinutes()),
    verifySeals: known => verifySeals(table, macs, known, () => writer.openMinutes()),
  };
}

async function* everyConnection(table: Table): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await listPage(table, 'by-fleet', ['connections'], { limit: 100, ...(cursor && { cursor }) });
    for (const { pk } of page.items) yield String(pk).slice('connection#'.length);
    cursor = page.nextCursor;
  } while (cursor);
}
