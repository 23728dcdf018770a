// Revoking in two steps: what will happen, then the account number and a reason. A wrong number changes nothing.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { refusedAs } from '../../core/access/caller.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import { wasAdmitted } from '../../core/connection/offboarding.js';
import { errorTable, fail } from '../../errors.js';
import { readImpact, revokeConnection } from '../../operations/ending/end-access.js';
import { accountToConfirm } from '../../operations/ending/stop-unread.js';
import type { Ports } from '../../ports/ports.js';
import { frameOf, sendPage } from '../page/frame.js';
import { type PageSession, pageOf } from '../page/page-session.js';
import type { Pages } from '../page/pages-type.js';
import { noReason, type ReasonView, reasonField, reasonView } from '../page/reason.js';
import { type Frame, pageFrom } from '../page/templates.js';
import { type ImpactView, impactView } from './manage-view.js';
import { tenantTelling } from './named-callers.js';

interface RevokeView extends Frame {
  page: PageSession;
  accountId: string;
  impact: ImpactView;
  isAccountWrong: boolean;
  reason: ReasonView;
  /** Whether a role was found, and a person of the tenant is here to answer the question about checking it. */
  asksConsent: boolean;
  mayCheckClosed: boolean;
}

const revokePage = pageFrom<RevokeView>('revoke');

const body = Type.Object(
  {
    form: Type.String(),
    account: Type.String({ maxLength: 50 }),
    reason: reasonField,
    /** Browsers do not send an unticked box. */
    mayCheckClosed: Type.Optional(Type.Literal('yes')),
  },
  { additionalProperties: false },
);

export function revokePages(pages: Pages, ports: Ports): void {
  pages.get('/revoke', { schema: { hide: true } }, (request, reply) => showRevokeForm(ports, request, reply));

  pages.post('/revoke', { schema: { hide: true, body } }, async (request, reply) => {
    const { caller, where, path } = pageOf(request);
    const { account } = request.body;
    const accountId = await accountToConfirm(ports, caller, where);
    // People copy the number with the dashes or spaces that the console shows.
    const isAccountWrong = accountId !== undefined && account.replace(/[\s-]/g, '') !== accountId;
    const reason = reasonView(request.body.reason);
    const mayCheckClosed = request.body.mayCheckClosed === 'yes';
    if (isAccountWrong || reason.wrong) {
      reply.code(errorTable.confirmation_wrong[0]);
      return showRevokeForm(ports, request, reply, { isAccountWrong, reason, mayCheckClosed });
    }
    await revokeConnection(ports, caller, where, request.body.reason, { mayCheckClosed });
    return reply.redirect(`${path}?done=revoked`, 303);
  });
}

/** The box starts empty: a test of the customer's account needs a yes that the customer gave. */
const nothingGiven = { isAccountWrong: false, reason: noReason, mayCheckClosed: false };

async function showRevokeForm(
  ports: Ports,
  request: FastifyRequest,
  reply: FastifyReply,
  given: Pick<RevokeView, 'isAccountWrong' | 'reason' | 'mayCheckClosed'> = nothingGiven,
): Promise<FastifyReply> {
  const page = pageOf(request);
  const { connection, impact } = await readImpact(ports, page.caller, page.where);
  const { value } = connection;
  const refused = refusedAs(page.caller, 'connection.revoke');
  if (refused) throw fail(refused);
  if (!allowedEvents[value.state].includes('revoked')) throw fail('not_in_this_state');
  const frame = frameOf(ports, request, 'manage.revoke', { account: value.accountId });
  const html = revokePage({
    ...frame,
    page,
    accountId: value.accountId,
    impact: impactView(impact, tenantTelling(ports, frame.language)),
    asksConsent: wasAdmitted(value) && !refusedAs(page.caller, 'offboarding.consent'),
    ...given,
  });
  return sendPage(reply, frame.language, html);
}
