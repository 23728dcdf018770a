// Removes secrets from the texts of a valid body, where they enter: so the store, the history, the log, events and
// exports hold the same text. The schema marks the fields (schemas/parts.ts).
import type { TSchema } from 'typebox';
import { scrubbedText, withoutSecrets } from '../../core/values/redact.js';

interface Marked {
  'x-scrubbed'?: 'text' | 'reference';
  properties?: Record<string, Marked>;
  items?: Marked;
  anyOf?: Marked[];
}

export function scrubbedBody(schema: TSchema, value: unknown): unknown {
  return scrubbed(schema as Marked, value);
}

function scrubbed(schema: Marked, value: unknown): unknown {
  if (schema.anyOf) return schema.anyOf.reduce((text, branch) => scrubbed(branch, text), value);
  if (typeof value === 'string') {
    const mark = schema['x-scrubbed'];
    return mark === 'text' ? scrubbedText(value) : mark === 'reference' ? withoutSecrets(value) : value;
  }
  if (Array.isArray(value)) return schema.items ? value.map(each => scrubbed(schema.items!, each)) : value;
  const { properties } = schema;
  if (typeof value !== 'object' || value === null || !properties) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, each]) => [key, scrubbed(properties[key] ?? {}, each)]));
}
