// The forms of a role that tests compare: the values of its spec, the role that the printed template creates, and the
// live role as AWS would show it.
import type { LiveRole } from '../../api/core/iam/live-role.js';
import { managedPolicyText } from '../../api/core/policy/catalogue/managed-policies.js';
import type { PolicyDocument } from '../../api/core/policy/document/document.js';
import type { RoleSpec } from '../../api/core/role/role-spec.js';
import { policyOfArn } from '../../api/core/role/stack-policies.js';

/** One role with its policies, in whatever form it was read. */
export interface RoleForm {
  name: string;
  path: string;
  description: string;
  maxSessionSeconds: number;
  permissionsBoundaryArn: string | undefined;
  tags: Record<string, string>;
  trustPolicy: object;
  inlinePolicies: { name: string; document: object }[];
  managedPolicyArns: string[];
  /** The customer-managed policies of the role's own stack, in the order in which they are attached. */
  ownPolicies: { name: string; path: string; document: object }[];
  account: string;
}

/** What the role spec announces. `text`: how the form's language changes the texts of tags. */
export function formOfSpec(spec: RoleSpec, text: (tag: string) => string = tag => tag): RoleForm {
  return {
    name: spec.roleName,
    path: spec.path,
    description: spec.description,
    maxSessionSeconds: spec.maxSessionSeconds,
    permissionsBoundaryArn: spec.permissionsBoundaryArn,
    tags: Object.fromEntries(Object.entries(spec.tags).map(pair => pair.map(text))),
    trustPolicy: spec.trustPolicy,
    inlinePolicies: spec.inlinePolicies,
    managedPolicyArns: (spec.managedPolicies ?? []).map(each => each.arn),
    ownPolicies: (spec.stackPolicies ?? []).map(({ arn, document }) => ({ ...policyOfArn(arn), document })),
    account: spec.accountId,
  };
}

/** The properties of a resource in a template, whatever its type. */
type Properties = Record<string, any>;

/** The role that CloudFormation creates from the template: every `Ref` leads to a policy of the same template. */
export function roleInTemplate(body: string): RoleForm {
  const { Resources, Rules } = JSON.parse(body) as { Resources: Record<string, Properties>; Rules: Properties };
  const { DrawbridgeRole: role, ...others } = Resources;
  const { Properties: properties } = role!;
  const attached: (string | { Ref: string })[] = properties.ManagedPolicyArns ?? [];
  const refs = attached.flatMap(each => (typeof each === 'string' ? [] : [each.Ref]));
  if (JSON.stringify(refs.toSorted()) !== JSON.stringify(Object.keys(others).sort()))
    throw new Error(`the role refers to ${refs}, and the template has ${Object.keys(others)}`);
  const tags: { Key: string; Value: string | { Ref: string } }[] = properties.Tags;
  const texts = tags.flatMap(({ Key, Value }) => (typeof Value === 'string' ? [[Key, Value] as const] : []));
  return {
    name: properties.RoleName,
    path: properties.Path,
    description: properties.Description,
    maxSessionSeconds: properties.MaxSessionDuration,
    permissionsBoundaryArn: properties.PermissionsBoundary,
    tags: Object.fromEntries(texts),
    trustPolicy: properties.AssumeRolePolicyDocument,
    inlinePolicies: properties.Policies.map(({ PolicyName, PolicyDocument }: Properties) => {
      return { name: PolicyName, document: PolicyDocument };
    }),
    managedPolicyArns: attached.filter(each => typeof each === 'string'),
    ownPolicies: refs.map(each => {
      const { ManagedPolicyName, Path, PolicyDocument } = others[each]!.Properties;
      return { name: ManagedPolicyName, path: Path, document: PolicyDocument };
    }),
    account: Rules.AnnouncedAccount.Assertions[0].Assert['Fn::Equals'][1],
  };
}

/** The ARN that AWS gives to a policy of the role's stack. */
export function ownPolicyArn({ partition, accountId }: RoleSpec, { path, name }: { path: string; name: string }) {
  return `arn:${partition}:iam::${accountId}:policy${path}${name}`;
}

const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

/**
 * The live role as the inspection reads it. `spell` writes its documents. AWS's managed policies have the text that was
 * announced, and a permissions boundary allows everything.
 */
export function liveRoleOf(
  spec: RoleSpec,
  form: RoleForm,
  spell: (document: object) => object = document => document,
): LiveRole {
  const read = <Value>(value: Value) => ({ kind: 'read' as const, value });
  const text = (document: object) => JSON.stringify(spell(document));
  const own = form.ownPolicies.map(each => ({ ...each, arn: ownPolicyArn(spec, each) }));
  const managed = form.managedPolicyArns.map(arn => ({ arn, name: arn.split('/').at(-1)! }));
  const current = (versionId: string, document: string) => ({ current: read({ versionId, document }) });
  const versionOf = (arn: string) => spec.managedPolicies?.find(each => each.arn === arn)?.versionId;
  const boundary = form.permissionsBoundaryArn;
  return {
    role: read({
      arn: spec.arn,
      roleUniqueId: 'AROAEXAMPLEEXAMPLE12',
      path: form.path,
      trustPolicy: text(form.trustPolicy),
      maxSessionSeconds: form.maxSessionSeconds,
      ...(boundary !== undefined && { permissionsBoundaryArn: boundary }),
      tags: form.tags,
    }),
    inline: read(form.inlinePolicies.map(({ name, document }) => ({ name, document: read(text(document)) }))),
    attached: read([...managed, ...own.map(({ arn, name }) => ({ arn, name }))]),
    policies: Object.fromEntries([
      ...own.map(({ arn, document }) => [arn, current('v1', text(document))] as const),
      ...managed.map(({ arn }) => {
        const { versionId, document } = managedPolicyText(arn, versionOf(arn))!;
        return [arn, current(versionId, JSON.stringify(document))] as const;
      }),
      ...(boundary === undefined ? [] : [[boundary, current('v3', JSON.stringify(everything))] as const]),
    ]),
  };
}

export function documentsOf({ inlinePolicies, ownPolicies }: RoleForm): PolicyDocument[] {
  return [...inlinePolicies, ...ownPolicies].map(each => each.document as PolicyDocument);
}
