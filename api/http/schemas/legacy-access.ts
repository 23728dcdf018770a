// Access that was there before a connection, in JSON.
import { type Static, Type } from 'typebox';
import type { Connection } from '../../core/connection/connection.js';
import { type LegacyAccess, legacyKinds } from '../../core/connection/parts.js';
import { legacyCommandsOf } from '../../operations/ending/legacy-access.js';
import type { Ports } from '../../ports/ports.js';
import { connectionParams, id, line, oneOf, reasonBody, strict, time } from './parts.js';

const legacyId = id('leg', 'One of its legacy accesses.');

export const legacyParams = strict({ ...connectionParams.properties, legacyId });
const keyId = Type.String({
  pattern: '^AKIA[A-Z0-9]{16}$',
  'x-form': 'an access key id such as AKIA…',
  description: 'Of a user: the key that the vendor was given. Never send its secret.',
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
    person: line(100, 'Who of the tenant says that it was deleted, as your application has logged them in.'),
  },
  { examples: [{ person: 'Ada Admin' }] },
);

const command = (description: string) => Type.Optional(Type.String({ description }));

export const legacySchema = strict(
  {
    id: legacyId,
    kind: oneOf(legacyKinds, '`role`: made by hand or with another external ID. `user`: a long-term access key.'),
    arn: Type.String(),
    accessKeyId: Type.Optional(keyId),
    recordedAt: time('When it was recorded.'),
    state: oneOf(['open', 'deleted', 'mistaken'], '`deleted`: so the tenant says. `mistaken`: it never was.'),
    endedAt: Type.Optional(time('When it was said.')),
    person: Type.Optional(Type.String({ description: 'Who of the tenant said it.' })),
    commands: Type.Optional(
      strict(
        {
          lookFirst: command('When it was last used, as AWS knows it.'),
          findStack: command('Which stack made the role, if any: then delete that stack instead.'),
          switchOff: command('Switches the key off; it can be switched on again.'),
          remove: command('Takes it away for good.'),
        },
        {
          description:
            "What the customer runs in its account. Absent until the connection's own role is proven and issues.",
        },
      ),
    ),
  },
  { description: 'Access that was there before. The kit never uses it.' },
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
