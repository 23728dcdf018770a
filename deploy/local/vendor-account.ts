// The vendor's side of the local run, as the vendor's stack creates it in AWS: the service's user, the broker role that
// customers' trust policies name, the control role in a second account, a stranger's role, the template bucket.
import { type Partition, partitionFacts } from './aws/names.js';
import type { LocalAws } from './aws/server.js';

export const vendorAccountId = '111122223333';
export const controlAccountId = '444455556666';
export const templateBucket = 'drawbridge-local-templates';
/** The vendor's principals in one partition: the same names in each, because partitions share nothing. */
function principalsIn(partition: Partition) {
  return {
    brokerRoleArn: `arn:${partition}:iam::${vendorAccountId}:role/drawbridge-broker`,
    strangerRoleArn: `arn:${partition}:iam::${vendorAccountId}:role/drawbridge-stranger`,
    controlRoleArn: `arn:${partition}:iam::${controlAccountId}:role/drawbridge-control`,
    serviceUserArn: `arn:${partition}:iam::${vendorAccountId}:user/drawbridge-service`,
  };
}

export const { brokerRoleArn, strangerRoleArn, controlRoleArn } = principalsIn('aws');

function policy(...statements: object[]) {
  return { Version: '2012-10-17', Statement: statements };
}

function trust(...principals: string[]) {
  return policy({ Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole' });
}

/** Each principal's policies. docs/vendor-stack.md prints them, so a vendor's stack has what is enforced here. */
export function vendorPoliciesIn(partition: Partition) {
  const names = principalsIn(partition);
  /** The name pattern of all roles that the kit asks customers to create, whatever their prefix or path. */
  const customerRoles = `arn:${partition}:iam::*:role/*drawbridge-*`;
  return {
    /** The service assumes the vendor's two roles and adds templates. In AWS it also uses its table. */
    service: {
      OpenVendorRoles: policy({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: [names.brokerRoleArn, names.strangerRoleArn],
      }),
      PublishTemplates: policy({
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: `arn:${partition}:s3:::${templateBucket}/t/*`,
      }),
    },
    broker: {
      trust: trust(names.serviceUserArn),
      /** Both actions on every customer's role; in the vendor's own accounts only the control role. */
      AssumeCustomerRoles: policy(
        { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'], Resource: customerRoles },
        {
          Effect: 'Deny',
          Action: '*',
          NotResource: names.controlRoleArn,
          Condition: { StringEquals: { 'aws:ResourceAccount': [vendorAccountId, controlAccountId] } },
        },
      ),
    },
    stranger: {
      trust: trust(names.serviceUserArn),
      AssumeCustomerRoles: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: customerRoles }),
    },
    control: { trust: trust(names.brokerRoleArn, names.strangerRoleArn) },
  };
}

export const vendorPolicies = vendorPoliciesIn('aws');
export const brokerPolicy = vendorPolicies.broker.AssumeCustomerRoles;

/** Idempotent: a second start finds the same keys and role ids. Returns the service's access key in that partition. */
export function makeVendorAccount(aws: LocalAws): { accessKeyId: string; secretAccessKey: string } {
  aws.addAccount(vendorAccountId, { name: 'Vendor' });
  aws.addAccount(controlAccountId, { name: 'Vendor, second account (control role)' });
  aws.addBucket(vendorAccountId, templateBucket, { publicRead: true });
  const { service, broker, stranger, control } = vendorPoliciesIn(aws.partition);
  const key = aws.addUser(vendorAccountId, 'drawbridge-service', service);
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

/** An entry of DRAWBRIDGE_OTHER_PARTITIONS: the vendor in the partition that this server plays. */
export function otherPartition(aws: LocalAws): Record<string, unknown> {
  const { brokerRoleArn, controlRoleArn, strangerRoleArn } = principalsIn(aws.partition);
  return {
    partition: aws.partition,
    accounts: [vendorAccountId, controlAccountId],
    brokerRoleArn,
    controlRoleArn,
    strangerRoleArns: [strangerRoleArn],
    templateBucket,
    region: partitionFacts[aws.partition].region,
    awsEndpoint: aws.url,
    s3Endpoint: aws.url,
    consoleUrl: `${aws.url}/_console`,
    ...makeVendorAccount(aws),
  };
}
