// The OpenAPI document for tests: each operation with the codes it lists, and whether an answer fits it.
import { Compile } from 'typebox/schema';
import type { Action } from '../../api/core/access/caller.js';
import type { ErrorCode } from '../../api/errors.js';
import type { App } from '../../api/http/app-type.js';
import type { Answer } from './http-stage.js';

export type Json = any;

export interface Described {
  id: string;
  method: string;
  path: string;
  /** The permission that a caller needs, as the route states it. */
  action: Action | undefined;
  successes: number[];
  codes: ErrorCode[];
  operation: Json;
  /** How the answer differs from the document. */
  misfits(answer: Answer): string[];
}

export async function documentOf(app: App): Promise<Json> {
  return (await app.inject({ method: 'GET', url: '/openapi.json' })).json();
}

export async function describedOperations(app: App): Promise<Described[]> {
  const document = await documentOf(app);
  return Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, operation]) => {
      const statuses = Object.keys(operation.responses).map(Number);
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        action: operation['x-action'],
        successes: statuses.filter(status => status < 400),
        codes: statuses.filter(status => status >= 400).flatMap(status => codesOf(operation.responses[status])),
        operation,
        misfits: fitness(document, operation),
      };
    }),
  );
}

function codesOf(response: Json): ErrorCode[] {
  return response.content['application/problem+json'].schema.allOf[1].properties.code.enum;
}

function fitness(document: Json, operation: Json): Described['misfits'] {
  const compiled = new Map<string, ReturnType<typeof Compile>>();
  return answer => {
    const content = operation.responses[answer.status]?.content;
    if (!content) return [`status ${answer.status} is not listed`];
    const type = String(answer.headers['content-type']).split(';')[0]!;
    if (!content[type]) return [`content type ${type} is not listed for ${answer.status}`];
    const { schema } = content[type];
    if (schema.type === 'string') return [];
    const key = `${answer.status}`;
    if (!compiled.has(key)) compiled.set(key, Compile({ ...schema, components: document.components }));
    const validator = compiled.get(key)!;
    if (validator.Check(answer.json)) return [];
    const [, errors] = validator.Errors(answer.json);
    return errors.map(error => `${error.instancePath} ${error.message}`);
  };
}
