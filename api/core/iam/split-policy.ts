// Splits a policy that does not fit into the inline policies of a role over customer-managed policies, by whole
// statements. The same statements always give the same documents, and together they mean the same. Pure.
// Sizes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
import type { PolicyDocument, Statement } from '../policy/document/document.js';

/** IAM's limit for all inline policies of a role together, in characters. */
export const inlinePoliciesLimit = 10_240;
/** Reserved for the policy by which a role reads itself, at the longest role name and path; in characters. */
export const selfReadReserve = 1_300;
/** IAM's limit for a managed policy, in characters. */
export const managedPolicyLimit = 6_144;
/** The most managed policies that IAM attaches to a role, AWS's and the customer's together. */
export const managedPoliciesAtMost = 10;

/** What a policy may have to stay one inline policy. */
export const inlineRoom = inlinePoliciesLimit - selfReadReserve;
/** Reserved for the policy by which checks ask CloudFormation, at the longest stack name, if the role has it. */
export const stackDriftReserve = 900;
/** Reserved in the inline policies of a split role, so that the customer can still revoke active sessions by one. */
const revocationReserve = 240;

export interface SplitPolicy {
  /** Absent: there is no statement. */
  inline?: PolicyDocument;
  /** The customer-managed policies; empty if everything fits inline. */
  attached: PolicyDocument[];
}

/** Why a policy cannot be split. `statement`: the Sid of the one that no managed policy can hold. */
export type SplitFault =
  | { kind: 'statement'; sid: string; size: number }
  | { kind: 'policies'; size: number; attachedAtMost: number };

/** One document while it is filled. */
interface Bin {
  limit: number;
  statements: Statement[];
}

const documentOf = (Statement: Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
/** IAM counts compact JSON and ignores white space, so this is never too small. */
export const sizeOf = (statements: Statement[]) => JSON.stringify(documentOf(statements)).length;

/**
 * `attachedAtMost`: how many customer-managed policies the role may have beside AWS's. `reserved`: what other inline
 * policies of the role need, beside the one by which it reads itself. Denies stay inline as far as
 * they fit: then no update of the stack can leave a moment in which one is in neither document.
 */
export function splitPolicy(
  statements: readonly Statement[],
  attachedAtMost: number,
  reserved = 0,
): { split: SplitPolicy } | { fault: SplitFault } {
  if (statements.length === 0) return { split: { attached: [] } };
  const room = inlineRoom - reserved;
  if (sizeOf([...statements]) <= room) return { split: { inline: documentOf([...statements]), attached: [] } };
  const isDeny = (each: Statement) => each.Effect === 'Deny';
  const ordered = [...statements.filter(isDeny), ...statements.filter(each => !isDeny(each))];
  const tooLarge = ordered.map(smallestOf).find(each => sizeOf([each]) > managedPolicyLimit);
  if (tooLarge) return { fault: { kind: 'statement', sid: tooLarge.Sid ?? '', size: sizeOf([tooLarge]) } };
  // Statements are cut where they do not fit only if there are too few policies for whole ones.
  const limits = [
    room - revocationReserve,
    ...Array.from({ length: Math.max(0, attachedAtMost) }, () => managedPolicyLimit),
  ];
  const bins = filled(ordered, limits, 'whole') ?? filled(ordered, limits, 'cut');
  if (!bins) return { fault: { kind: 'policies', size: sizeOf([...statements]), attachedAtMost } };
  const [inline, ...attached] = bins.map(each => documentOf(inOrder(each.statements)));
  return { split: { inline: inline!, attached: attached.filter(each => each.Statement.length > 0) } };
}

/** Denies last, as in a policy that is not split. */
function inOrder(statements: readonly Statement[]): Statement[] {
  return [...statements.filter(each => each.Effect !== 'Deny'), ...statements.filter(each => each.Effect === 'Deny')];
}

const actionsOf = ({ Action }: Statement): string[] | undefined => (Action === undefined ? undefined : [Action].flat());

/** The statement with its longest action alone: two statements with a part of the actions each mean the same as one. */
function smallestOf(statement: Statement): Statement {
  const actions = actionsOf(statement);
  if (!actions || actions.length < 2) return statement;
  const longest = actions.reduce((a, b) => (b.length > a.length ? b : a));
  return { ...statement, Action: [longest] };
}

/** Each statement goes into the first document that has room for it. */
function filled(statements: readonly Statement[], limits: number[], how: 'whole' | 'cut'): Bin[] | undefined {
  const bins = limits.map((limit): Bin => ({ limit, statements: [] }));
  for (const statement of statements) {
    const bin = bins.find(each => fits(each, statement));
    if (bin) bin.statements.push(statement);
    else if (how === 'whole' && sizeOf([statement]) <= managedPolicyLimit) return undefined;
    else if (!cutOver(bins, statement)) return undefined;
  }
  return bins;
}

function fits({ limit, statements }: Bin, statement: Statement): boolean {
  return sizeOf([...statements, statement]) <= limit;
}

/** The parts keep the Sid, so no document gets two of them. */
function cutOver(bins: readonly Bin[], statement: Statement): boolean {
  let left = actionsOf(statement) ?? [];
  for (const bin of bins) {
    if (left.length === 0) return true;
    const count = fittingOf(bin, statement, left);
    if (count > 0) bin.statements.push({ ...statement, Action: left.slice(0, count) });
    left = left.slice(count);
  }
  return left.length === 0;
}

/** How many of the actions, from the first, the document has room for. */
function fittingOf(bin: Bin, statement: Statement, actions: readonly string[]): number {
  let room = bin.limit - sizeOf([...bin.statements, { ...statement, Action: [] }]);
  // An action needs its quotes, and a comma unless it is the first.
  let count = 0;
  for (const action of actions) {
    room -= JSON.stringify(action).length + (count === 0 ? 0 : 1);
    if (room < 0) break;
    count += 1;
  }
  return count;
}

/** The statements of the documents of a split policy, with the parts of each put together again. */
export function joinedStatements(documents: readonly PolicyDocument[]): Statement[] {
  const joined = new Map<string, Statement>();
  const all = documents.flatMap(each => each.Statement);
  for (const [at, statement] of all.entries()) {
    const key = statement.Sid ?? `${at}`;
    const before = joined.get(key);
    const Action = [...(before ? (actionsOf(before) ?? []) : []), ...(actionsOf(statement) ?? [])];
    joined.set(key, before ? { ...before, Action } : statement);
  }
  return inOrder([...joined.values()]);
}
