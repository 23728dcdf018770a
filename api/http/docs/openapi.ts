// The OpenAPI document. Allowed callers and possible problems come from the tables of callers and errors, so the
// document always matches the service.
import swagger from '@fastify/swagger';
import type { FastifyContextConfig, FastifySchema, RouteOptions } from 'fastify';
import { keyKinds, kindsThatMay, whoMay } from '../../core/access/caller.js';
import { kitVersion } from '../../core/values/kit-version.js';
import { type ErrorCode, errorTable } from '../../errors.js';
import type { App } from '../app-type.js';
import { problemType } from '../problems.js';
import { describedWebhooks } from '../schemas/event.js';
import { showErrors } from './errors-page.js';
import { type MadeOnce, makeOnce, sendOnce } from './made-once.js';
import { showDocument } from './reference-page.js';
import { startHere } from './start-here.js';

const tags = {
  tenants: 'Customers of the vendor.',
  connections: 'One AWS account of one tenant, joined to the vendor by an external ID.',
  delivery: 'The role spec in each form that the customer can use.',
  checks: 'Runs of probes and inspection that prove whether a connection is safe.',
  sessions: 'Credential requests, and the ledger of issued credentials.',
  rotation: 'Replacing an external ID. The customer makes one change.',
  upgrade: 'Moving to another version of the permission set. The customer makes one change.',
  ending: 'Suspending, resuming and revoking, and how long issued sessions remain valid.',
  history: 'Every change: who, why and when, with proof that no row was edited.',
  links: 'Links to the pages of one connection.',
  'permission-sets': 'What the vendor may do, with a reason for each statement.',
  'api-keys': 'Keys of this API.',
  webhooks: 'Where events are sent, and the outcome of each delivery. The Webhooks section describes the events.',
  'security-log': 'Refused requests, opened links and exports.',
  health: 'Whether the service runs.',
  metrics: 'Metrics of the service, for a monitoring system.',
};

export async function describe(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Drawbridge',
        version: kitVersion,
        description: startHere,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      ...(app.basePath && { servers: [{ url: app.basePath }] }),
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key: `db_…`.' } } },
    },
    hideUntagged: true,
    refResolver: { buildLocalReference: (schema, _base, _fragment, n) => String(schema.$id ?? `Schema${n}`) },
    transform: ({ schema, url, route }) => ({ schema: described(schema, route), url }),
    transformObject: document =>
      withWebhooks(withOptionalBodies('openapiObject' in document ? document.openapiObject : {})),
  });
}

/** The document, the page that shows it and the errors page. They need no key: they hold no tenant's data. */
export async function publishDocument(app: App): Promise<void> {
  await showDocument(app);
  let document: MadeOnce | undefined;
  app.get('/openapi.json', { schema: { hide: true } }, (request, reply) => {
    document ??= makeOnce('application/json; charset=utf-8', JSON.stringify(app.swagger()));
    return sendOnce(request, reply, document);
  });
  showErrors(app);
}

function described(schema: FastifySchema, route: RouteOptions): FastifySchema {
  const config = route.config ?? {};
  const { action } = config;
  if (!schema?.tags) return schema;
  const statuses = new Map<number, ErrorCode[]>();
  for (const code of problemsOf(schema, config, route.method !== 'GET')) {
    const [status] = errorTable[code];
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  const problems = Object.fromEntries([...statuses].map(([status, codes]) => [status, problemAnswer(codes)]));
  const description = [schema.description, action && `Who may: ${whoMay(action)}.`].filter(Boolean).join(' ');
  return {
    ...schema,
    description,
    ...(action && { security: [{ key: [] }], 'x-action': action }),
    response: { ...(schema.response as object), ...problems },
  };
}

interface WithBody {
  requestBody?: { required?: boolean; content: Record<string, { schema?: { required?: string[] } }> };
}

/** A body without required fields is optional. */
function withOptionalBodies<Document extends { paths?: object }>(document: Document): Document {
  for (const path of Object.values(document.paths ?? {}) as Record<string, WithBody>[]) {
    for (const { requestBody } of Object.values(path)) {
      const required = requestBody?.content['application/json']?.schema?.required ?? [];
      if (requestBody) requestBody.required = required.length > 0;
    }
  }
  return document;
}

/** Requests that the service sends itself are listed beside the paths. */
function withWebhooks<Document extends object>(document: Document): Document {
  return { ...document, webhooks: describedWebhooks() };
}

function problemAnswer(codes: readonly ErrorCode[]) {
  const description = codes.map(code => `\`${code}\`: ${errorTable[code][1]}`).join(' ');
  const schema = {
    allOf: [{ $ref: 'Problem#' }, { type: 'object', properties: { code: { type: 'string', enum: [...codes] } } }],
  };
  return { description, content: { [problemType]: { schema } } };
}

/** Covers callers with an API key. Link callers use pages only, and the system makes no requests. */
function problemsOf(schema: FastifySchema, config: FastifyContextConfig, mayHaveBody: boolean): ErrorCode[] {
  const { action, problems = [], answerHoldsSecret, answersUnderLoad } = config;
  const query = (schema.querystring as { properties?: object } | undefined)?.properties ?? {};
  const isRefusable = action && (kindsThatMay(action).length < keyKinds.length || problems.includes('not_allowed'));
  return [
    'external_id_not_accepted',
    ...when(action, 'request_invalid'),
    ...when(mayHaveBody, 'body_not_json', 'body_too_large', 'media_type_not_supported'),
    ...when('cursor' in query, 'cursor_invalid'),
    ...when(action, 'key_missing', 'key_not_valid'),
    ...when(isRefusable, 'not_allowed'),
    ...problems.filter(code => code !== 'not_allowed'),
    ...when(problems.includes('changes_too_frequent'), 'record_full'),
    ...when(schema.headers, 'idempotency_running', 'idempotency_key_reused'),
    ...when(answerHoldsSecret, 'already_made'),
    'too_many_requests',
    ...when(action, 'internal', 'not_readable', 'store_unavailable'),
    ...when(action && !answersUnderLoad, 'overloaded'),
  ];
}

function when<const Codes extends ErrorCode[]>(condition: unknown, ...codes: Codes): Codes[number][] {
  return condition ? codes : [];
}
