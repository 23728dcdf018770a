// Whether the service runs, and what it did in numbers.
import { path } from '../path.js';
import type { CallOptions, Send } from '../request.js';
import type { Answer } from '../types.js';

export function health(send: Send) {
  return {
    /** Whether the process answers. */
    live: async (options?: CallOptions) => send<Answer<'readLiveness'>>('GET', path`/healthz`, options),
    /** Whether it can work. */
    ready: async (options?: CallOptions) => send<Answer<'readReadiness'>>('GET', path`/readyz`, options),
    /** The metrics of the process that answers, as Prometheus reads them; for operators and auditors. */
    metrics: async (options?: CallOptions) => send<string>('GET', path`/metrics`, { ...options, textOf: 'text/plain' }),
  };
}
