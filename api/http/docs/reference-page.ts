// The page that shows the OpenAPI document. It needs no key: it holds no tenant's data.
import swaggerUi from '@fastify/swagger-ui';
import { fail } from '../../errors.js';
import type { App } from '../app-type.js';

/** A drawbridge. Without our own mark the plugin shows the framework's. */
const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#0b5cad" stroke-width="3">
<path d="M5 4v24M27 4v24M5 24h22M5 24 21 10M5 6l16 4"/></svg>`;

/** Redirects a browser from the root to the reference. Any other client gets the problem. */
function redirectBrowsers(app: App): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    reply.header('vary', 'accept');
    if (!(request.headers.accept ?? '').includes('text/html')) throw fail('not_found');
    return reply.redirect(`${app.basePath}/docs`, 302);
  });
}

export async function showDocument(app: App): Promise<void> {
  redirectBrowsers(app);
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    indexPrefix: app.basePath,
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
      // Route paths are longer than a phone is wide.
      css: [{ filename: 'narrow.css', content: '.swagger-ui code { overflow-wrap: anywhere; }' }],
      favicon: [{ filename: 'mark.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: mark }],
    },
    // Hides the top bar, which asks for the URL of another document.
    uiConfig: { validatorUrl: null, layout: 'BaseLayout' },
  });
}
