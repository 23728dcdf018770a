// A role has four forms: its spec, the CloudFormation template, the HCL, and the live role as AWS shows it. For random
// roles, all four must mean the same, and a planted change of the live role must be found.
// The long form draws DRAWBRIDGE_PROOF_SPECS roles; if that is not stated, 100,000 roles for at most
// DRAWBRIDGE_PROOF_SECONDS. SEED=<the seed of one> with DRAWBRIDGE_PROOF_SPECS=1 repeats that one.
import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import { driftOf } from '../../api/core/drift/drift.js';
import { compareIdentity } from '../../api/core/policy/compare/compare.js';
import { normalPolicy, type PolicyDocument, type Statement } from '../../api/core/policy/document/document.js';
import { atLaunch, roleSpecOf, withPermissionSet } from '../../api/core/role/build.js';
import { isForChecks, type RoleSpec, type RoleSpecInput } from '../../api/core/role/role-spec.js';
import { canonicalJson } from '../../api/core/values/canonical.js';
import { renderRoleTemplate } from '../../templates/render.js';
import { renderTerraform } from '../../templates/terraform/render.js';
import { Draw, randomRole } from '../helpers/random-roles.js';
import { documentsOf, formOfSpec, liveRoleOf, type RoleForm, roleInTemplate } from '../helpers/role-forms.js';
import { isLong, seedOf } from '../helpers/seeded.js';
import { roleByKitsReader, roleInHcl } from '../helpers/terraform.js';
import { reshuffled, rewrittenStatements } from '../policy/policy-respelling.js';

const { DRAWBRIDGE_PROOF_SPECS: stated, DRAWBRIDGE_PROOF_SECONDS: seconds = '1200' } = process.env;
const atMost = isLong ? Number(stated ?? 100_000) : 60;
/** The long form ends in time on a busy machine, and prints how many roles it drew. */
const secondsAtMost = isLong && stated === undefined ? Number(seconds) : Number.POSITIVE_INFINITY;
/** A comparison of a changed role takes five times as long as all the rest, so not every role is changed. */
const changedEvery = isLong ? 10 : 6;
const parsedEvery = 50;

function holds(is: boolean, what: string): void {
  if (!is) throw new Error(what);
}

const list = (value: unknown) => [value ?? []].flat() as string[];

/** The resources of a set's statement with the values, one text for each region of a list, as a reader would do it. */
function boundByHand(texts: readonly string[], { partition, values = {} }: RoleSpecInput): string[] {
  return texts.flatMap(text => {
    const regions = text.includes('${parameter:RegionList}') ? values.RegionList!.value.split(',') : [''];
    return regions.map(region =>
      text
        .replaceAll('${partition}', partition)
        .replaceAll('${parameter:RegionList}', region)
        .replace(/\$\{parameter:(\w+)\}/g, (_, name: string) => values[name]!.value),
    );
  });
}

/** Which actions each kind of statement has: those alike in everything else are one. */
function groupsOf(statements: readonly Statement[]): string {
  const groups = new Map<string, Set<string>>();
  for (const { Sid: _, Action, ...rest } of statements) {
    const key = canonicalJson(rest);
    groups.set(key, new Set([...(groups.get(key) ?? []), ...list(Action)]));
  }
  return canonicalJson([...groups].map(([key, actions]) => [key, [...actions].sort()]).sort());
}

/** The whole set as one document, written without the kit. */
function wholeSet(input: RoleSpecInput): Statement[] {
  const { accountId, permissionSet, values = {} } = input;
  return permissionSet.statements.map(({ effect = 'Allow', actions, resources, conditions = {} }) => {
    const bound = Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys).map(([key, value]) => {
          return [key, typeof value === 'string' ? boundByHand([value], input)[0]! : boundByHand(value, input)];
        }),
      ),
    ]);
    const Condition: Record<string, Record<string, string | string[]>> = Object.fromEntries(bound);
    if (effect === 'Allow' && resources.some(each => each.includes(':s3:::${parameter:Bucket}'))) {
      const owner = values.Bucket!.ownerAccountId ?? accountId;
      Condition.StringEquals = { ...Condition.StringEquals, 'aws:ResourceAccount': owner };
    }
    return {
      Effect: effect,
      Action: actions,
      Resource: boundByHand(resources, input),
      ...(Object.keys(Condition).length > 0 && { Condition }),
    };
  });
}

const grantsOf = ({ inlinePolicies, stackPolicies = [] }: RoleSpec) =>
  [...inlinePolicies.filter(each => !isForChecks(each.name)), ...stackPolicies].map(each => each.document);

function holdWholeAndSplit(input: RoleSpecInput, spec: RoleSpec): void {
  const [whole, parts] = [wholeSet(input), grantsOf(spec).flatMap(each => each.Statement)];
  if (groupsOf(whole) === groupsOf(parts)) return;
  const identity = (Statement: Statement[]) => [
    { name: 'it', policy: normalPolicy({ Version: '2012-10-17', Statement }) },
  ];
  const compared = compareIdentity({ identity: identity(whole) }, { identity: identity(parts) });
  const { wider, narrower, unknown, undecided } = compared;
  holds(
    [wider, narrower, unknown, undecided].every(each => each.length === 0),
    'the parts are not the whole set',
  );
}

/** What IAM accepts of a role, in characters of compact JSON and in policies. */
function holdLimits({ inlinePolicies, stackPolicies = [], managedPolicies = [] }: RoleSpec): void {
  const size = (document: object) => JSON.stringify(document).length;
  const inline = inlinePolicies.reduce((sum, each) => sum + size(each.document), 0);
  holds(inline <= 10_240, `the inline policies have ${inline} characters`);
  holds(
    stackPolicies.every(each => size(each.document) <= 6_144),
    'a managed policy is too large',
  );
  holds(stackPolicies.length + managedPolicies.length <= 10, 'more policies than IAM attaches');
}

/** The same role at other launches, and with its set given again: as if built anew. */
function holdLaunches(input: RoleSpecInput, spec: RoleSpec): void {
  const isSame = (one: RoleSpec, other: RoleSpec) => canonicalJson(one) === canonicalJson(other);
  if (input.stackName === undefined) {
    const launch = (input.launch % 9999) + 1;
    holds(isSame(atLaunch(spec, launch), roleSpecOf({ ...input, launch })), `another role at launch ${launch}`);
  }
  const { permissionSet, values } = input;
  holds(
    isSame(withPermissionSet(spec, permissionSet, spec.description, values), spec),
    'another role with its own set',
  );
}

interface Planted {
  what: string;
  form: RoleForm;
  /** Each finding has one of these codes, and there is at least one. */
  codes: readonly string[];
  /** The action that a finding names. */
  action?: string;
}

type Place = { document: PolicyDocument; statement: Statement };

/** A role that someone can change, with the statements of its set. */
interface Changeable {
  form: RoleForm;
  allows: Place[];
  denies: Place[];
  /** Allows of named resources. */
  narrow: Place[];
}

function changeable(printed: RoleForm): Changeable {
  const form = structuredClone(printed);
  const own = { ...form, inlinePolicies: form.inlinePolicies.filter(each => !isForChecks(each.name)) };
  const places = documentsOf(own).flatMap(document => document.Statement.map(statement => ({ document, statement })));
  const allows = places.filter(({ statement }) => statement.Effect === 'Allow');
  return {
    form,
    allows,
    denies: places.filter(({ statement }) => statement.Effect === 'Deny'),
    narrow: allows.filter(({ statement }) => list(statement.Resource).some(each => each.endsWith('/*'))),
  };
}

const remove = ({ document, statement }: Place) => document.Statement.splice(document.Statement.indexOf(statement), 1);

/** Each returns what a check must find, or undefined if the role has nothing to change in this way. */
const changes: ((role: Changeable, draw: Draw) => Omit<Planted, 'form'> | undefined)[] = [
  ({ allows }, draw) => {
    if (allows.length === 0) return undefined;
    const { statement } = draw.one(allows);
    statement.Action = [...list(statement.Action), 's3:PutObject'];
    return { what: 'an action added', codes: ['permissions_widened'], action: 's3:PutObject' };
  },
  ({ allows }, draw) => {
    if (allows.length === 0) return undefined;
    const place = draw.one(allows);
    const [, ...others] = list(place.statement.Action);
    if (others.length > 0) place.statement.Action = others;
    else remove(place);
    return { what: 'an action removed', codes: ['permissions_narrowed', 'permissions_removed'] };
  },
  ({ narrow }, draw) => {
    if (narrow.length === 0) return undefined;
    const { statement } = draw.one(narrow);
    const [first, ...others] = list(statement.Resource);
    statement.Resource = [first!.replace(/^((?:[^:]*:){5}).*/, '$1*'), ...others];
    return { what: 'a resource widened', codes: ['permissions_widened'] };
  },
  ({ denies }, draw) => {
    if (denies.length === 0) return undefined;
    remove(draw.one(denies));
    return { what: 'a Deny dropped', codes: ['deny_removed', 'deny_lapsed'] };
  },
  ({ form: { ownPolicies: own, managedPolicyArns: managed } }, draw) => {
    if (own.length + managed.length === 0) return undefined;
    const at = draw.below(own.length + managed.length);
    if (at < own.length) own.splice(at, 1);
    else managed.splice(at - own.length, 1);
    const codes = ['policy_missing', 'permissions_removed', 'deny_removed', 'deny_lapsed'];
    return { what: 'a policy detached', codes };
  },
];

function planted(printed: RoleForm, draw: Draw): Planted {
  for (;;) {
    const role = changeable(printed);
    const change = draw.one(changes)(role, draw);
    if (change) return { ...change, form: role.form };
  }
}

/** The forms in which AWS shows a document that it was given. */
const spellings = [
  (document: PolicyDocument) => document,
  (document: PolicyDocument, draw: Draw) => reshuffled(document, draw.random),
  (document: PolicyDocument, draw: Draw) => rewrittenStatements(document, draw.random),
];

function holdLive(spec: RoleSpec, printed: RoleForm, draw: Draw, isChanged: boolean): string {
  const spell = draw.one(spellings);
  const live = (form: RoleForm) => {
    const inOrder = (list: RoleForm['ownPolicies']) => (draw.is(0.5) ? list : list.toReversed());
    const shown = { ...form, ownPolicies: inOrder(form.ownPolicies) };
    return liveRoleOf(spec, shown, document => spell(document as PolicyDocument, draw));
  };
  const found = driftOf(spec, live(printed));
  holds(found.length === 0, `findings on a role as announced: ${JSON.stringify(found)}`);
  if (!isChanged) return 'as announced';
  const { what, form, codes, action } = planted(printed, draw);
  const findings = driftOf(spec, live(form));
  const isFound = findings.length > 0 && findings.every(each => codes.includes(each.code));
  const isNamed = action === undefined || findings.some(each => each.facts.worst?.includes(action));
  holds(isFound && isNamed, `${what}, found: ${JSON.stringify(findings)}`);
  return what;
}

/** HashiCorp's parser sorts resources by their names. The order of policies has no meaning. */
function sorted<Form extends Omit<RoleForm, 'account'>>(form: Form): Form {
  const byName = <Each extends { name: string }>(all: Each[]) => all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const { managedPolicyArns, inlinePolicies, ownPolicies } = form;
  return {
    ...form,
    managedPolicyArns: managedPolicyArns.toSorted(),
    inlinePolicies: byName(inlinePolicies),
    ownPolicies: byName(ownPolicies),
  };
}

async function holdForms(input: RoleSpecInput, draw: Draw, n: number): Promise<string[]> {
  const spec = roleSpecOf(input);
  holdLimits(spec);
  holdWholeAndSplit(input, spec);
  holdLaunches(input, spec);
  const names = { vendorName: input.vendorName, tenantName: input.tenantName, connectionId: input.connectionId };
  const { body } = renderRoleTemplate({ spec, ...names, kitVersion: '0.1.0' });
  holds(!/^ {2}"Description": .*\\ud[89a-f]/m.test(body), 'readers of YAML cannot read the description');
  const printed = roleInTemplate(body);
  holds(isDeepStrictEqual(printed, formOfSpec(spec)), 'the template is not the spec');
  const hcl = renderTerraform({ spec, ...names, kitVersion: '0.1.0' });
  const { partition, ...byKit } = roleByKitsReader(hcl);
  holds(partition === spec.partition && isDeepStrictEqual(byKit, formOfSpec(spec)), 'the HCL is not the spec');
  if (n % parsedEvery === 0) {
    const expected = sorted({ ...formOfSpec(spec, tag => tag.normalize()), partition });
    holds(isDeepStrictEqual(sorted(await roleInHcl(hcl)), expected), "the HCL is not the spec to HashiCorp's parser");
  }
  const policies = spec.stackPolicies?.length ?? 0;
  const what = holdLive(spec, printed, draw, n % changedEvery === 0);
  return [what, `${policies} policies of the stack`, ...(policies > 0 ? ['split'] : [])];
}

t.test('the spec of a random role, its template, its HCL and its live form mean the same', async t => {
  const first = seedOf(t);
  const seen: Record<string, number> = {};
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const faults: string[] = [];
  let count = 0;
  for (; count < atMost && faults.length < 5 && performance.now() - start < secondsAtMost * 1000; count += 1) {
    const seed = first + count;
    const input = randomRole(seed);
    try {
      for (const what of await holdForms(input, new Draw(seed + 1), count)) seen[what] = (seen[what] ?? 0) + 1;
    } catch (error) {
      const { partition, options, permissionSet } = input;
      const short = JSON.stringify({ ...options, tags: Object.keys(options.tags).length });
      const sizes = permissionSet.statements.map(each => each.actions.length).slice(0, 20);
      faults.push(`SEED=${seed} ${partition} ${short} actions ${sizes}: ${error}`.slice(0, 2000));
      if (isLong) t.comment(faults.at(-1)!);
    }
  }
  t.same(faults, []);
  const { user, system } = process.cpuUsage(cpu);
  t.comment(
    `${count} roles, ${Math.round(performance.now() - start)} ms, CPU ${(user + system) / 1000 / count} ms each`,
  );
  t.comment(JSON.stringify(seen));
  if (count >= 500) t.ok(seen.split! > 0, 'some sets are larger than the inline policies');
});
