// Guards every request before schema validation, on known and unknown routes. A request cannot set an external ID
// (CAA-004, CAA-006), nest values too deep, or send a body to a route without one.
import type { FastifyRequest } from 'fastify';
import { externalIdKeyIn } from '../core/iam/external-id.js';
import { fail } from '../errors.js';
import { pointer } from './validation.js';

const deepest = 32;

export async function guardRequest(request: FastifyRequest): Promise<void> {
  if (isDeeper(request.body, deepest)) {
    throw fail('request_invalid', {
      errors: [{ path: '', message: `must not be nested deeper than ${deepest} levels` }],
    });
  }
  const path =
    externalIdKeyIn(request.body) ??
    inKeys(queryKeys(request), '/query') ??
    inKeys(Object.keys(request.headers), '/headers');
  if (path !== undefined) {
    throw fail('external_id_not_accepted', { errors: [{ path, message: 'is created by this service only' }] });
  }
}

function inKeys(keys: string[], place: string): string | undefined {
  const found = keys.find(key => key.split(/[[\].]/).some(part => externalIdKeyIn({ [part]: true }) !== undefined));
  return found === undefined ? undefined : `${place}/${pointer(found)}`;
}

function queryKeys(request: FastifyRequest): string[] {
  return Object.keys((request.query ?? {}) as object);
}

/** Walks level by level: recursion could exhaust the stack. */
function isDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap(each => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}

/** On API routes: refuses a query or body that the schema does not define. An absent optional body becomes `{}`. */
export async function refuseUndefinedInput(request: FastifyRequest): Promise<void> {
  const schema = (request.routeOptions.schema ?? {}) as { body?: { required?: string[] }; querystring?: object };
  if (!schema.querystring) refuseKeys(request.query, '/query');
  if (!schema.body) refuseKeys(request.body, '');
  else if (request.body === undefined && (schema.body.required ?? []).length === 0) request.body = {};
}

const maxErrorsReported = 20;

function refuseKeys(value: unknown, place: string): void {
  if (value === undefined) return;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const paths = isObject ? Object.keys(value).map(key => `${place}/${pointer(key)}`) : [place];
  if (paths.length === 0) return;
  const errors = paths.slice(0, maxErrorsReported).map(path => ({ path, message: 'is not known here' }));
  throw fail('request_invalid', { errors });
}
