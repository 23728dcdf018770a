// Legacy access, which existed before a connection, in JSON.
import { type Static, Type } from 'typebox';
import type { Connection } from '../../core/connection/connection.js';
import { type LegacyAccess, legacyKinds } from '../../core/connection/parts.js';
import { legacyCommandsOf } from '../../operations/ending/legacy-access.js';
import type { Ports } from '../../ports/ports.js';
import { connectionParams, id, oneOf, reasonBody, shownName, strict, time } from './parts.js';

const legacyId = id('leg', 'A legacy access of the connection.');

export const legacyParams = strict({ ...connectionParams.properties, legacyId });
const keyId = Type.String({
  pattern: '^AKIA[A-Z0-9]{16}$',
  'x-form': 'an access key id such as AKIA…',
  description: 'For a user: the ID of the access key that the vendor holds. Never send its secret.',
});

export const legacyBody = strict(
  {
    arn: Type.String({
      maxLength: 2048,
      description: 'The role, or the IAM user, in the announced account and partition.',
    }),
    accessKeyId: Type.Optional(keyId),
    ...reasonBody.properties,
  },
  { examples: [{ arn: 'arn:aws:iam::210987654321:role/made-by-hand', reason: 'From before this connection' }] },
);

export const legacyClosedBody = strict(
  {
    person: shownName(100, "The tenant's person who reports the deletion, as authenticated by your application."),
  },
  { examples: [{ person: 'Ada Admin' }] },
);

const command = (description: string) => Type.Optional(Type.String({ description }));

export const legacySchema = strict(
  {
    id: legacyId,
    kind: oneOf(legacyKinds, '`role`: created by hand or with another external ID. `user`: a long-term access key.'),
    arn: Type.String(),
    accessKeyId: Type.Optional(keyId),
    recordedAt: time('When it was recorded.'),
    state: oneOf(
      ['open', 'deleted', 'mistaken'],
      '`deleted`: the tenant reported its deletion. `mistaken`: the record was wrong.',
    ),
    endedAt: Type.Optional(time('When it was closed.')),
    person: Type.Optional(Type.String({ description: "The tenant's person who reported the deletion." })),
    commands: Type.Optional(
      strict(
        {
          lookFirst: command('Shows when AWS last recorded its use.'),
          findStack: command('Finds the stack that created the role, if any. In that case delete the stack instead.'),
          switchOff: command('Deactivates the key. It can be activated again.'),
          remove: command('Deletes it permanently.'),
        },
        {
          description:
            "Commands for the customer's account. Absent until the connection's own role is verified and issues " +
            'credentials.',
        },
      ),
    ),
  },
  { description: 'Access that existed before the connection. The kit never uses it.' },
);

export function legacyView(
  vendor: Ports['vendor'],
  connection: Connection,
): { legacyAccess?: Static<typeof legacySchema>[] } {
  const { legacy } = connection;
  if (!legacy) return {};
  return { legacyAccess: legacy.map(each => accessView(vendor, connection, each)) };
}

function accessView(
  vendor: Ports['vendor'],
  connection: Connection,
  access: LegacyAccess,
): Static<typeof legacySchema> {
  const { ended, ...rest } = access;
  const commands = legacyCommandsOf(vendor, connection, access);
  return {
    ...rest,
    state: ended?.how ?? 'open',
    ...(ended && { endedAt: ended.at }),
    ...(ended?.person && { person: ended.person }),
    ...(commands && { commands: { ...commands } }),
  };
}
