// What an import could not take, and what its author must decide. Types and the limits of an import.

/** A place in the imported file (a JSON pointer) and a sentence. */
export interface ImportNote {
  place: string;
  message: string;
}

export interface ImportNotes {
  /** Left out of the draft. */
  refused: ImportNote[];
  /** In the draft, but to be decided. */
  hints: ImportNote[];
}

/** One policy of the imported file. */
export interface SourcePolicy {
  place: string;
  document: unknown;
}

export interface Source {
  policies: SourcePolicy[];
  /** ARNs of managed policies. */
  managed: { place: string; arn: string }[];
}

/** More than any role may have. */
export const statementsAtMost = 1000;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON pointer of a member: https://www.rfc-editor.org/rfc/rfc6901 */
export function below(place: string, name: string | number): string {
  return `${place}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
