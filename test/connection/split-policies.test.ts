// Permission sets that do not fit into the inline policies of a role: their documents, a connection with one from its
// launch to its end, and what a check finds when the customer changes one of its policies.
import t, { type Test } from 'tap';
import { driftOf } from '../../api/core/drift/drift.js';
import type { LiveRole } from '../../api/core/iam/live-role.js';
import { managedPoliciesAtMost, managedPolicyLimit, splitPolicy } from '../../api/core/iam/split-policy.js';
import type { PermissionSet, PermissionStatement } from '../../api/core/permission-set/permission-set.js';
import { policyOfStatements } from '../../api/core/permission-set/policy-of.js';
import { compareIdentity } from '../../api/core/policy/compare/compare.js';
import { normalPolicy, type PolicyDocument, type Statement } from '../../api/core/policy/document/document.js';
import { announcedPolicies, ownStatements } from '../../api/core/role/announced.js';
import { atLaunch, roleSpecOf, withPermissionSet, withStackOption } from '../../api/core/role/build.js';
import type { RoleSpec } from '../../api/core/role/role-spec.js';
import { stackDriftOf } from '../../api/core/role/stack-drift.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { startUpgrade } from '../../api/operations/delivery/upgrade.js';
import { revocationPolicyName, revokeOlderSessionsPolicy } from '../../templates/policies.js';
import { renderRoleTemplate } from '../../templates/render.js';
import { support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  provenConnection,
  updateStack,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { callAsAdmin, changeRole } from '../helpers/customer-admin.js';
import { testFolder } from '../helpers/folder.js';
import { managePage } from '../helpers/manage-page.js';
import { reading } from '../helpers/random-roles.js';
import { liveRoleOf as liveRoleOfForm, roleInTemplate } from '../helpers/role-forms.js';
import { sampleSpecInput } from '../helpers/samples.js';
import { drawing, isLong, seeded, shuffled } from '../helpers/seeded.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const sentence = { en: 'Because.', ja: '理由です。' };

const statementOf = (sid: string, actions: string[], more: Partial<PermissionStatement> = {}): PermissionStatement => ({
  sid,
  actions,
  resources: ['*'],
  wildcardReason: sentence,
  why: sentence,
  without: sentence,
  ...more,
});

const setOf = (statements: PermissionStatement[]): PermissionSet => ({
  id: 'large-read',
  version: '1.0.0',
  access: 'read',
  title: sentence,
  summary: sentence,
  statements,
});

/** The live role that the printed template creates. */
function liveRoleOf(spec: RoleSpec): LiveRole {
  const names = { vendorName: 'Vendor', tenantName: 'T', kitVersion: '1', connectionId: 'c' };
  return liveRoleOfForm(spec, roleInTemplate(renderRoleTemplate({ spec, ...names }).body));
}

const sizeOf = (document: PolicyDocument) => JSON.stringify(document).length;

/** Some to many statements, of one action or of hundreds, with resources, conditions and Denies. */
function randomSet(random: () => number): PermissionSet {
  const below = (limit: number) => Math.floor(random() * limit);
  const actions = shuffled(reading, random);
  const statements: PermissionStatement[] = [];
  const count = 1 + below(40);
  for (let at = 0; at < count; at += 1) {
    const some = actions.splice(0, 1 + below(random() < 0.2 ? 300 : 25));
    const resources = Array.from({ length: 1 + below(6) }, (_, n) => `arn:aws:s3:::bucket-${at}-${n}/*`);
    const conditions = { StringEquals: { 'aws:RequestedRegion': [`eu-west-${1 + below(3)}`] } };
    const more = {
      ...(random() < 0.4 && { resources }),
      ...(random() < 0.3 && { conditions }),
      ...(random() < 0.2 && { effect: 'Deny' as const }),
    };
    statements.push(statementOf(`S${at}`, some, more));
  }
  return setOf(statements);
}

/** The same role after the customer has edited the policy at an index of its attached ones. */
function edited(live: LiveRole, at: number, edit: (statements: Statement[]) => Statement[]): LiveRole {
  const arn = live.attached.kind === 'read' ? live.attached.value[at]!.arn : '';
  const current = live.policies[arn]!.current as { value: { document: string } };
  const document = JSON.parse(current.value.document) as PolicyDocument;
  const text = JSON.stringify({ ...document, Statement: edit(document.Statement) });
  const reading = { current: { kind: 'read' as const, value: { versionId: 'v2', document: text } } };
  return { ...live, policies: { ...live.policies, [arn]: reading } };
}

t.test('a split set means the same as a whole one, in its spec, its template and on the role', async t => {
  const random = drawing(t);
  let split = 0;
  for (let n = 0; n < (isLong ? 2000 : 12); n += 1) {
    const set = randomSet(random);
    const whole = policyOfStatements(set.statements);
    if ('fault' in splitPolicy(whole.Statement, managedPoliciesAtMost)) continue;
    const spec = roleSpecOf({ ...sampleSpecInput, permissionSet: set });
    const attached = spec.stackPolicies ?? [];
    const inline = spec.inlinePolicies.reduce((sum, each) => sum + sizeOf(each.document), 0);
    t.ok(inline <= 10_240 && attached.length <= 10);
    t.ok(attached.every(each => sizeOf(each.document) <= managedPolicyLimit));
    t.same(roleSpecOf({ ...sampleSpecInput, permissionSet: structuredClone(set) }), spec, 'the same each time');
    const bySid = (statements: Statement[]) => statements.toSorted((a, b) => (a.Sid! < b.Sid! ? -1 : 1));
    t.same(bySid(ownStatements(spec)), bySid(whole.Statement), 'the parts put together again are the set');
    const { wider, narrower, unknown, undecided } = compareIdentity(
      { identity: [{ name: 'whole', policy: normalPolicy(whole) }] },
      { identity: announcedPolicies({ ...spec, inlinePolicies: spec.inlinePolicies.slice(0, -1) }) },
    );
    t.same([wider, narrower, unknown, undecided], [[], [], [], []]);
    const live = liveRoleOf(spec);
    t.same(driftOf(spec, live), [], 'the role that the template creates');
    if (attached.length === 0) continue;
    split += 1;
    const at = Math.floor(random() * attached.length);
    const added = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::payroll/*' } as const;
    const codes = driftOf(
      spec,
      edited(live, at, each => [...each, added]),
    ).map(each => `${each.severity} ${each.code} ${each.facts.worst}`);
    t.same(codes, ['high permissions_widened s3:GetObject'], 'an action that someone added to one of them');
    const { document } = attached[at]!;
    const isGranting = document.Statement.some(each => each.Effect === 'Allow');
    const gone = driftOf(
      spec,
      edited(live, at, ([first, ...others]) => [{ ...first!, Action: [first!.Action!].flat().slice(1) }, ...others]),
    );
    if (isGranting && [document.Statement[0]!.Action!].flat().length > 1)
      t.match(gone, [{ code: 'permissions_narrowed' }]);
  }
  t.ok(split > 0);
});

t.test('another launch has policies of its own; a role path that policies cannot have is left out', async t => {
  const set = setOf([statementOf('All', reading.slice(0, 800))]);
  const options = { namePrefix: '', path: '/vendors/a!b/', tags: {} };
  const spec = roleSpecOf({ ...sampleSpecInput, permissionSet: set, options });
  const names = (of: RoleSpec) => of.stackPolicies?.map(each => each.arn.split(':policy')[1]);
  t.match(names(spec), ['/drawbridge-abcdef012345-1-permissions-1', '/drawbridge-abcdef012345-1-permissions-2']);
  t.match(names(atLaunch(spec, 2)), ['/drawbridge-abcdef012345-2-permissions-1', /-2-permissions-2$/]);
  const guarded = roleSpecOf({ ...sampleSpecInput, permissionSet: set, options: { ...options, path: '/vendors/' } });
  t.match(names(guarded)?.[0], '/vendors/drawbridge-abcdef012345-1-permissions-1');
});

t.test('a role with the option for drift of its stack stays within the limit of its inline policies', async t => {
  const stackName = 's'.repeat(128);
  const actions = reading.filter(each => each.length < 40);
  const fitting = (size: number) => {
    const count = actions.findIndex(
      (_, at) => sizeOf(policyOfStatements([statementOf('All', actions.slice(0, at))])) > size,
    );
    return setOf([statementOf('All', actions.slice(0, count - 1))]);
  };
  // Inline without the option, split without it, and both by little.
  for (const set of [fitting(8000), fitting(8900), fitting(9100), setOf([statementOf('All', reading.slice(0, 800))])]) {
    const plain = roleSpecOf({ ...sampleSpecInput, permissionSet: set });
    const options = { ...sampleSpecInput.options, stackDrift: true as const };
    const specs = [
      roleSpecOf({ ...sampleSpecInput, permissionSet: set, options, stackName }),
      withStackOption(plain, stackName),
      withPermissionSet(withStackOption(plain, stackName), set, plain.description),
    ];
    for (const spec of specs) {
      const inline = spec.inlinePolicies.reduce((sum, each) => sum + sizeOf(each.document), 0);
      t.ok(inline <= 10_240 && stackDriftOf(spec) === stackName, `${inline}`);
      t.same(
        [...new Set(ownStatements(spec).flatMap(each => each.Action!))].sort(),
        [...set.statements[0]!.actions].sort(),
      );
      t.same(driftOf(spec, liveRoleOf(spec)), []);
    }
    t.same(plain.stackPolicies ?? [], withStackOption(plain, undefined).stackPolicies ?? []);
  }
});

/** As many actions as Datadog's integration asks for, and more than its 25,168 characters. */
const manyActions = shuffled(reading, seeded(1)).slice(0, 823).sort();

const closed = statementOf('Closed', ['s3:GetObject'], { effect: 'Deny' });
const small = setOf([statementOf('Cost', ['ce:GetCostAndUsage', 'ce:GetTags']), closed]);
const large = { ...setOf([statementOf('All', manyActions), closed]), version: '2.0.0' };

const worldWithSets = (t: Test) => {
  const files = [small, large, { ...small, version: '3.0.0' }].map(set => [`${set.version}.json`, JSON.stringify(set)]);
  return newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: testFolder(t, Object.fromEntries(files)) } });
};

const asAdmin = (world: World, action: string, input: object) =>
  callAsAdmin(world, { account: customerAccount, action, input });

async function ownPolicies(world: World): Promise<string[]> {
  return (
    JSON.stringify(await asAdmin(world, 'ListPolicies', { Scope: 'Local' })).match(
      /arn:aws:iam::\d{12}:policy\/[\w-]+/g,
    ) ?? []
  );
}

async function found(world: World, where: Where): Promise<string[]> {
  world.clock.advance(60_000);
  await checked(world, where);
  const { health, findings } = (await connectionOf(world, where)).value;
  return [health, ...findings.filter(each => each.code !== 'outdated').map(each => `${each.severity} ${each.code}`)];
}

t.test('823 actions: launched, healthy, and each change of one of its policies is a finding', async t => {
  t.ok(JSON.stringify(policyOfStatements(large.statements)).length > 25_168);
  const world = await worldWithSets(t);
  const where = await verifiedConnection(world, { permissionSetId: 'large-read', permissionSetVersion: '2.0.0' });
  const { value } = await connectionOf(world, where);
  t.match(value, { state: 'verified', health: 'healthy' });
  const stack = value.roleSpec.stackPolicies!;
  const [first, second] = stack.map(each => each.arn);
  t.same(
    world.aws.role(where.roleArn)?.attachedPolicies,
    stack.map(each => each.arn),
  );

  t.comment('delivery, guide and pages have every policy');
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}/delivery`;
  const delivery = (await world.app.inject({ url, headers: { authorization: `Bearer ${world.keys.backend}` } })).json();
  t.same(
    delivery.attachedPolicies.map((each: { arn: string }) => each.arn),
    stack.map(each => each.arn),
  );
  const { read } = await managePage(world, where);
  const guide = await read('en', '/guide.md');
  const pages = [await read('en'), await read('ja'), guide];
  for (const arn of [first!, second!]) for (const page of pages) t.match(page, arn);
  t.match(guide, `iam delete-policy \\\n  --policy-arn ${first}`);
  t.match(guide, 'iam:CreatePolicyVersion');

  t.comment('the customer edits, detaches and adds');
  const document = { ...stack[0]!.document, Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] };
  const edit = { PolicyArn: first, PolicyDocument: JSON.stringify(document), SetAsDefault: 'true' };
  await asAdmin(world, 'CreatePolicyVersion', edit);
  t.match(await found(world, where), ['drifted', 'high permissions_widened', 'medium permissions_narrowed']);
  await asAdmin(world, 'SetDefaultPolicyVersion', { PolicyArn: first, VersionId: 'v1' });
  await changeRole(world, where.roleArn, 'DetachRolePolicy', { PolicyArn: second });
  const PolicyDocument = JSON.stringify(document);
  await asAdmin(world, 'CreatePolicy', { PolicyName: 'theirs', PolicyDocument });
  const theirs = { PolicyArn: `arn:aws:iam::${customerAccount}:policy/theirs` };
  await changeRole(world, where.roleArn, 'AttachRolePolicy', theirs);
  t.match((await found(world, where)).sort(), ['drifted', 'high policy_attached', 'medium policy_missing']);
  await changeRole(world, where.roleArn, 'DetachRolePolicy', theirs);
  await asAdmin(world, 'DeletePolicy', theirs);
  await changeRole(world, where.roleArn, 'AttachRolePolicy', { PolicyArn: second });
  t.same(await found(world, where), ['healthy']);

  t.comment('sessions can be revoked, and the deleted stack leaves no policy, whatever its versions');
  const older = JSON.stringify(revokeOlderSessionsPolicy(world.clock.now().toISOString()));
  const revoked = { PolicyName: revocationPolicyName, PolicyDocument: older };
  await changeRole(world, where.roleArn, 'PutRolePolicy', revoked);
  await changeRole(world, where.roleArn, 'DeleteRolePolicy', { PolicyName: revocationPolicyName });
  t.same(
    await ownPolicies(world),
    stack.map(each => each.arn),
  );
  await world.aws.deleteStack(customerAccount, delivery.stackName);
  t.same([world.aws.role(where.roleArn), await ownPolicies(world)], [undefined, []]);
});

t.test('an upgrade splits the policy, another one puts it back inline, and the old policies are gone', async t => {
  const world = await worldWithSets(t);
  const where = await provenConnection(world, { permissionSetId: 'large-read', permissionSetVersion: '1.0.0' });
  const moveTo = async (version: string) => {
    await startUpgrade(world.ports, support, where, { reason: 'Other reports', version });
    await updateStack(world, where);
    t.same(await found(world, where), ['healthy']);
    t.equal((await connectionOf(world, where)).value.permissionSet.version, version);
  };
  await moveTo('2.0.0');
  t.equal((await ownPolicies(world)).length, 4);
  await startRotation(world.ports, support, where, { reason: 'Yearly' });
  await updateStack(world, where);
  t.same(await found(world, where), ['healthy'], 'a rotation changes nothing else');
  world.clock.advance(60_000);
  t.same(await found(world, where), ['healthy'], 'and the old ID is proven dead');
  t.equal(world.aws.role(where.roleArn)?.attachedPolicies.length, 4);

  t.comment('CloudFormation is a second witness of those policies too');
  await startUpgrade(world.ports, support, where, { reason: 'A second witness', stackDrift: true });
  await updateStack(world, where);
  t.same(await found(world, where), ['healthy']);
  const [arn] = world.aws.role(where.roleArn)!.attachedPolicies;
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
  });
  await asAdmin(world, 'CreatePolicyVersion', { PolicyArn: arn, PolicyDocument, SetAsDefault: 'true' });
  t.match(await found(world, where), ['drifted', 'high permissions_widened']);
  t.match((await connectionOf(world, where)).value.stackReport, {
    drift: 'drifted',
    foundBy: 'both',
    differences: [/^NOT_EQUAL \/PolicyDocument of drawbridge-.*-permissions-1$/],
  });
  await asAdmin(world, 'SetDefaultPolicyVersion', { PolicyArn: arn, VersionId: 'v1' });
  t.same(await found(world, where), ['healthy']);
  await startUpgrade(world.ports, support, where, { reason: 'Enough', stackDrift: false });
  await updateStack(world, where);
  t.same(await found(world, where), ['healthy']);
  await moveTo('3.0.0');
  t.same([world.aws.role(where.roleArn)?.attachedPolicies, await ownPolicies(world)], [[], []]);
});
