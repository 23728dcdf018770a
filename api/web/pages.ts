// The pages of both links, as one scope of the application: headers, cookies, forms, errors, assets, and the
// exchange of a link's token for a cookie. No GET changes anything.
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Link } from '../core/access/link.js';
import { fail } from '../errors.js';
import { openLink } from '../operations/connection/links.js';
import type { Ports } from '../ports/ports.js';
import { handOffPages, refuseOnceVerified } from './hand-off/hand-off.js';
import { managePages } from './manage/manage.js';
import { sendError } from './page/error-page.js';
import { setPageHeaders } from './page/frame.js';
import { keepLanguage } from './page/language.js';
import { checkForm, openPage, pagePath, setPageCookie } from './page/page-session.js';
import type { Pages } from './page/pages-type.js';
import { css, js } from './page/templates.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route answers the page's script with data; its errors are not pages. */
    isData?: boolean;
  }
}

const yearSeconds = 365 * 24 * 60 * 60;

export async function registerPages(app: FastifyInstance, ports: Ports, config: Pick<Ports, 'vendor'>): Promise<void> {
  const isTls = config.vendor.publicUrl.startsWith('https:');
  await app.register(
    async scope => {
      const pages = scope.withTypeProvider<TypeBoxTypeProvider>();
      pages.decorateRequest('page', null);
      pages.setValidatorCompiler(TypeBoxValidatorCompiler);
      pages.setErrorHandler((error, request, reply) => sendError(ports, error, request, reply));
      pages.setNotFoundHandler((request, reply) => sendError(ports, fail('not_found'), request, reply));
      pages.addHook('onRequest', async (_request, reply) => setPageHeaders(reply));
      // Forms only. A browser sends nothing else for another site without a preflight, and each form carries a token.
      pages.removeAllContentTypeParsers();
      await pages.register(formbody, { bodyLimit: 16 * 1024 });
      await pages.register(cookie);
      pages.addHook('onRequest', async (request, reply) => keepLanguage(ports, request, reply, isTls));
      assets(pages);
      logo(pages, ports);
      exchange(pages, ports);
      await pages.register(async inner => behindLink(inner, ports, 'hand-off'), { prefix: '/hand-off/:connectionId' });
      await pages.register(async inner => behindLink(inner, ports, 'manage'), { prefix: '/manage/:connectionId' });
    },
    { prefix: '/c' },
  );
}

function assets(pages: Pages): void {
  const files = { 'page.css': { ...css, type: 'text/css' }, 'page.js': { ...js, type: 'text/javascript' } };
  for (const [name, { text, type }] of Object.entries(files)) {
    pages.get(`/${name}`, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type(`${type}; charset=utf-8`)
        .header('cache-control', `public, max-age=${yearSeconds}, immutable`)
        .send(text),
    );
  }
}

/** Pages show it as an image. Opened on its own, it is sandboxed: it runs and loads nothing. */
function logo(pages: Pages, { vendor }: Ports): void {
  if (!vendor.logo) return;
  const { bytes, type } = vendor.logo;
  pages.get('/logo', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type(type)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .header('cache-control', `public, max-age=${yearSeconds}, immutable`)
      .send(bytes),
  );
}

/** Removes the token from the address, so that no browser history, log or screenshot keeps it. */
function exchange(pages: Pages, ports: Ports): void {
  pages.get(
    '/:token',
    { schema: { hide: true, params: Type.Object({ token: Type.String() }) } },
    async (request, reply) => {
      const opened = await openLink(ports, request.params.token, request.ip);
      await refuseOnceVerified(ports, opened);
      setPageCookie(ports, reply, opened.link);
      return reply.redirect(pagePath(ports, opened.link), 303);
    },
  );
}

function behindLink(scope: FastifyInstance, ports: Ports, kind: Link['kind']): void {
  const pages = scope.withTypeProvider<TypeBoxTypeProvider>();
  pages.addHook('onRequest', async request => {
    const { connectionId } = request.params as { connectionId: string };
    request.page = await openPage(ports, request, kind, connectionId);
  });
  pages.addHook('preValidation', async request => {
    if (request.method !== 'GET' && request.method !== 'HEAD') await checkForm(ports, request);
  });
  if (kind === 'manage') managePages(pages, ports);
  else handOffPages(pages, ports);
}
