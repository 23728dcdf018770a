// The size of a subject's item. DynamoDB refuses an item above 400 KB, and then nobody could end access any more. So
// ordinary changes may use a part of it only, and the rest is a reserve for changes that end access.
// Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html (item size)
import type { SubjectKind } from '../../core/audit/history.js';
import { listFault } from '../../core/audit/stored-lists.js';
import { fail } from '../../errors.js';

/** Whether DynamoDB refused a write because its item would be above 400 KB. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationException' && /item size/i.test(error.message);
}

/** Bytes of an item's state and newest row after an ordinary change. A real one has less than a tenth of it. */
export const ordinaryBytes = 250_000;

interface StoredParts {
  value: string;
  apart?: string;
  last: string;
}

/** For every change but those that end access. */
export function refuseIfTooLarge(kind: SubjectKind, next: unknown, { value, apart = '', last }: StoredParts): void {
  const bytes = Buffer.byteLength(value) + Buffer.byteLength(apart) + Buffer.byteLength(last);
  if (bytes > ordinaryBytes) throw fail('record_full', { members: { bytes, atMost: ordinaryBytes } });
  const list = listFault(kind, next);
  if (list !== undefined) throw fail('record_full', { detail: `Its list \`${list}\` is full.`, members: { list } });
}
