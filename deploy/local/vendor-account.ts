// The vendor's side of the local run, as the vendor's stack creates it in AWS: the service's user, the broker role that
// customers' trust policies name, the control role in a second account, a stranger's role, the template bucket.
import type { LocalAws } from './aws/server.js';

export const vendorAccountId = '111122223333';
export const controlAccountId = '444455556666';
export const templateBucket = 'drawbridge-local-templates';
export const brokerRoleArn = `arn:aws:iam::${vendorAccountId}:role/drawbridge-broker`;
export const strangerRoleArn = `arn:aws:iam::${vendorAccountId}:role/drawbridge-stranger`;
export const controlRoleArn = `arn:aws:iam::${controlAccountId}:role/drawbridge-control`;
const serviceUserArn = `arn:aws:iam::${vendorAccountId}:user/drawbridge-service`;
/** The name pattern of all roles that the kit asks customers to create, whatever their prefix or path. */
const customerRoles = 'arn:aws:iam::*:role/*drawbridge-*';

function policy(...statements: object[]) {
  return { Version: '2012-10-17', Statement: statements };
}

function trust(...principals: string[]) {
  return policy({ Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole' });
}

/** Both actions on every customer's role; in the vendor's own accounts only the control role. */
export const brokerPolicy = policy(
  { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'], Resource: customerRoles },
  {
    Effect: 'Deny',
    Action: '*',
    NotResource: controlRoleArn,
    Condition: { StringEquals: { 'aws:ResourceAccount': [vendorAccountId, controlAccountId] } },
  },
);

/** The service's own permissions: assume the vendor's two roles and add templates. In AWS it also uses its table. */
const servicePolicies = {
  OpenVendorRoles: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: [brokerRoleArn, strangerRoleArn] }),
  PublishTemplates: policy({
    Effect: 'Allow',
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${templateBucket}/t/*`,
  }),
};

/** Each principal's policies. docs/vendor-stack.md prints them, so a vendor's stack has what is enforced here. */
export const vendorPolicies = {
  service: servicePolicies,
  broker: { trust: trust(serviceUserArn), AssumeCustomerRoles: brokerPolicy },
  stranger: {
    trust: trust(serviceUserArn),
    AssumeCustomerRoles: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: customerRoles }),
  },
  control: { trust: trust(brokerRoleArn, strangerRoleArn) },
};

/** Idempotent: a second start finds the same keys and role ids. Returns the service's access key. */
export function makeVendorAccount(aws: LocalAws): { accessKeyId: string; secretAccessKey: string } {
  aws.addAccount(vendorAccountId, { name: 'Vendor' });
  aws.addAccount(controlAccountId, { name: 'Vendor, second account (control role)' });
  aws.addBucket(vendorAccountId, templateBucket, { publicRead: true });
  const { broker, stranger, control } = vendorPolicies;
  const key = aws.addUser(vendorAccountId, 'drawbridge-service', servicePolicies);
  aws.addRole(vendorAccountId, {
    roleName: 'drawbridge-broker',
    trustPolicy: broker.trust,
    policies: { AssumeCustomerRoles: broker.AssumeCustomerRoles },
  });
  aws.addRole(vendorAccountId, {
    roleName: 'drawbridge-stranger',
    trustPolicy: stranger.trust,
    policies: { AssumeCustomerRoles: stranger.AssumeCustomerRoles },
  });
  aws.addRole(controlAccountId, { roleName: 'drawbridge-control', trustPolicy: control.trust });
  return key;
}

/** The service's configuration for this account. */
export function vendorVariables(addresses: {
  aws: string;
  dynamodb: string;
  key: { accessKeyId: string; secretAccessKey: string };
}): Record<string, string> {
  return {
    DRAWBRIDGE_MODE: 'local',
    DRAWBRIDGE_VENDOR_NAME: 'Example Vendor',
    DRAWBRIDGE_SUPPORT_CONTACT: 'support@vendor.example',
    DRAWBRIDGE_VENDOR_ACCOUNTS: `${vendorAccountId},${controlAccountId}`,
    DRAWBRIDGE_BROKER_ROLE_ARN: brokerRoleArn,
    DRAWBRIDGE_CONTROL_ROLE_ARN: controlRoleArn,
    DRAWBRIDGE_STRANGER_ROLE_ARNS: strangerRoleArn,
    DRAWBRIDGE_TEMPLATE_BUCKET: templateBucket,
    AWS_ENDPOINT: addresses.aws,
    S3_ENDPOINT: addresses.aws,
    CONSOLE_URL: `${addresses.aws}/_console`,
    DYNAMODB_ENDPOINT: addresses.dynamodb,
    DRAWBRIDGE_LOCAL_ACCESS_KEY_ID: addresses.key.accessKeyId,
    DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY: addresses.key.secretAccessKey,
  };
}
