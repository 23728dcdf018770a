// How much may be asked: per address before the key is looked at, per caller after, and nothing while the process is
// overloaded; and how many answers are held for a caller at once. Counted in the memory of this process.
import rateLimit from '@fastify/rate-limit';
import underPressure, { type FastifyUnderPressureOptions } from '@fastify/under-pressure';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { minuteMs } from '../core/values/time.js';
import { fail } from '../errors.js';
import { callerOf } from './auth.js';

/** What one address may ask, as a multiple of what one caller may: several backends stand behind one address. */
const callersPerAddress = 5;
const maxEventLoopDelayMs = 1000;
const overloadedRetrySeconds = 5;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered even under load, so that nobody restarts a process for being busy. */
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

/** For a scope whose requests have a caller by the time of `preHandler`. */
export function limitCallers(app: FastifyInstance, perMinute: number): void {
  app.addHook('preHandler', limiter(app, { max: perMinute, keyGenerator: request => callerOf(request).id }));
}

/** Without a generator of keys it counts by address, and by /64 where that is an IPv6 one. */
function limiter(app: FastifyInstance, options: { max: number; keyGenerator?: (request: FastifyRequest) => string }) {
  const count = app.createRateLimit({ ...options, timeWindow: minuteMs });
  return async (request: FastifyRequest) => {
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) {
      throw fail('too_many_requests', { retryAfterSeconds: Math.max(1, counted.ttlInSeconds) });
    }
  };
}

/** Runs `answer`, told whether it may wait: not while so many answers are held for this caller already. */
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
