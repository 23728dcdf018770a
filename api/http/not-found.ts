// Unknown addresses: 404, or 405 with `Allow` when the path supports other methods.
import type { FastifyInstance } from 'fastify';
import { fail } from '../errors.js';

/** Call this before adding routes: its hook sees only routes added later. */
export function answerUnknown(app: FastifyInstance): void {
  const known: { path: RegExp; methods: string[] }[] = [];
  app.addHook('onRoute', route => {
    known.push({ path: patternOf(route.url), methods: [route.method].flat() });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    const methods = [...new Set(known.filter(each => each.path.test(path)).flatMap(each => each.methods))].sort();
    if (methods.length === 0 || methods.includes(request.method)) throw fail('not_found');
    reply.header('allow', methods.join(', '));
    throw fail('method_not_allowed');
  });
}

function patternOf(url: string): RegExp {
  const steps = url.split('/').map(step => {
    if (step === '*') return '.*';
    return step.startsWith(':') ? '[^/]+' : step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${steps.join('/')}$`);
}
