// Impact of ending access, and its result: when the last session expires, and what the customer runs to end it now.
import { type Static, Type } from 'typebox';
import { say } from '../../../templates/text/say.js';
import { hourOf } from '../../core/values/time.js';
import type { Ended } from '../../operations/ending/end-access.js';
import { endCommandsOf } from '../../operations/ending/end-commands.js';
import type { Ports } from '../../ports/ports.js';
import { type ConnectionView, connectionSchema } from './connection.js';
import { deletionCommands } from './offboarding.js';
import { ref, strict, time } from './parts.js';

const commands = strict(
  {
    cutSessions: Type.String({ description: 'Revokes every active session of the role now.' }),
    ...deletionCommands,
  },
  { description: 'Commands that the customer runs in its account, in this order.' },
);

export const impactSchema = strict(
  {
    sessionsAlive: Type.Integer({ description: 'Issued sessions that may still be active.' }),
    lastSessionEndsAt: Type.Optional(time('When the last of them expires at the latest. Absent when none is active.')),
    cutBefore: Type.Optional(
      time(
        'Sessions issued before this time were revoked by the customer (AWSRevokeOlderSessions), according to ' +
          'the last check.',
      ),
    ),
    sessionsCut: Type.Optional(
      Type.Integer({
        description: 'How many of the active sessions have no permissions while that policy is attached.',
      }),
    ),
    lastHandedOutHour: Type.Optional(
      time('Start of the hour in which credentials were last issued. The ledger has the exact times.'),
    ),
    usedBy: Type.Array(Type.String(), { description: 'The callers that they were issued to, newest first.' }),
    commands,
  },
  { $id: 'Impact', description: 'Who uses the access now, and how the customer ends it in its own account.' },
);

export const endedSchema = strict(
  {
    connection: ref(connectionSchema),
    issuingStoppedAt: Type.Optional(time('Credential requests received after this time get nothing.')),
    lastSessionEndsAt: Type.Optional(
      time('Credentials already issued remain valid until then. Absent when there are none.'),
    ),
    sessionsAlive: Type.Integer(),
    sentence: Type.String({ description: 'The result in one sentence.' }),
    commands,
  },
  { $id: 'Ended', description: 'What was stopped, what is still valid, and how the customer ends that too.' },
);
export const resumedSchema = strict(
  { connection: ref(connectionSchema) },
  {
    $id: 'Resumed',
    description:
      'The state before the suspension, with health `unknown`. A check starts. Issuing waits for its result.',
  },
);
export const endingNames = [impactSchema, endedSchema, resumedSchema];

export function impactView(
  { vendor }: Pick<Ports, 'vendor'>,
  { connection, impact }: Ended,
): Static<typeof impactSchema> {
  // The callers of this view see ids: it leaves out the names for tenants.
  const { lastHandedOutAt, publicNames: _, ...rest } = impact;
  return {
    ...rest,
    ...(lastHandedOutAt && { lastHandedOutHour: hourOf(lastHandedOutAt) }),
    commands: endCommandsOf(vendor, connection.value),
  };
}

export function endedView(
  { vendor }: Pick<Ports, 'vendor'>,
  { connection, impact }: Ended,
  view: ConnectionView,
): Static<typeof endedSchema> {
  const { issuingStoppedAt } = connection.value;
  const { lastSessionEndsAt, sessionsAlive } = impact;
  const sentences = lastSessionEndsAt
    ? [say('en', 'revoke.until', { until: lastSessionEndsAt }), say('en', 'revoke.validUntil')]
    : [say('en', 'revoke.noSessions')];
  return {
    connection: view,
    ...(issuingStoppedAt && { issuingStoppedAt }),
    ...(lastSessionEndsAt && { lastSessionEndsAt }),
    sessionsAlive,
    sentence: sentences.join(' '),
    commands: endCommandsOf(vendor, connection.value),
  };
}
