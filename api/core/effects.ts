// The two halves of a permission set: what it grants, and what it promises to keep closed.
import type { PermissionSet, PermissionStatement } from './permission-set.js';

export type Effect = 'Allow' | 'Deny';

export function effectOf(statement: PermissionStatement): Effect {
  return statement.effect ?? 'Allow';
}

export function statementsOf(set: PermissionSet, effect: Effect): PermissionStatement[] {
  return set.statements.filter(each => effectOf(each) === effect);
}
