// Lines of exports: the rows exactly as they are kept and hashed, and the last line, which says that there are no more.
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

const summary = Type.String({ description: 'The row in one sentence. Not hashed.' });

const { summary: _, stateAfter: __, ...hashed } = historyRowSchema.properties;
const exportedChangeSchema = strict(
  {
    row: strict(hashed, { description: 'Its `hash` is the SHA-256 of all its other members, as canonical JSON.' }),
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
  rows: Type.Integer({ description: 'How many lines stand before this one.' }),
  linesDigest: Type.String({ description: 'SHA-256 of all lines before this one, each with its line break.' }),
  tenantId: Type.String(),
  connectionId: Type.String(),
  exportedAt: time('When the export began.'),
};
const historyEndSchema = strict(
  { end: strict({ ...whole, lastHash: Type.String({ description: 'Hash of the last row.' }) }) },
  {
    $id: 'ExportedHistoryEnd',
    description: 'The last line of an exported history. Without it the export was cut short.',
  },
);
const ledgerEndSchema = strict(
  { end: strict({ ...whole, from: rangeQuery.from, to: time('Rows before that time.') }) },
  {
    $id: 'ExportedLedgerEnd',
    description: 'The last line of an exported ledger. Without it the export was cut short.',
  },
);

export const exportNames = [exportedChangeSchema, exportedLedgerRowSchema, historyEndSchema, ledgerEndSchema];
export const exportLedgerQuery = strict(rangeQuery);

/** In words: a document of this version of OpenAPI cannot describe lines. */
function linesAnswer(line: string, end: string) {
  const description = `Each line is an ${line} in JSON, oldest first, and the last one an ${end}.`;
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
