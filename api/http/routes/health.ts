// Liveness and readiness of the process. No key required, no details shown.
import { Type } from 'typebox';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { App } from '../app-type.js';
import { oneOf } from '../schemas/parts.js';

const storeTimeoutMs = 2000;

const readySchema = Type.Object({
  status: oneOf(['ready']),
  unreadableItems: Type.Optional(
    Type.Record(Type.String(), Type.Integer(), {
      description: 'Items of the store that cannot be read, by kind. The log names them. Everything else works.',
    }),
  ),
});

export function healthRoutes(app: App, ports: Ports): void {
  app.get(
    '/healthz',
    {
      schema: {
        tags: ['health'],
        operationId: 'readLiveness',
        summary: 'Report whether the process is alive',
        response: { 200: Type.Object({ status: oneOf(['alive']) }) },
      },
      config: { answersUnderLoad: true },
    },
    () => ({ status: 'alive' as const }),
  );
  app.get(
    '/readyz',
    {
      handlerTimeout: storeTimeoutMs,
      schema: {
        tags: ['health'],
        operationId: 'readReadiness',
        summary: 'Report whether the store answers',
        response: { 200: readySchema },
      },
      config: { problems: ['store_unavailable', 'overloaded'] },
    },
    async () => {
      await ports.tenants.list({ limit: 1 }).catch((cause: unknown) => {
        throw fail('store_unavailable', { cause });
      });
      const kinds = ports.unreadableItems.list().map(each => each.kind);
      const unreadable = Object.fromEntries(kinds.map(kind => [kind, kinds.filter(each => each === kind).length]));
      return { status: 'ready' as const, ...(kinds.length > 0 && { unreadableItems: unreadable }) };
    },
  );
}
