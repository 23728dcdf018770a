// Paths of requests. Every value is encoded, and one that would lead elsewhere is refused before anything is sent.
import { DrawbridgeError } from './errors.js';
import type { Where } from './types.js';

/** Only the tags below make one. */
export type Path = string & { readonly madeBy: 'path' };

export function path(parts: TemplateStringsArray, ...values: string[]): Path {
  return parts.reduce((made, part, n) => `${made}${segment(values[n - 1])}${part}`) as Path;
}

/** A path under one connection: of(where)`/checks/${checkId}`. */
export function of({ tenantId, connectionId }: Where): typeof path {
  const connection = path`/v1/tenants/${tenantId}/connections/${connectionId}`;
  return (parts, ...values) => `${connection}${path(parts, ...values)}` as Path;
}

function segment(value: unknown): string {
  if (typeof value !== 'string' || value === '' || value === '.' || value === '..') {
    throw new DrawbridgeError('argument_not_valid', 'An id is a text that is not empty, "." or "..".');
  }
  try {
    return encodeURIComponent(value);
  } catch {
    throw new DrawbridgeError('argument_not_valid', 'An id holds half a character.');
  }
}
