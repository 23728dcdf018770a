// The delivery in JSON: the role spec in every form a customer may need.
import { type Static, Type } from 'typebox';
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
      description: 'AWS CLI command that creates the stack from a downloaded template.',
    }),
    updateCommand: Type.String({
      description: 'AWS CLI command that updates the stack. A launch link can only create one.',
    }),
    deleteCommand: Type.String(),
    roleArn: Type.String(),
    trustPolicy: anyObject('The trust policy, for customers who create roles with their own tools.'),
    policies: Type.Array(strict({ name: Type.String(), document: anyObject('The inline policy.') })),
    managedPolicyArns: Type.Array(Type.String(), { description: "AWS's managed policies to attach to the role." }),
    permissionSet: strict({ id: Type.String(), version: Type.String() }),
  },
  { $id: 'Delivery', description: 'What the customer launches, in every form.' },
);

export function deliveryView(delivery: Delivery): Static<typeof deliverySchema> {
  const { connection: _, template: __, spec, ...rest } = delivery;
  const { arn, trustPolicy, inlinePolicies, managedPolicies = [] } = spec;
  return {
    ...rest,
    roleArn: arn,
    trustPolicy: { ...trustPolicy },
    policies: inlinePolicies.map(({ name, document }) => ({ name, document: { ...document } })),
    managedPolicyArns: managedPolicies.map(each => each.arn),
    permissionSet: spec.permissionSet,
  };
}
