// The resource types of this CloudFormation. Each calls IAM's own actions with the permissions of the stack's caller.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_IAM.html
import { randomBytes } from 'node:crypto';
import { AwsError } from '../protocol/wire.js';

type Properties = Readonly<Record<string, unknown>>;

export interface Made {
  physicalId: string;
  attributes: Record<string, string>;
}

/** What a resource type may use: IAM as the stack's caller, and a new physical name. */
export interface Tools {
  iam(action: string, input: Readonly<Record<string, unknown>>): Promise<unknown>;
  accountId: string;
  stackName: string;
}

export interface ResourceType {
  required: readonly string[];
  optional: readonly string[];
  /** Changing one of these creates a new resource and deletes the old one afterwards. */
  replacing: readonly string[];
  isNamed(properties: Properties): boolean;
  customName(properties: Properties): string | undefined;
  create(tools: Tools, logicalId: string, properties: Properties): Promise<Made>;
  update(tools: Tools, made: Made, before: Properties, after: Properties): Promise<Made>;
  remove(tools: Tools, made: Made, properties: Properties): Promise<void>;
}

/** `stack-Logical-1A2B3C4D5E6F`, truncated so that the random suffix always fits. */
function generatedName(tools: Tools, logicalId: string, limit: number): string {
  const end = randomBytes(9)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, 'x')
    .slice(0, 12);
  const half = Math.floor((limit - 14) / 2);
  return `${tools.stackName.slice(0, half)}-${logicalId.slice(0, half)}-${end}`;
}

function text(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

function json(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function inlinePolicies(properties: Properties): Map<string, string> {
  const list = (properties.Policies ?? []) as { PolicyName?: unknown; PolicyDocument?: unknown }[];
  return new Map(list.map(policy => [String(policy.PolicyName), json(policy.PolicyDocument)]));
}

function differs(before: Properties, after: Properties, key: string): boolean {
  return JSON.stringify(before[key]) !== JSON.stringify(after[key]);
}

async function ignoreMissing(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'NoSuchEntity') throw error;
  }
}

async function createIamRole(tools: Tools, logicalId: string, properties: Properties): Promise<Made> {
  const RoleName = text(properties.RoleName) ?? generatedName(tools, logicalId, 64);
  const answer = (await tools.iam('CreateRole', {
    RoleName,
    Path: text(properties.Path),
    AssumeRolePolicyDocument: json(properties.AssumeRolePolicyDocument),
    Description: text(properties.Description),
    MaxSessionDuration: text(properties.MaxSessionDuration),
    PermissionsBoundary: text(properties.PermissionsBoundary),
    Tags: properties.Tags,
  })) as { Role: { Arn: string; RoleId: string } };
  const made = { physicalId: RoleName, attributes: { Arn: answer.Role.Arn, RoleId: answer.Role.RoleId } };
  try {
    await updateIamRolePolicies(tools, RoleName, {}, properties);
  } catch (error) {
    // A failed handler deletes what it created: the stack does not have this resource yet.
    await removeIamRole(tools, made, properties);
    throw error;
  }
  return made;
}

async function updateIamRolePolicies(tools: Tools, RoleName: string, before: Properties, after: Properties) {
  const [old, wanted] = [inlinePolicies(before), inlinePolicies(after)];
  for (const [PolicyName, PolicyDocument] of wanted) {
    if (old.get(PolicyName) !== PolicyDocument)
      await tools.iam('PutRolePolicy', { RoleName, PolicyName, PolicyDocument });
  }
  for (const PolicyName of old.keys()) {
    if (!wanted.has(PolicyName)) await ignoreMissing(tools.iam('DeleteRolePolicy', { RoleName, PolicyName }));
  }
  const [attached, toAttach] = [strings(before.ManagedPolicyArns), strings(after.ManagedPolicyArns)];
  for (const PolicyArn of toAttach.filter(arn => !attached.includes(arn))) {
    await tools.iam('AttachRolePolicy', { RoleName, PolicyArn });
  }
  for (const PolicyArn of attached.filter(arn => !toAttach.includes(arn))) {
    await ignoreMissing(tools.iam('DetachRolePolicy', { RoleName, PolicyArn }));
  }
}

async function updateIamRole(tools: Tools, made: Made, before: Properties, after: Properties): Promise<Made> {
  const RoleName = made.physicalId;
  if (differs(before, after, 'AssumeRolePolicyDocument')) {
    await tools.iam('UpdateAssumeRolePolicy', { RoleName, PolicyDocument: json(after.AssumeRolePolicyDocument) });
  }
  if (differs(before, after, 'MaxSessionDuration') || differs(before, after, 'Description')) {
    const MaxSessionDuration = text(after.MaxSessionDuration) ?? '3600';
    await tools.iam('UpdateRole', { RoleName, MaxSessionDuration, Description: text(after.Description) ?? '' });
  }
  if (differs(before, after, 'PermissionsBoundary')) {
    const PermissionsBoundary = text(after.PermissionsBoundary);
    if (PermissionsBoundary) await tools.iam('PutRolePermissionsBoundary', { RoleName, PermissionsBoundary });
    else await tools.iam('DeleteRolePermissionsBoundary', { RoleName });
  }
  if (differs(before, after, 'Tags')) {
    const keys = (tags: unknown) => ((tags ?? []) as { Key: string }[]).map(tag => tag.Key);
    const gone = keys(before.Tags).filter(key => !keys(after.Tags).includes(key));
    if (gone.length > 0) await tools.iam('UntagRole', { RoleName, TagKeys: gone });
    if (after.Tags !== undefined) await tools.iam('TagRole', { RoleName, Tags: after.Tags });
  }
  await updateIamRolePolicies(tools, RoleName, before, after);
  return made;
}

/** Removes only what the template put on the role: a policy attached by hand makes the deletion fail. */
async function removeIamRole(tools: Tools, made: Made, properties: Properties): Promise<void> {
  const RoleName = made.physicalId;
  for (const PolicyName of inlinePolicies(properties).keys()) {
    await ignoreMissing(tools.iam('DeleteRolePolicy', { RoleName, PolicyName }));
  }
  for (const PolicyArn of strings(properties.ManagedPolicyArns)) {
    await ignoreMissing(tools.iam('DetachRolePolicy', { RoleName, PolicyArn }));
  }
  await ignoreMissing(tools.iam('DeleteRole', { RoleName }));
}

const ROLE: ResourceType = {
  required: ['AssumeRolePolicyDocument'],
  optional: [
    'RoleName',
    'Path',
    'Description',
    'MaxSessionDuration',
    'PermissionsBoundary',
    'Policies',
    'ManagedPolicyArns',
    'Tags',
  ],
  replacing: ['RoleName', 'Path'],
  isNamed: properties => properties.RoleName !== undefined,
  customName: properties => text(properties.RoleName),
  create: createIamRole,
  update: updateIamRole,
  remove: removeIamRole,
};

async function putOnRoles(tools: Tools, properties: Properties): Promise<void> {
  const PolicyName = String(properties.PolicyName);
  for (const RoleName of strings(properties.Roles)) {
    await tools.iam('PutRolePolicy', { RoleName, PolicyName, PolicyDocument: json(properties.PolicyDocument) });
  }
}

async function takeOffRoles(tools: Tools, properties: Properties, kept: Properties = {}): Promise<void> {
  const PolicyName = String(properties.PolicyName);
  const isSame = kept.PolicyName === properties.PolicyName;
  for (const RoleName of strings(properties.Roles)) {
    if (isSame && strings(kept.Roles).includes(RoleName)) continue;
    await ignoreMissing(tools.iam('DeleteRolePolicy', { RoleName, PolicyName }));
  }
}

/** An inline policy on several roles. Its name need not be unique in the account. */
const POLICY: ResourceType = {
  required: ['PolicyName', 'PolicyDocument'],
  optional: ['Roles'],
  replacing: [],
  isNamed: () => false,
  customName: () => undefined,
  async create(tools, logicalId, properties) {
    await putOnRoles(tools, properties);
    return { physicalId: generatedName(tools, logicalId, 128), attributes: {} };
  },
  async update(tools, made, before, after) {
    await putOnRoles(tools, after);
    await takeOffRoles(tools, before, after);
    return made;
  },
  remove: (tools, _made, properties) => takeOffRoles(tools, properties),
};

async function putRolePolicy(tools: Tools, properties: Properties): Promise<Made> {
  const { RoleName, PolicyName, PolicyDocument } = properties;
  await tools.iam('PutRolePolicy', { RoleName, PolicyName, PolicyDocument: json(PolicyDocument) });
  return { physicalId: `${String(PolicyName)}|${String(RoleName)}`, attributes: {} };
}

const ROLE_POLICY: ResourceType = {
  required: ['PolicyName', 'RoleName'],
  optional: ['PolicyDocument'],
  replacing: ['PolicyName', 'RoleName'],
  isNamed: () => false,
  customName: () => undefined,
  create: (tools, _logicalId, properties) => putRolePolicy(tools, properties),
  update: (tools, _made, _before, after) => putRolePolicy(tools, after),
  remove: (tools, _made, { RoleName, PolicyName }) =>
    ignoreMissing(tools.iam('DeleteRolePolicy', { RoleName, PolicyName })),
};

async function attachToRoles(tools: Tools, PolicyArn: string, before: Properties, after: Properties): Promise<void> {
  const [old, wanted] = [strings(before.Roles), strings(after.Roles)];
  for (const RoleName of wanted.filter(name => !old.includes(name))) {
    await tools.iam('AttachRolePolicy', { RoleName, PolicyArn });
  }
  for (const RoleName of old.filter(name => !wanted.includes(name))) {
    await ignoreMissing(tools.iam('DetachRolePolicy', { RoleName, PolicyArn }));
  }
}

const MANAGED_POLICY: ResourceType = {
  required: ['PolicyDocument'],
  optional: ['ManagedPolicyName', 'Path', 'Description', 'Roles'],
  replacing: ['ManagedPolicyName', 'Path', 'Description'],
  isNamed: properties => properties.ManagedPolicyName !== undefined,
  customName: properties => text(properties.ManagedPolicyName),
  async create(tools, logicalId, properties) {
    const answer = (await tools.iam('CreatePolicy', {
      PolicyName: text(properties.ManagedPolicyName) ?? generatedName(tools, logicalId, 128),
      Path: text(properties.Path),
      Description: text(properties.Description),
      PolicyDocument: json(properties.PolicyDocument),
    })) as { Policy: { Arn: string; PolicyId: string } };
    const { Arn, PolicyId } = answer.Policy;
    const made = { physicalId: Arn, attributes: { PolicyArn: Arn, PolicyId } };
    try {
      await attachToRoles(tools, Arn, {}, properties);
    } catch (error) {
      await this.remove(tools, made, properties);
      throw error;
    }
    return made;
  },
  async update(tools, made, before, after) {
    const PolicyArn = made.physicalId;
    if (differs(before, after, 'PolicyDocument')) {
      const { Versions } = (await tools.iam('ListPolicyVersions', { PolicyArn })) as {
        Versions: { VersionId: string; IsDefaultVersion: boolean }[];
      };
      const oldest = Versions.findLast(version => !version.IsDefaultVersion);
      if (Versions.length >= 5 && oldest) {
        await tools.iam('DeletePolicyVersion', { PolicyArn, VersionId: oldest.VersionId });
      }
      const PolicyDocument = json(after.PolicyDocument);
      await tools.iam('CreatePolicyVersion', { PolicyArn, PolicyDocument, SetAsDefault: 'true' });
    }
    await attachToRoles(tools, PolicyArn, before, after);
    return made;
  },
  async remove(tools, made, properties) {
    const PolicyArn = made.physicalId;
    await attachToRoles(tools, PolicyArn, properties, {});
    const listed = tools.iam('ListPolicyVersions', { PolicyArn }).catch(() => ({ Versions: [] }));
    const { Versions } = (await listed) as { Versions: { VersionId: string; IsDefaultVersion: boolean }[] };
    for (const { VersionId, IsDefaultVersion } of Versions) {
      if (!IsDefaultVersion) await tools.iam('DeletePolicyVersion', { PolicyArn, VersionId });
    }
    await ignoreMissing(tools.iam('DeletePolicy', { PolicyArn }));
  },
};

export const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::IAM::Role': ROLE,
  'AWS::IAM::Policy': POLICY,
  'AWS::IAM::RolePolicy': ROLE_POLICY,
  'AWS::IAM::ManagedPolicy': MANAGED_POLICY,
};
