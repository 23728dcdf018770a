// Prints the role spec as HCL for Terraform and OpenTofu, and proves that the text contains the spec and nothing else:
// it is read again, and every value is compared with the spec. The addresses of the resources never change, so that
// the text of a later role spec updates the same role.
// Sources: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role,
// https://developer.hashicorp.com/terraform/language/expressions/custom-conditions (Terraform 1.2)
import type { RoleSpec } from '../../api/core/role/role-spec.js';
import { policyOfArn } from '../../api/core/role/stack-policies.js';
import { canonicalJson } from '../../api/core/values/canonical.js';
import { templateFrom } from '../handlebars.js';
import { type RoleTemplateInput, shownName } from '../render.js';
import { hclText, widthOf } from './hcl-text.js';
import { type HclBody, type HclValue, readHcl } from './read-hcl.js';

interface HclValues {
  spec: RoleSpec;
  vendor: string;
  tenant: string;
  kitVersion: string;
  connectionId: string;
  watermark: string;
  permissionSet: string;
  accountMessage: string;
  tags: { key: string; value: string }[];
  /** The width of the longest key, with its quotes. */
  tagWidth: number;
  policies: { label: string; name: string; document: unknown }[];
  /** Customer-managed policies for what does not fit inline. */
  own: { label: string; name: string; path: string; document: unknown }[];
  /** Policies of AWS. */
  managed: { label: string; arn: string }[];
}

const print = templateFrom<HclValues>('./terraform/role.tf.hbs');

/** The text of the file `role.tf`. Throws if it contains anything but the spec. */
export function renderTerraform(input: RoleTemplateInput): string {
  const values = valuesOf(input);
  const text = print(values);
  if (canonicalJson(readHcl(text)) !== canonicalJson(expectedHcl(values)))
    throw new Error('the printed HCL does not match the role spec');
  return text;
}

function valuesOf({ spec, vendorName, tenantName, kitVersion, connectionId, watermark }: RoleTemplateInput): HclValues {
  const tags = Object.entries(spec.tags).map(([key, value]) => ({ key, value }));
  return {
    spec: { ...spec, permissionsBoundaryArn: spec.permissionsBoundaryArn ?? '' },
    vendor: shownName(vendorName),
    tenant: shownName(tenantName),
    kitVersion,
    connectionId,
    watermark: watermark ?? '',
    permissionSet: `${spec.permissionSet.id} ${spec.permissionSet.version}`,
    accountMessage:
      `This role is for the AWS account ${spec.accountId} in the partition ${spec.partition}. ` +
      'Use credentials of that account.',
    tags,
    tagWidth: Math.max(0, ...tags.map(({ key }) => widthOf(hclText(key)))),
    policies: spec.inlinePolicies.map(each => ({ ...each, label: labelOf(each.name) })),
    own: (spec.stackPolicies ?? []).map(({ arn, document }, at) => {
      return { label: `drawbridge_permissions_${at + 1}`, ...policyOfArn(arn), document };
    }),
    managed: (spec.managedPolicies ?? []).map(({ arn }) => ({ arn, label: labelOf(arn.split(':policy/')[1] ?? arn) })),
  };
}

/** A policy's name as an identifier: `DrawbridgeSelfRead` becomes `drawbridge_self_read`. */
function labelOf(name: string): string {
  const label = name
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '_')
    .replace(/\W+/g, '_')
    .toLowerCase();
  return /^[a-z_]/.test(label) ? label : `policy_${label}`;
}

/** The expected text as it is read, built without Handlebars. */
function expectedHcl(values: HclValues): HclBody {
  const { spec, accountMessage } = values;
  const role = { reference: 'aws_iam_role.drawbridge.name' };
  const guard = (name: string, value: string) =>
    body({ condition: { equal: [`data.${name}`, value] }, error_message: accountMessage });
  return body(
    {},
    {
      terraform: body(
        { required_version: '>= 1.2.0' },
        { required_providers: body({ aws: { map: { source: 'hashicorp/aws', version: '>= 4.0.0' } } }) },
      ),
      'data "aws_caller_identity" "current"': body(),
      'data "aws_partition" "current"': body(),
      'resource "aws_iam_role" "drawbridge"': body(
        {
          name: spec.roleName,
          path: spec.path,
          description: spec.description,
          max_session_duration: spec.maxSessionSeconds,
          ...(spec.permissionsBoundaryArn && { permissions_boundary: spec.permissionsBoundaryArn }),
          force_detach_policies: true,
          assume_role_policy: { json: spec.trustPolicy },
          tags: { map: spec.tags },
        },
        {
          lifecycle: body(
            {},
            {
              precondition: [
                guard('aws_caller_identity.current.account_id', spec.accountId),
                guard('aws_partition.current.partition', spec.partition),
              ],
            },
          ),
        },
      ),
      ...blocksOf('aws_iam_role_policy', values.policies, ({ name, document }) => ({
        name,
        role,
        policy: { json: document },
      })),
      ...blocksOf('aws_iam_policy', values.own, ({ name, path, document }) => ({
        name,
        path,
        policy: { json: document },
      })),
      ...blocksOf('aws_iam_role_policy_attachment', [...values.own, ...values.managed], each => ({
        role,
        policy_arn: 'arn' in each ? each.arn : { reference: `aws_iam_policy.${each.label}.arn` },
      })),
      'output "role_arn"': body({
        description: 'The role that was created.',
        value: { reference: 'aws_iam_role.drawbridge.arn' },
      }),
    },
  );
}

/** Two policies with the same label would be one key here, so the comparison fails. */
function blocksOf<Each extends { label: string }>(
  type: string,
  list: readonly Each[],
  attributes: (each: Each) => Record<string, HclValue>,
): Record<string, HclBody> {
  return Object.fromEntries(list.map(each => [`resource "${type}" "${each.label}"`, body(attributes(each))]));
}

function body(attributes: Record<string, HclValue> = {}, blocks: Record<string, HclBody | HclBody[]> = {}): HclBody {
  const lists = Object.entries(blocks).map(([header, each]) => [header, [each].flat()]);
  return { attributes, blocks: Object.fromEntries(lists) };
}
