// The session of a page: a signed cookie in exchange for the link's token. Each request reads the link again. Also
// checks that a form was sent from our own page.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../core/access/caller.js';
import type { Link } from '../../core/access/link.js';
import { minuteMs } from '../../core/values/time.js';
import { fail } from '../../errors.js';
import { refusal } from '../../operations/access/allow.js';
import type { ConnectionRef } from '../../operations/connection/find-connection.js';
import { linkOf } from '../../operations/connection/links.js';
import type { Ports } from '../../ports/ports.js';

export interface PageSession {
  link: Link;
  caller: Caller;
  where: ConnectionRef;
  /** When the session of the page ends, ISO 8601. */
  endsAt: string;
  /** The path of the page; its forms and its status are below it. */
  path: string;
  /** The token of this page's forms. It is bound to the cookie, so no other site and no other link has it. */
  formToken: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    page: PageSession | null;
  }
}

const cookieName = 'drawbridge_page';
/** Short, because a manage page is for a person who is logged in to the vendor's product now. */
const manageMs = 30 * minuteMs;

/** As the browser sees it. */
export function pagePath({ vendor }: Pick<Ports, 'vendor'>, link: Pick<Link, 'kind' | 'connectionId'>): string {
  return `${vendor.basePath}/c/${link.kind}/${link.connectionId}`;
}

/**
 * Sets the cookie that replaces the link's token. SameSite is Lax: people arrive from a mail or another site, and the
 * redirect that follows would not send a Strict cookie. Forms of other sites do not send a Lax cookie either. The path
 * is the page's own, so two links in one browser do not mix.
 */
export function setPageCookie(ports: Ports, reply: FastifyReply, link: Link): void {
  const now = ports.clock.now().getTime();
  const linkEnds = Date.parse(link.expiresAt);
  const endsAt = link.kind === 'manage' ? Math.min(linkEnds, now + manageMs) : linkEnds;
  const named = [link.id, link.kind, String(endsAt)];
  reply.setCookie(cookieName, [...named, ports.secrets.sign(signedText(named, link.connectionId))].join('.'), {
    path: pagePath(ports, link),
    maxAge: Math.max(0, Math.floor((endsAt - now) / 1000)),
    httpOnly: true,
    sameSite: 'lax',
    secure: ports.vendor.publicUrl.startsWith('https:'),
  });
}

function signedText(named: readonly string[], connectionId: string): string {
  return ['page', ...named, connectionId].join('\n');
}

/**
 * The session of the page. Throws `page_not_open` when the browser sends no cookie, whether or not the page exists, and
 * `link_not_valid` for every other reason.
 */
export async function openPage(
  ports: Ports,
  request: FastifyRequest,
  kind: Link['kind'],
  connectionId: string,
): Promise<PageSession> {
  const cookie = request.cookies[cookieName];
  if (!cookie) throw fail('page_not_open');
  const [linkId = '', namedKind, endsAt = '', signature = '', ...rest] = cookie.split('.');
  const named = [linkId, kind, endsAt];
  if (rest.length > 0 || namedKind !== kind || !ports.secrets.signed(signedText(named, connectionId), signature))
    throw fail('link_not_valid');
  if (Number(endsAt) <= ports.clock.now().getTime()) throw fail('link_not_valid');
  const { link, caller } = await linkOf(ports, linkId);
  if (link.kind !== kind || link.connectionId !== connectionId) throw fail('link_not_valid');
  return {
    link,
    caller,
    where: { tenantId: link.tenantId, connectionId },
    endsAt: new Date(Number(endsAt)).toISOString(),
    path: pagePath(ports, link),
    formToken: ports.secrets.sign(`form\n${cookie}`),
  };
}

export function pageOf(request: FastifyRequest): PageSession {
  if (!request.page) throw fail('link_not_valid');
  return request.page;
}

/**
 * Throws `csrf` unless the form comes from our own page. Browsers send `Sec-Fetch-Site` or `Origin`. If one sends
 * neither (or `null`, as older browsers do under a no-referrer policy), the form token alone decides.
 */
export async function checkForm(ports: Ports, request: FastifyRequest): Promise<void> {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isOurs =
    site !== undefined
      ? site === 'same-origin'
      : origin === undefined || origin === 'null' || origin === new URL(ports.vendor.publicUrl).origin;
  const given = (request.body as { form?: unknown } | undefined)?.form;
  const { formToken, caller, where } = pageOf(request);
  if (isOurs && typeof given === 'string' && ports.secrets.equal(given, formToken)) return;
  refusal(ports, caller, 'csrf', { ...where });
  throw fail('csrf');
}
