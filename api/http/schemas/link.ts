// Hand-off and manage links in JSON. The URL of a link is shown once.
import { type Static, Type } from 'typebox';
import type { Link } from '../../core/access/link.js';
import { connectionParams, id, listOf, oneOf, ref, shownName, strict, time } from './parts.js';

export const linkParams = strict({ ...connectionParams.properties, linkId: id('lnk', 'A link of the connection.') });

export const linkBody = strict(
  {
    kind: oneOf(
      ['hand-off', 'manage'],
      '`hand-off`: for the person who launches the role, 7 days. `manage`: for one named person, 30 minutes.',
    ),
    person: Type.Optional(
      shownName(100, 'The person who uses it. Required for a manage link, not allowed for a hand-off link.'),
    ),
    requestedBy: Type.Optional(
      shownName(
        100,
        'Hand-off links only: the person who asks for the access, for example who set it up in your product. The ' +
          'page shows the name, so that its reader can confirm the request with this person.',
      ),
    ),
  },
  { examples: [{ kind: 'manage', person: 'Ada Admin' }] },
);

const linkFields = {
  id: Type.String(),
  kind: oneOf(['hand-off', 'manage']),
  tenantId: Type.String(),
  connectionId: Type.String(),
  createdAt: time('When it was created.'),
  expiresAt: time('When it expires.'),
  person: Type.Optional(Type.String()),
  requestedBy: Type.Optional(Type.String({ description: 'Hand-off links: the person who asks for the access.' })),
  madeBy: Type.Optional(
    strict(
      { kind: Type.String(), id: Type.String() },
      { description: 'The key that created it. Absent in old links.' },
    ),
  ),
  mayRevoke: Type.Optional(
    Type.Boolean({
      description: 'Manage links: whether its creator could revoke when it was created. It can always suspend.',
    }),
  ),
  revokedAt: Type.Optional(time('When it was revoked.')),
};
export const linkSchema = strict(linkFields, { $id: 'Link', description: "A link to one connection's pages." });
export const madeLinkSchema = strict(
  { ...linkFields, url: Type.String({ description: 'Shown once; not stored.' }) },
  { $id: 'MadeLink', description: 'A link with its URL.' },
);
export const linkListSchema = listOf('LinkList', ref(linkSchema));
export const linkNames = [linkSchema, madeLinkSchema, linkListSchema];

export function linkView({ schema: _, linksEnded: __, ...link }: Link): Static<typeof linkSchema> {
  return link;
}
