// Whether the service runs, and its metrics.
import type { ApiPromise } from '../api-promise.js';
import type { Liveness, Readiness } from '../api-types.js';
import type { Answers } from '../operations.js';
import { path } from '../path.js';
import type { CallOptions, Send } from '../request.js';

/** Whether the service runs, and its metrics. */
export interface HealthApi {
  /** Tests whether the process answers. */
  live(options?: CallOptions): ApiPromise<Liveness>;
  /** Tests whether the process can work, its store included. */
  ready(options?: CallOptions): ApiPromise<Readiness>;
  /** Gets the metrics of the process that answers, in the text format of Prometheus. For operators and auditors. */
  metrics(options?: CallOptions): ApiPromise<string>;
}

/** Creates `client.health`. */
export function health(send: Send): HealthApi {
  return {
    live: options => send<Answers['readLiveness']>('GET', path`/healthz`, options),
    ready: options => send<Answers['readReadiness']>('GET', path`/readyz`, options),
    metrics: options => send<string>('GET', path`/metrics`, { ...options, textOf: 'text/plain' }),
  };
}
