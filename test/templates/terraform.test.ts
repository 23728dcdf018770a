// The role for Terraform and OpenTofu: HashiCorp's own parser reads exactly the role spec, its formatter changes
// nothing, and no value leaves its place.
import { format } from '@cdktf/hcl-tools';
import fc from 'fast-check';
import t from 'tap';
import { driftOf } from '../../api/core/drift/drift.js';
import { type Partition, partitions } from '../../api/core/iam/arn.js';
import type { LiveRole } from '../../api/core/iam/live-role.js';
import { managedPolicyText } from '../../api/core/policy/catalogue/managed-policies.js';
import type { PolicyDocument } from '../../api/core/policy/document/document.js';
import { roleSpecOf, withPermissionSet } from '../../api/core/role/build.js';
import type { RoleOptions, RoleSpec } from '../../api/core/role/role-spec.js';
import { stackPolicyArn } from '../../api/core/role/stack-policies.js';
import { withExternalId } from '../../api/core/role/trust-policy.js';
import { readPermissionSets } from '../../api/stores/permission-sets.js';
import { shippedPermissionSets } from '../../templates/render.js';
import { readHcl } from '../../templates/terraform/read-hcl.js';
import { renderTerraform } from '../../templates/terraform/render.js';
import { nastyTexts } from '../helpers/random-roles.js';
import { formOfSpec } from '../helpers/role-forms.js';
import { isLong } from '../helpers/seeded.js';
import { roleInHcl } from '../helpers/terraform.js';

const sets = readPermissionSets([shippedPermissionSets]);

interface Given {
  vendorName?: string;
  tenantName?: string;
  partition?: Partition;
  options?: Partial<RoleOptions>;
  set?: string;
}

function specOf({ vendorName = 'Northwind', tenantName = 'Harbour Books', ...given }: Given = {}): RoleSpec {
  const partition = given.partition ?? 'aws';
  const set = sets.get(given.set ?? 'cost-read')!;
  const at = { by: 'vendor', id: 'key_q7w2e9r4t6y1', at: '2026-11-20T00:00:00Z' } as const;
  const values = Object.fromEntries(
    (set.parameters ?? []).map(({ name, kind }) => [name, { value: kind === 'prefix' ? 'a/' : 'bucket-1', ...at }]),
  );
  return roleSpecOf({
    vendorName,
    tenantName,
    tenantId: 'ten_q7w2e9r4t6y1',
    connectionId: 'con_k3v9q2m7x1c8',
    partition,
    accountId: '011122223333',
    brokerRoleArn: `arn:${partition}:iam::999988887777:role/drawbridge-broker`,
    externalId: '5f0c7c2e-9a41-4b1d-8e7f-3d2a1b0c9e8f',
    roleRandom: 'k3v9q2m7x1c8',
    launch: 2,
    options: { namePrefix: '', path: '/', tags: {}, ...given.options },
    permissionSet: set,
    values,
  });
}

function render(spec: RoleSpec, { vendorName = 'Northwind', tenantName = 'Harbour Books' }: Given = {}): string {
  return renderTerraform({ spec, vendorName, tenantName, kitVersion: '0.1.0', connectionId: 'con_k3v9q2m7x1c8' });
}

/** What Terraform would create. Its parser normalises texts. */
function expectedRole(spec: RoleSpec) {
  return { ...formOfSpec(spec, tag => tag.normalize()), partition: spec.partition };
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.array(fc.constantFrom(...nastyTexts), { minLength: 1, maxLength: 5 }).map(parts => parts.join('')),
);
const policy = fc
  .array(fc.record({ sid: text, resources: fc.array(text, { minLength: 1, maxLength: 3 }), key: text, value: text }), {
    minLength: 1,
    maxLength: 3,
  })
  .map(
    (all): PolicyDocument => ({
      Version: '2012-10-17',
      Statement: all.map(({ sid, resources, key, value }) => ({
        Sid: sid,
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: resources,
        Condition: { StringLike: { [`aws:PrincipalTag/${key}`]: value } },
      })),
    }),
  );
const tagsOf = fc
  .uniqueArray(fc.tuple(text, text), { maxLength: 4, selector: ([key]) => key.normalize() })
  .map(pairs => Object.fromEntries(pairs) as Record<string, string>);

t.test("HashiCorp's parser reads exactly the role spec, for all names, tags and policies", async t => {
  await fc.assert(
    fc.asyncProperty(text, text, tagsOf, policy, policy, async (vendorName, tenantName, tags, trust, permissions) => {
      const spec: RoleSpec = {
        ...specOf({ vendorName, tenantName }),
        description: `${vendorName}${tenantName}`.normalize(),
        tags,
        trustPolicy: trust,
        inlinePolicies: [{ name: 'DrawbridgePermissions', document: permissions }],
      };
      t.strictSame(await roleInHcl(render(spec, { vendorName, tenantName })), expectedRole(spec));
    }),
    { numRuns: isLong ? 1000 : 12 },
  );
});

t.test('every shipped set, plain and with every option, is as `terraform fmt` prints it', async t => {
  for (const [at, id] of [...new Set(sets.list().map(each => each.id))].entries()) {
    const partition = partitions[at % partitions.length]!;
    const options = {
      namePrefix: 'acme-',
      path: '/vendors/',
      permissionsBoundaryArn: `arn:${partition}:iam::011122223333:policy/Boundary`,
      tags: { Team: 'Platform', 'cost centre': 'CC 4711', 部門: '基盤チーム' },
      trustEndsAt: '2031-06-30T22:00:00Z',
    };
    for (const spec of [specOf({ set: id }), specOf({ partition, options, set: id })]) {
      const hcl = render(spec);
      t.equal(await format(hcl), hcl, `${id} in ${partition}`);
      t.strictSame(await roleInHcl(hcl), expectedRole(spec), `${id} in ${partition}`);
    }
  }
});

t.test('a rotation and an upgrade change the same resources; the same spec always gives the same text', async t => {
  const spec = specOf();
  const addresses = (hcl: string) => [...hcl.matchAll(/^resource .*$/gm)].map(each => each[0]);
  const rotated = render(withExternalId(spec, '1f0c7c2e-9a41-4b1d-8e7f-3d2a1b0c9e8f'));
  t.strictSame(addresses(rotated), addresses(render(spec)));
  const changed = rotated.split('\n').filter(line => !render(spec).split('\n').includes(line));
  t.match(changed, [/^ +"sts:ExternalId": "1f0c7c2e/], 'a rotation changes one line');
  t.equal(changed.length, 1);
  const upgraded = render(withPermissionSet(spec, sets.get('security-audit')!, 'Another set'));
  t.strictSame(addresses(upgraded), [
    'resource "aws_iam_role" "drawbridge" {',
    'resource "aws_iam_role_policy" "drawbridge_permissions" {',
    'resource "aws_iam_role_policy" "drawbridge_self_read" {',
    'resource "aws_iam_role_policy_attachment" "security_audit" {',
  ]);
  t.equal(render(spec), render(specOf()));
  const document = spec.inlinePolicies[0]!.document;
  const stackPolicies = [0, 1].map(at => ({ arn: stackPolicyArn(spec, at), document }));
  const split = { ...withPermissionSet(spec, sets.get('security-audit')!, 'Another set'), stackPolicies };
  t.strictSame(await roleInHcl(render(split)), expectedRole(split), 'a set larger than the inline policies');
  t.equal(await format(render(split)), render(split));
});

type Spelling = (document: PolicyDocument) => object;

const sortedKeys = (value: object) => Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
/** A list of one as a text; further ones sorted, in this direction. */
const inOrder = (value: unknown, direction: 1 | -1): unknown => {
  if (!Array.isArray(value)) return value;
  const list = (value as string[]).toSorted((a, b) => (a < b ? -direction : direction));
  return list.length === 1 ? list[0] : list;
};
const withLists = (value: object, direction: 1 | -1): object =>
  Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === 'object' && !Array.isArray(inner)
        ? withLists(inner as object, direction)
        : inOrder(inner, direction),
    ]),
  );
const statementsAs = (document: PolicyDocument, change: (statement: object) => object) =>
  document.Statement.map(each => change(each));

/** How tools write a document that they were given in another form. */
const spellings: Record<string, Spelling> = {
  "Terraform's aws_iam_policy_document: lists sorted downwards, single values as texts": document => ({
    Version: '2012-10-17',
    Statement: statementsAs(document, each => withLists(each, -1)),
  }),
  "Terraform's jsonencode: keys sorted": document =>
    sortedKeys({ ...document, Statement: statementsAs(document, sortedKeys) }),
  'CDK: no Sids, keys and lists sorted, one statement not in a list': document => {
    const all = statementsAs(document, each => sortedKeys(withLists({ ...each, Sid: undefined }, 1)));
    return { Statement: all.length === 1 ? all[0] : all, Version: '2012-10-17' };
  },
  'the IAM console: an Id, other Sids, statements in another order, actions in another case': document => ({
    Version: '2012-10-17',
    Id: 'Policy1764547200000',
    Statement: statementsAs(document, each => ({ ...each, Sid: undefined }))
      .toReversed()
      .map((each, at) =>
        JSON.parse(JSON.stringify({ Sid: `VisualEditor${at}`, ...each }).replace(/"(\w+):Get/g, '"$1:get')),
      ),
  }),
};

/** The role as AWS shows it, where a tool spelled its documents and added what such tools add. */
function liveRole(spec: RoleSpec, spell: Spelling): LiveRole {
  const { arn, path, maxSessionSeconds, permissionsBoundaryArn, managedPolicies = [] } = spec;
  const read = <Value>(value: Value) => ({ kind: 'read' as const, value });
  const attached = managedPolicies.map(each => ({ arn: each.arn, name: each.arn.split('/').at(-1)! }));
  const tags = Object.fromEntries(
    Object.entries(spec.tags).map(([key, value]) => [key.toUpperCase(), value.normalize()]),
  );
  return {
    role: read({
      arn,
      roleUniqueId: 'AROAX',
      path,
      trustPolicy: JSON.stringify(spell(spec.trustPolicy)),
      maxSessionSeconds,
      ...(permissionsBoundaryArn && { permissionsBoundaryArn }),
      tags: { ManagedBy: 'Terraform', 'aws-cdk:stack': 'x', ...tags },
    }),
    inline: read(
      spec.inlinePolicies.map(({ name, document }) => ({ name, document: read(JSON.stringify(spell(document))) })),
    ),
    attached: read(attached),
    policies: Object.fromEntries(
      managedPolicies.map(({ arn: policy, versionId }) => {
        const { document } = managedPolicyText(policy, versionId)!;
        return [policy, { current: read({ versionId, document: JSON.stringify(document) }) }];
      }),
    ),
  };
}

t.test('a role of any shipped set as Terraform, CDK and the IAM console spell it gives no finding', async t => {
  for (const id of new Set(sets.list().map(each => each.id))) {
    const spec = specOf({ set: id, options: { tags: { Team: 'Platform', Site: 'Cafe\u0301' }, path: '/' } });
    for (const [tool, spell] of Object.entries(spellings))
      t.same(driftOf(spec, liveRole(spec, spell)), [], `${id}, ${tool}`);
    const changed = driftOf(
      spec,
      liveRole({ ...spec, tags: { ...spec.tags, Team: 'Other' } }, document => document),
    );
    t.match(changed, [{ code: 'tags_changed', facts: { tags: 'Team' } }], 'another value of a tag');
  }
});

t.test('two policies that would have one address are refused', async t => {
  const spec = specOf();
  const [first] = spec.inlinePolicies;
  const inlinePolicies = [first!, { ...first!, name: 'drawbridgePermissions' }];
  t.throws(() => render({ ...spec, inlinePolicies }), /does not match the role spec/);
});

t.test('half of a character, which HCL cannot represent, is refused', async t => {
  t.throws(() => render({ ...specOf(), tags: { Team: '\ud83d' } }), /half of a character/);
});

t.test('reading back refuses expressions, functions, further attributes and unfinished blocks', async t => {
  const hcl = render(specOf());
  t.ok(readHcl(hcl));
  const spoiled: Record<string, [from: string, to: string]> = {
    'an expression in a text': ['"/"', '"${path.module}"'],
    'an expression in a policy': ['"DrawbridgeAssume"', '"${file("/etc/passwd")}"'],
    'a directive in a policy': ['"DrawbridgeAssume"', '"%{ if true }x%{ endif }"'],
    'a function': ['"/"', 'file("/etc/passwd")'],
    'a second value of a name': ['  path ', '  name = "x"\n  path '],
    'a block that stays open': ['\n}\n\noutput', '\n\noutput'],
    'a block that nobody opened': ['data "aws_partition"', '}\ndata "aws_partition"'],
  };
  for (const [what, [from, to]] of Object.entries(spoiled)) {
    t.ok(hcl.includes(from), what);
    t.throws(() => readHcl(hcl.replace(from, () => to)), /unexpected form/, what);
  }
});
