// Validates requests with typebox. A wrong type in a body is refused, not converted. Queries are always texts, so whole
// numbers, true and false are converted there. Messages never repeat the input.
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import { Settings } from 'typebox/system';
import { type ErrorCode, fail, type KitError } from '../errors.js';
import { scrubbedBody } from './body/scrubbed-body.js';

const places: Record<string, string> = { body: '', querystring: '/query', headers: '/headers', params: '/path' };
const maxErrorsReported = 20;
/** Collected before filtering: a union reports an error per branch, and each unknown field reports one too. */
const maxErrorsCollected = 200;
const longestKeyShown = 40;

Settings.Set({ maxErrors: maxErrorsCollected });

/** Several routes share a schema, and so do several apps in one process. */
const validators = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  const compiled = validators.get(schema) ?? Compile(schema);
  validators.set(schema, compiled);
  return compiled;
}

export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  return given => {
    const validator = validatorOf(schema);
    const value = httpPart === 'querystring' ? withTypes(schema, given) : given;
    if (validator.Check(value)) return { value: httpPart === 'body' ? scrubbedBody(schema, value) : value };
    const misfits = relevantErrors(validator.Errors(value));
    if (httpPart === 'params') return { error: notFound(Object.keys(propertiesOf(schema)), misfits) };
    if (given === undefined || given === null)
      return {
        error: fail('request_invalid', { errors: [{ path: '', message: 'the body must be a JSON object' }] }),
      };
    const place = places[httpPart ?? 'body'] ?? '';
    const errors = firstOfEach(misfits.flatMap(each => validationMessages(each, schema, place)));
    // Typebox reports the names of unknown fields last. When there are too many errors, it reports no names.
    const tooMany = { path: place, message: `has more than ${maxErrorsCollected} unknown fields` };
    return { error: fail('request_invalid', { errors: errors.length > 0 ? errors : [tooMany] }) };
  };
};

/**
 * For a value of a union type: only the errors of the branch with the value's type. So the error does not tell someone
 * who sent an array to send null. If no branch has the type, the error names all branches.
 */
function relevantErrors(misfits: TLocalizedValidationError[]): TLocalizedValidationError[] {
  let left = misfits;
  // Branches are found by errors inside them: when there are many, the error of the union itself may not be collected.
  for (const branches of new Set(misfits.flatMap(each => branchesAround(each)))) {
    const branchOf = (each: TLocalizedValidationError) => each.schemaPath.slice(branches.length).split('/', 1)[0]!;
    const inside = left.filter(each => each.schemaPath.startsWith(branches));
    const isOfKind = (each: TLocalizedValidationError) =>
      each.keyword === 'type' && each.schemaPath === `${branches}${branchOf(each)}`;
    const ofKinds = inside.filter(isOfKind);
    const others = new Set(ofKinds.map(branchOf));
    const meant = inside.filter(each => !others.has(branchOf(each)));
    const [first] = ofKinds;
    // The type is right but the value is not: the sender may have meant any branch.
    const isWord = meant.every(each => each.keyword === 'const' || each.keyword === 'enum');
    const reported = first && isWord ? [{ ...first, message: `must be ${alternatives(inside, branchOf)}` }] : meant;
    left = [...left.filter(each => !inside.includes(each)), ...reported];
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

/** Schema paths of the unions around an error, innermost first. */
function branchesAround({ schemaPath }: TLocalizedValidationError): string[] {
  const ends = [...schemaPath.matchAll(/\/anyOf\//g)].map(({ index, 0: text }) => index + text.length);
  return ends.reverse().map(end => schemaPath.slice(0, end));
}

/** An id in any other form than the kit's cannot exist. */
function notFound(names: string[], misfits: TLocalizedValidationError[]): KitError {
  const wrong = names.find(name => misfits.some(each => each.instancePath === `/${name}`)) ?? '';
  // On connection routes, a missing tenant is reported as a missing connection.
  const missing = wrong === 'tenantId' && names.includes('connectionId') ? 'connectionId' : wrong;
  return fail(notFoundCodes[missing] ?? 'not_found');
}

const notFoundCodes: Record<string, ErrorCode> = {
  tenantId: 'tenant_not_found',
  connectionId: 'connection_not_found',
  checkId: 'check_not_found',
  legacyId: 'legacy_not_found',
  acceptanceId: 'acceptance_not_found',
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

interface ReportedError {
  path: string;
  message: string;
}

function validationMessages(error: TLocalizedValidationError, schema: TSchema, place: string): ReportedError[] {
  const path = `${place}${error.instancePath}`;
  switch (error.keyword) {
    case 'additionalProperties':
      return error.params.additionalProperties.map(key => ({
        path: `${path}/${pointer(key)}`,
        message: 'is not a known field',
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
      return [{ path, message: 'must have at least one of its fields' }];
    // `anyOf` is covered by the errors of its branches, `boolean` by `additionalProperties`.
    case 'anyOf':
    case 'boolean':
      return [];
    default:
      return [{ path, message: error.message }];
  }
}

const formats: Record<string, string> = { 'date-time': 'a time such as 2026-01-31T12:00:00Z' };

/** One segment of a JSON pointer. Long keys are shortened: a secret may have been pasted there. */
export function pointer(key: string): string {
  const shown = key.length > longestKeyShown ? `${key.slice(0, 8)}…` : key;
  return shown.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The schema's own description of the expected form (`x-form`). */
function formAt(schema: TSchema, schemaPath: string): string {
  let here: unknown = schema;
  for (const step of schemaPath.replace(/^#?\/?/, '').split('/')) {
    const next = (here as Record<string, unknown>)[step];
    if (typeof next !== 'object' || next === null) break;
    here = next;
  }
  return (here as { 'x-form'?: string })['x-form'] ?? 'in the documented format';
}

function firstOfEach(errors: ReportedError[]): ReportedError[] {
  const byPath = new Map<string, ReportedError>();
  for (const each of errors) if (!byPath.has(each.path)) byPath.set(each.path, each);
  return [...byPath.values()].slice(0, maxErrorsReported);
}
