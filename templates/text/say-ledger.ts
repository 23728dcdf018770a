// One sentence for one row of the ledger: for whom credentials were created, for how long, and to whom they were
// issued.
import type { HandedOutRow, LedgerRow, MintedRow, TimesHandedOut } from '../../api/core/audit/ledger.js';
import { say, type TextKey } from './say.js';
import { asPart, firstKey, sayLeniently, type Telling, timePart } from './telling.js';

/** A row that was edited in the store gets a sentence too, so that the rest of the ledger stays readable. */
export function sayLedgerRow(row: LedgerRow, telling: Telling, times?: TimesHandedOut): string {
  try {
    return sayRow(row, telling, times);
  } catch {
    return say(telling.language, 'ledger.unreadable');
  }
}

function sayRow(row: LedgerRow, telling: Telling, times: TimesHandedOut | undefined): string {
  if (row.type === 'handed-out') return sayHandedOut(row, telling);
  return row.kind === 'issue' ? sayIssue(row, telling, times) : sayProbe(row, telling);
}

function sayHandedOut({ mintedId, to, expiresAt }: HandedOutRow, telling: Telling): string {
  const facts = { minted: asPart(mintedId), for: asPart(to), until: timePart(expiresAt) };
  return sayLeniently(telling, 'ledger.handed-out', facts);
}

function sayIssue(row: MintedRow, telling: Telling, times: TimesHandedOut | undefined): string {
  const { outcome } = row;
  const facts = { for: asPart(row.for), until: timePart(row.expiresAtMost) };
  if (!outcome) return sayLeniently(telling, 'ledger.issue.open', facts);
  if (outcome.kind !== 'assumed')
    return sayLeniently(telling, firstKey([`ledger.issue.${outcome.kind}`], 'ledger.issue.open'), facts);
  const minutes = Math.round((Date.parse(outcome.expiresAt) - Date.parse(row.at)) / 60_000);
  const known = { ...facts, minutes: Number.isFinite(minutes) ? minutes : '?' };
  if (!times) return sayLeniently(telling, 'ledger.issue.assumed', known);
  return sayLeniently(telling, 'ledger.issue.counted', { ...known, handedOut: sayTimes(times, telling) });
}

function sayTimes({ count, isAtLeast }: TimesHandedOut, { language }: Telling): string {
  const few: readonly TextKey[] = ['ledger.times.none', 'ledger.times.once', 'ledger.times.twice'];
  const key = isAtLeast ? 'ledger.times.atLeast' : (few[count] ?? 'ledger.times.many');
  return say(language, key, { count });
}

function sayProbe(row: MintedRow, telling: Telling): string {
  const { language } = telling;
  const outcome = say(language, firstKey([`outcome.${row.outcome?.kind}`], 'ledger.noAnswer'));
  return sayLeniently(telling, firstKey([`ledger.${row.kind}`], 'ledger.probe'), { for: asPart(row.for), outcome });
}
