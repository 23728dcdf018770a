// Hand-off and manage links: create, list, revoke.
import type { Static } from 'typebox';
import { fail } from '../../errors.js';
import { listLinks, makeLink, revokeLink } from '../../operations/connection/links.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import { linkBody, linkListSchema, linkParams, linkSchema, linkView, madeLinkSchema } from '../schemas/link.js';
import { connectionParams, onceHeaders, pageOf, pageQuery, ref } from '../schemas/parts.js';

const tags = ['links'];
const here = '/tenants/:tenantId/connections/:connectionId/links';

export function linkRoutes(app: App, ports: Ports): void {
  makeRoute(app, ports);
  app.get(
    here,
    {
      schema: {
        tags,
        operationId: 'listLinks',
        summary: 'List the links of a connection without their URLs',
        params: connectionParams,
        querystring: pageQuery,
        response: { 200: ref(linkListSchema) },
      },
      config: { action: 'link.read', problems: ['connection_not_found'] },
    },
    async request => {
      const found = await listLinks(ports, callerOf(request), request.params, pageOf(request.query));
      return { ...found, items: found.items.map(linkView) };
    },
  );
  app.delete(
    `${here}/:linkId`,
    {
      schema: {
        tags,
        operationId: 'revokeLink',
        summary: 'Revoke a link and end its open pages immediately',
        params: linkParams,
        response: { 200: ref(linkSchema) },
      },
      config: { action: 'link.revoke', problems: ['connection_not_found', 'link_not_found', 'conflict'] },
    },
    async request => linkView(await revokeLink(ports, callerOf(request), request.params)),
  );
}

function makeRoute(app: App, ports: Ports): void {
  app.post(
    here,
    {
      schema: {
        tags,
        operationId: 'makeLink',
        summary: 'Create a link to the pages of a connection',
        description: 'Its URL is shown once. A manage link names a person whom the vendor has authenticated.',
        params: connectionParams,
        headers: onceHeaders,
        body: linkBody,
        response: { 201: ref(madeLinkSchema) },
      },
      config: {
        action: 'link.create',
        answerHoldsSecret: true,
        problems: ['connection_not_found', 'not_in_this_state', 'links_too_many', 'conflict'],
      },
    },
    async (request, reply) => {
      const input = inputOf(request.body);
      return replyOnce(ports, request, reply, async () => {
        const { link, url } = await makeLink(ports, callerOf(request), request.params, input);
        return { status: 201, body: { ...linkView(link), url }, madeId: link.id };
      });
    },
  );
}

function inputOf({ kind, person, requestedBy }: Static<typeof linkBody>): Parameters<typeof makeLink>[3] {
  const wrong = (path: string, message: string) => fail('request_invalid', { errors: [{ path, message }] });
  if (kind === 'manage') {
    if (person === undefined) throw wrong('/person', 'is required for a manage link');
    if (requestedBy !== undefined) throw wrong('/requestedBy', 'is for hand-off links only');
    return { kind, person };
  }
  if (person !== undefined) throw wrong('/person', 'is not allowed for a hand-off link, because it may be forwarded');
  return { kind, ...(requestedBy !== undefined && { requestedBy }) };
}
