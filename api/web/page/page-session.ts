// Who looks at a page: the signed cookie that a link's token was exchanged for, the link behind it, read again at
// each request, and the check that a form was sent from the page itself.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../core/access/caller.js';
import type { Link } from '../../core/access/link.js';
import { minuteMs } from '../../core/values/time.js';
import { fail } from '../../errors.js';
import { refusal } from '../../operations/access/allow.js';
import type { ConnectionRef } from '../../operations/connection/find-connection.js';
import { callerOfLink, linkOf } from '../../operations/connection/links.js';
import type { Ports } from '../../ports/ports.js';

export interface PageSession {
  link: Link;
  caller: Caller;
  where: ConnectionRef;
  /** When the page stops answering, ISO 8601. */
  endsAt: string;
  /** Where the page stands; its forms and its status are below. */
  path: string;
  /** What a form of this page carries: bound to the cookie, so no other site and no other link has it. */
  formToken: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    page: PageSession | null;
  }
}

const cookieName = 'drawbridge_page';
/** A manage page is for a person who is logged in at the vendor now. */
const manageMs = 30 * minuteMs;

export function pagePath(link: Pick<Link, 'kind' | 'connectionId'>): string {
  return `/c/${link.kind}/${link.connectionId}`;
}

/**
 * Gives the browser the cookie that stands for the link from now on. Lax, not Strict: the person comes from a mail or
 * another site, and a Strict cookie would be withheld from the redirect that follows. Lax is not sent with forms of
 * other sites either. Limited to the page's own path, so that two links in one browser do not meet.
 */
export function setPageCookie(ports: Ports, reply: FastifyReply, link: Link): void {
  const now = ports.clock.now().getTime();
  const linkEnds = Date.parse(link.expiresAt);
  const endsAt = link.kind === 'manage' ? Math.min(linkEnds, now + manageMs) : linkEnds;
  const named = [link.id, link.kind, String(endsAt)];
  reply.setCookie(cookieName, [...named, ports.secrets.sign(signedText(named, link.connectionId))].join('.'), {
    path: pagePath(link),
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
 * The page's session. A browser that sends no cookie is told so, whatever page it asks for and whether there is one;
 * with a cookie it is `link_not_valid` for every reason there may be none.
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
  const link = await linkOf(ports, linkId);
  if (link.kind !== kind || link.connectionId !== connectionId) throw fail('link_not_valid');
  return {
    link,
    caller: callerOfLink(link),
    where: { tenantId: link.tenantId, connectionId },
    endsAt: new Date(Number(endsAt)).toISOString(),
    path: pagePath(link),
    formToken: ports.secrets.sign(`form\n${cookie}`),
  };
}

export function pageOf(request: FastifyRequest): PageSession {
  if (!request.page) throw fail('link_not_valid');
  return request.page;
}

/**
 * A form must come from our own page. Browsers say so themselves; where one does not (or says `null`, as older ones do
 * under a no-referrer policy), the token alone decides, which only our page holds.
 */
export async function checkForm(ports: Ports, request: FastifyRequest): Promise<void> {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const isOurs =
    site !== undefined
      ? site === 'same-origin'
      : origin === undefined || origin === 'null' || origin === ports.vendor.publicUrl;
  const given = (request.body as { form?: unknown } | undefined)?.form;
  const { formToken, caller, where } = pageOf(request);
  if (isOurs && typeof given === 'string' && ports.secrets.equal(given, formToken)) return;
  await refusal(ports, caller, 'csrf', { ...where });
  throw fail('csrf');
}
