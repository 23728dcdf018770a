// Paths of requests. Every value is encoded. A value that would lead to another address is refused before anything is
// sent: a path is a function, so that the refusal becomes the error of the call.
import { errorFor } from './errors.js';
import type { ConnectionRef } from './types.js';

/** A path of the API, once it is called. */
export type Path = () => string;

/** A path with every value encoded. */
export function path(parts: TemplateStringsArray, ...values: string[]): Path {
  return () => parts.reduce((text, part, n) => `${text}${segment(values[n - 1])}${part}`);
}

/** A path under one connection: of(where)`/checks/${checkId}`. */
export function of(where: ConnectionRef): typeof path {
  return (parts, ...values) =>
    () => {
      const { tenantId, connectionId } = where;
      return `${path`/v1/tenants/${tenantId}/connections/${connectionId}`()}${path(parts, ...values)()}`;
    };
}

function segment(value: unknown): string {
  if (typeof value !== 'string' || value === '' || value === '.' || value === '..') {
    throw errorFor('argument_not_valid', 'An id must be a text other than "", "." and "..".');
  }
  try {
    return encodeURIComponent(value);
  } catch {
    throw errorFor('argument_not_valid', 'An id contains an unpaired surrogate.');
  }
}
