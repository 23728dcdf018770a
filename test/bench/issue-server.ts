// One of the servers that bench/issue.ts measures, as a process: it reports its port, and its CPU time on request.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import Fastify from 'fastify';
import { buildApp } from '../../api/app.js';
import { compose, makeLog } from '../../api/compose.js';
import { loadConfig } from '../../api/config/load-config.js';

export type Kind = 'bare' | 'naive' | 'drawbridge' | 'traced';

const [kind = '', variables = '', answer = ''] = process.argv.slice(2);
const config = loadConfig(JSON.parse(variables));
const path = '/v1/tenants/:tenantId/connections/:connectionId/sessions';

/** A route with the same body and nothing behind it. */
async function bare() {
  const app = Fastify();
  const body = JSON.parse(answer);
  app.post(path, async (_, reply) => {
    reply.code(201);
    return body;
  });
  return app;
}

/** The obvious implementation: one call reads the connection, another puts a row. */
async function naive() {
  const app = Fastify();
  const body = JSON.parse(answer);
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      region: config.region,
      endpoint: config.dynamodbEndpoint!,
      credentials: config.credentials!,
    }),
  );
  let rows = 0;
  app.post<{ Params: { tenantId: string; connectionId: string } }>(path, async (request, reply) => {
    const { connectionId, tenantId } = request.params;
    const key = { pk: `connection#${connectionId}`, sk: 'now' };
    await client.send(new GetCommand({ TableName: config.table, Key: key, ConsistentRead: true }));
    rows += 1;
    const at = new Date().toISOString();
    const row = { type: 'handed-out', id: `row_${rows}`, connectionId, tenantId, at, to: 'key', requestId: 'req' };
    const item = { pk: `naive#${connectionId}`, sk: `${at}#${rows}`, schema: 1, row };
    await client.send(new PutCommand({ TableName: config.table, Item: item }));
    reply.code(201);
    return body;
  });
  return app;
}

/** The service itself. */
async function drawbridge() {
  return buildApp(compose(config, makeLog(config)).ports, config);
}

/** The service with every span created, and dropped instead of exported. */
async function traced() {
  const exporter = {
    export: (_: unknown, done: (result: { code: 0 }) => void) => done({ code: 0 }),
    shutdown: async () => {},
  };
  new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] }).register();
  return drawbridge();
}

const app = await { bare, naive, drawbridge, traced }[kind as Kind]();
await app.listen({ host: '127.0.0.1', port: 0 });
const { port } = app.server.address() as { port: number };
process.on('message', message => {
  if (message === 'collect') global.gc?.();
  const { user, system } = process.cpuUsage();
  process.send!({ cpu: user + system, rss: process.memoryUsage().rss });
});
process.send!({ port });
