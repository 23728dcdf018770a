// Before access ends: the impact. After: when the last session ends, and what the customer runs to cut it now.
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
    cutSessions: Type.String({ description: 'Cuts every session of the role now, in the customer account.' }),
    ...deletionCommands,
  },
  { description: 'What the customer runs in its account, in this order.' },
);

export const impactSchema = strict(
  {
    sessionsAlive: Type.Integer({ description: 'Issued sessions that may still be alive.' }),
    lastSessionEndsAt: Type.Optional(time('When the last of them ends at the latest; absent when none is alive.')),
    cutBefore: Type.Optional(
      time('The customer cut what was issued before (AWSRevokeOlderSessions), as the last check saw it.'),
    ),
    sessionsCut: Type.Optional(
      Type.Integer({ description: 'How many of them can do nothing, as long as that policy stays on the role.' }),
    ),
    lastHandedOutHour: Type.Optional(
      time('The hour in which credentials were last handed out, by its beginning; the ledger has the times.'),
    ),
    usedBy: Type.Array(Type.String(), { description: 'The callers they were handed to, newest first.' }),
    commands,
  },
  { $id: 'Impact', description: 'Who uses the access now, and how the customer ends that in its own account.' },
);

export const endedSchema = strict(
  {
    connection: ref(connectionSchema),
    issuingStoppedAt: Type.Optional(time('Asks received after that get nothing.')),
    lastSessionEndsAt: Type.Optional(
      time('Credentials already issued stay valid until then; absent when there are none.'),
    ),
    sessionsAlive: Type.Integer(),
    sentence: Type.String({ description: 'The same in words.' }),
    commands,
  },
  { $id: 'Ended', description: 'What was stopped, what is still valid, and how to end that too.' },
);
export const resumedSchema = strict(
  { connection: ref(connectionSchema) },
  {
    $id: 'Resumed',
    description: 'Back to the state before, with health unknown. A check starts; issuing waits for it.',
  },
);
export const endingNames = [impactSchema, endedSchema, resumedSchema];

export function impactView(
  { vendor }: Pick<Ports, 'vendor'>,
  { connection, impact }: Ended,
): Static<typeof impactSchema> {
  const { lastHandedOutAt } = impact;
  return {
    ...impact,
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
