// Session caps as policies: over the known actions, an exact cap allows what was announced and nothing else, and a cap
// by service only actions of announced services at announced access levels. Two evaluators decide.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { capIssue } from '../../api/core/permission-set/lint-cap.js';
import type { PermissionSet } from '../../api/core/permission-set/permission-set.js';
import { policyOfStatements } from '../../api/core/permission-set/policy-of.js';
import { type CapForm, capForms, type SessionCap, sessionCapOf } from '../../api/core/permission-set/session-cap.js';
import { accessLevelOf, actionsMatching } from '../../api/core/policy/catalogue/actions.js';
import { managedPolicyText } from '../../api/core/policy/catalogue/managed-policies.js';
import { normalPolicy, type PolicyDocument, type Statement } from '../../api/core/policy/document/document.js';
import { evaluate, type Request } from '../../api/core/policy/evaluate.js';
import { shippedPermissionSets } from '../../templates/render.js';
import { isAllowedByLocalAws } from '../helpers/second-opinion.js';
import { drawing, isLong, shuffled } from '../helpers/seeded.js';

const allActions = actionsMatching('*');
const documentOf = (Statement: Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
const allow = (Action: string[], Resource: string | string[] = '*', more: object = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: string[], more: object = {}): Statement => ({ Effect: 'Deny', Action, Resource: '*', ...more });
const listOf = (value: string | string[] | undefined) => [value ?? []].flat();

interface Shape {
  document: PolicyDocument;
  resources: string[];
  contexts: Record<string, string[]>[];
}

/** Requests that tell the statements apart: by each resource and condition value that they name, and by none. */
function shapeOf(announced: readonly Statement[]): Shape {
  const resources = announced.flatMap(each => listOf(each.Resource)).map(each => each.replaceAll('*', 'one'));
  const conditions = announced.flatMap(each =>
    Object.values(each.Condition ?? {}).flatMap(keys => Object.entries(keys)),
  );
  const contexts = conditions.map(([key, value]) => ({ [key.toLowerCase()]: listOf(value).slice(0, 1) }));
  return {
    document: documentOf([...announced]),
    resources: announced.every(each => each.Resource === '*' || each.Resource?.[0] === '*')
      ? ['arn:aws:s3:::one']
      : [...new Set([...resources, 'arn:aws:s3:::elsewhere'])],
    contexts: [{}, ...contexts],
  };
}

const caller = { type: 'AWS', arn: 'arn:aws:iam::210987654321:role/r', accountId: '210987654321' } as const;

/** Every known action of a service that one of the documents names, and some of the others. */
function actionsToTry(...documents: PolicyDocument[]): string[] {
  const named = documents.flatMap(({ Statement }) => Statement.flatMap(each => listOf(each.Action)));
  const services = new Set(named.map(serviceOf));
  return services.has('*')
    ? allActions
    : allActions.filter((each, at) => services.has(serviceOf(each)) || at % 50 === 0);
}

/** The first requests on which the two differ, and which of them allows each. */
function differences(shape: Shape, cap: OwnCap, actions: readonly string[]): string[] {
  const managed = (cap.policyArns ?? []).map(arn => ({ name: arn, policy: managedPolicyText(arn)!.policy }));
  const sides = [shape.document, cap.policy].map(each => ({
    identity: [{ name: '', policy: normalPolicy(each) }, ...managed],
  }));
  const found: string[] = [];
  for (const context of shape.contexts)
    for (const resource of shape.resources)
      for (const action of actions) {
        const request: Request = { caller, action, resource, context };
        const [announced, capped] = sides.map(each => evaluate(each, request).isAllowed);
        if (announced !== capped) found.push(`${action} on ${resource}: ${announced ? 'lost' : 'more than announced'}`);
      }
  return found.slice(0, 5);
}

/** The same question to the other evaluator, for a sample and everything announced. */
function secondOpinion(shape: Shape, cap: OwnCap, actions: readonly string[]): string[] {
  const named = shape.document.Statement.flatMap(each => listOf(each.Action)).flatMap(each => actionsMatching(each));
  return [...new Set([...named, ...actions])].filter(action =>
    shape.resources.some(resource => {
      const request = { principal: caller.arn, action, resource, context: shape.contexts.at(-1)! };
      const [announced, capped] = [shape.document, cap.policy].map(each =>
        isAllowedByLocalAws({ identity: [each] }, request),
      );
      return announced !== capped;
    }),
  );
}

type OwnCap = SessionCap & { policy: PolicyDocument };

/** The cap of a set that has statements of its own. */
const capOf = (statements: readonly Statement[], form: CapForm, policyArns: readonly string[] = []) =>
  sessionCapOf({ statements, policyArns }, form) as OwnCap | undefined;

const lengthOf = (cap: OwnCap) => JSON.stringify(cap.policy).length;
const serviceOf = (action: string) => action.split(':')[0]!.toLowerCase();

/** What a cap by service may allow at most: announced services at announced access levels. */
function isOfAnnouncedLevel(announced: readonly Statement[]): (action: string) => boolean {
  const granted = announced.filter(each => each.Effect === 'Allow').flatMap(each => listOf(each.Action));
  const known = granted.flatMap(each => actionsMatching(each));
  const levels = new Set(known.map(each => `${serviceOf(each)} ${accessLevelOf(each)}`));
  return action => levels.has(`${serviceOf(action)} ${accessLevelOf(action)}`);
}

/** The faults of a cap by service. */
function faultsByService(shape: Shape, cap: OwnCap): string[] {
  const { Statement } = shape.document;
  const isAnnounced = isOfAnnouncedLevel(Statement);
  const [granted, capped] = [shape.document, cap.policy].map(each => ({
    identity: [{ name: '', policy: normalPolicy(each) }],
  }));
  const denials = { identity: [{ name: '', policy: normalPolicy(documentOf([allow(['*']), ...Statement])) }] };
  const found: string[] = [];
  for (const context of shape.contexts)
    for (const resource of shape.resources)
      for (const action of actionsToTry(shape.document, cap.policy)) {
        const request: Request = { caller, action, resource, context };
        const isCapped = evaluate(capped!, request).isAllowed;
        if (isCapped && !isAnnounced(action)) found.push(`${action} is of no announced level`);
        if (isCapped && !evaluate(denials, request).isAllowed) found.push(`${action} on ${resource} is denied`);
        if (!isCapped && evaluate(granted!, request).isAllowed) found.push(`${action} on ${resource} is lost`);
      }
  return found.slice(0, 5);
}

function shippedSets(): PermissionSet[] {
  const files = readdirSync(shippedPermissionSets).filter(each => each.endsWith('.json'));
  return files.map(file => JSON.parse(readFileSync(join(shippedPermissionSets, file), 'utf8')));
}

t.test('every shipped set has both caps: exact, by every known action of its services, and by service', async t => {
  for (const set of shippedSets()) {
    const { Statement } = policyOfStatements(set.statements);
    const shape = shapeOf(Statement);
    const policyArns = (set.managedPolicies ?? []).map(each => each.arn);
    const [exact, byService] = capForms.map(form => capOf(Statement, form, policyArns));
    const name = `${set.id} ${set.version}`;
    t.ok(exact && lengthOf(exact) <= 2048, `${name} fits`);
    t.same(differences(shape, exact!, actionsToTry(shape.document, exact!.policy)), [], `${name}, exact`);
    t.ok(byService && lengthOf(byService) <= 2048, `${name} fits by service`);
    t.same(faultsByService(shape, byService!), [], `${name}, by service`);
    t.equal(capIssue(set), undefined, `${name} needs no warning`);
    const denied = Statement.filter(each => each.Effect === 'Deny').flatMap(each => listOf(each.Action));
    const inCap = exact!.policy.Statement.filter(each => each.Effect === 'Deny').flatMap(each => listOf(each.Action));
    t.same([...inCap].sort(), [...denied].sort(), `${name} keeps every Deny`);
    t.same(exact!.policyArns ?? [], policyArns, `${name} names its managed policies`);
    t.equal(exact!.policy.Statement[0]!.Sid, 'DrawbridgeSession');
    t.notMatch(JSON.stringify(exact), /iam:GetRole/, 'no session that we issue reads the role');
  }
});

/** A set as a vendor may write one: some services, resources, conditions, Denies, wildcards and unknown actions. */
function randomStatements(random: () => number, size: number): Statement[] {
  const services = shuffled([...new Set(allActions.map(serviceOf))], random).slice(0, 1 + Math.floor(random() * 8));
  services.push(...shuffled(['ec2', 's3', 'rds', 'iam', 'lambda'], random).slice(0, 2));
  const pool = shuffled(
    [...new Set(services)].flatMap(each => actionsMatching(`${each}:*`)),
    random,
  );
  const chosen = pool.slice(0, size);
  const at = (part: number) =>
    chosen.slice(Math.floor(chosen.length * part), Math.floor(chosen.length * (part + 0.25)));
  const bucket = ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*'];
  const region = { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } };
  const some: Statement[] = [
    allow(at(0)),
    allow(at(0.25), bucket),
    allow(at(0.5), '*', region),
    allow([...at(0.75), `${services[0]}:NotYetKnown`, ...(random() < 0.3 ? [`${services[0]}:List*`] : [])]),
  ].filter(each => each.Action!.length > 0);
  const denied = pool.slice(size, size + Math.floor(random() * 12));
  const narrowly = pool.slice(0, Math.floor(random() * 3));
  return [
    ...some,
    ...(denied.length > 0 ? [deny(denied)] : []),
    ...(narrowly.length > 0 ? [deny(narrowly, region)] : []),
  ];
}

t.test('random sets: no cap ever allows more than its form says, or less than was announced', async t => {
  const random = drawing(t);
  const seen = { exact: 0, by_service: 0, neither: 0 };
  for (let n = 0; n < (isLong ? 300 : 6); n += 1) {
    const announced = randomStatements(random, 4 + Math.floor(random() * (n % 2 === 0 ? 60 : 240)));
    const shape = shapeOf(announced);
    const [exact, byService] = capForms.map(form => capOf(announced, form));
    const near = actionsToTry(shape.document, ...[exact, byService].flatMap(each => each?.policy ?? []));
    for (const cap of [exact, byService]) if (cap) t.ok(lengthOf(cap) <= 2048);
    if (exact) {
      t.same(differences(shape, exact, near), []);
      t.same(secondOpinion(shape, exact, shuffled(near, random).slice(0, 20)), []);
    }
    if (byService && n % 3 === 0) t.same(faultsByService(shape, byService), []);
    const unknown = announced.flatMap(each => listOf(each.Action)).filter(each => each.endsWith(':NotYetKnown'));
    for (const cap of [exact, byService])
      if (cap)
        t.same(differences(shapeOf([allow(unknown)]), cap, unknown), [], 'what the catalogue lacks stays allowed');
    seen[exact ? 'exact' : byService ? 'by_service' : 'neither'] += 1;
  }
  t.ok(seen.exact > 0 && seen.by_service + seen.neither > 0, JSON.stringify(seen));
});

t.test(
  'patterns: only where every known match is announced, with the whole verb, and no more than are needed',
  async t => {
    const few = ['ec2:DescribeVpcs', 'ec2:DescribeSubnets'];
    t.same(listOf(capOf([allow(few)], 'exact')!.policy.Statement[0]!.Action), few, 'none where none is needed');
    for (const service of ['ec2', 'rds', 's3', 'ce', 'dynamodb', 'redshift', 'lambda', 'iam']) {
      const reading = actionsMatching(`${service}:*`).filter(each => ['list', 'read'].includes(accessLevelOf(each)!));
      const many = reading.slice(0, 130);
      // What cannot be shortened takes up the room.
      const filler = Array.from({ length: 30 }, (_, n) => `drawbridge:NotKnown${n}`);
      for (const announced of [many, [...many, ...filler]]) {
        const cap = capOf([allow(announced)], 'exact');
        const patterns = cap ? listOf(cap.policy.Statement[0]!.Action).filter(each => each.endsWith('*')) : [];
        for (const pattern of patterns) {
          t.same(
            actionsMatching(pattern).filter(each => !announced.includes(each)),
            [],
            pattern,
          );
          t.match(pattern, /:[A-Za-z][a-z0-9]+([A-Z]|\*$)/, 'keeps its verb');
          const verb = /:([A-Za-z][a-z0-9]*)/.exec(pattern)![1]!;
          t.ok(
            announced.some(each => new RegExp(`:${verb}([A-Z]|$)`).test(each)),
            `${pattern} keeps a whole verb`,
          );
        }
      }
    }
  },
);

t.test('statements merge by actions, resources and conditions; a Deny that matters never leaves', async t => {
  const condition = { Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
  const cap = capOf(
    [
      allow(['s3:GetObject'], 'arn:aws:s3:::a/*'),
      allow(['s3:ListBucket'], 'arn:aws:s3:::a/*'),
      allow(['s3:GetObject', 's3:ListBucket'], 'arn:aws:s3:::b/*'),
      allow(['s3:GetObject'], 'arn:aws:s3:::c/*', condition),
      deny(['s3:GetObject'], condition),
    ],
    'exact',
  )!;
  t.same(cap.policy.Statement, [
    {
      Sid: 'DrawbridgeSession',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'],
    },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::c/*', ...condition },
    { Effect: 'Deny', Action: 's3:GetObject', Resource: '*', ...condition },
  ]);

  t.comment('Denies that are too long: those of actions that nothing allows are left out, the others stay');
  const others = actionsMatching('ec2:Create*').slice(0, 120);
  const long = [allow(['s3:Get*']), deny([...others, 's3:GetObject'])];
  const narrowed = capOf(long, 'exact')!;
  t.same(differences(shapeOf(long), narrowed, [...actionsMatching('s3:*'), ...others]), []);
  t.same(listOf(narrowed.policy.Statement.at(-1)!.Action), ['s3:GetObject']);
});

t.test(
  'managed policies: by their ARNs, which count, beside every Deny and without a policy where none is needed',
  async t => {
    const arns = ['SecurityAudit', 'job-function/ViewOnlyAccess'].map(each => `arn:aws:iam::aws:policy/${each}`);
    t.same(sessionCapOf({ statements: [], policyArns: arns }, 'exact'), { form: 'exact', policyArns: arns });
    const denied = actionsMatching('ec2:Create*').slice(0, 20);
    const cap = capOf([deny(denied)], 'exact', arns)!;
    t.same(cap.policyArns, arns);
    t.same(listOf(cap.policy.Statement[0]!.Action), denied, 'AWS may allow them tomorrow');
    const room = 2048 - arns.join('').length;
    for (const [size, fits] of [
      [room, true],
      [room + 1, false],
    ] as const) {
      const empty = JSON.stringify(capOf([allow(['s3:GetObject'], 'arn:aws:s3:::')], 'exact')!.policy).length;
      const statements = [allow(['s3:GetObject'], `arn:aws:s3:::${'b'.repeat(size - empty)}`)];
      t.equal(capOf(statements, 'exact', arns) !== undefined, fits, `${size} characters beside the ARNs`);
      t.ok(capOf(statements, 'exact'));
    }
  },
);

t.test('what fits neither form is named at load, and so is a cap by service and one that is switched off', async t => {
  const reason = { en: 'Bucket policies grant the role.', ja: 'バケットポリシーがロールに許可するため。' };
  const set = (actions: string[], resources: string[] = ['*'], more: object = {}) =>
    ({
      id: 'long',
      version: '1.0.0',
      statements: [{ sid: 'All', actions, resources, why: reason, without: reason }],
      ...more,
    }) as unknown as PermissionSet;
  const buckets = Array.from({ length: 90 }, (_, n) => `arn:aws:s3:::a-bucket-with-a-long-name-${n}/*`);
  t.match(capIssue(set(['s3:GetObject'], buckets)), { message: /limited to the announced services/ });
  const unknown = Array.from({ length: 90 }, (_, n) => `drawbridge:AnActionThatIsNotKnown${n}`);
  t.match(capIssue(set(unknown)), { path: '/statements', message: /its sessions have no cap/ });
  t.match(capIssue(set(['s3:GetObject'], ['*'], { uncappedReason: reason })), {
    path: '/uncappedReason',
    message: /Bucket policies grant the role/,
  });
  t.equal(capIssue(set(['s3:GetObject'])), undefined);
});
