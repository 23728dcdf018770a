// Lines of exports: the rows exactly as stored and hashed, then a last line that marks the end.
import { Type } from 'typebox';
import { describeChange } from '../../../templates/text/describe-change.js';
import { sayLedgerRow } from '../../../templates/text/say-ledger.js';
import type { KeptRow } from '../../core/audit/history.js';
import type { LedgerRow } from '../../core/audit/ledger.js';
import { linesType } from '../send-export.js';
import { rangeQuery } from '../time-range.js';
import { historyRowSchema } from './history.js';
import { anyObject, strict, tellingOf, time, type Vendor } from './parts.js';
import { handedOutSchema, mintedSchema } from './session.js';

const summary = Type.String({ description: 'The row in one sentence. Not part of the hash.' });

const { summary: _, stateAfter: __, ...hashed } = historyRowSchema.properties;
const exportedChangeSchema = strict(
  {
    row: strict(hashed, { description: '`hash` is the SHA-256 of all other members, as canonical JSON.' }),
    stateAfter: anyObject('The state after the change; `stateDigest` is the SHA-256 of its canonical JSON.'),
    summary,
  },
  { $id: 'ExportedChange', description: 'A line of an exported history.' },
);

const { summary: ___, ...minted } = mintedSchema.properties;
const { summary: ____, ...handedOut } = handedOutSchema.properties;
const exportedLedgerRowSchema = strict(
  { row: Type.Union([strict(minted), strict(handedOut)]), summary },
  { $id: 'ExportedLedgerRow', description: 'A line of an exported ledger.' },
);

const whole = {
  complete: Type.Literal(true),
  rows: Type.Integer({ description: 'Number of lines before this one.' }),
  linesDigest: Type.String({ description: 'SHA-256 of all lines before this one, including line breaks.' }),
  tenantId: Type.String(),
  connectionId: Type.String(),
  exportedAt: time('When the export started.'),
};
const historyEndSchema = strict(
  { end: strict({ ...whole, lastHash: Type.String({ description: 'The hash of the last row.' }) }) },
  {
    $id: 'ExportedHistoryEnd',
    description: 'The last line of an exported history. If it is missing, the export is incomplete.',
  },
);
const ledgerEndSchema = strict(
  { end: strict({ ...whole, from: rangeQuery.from, to: time('Rows before this time.') }) },
  {
    $id: 'ExportedLedgerEnd',
    description: 'The last line of an exported ledger. If it is missing, the export is incomplete.',
  },
);

export const exportNames = [exportedChangeSchema, exportedLedgerRowSchema, historyEndSchema, ledgerEndSchema];
export const exportLedgerQuery = strict(rangeQuery);

/** Described in words: this version of OpenAPI cannot describe a stream of lines. */
function linesAnswer(line: string, end: string) {
  const description = `Each line is an ${line} in JSON, oldest first. The last line is an ${end}.`;
  return { description, content: { [linesType]: { schema: Type.String() } } };
}
export const historyLines = linesAnswer('ExportedChange', 'ExportedHistoryEnd');
export const ledgerLines = linesAnswer('ExportedLedgerRow', 'ExportedLedgerEnd');

export function changeLine(kept: KeptRow, vendor: Vendor): object {
  return { ...kept, summary: describeChange(kept, tellingOf(vendor)) };
}

export function ledgerLine(row: LedgerRow, vendor: Vendor): object {
  return { row, summary: sayLedgerRow(row, tellingOf(vendor)) };
}
