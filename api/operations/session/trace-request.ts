// A trace span per credential request: whose it was, and its outcome.
import type { Caller } from '../../core/access/caller.js';
import type { Tracing } from '../../ports/telemetry.js';

interface RequestIds {
  tenantId: string;
  connectionId: string;
  requestId: string;
}

export function traceRequest<Answer>(
  tracing: Tracing,
  caller: Caller,
  { tenantId, connectionId, requestId }: RequestIds,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  const facts = {
    'drawbridge.tenant_id': tenantId,
    'drawbridge.connection_id': connectionId,
    'drawbridge.caller_id': caller.id,
    'drawbridge.request_id': requestId,
  };
  return tracing.within({ name: 'issue session', facts }, async () => {
    const answered = await answer();
    tracing.add({ 'drawbridge.outcome': 'answered' });
    return answered;
  });
}
