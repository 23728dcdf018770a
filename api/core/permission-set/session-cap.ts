// Session caps: session policies that keep a session within what was announced, whatever the live role allows. AWS
// accepts 2,048 characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
// Sessions may do what both the role and the session policy allow:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
import { accessLevelOf, actionsMatching, dangerOf } from '../policy/catalogue/actions.js';
import { firstOverlap } from '../policy/catalogue/overlap.js';
import type { PolicyDocument, Statement } from '../policy/document/document.js';
import { coverOf, shortenedLists, type Wanted } from './action-patterns.js';
import { actionTree, serviceOf } from './action-tree.js';
import { deniedBy } from './managed-grant.js';
import { coveredBy, isDeny, listOf, mergedStatements } from './merged-statements.js';

/**
 * `exact`: the announced actions, resources and conditions. `by_service`: every action of an announced service that AWS
 * gives an announced access level, on all resources.
 */
export const capForms = ['exact', 'by_service'] as const;
export type CapForm = (typeof capForms)[number];

/** What a set grants: its own statements, and the ARNs of managed policies. */
export interface CappedGrants {
  statements: readonly Statement[];
  policyArns: readonly string[];
}

/**
 * AWS unites the policy with the managed ones, whose text is the one in force. So a session can do what AWS's policy
 * allows now, and a Deny of the policy holds for both.
 */
export interface SessionCap {
  form: CapForm;
  /** Absent: the set has no statement of its own. */
  policy?: PolicyDocument;
  /** Absent: none. */
  policyArns?: readonly string[];
}

/** The most characters of a session policy, together with the ARNs of managed ones. */
export const sessionPolicyLimit = 2048;
/** CloudTrail shows it with each session, so that a reader can tell credentials from probes. */
const sid = 'DrawbridgeSession';

/** The cap of this form for announced statements, or undefined when AWS would refuse it for its length. */
export function sessionCapOf({ statements, policyArns }: CappedGrants, form: CapForm): SessionCap | undefined {
  // A role spec of this kit has no other statements. What is left out of a cap would be denied.
  if (statements.some(each => each.Action === undefined || each.Resource === undefined)) return undefined;
  const announced = { statements: mergedStatements(statements), policyArns };
  return form === 'exact' ? exactCap(announced) : serviceCap(announced);
}

function capOf(form: CapForm, statements: readonly Statement[], policyArns: readonly string[]): SessionCap {
  const [first, ...rest] = statements.filter(each => listOf(each.Action).length > 0).map(asWritten);
  return {
    form,
    ...(first && { policy: { Version: '2012-10-17', Statement: [{ Sid: sid, ...first }, ...rest] } }),
    ...(policyArns.length > 0 && { policyArns }),
  };
}

/** Without a list around a single value, which AWS counts too. */
function asWritten({ Action, Resource, ...rest }: Statement): Statement {
  const single = (values: readonly string[]) => (values.length === 1 ? values[0]! : [...values]);
  const written = { ...rest, ...(Action !== undefined && { Action: single(listOf(Action)) }) };
  return { ...written, ...(Resource !== undefined && { Resource: single(listOf(Resource)) }) };
}

/** The characters that are too many; at most 0 when it fits. */
function excessOf({ policy, policyArns = [] }: SessionCap): number {
  if (!policy && policyArns.length === 0) return Number.POSITIVE_INFINITY;
  const text = policy ? JSON.stringify(policy).length : 0;
  return text + policyArns.join('').length - sessionPolicyLimit;
}

/** Every Deny is in it, unless only those fit that some allowed action needs. */
function exactCap({ statements, policyArns }: CappedGrants): SessionCap | undefined {
  const granting = statements.filter(each => !isDeny(each));
  for (const denying of denialsToTry({ statements, policyArns }, granting)) {
    const capWith = (lists: readonly string[][]) =>
      capOf('exact', [...granting.map((each, at) => ({ ...each, Action: lists[at]! })), ...denying], policyArns);
    const lists = granting.map(each => listOf(each.Action));
    const short = shortenedLists(lists, each => excessOf(capWith(each)));
    if (short) return capWith(short);
  }
  return undefined;
}

/**
 * All Denies, then only the denied actions that an Allow covers: what no statement allows is refused anyway. What a
 * managed policy allows, AWS may change, so beside one all Denies stay.
 */
function denialsToTry({ statements, policyArns }: CappedGrants, granting: readonly Statement[]): Statement[][] {
  const denying = statements.filter(isDeny);
  if (policyArns.length > 0) return [denying];
  const allowed = granting.flatMap(each => listOf(each.Action));
  const needed = denying.map(each => ({
    ...each,
    Action: listOf(each.Action).filter(one => firstOverlap(one, allowed)),
  }));
  return denying.length === 0 ? [[]] : [denying, needed];
}

const isRisky = (action: string) => dangerOf(action) === 'escalation';

/** `kinds`: by what an action counts as announced. The first tells reading of data apart, the first two escalation. */
const kinds: readonly ((action: string) => string)[] = [
  action => `${accessLevelOf(action)} ${dangerOf(action)}`,
  action => `${accessLevelOf(action)} ${isRisky(action)}`,
  action => `${accessLevelOf(action)}`,
];

/** Announced actions that can lead to more permissions stay as they were announced: none of their kind joins them. */
function riskyStatements(granting: readonly Statement[]): Statement[] {
  return granting.flatMap(each => {
    const risky = listOf(each.Action).flatMap(actionsMatching).filter(isRisky);
    return risky.length > 0 ? [{ ...each, Action: risky }] : [];
  });
}

function serviceCap({ statements, policyArns }: CappedGrants): SessionCap | undefined {
  const announcing = statements.filter(each => !isDeny(each));
  const announced = announcing.flatMap(each => listOf(each.Action));
  const denying = statements.filter(isDeny);
  const risky = riskyStatements(announcing);
  const unlimited = risky.filter(each => !each.Condition && listOf(each.Resource).includes('*'));
  const isFree = deniedBy([...denying, ...unlimited]);
  for (const kindOf of kinds) {
    const { allow, deny } = ofAnnouncedKinds(announced, isFree, kindOf);
    // An exception must not deny what was announced and is not in the catalogue.
    if (deny.some(each => firstOverlap(each, announced))) continue;
    const granting: Statement = { Effect: 'Allow', Action: allow, Resource: '*' };
    for (const more of denialsToTry({ statements, policyArns }, [granting, ...risky])) {
      const exceptions: Statement = { Effect: 'Deny', Action: deny, Resource: '*' };
      const cap = capOf('by_service', [granting, ...risky, ...mergedStatements([...more, exceptions])], policyArns);
      if (excessOf(cap) <= 0) return cap;
    }
  }
  return undefined;
}

function ofAnnouncedKinds(
  announced: readonly string[],
  isFree: (action: string) => boolean,
  kindOf: (action: string) => string,
): { allow: string[]; deny: string[] } {
  const known = announced.flatMap(each => actionsMatching(each)).filter(each => !isRisky(each));
  const found = { allow: [] as string[], deny: [] as string[] };
  for (const service of new Set(known.map(serviceOf))) {
    const tree = actionTree(service)!;
    const wantedKinds = new Set(known.filter(each => serviceOf(each) === service).map(kindOf));
    const answers = new Map(
      tree.actions.map(each => [each, isFree(each) ? 'free' : wantedKinds.has(kindOf(each)) ? 'wanted' : 'unwanted']),
    ) as ReadonlyMap<string, ReturnType<Wanted>>;
    const { allow, deny } = coverOf(tree, each => answers.get(each)!);
    found.allow.push(...allow);
    found.deny.push(...deny);
  }
  // Announced patterns, and actions that the catalogue does not have, as they are.
  const isCovered = coveredBy(found.allow);
  const isKnownRisk = (each: string) => accessLevelOf(each) !== undefined && isRisky(each);
  const asAnnounced = announced.filter(each => /[*?]/.test(each) || !(isCovered(each) || isKnownRisk(each)));
  return { allow: [...found.allow, ...asAnnounced], deny: found.deny };
}
