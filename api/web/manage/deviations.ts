// The part of the manage page about accepted deviations: what is accepted, and the forms to accept, extend and remove.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { TextKey } from '../../../templates/text/say.js';
import { sayKey, type Telling } from '../../../templates/text/telling.js';
import { type Caller, refusedAs } from '../../core/access/caller.js';
import { acceptanceOf, longestAcceptanceDays } from '../../core/connection/acceptance.js';
import { type Connection, isGoodHealth } from '../../core/connection/connection.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import type { Acceptance } from '../../core/connection/parts.js';
import { acceptabilityOf, findingId } from '../../core/finding/acceptable.js';
import type { Finding } from '../../core/finding/findings.js';
import { dayMs } from '../../core/values/time.js';
import { acceptDeviation, removeAcceptance } from '../../operations/check/accept-deviation.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import type { AcceptedLine, FindingView, Speaker } from '../page/check-view.js';
import { pageOf } from '../page/page-session.js';
import type { Pages } from '../page/pages-type.js';
import { noReason, type ReasonView, reasonField, reasonView } from '../page/reason.js';
import { tenantTelling } from './named-callers.js';

/** What a person typed into one of the forms, with its faults. `of`: the finding, or the acceptance to remove. */
export interface AskedDeviation {
  of: string;
  reason: ReasonView;
  lastDay?: { kept: string; wrong: boolean };
}

interface FormView {
  isOpen: boolean;
  summary: TextKey;
  button: TextKey;
  /** What the person has read: the form is refused if that has changed. */
  hidden: { name: string; value: string }[];
  reasonField: string;
  reason: ReasonView;
  endField: string;
  end: { min: string; max: string; kept: string; wrong: boolean };
}

export interface DeviationsView {
  accepted: {
    sentence: string;
    line: AcceptedLine;
    form: FormView | undefined;
    removal: { id: string; field: string; reason: ReasonView } | undefined;
  }[];
  open: { sentence: string; form: FormView }[];
  /** Something is widened, and only a person whom the vendor has confirmed may accept that. */
  isPersonNeeded: boolean;
}

/** The finding as it is shown once accepted; empty when it is not. */
export function acceptedView(
  connection: Connection,
  found: Finding,
  speaker: Speaker,
  telling: Telling,
): FindingView[] {
  const acceptance = acceptanceOf(connection, found);
  return acceptance ? [{ ...speaker.finding(found), accepted: lineOf(acceptance, telling) }] : [];
}

function lineOf({ person = '', who, acceptedAt, endsAt, reason }: Acceptance, telling: Telling): AcceptedLine {
  // Of a link, the key that created it accepted: the vendor has not confirmed who opened it.
  const kind = who.kind === 'manage' ? 'support' : who.kind;
  return { person, who: sayKey({ ...who, kind }, telling), at: acceptedAt, until: endsAt, reason };
}

/** Undefined when nothing is accepted, and this link can accept nothing. */
export function deviationsView(
  ports: Ports,
  caller: Caller,
  kept: Versioned<Connection>,
  speaker: Speaker,
  asked: AskedDeviation | undefined,
): DeviationsView | undefined {
  const { value } = kept;
  const allowed = allowedEvents[value.state];
  const mayAccept = allowed.includes('deviation-accepted') && value.deviation && isGoodHealth(value.health);
  const acceptors = {
    anyone: !refusedAs(caller, 'deviation.accept'),
    person: !refusedAs(caller, 'deviation.accept') && !refusedAs(caller, 'deviation.accept-wider'),
  };
  const mayRemove = allowed.includes('acceptance-removed') && !refusedAs(caller, 'deviation.reopen');
  const telling = tenantTelling(ports, speaker.language);
  const view: DeviationsView = { accepted: [], open: [], isPersonNeeded: false };
  for (const [at, found] of value.findings.entries()) {
    const acceptance = acceptanceOf(value, found);
    const acceptability = acceptabilityOf(found);
    const isOurs = mayAccept && 'by' in acceptability && acceptors[acceptability.by];
    const form = isOurs ? formOf(ports, kept, found, acceptance, { at, asked }) : undefined;
    const { sentence } = speaker.finding(found);
    if (acceptance)
      view.accepted.push({
        sentence,
        line: lineOf(acceptance, telling),
        form,
        removal: mayRemove ? removalOf(acceptance, at, asked) : undefined,
      });
    else if (form) view.open.push({ sentence, form });
    else if (mayAccept && 'by' in acceptability) view.isPersonNeeded = true;
  }
  return view.accepted.length + view.open.length > 0 || view.isPersonNeeded ? view : undefined;
}

function removalOf({ id }: Acceptance, at: number, asked: AskedDeviation | undefined) {
  return { id, field: `deviation-${at}-removal`, reason: asked?.of === id ? asked.reason : noReason };
}

function formOf(
  { clock }: Ports,
  { value, revision }: Versioned<Connection>,
  found: Finding,
  before: Acceptance | undefined,
  { at, asked }: { at: number; asked: AskedDeviation | undefined },
): FormView {
  const finding = findingId(found);
  const typed = asked?.of === finding ? asked : undefined;
  const { checkId = '', digest = '' } = value.deviation ?? {};
  const seen = { checkId, digest, finding, revision: `${revision}`, ...(before && { replaces: before.id }) };
  const kind = before ? 'extend' : 'accept';
  return {
    isOpen: typed !== undefined,
    summary: `deviations.${kind}.this`,
    button: `deviations.${kind}`,
    hidden: Object.entries(seen).map(([name, text]) => ({ name, value: text })),
    reasonField: `deviation-${at}-reason`,
    reason: typed?.reason ?? noReason,
    endField: `deviation-${at}-end`,
    end: { ...daysFrom(clock.now()), kept: typed?.lastDay?.kept ?? '', wrong: typed?.lastDay?.wrong === true },
  };
}

/** The last day counts to its end, so the latest one is a day earlier than the longest time. */
function daysFrom(now: Date): { min: string; max: string } {
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { min: dayOf(now.getTime()), max: dayOf(now.getTime() + (longestAcceptanceDays - 1) * dayMs) };
}

const seenField = Type.String({ pattern: '^[a-z0-9_]{1,64}$' });
const acceptBody = Type.Object(
  {
    form: Type.String(),
    checkId: seenField,
    digest: seenField,
    finding: seenField,
    revision: Type.String({ pattern: '^[0-9]{1,15}$' }),
    replaces: Type.Optional(seenField),
    reason: reasonField,
    lastDay: Type.String(),
  },
  { additionalProperties: false },
);
const removeBody = Type.Object(
  { form: Type.String(), acceptanceId: seenField, reason: reasonField },
  { additionalProperties: false },
);

type ShowDeviation = (request: FastifyRequest, reply: FastifyReply, asked: AskedDeviation) => Promise<FastifyReply>;

export function deviationForms(pages: Pages, ports: Ports, showAgain: ShowDeviation): void {
  pages.post('/deviations/accept', { schema: { hide: true, body: acceptBody } }, async (request, reply) => {
    const { caller, where, path } = pageOf(request);
    const { form: _, lastDay, revision, ...seen } = request.body;
    const { min, max } = daysFrom(ports.clock.now());
    const isDay = /^\d{4}-\d\d-\d\d$/.test(lastDay) && !Number.isNaN(Date.parse(lastDay));
    const day = { kept: isDay ? lastDay : '', wrong: !isDay || lastDay < min || lastDay > max };
    const reason = reasonView(seen.reason);
    if (day.wrong || reason.wrong) return showAgain(request, reply, { of: seen.finding, reason, lastDay: day });
    const endsAt = `${lastDay}T23:59:59.000Z`;
    await acceptDeviation(ports, caller, where, { ...seen, endsAt, revision: Number(revision) });
    return reply.redirect(`${path}#deviations`, 303);
  });
  pages.post('/deviations/remove', { schema: { hide: true, body: removeBody } }, async (request, reply) => {
    const { caller, where, path } = pageOf(request);
    const { acceptanceId, reason: typed } = request.body;
    const reason = reasonView(typed);
    if (reason.wrong) return showAgain(request, reply, { of: acceptanceId, reason });
    await removeAcceptance(ports, caller, { ...where, acceptanceId }, typed);
    return reply.redirect(`${path}#condition`, 303);
  });
}
