// The parts of the manage page about off-boarding checks after a revoke, and about access that the customer ended.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { TextKey } from '../../../templates/text/say.js';
import type { Connection } from '../../core/connection/connection.js';
import { endCauses } from '../../core/connection/parts.js';
import { stateEnd } from '../../operations/ending/end-access.js';
import { type OpenRole, openRoleOf } from '../../operations/ending/end-commands.js';
import { stopOffboarding } from '../../operations/ending/offboard.js';
import type { Ports } from '../../ports/ports.js';
import { pageOf } from '../page/page-session.js';
import type { Pages } from '../page/pages-type.js';
import { noReason, type ReasonView, reasonField, reasonView } from '../page/reason.js';
import { reasonForm } from '../page/reason-form.js';

export interface OffboardingView {
  sentence: TextKey;
  /** Who gave the consent. */
  consent: TextKey;
  /** Times that the sentence names. */
  since: string;
  until: string;
  lookedAt: string | undefined;
  openRoles: OpenRole[];
  mayStop: boolean;
  reason: ReasonView;
}

/** Undefined when nothing was revoked, or no role was ever found. */
export function offboardingView(
  { vendor }: Ports,
  connection: Connection,
  lookedAt: string | undefined,
  reason: ReasonView = noReason,
): OffboardingView | undefined {
  const { offboarding } = connection;
  if (!offboarding) return undefined;
  const { state, refused, admitted, until = '', confirmedAt, endedAt } = offboarding;
  const isOpen = state === 'checking';
  const seen = isOpen ? (admitted ? '.trusts' : refused ? '.refused' : '.first') : '';
  return {
    sentence: `offboarding.${state}${seen}` as TextKey,
    consent: `offboarding.consent.${offboarding.decidedBy}`,
    since: confirmedAt ?? endedAt ?? admitted?.since ?? refused?.since ?? '',
    until,
    lookedAt: isOpen && (admitted || refused) ? lookedAt : undefined,
    openRoles: (admitted?.launches ?? []).map(launch => openRoleOf(vendor, connection, launch)),
    mayStop: isOpen,
    reason,
  };
}

/** The end that the tenant stated, and the form to state it. */
export interface OwnEndView {
  said: { at: string; sentence: TextKey; cause: TextKey | undefined } | undefined;
  /** Whether the tenant can state it now. */
  maySay: boolean;
  causes: { value: string; text: TextKey }[];
  isGone: boolean;
  reason: ReasonView;
}

/** Undefined while the role accepts us. `maySay`: whether the link may state it. */
export function ownEndView(
  connection: Connection,
  maySay: boolean,
  reason: ReasonView = noReason,
): OwnEndView | undefined {
  const { state, health, refusedSince, saidEnded } = connection;
  if (state !== 'verified' || !refusedSince) return undefined;
  return {
    said: saidEnded && {
      at: saidEnded.at,
      sentence: `ownEnd.said.${saidEnded.by}`,
      cause: saidEnded.cause && `ownEnd.cause.${saidEnded.cause}`,
    },
    maySay: maySay && !saidEnded,
    causes: endCauses.map(value => ({ value, text: `ownEnd.cause.${value}` as const })),
    isGone: health === 'gone',
    reason,
  };
}

type Form = 'ownEnd' | 'offboarding';
/** Empty when the person chose none. */
const causeField = Type.Unsafe<(typeof endCauses)[number] | ''>({ type: 'string', enum: ['', ...endCauses] });
const endBody = Type.Object(
  { form: Type.String(), reason: reasonField, cause: causeField },
  { additionalProperties: false },
);

/** `showAgain` shows the page again with what the person typed; nothing has changed then. */
export function offboardingForms(
  pages: Pages,
  ports: Ports,
  showAgain: (
    request: FastifyRequest,
    reply: FastifyReply,
    reasons: Partial<Record<Form, ReasonView>>,
  ) => Promise<FastifyReply>,
): void {
  reasonForm(
    pages,
    { path: '/offboarding/stop', back: '#offboarding' },
    (caller, where, reason) => stopOffboarding(ports, caller, where, reason),
    (request, reply, offboarding) => showAgain(request, reply, { offboarding }),
  );
  pages.post('/end-statement', { schema: { hide: true, body: endBody } }, async (request, reply) => {
    const { caller, where, path } = pageOf(request);
    const { reason, cause } = request.body;
    const ownEnd = reasonView(reason);
    if (ownEnd.wrong) return showAgain(request, reply, { ownEnd });
    await stateEnd(ports, caller, where, { reason, ...(cause && { cause }) });
    return reply.redirect(`${path}#own-end`, 303);
  });
}
