// What the schemas of all nouns share: ids, texts that people write, pages of lists, and names for the document.
import { type Static, type TProperties, type TSchema, type TSchemaOptions, Type } from 'typebox';
import type { Telling } from '../../../templates/text/telling.js';
import type { VendorConfig } from '../../config/config.js';
import { longestReason, plainLine } from '../../core/values/plain-line.js';

/** An object that knows its properties and refuses all others. */
export function strict<Properties extends TProperties>(properties: Properties, options: TSchemaOptions = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** A schema of the document's components, by its `$id`. */
export function ref<Schema extends TSchema>(schema: Schema & { $id?: string }) {
  return Type.Unsafe<Static<Schema>>(Type.Ref(`${schema.$id}#`));
}

/** One of some words. */
export function oneOf<const Words extends readonly string[]>(words: Words, description?: string) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: [...words], ...(description && { description }) });
}

/** A map from text to text. */
export function texts(description: string) {
  return Type.Unsafe<Record<string, string>>({
    type: 'object',
    additionalProperties: { type: 'string' },
    description,
  });
}

/** Any JSON object, as somebody else described it. */
export function anyObject(description: string) {
  return Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, description });
}

/** A page of a list, newest first. */
export function listOf<Item extends TSchema>($id: string, item: Item) {
  return strict(
    {
      items: Type.Array(item),
      nextCursor: Type.Optional(Type.String({ description: 'Give it back as `cursor` for the next page.' })),
    },
    { $id, description: 'A page of a list, newest first.' },
  );
}

export const page = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 100, default: 50, description: 'How many at most; 50 when absent.' }),
  ),
  cursor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1024, description: 'The `nextCursor` of the page before.' }),
  ),
};
export const pageQuery = strict(page);

/** What a list's query asks of the store. */
export function pageOf({ limit, cursor }: { limit?: number; cursor?: string }): { limit: number; cursor?: string } {
  return { limit: limit ?? 50, ...(cursor !== undefined && { cursor }) };
}

/** An id of the kit's own form. In a path, another form is simply not found. */
export function id(prefix: string, description: string) {
  return Type.String({ pattern: `^${prefix}_[a-z0-9]{16}$`, 'x-form': `an id such as ${prefix}_…`, description });
}

export const time = (description: string) => Type.String({ format: 'date-time', description });

/** One line that a person wrote. */
export function line(longest: number, description: string) {
  return Type.String({
    pattern: plainLine(longest),
    'x-form': `1 to ${longest} characters on one line, without control characters`,
    description,
  });
}

export const reasonBody = strict(
  { reason: line(longestReason, 'Why; it stands in the history.') },
  { examples: [{ reason: 'Ticket 4711' }] },
);

/** Of what ends access for good. */
export const revokeBody = strict(
  {
    ...reasonBody.properties,
    mayCheckClosed: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          "The tenant's consent: whether the vendor may look, for at most 30 days, if the role is closed. It is the " +
          "tenant's to give: pass on what it answered. Left out, nobody asked it, and nobody looks. The history says who " +
          'passed it on.',
      }),
    ),
  },
  { examples: [{ reason: 'The contract ended', mayCheckClosed: true }] },
);

export const tenantParams = strict({ tenantId: id('ten', 'The tenant.') });
export const connectionParams = strict({
  tenantId: id('ten', 'The tenant.'),
  connectionId: id('con', 'One of its connections.'),
});

/** Header of every POST but the one that hands out credentials. */
export const onceHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?$',
      'x-form': '1 to 255 printable ASCII characters',
      description:
        'Kept for 24 hours: the same key with the same body gets the first answer again, with another body it is refused.',
    }),
  ),
});

export type Vendor = Pick<VendorConfig, 'name'>;

/** The API speaks English, to the vendor's own people. */
export function tellingOf({ name }: Vendor): Telling {
  return { language: 'en', vendor: name, reader: 'vendor' };
}
