// A form that asks for a reason and does one thing. If the reason is not valid, nothing changes and the form is shown
// again. Afterwards the person returns to the page.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Caller } from '../../core/access/caller.js';
import { type PageSession, pageOf } from './page-session.js';
import type { Pages } from './pages-type.js';
import { type ReasonView, reasonField, reasonView } from './reason.js';

/** Shows the page again with what the person typed. */
export type ShowAgain = (request: FastifyRequest, reply: FastifyReply, reason: ReasonView) => Promise<FastifyReply>;

const body = Type.Object({ form: Type.String(), reason: reasonField }, { additionalProperties: false });

/** `back`: the query or anchor of the page that the person returns to. */
export function reasonForm(
  pages: Pages,
  { path, back }: { path: string; back: string },
  act: (caller: Caller, where: PageSession['where'], reason: string) => Promise<unknown>,
  showAgain: ShowAgain,
): void {
  pages.post(path, { schema: { hide: true, body } }, async (request, reply) => {
    const page = pageOf(request);
    const asked = reasonView(request.body.reason);
    if (asked.wrong) return showAgain(request, reply, asked);
    await act(page.caller, page.where, request.body.reason);
    return reply.redirect(`${page.path}${back}`, 303);
  });
}
