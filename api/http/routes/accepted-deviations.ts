// Accepted deviations of a connection: list them with what can be accepted, accept a finding, remove an acceptance.
import { acceptDeviation, removeAcceptance } from '../../operations/check/accept-deviation.js';
import { readConnection } from '../../operations/connection/read-connections.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import {
  acceptanceParams,
  acceptBody,
  acceptedDeviationsRef,
  acceptedDeviationsView,
} from '../schemas/accepted-deviation.js';
import { connectionParams, onceHeaders, reasonBody } from '../schemas/parts.js';

const tags = ['accepted deviations'];
const here = '/tenants/:tenantId/connections/:connectionId/accepted-deviations';
const problems = ['connection_not_found', 'conflict', 'not_in_this_state', 'changes_too_frequent'] as const;

export function acceptedDeviationRoutes(app: App, ports: Ports): void {
  app.get(
    here,
    {
      schema: {
        tags,
        operationId: 'listAcceptedDeviations',
        summary: 'List accepted deviations, and the findings that can be accepted',
        description:
          'An acceptance counts while each check reads exactly the role that it was given for. Any other document or ' +
          'difference ends it, also a document that is only spelled anew. It never changes which credentials are ' +
          'issued.',
        params: connectionParams,
        response: { 200: acceptedDeviationsRef },
      },
      config: { action: 'connection.read', problems: ['connection_not_found'] },
    },
    async request =>
      acceptedDeviationsView((await readConnection(ports, callerOf(request), request.params)).value, ports.vendor.name),
  );
  app.post(
    here,
    {
      schema: {
        tags,
        operationId: 'acceptDeviation',
        summary: 'Accept a finding as a known deviation, until an end',
        description:
          'Send `checkId`, `digest` and `finding` as `seen` of the list shows them. Support may accept a finding ' +
          'that widens nothing. What widens the role is accepted by a person of the tenant: in a manage link, or by ' +
          'a key that may vouch and names that person.',
        params: connectionParams,
        headers: onceHeaders,
        body: acceptBody,
        response: { 201: acceptedDeviationsRef },
      },
      config: {
        action: 'deviation.accept',
        problems: [
          ...problems,
          'not_allowed',
          'acceptance_end_not_valid',
          'deviation_changed',
          'deviation_not_found',
          'deviation_never_accepted',
          'deviation_already_accepted',
          'acceptances_too_many',
        ],
      },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const { value } = await acceptDeviation(ports, callerOf(request), request.params, request.body);
        return { status: 201, body: acceptedDeviationsView(value, ports.vendor.name) };
      }),
  );
  removeRoute(app, ports);
}

function removeRoute(app: App, ports: Ports): void {
  app.delete(
    `${here}/:acceptanceId`,
    {
      schema: {
        tags,
        operationId: 'removeAcceptance',
        summary: 'Remove an acceptance: its finding is open again',
        params: acceptanceParams,
        body: reasonBody,
        response: { 200: acceptedDeviationsRef },
      },
      config: { action: 'deviation.reopen', problems: [...problems, 'acceptance_not_found'] },
    },
    async request => {
      const { value } = await removeAcceptance(ports, callerOf(request), request.params, request.body.reason);
      return acceptedDeviationsView(value, ports.vendor.name);
    },
  );
}
