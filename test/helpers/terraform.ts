// A customer with Terraform, as tests play one: HashiCorp's parser reads the HCL, and IAM gets the calls of the AWS
// provider.
import { parse } from '@cdktf/hcl2json';

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
    ...others
  } = hcl.resource;
  const labels = [Object.keys(roles ?? {}), Object.keys(others), Object.keys(hcl.data)];
  if (JSON.stringify(labels) !== '[["drawbridge"],[],["aws_caller_identity","aws_partition"]]')
    throw new Error(`other resources: ${JSON.stringify(labels)}`);
  const [role] = roles!.drawbridge!;
  const own = { role: '${aws_iam_role.drawbridge.name}' };
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
    managedPolicyArns: listed(attached, own).map(each => plain(each.policy_arn)),
    ...guards(role),
  };
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
