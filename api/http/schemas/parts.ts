// Parts shared by all schemas: ids, free text, list pages, and named components.
import { type Static, type TProperties, type TSchema, type TSchemaOptions, Type } from 'typebox';
import type { Telling } from '../../../templates/text/telling.js';
import type { VendorConfig } from '../../config/config.js';
import { longestReason, plainLine, plainName } from '../../core/values/plain-line.js';

/** For the values of `SessionLimit`. */
export const capMeaning =
  'What limits the credentials besides the role. `exact`: they can do what was announced, and no more. `by_service`: ' +
  'that does not fit into a session policy, so they can do what the role allows of the announced services, at the ' +
  'announced access levels. `none`: they can do whatever the role allows.';

/** An object that refuses unknown properties. */
export function strict<Properties extends TProperties>(properties: Properties, options: TSchemaOptions = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** A reference to a named component, by its `$id`. */
export function ref<Schema extends TSchema>(schema: Schema & { $id?: string }) {
  return Type.Unsafe<Static<Schema>>(Type.Ref(`${schema.$id}#`));
}

/** One of several words. */
export function oneOf<const Words extends readonly string[]>(words: Words, description?: string) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: [...words], ...(description && { description }) });
}

/** An object whose values are all texts. */
export function texts(description: string) {
  return Type.Unsafe<Record<string, string>>({
    type: 'object',
    additionalProperties: { type: 'string' },
    description,
  });
}

/** Any JSON object; its format is defined elsewhere, such as by AWS. */
export function anyObject(description: string) {
  return Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, description });
}

/** A page of a list, newest first. */
export function listOf<Item extends TSchema>($id: string, item: Item) {
  return strict(
    {
      items: Type.Array(item),
      nextCursor: Type.Optional(Type.String({ description: 'Send it as `cursor` to get the next page.' })),
    },
    { $id, description: 'A page of a list, newest first.' },
  );
}

export const page = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 100, default: 50, description: 'Maximum number of items.' }),
  ),
  cursor: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1024, description: 'The `nextCursor` of the previous page.' }),
  ),
};
export const pageQuery = strict(page);

/** Converts a list query into the page that the store expects. */
export function pageOf({ limit, cursor }: { limit?: number; cursor?: string }): { limit: number; cursor?: string } {
  return { limit: limit ?? 50, ...(cursor !== undefined && { cursor }) };
}

/** An id in the kit's form. In a path, any other form is answered as not found. */
export function id(prefix: string, description: string) {
  return Type.String({ pattern: `^${prefix}_[a-z0-9]{16}$`, 'x-form': `an id such as ${prefix}_…`, description });
}

export const time = (description: string) => Type.String({ format: 'date-time', description });

/** One line of free text, stored without secrets, external IDs and ARNs. */
export function line(longest: number, description: string) {
  return Type.String({
    pattern: plainLine(longest),
    'x-form': `1 to ${longest} characters on one line, without control characters`,
    'x-scrubbed': 'text',
    description,
  });
}

/** A name that people read and compare, stored like a line. */
export function shownName(longest: number, description: string) {
  return Type.String({
    pattern: plainName(longest),
    'x-form': `1 to ${longest} characters on one line, without control or invisible characters`,
    'x-scrubbed': 'text',
    description,
  });
}

/** The vendor's own reference, stored without keys and tokens. It may be a UUID. */
export function reference(longest: number, description: string) {
  const form = `1 to ${longest} characters on one line, without control characters`;
  return Type.String({ pattern: plainLine(longest), 'x-form': form, 'x-scrubbed': 'reference', description });
}

export const reasonBody = strict(
  { reason: line(longestReason, 'The reason. The history shows it.') },
  { examples: [{ reason: 'Ticket 4711' }] },
);

/** Body of requests that end access for good. */
export const revokeBody = strict(
  {
    ...reasonBody.properties,
    mayCheckClosed: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          "The tenant's consent: whether the vendor may test for up to 30 days whether the role still accepts us. " +
          "Send the tenant's own answer. If absent, the tenant was not asked and we do not test. The history " +
          'records who sent it.',
      }),
    ),
  },
  { examples: [{ reason: 'The contract ended', mayCheckClosed: true }] },
);

export const tenantParams = strict({ tenantId: id('ten', 'The tenant.') });
export const connectionParams = strict({
  tenantId: id('ten', 'The tenant.'),
  connectionId: id('con', 'A connection of the tenant.'),
});

/** Header of every POST except credential requests. */
export const onceHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?$',
      'x-form': '1 to 255 printable ASCII characters',
      description:
        'Stored for 24 hours. The same key with the same body returns the first answer; with a different body ' +
        'it is refused.',
    }),
  ),
});

export type Vendor = Pick<VendorConfig, 'name'>;

/** API texts are in English, for the vendor's own staff. */
export function tellingOf({ name }: Vendor): Telling {
  return { language: 'en', vendor: name, reader: 'vendor' };
}
