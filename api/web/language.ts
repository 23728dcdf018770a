// The language of a page, of those that the vendor offers: the one its address asks for, else the one asked for before,
// else what the browser prefers.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../core/values/languages.js';
import type { Deps } from '../ports/ports.js';

const cookieName = 'drawbridge_language';
const yearSeconds = 365 * 24 * 60 * 60;

type Needs = Pick<Deps, 'vendor'>;

export function languageOf(deps: Needs, request: FastifyRequest): Language {
  // Cookies are absent where the request was refused before they were read.
  const cookies = request.cookies as typeof request.cookies | null;
  const kept = offered(deps, cookies?.[cookieName]);
  return askedFor(deps, request) ?? kept ?? preferred(deps, request.headers['accept-language'] ?? '');
}

/** Keeps the language that the address asks for; nothing else is kept. */
export function keepLanguage(deps: Needs, request: FastifyRequest, reply: FastifyReply, isTls: boolean): void {
  const asked = askedFor(deps, request);
  if (!asked) return;
  const attributes = { path: '/c', maxAge: yearSeconds, httpOnly: true, sameSite: 'lax', secure: isTls } as const;
  reply.setCookie(cookieName, asked, attributes);
}

function askedFor(deps: Needs, request: FastifyRequest): Language | undefined {
  return offered(deps, (request.query as { lang?: unknown } | undefined)?.lang);
}

function offered({ vendor }: Needs, value: unknown): Language | undefined {
  return vendor.languages.find(language => language === value);
}

/** The first offered language in the browser's order; the vendor's first when it wants none of them. */
function preferred(deps: Needs, header: string): Language {
  const ranked = header
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.split(';').map(each => each.trim());
      const quality = parameters.find(each => each.startsWith('q='));
      return { code: tag.toLowerCase().split('-')[0]!, quality: quality ? Number(quality.slice(2)) || 0 : 1 };
    })
    .sort((a, b) => b.quality - a.quality);
  for (const { code, quality } of ranked) {
    const language = offered(deps, code);
    if (language && quality > 0) return language;
  }
  return deps.vendor.languages[0]!;
}
