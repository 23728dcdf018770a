// The language of a page, of those that the vendor offers: the one its address asks for, else the one asked for before,
// else what the browser prefers.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../core/values/languages.js';
import type { Ports } from '../../ports/ports.js';

const cookieName = 'drawbridge_language';
const yearSeconds = 365 * 24 * 60 * 60;

type Needs = Pick<Ports, 'vendor'>;

export function languageOf(ports: Needs, request: FastifyRequest): Language {
  // Cookies are absent where the request was refused before they were read.
  const cookies = request.cookies as typeof request.cookies | null;
  const kept = offered(ports, cookies?.[cookieName]);
  return askedFor(ports, request) ?? kept ?? preferred(ports, request.headers['accept-language'] ?? '');
}

/** Keeps the language that the address asks for; nothing else is kept. */
export function keepLanguage(ports: Needs, request: FastifyRequest, reply: FastifyReply, isTls: boolean): void {
  const asked = askedFor(ports, request);
  if (!asked) return;
  const attributes = { path: '/c', maxAge: yearSeconds, httpOnly: true, sameSite: 'lax', secure: isTls } as const;
  reply.setCookie(cookieName, asked, attributes);
}

function askedFor(ports: Needs, request: FastifyRequest): Language | undefined {
  return offered(ports, (request.query as { lang?: unknown } | undefined)?.lang);
}

function offered({ vendor }: Needs, value: unknown): Language | undefined {
  return vendor.languages.find(language => language === value);
}

/** The first offered language in the browser's order; the vendor's first when it wants none of them. */
function preferred(ports: Needs, header: string): Language {
  const ranked = header
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.split(';').map(each => each.trim());
      const quality = parameters.find(each => each.startsWith('q='));
      return { code: tag.toLowerCase().split('-')[0]!, quality: quality ? Number(quality.slice(2)) || 0 : 1 };
    })
    .sort((a, b) => b.quality - a.quality);
  for (const { code, quality } of ranked) {
    const language = offered(ports, code);
    if (language && quality > 0) return language;
  }
  return ports.vendor.languages[0]!;
}
