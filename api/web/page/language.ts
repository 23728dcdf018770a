// The language of a page, one of those the vendor offers: from the address, the cookie or the browser, in this order.
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Language } from '../../core/values/languages.js';
import type { Ports } from '../../ports/ports.js';

const cookieName = 'drawbridge_language';
const yearSeconds = 365 * 24 * 60 * 60;

type Needs = Pick<Ports, 'vendor'>;

export function languageOf(ports: Needs, request: FastifyRequest): Language {
  // A request that was refused early has no parsed cookies.
  const cookies = request.cookies as typeof request.cookies | null;
  const kept = offered(ports, cookies?.[cookieName]);
  return askedFor(ports, request) ?? kept ?? preferred(ports, request);
}

/** Stores the language from the address in a cookie. The cookie holds nothing else. */
export function keepLanguage(ports: Needs, request: FastifyRequest, reply: FastifyReply, isTls: boolean): void {
  const asked = askedFor(ports, request);
  if (!asked) return;
  const path = `${ports.vendor.basePath}/c`;
  reply.setCookie(cookieName, asked, { path, maxAge: yearSeconds, httpOnly: true, sameSite: 'lax', secure: isTls });
}

function askedFor(ports: Needs, request: FastifyRequest): Language | undefined {
  return offered(ports, (request.query as { lang?: unknown } | undefined)?.lang);
}

function offered({ vendor }: Needs, value: unknown): Language | undefined {
  return vendor.languages.find(language => language === value);
}

/** The offered language that the browser prefers, or the vendor's first one. */
function preferred({ vendor }: Needs, { headers }: FastifyRequest): Language {
  const [language] = new Negotiator({ headers }).languages([...vendor.languages]);
  return (language as Language | undefined) ?? vendor.languages[0]!;
}
