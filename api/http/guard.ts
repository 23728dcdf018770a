// Looks at every request before its schema does, on every route, known or not: nobody sets an external ID (CAA-004,
// CAA-006), nothing is nested without end, and a route that takes no body gets none.
import type { FastifyRequest } from 'fastify';
import { externalIdKeyIn } from '../core/iam/external-id.js';
import { fail } from '../errors.js';
import { pointer } from './validation.js';

const deepest = 32;

export async function guardRequest(request: FastifyRequest): Promise<void> {
  if (isDeeper(request.body, deepest)) {
    throw fail('request_invalid', { errors: [{ path: '', message: `is nested deeper than ${deepest} levels` }] });
  }
  const path =
    externalIdKeyIn(request.body) ??
    inKeys(queryKeys(request), '/query') ??
    inKeys(Object.keys(request.headers), '/headers');
  if (path !== undefined) {
    throw fail('external_id_not_accepted', { errors: [{ path, message: 'is made by this service only' }] });
  }
}

function inKeys(keys: string[], place: string): string | undefined {
  const found = keys.find(key => key.split(/[[\].]/).some(part => externalIdKeyIn({ [part]: true }) !== undefined));
  return found === undefined ? undefined : `${place}/${pointer(found)}`;
}

function queryKeys(request: FastifyRequest): string[] {
  return Object.keys((request.query ?? {}) as object);
}

/** Walks level by level, so that no nesting can exhaust the stack. */
function isDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap(each => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

/** On routes of the API: what no schema asks for is refused, and a body that may be left out counts as `{}`. */
export async function guardUnasked(request: FastifyRequest): Promise<void> {
  const schema = (request.routeOptions.schema ?? {}) as { body?: { required?: string[] }; querystring?: object };
  if (!schema.querystring) refuseKeys(request.query, '/query');
  if (!schema.body) refuseKeys(request.body, '');
  else if (request.body === undefined && (schema.body.required ?? []).length === 0) request.body = {};
}

const keysTold = 20;

function refuseKeys(value: unknown, place: string): void {
  if (value === undefined) return;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const paths = isObject ? Object.keys(value).map(key => `${place}/${pointer(key)}`) : [place];
  if (paths.length === 0) return;
  const errors = paths.slice(0, keysTold).map(path => ({ path, message: 'is not known here' }));
  throw fail('request_invalid', { errors });
}
