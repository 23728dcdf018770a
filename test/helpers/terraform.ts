// A customer with Terraform, as tests play one: HashiCorp's parser reads the HCL, and IAM gets the calls of the AWS
// provider.
import { parse } from '@cdktf/hcl2json';
import { canonicalJson } from '../../api/core/values/canonical.js';
import { type HclBody, type HclValue, readHcl } from '../../templates/terraform/read-hcl.js';
import { callAsAdmin } from './customer-admin.js';
import type { RoleForm } from './role-forms.js';
import type { World } from './world.js';

interface Attributes {
  [name: string]: unknown;
}

/** The resources of one type: `label: [attributes]`. */
type Resources = Record<string, [Attributes]>;

interface Hcl {
  terraform: [{ required_version: string; required_providers: unknown }];
  data: Record<string, Resources>;
  resource: Record<string, Resources>;
}

/** The role that Terraform would create, with the account and the partition that the preconditions require. */
export async function roleInHcl(text: string) {
  const hcl = (await parse('role.tf', text)) as unknown as Hcl;
  const {
    aws_iam_role: roles,
    aws_iam_role_policy: inline,
    aws_iam_role_policy_attachment: attached,
    aws_iam_policy: policies,
    ...others
  } = hcl.resource;
  const labels = [Object.keys(roles ?? {}), Object.keys(others), Object.keys(hcl.data)];
  if (JSON.stringify(labels) !== '[["drawbridge"],[],["aws_caller_identity","aws_partition"]]')
    throw new Error(`other resources: ${JSON.stringify(labels)}`);
  const [role] = roles!.drawbridge!;
  const own = { role: '${aws_iam_role.drawbridge.name}' };
  const arns = listed(attached, own).map(each => String(each.policy_arn));
  return {
    name: plain(role.name),
    path: plain(role.path),
    description: plain(role.description),
    maxSessionSeconds: role.max_session_duration as number,
    permissionsBoundaryArn: role.permissions_boundary as string | undefined,
    tags: Object.fromEntries(Object.entries(role.tags as Attributes).map(([key, value]) => [plain(key), plain(value)])),
    trustPolicy: documentIn(role.assume_role_policy),
    inlinePolicies: listed(inline, own).map(({ name, policy }) => ({
      name: plain(name),
      document: documentIn(policy),
    })),
    managedPolicyArns: arns.filter(each => !each.startsWith('${')).map(plain),
    /** In the order in which they are attached. */
    ownPolicies: arns.flatMap(each => {
      const label = /^\$\{aws_iam_policy\.(\w+)\.arn\}$/.exec(each)?.[1];
      if (label === undefined) return [];
      const [{ name, path, policy }] = policies![label]!;
      return [{ name: plain(name), path: plain(path), document: documentIn(policy) }];
    }),
    ...guards(role),
  };
}

/** The same by the kit's own reader, which is fast and knows only the kit's forms. */
export function roleByKitsReader(text: string): RoleForm & { partition: string | undefined } {
  const { blocks } = readHcl(text);
  const [role] = blocks['resource "aws_iam_role" "drawbridge"']!;
  const ofType = (type: string) =>
    Object.entries(blocks).flatMap(([header, [body]]) => {
      const label = new RegExp(`^resource "${type}" "(\\w+)"$`).exec(header)?.[1];
      return label === undefined ? [] : [[label, body!.attributes] as const];
    });
  const policies = new Map(ofType('aws_iam_policy'));
  const attached = ofType('aws_iam_role_policy_attachment').map(([, { policy_arn: arn }]) => arn!);
  const { name, path, description, tags, assume_role_policy: trust, ...others } = role!.attributes;
  return {
    name: kept(name),
    path: kept(path),
    description: kept(description),
    maxSessionSeconds: others.max_session_duration as number,
    permissionsBoundaryArn: others.permissions_boundary as string | undefined,
    tags: { ...(tags as { map: Record<string, string> }).map },
    trustPolicy: document(trust),
    inlinePolicies: ofType('aws_iam_role_policy').map(([, each]) => {
      return { name: kept(each.name), document: document(each.policy) };
    }),
    managedPolicyArns: attached.filter(each => typeof each === 'string'),
    ownPolicies: attached.flatMap(each => {
      if (typeof each === 'string') return [];
      const own = policies.get((each as { reference: string }).reference.split('.')[1]!)!;
      return [{ name: kept(own.name), path: kept(own.path), document: document(own.policy) }];
    }),
    account: required(role!, 'aws_caller_identity.current.account_id')!,
    partition: required(role!, 'aws_partition.current.partition'),
  };
}

function required({ blocks }: HclBody, reference: string): string | undefined {
  const [lifecycle] = blocks.lifecycle!;
  const conditions = lifecycle!.blocks.precondition!.map(
    each => each.attributes.condition as { equal: readonly string[] },
  );
  return conditions.find(({ equal }) => equal[0] === `data.${reference}`)?.equal[1];
}

function kept(value: HclValue | undefined): string {
  if (typeof value !== 'string') throw new Error(`not a text: ${JSON.stringify(value)}`);
  return value;
}

function document(value: HclValue | undefined): object {
  return (value as { json: object }).json;
}

function listed(resources: Resources = {}, own: { role: string }): Attributes[] {
  return Object.values(resources).map(([each]) => {
    if (each.role !== own.role) throw new Error(`a policy of another role: ${JSON.stringify(each.role)}`);
    return each;
  });
}

function guards({ lifecycle }: Attributes): { account: string | undefined; partition: string | undefined } {
  const [{ precondition }] = lifecycle as [{ precondition: { condition: string }[] }];
  const required = (reference: string) =>
    precondition.map(({ condition }) => condition.split(`\${data.${reference} == "`)[1]?.slice(0, -2)).find(Boolean);
  return {
    account: required('aws_caller_identity.current.account_id'),
    partition: required('aws_partition.current.partition'),
  };
}

/** The parser leaves expressions as they are, and so the doubled signs of `$${` and `%%{`. */
function plain(text: unknown): string {
  if (typeof text !== 'string') throw new Error(`not a text: ${JSON.stringify(text)}`);
  if (/(?<![$%])[$%]\{/.test(text)) throw new Error(`an expression: ${text}`);
  return text.replace(/([$%])\1\{/g, '$1{');
}

function documentIn(text: unknown): object {
  return JSON.parse(plain(text)) as object;
}

type Role = Awaited<ReturnType<typeof roleInHcl>>;

/** A folder with `role.tf` and its state, applied with the credentials of one account. */
export class TerraformFolder {
  readonly #world: Pick<World, 'aws'>;
  readonly #account: string;
  #state: Role | undefined;
  #calls: string[] = [];

  constructor(world: Pick<World, 'aws'>, account: string) {
    this.#world = world;
    this.#account = account;
  }

  /** `terraform apply`: the actions of IAM that it called. Fails where Terraform's plan would. */
  async apply(text: string): Promise<string[]> {
    const role = await roleInHcl(text);
    if (role.account !== this.#account) throw new Error('Resource precondition failed');
    if (this.#state && this.#state.name !== role.name) throw new Error('the plan would replace the role');
    this.#calls = [];
    if (this.#state) await this.#update(this.#state, role);
    else {
      const { name, path, description, permissionsBoundaryArn: boundary } = role;
      await this.#call('CreateRole', name, {
        Path: path,
        Description: description,
        MaxSessionDuration: role.maxSessionSeconds,
        AssumeRolePolicyDocument: normalJson(role.trustPolicy),
        Tags: tagList(role.tags),
        ...(boundary && { PermissionsBoundary: boundary }),
      });
    }
    await this.#policies(role.name, this.#state, role);
    this.#state = role;
    return this.#calls;
  }

  /** `terraform destroy`, with `force_detach_policies`. */
  async destroy(): Promise<void> {
    const role = this.#state!;
    await this.#policies(role.name, role, { ...role, inlinePolicies: [], managedPolicyArns: [], ownPolicies: [] });
    const { PolicyNames = [] } = (await this.#call('ListRolePolicies', role.name)) as { PolicyNames?: string[] };
    for (const PolicyName of PolicyNames) await this.#call('DeleteRolePolicy', role.name, { PolicyName });
    await this.#call('DeleteRole', role.name);
    this.#state = undefined;
  }

  async #update(before: Role, after: Role): Promise<void> {
    const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    if (!isSame(before.trustPolicy, after.trustPolicy))
      await this.#call('UpdateAssumeRolePolicy', after.name, { PolicyDocument: normalJson(after.trustPolicy) });
    if (before.description !== after.description)
      await this.#call('UpdateRole', after.name, { Description: after.description });
    if (!isSame(before.tags, after.tags)) await this.#call('TagRole', after.name, { Tags: tagList(after.tags) });
  }

  async #policies(name: string, before: Role | undefined, after: Role): Promise<void> {
    const kept = new Map(after.inlinePolicies.map(each => [each.name, normalJson(each.document)]));
    const had = new Map((before?.inlinePolicies ?? []).map(each => [each.name, normalJson(each.document)]));
    for (const PolicyName of had.keys())
      if (!kept.has(PolicyName)) await this.#call('DeleteRolePolicy', name, { PolicyName });
    for (const [PolicyName, PolicyDocument] of kept)
      if (had.get(PolicyName) !== PolicyDocument)
        await this.#call('PutRolePolicy', name, { PolicyName, PolicyDocument });
    const attached = before?.managedPolicyArns ?? [];
    const own = (role: Role | undefined) => new Map((role?.ownPolicies ?? []).map(each => [each.name, each]));
    const ownBefore = own(before);
    const arnOf = (each: { path: string; name: string }) =>
      `arn:aws:iam::${this.#account}:policy${each.path}${each.name}`;
    for (const each of ownBefore.values()) {
      if (own(after).has(each.name)) continue;
      await this.#call('DetachRolePolicy', name, { PolicyArn: arnOf(each) });
      await this.#call('DeletePolicy', name, { PolicyArn: arnOf(each) });
    }
    for (const each of own(after).values()) {
      const PolicyDocument = normalJson(each.document);
      const had = ownBefore.get(each.name);
      if (!had) {
        await this.#call('CreatePolicy', name, { PolicyName: each.name, Path: each.path, PolicyDocument });
        await this.#call('AttachRolePolicy', name, { PolicyArn: arnOf(each) });
      } else if (normalJson(had.document) !== PolicyDocument) {
        const version = { PolicyArn: arnOf(each), PolicyDocument, SetAsDefault: true };
        await this.#call('CreatePolicyVersion', name, version);
      }
    }
    for (const PolicyArn of attached)
      if (!after.managedPolicyArns.includes(PolicyArn)) await this.#call('DetachRolePolicy', name, { PolicyArn });
    for (const PolicyArn of after.managedPolicyArns)
      if (!attached.includes(PolicyArn)) await this.#call('AttachRolePolicy', name, { PolicyArn });
  }

  async #call(action: string, RoleName: string, input: object = {}): Promise<Record<string, unknown>> {
    this.#calls.push(action);
    const isOfRole = !/^(Create|Delete)Policy/.test(action);
    return callAsAdmin(this.#world, {
      account: this.#account,
      action,
      input: { ...(isOfRole && { RoleName }), ...input },
    });
  }
}

/** With `default_tags`, as many customers set them in the provider. */
function tagList(tags: Record<string, string>) {
  return Object.entries({ ManagedBy: 'Terraform', ...tags }).map(([Key, Value]) => ({ Key, Value }));
}

/** The provider sends documents as Go writes JSON: keys sorted, no white space, `<`, `>` and `&` escaped. */
function normalJson(document: object): string {
  return canonicalJson(document).replace(/[<>&]/g, sign => `\\u00${sign.charCodeAt(0).toString(16)}`);
}
