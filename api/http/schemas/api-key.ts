// API keys in JSON. The key is shown once. Its hashes are never shown.
import { type Static, Type } from 'typebox';
import type { ApiKey } from '../../core/access/api-key.js';
import { keyKinds } from '../../core/access/caller.js';
import { id, listOf, oneOf, ref, shownName, strict, time } from './parts.js';

export const keyParams = strict({ keyId: id('key', 'The API key.') });

const expiresInDays = Type.Integer({ minimum: 1, maximum: 366, default: 90 });

export const keyBody = strict(
  {
    name: shownName(100, "Purpose of the key. Only the vendor's own staff see it."),
    publicName: Type.Optional(
      shownName(
        100,
        'What tenants see on their pages where this key uses their access or changes something, for example ' +
          '"Nightly report". Do not name a person. Without it they see "the backend" or "support" of the vendor.',
      ),
    ),
    scope: oneOf(keyKinds, 'What the key may do.'),
    tenants: Type.Union(
      [Type.Literal('all'), Type.Array(id('ten', 'A tenant.'), { minItems: 1, maxItems: 100, uniqueItems: true })],
      { description: '`all`, or the ids of the tenants the key may access.' },
    ),
    mayEndAccess: Type.Optional(
      Type.Boolean({ default: false, description: 'Whether a backend key may suspend, resume and revoke.' }),
    ),
    mayVouchForPersons: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Whether manage links of this key act for persons of the tenant: resume what the tenant suspended, consent ' +
          'to tests, close legacy access. Only for keys that create links. Such a backend key issues no credentials.',
      }),
    ),
    cidrs: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), {
        minItems: 1,
        maxItems: 50,
        description: 'CIDR blocks from which the key may be used, e.g. 192.0.2.0/24.',
      }),
    ),
    expiresInDays: Type.Optional(expiresInDays),
  },
  { examples: [{ name: 'Billing backend', scope: 'backend', tenants: 'all', mayEndAccess: false }] },
);

export const rotateBody = strict(
  {
    overlapSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 604_800,
        default: 3600,
        description: 'Seconds until the old secret expires.',
      }),
    ),
    expiresInDays: Type.Optional(expiresInDays),
    endLinks: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Whether links that this key created end too, with every page that was opened with them.',
      }),
    ),
  },
  { examples: [{ overlapSeconds: 3600 }] },
);

const keyFields = {
  id: Type.String(),
  name: Type.String(),
  publicName: Type.Optional(Type.String({ description: 'What tenants see in place of its name and id.' })),
  scope: oneOf(keyKinds),
  tenants: Type.Union([Type.Literal('all'), Type.Array(Type.String())]),
  mayEndAccess: Type.Boolean(),
  mayVouchForPersons: Type.Optional(Type.Boolean({ description: 'True when its manage links act for persons.' })),
  cidrs: Type.Optional(Type.Array(Type.String())),
  createdAt: time('When it was created.'),
  secretsExpireAt: Type.Array(time('Expiry of one valid secret.'), {
    description: 'Newest first. Two while a rotation overlaps, none after a revoke.',
  }),
  revokedAt: Type.Optional(time('When it was revoked.')),
};
export const keySchema = strict(keyFields, { $id: 'ApiKey', description: 'An API key without its secret.' });
export const madeKeySchema = strict(
  { ...keyFields, secret: Type.String({ description: 'The key. Shown once; only its hash is stored.' }) },
  { $id: 'MadeApiKey', description: 'An API key with its secret.' },
);
export const keyListSchema = listOf('ApiKeyList', ref(keySchema));
export const keyNames = [keySchema, madeKeySchema, keyListSchema];

export function keyView({ schema: _, secrets, linksEnded: __, ...key }: ApiKey): Static<typeof keySchema> {
  return { ...key, secretsExpireAt: secrets.map(each => each.expiresAt) };
}
