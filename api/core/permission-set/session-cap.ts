// Session caps: session policies that keep a session within what was announced, whatever the live role allows. AWS
// accepts 2,048 characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
// Sessions may do what both the role and the session policy allow:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
import { accessLevelOf, actionsMatching, dangerOf } from '../policy/catalogue/actions.js';
import { firstOverlap } from '../policy/catalogue/overlap.js';
import type { PolicyDocument, Statement } from '../policy/document/document.js';
import { coverOf, shortenedLists, type Wanted } from './action-patterns.js';
import { actionTree, serviceOf } from './action-tree.js';
import { coveredBy, isDeny, listOf, mergedStatements } from './merged-statements.js';

/**
 * `exact`: the announced actions, resources and conditions. `by_service`: every action of an announced service that AWS
 * gives an announced access level, on all resources.
 */
export const capForms = ['exact', 'by_service'] as const;
export type CapForm = (typeof capForms)[number];

export interface SessionCap {
  form: CapForm;
  policy: PolicyDocument;
}

/** The most characters of a session policy. */
export const sessionPolicyLimit = 2048;
/** CloudTrail shows it with each session, so that a reader can tell credentials from probes. */
const sid = 'DrawbridgeSession';

/** The cap of this form for announced statements, or undefined when AWS would refuse it for its length. */
export function sessionCapOf(announced: readonly Statement[], form: CapForm): SessionCap | undefined {
  // A role spec of this kit has no other statements. What is left out of a cap would be denied.
  if (announced.some(each => each.Action === undefined || each.Resource === undefined)) return undefined;
  const statements = mergedStatements(announced);
  return form === 'exact' ? exactCap(statements) : serviceCap(statements);
}

function capOf(form: CapForm, statements: readonly Statement[]): SessionCap {
  const [first, ...rest] = statements.filter(each => listOf(each.Action).length > 0).map(asWritten);
  return { form, policy: { Version: '2012-10-17', Statement: first ? [{ Sid: sid, ...first }, ...rest] : [] } };
}

/** Without a list around a single value, which AWS counts too. */
function asWritten({ Action, Resource, ...rest }: Statement): Statement {
  const single = (values: readonly string[]) => (values.length === 1 ? values[0]! : [...values]);
  const written = { ...rest, ...(Action !== undefined && { Action: single(listOf(Action)) }) };
  return { ...written, ...(Resource !== undefined && { Resource: single(listOf(Resource)) }) };
}

/** The characters that are too many; at most 0 when it fits. */
function excessOf({ policy }: SessionCap): number {
  return policy.Statement.length > 0 ? JSON.stringify(policy).length - sessionPolicyLimit : Number.POSITIVE_INFINITY;
}

/** Every Deny is in it, unless only those fit that some allowed action needs. */
function exactCap(statements: readonly Statement[]): SessionCap | undefined {
  const granting = statements.filter(each => !isDeny(each));
  for (const denying of denialsToTry(statements, granting)) {
    const capWith = (lists: readonly string[][]) =>
      capOf('exact', [...granting.map((each, at) => ({ ...each, Action: lists[at]! })), ...denying]);
    const lists = granting.map(each => listOf(each.Action));
    const short = shortenedLists(lists, each => excessOf(capWith(each)));
    if (short) return capWith(short);
  }
  return undefined;
}

/** All Denies, then only the denied actions that an Allow covers: what no statement allows is refused anyway. */
function denialsToTry(statements: readonly Statement[], granting: readonly Statement[]): Statement[][] {
  const denying = statements.filter(isDeny);
  const allowed = granting.flatMap(each => listOf(each.Action));
  const needed = denying.map(each => ({
    ...each,
    Action: listOf(each.Action).filter(one => firstOverlap(one, allowed)),
  }));
  return denying.length === 0 ? [[]] : [denying, needed];
}

/** `kinds`: by what an action counts as announced. The first tells reading of data and escalation apart too. */
const kinds: readonly ((action: string) => string)[] = [
  action => `${accessLevelOf(action)} ${dangerOf(action)}`,
  action => `${accessLevelOf(action)}`,
];

function serviceCap(statements: readonly Statement[]): SessionCap | undefined {
  const announced = statements.filter(each => !isDeny(each)).flatMap(each => listOf(each.Action));
  const denying = statements.filter(isDeny);
  for (const kindOf of kinds) {
    const { allow, deny } = ofAnnouncedKinds(announced, deniedBy(denying), kindOf);
    // An exception must not deny what was announced and is not in the catalogue.
    if (deny.some(each => firstOverlap(each, announced))) continue;
    const granting: Statement = { Effect: 'Allow', Action: allow, Resource: '*' };
    for (const more of denialsToTry(statements, [granting])) {
      const exceptions: Statement = { Effect: 'Deny', Action: deny, Resource: '*' };
      const cap = capOf('by_service', [granting, ...mergedStatements([...more, exceptions])]);
      if (excessOf(cap) <= 0) return cap;
    }
  }
  return undefined;
}

/** Whether an action is denied on every resource, whatever the circumstances. */
function deniedBy(denying: readonly Statement[]): (action: string) => boolean {
  const always = denying.filter(each => !each.Condition && listOf(each.Resource).includes('*'));
  return coveredBy(always.flatMap(each => listOf(each.Action)));
}

function ofAnnouncedKinds(
  announced: readonly string[],
  isDenied: (action: string) => boolean,
  kindOf: (action: string) => string,
): { allow: string[]; deny: string[] } {
  const known = announced.flatMap(each => actionsMatching(each));
  const found = { allow: [] as string[], deny: [] as string[] };
  for (const service of new Set(known.map(serviceOf))) {
    const tree = actionTree(service)!;
    const wantedKinds = new Set(known.filter(each => serviceOf(each) === service).map(kindOf));
    const answers = new Map(
      tree.actions.map(each => [each, isDenied(each) ? 'free' : wantedKinds.has(kindOf(each)) ? 'wanted' : 'unwanted']),
    ) as ReadonlyMap<string, ReturnType<Wanted>>;
    const { allow, deny } = coverOf(tree, each => answers.get(each)!);
    found.allow.push(...allow);
    found.deny.push(...deny);
  }
  // Announced patterns, and actions that the catalogue does not have, as they are.
  const isCovered = coveredBy(found.allow);
  const asAnnounced = announced.filter(each => /[*?]/.test(each) || !isCovered(each));
  return { allow: [...found.allow, ...asAnnounced], deny: found.deny };
}
