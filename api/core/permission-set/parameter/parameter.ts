// Parameters of a permission set: what each connection states once, such as the name of a bucket. Statements use them
// as `${parameter:Name}` in resources and conditions. IAM's own variables name a condition key (`${aws:username}`), and
// no service has the prefix `parameter`.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
import type { Language } from '../../values/languages.js';

/**
 * `key-arn`: the ARN of a KMS key. `region-list`: regions, separated by commas. `prefix`: the beginning of S3 keys, up
 * to and including a slash.
 */
export const parameterKinds = ['bucket', 'prefix', 'key-arn', 'region-list', 'account-id'] as const;
export type ParameterKind = (typeof parameterKinds)[number];

export interface Parameter {
  /** A capital, then letters and digits; unique in the set. */
  name: string;
  title: Record<Language, string>;
  /** Why the vendor needs to know it. */
  why: Record<Language, string>;
  /** Each parameter has either a kind or a pattern. */
  kind?: ParameterKind;
  /** In the restricted form of pattern.ts. */
  pattern?: string;
  /** Statements that use it are left out while it has no value. */
  optional?: true;
}

/** The most parameters of a set. */
export const parametersAtMost = 16;

/** A value of one connection, and who stated it. */
export interface ParameterValue {
  value: string;
  /** The account that owns what the value names. Absent: the announced account. Only the vendor can state it. */
  ownerAccountId?: string;
  by: 'vendor' | 'customer';
  /** The API key or the link that stated it. */
  id: string;
  /** When, ISO 8601. */
  at: string;
}

export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** What of a statement can use parameters, and what decides how. */
export interface ParametricStatement {
  effect?: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  conditions?: Record<string, Record<string, string | string[]>>;
}

const placeholder = /\$\{parameter:([A-Z][A-Za-z0-9]{0,31})\}/g;
/** Where someone meant a placeholder, whether or not it is one. */
const meant = /\$\{\s*parameter[^}]*\}?/gi;

/** The names that a text uses. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(placeholder)].map(match => match[1]!);
}

/** The text with other texts in place of its placeholders. One pass: what is put in is not searched again. */
export function withNames(text: string, put: (name: string) => string): string {
  return text.replace(placeholder, (_, name: string) => put(name));
}

/** The first text that looks like a placeholder and is none. */
export function malformedIn(text: string): string | undefined {
  return text.match(meant)?.find(each => !new RegExp(`^${placeholder.source}$`).test(each));
}

/** The texts of a statement that may use parameters. */
export function parametricTexts({ resources, conditions = {} }: ParametricStatement): string[] {
  return [...resources, ...Object.values(conditions).flatMap(keys => Object.values(keys).flat())];
}

export const bucketPlace = /^arn:[^:]+:s3:::\$\{parameter:([A-Z][A-Za-z0-9]{0,31})\}/;

/** The parameter that names the bucket of an Allow. A Deny holds for every owner, so it is not limited. */
export function bucketOf({ effect, resources }: ParametricStatement): string | undefined {
  if (effect === 'Deny') return undefined;
  return resources.map(each => bucketPlace.exec(each)?.[1]).find(each => each !== undefined);
}
