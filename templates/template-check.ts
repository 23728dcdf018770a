// Holds a printed template against the role spec: the text is parsed, and every key and value must be what the spec
// says, no key more. Built without Handlebars, so that no value can break out of its place and stay unseen.
import type { RoleSpec } from '../api/core/role/role-spec.js';
import { canonicalJson } from '../api/core/values/canonical.js';

/** What the template is printed from. Empty texts stand for what is absent: Handlebars is strict. */
export interface TemplateValues {
  spec: RoleSpec;
  kitVersion: string;
  connectionId: string;
  watermark: string;
  description: string;
  templateVersion: string;
  permissionSet: string;
  accountMessage: string;
  tags: { Key: string; Value: string }[];
  fingerprint: string;
}

/** Throws when `body` says anything but `values`. */
export function holdAgainstSpec(body: string, values: TemplateValues): void {
  const printed: unknown = JSON.parse(body);
  if (canonicalJson(printed) !== canonicalJson(expectedTemplate(values)))
    throw new Error('the printed template is not what the role spec says');
  // Valid JSON, and yet another value in AWS: CloudFormation resolves dynamic references inside properties.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
  if (/\{\{\s*resolve:/i.test(JSON.stringify((printed as { Resources: unknown }).Resources)))
    throw new Error('the role spec holds a dynamic reference, which CloudFormation would replace');
}

/** What the template must say, built without Handlebars. */
function expectedTemplate(values: TemplateValues): unknown {
  const { spec } = values;
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
      DrawbridgeRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: spec.roleName,
          Path: spec.path,
          Description: spec.description,
          MaxSessionDuration: spec.maxSessionSeconds,
          ...(spec.permissionsBoundaryArn && { PermissionsBoundary: spec.permissionsBoundaryArn }),
          AssumeRolePolicyDocument: spec.trustPolicy,
          Policies: spec.inlinePolicies.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: document })),
          Tags: Object.entries(spec.tags).map(([Key, Value]) => ({ Key, Value })),
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
