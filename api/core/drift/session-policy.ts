// Compares a session policy with the role spec and warns about what the role does not grant. A session can only do what
// both allow, and AWS does not report the rest. Pure.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
import { compareIdentity } from '../policy/compare/compare.js';
import type { Comparison } from '../policy/compare/comparison.js';
import { normalPolicy, type OneOrMany, type PolicyDocument, type Statement } from '../policy/document/document.js';
import type { NamedPolicy } from '../policy/evaluate.js';
import { announcedDocuments } from '../role/announced.js';
import type { RoleSpec } from '../role/role-spec.js';
import { cellOf } from './witnesses.js';

export const sessionPolicyWarningCodes = [
  'session_policy_beyond_role',
  'session_policy_without_effect',
  'session_policy_undecided',
] as const;

/** A part of the credential request that the credentials cannot do. They are issued nevertheless. */
export interface SessionPolicyWarning {
  code: (typeof sessionPolicyWarningCodes)[number];
  message: string;
  /** The statement's index in the session policy, from 0. */
  statement: number;
  /** One request that the session policy allows and the role spec does not; no resource when the policy names none. */
  action?: string;
  resource?: string;
}

/**
 * A hundred times more than a real policy needs, and some hundredths of a second. The caller waits for the comparison,
 * and it blocks all other requests.
 */
const stepsAtMost = 20_000;

/**
 * Only named actions and resources count: `*` and "all except" mean whatever the role has. Conditions of the role spec
 * are ignored, because a session policy need not repeat them.
 */
export function sessionPolicyWarnings(spec: RoleSpec, policy: PolicyDocument): SessionPolicyWarning[] {
  const statements = [policy.Statement].flat();
  const denies = statements.filter(each => isDeny(each) && !each.Condition);
  let left = stepsAtMost;
  const compared = (...sides: Parameters<typeof compareIdentity>): Comparison => {
    const comparison = compareIdentity(sides[0], sides[1], {
      ...cellOf(spec),
      steps: Math.max(0, left),
      onlyWider: true,
    });
    left -= comparison.steps;
    return comparison;
  };
  return statements.flatMap((statement, at): SessionPolicyWarning[] => {
    const open = { action: isOpen(statement, 'Action'), resource: isOpen(statement, 'Resource') };
    if (isDeny(statement) || (open.action && open.resource)) return [];
    const requested = [named('session', policy, [unconditional(statement), ...denies])];
    const granted = announcedDocuments(spec).map(({ name, document }) =>
      named(name, document, loosened(document, open)),
    );
    const { wider, undecided } = compared({ identity: granted }, { identity: requested });
    const [beyond] = wider;
    if (!beyond && undecided.length > 0) return [warning('session_policy_undecided', at, statement)];
    if (!beyond) return [];
    const { action, resource } = beyond.witness.request;
    const witness = { action, ...(!open.resource && { resource }) };
    // What remains within the role's permissions; the other side grants nothing.
    const both = compared({ identity: [] }, { identity: requested, session: granted });
    const isVoid = both.wider.length === 0 && both.undecided.length === 0;
    const code = isVoid ? 'session_policy_without_effect' : 'session_policy_beyond_role';
    return [warning(code, at, statement, witness, Math.max(1, beyond.actions.length))];
  });
}

const isDeny = (statement: Statement) => statement.Effect.toLowerCase() === 'deny';

/** Whether it names no action, or no resource: all, or all except some. */
function isOpen(statement: Statement, part: 'Action' | 'Resource'): boolean {
  const listed = statement[part];
  return listed === undefined || [listed].flat().some(each => /^\*+$/.test(each));
}

function unconditional({ Condition: _, ...statement }: Statement): Statement {
  return statement;
}

/** What the spec grants under any condition; where the session policy names no action or resource, for any of them. */
function loosened({ Statement }: PolicyDocument, open: { action: boolean; resource: boolean }): Statement[] {
  return [Statement].flat().flatMap((statement): Statement[] => {
    const { NotAction, NotResource, ...rest } = unconditional(statement);
    if (isDeny(statement)) {
      const isPartial = statement.Condition !== undefined || (open.action && !isAll(statement.Action));
      return isPartial || (open.resource && !isAll(statement.Resource)) ? [] : [statement];
    }
    return [
      {
        ...rest,
        ...(open.action ? { Action: '*' } : NotAction !== undefined && { NotAction }),
        ...(open.resource ? { Resource: '*' } : NotResource !== undefined && { NotResource }),
      },
    ];
  });
}

const isAll = (listed: OneOrMany | undefined) => listed !== undefined && [listed].flat().includes('*');

function named(name: string, { Version }: PolicyDocument, Statement: Statement[]): NamedPolicy {
  return { name, policy: normalPolicy({ ...(Version && { Version }), Statement } as PolicyDocument) };
}

function warning(
  code: SessionPolicyWarning['code'],
  at: number,
  { Sid }: Statement,
  witness: { action?: string; resource?: string } = {},
  actions = 0,
): SessionPolicyWarning {
  const where = `Statement ${at}${Sid ? ` (${Sid})` : ''} of the session policy`;
  const others = actions > 1 ? ` and ${actions - 1} more ${actions === 2 ? 'action' : 'actions'}` : '';
  const what = `${witness.action}${others}${witness.resource ? `, such as on ${witness.resource}` : ''}`;
  const messages: Record<SessionPolicyWarning['code'], string> = {
    session_policy_beyond_role: `${where} allows ${what}, which the role does not grant. The credentials cannot do it.`,
    session_policy_without_effect: `${where} allows only what the role does not grant (${what}). It adds nothing.`,
    session_policy_undecided:
      `${where} may allow more than the role grants: the comparison could not decide. ` +
      'The credentials can do what both allow.',
  };
  return { code, message: messages[code], statement: at, ...witness };
}
