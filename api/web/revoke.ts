// Revoking, in two steps: what will happen, then the account's number and a reason. A wrong number changes nothing.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { TextKey } from '../../templates/text/say.js';
import { hears } from '../core/connection.js';
import type { Deps } from '../deps.js';
import { errorTable, fail } from '../errors.js';
import { readImpact, revokeConnection } from '../operations/end-access.js';
import { readConnection } from '../operations/read-connections.js';
import { frameOf, sendPage } from './frame.js';
import { type ImpactView, impactView } from './manage-view.js';
import { type PageSession, pageOf } from './page-session.js';
import type { Pages } from './pages.js';
import { type Frame, pageFrom } from './templates.js';

interface RevokeView extends Frame {
  page: PageSession;
  accountId: string;
  impact: ImpactView;
  /** What was wrong with the form, and what the person had written. */
  problem: TextKey | undefined;
  reason: string;
}

const revokePage = pageFrom<RevokeView>('revoke');

const body = Type.Object(
  {
    form: Type.String(),
    account: Type.String({ maxLength: 50 }),
    reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
  },
  { additionalProperties: false },
);

export function revokePages(pages: Pages, deps: Deps): void {
  pages.get('/revoke', { schema: { hide: true } }, (request, reply) => askToRevoke(deps, request, reply));

  pages.post('/revoke', { schema: { hide: true, body } }, async (request, reply) => {
    const { caller, where, path } = pageOf(request);
    const { account, reason } = request.body;
    const { value } = await readConnection(deps, caller, where);
    // People copy the number with the dashes or blanks that the console shows.
    if (account.replace(/[\s-]/g, '') !== value.accountId) {
      reply.code(errorTable.confirmation_wrong[0]);
      return askToRevoke(deps, request, reply, { problem: 'error.confirmation_wrong', reason });
    }
    await revokeConnection(deps, caller, where, reason);
    return reply.redirect(`${path}?done=revoked`, 303);
  });
}

async function askToRevoke(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  wrong?: { problem: TextKey; reason: string },
): Promise<FastifyReply> {
  const page = pageOf(request);
  const { value } = await readConnection(deps, page.caller, page.where);
  if (!hears[value.state].includes('revoked')) throw fail('not_in_this_state');
  const impact = await readImpact(deps, page.caller, page.where);
  const frame = frameOf(deps, request, 'manage.revoke', { account: value.accountId });
  const html = revokePage({
    ...frame,
    page,
    accountId: value.accountId,
    impact: impactView(impact),
    problem: wrong?.problem,
    reason: wrong?.reason ?? '',
  });
  return sendPage(reply, frame.language, html);
}
