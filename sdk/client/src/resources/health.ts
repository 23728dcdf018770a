// Whether the service runs.
import { path } from '../path.js';
import type { CallOptions, Send } from '../request.js';
import type { Answer } from '../types.js';

export function health(send: Send) {
  return {
    /** Whether the process answers. */
    live: async (options?: CallOptions) => send<Answer<'readLiveness'>>('GET', path`/healthz`, options),
    /** Whether it can work. */
    ready: async (options?: CallOptions) => send<Answer<'readReadiness'>>('GET', path`/readyz`, options),
  };
}
