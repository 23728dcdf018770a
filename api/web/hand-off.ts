// The hand-off page: for the person who launches. It may be forwarded, so it shows what is to be launched and ends
// once that is proven. Its forms announce a launch and ask for a check; nothing here ends access.
import { Type } from 'typebox';
import type { Link } from '../core/access/link.js';
import type { Connection } from '../core/connection/connection.js';
import { fail, KitError } from '../errors.js';
import { listChecks } from '../operations/check/read-check.js';
import { startCheck } from '../operations/check/start-check.js';
import { launchAgain } from '../operations/connection/change-connection.js';
import { callerOfLink } from '../operations/connection/links.js';
import { readConnection } from '../operations/connection/read-connections.js';
import { type Delivery, readDelivery, setDelivered } from '../operations/delivery/read-delivery.js';
import { announceLaunch } from '../operations/due-work.js';
import type { Deps } from '../ports/ports.js';
import { speakerOf } from './check-view.js';
import { frameOf, sendPage } from './frame.js';
import { guidePages } from './guide.js';
import { type HandOffView, launchView, reviewStatus, statusView } from './hand-off-view.js';
import { languageOf } from './language.js';
import { type PageSession, pageOf } from './page-session.js';
import type { Pages } from './pages.js';
import { againAfterMs, statusAnswer } from './status-answer.js';
import { fragmentFrom, pageFrom } from './templates.js';

const handOffPage = pageFrom<HandOffView>('hand-off');
const statusPart = fragmentFrom<Pick<HandOffView, 'language' | 'facts' | 'status'>>('status');
const formBody = Type.Object({ form: Type.String() }, { additionalProperties: false });
/** In the address of the page from "I launched it" on: whoever pressed it is told that it is being looked for. */
const launchedQuery = Type.Object({ launched: Type.Optional(Type.String()) });
const saidLaunched = '?launched=yes';
/** So long a page that was open already shows that it is done. */
const greenMs = 60 * 60 * 1000;

/** A hand-off link may have been forwarded to anybody: once its work is done it opens nothing. */
export async function refuseOnceVerified(deps: Deps, link: Link): Promise<void> {
  if (link.kind !== 'hand-off') return;
  const { tenantId, connectionId } = link;
  const { value } = await readConnection(deps, callerOfLink(link), { tenantId, connectionId });
  if (value.verifiedAt) throw fail('link_done');
}

export function handOffPages(pages: Pages, deps: Deps): void {
  pages.get('', { schema: { hide: true, querystring: launchedQuery } }, async (request, reply) => {
    const page = pageOf(request);
    const asker = askerOf(page, request.query);
    const connection = await stillOpen(deps, page);
    const speaker = speakerOf(deps, connection, languageOf(deps, request));
    const delivery = connection.verifiedAt ? undefined : await deliveryOf(deps, page, connection);
    const facts = { account: connection.accountId, ...(delivery && { tenant: delivery.tenantName }) };
    const frame = frameOf(deps, request, 'handoff.title', facts);
    const launch =
      delivery && launchView(delivery, setDelivered(deps, delivery.spec), page, speaker, deps.vendor.brokerRoleArn);
    const status =
      connection.state === 'pending' && !delivery
        ? reviewStatus(speaker)
        : statusView(connection, await lastCheck(deps, page), speaker, asker);
    const statusPath = `${page.path}/status${asker.saidLaunched ? saidLaunched : ''}`;
    return sendPage(reply, frame.language, handOffPage({ ...frame, page, statusPath, status, launch }));
  });

  pages.get('/template', { schema: { hide: true } }, async (request, reply) => {
    const { template, stackName } = await readDelivery(deps, pageOf(request).caller, await toLaunch(deps, request));
    reply.header('content-disposition', `attachment; filename="${stackName}.json"`);
    return reply.type('application/json').send(template);
  });
  guidePages(pages, deps, request => toLaunch(deps, request));
  statusRoute(pages, deps);
  handOffForms(pages, deps);
}

function statusRoute(pages: Pages, deps: Deps): void {
  pages.get(
    '/status',
    {
      schema: {
        hide: true,
        querystring: Type.Object({ ...launchedQuery.properties, from: Type.Optional(Type.String()) }),
        response: { 200: statusAnswer },
      },
      config: { isData: true },
    },
    async request => {
      const page = pageOf(request);
      const connection = await stillOpen(deps, page);
      const speaker = speakerOf(deps, connection, languageOf(deps, request));
      // Only a page that was under review asks whether it still is: making the delivery is more than looking.
      const wasUnderReview = request.query.from === 'review' && connection.state === 'pending';
      const isUnderReview = wasUnderReview && !(await deliveryOf(deps, page, connection));
      const status = isUnderReview
        ? reviewStatus(speaker)
        : statusView(connection, await lastCheck(deps, page), speaker, askerOf(page, request.query));
      const { phase, sentence } = status;
      const html = statusPart({ language: speaker.language, facts: {}, status });
      return { phase, sentence, html, againAfterMs: againAfterMs[phase] };
    },
  );
}

function handOffForms(pages: Pages, deps: Deps): void {
  const schema = { hide: true, body: formBody };

  /** Sent when the launch link is followed: the console opens, and the kit looks soon. */
  pages.post('/announce', { schema, config: { isData: true } }, async (request, reply) => {
    await announceLaunch(deps, pageOf(request).caller, await toLaunch(deps, request));
    return reply.code(204).send();
  });

  pages.post('/launched', { schema }, async (request, reply) => {
    const page = pageOf(request);
    const { verifiedAt } = await stillOpen(deps, page);
    // A check was faster than the person: then the page says that it is done.
    if (verifiedAt) return reply.redirect(`${page.path}#status`, 303);
    await announceLaunch(deps, page.caller, page.where);
    await startCheck(deps, page.caller, page.where);
    return reply.redirect(`${page.path}${saidLaunched}#status`, 303);
  });

  pages.post('/launch-again', { schema }, async (request, reply) => {
    await launchAgain(deps, pageOf(request).caller, await toLaunch(deps, request));
    return reply.redirect(pageOf(request).path, 303);
  });
}

/** The connection, while the page may still show something of it. */
async function stillOpen(deps: Deps, page: PageSession): Promise<Connection> {
  const { value } = await readConnection(deps, page.caller, page.where);
  if (value.verifiedAt && deps.clock.now().getTime() >= Date.parse(value.verifiedAt) + greenMs) throw fail('link_done');
  return value;
}

/** Where to launch; nothing once it is verified. */
async function toLaunch(deps: Deps, request: Parameters<typeof pageOf>[0]): Promise<PageSession['where']> {
  const page = pageOf(request);
  if ((await stillOpen(deps, page)).verifiedAt) throw fail('link_done');
  return page.where;
}

/** The delivery, or nothing where there is nothing to launch: under review or closed. */
async function deliveryOf(deps: Deps, page: PageSession, connection: Connection): Promise<Delivery | undefined> {
  if (connection.state !== 'pending') return undefined;
  try {
    return await readDelivery(deps, page.caller, page.where);
  } catch (error) {
    if (error instanceof KitError && error.code === 'under_review') return undefined;
    throw error;
  }
}

function askerOf({ caller }: PageSession, { launched }: { launched?: string }) {
  return { askedBy: caller.id, saidLaunched: launched !== undefined };
}

async function lastCheck(deps: Deps, page: PageSession) {
  return (await listChecks(deps, page.caller, page.where, { limit: 1 })).items[0];
}
