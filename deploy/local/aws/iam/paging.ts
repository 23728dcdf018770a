// IAM's paging of lists: Marker, MaxItems, IsTruncated.
import { type Params, validationError } from '../protocol/wire.js';

export interface Page<T> {
  items: T[];
  rest: { IsTruncated: boolean; Marker?: string };
}

export function pageOf<T>(params: Params, all: readonly T[]): Page<T> {
  const size = Number(params.MaxItems ?? 100);
  if (!Number.isInteger(size) || size < 1 || size > 1000) {
    throw validationError(
      `1 validation error detected: Value '${params.MaxItems}' at 'maxItems' failed to satisfy constraint: ` +
        'Member must have value between 1 and 1000',
    );
  }
  const start = params.Marker === undefined ? 0 : Number(Buffer.from(params.Marker, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw validationError('Invalid Marker.');
  const end = start + size;
  const IsTruncated = end < all.length;
  const Marker = Buffer.from(String(end)).toString('base64url');
  return { items: all.slice(start, end), rest: IsTruncated ? { IsTruncated, Marker } : { IsTruncated } };
}
