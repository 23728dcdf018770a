// The policies of the roles in a CloudFormation template. Roles of AWS services, users and groups are left out.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_IAM.html
import type { Scope } from './intrinsics.js';
import { resolved } from './intrinsics.js';
import { below, type ImportNotes, isObject, type Source } from './notes.js';

const withDocument = new Set(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']);
const leftOut: Record<string, string> = {
  'AWS::IAM::User': 'is a user: a vendor gets a role',
  'AWS::IAM::Group': 'is a group: a vendor gets a role',
  'AWS::IAM::UserPolicy': 'is the policy of a user: a vendor gets a role',
  'AWS::IAM::GroupPolicy': 'is the policy of a group: a vendor gets a role',
  'AWS::CloudFormation::Stack': 'is a nested template: import it too',
};

export function scopeOf(template: Record<string, unknown>): Scope {
  return { parameters: new Set(isObject(template.Parameters) ? Object.keys(template.Parameters) : []) };
}

export function templateSource(template: Record<string, unknown>, notes: ImportNotes): Source {
  const source: Source = { policies: [], managed: [] };
  const scope = scopeOf(template);
  const roles: string[] = [];
  for (const [name, resource] of Object.entries(isObject(template.Resources) ? template.Resources : {})) {
    const place = below('/Resources', name);
    if (!isObject(resource) || typeof resource.Type !== 'string') {
      notes.refused.push({ place, message: 'is not a resource with a Type' });
      continue;
    }
    const properties = isObject(resource.Properties) ? resource.Properties : {};
    const at = below(place, 'Properties');
    if (resource.Type === 'AWS::IAM::Role') {
      if (addRole(properties, at, scope, { source, notes })) roles.push(name);
    } else if (withDocument.has(resource.Type))
      source.policies.push({ place: below(at, 'PolicyDocument'), document: properties.PolicyDocument });
    else if (Object.hasOwn(leftOut, resource.Type)) notes.refused.push({ place, message: leftOut[resource.Type]! });
  }
  if (roles.length > 1)
    notes.hints.push({
      place: '/Resources',
      message: `${roles.length} roles are united (${roles.join(', ')}): delete what is not the vendor's`,
    });
  return source;
}

interface Into {
  source: Source;
  notes: ImportNotes;
}

/** Whether the role is one that a vendor may use. */
function addRole(properties: Record<string, unknown>, place: string, scope: Scope, { source, notes }: Into): boolean {
  if (isForServices(properties.AssumeRolePolicyDocument)) {
    notes.refused.push({ place, message: 'is a role for AWS services, not for a vendor' });
    return false;
  }
  const lists = [
    [
      'Policies',
      (policy: unknown, at: string) => {
        if (isObject(policy) && policy.PolicyDocument !== undefined)
          source.policies.push({ place: below(at, 'PolicyDocument'), document: policy.PolicyDocument });
        else notes.refused.push({ place: at, message: whyNoPolicy(policy) });
      },
    ],
    [
      'ManagedPolicyArns',
      (arn: unknown, at: string) => {
        const found = resolved(arn, scope);
        if ('why' in found) notes.refused.push({ place: at, message: found.why });
        else source.managed.push({ place: at, arn: found.text });
      },
    ],
  ] as const;
  for (const [name, add] of lists) {
    const list = properties[name];
    const at = below(place, name);
    if (Array.isArray(list)) for (const [index, each] of list.entries()) add(each, below(at, index));
    else if (list !== undefined) notes.refused.push({ place: at, message: 'is not a list that can be read' });
  }
  if (properties.PermissionsBoundary !== undefined)
    notes.hints.push({
      place: below(place, 'PermissionsBoundary'),
      message: 'a set has no boundary: give it at each connection (roleOptions.permissionsBoundaryArn)',
    });
  return true;
}

function whyNoPolicy(policy: unknown): string {
  const isNothing = isObject(policy) && policy.Ref === 'AWS::NoValue';
  if (isNothing) return 'is nothing (AWS::NoValue)';
  const isChoice = isObject(policy) && policy['Fn::If'] !== undefined;
  return isChoice ? 'depends on a condition of the template: import each of its variants' : 'has no PolicyDocument';
}

function isForServices(trust: unknown): boolean {
  const statements = isObject(trust) ? [trust.Statement].flat() : [];
  const principals = statements.map(each => (isObject(each) ? each.Principal : undefined));
  return principals.length > 0 && principals.every(each => isObject(each) && Object.keys(each).join() === 'Service');
}
