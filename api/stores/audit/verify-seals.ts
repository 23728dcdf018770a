// Verifies the ledger against its seals: the rows of one connection with what was sealed of them, and the seals of all
// writers with the anchors. Not here: sealing, which differences are faults (core).

import { firstPreviousHash } from '../../core/audit/history.js';
import {
  differenceOf,
  emptyRoot,
  hashOfSeal,
  type LedgerFault,
  leafOf,
  merkleRoot,
  rootWith,
  type Seal,
  type SealEntry,
} from '../../core/audit/seals.js';
import type { AnchoredSeal, LedgerSeals, LedgerVerification, SealVerification } from '../../ports/audit.js';
import { type Item, nameOfKey, readItem, readItems, readRange, type Table } from '../table/send.js';
import { keys } from '../table/table.js';
import { lastUnsigned, releasesOverlapMs, type SealMacs } from './seal-macs.js';

type Sealed = Pick<SealEntry, 'rows' | 'root'>;
type OpenMinutes = () => Promise<{ writer: string; minute: string }[]>;

const upwards = { newestFirst: false, pageSize: 500 };
/** A fault more of one connection or writer adds nothing. */
const maxFaults = 100;

/** Memory grows with the number of minutes in which this connection was used, not with its rows. */
export async function verifyRows(
  table: Table,
  macs: SealMacs,
  connectionId: string,
  openMinutes: OpenMinutes,
): Promise<LedgerVerification> {
  const { pk } = keys.ledgerRow(connectionId, '', '');
  const faults: LedgerFault[] = [];
  const fault = (kind: LedgerFault['kind'] | undefined, minute: string, writer: string) => {
    if (kind && faults.length < maxFaults)
      faults.push({ kind, subject: { kind: 'connection', id: connectionId }, ...(writer && { writer }), minute });
  };
  // Before the rows: a minute that is sealed now gets no more rows.
  const sealed = new Map<string, Sealed & { minute: string; writer: string }>();
  const unsignedUntil = lastUnsigned(await macs.statedSince());
  for await (const item of readRange(table, pk, { from: '~seal#', to: '~seal#~', ...upwards })) {
    const { minute, writer, rows, root } = item as unknown as Group;
    sealed.set(`${minute} ${writer}`, { minute, writer, rows, root });
    const judged = await macs.judge(item);
    const isLate = unsignedUntil !== undefined && minute > unsignedUntil;
    if (judged === 'altered' || (judged === 'unsigned' && isLate)) fault('seal_altered', minute, writer);
  }
  const { found, rows, unsealed, late } = await rowsOf(table, pk);
  for (const minute of late) fault('ledger_row_unsealed', minute, '');
  const sealedBy = new Map<string, number>();
  for (const { writer } of sealed.values()) sealedBy.set(writer, (sealedBy.get(writer) ?? 0) + 1);
  for (const [name, group] of found) {
    const entry = sealed.get(name);
    sealed.delete(name);
    if (entry) fault(differenceOf(group, entry), group.minute, group.writer);
    else if (!(await isPending(table, connectionId, group, openMinutes)))
      fault('ledger_row_unsealed', group.minute, group.writer);
  }
  for (const { minute, writer, ...entry } of sealed.values()) fault(differenceOf(undefined, entry), minute, writer);
  return { rows, unsealed, sealedBy, faults };
}

interface Group extends Sealed {
  minute: string;
  writer: string;
}

async function rowsOf(table: Table, pk: string) {
  const found = new Map<string, Group>();
  let rows = 0;
  let unsealed = 0;
  const late = new Set<string>();
  const { since } = await table.integrity.load();
  const lastUnsealed = new Date(Date.parse(since) + releasesOverlapMs).toISOString();
  for await (const item of readRange(table, pk, { from: ' ', to: '~', ...upwards })) {
    rows += 1;
    const { sk, row, writer, minute } = item as { sk: string; row: string; writer?: string; minute?: string };
    if (writer === undefined || minute === undefined) {
      if (sk > lastUnsealed) late.add(sk.slice(0, 16));
      else unsealed += 1;
      continue;
    }
    const name = `${minute} ${writer}`;
    const group = found.get(name) ?? { minute, writer, rows: 0, root: emptyRoot };
    group.rows += 1;
    group.root = rootWith(group.root, leafOf({ pk, sk, row, writer, minute }));
    found.set(name, group);
  }
  return { found, rows, unsealed, late };
}

/** Its minute is open, or was sealed since we began: the next verification compares it. */
async function isPending(table: Table, connectionId: string, { minute, writer }: Group, openMinutes: OpenMinutes) {
  const isOpen = (await openMinutes()).some(each => each.minute === minute && each.writer === writer);
  return isOpen || (await readItem(table, keys.ledgerEntry(connectionId, minute, writer))) !== undefined;
}

export async function verifySeals(
  table: Table,
  macs: SealMacs,
  { anchored, sealedBy }: Parameters<LedgerSeals['verifySeals']>[0],
  openMinutes: OpenMinutes,
): Promise<SealVerification> {
  const all: SealVerification = { seals: 0, orphaned: 0, faults: [] };
  const writers = new Set([...anchored.keys(), ...sealedBy.keys()]);
  for await (const { sk } of readRange(table, keys.ledgerWriter('').pk, { from: ' ', to: '~', ...upwards }))
    writers.add(String(sk));
  const signed = new SignedSeals(macs, await macs.statedSince());
  for (const writer of writers) {
    const { entries, ...found } = await verifyWriter(table, signed, writer, anchored.get(writer));
    // While a minute is being sealed, its head is written last.
    if ((sealedBy.get(writer) ?? 0) > entries && !(await openMinutes()).some(each => each.writer === writer))
      found.faults.push({ kind: 'seal_missing', subject: { kind: 'ledger-writer', id: writer }, writer });
    all.seals += found.seals;
    all.orphaned += found.orphaned;
    all.faults.push(...found.faults);
  }
  all.faults.push(...signed.faults());
  return all;
}

/** Which seals lack the MAC that they must have. Known only after all were read: any of them may state since when. */
class SignedSeals {
  /** The newest minute of each writer whose seal has no MAC of a known key. */
  private readonly unsigned = new Map<string, string>();
  private readonly signers = new Set<string>();

  constructor(
    private readonly macs: SealMacs,
    private since: string | undefined,
  ) {}

  /** False when the seal is certainly not ours. */
  async add(item: Item, { writer, minute, signedSince }: Seal): Promise<boolean> {
    const judged = await this.macs.judge(item);
    if (judged === 'signed') {
      this.signers.add(writer);
      if (signedSince && (this.since === undefined || signedSince < this.since)) this.since = signedSince;
      return true;
    }
    // A writer is one process of one release; only its last minutes may be sealed by a later one.
    if (judged === 'altered' || this.signers.has(writer)) return false;
    this.unsigned.set(writer, minute);
    return true;
  }

  faults(): LedgerFault[] {
    const until = lastUnsigned(this.since);
    return [...this.unsigned]
      .filter(([, minute]) => until !== undefined && minute > until)
      .map(([writer, minute]) => ({
        kind: 'seal_altered',
        subject: { kind: 'ledger-writer', id: writer },
        writer,
        minute,
      }));
  }
}

async function verifyWriter(
  table: Table,
  signed: SignedSeals,
  writer: string,
  anchored: AnchoredSeal | undefined,
): Promise<SealVerification & { entries: number }> {
  const faults: LedgerFault[] = [];
  const fault = (kind: LedgerFault['kind'], minute?: string) => {
    if (faults.length === maxFaults) return;
    faults.push({ kind, subject: { kind: 'ledger-writer', id: writer }, writer, ...(minute && { minute }) });
  };
  let before: Pick<Seal, 'number' | 'hash'> = { number: 0, hash: firstPreviousHash };
  let seals = 0;
  let orphaned = 0;
  let entries = 0;
  for await (const item of readRange(table, keys.seal(writer, 0).pk, { from: ' ', to: '~', ...upwards })) {
    const seal = sealOf(item.seal);
    seals += 1;
    if (!seal || hashOfSeal(seal) !== seal.hash || seal.writer !== writer) {
      fault('seal_altered', seal?.minute);
      before = { number: before.number + 1, hash: seal?.hash ?? '' };
      continue;
    }
    if (seal.sealedBy !== writer) orphaned += 1;
    entries += seal.connections;
    if (seal.number > before.number + 1) fault('seal_missing', seal.minute);
    else if (seal.previous !== before.hash || !(await signed.add(item, seal))) fault('seal_altered', seal.minute);
    if (anchored?.number === seal.number && anchored.hash !== seal.hash) fault('seal_differs_from_anchor', seal.minute);
    faults.push(...(await verifyParts(table, seal)).slice(0, maxFaults - faults.length));
    before = seal;
  }
  if (anchored?.isForked) fault('seal_differs_from_anchor');
  if (anchored && anchored.number > before.number) fault('seal_missing');
  return { seals, orphaned, entries, faults };
}

function sealOf(stored: unknown): Seal | undefined {
  try {
    return JSON.parse(String(stored)) as Seal;
  } catch {
    return undefined;
  }
}

/** The list of connections is the one that was sealed, and each still has what was sealed of it. */
async function verifyParts(table: Table, { writer, number, minute, root }: Seal): Promise<LedgerFault[]> {
  const faults: LedgerFault[] = [];
  const entries: SealEntry[] = [];
  const [first, last] = [keys.sealPart(writer, number, 0), keys.sealPart(writer, number, 9_999_999_999)];
  for await (const item of readRange(table, first.pk, { from: first.sk, to: last.sk, ...upwards })) {
    try {
      entries.push(...(JSON.parse(String(item.entries)) as SealEntry[]));
    } catch {
      // Then the root differs.
    }
  }
  if (merkleRoot(entries) !== root)
    return [{ kind: 'seal_altered', subject: { kind: 'ledger-writer', id: writer }, writer, minute }];
  const keyOf = ({ connectionId }: SealEntry) => keys.ledgerEntry(connectionId, minute, writer);
  const kept = await readItems(table, entries.map(keyOf));
  for (const entry of entries) {
    const there = kept.get(nameOfKey(keyOf(entry)));
    if (there?.rows === entry.rows && there.root === entry.root) continue;
    const kind = there ? 'seal_altered' : 'ledger_row_missing';
    faults.push({ kind, subject: { kind: 'connection', id: entry.connectionId }, writer, minute });
  }
  return faults;
}
