// The metrics of this process, for a monitoring system with a key.
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
        summary: 'The metrics of this process, for Prometheus',
        description: 'Only for a key that is bound to all tenants. What they are: docs/metrics.md.',
        response: {
          200: { description: 'The text format of Prometheus.', content: { [format]: { schema: Type.String() } } },
        },
      },
      // Under load they are wanted most.
      config: { action: 'metrics.read', problems: ['not_allowed'], answersUnderLoad: true },
    },
    async (request, reply) => {
      const { type, text } = await readMetrics(ports, callerOf(request));
      return reply.type(type).send(text);
    },
  );
}
