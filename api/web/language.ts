// The language of a page: the one its address asks for, else the one asked for before, else what the browser prefers.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Language, languages } from '../../templates/text/say.js';

const cookieName = 'drawbridge_language';
const yearSeconds = 365 * 24 * 60 * 60;

export function languageOf(request: FastifyRequest): Language {
  // Cookies are absent where the request was refused before they were read.
  const cookies = request.cookies as typeof request.cookies | null;
  return askedFor(request) ?? known(cookies?.[cookieName]) ?? preferred(request.headers['accept-language'] ?? '');
}

/** Keeps the language that the address asks for; nothing else is kept. */
export function keepLanguage(request: FastifyRequest, reply: FastifyReply, isTls: boolean): void {
  const asked = askedFor(request);
  if (!asked) return;
  const attributes = { path: '/c', maxAge: yearSeconds, httpOnly: true, sameSite: 'lax', secure: isTls } as const;
  reply.setCookie(cookieName, asked, attributes);
}

function askedFor(request: FastifyRequest): Language | undefined {
  return known((request.query as { lang?: unknown } | undefined)?.lang);
}

function known(value: unknown): Language | undefined {
  return languages.find(language => language === value);
}

/** The first language of ours in the browser's order; English when it wants neither. */
function preferred(header: string): Language {
  const ranked = header
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.split(';').map(each => each.trim());
      const quality = parameters.find(each => each.startsWith('q='));
      return { code: tag.toLowerCase().split('-')[0]!, quality: quality ? Number(quality.slice(2)) || 0 : 1 };
    })
    .sort((a, b) => b.quality - a.quality);
  for (const { code, quality } of ranked) {
    const language = known(code);
    if (language && quality > 0) return language;
  }
  return 'en';
}
