// Prints the statements of a permission set as a policy document.
import type { PolicyDocument, Statement } from '../policy/document/document.js';
import { effectOf, type PermissionStatement } from './permission-set.js';

/** One policy statement for each statement of the set; Deny statements come last. */
export function policyOfStatements(statements: readonly PermissionStatement[]): PolicyDocument {
  const isDeny = (each: PermissionStatement) => Number(effectOf(each) === 'Deny');
  return {
    Version: '2012-10-17',
    Statement: statements
      .toSorted((a, b) => isDeny(a) - isDeny(b))
      .map(
        (statement): Statement => ({
          Sid: statement.sid,
          Effect: effectOf(statement),
          Action: statement.actions,
          Resource: statement.resources,
          ...(statement.conditions && { Condition: statement.conditions }),
        }),
      ),
  };
}
