// Impact, suspend, resume, revoke and drill: what stops, and how long issued sessions remain valid.
import type { Static } from 'typebox';
import type { Caller } from '../../core/access/caller.js';
import type { ConnectionRef } from '../../operations/connection/find-connection.js';
import { startDrill } from '../../operations/ending/drill.js';
import {
  type Ended,
  readImpact,
  resumeConnection,
  revokeConnection,
  suspendConnection,
} from '../../operations/ending/end-access.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';
import { replyOnce } from '../reply-once.js';
import { drillBody } from '../schemas/drill.js';
import { endedSchema, endedView, impactSchema, impactView, resumedSchema } from '../schemas/ending.js';
import { connectionParams, onceHeaders, reasonBody, ref, revokeBody } from '../schemas/parts.js';
import { connectionAnswer } from './connection-answer.js';

const tags = ['ending'];
const here = '/tenants/:tenantId/connections/:connectionId';
const problems = ['connection_not_found', 'not_in_this_state', 'conflict', 'not_allowed'] as const;

interface Ending {
  end: (ports: Ports, caller: Caller, where: ConnectionRef, given: Static<typeof revokeBody>) => Promise<Ended>;
  summary: string;
  body: typeof reasonBody | typeof revokeBody;
  more: string;
}

const endings: Record<'suspend' | 'revoke', Ending> = {
  suspend: {
    end: (ports, caller, where, { reason }) => suspendConnection(ports, caller, where, reason),
    summary: 'Suspend a connection: stop issuing for now',
    body: reasonBody,
    more: '',
  },
  revoke: {
    end: (ports, caller, where, { reason, ...consent }) => revokeConnection(ports, caller, where, reason, consent),
    summary: 'Revoke a connection for good',
    body: revokeBody,
    more:
      ' With the consent of the tenant (`mayCheckClosed`), the kit then tests for up to 30 days whether the role ' +
      'still accepts us. See `offboarding` of the connection.',
  },
};

export function endingRoutes(app: App, ports: Ports): void {
  app.get(
    `${here}/impact`,
    {
      schema: {
        tags,
        operationId: 'readImpact',
        summary: 'Show who uses the access now, and until when',
        params: connectionParams,
        response: { 200: ref(impactSchema) },
      },
      config: { action: 'connection.read', problems: ['connection_not_found'] },
    },
    async request => impactView(ports, await readImpact(ports, callerOf(request), request.params)),
  );
  for (const word of ['suspend', 'revoke'] as const) {
    const { end, summary, body, more } = endings[word];
    app.post(
      `${here}/${word}`,
      {
        schema: {
          tags,
          operationId: `${word}Connection`,
          summary,
          description:
            'Credentials already issued remain valid until they expire. The answer gives that time and the commands ' +
            `with which the customer revokes them now.${more}`,
          params: connectionParams,
          headers: onceHeaders,
          body,
          response: { 200: ref(endedSchema) },
        },
        config: { action: `connection.${word}`, problems: [...problems, 'stopped_unread'] },
      },
      async (request, reply) =>
        replyOnce(ports, request, reply, async () => {
          const ended = await end(ports, callerOf(request), request.params, request.body);
          return {
            status: 200,
            body: endedView(ports, ended, await connectionAnswer(ports, request, ended.connection)),
          };
        }),
    );
  }
  resumeRoute(app, ports);
  drillRoute(app, ports);
}

function drillRoute(app: App, ports: Ports): void {
  app.post(
    `${here}/drill`,
    {
      schema: {
        tags,
        operationId: 'startDrill',
        summary: 'Rehearse a revoke and measure it',
        description:
          'Nothing is issued until every active session has expired, at most one hour later. Then access returns ' +
          'automatically after a check. `lastDrill` of the connection and its history show the result. Resume ' +
          'cancels the drill.',
        params: connectionParams,
        headers: onceHeaders,
        body: drillBody,
        response: { 201: ref(endedSchema) },
      },
      config: { action: 'drill.start', problems: [...problems, 'changes_too_frequent'] },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const started = await startDrill(ports, callerOf(request), request.params, request.body);
        return {
          status: 201,
          body: endedView(ports, started, await connectionAnswer(ports, request, started.connection)),
        };
      }),
  );
}

function resumeRoute(app: App, ports: Ports): void {
  app.post(
    `${here}/resume`,
    {
      schema: {
        tags,
        operationId: 'resumeConnection',
        summary: 'Resume a connection and start a check',
        description: 'Each side resumes what it suspended. Access returns when neither side suspends it.',
        params: connectionParams,
        headers: onceHeaders,
        body: reasonBody,
        response: { 200: ref(resumedSchema) },
      },
      config: { action: 'connection.resume', problems: [...problems, 'suspended_by_tenant', 'changes_too_frequent'] },
    },
    async (request, reply) =>
      replyOnce(ports, request, reply, async () => {
        const { connection } = await resumeConnection(ports, callerOf(request), request.params, request.body.reason);
        return { status: 200, body: { connection: await connectionAnswer(ports, request, connection) } };
      }),
  );
}
