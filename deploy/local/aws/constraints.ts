// The checks that every AWS API makes on plain parameters, with AWS's own messages. Knows no action.
import { type Params, validationError } from './protocol/wire.js';

export interface Constraint {
  name: string;
  isRequired?: boolean;
  min?: number;
  max?: number;
  pattern?: string;
  /** Limits of a number. */
  from?: number;
  to?: number;
}

function broken({ name, min, max, pattern, from, to, isRequired }: Constraint, value: string | undefined): string[] {
  const at = name.charAt(0).toLowerCase() + name.slice(1);
  const say = (must: string) =>
    value === undefined
      ? `Value at '${at}' failed to satisfy constraint: Member must ${must}`
      : `Value '${value}' at '${at}' failed to satisfy constraint: Member must ${must}`;
  if (value === undefined) return isRequired ? [say('not be null')] : [];
  const found: string[] = [];
  const { length } = [...value];
  if (min !== undefined && length < min) found.push(say(`have length greater than or equal to ${min}`));
  if (max !== undefined && length > max) found.push(say(`have length less than or equal to ${max}`));
  if (pattern && !new RegExp(`^${pattern}$`, pattern.includes('\\p{') ? 'u' : '').test(value)) {
    found.push(say(`satisfy regular expression pattern: ${pattern}`));
  }
  if (from !== undefined && !(Number(value) >= from)) found.push(say(`have value greater than or equal to ${from}`));
  if (to !== undefined && Number(value) > to) found.push(say(`have value less than or equal to ${to}`));
  return found;
}

export function checkConstraints(params: Params, constraints: readonly Constraint[]): void {
  const found = constraints.flatMap(constraint => broken(constraint, params[constraint.name]));
  if (found.length === 0) return;
  const errors = found.length === 1 ? 'validation error' : 'validation errors';
  throw validationError(`${found.length} ${errors} detected: ${found.join('; ')}`);
}
