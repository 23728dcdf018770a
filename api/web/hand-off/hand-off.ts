// The hand-off page, for the person who launches the stack. The link may be forwarded, so the page shows only what to
// launch and ends once the role is proven. Its forms announce a launch and start a check; nothing here ends access.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Connection } from '../../core/connection/connection.js';
import type { Language } from '../../core/values/languages.js';
import { hourMs } from '../../core/values/time.js';
import { type ErrorCode, errorTable, fail, KitError } from '../../errors.js';
import { listChecks } from '../../operations/check/read-check.js';
import { startCheck } from '../../operations/check/start-check.js';
import { launchAgain } from '../../operations/connection/change-connection.js';
import type { OpenedLink } from '../../operations/connection/links.js';
import { readConnection } from '../../operations/connection/read-connections.js';
import { isUnderReview } from '../../operations/connection/review.js';
import { giveValues } from '../../operations/connection/values/give-values.js';
import { type Delivery, readDelivery, setDelivered } from '../../operations/delivery/read-delivery.js';
import { announceLaunch } from '../../operations/due-work.js';
import { servedIn, vendorIn } from '../../operations/vendor-in.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { capLine } from '../page/cap-line.js';
import { checksRead, type Speaker, speakerOf } from '../page/check-view.js';
import { frameOf, sendPage } from '../page/frame.js';
import { guidePages, terraformFile } from '../page/guide.js';
import { languageOf } from '../page/language.js';
import { type PageSession, pageOf } from '../page/page-session.js';
import type { Pages } from '../page/pages-type.js';
import { againAfterMs, statusAnswer } from '../page/status-answer.js';
import { fragmentFrom, pageFrom } from '../page/templates.js';
import { type HandOffView, launchView } from './hand-off-view.js';
import { type ReceiptView, receiptOf, receiptText } from './receipt.js';
import { type StatusView, statusView } from './status-view.js';
import { type TypedValues, typedValues, valuesFormView } from './values-form.js';

const handOffPage = pageFrom<HandOffView>('hand-off');
const statusPart = fragmentFrom<Pick<HandOffView, 'language' | 'facts' | 'status'>>('status');
const formBody = Type.Object({ form: Type.String() }, { additionalProperties: false });
/** One field for each parameter. */
const valuesBody = Type.Object({ form: Type.String() }, { additionalProperties: Type.String() });
/** In the address after "I launched it": the page then says that we are checking. */
const launchedQuery = Type.Object({ launched: Type.Optional(Type.String()) });
const saidLaunched = '?launched=yes';
/** How long an open page keeps showing that the connection is verified. */
const greenMs = hourMs;

/** A hand-off link may have been forwarded to anyone: it opens nothing once the connection is verified. */
export async function refuseOnceVerified(ports: Ports, { link, caller }: OpenedLink): Promise<void> {
  if (link.kind !== 'hand-off') return;
  const { tenantId, connectionId } = link;
  const { value } = await readConnection(ports, caller, { tenantId, connectionId });
  if (value.verifiedAt) throw fail('link_done');
}

export function handOffPages(pages: Pages, ports: Ports): void {
  pages.get('', { schema: { hide: true, querystring: launchedQuery } }, async (request, reply) =>
    showPage(ports, request, reply, { asked: request.query }),
  );

  pages.get('/template', { schema: { hide: true } }, async (request, reply) => {
    const { template, stackName } = await readDelivery(ports, pageOf(request).caller, await toLaunch(ports, request));
    reply.header('content-disposition', `attachment; filename="${stackName}.json"`);
    return reply.type('application/json').send(template);
  });
  pages.get('/receipt.txt', { schema: { hide: true } }, async (request, reply) => {
    const page = pageOf(request);
    const { value } = await stillOpen(ports, page);
    const language = languageOf(ports, request);
    const receipt = receiptFor(ports, page, value, language);
    if (!receipt) throw fail('not_in_this_state');
    reply.header('content-disposition', `attachment; filename="drawbridge-receipt-${value.id}.txt"`);
    return reply.type('text/plain; charset=utf-8').send(receiptText(receipt, language));
  });
  guidePages(pages, ports, request => toLaunch(ports, request));
  terraformFile(pages, async request => {
    const { terraform } = await readDelivery(ports, pageOf(request).caller, await toLaunch(ports, request));
    return terraform;
  });
  statusRoute(pages, ports);
  handOffForms(pages, ports);
}

async function showPage(
  ports: Ports,
  request: FastifyRequest,
  reply: FastifyReply,
  { asked = {}, typed }: { asked?: { launched?: string }; typed?: TypedValues },
): Promise<FastifyReply> {
  const page = pageOf(request);
  const asker = askerOf(page, asked);
  const kept = await stillOpen(ports, page);
  const connection = kept.value;
  const speaker = speakerOf(ports, connection, languageOf(ports, request));
  const { delivery, awaits } = await deliveryOf(ports, page, kept);
  const tenant =
    delivery?.tenantName ?? (awaits === 'values' ? await ports.tenants.nameOf(connection.tenantId) : undefined);
  const facts = { account: connection.accountId, ...(tenant && { tenant }) };
  const frame = frameOf(ports, request, 'handoff.title', facts);
  const launch =
    delivery &&
    launchView(delivery, setDelivered(ports, delivery.spec), page, speaker, {
      vendorRoleArn: vendorIn(ports.vendor, connection.partition).brokerRoleArn,
      cap: capLine(ports, delivery.spec, speaker),
    });
  const status = await statusOf(ports, page, kept, speaker, { ...asker, isUnderReview: awaits === 'review' });
  const statusPath = `${page.path}/status${asker.saidLaunched ? saidLaunched : ''}`;
  const valuesForm = awaits === 'values' ? valuesFormView(ports, connection, speaker, typed) : undefined;
  return sendPage(reply, frame.language, handOffPage({ ...frame, page, statusPath, status, valuesForm, launch }));
}

function statusRoute(pages: Pages, ports: Ports): void {
  pages.get(
    '/status',
    {
      schema: {
        hide: true,
        querystring: launchedQuery,
        response: { 200: statusAnswer },
      },
      config: { isData: true },
    },
    async request => {
      const page = pageOf(request);
      const kept = await stillOpen(ports, page);
      const connection = kept.value;
      const speaker = speakerOf(ports, connection, languageOf(ports, request));
      const status = await statusOf(ports, page, kept, speaker, {
        ...askerOf(page, request.query),
        isUnderReview: await isUnderReview(ports, connection),
      });
      const { phase, sentence } = status;
      const html = statusPart({ language: speaker.language, facts: {}, status });
      return { phase, sentence, html, againAfterMs: againAfterMs[phase] };
    },
  );
}

function handOffForms(pages: Pages, ports: Ports): void {
  const schema = { hide: true, body: formBody };

  /** Sent when the person opens the launch link: we then check soon. */
  pages.post('/announce', { schema, config: { isData: true } }, async (request, reply) => {
    await announceLaunch(ports, pageOf(request).caller, await toLaunch(ports, request));
    return reply.code(204).send();
  });

  pages.post('/launched', { schema }, async (request, reply) => {
    const page = pageOf(request);
    const kept = await stillOpen(ports, page);
    // A check finished before the person acted: the page shows the result.
    if (kept.value.verifiedAt) return reply.redirect(`${page.path}#status`, 303);
    await startCheck(ports, page.caller, await announceLaunch(ports, page.caller, kept));
    return reply.redirect(`${page.path}${saidLaunched}#status`, 303);
  });

  pages.post('/values', { schema: { hide: true, body: valuesBody } }, async (request, reply) => {
    const page = pageOf(request);
    const values = typedValues(request.body);
    const given = await giveValues(ports, page.caller, await toLaunch(ports, request), values);
    if ('kept' in given) return reply.redirect(page.path, 303);
    reply.code(errorTable.values_not_valid[0]);
    return showPage(ports, request, reply, { typed: { values, faults: given.faults } });
  });

  pages.post('/launch-again', { schema }, async (request, reply) => {
    await launchAgain(ports, pageOf(request).caller, await toLaunch(ports, request));
    return reply.redirect(pageOf(request).path, 303);
  });
}

/** The connection, while the page may still show it. */
async function stillOpen(ports: Ports, page: PageSession): Promise<Versioned<Connection>> {
  const kept = await readConnection(ports, page.caller, page.where);
  const { value } = kept;
  if (value.verifiedAt && ports.clock.now().getTime() >= Date.parse(value.verifiedAt) + greenMs)
    throw fail('link_done');
  return kept;
}

/** The connection to launch; throws `link_done` once it is verified. */
async function toLaunch(ports: Ports, request: Parameters<typeof pageOf>[0]): Promise<Versioned<Connection>> {
  const kept = await stillOpen(ports, pageOf(request));
  if (kept.value.verifiedAt) throw fail('link_done');
  return kept;
}

/** The delivery, or what comes before it. Neither if the connection is verified, closed or in no partition of ours. */
async function deliveryOf(
  ports: Ports,
  { caller }: PageSession,
  kept: Versioned<Connection>,
): Promise<{ delivery?: Delivery; awaits?: 'review' | 'values' }> {
  if (kept.value.state !== 'pending') return {};
  try {
    return { delivery: await readDelivery(ports, caller, kept) };
  } catch (error) {
    const awaits = error instanceof KitError ? awaited[error.code] : undefined;
    if (awaits) return { awaits };
    if (isUnserved(ports, kept)) return {};
    throw error;
  }
}

const awaited: Partial<Record<ErrorCode, 'review' | 'values'>> = { under_review: 'review', values_missing: 'values' };

function isUnserved({ vendor }: Ports, { value }: Versioned<Connection>): boolean {
  return servedIn(vendor, value.partition) === undefined;
}

function askerOf({ caller }: PageSession, { launched }: { launched?: string }) {
  return { askedBy: caller.id, saidLaunched: launched !== undefined };
}

async function statusOf(
  ports: Ports,
  page: PageSession,
  kept: Versioned<Connection>,
  speaker: Speaker,
  asked: ReturnType<typeof askerOf> & { isUnderReview: boolean },
): Promise<StatusView> {
  const checks = (await listChecks(ports, page.caller, kept, { limit: checksRead })).items;
  const receipt = receiptFor(ports, page, kept.value, speaker.language);
  const facts = { connection: kept.value, isUnserved: isUnserved(ports, kept), now: ports.clock.now() };
  return statusView({ ...facts, checks, receipt, ...asked }, speaker);
}

function receiptFor(
  ports: Ports,
  { path }: PageSession,
  connection: Connection,
  language: Language,
): ReceiptView | undefined {
  if (!connection.verifiedAt) return undefined;
  const until = new Date(Date.parse(connection.verifiedAt) + greenMs).toISOString();
  return receiptOf(ports, connection, language, { path: `${path}/receipt.txt`, until });
}
