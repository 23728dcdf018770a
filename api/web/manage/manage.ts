// The manage page, for a person of the tenant whom the vendor logged in and named. It shows one connection and lets
// this person check, suspend, resume and revoke it.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { TextKey } from '../../../templates/text/say.js';
import { type Caller, refusedAs } from '../../core/access/caller.js';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import { boundSet } from '../../core/permission-set/bound.js';
import { reasonsFirst } from '../../core/permission-set/risk/reasons.js';
import { trustEndOf } from '../../core/role/trust-policy.js';
import { errorTable, fail } from '../../errors.js';
import { listChecks } from '../../operations/check/read-check.js';
import { startCheck } from '../../operations/check/start-check.js';
import { readConnection } from '../../operations/connection/read-connections.js';
import { isUnderReview } from '../../operations/connection/review.js';
import { readRelaunch, readUpdate } from '../../operations/delivery/read-delivery.js';
import { readImpact, resumeConnection, suspendConnection } from '../../operations/ending/end-access.js';
import { endCommandsOf, livePolicies } from '../../operations/ending/end-commands.js';
import type { Impact } from '../../operations/ending/impact.js';
import { whyNotIssuingNow } from '../../operations/session/why-not-issuing.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { capLine } from '../page/cap-line.js';
import { checksRead, type Speaker, speakerOf } from '../page/check-view.js';
import { frameOf, sendPage } from '../page/frame.js';
import { statementView } from '../page/grant/statement-view.js';
import { guidePages, terraformFile } from '../page/guide.js';
import { languageOf } from '../page/language.js';
import { managedViews } from '../page/managed-view.js';
import { type PageSession, pageOf } from '../page/page-session.js';
import type { Pages } from '../page/pages-type.js';
import { reasonForm } from '../page/reason-form.js';
import { againAfterMs, statusAnswer } from '../page/status-answer.js';
import { fragmentFrom, pageFrom } from '../page/templates.js';
import { valueViews } from '../page/values-view.js';
import { type AskedDeviation, deviationForms, deviationsView } from './deviations.js';
import { legacyForms, legacyView } from './legacy.js';
import { type ListQuery, listFields } from './list-filter.js';
import {
  type ConditionView,
  conditionView,
  type EndedView,
  impactView,
  type ManageView,
  noReasons,
  proposalLine,
  windowLine,
} from './manage-view.js';
import { tenantTelling } from './named-callers.js';
import { offboardingForms, offboardingView, ownEndView } from './offboarding.js';
import { recordsOf } from './records.js';
import { revokePages } from './revoke.js';
import { rotationForms, rotationView } from './rotation.js';
import { stackForms, stackView } from './stack.js';
import { upgradeForms, upgradeView } from './upgrade.js';

const managePage = pageFrom<ManageView>('manage');
const conditionPart = fragmentFrom<Pick<ManageView, 'language' | 'facts' | 'page' | 'condition'>>('condition');

const plainBody = Type.Object({ form: Type.String() }, { additionalProperties: false });
const query = Type.Object(
  Object.fromEntries([...listFields, 'done'].map(name => [name, Type.Optional(Type.String())])),
);

export function managePages(pages: Pages, ports: Ports): void {
  pages.get('', { schema: { hide: true, querystring: query } }, async (request, reply) => {
    const { done, ...rest } = request.query;
    const list = Object.fromEntries(listFields.map(name => [name, rest[name]]));
    return showPage(ports, request, reply, { list, done });
  });

  const answers = { schema: { hide: true, response: { 200: statusAnswer } }, config: { isData: true } };
  pages.get('/status', answers, async request => {
    const page = pageOf(request);
    const kept = await readConnection(ports, page.caller, page.where);
    const speaker = speakerOf(ports, kept.value, languageOf(ports, request));
    const condition = await conditionOf(ports, page.caller, kept, speaker);
    const { phase, sentence } = condition;
    const html = conditionPart({ language: speaker.language, facts: { vendor: ports.vendor.name }, page, condition });
    return { phase, sentence, html, againAfterMs: againAfterMs[phase] };
  });

  guidePages(pages, ports, async request => pageOf(request).where);
  terraformFile(pages, async request => {
    const update = await readUpdate(ports, pageOf(request).caller, pageOf(request).where);
    if (!update) throw fail('aws_unavailable');
    return update.terraform;
  });
  manageForms(pages, ports);
  revokePages(pages, ports);
  offboardingForms(pages, ports, (request, reply, reasons) => showAgain(ports, request, reply, reasons));
  legacyForms(pages, ports);
  deviationForms(pages, ports, (request, reply, deviation) => {
    reply.code(errorTable.request_invalid[0]);
    return showPage(ports, request, reply, { deviation });
  });
  stackForms(pages, ports);
  upgradeForms(pages, ports, (request, reply, upgrade) => showAgain(ports, request, reply, { upgrade }));
  rotationForms(pages, ports, (request, reply, rotation) => showAgain(ports, request, reply, { rotation }));
}

function manageForms(pages: Pages, ports: Ports): void {
  pages.post('/check', { schema: { hide: true, body: plainBody } }, async (request, reply) => {
    const { caller, where, path } = pageOf(request);
    await startCheck(ports, caller, where);
    return reply.redirect(`${path}#condition`, 303);
  });
  reasonForm(
    pages,
    { path: '/suspend', back: '?done=suspended' },
    (caller, where, reason) => suspendConnection(ports, caller, where, reason),
    (request, reply, suspend) => showAgain(ports, request, reply, { suspend }),
  );
  reasonForm(
    pages,
    { path: '/resume', back: '?done=resumed' },
    (caller, where, reason) => resumeConnection(ports, caller, where, reason),
    (request, reply, resume) => showAgain(ports, request, reply, { resume }),
  );
}

interface Asked {
  list?: ListQuery;
  done?: string | undefined;
  reasons?: Partial<ManageView['reasons']>;
  deviation?: AskedDeviation;
}

async function showPage(
  ports: Ports,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
): Promise<FastifyReply> {
  const page = pageOf(request);
  const kept = await readConnection(ports, page.caller, page.where);
  const frame = frameOf(ports, request, 'manage.title', { account: kept.value.accountId });
  const speaker = speakerOf(ports, kept.value, languageOf(ports, request));
  const view = { ...frame, ...(await partsOf(ports, page, kept, speaker, asked)) };
  // The page itself shows what is wrong with a filter.
  if (view.ledger.filter.wrong || view.history.filter.wrong) reply.code(errorTable.request_invalid[0]);
  return sendPage(reply, frame.language, managePage(view));
}

/** Shows the page again with what the person typed. Nothing has changed. */
async function showAgain(
  ports: Ports,
  request: FastifyRequest,
  reply: FastifyReply,
  reasons: NonNullable<Asked['reasons']>,
): Promise<FastifyReply> {
  reply.code(errorTable.request_invalid[0]);
  return showPage(ports, request, reply, { reasons });
}

async function partsOf(ports: Ports, page: PageSession, kept: Versioned<Connection>, speaker: Speaker, asked: Asked) {
  const { value } = kept;
  const { caller } = page;
  // The link, its key and the connection decide. The name is only shown, and the page must open without it too.
  const tenantName = (await ports.tenants.nameOf(value.tenantId)) ?? value.tenantId;
  const condition = await conditionOf(ports, caller, kept, speaker);
  const { impact } = await readImpact(ports, caller, kept);
  const { state } = value;
  const isHeld = value.suspended?.by.includes('tenant') === true;
  return {
    page,
    connection: {
      accountId: value.accountId,
      // A pending connection may still be under review: its ID is not shown.
      externalId: value.verifiedAt && value.externalId.current,
      roleArn: liveRoleSpec(value).arn,
      verifiedAt: value.verifiedAt,
      permissionSet: `${value.permissionSet.id} ${value.permissionSet.version}`,
      cap: capLine(ports, liveRoleSpec(value), speaker),
      endsAt: value.limits?.endsAt,
      trustEndsAt: trustEndOf(value.roleSpec),
      boundary: value.roleSpec.permissionsBoundaryArn,
      windows: (value.limits?.windows ?? []).map(each => windowLine(each, speaker)),
      proposed: proposalLine(value, speaker),
      tenant: tenantName,
    },
    person: page.link.person ?? page.link.id,
    condition,
    done: doneText(asked.done, value, condition),
    impact: impactView(impact, tenantTelling(ports, speaker.language)),
    ended: endedView(ports, value, impact),
    can: {
      suspend: allowedEvents[state].includes('suspended') && !isHeld,
      resume: isHeld && allowedEvents[state].includes('resumed'),
      revoke: allowedEvents[state].includes('revoked'),
      readGuide: state === 'verified',
    },
    may: {
      resume: !refusedAs(caller, 'connection.resume'),
      revoke: !refusedAs(caller, 'connection.revoke'),
    },
    own: ownOf(ports, value),
    stack: stackView(ports, caller, value),
    vendorHolds: vendorHolds(value),
    ...(await recordsOf(ports, page, kept, asked.list ?? {}, speaker)),
    ...grantedOf(ports, value, speaker),
    policies: value.verifiedAt ? livePolicies(value) : undefined,
    offboarding: offboardingView(ports, value, kept.notes.lastConclusiveCheckAt, asked.reasons?.offboarding),
    relaunch: await readRelaunch(ports, caller, kept, tenantName),
    ownEnd: ownEndView(value, !refusedAs(caller, 'end.state'), asked.reasons?.ownEnd),
    legacy: legacyView(ports, caller, value),
    deviations: deviationsView(ports, caller, kept, speaker, asked.deviation),
    upgrade: await upgradeView(ports, caller, { kept, tenantName }, speaker, asked.reasons?.upgrade),
    rotation: await rotationView(ports, caller, { kept, tenantName }, asked.reasons?.rotation),
    reasons: { ...noReasons, ...asked.reasons },
  } satisfies Omit<ManageView, keyof ReturnType<typeof frameOf>>;
}

function ownOf({ vendor }: Ports, connection: Connection): ManageView['own'] {
  const isNeeded = allowedEvents[connection.state].includes('revoked');
  return { commands: endCommandsOf(vendor, connection), roleName: liveRoleSpec(connection).roleName, isNeeded };
}

function grantedOf({ permissionSets }: Ports, connection: Connection, speaker: Speaker) {
  const { id, version } = connection.permissionSet;
  const [spec, set] = [liveRoleSpec(connection), permissionSets.get(id, version)];
  const bound = set && boundSet(set, spec);
  const statements = reasonsFirst(bound?.statements ?? []).filter(each => each.riskReason || each.excessReason);
  return {
    reasoned: statements.map(each => statementView(each, speaker)),
    managed: managedViews(spec, set, speaker),
    values: valueViews(spec, set, speaker),
    isOtherPartition: connection.partition !== 'aws',
  };
}

async function conditionOf(ports: Ports, caller: Caller, kept: Versioned<Connection>, speaker: Speaker) {
  const checks = (await listChecks(ports, caller, kept, { limit: checksRead })).items;
  const asked = kept.value.upgrade?.permissionSet;
  return conditionView(kept, checks, speaker, {
    why: whyNotIssuingNow(ports, kept),
    now: ports.clock.now(),
    telling: tenantTelling(ports, speaker.language),
    cap: ports.sessionCaps.of(liveRoleSpec(kept.value))[0]?.form ?? 'none',
    isUnderReview: await isUnderReview(ports, kept.value),
    // A withdrawn version is no longer requested.
    isUpdateAsked: asked !== undefined && ports.permissionSets.get(asked.id, asked.version) !== undefined,
  });
}

function vendorHolds({ state, suspended, drill }: Connection): TextKey | undefined {
  if (state !== 'suspended' || !suspended?.by.includes('vendor')) return undefined;
  return drill ? 'manage.drill' : 'manage.resume.vendor';
}

/** Shown only when it is true: anyone can write an address. */
function doneText(done: string | undefined, { state }: Connection, condition: ConditionView): TextKey | undefined {
  if (done === 'suspended' && state === 'suspended') return 'manage.done.suspended';
  if (done === 'revoked' && state === 'revoked') return 'manage.done.revoked';
  return done === 'resumed' && condition.phase === 'checking' ? 'manage.done.resumed' : undefined;
}

function endedView(ports: Ports, connection: Connection, impact: Impact): EndedView | undefined {
  const { issuingStoppedAt, state } = connection;
  if (!issuingStoppedAt || (state !== 'revoked' && state !== 'suspended')) return undefined;
  return {
    stoppedAt: issuingStoppedAt,
    lastSessionEndsAt: impact.lastSessionEndsAt,
    commands: endCommandsOf(ports.vendor, connection),
    isFinal: state === 'revoked',
    roleName: liveRoleSpec(connection).roleName,
  };
}
