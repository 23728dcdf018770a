// Permission sets in JSON, as loaded at start.
import { Type } from 'typebox';
import { parameterKinds } from '../../core/permission-set/parameter/parameter.js';
import { effectOf, type PermissionSet } from '../../core/permission-set/permission-set.js';
import { anyObject, oneOf, ref, strict } from './parts.js';

export const permissionSetParams = strict({
  permissionSetId: Type.String({ pattern: '^[a-z][a-z0-9-]{1,62}$', description: 'The permission set.' }),
});
/** A version of a permission set. */
export const setVersion = (description: string) =>
  Type.String({ pattern: '^[0-9A-Za-z.+-]{1,64}$', 'x-form': 'a version such as 1.0.0', description });
export const permissionSetQuery = strict({
  version: Type.Optional(setVersion('The version; the newest when absent.')),
});

export const sentence = (description: string) => strict({ en: Type.String(), ja: Type.String() }, { description });

export const permissionSetSchema = strict(
  {
    id: Type.String(),
    version: Type.String(),
    access: oneOf(['metadata', 'read', 'write'], '`metadata`: never reads the contents of data.'),
    title: sentence('Title of the permission set.'),
    summary: sentence('Purpose of the permission set.'),
    uncappedReason: Type.Optional(sentence('Why sessions are not limited to what the set announces.')),
    parameters: Type.Optional(
      Type.Array(
        strict({
          name: Type.String({ description: 'Statements use it as `${parameter:Name}`.' }),
          title: sentence('Title of the parameter.'),
          why: sentence('Why its value is needed.'),
          kind: Type.Optional(oneOf(parameterKinds, 'What its value must be.')),
          pattern: Type.Optional(Type.String({ description: 'The form of its value; instead of a kind.' })),
          optional: Type.Optional(
            Type.Boolean({ description: 'Statements that use it are left out while it has no value.' }),
          ),
        }),
        { description: 'What each connection states once, before its launch.' },
      ),
    ),
    managedPolicies: Type.Optional(
      Type.Array(
        strict({
          arn: Type.String({ description: 'With `${partition}` for the partition of the connection.' }),
          why: sentence('Why it is needed.'),
          without: sentence('What stops working without it.'),
          excessReason: Type.Optional(
            sentence('Why actions are accepted that AWS classifies as more than the access of the set.'),
          ),
        }),
        { description: "AWS's managed policies that the role has. AWS may change them." },
      ),
    ),
    statements: Type.Array(
      strict({
        sid: Type.String(),
        effect: oneOf(
          ['Allow', 'Deny'],
          '`Deny`: not granted, and denied even if another policy of the role allows it.',
        ),
        actions: Type.Array(Type.String()),
        resources: Type.Array(Type.String()),
        conditions: Type.Optional(anyObject('Conditions in the format of IAM.')),
        wildcardReason: Type.Optional(sentence('Why an action or resource is a wildcard.')),
        unknownActionsReason: Type.Optional(sentence('Why an action is included that the kit does not know yet.')),
        riskReason: Type.Optional(
          sentence('Why scoped actions are accepted that can lead to more permissions, and what they can do.'),
        ),
        excessReason: Type.Optional(
          sentence('Why reading actions are accepted that AWS classifies as more than the access of the set.'),
        ),
        why: sentence('Why it is needed. For a `Deny`: what it protects.'),
        without: sentence('What stops working without it. For a `Deny`: what would become possible.'),
      }),
    ),
  },
  {
    $id: 'PermissionSet',
    description: 'What the vendor may do and what is denied, with a reason for each statement.',
  },
);
export const permissionSetListSchema = strict(
  { items: Type.Array(ref(permissionSetSchema)) },
  { $id: 'PermissionSetList', description: 'Every version of every permission set.' },
);
/** Every statement states its effect, so that readers need not know IAM's default. */
export function permissionSetView(set: PermissionSet) {
  return { ...set, statements: set.statements.map(each => ({ ...each, effect: effectOf(each) })) };
}

export const permissionSetNames = [permissionSetSchema, permissionSetListSchema];
