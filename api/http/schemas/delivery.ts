// The delivery in JSON: the role spec in every form a customer may need.
import { type Static, Type } from 'typebox';
import { policyOfArn } from '../../core/role/stack-policies.js';
import type { Delivery } from '../../operations/delivery/read-delivery.js';
import { anyObject, strict } from './parts.js';

export const deliverySchema = strict(
  {
    tenantName: Type.String({ description: "The tenant's name, as the customer reads it." }),
    launchUrl: Type.String({
      description: 'Opens the AWS console with all values filled in. Treat it like a password.',
    }),
    templateUrl: Type.String({ description: 'The published template. Treat it like a password.' }),
    fingerprint: Type.String({ description: 'SHA-256 fingerprint that the template carries.' }),
    stackName: Type.String(),
    region: Type.String({ description: 'The region of the stack. IAM itself is global.' }),
    createCommand: Type.String({ description: 'AWS CLI command that creates the stack from the published template.' }),
    createFromFileCommand: Type.String({
      description:
        'AWS CLI command that creates the stack from a downloaded template. If the template is larger than ' +
        'CloudFormation accepts in a request, it needs the name of a bucket in place of `YOUR-BUCKET`.',
    }),
    updateCommand: Type.String({
      description: 'AWS CLI command that updates the stack. A launch link can only create one.',
    }),
    deleteCommand: Type.String(),
    terraform: Type.String({
      description:
        'The same role for Terraform 1.2 or later and for OpenTofu, as the file `role.tf`. The text of a later ' +
        'delivery updates the same role.',
    }),
    roleArn: Type.String(),
    trustPolicy: anyObject('The trust policy, for customers who create roles with their own tools.'),
    policies: Type.Array(strict({ name: Type.String(), document: anyObject('The inline policy.') })),
    managedPolicyArns: Type.Array(Type.String(), { description: "AWS's managed policies to attach to the role." }),
    attachedPolicies: Type.Optional(
      Type.Array(
        strict({
          name: Type.String(),
          path: Type.String({ description: 'Begins and ends with `/`.' }),
          arn: Type.String({ description: 'As it will be in the announced account.' }),
          document: anyObject('The policy.'),
        }),
        {
          description:
            'Customer-managed policies to create and to attach to the role, for what does not fit into its inline ' +
            'policies. Absent if everything fits.',
        },
      ),
    ),
    permissionSet: strict({ id: Type.String(), version: Type.String() }),
  },
  { $id: 'Delivery', description: 'What the customer launches, in every form.' },
);

export function deliveryView(delivery: Delivery): Static<typeof deliverySchema> {
  const { connection: _, template: __, spec, ...rest } = delivery;
  const { arn, trustPolicy, inlinePolicies, managedPolicies = [], stackPolicies } = spec;
  return {
    ...rest,
    roleArn: arn,
    trustPolicy: { ...trustPolicy },
    policies: inlinePolicies.map(({ name, document }) => ({ name, document: { ...document } })),
    managedPolicyArns: managedPolicies.map(each => each.arn),
    ...(stackPolicies && {
      attachedPolicies: stackPolicies.map(({ arn: policyArn, document }) => {
        return { ...policyOfArn(policyArn), arn: policyArn, document: { ...document } };
      }),
    }),
    permissionSet: spec.permissionSet,
  };
}
