// The page that shows the OpenAPI document. No key is needed: it tells nothing of any tenant.
import swaggerUi from '@fastify/swagger-ui';
import { fail } from '../../errors.js';
import type { App } from '../app-type.js';

/** A bridge that is up. Without a mark of our own the plugin shows the framework's. */
const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#0b5cad" stroke-width="3">
<path d="M5 4v24M27 4v24M5 24h22M5 24 21 10M5 6l16 4"/></svg>`;

/** A browser that comes to the root is led to what people read here; whatever asks for JSON gets the problem. */
function leadBrowsers(app: App): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    reply.header('vary', 'accept');
    if (!(request.headers.accept ?? '').includes('text/html')) throw fail('not_found');
    return reply.redirect('/docs', 302);
  });
}

export async function showDocument(app: App): Promise<void> {
  leadBrowsers(app);
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: {
      'default-src': "'none'",
      'base-uri': "'none'",
      'connect-src': "'self'",
      'font-src': "'self'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'img-src': ["'self'", 'data:'],
      'script-src': "'self'",
      'style-src': ["'self'", "'unsafe-inline'"],
    },
    logo: { type: 'image/svg+xml', content: mark },
    theme: {
      title: 'Drawbridge: API reference',
      // Paths of routes are longer than a phone is wide.
      css: [{ filename: 'narrow.css', content: '.swagger-ui code { overflow-wrap: anywhere; }' }],
      favicon: [{ filename: 'mark.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: mark }],
    },
    // Without the bar at the top, which asks for the address of another document.
    uiConfig: { validatorUrl: null, layout: 'BaseLayout' },
  });
}
