// The only actions that can lead to more permissions and still be in a permission set: each with the scope that it
// needs and the question that its stated reason must answer. No reason excuses any other such action. Data only.
// docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
// docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
// docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html (kms:GrantIsForAWSResource)
// docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html (ec2:Add/userId)

/** What a person must know about an excused action. Pages have a sentence for each. */
export const riskKinds = ['passed_role', 'linked_role', 'instance_role', 'key_grant', 'shared_snapshot'] as const;
export type RiskKind = (typeof riskKinds)[number];

/** A condition of `operator` and `key` whose values all have the form. `example`: for the linter's sentence. */
export interface NeededCondition {
  operator: 'StringEquals' | 'Bool' | 'Null';
  key: string;
  value: RegExp;
  example: string;
}

export interface ExcusableAction {
  action: string;
  kind: RiskKind;
  /** What the reason must answer. */
  asks: string;
  /** Every resource must have this form; absent: any. */
  resources?: { form: RegExp; example: string };
  conditions: readonly NeededCondition[];
}

/** The end of a principal of AWS: `ec2.amazonaws.com`, `ec2.amazonaws.com.cn`. No wildcard and no variable. */
const service = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.(com|com\.cn|eu)$/;
// PassRole works in the role's own account only, so a star for the account adds nothing. A name has no wildcard.
const start = String.raw`^arn:(aws[a-z-]*|\$\{partition\}):iam::(\*|\d{12}|\$\{accountId\}):role/`;
// A value of the connection has no wildcard and no variable: it is one name, and one account.
const value = String.raw`\$\{parameter:[A-Z][A-Za-z0-9]{0,31}\}`;
const role = new RegExp(String.raw`${start}(?!aws-service-role/)([\w+=,.@-]+/)*(${value}|[\w+=,.@-]+)$`);
const linkedRole = new RegExp(String.raw`${start}aws-service-role/[a-z0-9.-]+/[\w+=,.@-]+$`);

const instanceRole = {
  kind: 'instance_role' as const,
  asks: 'what runs on the instances, who pays for them, and which roles they can have',
  // An instance gets a role only by iam:PassRole, which has a scope of its own.
  conditions: [],
};

export const excusableActions: readonly ExcusableAction[] = [
  {
    action: 'iam:PassRole',
    kind: 'passed_role',
    asks: 'which AWS service gets the role, and what it can do there with the permissions of that role',
    resources: { form: role, example: 'arn:${partition}:iam::*:role/NameOfTheRole' },
    conditions: [
      { operator: 'StringEquals', key: 'iam:PassedToService', value: service, example: 'ec2.amazonaws.com' },
    ],
  },
  {
    action: 'iam:CreateServiceLinkedRole',
    kind: 'linked_role',
    asks: 'which AWS service gets a role of its own, and why it is missing',
    resources: {
      form: linkedRole,
      example: 'arn:${partition}:iam::*:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot',
    },
    conditions: [
      { operator: 'StringEquals', key: 'iam:AWSServiceName', value: service, example: 'spot.amazonaws.com' },
    ],
  },
  { action: 'ec2:RunInstances', ...instanceRole },
  { action: 'ec2:AssociateIamInstanceProfile', ...instanceRole },
  { action: 'ec2:ReplaceIamInstanceProfileAssociation', ...instanceRole },
  {
    action: 'kms:CreateGrant',
    kind: 'key_grant',
    asks: 'which AWS service uses the keys, and for which resources',
    conditions: [{ operator: 'Bool', key: 'kms:GrantIsForAWSResource', value: /^true$/, example: 'true' }],
  },
  {
    action: 'ec2:ModifySnapshotAttribute',
    kind: 'shared_snapshot',
    asks: 'which account gets the contents of which snapshots, and when it deletes them',
    // Without the second condition, a request could also share with everyone.
    conditions: [
      {
        operator: 'StringEquals',
        key: 'ec2:Add/userId',
        value: new RegExp(String.raw`^(\d{12}|${value})$`),
        example: '123456789012',
      },
      { operator: 'Null', key: 'ec2:Add/group', value: /^true$/, example: 'true' },
    ],
  },
];
