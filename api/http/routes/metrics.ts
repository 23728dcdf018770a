// The metrics of this process, for a monitoring system with an API key.
import { Type } from 'typebox';
import { readMetrics } from '../../operations/read-metrics.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { callerOf } from '../auth.js';

const format = 'text/plain';

export function metricsRoutes(app: App, ports: Ports): void {
  app.get(
    '/metrics',
    {
      schema: {
        tags: ['metrics'],
        operationId: 'readMetrics',
        summary: 'Read the metrics of this process in Prometheus format',
        description: 'Only for a key that is bound to all tenants. docs/metrics.md describes each metric.',
        response: {
          200: { description: 'Prometheus text format.', content: { [format]: { schema: Type.String() } } },
        },
      },
      // Metrics matter most under load.
      config: { action: 'metrics.read', problems: ['not_allowed'], answersUnderLoad: true },
    },
    async (request, reply) => {
      const { type, text } = await readMetrics(ports, callerOf(request));
      return reply.type(type).send(text);
    },
  );
}
