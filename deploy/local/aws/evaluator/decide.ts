// Decides one request as IAM does: every statement of every policy counts, and an explicit Deny wins. Pure; knows
// neither where policies are stored nor how the request arrived.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import { type Context, conditionHolds, globMatches, withVariables } from './conditions.js';
import { type Closeness, closer, type Principal, principalNames } from './principals.js';

export interface NamedPolicy {
  name: string;
  document: unknown;
}

export interface AccessRequest {
  principal: Principal;
  action: string;
  resource: string;
  context: Context;
}

/** All policies that apply. An undefined list sets no limit; an empty one allows nothing. */
export interface Policies {
  identity: readonly NamedPolicy[];
  boundary?: readonly NamedPolicy[] | undefined;
  session?: readonly NamedPolicy[] | undefined;
  /** The resource's own policy, here a role's trust policy, with the account that owns it. */
  resource?: { policy: NamedPolicy; accountId: string } | undefined;
}

export type PolicyKind = 'identity-based policy' | 'permissions boundary' | 'session policy' | 'resource-based policy';

/** The statement that decided: its position and its Sid. */
export interface DecidedBy {
  kind: PolicyKind;
  policy: string;
  statement: number;
  sid?: string;
}

export interface Decision {
  isAllowed: boolean;
  isExplicitDeny: boolean;
  /** The kind of policy that refused the request, by a Deny or by not allowing it. */
  refusedBy?: PolicyKind;
  decidedBy?: DecidedBy;
}

type Statement = Readonly<Record<string, unknown>>;

function list(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function actionMatches(statement: Statement, action: string): boolean {
  const matches = (pattern: unknown) => globMatches(String(pattern), action, true);
  if (statement.NotAction !== undefined) return !list(statement.NotAction).some(matches);
  return list(statement.Action).some(matches);
}

/**
 * A shorter ARN than six parts matches everything that begins so: `arn:aws:sqs` is `arn:aws:sqs:*:*:*`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-paths-wildcards
 */
function wholeArn(text: string): string {
  const colons = text.replace(/\$\{[^}]*\}/g, '').match(/:/g)?.length ?? 0;
  return /^arn:.*[^*]$/s.test(text) && colons < 5 ? text + ':*'.repeat(5 - colons) : text;
}

function resourceMatches(statement: Statement, request: AccessRequest, hasVariables: boolean): boolean {
  const matches = (raw: unknown): boolean | undefined => {
    const text = wholeArn(String(raw));
    const pattern = hasVariables ? withVariables(text, request.context) : text;
    return pattern === undefined ? undefined : globMatches(pattern, request.resource);
  };
  if (statement.NotResource !== undefined) {
    const answers = list(statement.NotResource).map(matches);
    // AWS does not document a NotResource with a variable that has no value: the safe answer counts.
    if (answers.includes(undefined) && statement.Effect !== 'Deny') return false;
    return !answers.includes(true);
  }
  // A trust policy has no Resource: it applies to the role that it belongs to.
  return statement.Resource === undefined || list(statement.Resource).some(matches);
}

/** Identity policies have no Principal element and apply to the identity that they are attached to. */
function namedBy(statement: Statement, request: AccessRequest): Closeness {
  if (statement.NotPrincipal !== undefined) {
    return principalNames(statement.NotPrincipal, request.principal) === 'none' ? 'anyone' : 'none';
  }
  return statement.Principal === undefined ? 'role' : principalNames(statement.Principal, request.principal);
}

interface Walked {
  denied?: DecidedBy;
  allowed?: DecidedBy;
  /** How closely the allowing statements name the caller; the closest one counts. */
  closeness: Closeness;
}

function walk(policies: readonly NamedPolicy[], kind: PolicyKind, request: AccessRequest): Walked {
  const walked: Walked = { closeness: 'none' };
  for (const { name, document } of policies) {
    const { Version, Statement } = (document ?? {}) as { Version?: unknown; Statement?: unknown };
    // Policy variables exist since 2012-10-17; in older policies ${…} is plain text.
    const hasVariables = Version === '2012-10-17';
    list(Statement).forEach((raw, index) => {
      const statement = raw as Statement;
      const closeness = namedBy(statement, request);
      if (closeness === 'none' || !actionMatches(statement, request.action)) return;
      if (!resourceMatches(statement, request, hasVariables)) return;
      // Where AWS documents no answer, the safe one counts: a Deny applies, an Allow does not.
      const isHolding = conditionHolds(statement.Condition, request.context, hasVariables);
      if (!(isHolding ?? statement.Effect === 'Deny')) return;
      const sid = typeof statement.Sid === 'string' ? { sid: statement.Sid } : {};
      const found: DecidedBy = { kind, policy: name, statement: index, ...sid };
      if (statement.Effect === 'Deny') walked.denied ??= found;
      else if (statement.Effect === 'Allow') {
        walked.allowed ??= found;
        walked.closeness = closer(walked.closeness, closeness);
      }
    });
  }
  return walked;
}

function refused(refusedBy: PolicyKind, decidedBy?: DecidedBy): Decision {
  return { isAllowed: false, isExplicitDeny: decidedBy !== undefined, refusedBy, ...(decidedBy ? { decidedBy } : {}) };
}

/** What the caller's own policies must allow: the identity policies, limited by boundary and session policies. */
function refusalOfOwnSide(identity: Walked, boundary?: Walked, session?: Walked): Decision | undefined {
  if (!identity.allowed) return refused('identity-based policy');
  if (boundary && !boundary.allowed) return refused('permissions boundary');
  if (session && !session.allowed) return refused('session policy');
  return undefined;
}

/**
 * Inside one account a resource policy that names the principal itself is enough. If it names the role, boundary and
 * session policies still limit its sessions; if it names the user or the session, those implicit limits do not apply.
 */
function refusalInSameAccount(own: [Walked, Walked | undefined, Walked | undefined], trust: Walked) {
  const [identity, boundary, session] = own;
  if (!trust.allowed) return refused('resource-based policy');
  if (trust.closeness === 'account') return refusalOfOwnSide(identity, boundary, session);
  if (trust.closeness === 'user' || trust.closeness === 'session') return undefined;
  return refusalOfOwnSide(trust, boundary, session);
}

export function decide(policies: Policies, request: AccessRequest): Decision {
  const identity = walk(policies.identity, 'identity-based policy', request);
  const boundary = policies.boundary && walk(policies.boundary, 'permissions boundary', request);
  const session = policies.session && walk(policies.session, 'session policy', request);
  const trust = policies.resource && walk([policies.resource.policy], 'resource-based policy', request);
  for (const walked of [identity, boundary, session, trust]) {
    if (walked?.denied) return refused(walked.denied.kind, walked.denied);
  }
  const isSameAccount = policies.resource?.accountId === request.principal.accountId;
  let refusal: Decision | undefined;
  if (trust && isSameAccount) refusal = refusalInSameAccount([identity, boundary, session], trust);
  else refusal = refusalOfOwnSide(identity, boundary, session);
  if (!refusal && trust && !trust.allowed) refusal = refused('resource-based policy');
  if (refusal) return refusal;
  const decidedBy = trust?.allowed ?? identity.allowed;
  return { isAllowed: true, isExplicitDeny: false, ...(decidedBy ? { decidedBy } : {}) };
}

/** The decision of a trust policy alone, as if the caller's own policies allowed everything. */
export function decideTrust(document: unknown, request: AccessRequest): Decision {
  const trust = walk([{ name: 'trust policy', document }], 'resource-based policy', request);
  if (trust.denied) return refused('resource-based policy', trust.denied);
  if (!trust.allowed) return refused('resource-based policy');
  return { isAllowed: true, isExplicitDeny: false, decidedBy: trust.allowed };
}
