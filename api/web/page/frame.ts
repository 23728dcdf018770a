// The frame of every page (language, vendor, watermark), and sending a page with its headers.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Facts, say, type TextKey } from '../../../templates/text/say.js';
import type { Ports } from '../../ports/ports.js';
import { languageOf } from './language.js';
import { css, type Frame, js } from './templates.js';

export function frameOf(ports: Ports, request: FastifyRequest, title: TextKey, facts: Facts = {}): Frame {
  const language = languageOf(ports, request);
  const { name, supportContact, watermark, languages, basePath } = ports.vendor;
  const known = { vendor: name, ...facts };
  const links = languages.map(code => ({
    code,
    name: say(language, `page.language.${code}`),
    isThis: code === language,
    address: inLanguage(request, code),
  }));
  return {
    language,
    // The answer to a form has no address that could be opened in another language.
    languages: request.method === 'GET' && links.length > 1 ? links : [],
    title: say(language, title, known),
    logo: ports.vendor.logo && `${basePath}/c/logo?v=${ports.vendor.logo.version}`,
    watermark,
    contact: supportContact,
    facts: known,
    css: `${basePath}/c/page.css?v=${css.version}`,
    js: `${basePath}/c/page.js?v=${js.version}`,
  };
}

/** The address of this page in another language, with the same search. */
function inLanguage({ url }: FastifyRequest, code: string): string {
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  query.delete('done');
  query.set('lang', code);
  return `?${query}`;
}

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** Set first, so that error answers carry them too. */
export function setPageHeaders(reply: FastifyReply): void {
  reply.headers({
    'content-security-policy': contentSecurityPolicy,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
  });
}

export function sendPage(reply: FastifyReply, language: string, html: string): FastifyReply {
  return reply.header('content-language', language).type('text/html; charset=utf-8').send(html);
}
