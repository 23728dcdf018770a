// Limits requests: per address before the key is read, then per caller. An overloaded process refuses all. Also limits
// how many answers wait per caller. The counts are in the memory of this process.
import rateLimit from '@fastify/rate-limit';
import underPressure, { type FastifyUnderPressureOptions } from '@fastify/under-pressure';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { minuteMs } from '../core/values/time.js';
import { fail } from '../errors.js';
import { callerOf } from './auth.js';

/** Address limit as a multiple of the caller limit: several backends may share one address. */
const callersPerAddress = 5;
const maxEventLoopDelayMs = 1000;
const overloadedRetrySeconds = 5;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered even under load, so that no orchestrator restarts a process that is only busy. */
    answersUnderLoad?: boolean;
  }
}

export async function limitAll(
  app: FastifyInstance,
  options: { perMinute: number; pressure?: FastifyUnderPressureOptions },
): Promise<void> {
  await app.register(rateLimit, { global: false, timeWindow: minuteMs });
  app.addHook('onRequest', limiter(app, { max: options.perMinute * callersPerAddress }));
  await app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    ...options.pressure,
    pressureHandler: async request => {
      if (request.routeOptions.config.answersUnderLoad) return;
      throw fail('overloaded', { retryAfterSeconds: overloadedRetrySeconds });
    },
  });
}

/** For scopes where authentication has set the caller before `preHandler`. */
export function limitCallers(app: FastifyInstance, perMinute: number): void {
  app.addHook('preHandler', limiter(app, { max: perMinute, keyGenerator: request => callerOf(request).id }));
}

/** Counts by IP address without a `keyGenerator`; IPv6 addresses are counted per /64. */
function limiter(app: FastifyInstance, options: { max: number; keyGenerator?: (request: FastifyRequest) => string }) {
  const count = app.createRateLimit({ ...options, timeWindow: minuteMs });
  return async (request: FastifyRequest) => {
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) {
      throw fail('too_many_requests', { retryAfterSeconds: Math.max(1, counted.ttlInSeconds) });
    }
  };
}

/** Runs `answer`. `mayWait` is false when the caller already has the maximum of waiting answers. */
export type Hold = <Answer>(callerId: string, answer: (mayWait: boolean) => Promise<Answer>) => Promise<Answer>;

export function holdAtMost(perCaller: number): Hold {
  const held = new Map<string, number>();
  const add = (callerId: string, more: 1 | -1) => {
    const count = (held.get(callerId) ?? 0) + more;
    if (count > 0) held.set(callerId, count);
    else held.delete(callerId);
  };
  return async (callerId, answer) => {
    if ((held.get(callerId) ?? 0) >= perCaller) return answer(false);
    add(callerId, 1);
    try {
      return await answer(true);
    } finally {
      add(callerId, -1);
    }
  };
}
