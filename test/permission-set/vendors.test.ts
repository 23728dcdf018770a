// The policies that vendors publish, as permission sets with reasons (vendors/README.md): each loads, is shown to the
// customer, launches, is healthy, and stays so when the customer's tools write its policies in another way.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { lintPermissionSet } from '../../api/core/permission-set/lint.js';
import type { Parameter } from '../../api/core/permission-set/parameter/parameter.js';
import { parsePermissionSet } from '../../api/core/permission-set/parse.js';
import type { PermissionSet } from '../../api/core/permission-set/permission-set.js';
import type { PolicyDocument, Statement } from '../../api/core/policy/document/document.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { support } from '../helpers/callers.js';
import { checked, connectionOf, launch, newConnection, newTenant, type Where } from '../helpers/customer.js';
import { callAsAdmin, changeRole } from '../helpers/customer-admin.js';
import { testFolder } from '../helpers/folder.js';
import { customerAccount, newWorld, type World } from '../helpers/world.js';

const folder = 'test/permission-set/vendors';
const files = readdirSync(folder).filter(each => each.endsWith('.json'));
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');
const sets = files.map(file => JSON.parse(textOf(file)) as PermissionSet);

/** What the customer states. */
const statedFor = ({ kind }: Parameter) =>
  kind === 'bucket' ? 'example-data' : kind === 'prefix' ? 'stage/' : 'JobRole';

type Placed = Where & { roleArn: string };
const policyName = 'DrawbridgePermissions';

/** As Terraform writes it: sorted, single values without a list, no Sids, statements in another order. */
function terraformed({ Version, Statement: all }: PolicyDocument): PolicyDocument {
  const bare = (values: string | string[] | undefined) => {
    const list = [values ?? []].flat().sort().reverse();
    return list.length === 1 ? list[0]! : list;
  };
  const statements = all.toReversed().map(
    ({ Sid: _, Action, Resource, ...rest }): Statement => ({
      ...rest,
      Action: bare([Action ?? []].flat().map(each => each.toLowerCase())),
      Resource: bare(Resource),
    }),
  );
  return { Version, Statement: statements };
}

async function findingsAfterCheck(world: World, where: Where) {
  world.clock.advance(60_000);
  await checked(world, where);
  const { health, findings } = (await connectionOf(world, where)).value;
  return { health, findings: findings.filter(each => each.severity !== 'information').map(each => each.code) };
}

/** The customer's own managed policies grant the same, in parts that IAM accepts: 6,144 characters each. */
async function asManagedPolicies(world: World, { roleArn }: Placed, document: PolicyDocument): Promise<void> {
  const parts = document.Statement.map(each => ({ ...document, Statement: [each] }));
  await changeRole(world, roleArn, 'DeleteRolePolicy', { PolicyName: policyName });
  for (const [index, part] of parts.entries()) {
    const name = `${roleArn.split('/').at(-1)}-${index}`;
    const input = { PolicyName: name, PolicyDocument: JSON.stringify(part) };
    await callAsAdmin(world, { account: customerAccount, action: 'CreatePolicy', input });
    await changeRole(world, roleArn, 'AttachRolePolicy', {
      PolicyArn: `arn:aws:iam::${customerAccount}:policy/${name}`,
    });
  }
}

async function shownReasons(world: World, where: Where): Promise<string> {
  const { link, url } = await makeLink(world.ports, support, where, { kind: 'hand-off' });
  const [cookie] = (await world.app.inject({ url: new URL(url).pathname })).cookies as {
    name: string;
    value: string;
  }[];
  const headers = { cookie: `${cookie!.name}=${cookie!.value}`, 'accept-language': 'ja' };
  return (await world.app.inject({ url: `/c/${link.kind}/${link.connectionId}`, headers })).body;
}

t.test(
  "a vendor's published policies load as a permission set, and each reason is asked for when it is missing",
  async t => {
    t.equal(files.length, 14);
    for (const set of sets) {
      const issuesOf = (each: PermissionSet) => {
        const parsed = parsePermissionSet(JSON.parse(JSON.stringify(each)));
        return 'issues' in parsed ? parsed.issues : lintPermissionSet(parsed.set);
      };
      t.strictSame(issuesOf(set), [], set.id);
      for (const [at, statement] of (set.statements ?? []).entries())
        for (const reason of ['riskReason', 'excessReason', 'wildcardReason'] as const) {
          if (!statement[reason]) continue;
          const { [reason]: _, ...bare } = statement;
          const issues = issuesOf({ ...set, statements: set.statements.with(at, bare) });
          t.match(issues[0]?.message, new RegExp(`${reason} that answers`), `${set.id} ${statement.sid}`);
        }
    }
  },
);

t.test(
  'each is shown with its reasons, launches, is healthy, and survives other spellings of its policies',
  async t => {
    const content = Object.fromEntries(files.map(file => [file, textOf(file)]));
    const world = await newWorld(t, { variables: { DRAWBRIDGE_PERMISSION_SETS: testFolder(t, content) } });
    const tenantId = await newTenant(world);
    for (const set of sets) {
      const values = Object.fromEntries((set.parameters ?? []).map(each => [each.name, statedFor(each)]));
      const where = await newConnection(world, tenantId, { permissionSetId: set.id, values });
      const page = (await shownReasons(world, where)).replaceAll('&#x27;', "'");
      const reasons = [...(set.statements ?? []), ...(set.managedPolicies ?? [])];
      for (const each of reasons) t.ok(page.includes(each.why.ja), `${set.id}: ${each.why.ja}`);
      for (const { riskReason } of set.statements ?? []) t.ok(page.includes(riskReason?.ja ?? ''), set.id);

      const placed = { ...where, roleArn: await launch(world, where) };
      await checked(world, placed);
      const { state, health, findings, roleSpec } = (await connectionOf(world, placed)).value;
      t.match({ state, health, findings }, { state: 'verified', health: 'healthy', findings: [] }, set.id);
      const own = roleSpec.inlinePolicies.find(each => each.name === policyName)?.document;
      if (!own) continue;
      const spelled = terraformed(own);
      if (set.id === 'agentless-scan') {
        const input = { PolicyName: policyName, PolicyDocument: JSON.stringify(spelled) };
        await changeRole(world, placed.roleArn, 'PutRolePolicy', input);
        t.same(await findingsAfterCheck(world, placed), { health: 'healthy', findings: [] }, "Terraform's spelling");
      }
      await asManagedPolicies(world, placed, spelled);
      t.same(
        await findingsAfterCheck(world, placed),
        { health: 'healthy', findings: [] },
        `${set.id}: managed policies`,
      );
    }
  },
);
