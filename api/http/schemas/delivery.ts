// The delivery in JSON: the role spec in the forms a customer may want.
import { type Static, Type } from 'typebox';
import type { Delivery } from '../../operations/delivery/read-delivery.js';
import { anyObject, strict } from './parts.js';

export const deliverySchema = strict(
  {
    tenantName: Type.String({ description: 'For whom the access is given, as the customer reads it.' }),
    launchUrl: Type.String({
      description: 'Opens the AWS console with everything filled in. Treat it like a password.',
    }),
    templateUrl: Type.String({ description: 'The published template. Treat it like a password.' }),
    fingerprint: Type.String({ description: 'SHA-256 that the template carries.' }),
    stackName: Type.String(),
    region: Type.String({ description: 'The region in which the stack is made. IAM is global.' }),
    createCommand: Type.String({ description: 'The same by the AWS CLI, from the published template.' }),
    createFromFileCommand: Type.String({ description: 'The same from a downloaded template.' }),
    updateCommand: Type.String({ description: 'Updates the stack in place; a launch link can only create.' }),
    deleteCommand: Type.String(),
    roleArn: Type.String(),
    trustPolicy: anyObject('The trust policy, for those who make roles with tools of their own.'),
    policies: Type.Array(strict({ name: Type.String(), document: anyObject('The inline policy.') })),
    permissionSet: strict({ id: Type.String(), version: Type.String() }),
  },
  { $id: 'Delivery', description: 'What the customer launches, in every form.' },
);

export function deliveryView(delivery: Delivery): Static<typeof deliverySchema> {
  const { connection: _, template: __, spec, ...rest } = delivery;
  const { arn, trustPolicy, inlinePolicies } = spec;
  return {
    ...rest,
    roleArn: arn,
    trustPolicy: { ...trustPolicy },
    policies: inlinePolicies.map(({ name, document }) => ({ name, document: { ...document } })),
    permissionSet: spec.permissionSet,
  };
}
