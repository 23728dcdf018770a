// The local AWS as another partition: what it creates is of that partition, and it refuses every other.
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import t from 'tap';
import { startLocalAws } from '../../deploy/local/aws/server.js';
import {
  assume,
  CUSTOMER,
  clients,
  policy,
  RIGHT_ID,
  refusalOf,
  statement,
  trust,
  VENDOR,
  WITH_ID,
} from './local-aws-clients.js';

t.test('a server of GovCloud knows only its own ARNs, regions and managed policies, beside one of aws', async t => {
  const [aws, gov] = [await startLocalAws(), await startLocalAws({ partition: 'aws-us-gov' })];
  t.teardown(() => Promise.all([aws.close(), gov.close()]));
  gov.addAccount(VENDOR);
  gov.addAccount(CUSTOMER);
  aws.addAccount(CUSTOMER);
  const everything = { all: policy(statement('*')) };
  const keys = gov.addUser(VENDOR, 'broker', everything);
  const vendor = clients(gov.url, keys, 'us-gov-west-1');
  const customer = clients(gov.url, gov.addUser(CUSTOMER, 'admin', everything), 'us-gov-east-1');
  const there = `arn:aws-us-gov:iam::${CUSTOMER}:role/target`;

  const trustPolicy = trust({ AWS: VENDOR }, WITH_ID);
  t.equal(gov.addRole(CUSTOMER, { roleName: 'target', trustPolicy }).arn, there);
  t.match(gov.role(there)?.trustPolicy, { Statement: [{ Principal: { AWS: `arn:aws-us-gov:iam::${VENDOR}:root` } }] });
  t.equal(
    aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust('*') }).arn,
    `arn:aws:iam::${CUSTOMER}:role/target`,
  );
  t.equal((await assume(vendor.sts, { RoleArn: there, ExternalId: RIGHT_ID })).code, 'ok');
  const elsewhere = await assume(vendor.sts, { RoleArn: `arn:aws:iam::${CUSTOMER}:role/target`, ExternalId: RIGHT_ID });
  t.match(elsewhere, { code: 'ValidationError', message: 'Request ARN is invalid' });
  t.match(await refusalOf(clients(gov.url, keys).sts.send(new GetCallerIdentityCommand({}))), {
    code: 'SignatureDoesNotMatch',
    message: /scoped to a valid region/,
  });

  const audit = 'arn:aws-us-gov:iam::aws:policy/SecurityAudit';
  const { Policy } = await customer.iam.send(new GetPolicyCommand({ PolicyArn: audit }));
  const { PolicyVersion } = await customer.iam.send(
    new GetPolicyVersionCommand({ PolicyArn: audit, VersionId: Policy!.DefaultVersionId! }),
  );
  const document = decodeURIComponent(PolicyVersion!.Document!);
  t.match(document, 'arn:aws-us-gov:');
  t.notMatch(document, '"arn:aws:');
  await customer.iam.send(new AttachRolePolicyCommand({ RoleName: 'target', PolicyArn: audit }));
  for (const PolicyArn of [
    'arn:aws:iam::aws:policy/SecurityAudit',
    'arn:aws-us-gov:iam::aws:policy/AmazonElasticContainerRegistryPublicReadOnly',
  ]) {
    const refused = customer.iam.send(new AttachRolePolicyCommand({ RoleName: 'target', PolicyArn }));
    t.match(await refusalOf(refused), { code: 'NoSuchEntityException' }, PolicyArn);
  }
  const create = (resource: string) => {
    const PolicyDocument = JSON.stringify(policy(statement('s3:GetObject', resource)));
    return customer.iam.send(new CreatePolicyCommand({ PolicyName: 'read', PolicyDocument }));
  };
  t.match(await refusalOf(create('arn:aws:s3:::data/*')), {
    code: 'MalformedPolicyDocumentException',
    message: 'Partition "aws" is not valid for resource "arn:aws:s3:::data/*".',
  });
  t.match(await create('arn:aws-us-gov:s3:::data/*'), {
    Policy: { Arn: `arn:aws-us-gov:iam::${CUSTOMER}:policy/read` },
  });
});
