// Requests against their schemas, by typebox. Bodies are taken as they are: a wrong type is refused, not converted;
// only whole numbers, true and false of a query, which are always texts, are read as what they are. Messages never repeat what was sent.
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { Settings } from 'typebox/system';
import { type ErrorCode, fail, type KitError } from '../errors.js';

const places: Record<string, string> = { body: '', querystring: '/query', headers: '/headers', params: '/path' };
const errorsTold = 20;
/** What is looked at of them: of a field that may be of several kinds each is a misfit, and an unknown field is one too. */
const errorsFound = 200;
const longestKeyShown = 40;

Settings.Set({ maxErrors: errorsFound });

export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let validator: Validator | undefined;
  return given => {
    validator ??= Compile(schema);
    const value = httpPart === 'querystring' ? withTypes(schema, given) : given;
    if (validator.Check(value)) return { value };
    const misfits = relevantErrors(validator.Errors(value));
    if (httpPart === 'params') return { error: notFound(Object.keys(propertiesOf(schema)), misfits) };
    if (given === undefined || given === null)
      return {
        error: fail('request_invalid', { errors: [{ path: '', message: 'a JSON object is required as body' }] }),
      };
    const place = places[httpPart ?? 'body'] ?? '';
    const errors = firstOfEach(misfits.flatMap(each => validationMessages(each, schema, place)));
    // The names of unknown fields come last: where there are so many, they do not come at all.
    const none = { path: place, message: `has more than ${errorsFound} fields that are not known here` };
    return { error: fail('request_invalid', { errors: errors.length > 0 ? errors : [none] }) };
  };
};

/**
 * Of a value that may be of several kinds, only what is said about the kind that it is of: who sent an array is not told
 * that it must be null. Of no kind at all, every kind is named.
 */
function relevantErrors(misfits: TLocalizedValidationError[]): TLocalizedValidationError[] {
  let left = misfits;
  // By what is in it: where there are many, the misfit of the whole is not among those that were found.
  for (const branches of new Set(misfits.flatMap(each => branchesAround(each)))) {
    const branchOf = (each: TLocalizedValidationError) => each.schemaPath.slice(branches.length).split('/', 1)[0]!;
    const inside = left.filter(each => each.schemaPath.startsWith(branches));
    const isOfKind = (each: TLocalizedValidationError) =>
      each.keyword === 'type' && each.schemaPath === `${branches}${branchOf(each)}`;
    const ofKinds = inside.filter(isOfKind);
    const others = new Set(ofKinds.map(branchOf));
    const meant = inside.filter(each => !others.has(branchOf(each)));
    const [first] = ofKinds;
    // Of the right kind and no more than another word: the other kinds may be what was meant.
    const isWord = meant.every(each => each.keyword === 'const' || each.keyword === 'enum');
    const told = first && isWord ? [{ ...first, message: `must be ${alternatives(inside, branchOf)}` }] : meant;
    left = [...left.filter(each => !inside.includes(each)), ...told];
  }
  return left;
}

function alternatives(misfits: TLocalizedValidationError[], branchOf: (each: TLocalizedValidationError) => string) {
  const byBranch = new Map<string, string>();
  for (const each of misfits) {
    if (each.keyword === 'const') byBranch.set(branchOf(each), JSON.stringify(each.params.allowedValue));
    else if (each.keyword === 'enum') byBranch.set(branchOf(each), each.params.allowedValues.join(', '));
    else if (each.keyword === 'type' && !byBranch.has(branchOf(each)))
      byBranch.set(branchOf(each), String(each.params.type));
  }
  return [...byBranch.values()].join(' or ');
}

/** The places of the schema whose branches it is in, innermost first. */
function branchesAround({ schemaPath }: TLocalizedValidationError): string[] {
  const ends = [...schemaPath.matchAll(/\/anyOf\//g)].map(({ index, 0: text }) => index + text.length);
  return ends.reverse().map(end => schemaPath.slice(0, end));
}

/** An id of another form than the kit's is an id of nothing. */
function notFound(names: string[], misfits: TLocalizedValidationError[]): KitError {
  const wrong = names.find(name => misfits.some(each => each.instancePath === `/${name}`)) ?? '';
  // Below a connection, a tenant that is not there is a connection that is not there.
  const missing = wrong === 'tenantId' && names.includes('connectionId') ? 'connectionId' : wrong;
  return fail(notFoundCodes[missing] ?? 'not_found');
}

const notFoundCodes: Record<string, ErrorCode> = {
  tenantId: 'tenant_not_found',
  connectionId: 'connection_not_found',
  checkId: 'check_not_found',
  legacyId: 'legacy_not_found',
  linkId: 'link_not_found',
  keyId: 'key_not_found',
  permissionSetId: 'permission_set_not_found',
  webhookId: 'webhook_not_found',
  deliveryId: 'delivery_not_found',
};

function withTypes(schema: TSchema, query: Record<string, unknown>): Record<string, unknown> {
  const properties = propertiesOf(schema);
  const read = ([name, value]: [string, unknown]) => [name, readAs(properties[name]?.type, value)];
  return Object.fromEntries(Object.entries(query).map(read));
}

function readAs(type: string | undefined, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'integer' && /^\d{1,9}$/.test(value)) return Number(value);
  return type === 'boolean' && (value === 'true' || value === 'false') ? value === 'true' : value;
}

function propertiesOf(schema: TSchema): Record<string, { type?: string }> {
  return (schema as { properties?: Record<string, { type?: string }> }).properties ?? {};
}

interface Told {
  path: string;
  message: string;
}

function validationMessages(error: TLocalizedValidationError, schema: TSchema, place: string): Told[] {
  const path = `${place}${error.instancePath}`;
  switch (error.keyword) {
    case 'additionalProperties':
      return error.params.additionalProperties.map(key => ({
        path: `${path}/${pointer(key)}`,
        message: 'is not known here',
      }));
    case 'required':
      return error.params.requiredProperties.map(key => ({ path: `${path}/${pointer(key)}`, message: 'is required' }));
    case 'enum':
      return [{ path, message: `must be one of: ${error.params.allowedValues.join(', ')}` }];
    case 'const':
      return [{ path, message: `must be ${JSON.stringify(error.params.allowedValue)}` }];
    case 'pattern':
      return [{ path, message: `must be ${formAt(schema, error.schemaPath)}` }];
    case 'format':
      return [{ path, message: `must be ${formats[error.params.format] ?? `of the form ${error.params.format}`}` }];
    case 'minProperties':
      return [{ path, message: 'needs at least one of its fields' }];
    // Its branches have been told already, and `boolean` says again what `additionalProperties` said.
    case 'anyOf':
    case 'boolean':
      return [];
    default:
      return [{ path, message: error.message }];
  }
}

const formats: Record<string, string> = { 'date-time': 'a time such as 2026-01-31T12:00:00Z' };

/** One piece of a JSON pointer; a long key is cut, because nobody knows what was pasted there. */
export function pointer(key: string): string {
  const shown = key.length > longestKeyShown ? `${key.slice(0, 8)}…` : key;
  return shown.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** What the schema says in words about the form that it refused. */
function formAt(schema: TSchema, schemaPath: string): string {
  let here: unknown = schema;
  for (const step of schemaPath.replace(/^#?\/?/, '').split('/')) {
    const next = (here as Record<string, unknown>)[step];
    if (typeof next !== 'object' || next === null) break;
    here = next;
  }
  return (here as { 'x-form'?: string })['x-form'] ?? 'of another form';
}

function firstOfEach(errors: Told[]): Told[] {
  const byPath = new Map<string, Told>();
  for (const each of errors) if (!byPath.has(each.path)) byPath.set(each.path, each);
  return [...byPath.values()].slice(0, errorsTold);
}
