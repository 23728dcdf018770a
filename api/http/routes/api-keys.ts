// API keys: create, list, rotate, revoke.
import { parseCidr } from '../../core/values/cidr.js';
import { fail } from '../../errors.js';
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from '../../operations/access/api-keys.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import {
  keyBody,
  keyListSchema,
  keyParams,
  keySchema,
  keyView,
  madeKeySchema,
  rotateBody,
} from '../schemas/api-key.js';
import { onceHeaders, pageOf, pageQuery, ref } from '../schemas/parts.js';

const tags = ['api-keys'];

export function apiKeyRoutes(app: App, ports: Ports): void {
  makeRoutes(app, ports);
  app.get(
    '/api-keys',
    {
      schema: {
        tags,
        operationId: 'listApiKeys',
        summary: 'List the API keys without their secrets',
        querystring: pageQuery,
        response: { 200: ref(keyListSchema) },
      },
      config: { action: 'key.read' },
    },
    async request => {
      const found = await listApiKeys(ports, callerOf(request), pageOf(request.query));
      return { ...found, items: found.items.map(keyView) };
    },
  );
  app.delete(
    '/api-keys/:keyId',
    {
      schema: {
        tags,
        operationId: 'revokeApiKey',
        summary: 'Revoke an API key immediately',
        params: keyParams,
        response: { 200: ref(keySchema) },
      },
      config: { action: 'key.revoke', problems: ['key_not_found', 'conflict'] },
    },
    async request => keyView(await revokeApiKey(ports, callerOf(request), request.params.keyId)),
  );
}

function makeRoutes(app: App, ports: Ports): void {
  app.post(
    '/api-keys',
    {
      schema: {
        tags,
        operationId: 'createApiKey',
        summary: 'Create an API key',
        description: 'The key is shown once. Only its hash is stored.',
        headers: onceHeaders,
        body: keyBody,
        response: { 201: ref(madeKeySchema) },
      },
      config: { action: 'key.create', answerHoldsSecret: true, problems: ['tenant_not_found', 'conflict'] },
    },
    async (request, reply) => {
      const { mayEndAccess = false, expiresInDays = 90, ...rest } = request.body;
      refuseCidrs(rest.cidrs ?? []);
      return replyOnce(ports, request, reply, async () => {
        const made = await createApiKey(ports, callerOf(request), { ...rest, mayEndAccess, expiresInDays });
        return { status: 201, body: { ...keyView(made.key), secret: made.secret }, madeId: made.key.id };
      });
    },
  );
  app.post(
    '/api-keys/:keyId/rotate',
    {
      schema: {
        tags,
        operationId: 'rotateApiKey',
        summary: 'Rotate the secret of an API key',
        description: 'Returns a new secret. The old one remains valid for at most `overlapSeconds`.',
        params: keyParams,
        headers: onceHeaders,
        body: rotateBody,
        response: { 201: ref(madeKeySchema) },
      },
      config: { action: 'key.create', answerHoldsSecret: true, problems: ['key_not_found', 'conflict'] },
    },
    async (request, reply) => {
      const { overlapSeconds = 3600, expiresInDays = 90, endLinks = false } = request.body;
      return replyOnce(ports, request, reply, async () => {
        const input = { overlapSeconds, expiresInDays, endLinks };
        const made = await rotateApiKey(ports, callerOf(request), request.params.keyId, input);
        return { status: 201, body: { ...keyView(made.key), secret: made.secret }, madeId: made.key.id };
      });
    },
  );
}

function refuseCidrs(cidrs: readonly string[]): void {
  const errors = cidrs.flatMap((each, n) =>
    parseCidr(each) ? [] : [{ path: `/cidrs/${n}`, message: 'must be a CIDR block such as 192.0.2.0/24' }],
  );
  if (errors.length > 0) throw fail('request_invalid', { errors });
}
