// A session policy held against the role spec: what it names and the role does not grant. A session has what both allow, so
// that is missing from the credentials without anybody saying so; here it is said. Pure.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
import { compareIdentity } from '../policy/compare/compare.js';
import type { Comparison } from '../policy/compare/comparison.js';
import { normalPolicy, type OneOrMany, type PolicyDocument, type Statement } from '../policy/document/document.js';
import type { NamedPolicy } from '../policy/evaluate.js';
import type { RoleSpec } from '../role/role-spec.js';
import { cellOf } from './permissions.js';

export const sessionPolicyWarningCodes = [
  'session_policy_beyond_role',
  'session_policy_without_effect',
  'session_policy_undecided',
] as const;

/** Something that the ask names and the credentials do not have. The ask is answered all the same. */
export interface SessionPolicyWarning {
  code: (typeof sessionPolicyWarningCodes)[number];
  message: string;
  /** The statement's place in the session policy, from 0. */
  statement: number;
  /** One request that the session policy allows and the role spec does not; no resource where the policy names none. */
  action?: string;
  resource?: string;
}

/**
 * Some hundred times what any real policy takes, and hundredths of a second: whoever asks waits for it, and so does everybody
 * else.
 */
const stepsAtMost = 20_000;

/**
 * Only what is named counts: `*`, and all but something, stand for whatever the role has, and a condition of the role spec is
 * no limit that a session policy would have to repeat.
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
    const asked = [named('session', policy, [unconditional(statement), ...denies])];
    const granted = spec.inlinePolicies.map(({ name, document }) => named(name, document, loosened(document, open)));
    const { wider, undecided } = compared({ identity: granted }, { identity: asked });
    const [beyond] = wider;
    if (!beyond && undecided.length > 0) return [told('session_policy_undecided', at, statement)];
    if (!beyond) return [];
    const { action, resource } = beyond.witness.request;
    const witness = { action, ...(!open.resource && { resource }) };
    // What is left of it, inside what the role has; nobody has anything on the other side.
    const both = compared({ identity: [] }, { identity: asked, session: granted });
    const isVoid = both.wider.length === 0 && both.undecided.length === 0;
    const code = isVoid ? 'session_policy_without_effect' : 'session_policy_beyond_role';
    return [told(code, at, statement, witness, Math.max(1, beyond.actions.length))];
  });
}

const isDeny = (statement: Statement) => statement.Effect.toLowerCase() === 'deny';

/** It names no action, or no resource: all, or all but some. */
function isOpen(statement: Statement, part: 'Action' | 'Resource'): boolean {
  const listed = statement[part];
  return listed === undefined || [listed].flat().some(each => /^\*+$/.test(each));
}

function unconditional({ Condition: _, ...statement }: Statement): Statement {
  return statement;
}

/** What the spec grants at all, under whatever condition; where the session policy names no action or resource, on any. */
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

function told(
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
    session_policy_without_effect: `${where} allows only what the role does not grant (${what}). The credentials can do nothing of it.`,
    session_policy_undecided: `${where} may allow more than the role grants: it could not be decided. The credentials have what both allow.`,
  };
  return { code, message: messages[code], statement: at, ...witness };
}
