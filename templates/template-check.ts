// Checks a printed template against the role spec: the text is parsed, and it must have exactly the spec's keys and
// values. Built without Handlebars, so that a value that breaks out of its place is noticed.
import type { PolicyDocument } from '../api/core/policy/document/document.js';
import type { RoleSpec, StackPolicy } from '../api/core/role/role-spec.js';
import { canonicalJson } from '../api/core/values/canonical.js';
import type { AttachedPolicy } from './policies.js';

/** The values of the template. An empty string stands for an absent value, because Handlebars is strict. */
export interface TemplateValues {
  spec: RoleSpec;
  kitVersion: string;
  connectionId: string;
  watermark: string;
  description: string;
  templateVersion: string;
  permissionSet: string;
  accountMessage: string;
  tags: { Key: string; Value: string | { Ref: 'AWS::StackId' } }[];
  /** In the order of the role spec. The role refers to them, so CloudFormation creates them before it. */
  stackPolicies: (Omit<AttachedPolicy, 'arn' | 'document'> & { document: PolicyDocument; logicalId: string })[];
  /** AWS's managed policies by their ARNs, then the stack's own. */
  attached: (string | { Ref: string })[];
  fingerprint: string;
}

/** Throws if `body` differs from `values`. */
export function holdAgainstSpec(body: string, values: TemplateValues): void {
  const printed: unknown = JSON.parse(body);
  if (canonicalJson(printed) !== canonicalJson(expectedTemplate(values)))
    throw new Error('the printed template does not match the role spec');
  // CloudFormation resolves dynamic references inside properties, so valid JSON could still get another value in AWS.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
  if (/\{\{\s*resolve:/i.test(JSON.stringify((printed as { Resources: unknown }).Resources)))
    throw new Error('the role spec contains a dynamic reference, which CloudFormation would replace');
}

/** The expected template, built without Handlebars. */
function expectedTemplate(values: TemplateValues): unknown {
  const { spec } = values;
  const refs = (spec.stackPolicies ?? []).map((_, at) => ({ Ref: `DrawbridgePolicy${at + 1}` }));
  const attached = [...(spec.managedPolicies ?? []).map(each => each.arn), ...refs];
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: values.description,
    Metadata: {
      Drawbridge: {
        KitVersion: values.kitVersion,
        TemplateVersion: values.templateVersion,
        PermissionSet: values.permissionSet,
        Connection: values.connectionId,
        ...(values.watermark && { Watermark: values.watermark }),
        Fingerprint: values.fingerprint,
      },
    },
    Rules: {
      AnnouncedAccount: {
        Assertions: [
          {
            Assert: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, spec.accountId] },
            AssertDescription: values.accountMessage,
          },
        ],
      },
    },
    Resources: {
      ...Object.fromEntries(
        (spec.stackPolicies ?? []).map((each, at) => [`DrawbridgePolicy${at + 1}`, policyOf(each)]),
      ),
      DrawbridgeRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: spec.roleName,
          Path: spec.path,
          Description: spec.description,
          MaxSessionDuration: spec.maxSessionSeconds,
          ...(spec.permissionsBoundaryArn && { PermissionsBoundary: spec.permissionsBoundaryArn }),
          ...(attached.length > 0 && { ManagedPolicyArns: attached }),
          AssumeRolePolicyDocument: spec.trustPolicy,
          Policies: spec.inlinePolicies.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: document })),
          Tags: [
            ...Object.entries(spec.tags).map(([Key, Value]) => ({ Key, Value })),
            ...(Object.keys(spec.tags).length < 50
              ? [{ Key: 'drawbridge:stack', Value: { Ref: 'AWS::StackId' } }]
              : []),
          ],
        },
      },
    },
    Outputs: {
      RoleArn: {
        Description: 'The role that was made.',
        Value: { 'Fn::GetAtt': ['DrawbridgeRole', 'Arn'] },
      },
    },
  };
}

/** Never a description: CloudFormation could not change it, because the policy has a name of its own. */
function policyOf({ arn, document }: StackPolicy): unknown {
  const path = arn.replace(/^[^/]*/, '').replace(/[^/]*$/, '');
  const properties = { ManagedPolicyName: arn.replace(/^.*\//, ''), Path: path, PolicyDocument: document };
  return { Type: 'AWS::IAM::ManagedPolicy', Properties: properties };
}
