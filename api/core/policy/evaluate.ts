// Decides one request by AWS's logic: an explicit Deny wins; otherwise every applicable kind of policy must allow it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import { holds } from './document/conditions.js';
import type { NormalPolicy, NormalStatement } from './document/document.js';
import { type Caller, namesCaller } from './document/principals.js';
import { matches, resolve, type ValuesOf } from './document/wildcard.js';

/** One request. Context keys are in lower case; a key that is not listed is absent from the request. */
export interface Request {
  /** Ignored for identity policies, which are attached to the caller. */
  caller: Caller;
  action: string;
  resource: string;
  context: Readonly<Record<string, readonly string[]>>;
}

export interface NamedPolicy {
  name: string;
  policy: NormalPolicy;
}

/** All policies that apply. An absent kind sets no limit; an empty one allows nothing. */
export interface Policies {
  identity?: readonly NamedPolicy[] | undefined;
  boundary?: readonly NamedPolicy[] | undefined;
  session?: readonly NamedPolicy[] | undefined;
  /** A role's trust policy: across accounts it must allow the request too. */
  trust?: readonly NamedPolicy[] | undefined;
}

export type PolicyKind = keyof Policies;

export interface DecidedBy {
  kind: PolicyKind;
  policy: string;
  /** The statement's index in its document, from 0. */
  at: number;
  sid?: string;
}

export type Decision =
  | { isAllowed: true; by: DecidedBy[] }
  /** `by`: the Deny that decided; absent when no statement allowed it. */
  | { isAllowed: false; kind: PolicyKind; by?: DecidedBy };

const kinds = ['identity', 'boundary', 'session', 'trust'] as const;

/**
 * `unknown`: the effect of an unknown condition operator. `refuses`, the safe default: no Allow holds and every Deny
 * does. `admits`: the opposite, to see whether the operator matters.
 */
export function evaluate(policies: Policies, request: Request, unknown: 'refuses' | 'admits' = 'refuses'): Decision {
  const valuesOf: ValuesOf = key => (Object.hasOwn(request.context, key) ? request.context[key] : undefined);
  const allowed: DecidedBy[] = [];
  let silent: PolicyKind | undefined;
  for (const kind of kinds) {
    const having = policies[kind];
    if (!having) continue;
    let first: DecidedBy | undefined;
    for (const { name, policy } of having) {
      for (const statement of policy.statements) {
        if (first && statement.effect === 'Allow') continue;
        if (!applies(statement, request, valuesOf, unknown)) continue;
        const by = decidedBy(kind, name, statement);
        if (statement.effect === 'Deny') return { isAllowed: false, kind, by };
        first = by;
      }
    }
    if (first) allowed.push(first);
    else silent ??= kind;
  }
  return silent ? { isAllowed: false, kind: silent } : { isAllowed: true, by: allowed };
}

export function decidedBy(kind: PolicyKind, policy: string, statement: NormalStatement): DecidedBy {
  return { kind, policy, at: statement.at, ...(statement.sid !== undefined && { sid: statement.sid }) };
}

/** Whether a statement applies to the request. */
function applies(
  statement: NormalStatement,
  request: Request,
  valuesOf: ValuesOf,
  unknown: 'refuses' | 'admits',
): boolean {
  const { principals, actions, resources, conditions, effect } = statement;
  if (principals && namesCaller(principals, request.caller) === principals.isNot) return false;
  if (actions.items.some(each => matches(each, request.action)) === actions.isNot) return false;
  const isHolding = (effect === 'Deny') === (unknown === 'refuses');
  if (resources) {
    const resolved = resources.items.map(each => resolve(each, valuesOf));
    if (resolved.some(each => each && matches(each, request.resource)) === resources.isNot) return false;
    // AWS does not document what a NotResource means when one of its variables has no value.
    if (resources.isNot && resolved.some(each => !each || each.isNever) && !isHolding) return false;
  }
  return conditions.every(each => holds(each, valuesOf) ?? isHolding);
}
