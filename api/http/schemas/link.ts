// Hand-off and manage links in JSON. The address of one is shown once.
import { type Static, Type } from 'typebox';
import type { Link } from '../../core/access/link.js';
import { connectionParams, id, line, listOf, oneOf, ref, strict, time } from './parts.js';

export const linkParams = strict({ ...connectionParams.properties, linkId: id('lnk', 'One of its links.') });

export const linkBody = strict(
  {
    kind: oneOf(['hand-off', 'manage'], 'hand-off: for whoever launches, 7 days. manage: for one person, 30 minutes.'),
    person: Type.Optional(line(100, 'Who uses it; a manage link needs one, a hand-off link takes none.')),
  },
  { examples: [{ kind: 'manage', person: 'Ada Admin' }] },
);

const linkFields = {
  id: Type.String(),
  kind: oneOf(['hand-off', 'manage']),
  tenantId: Type.String(),
  connectionId: Type.String(),
  createdAt: time('When it was made.'),
  expiresAt: time('When it ends.'),
  person: Type.Optional(Type.String()),
  madeBy: Type.Optional(
    strict({ kind: Type.String(), id: Type.String() }, { description: 'Whose key made it; absent in old links.' }),
  ),
  mayRevoke: Type.Optional(
    Type.Boolean({ description: 'Manage links: whether it may revoke, because its maker may. It can always suspend.' }),
  ),
  revokedAt: Type.Optional(time('When it was revoked.')),
};
export const linkSchema = strict(linkFields, { $id: 'Link', description: "A link to one connection's pages." });
export const madeLinkSchema = strict(
  { ...linkFields, url: Type.String({ description: 'Shown once; not kept.' }) },
  { $id: 'MadeLink', description: 'A link with its address.' },
);
export const linkListSchema = listOf('LinkList', ref(linkSchema));
export const linkNames = [linkSchema, madeLinkSchema, linkListSchema];

export function linkView({ schema: _, ...link }: Link): Static<typeof linkSchema> {
  return link;
}
