// A world whose AWS is moto, with the vendor's roles and the customer's stack created through its API. moto takes the
// account from a header, and authorises requests only after the switch of `auth`.
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Test } from 'tap';
import { compose } from '../../api/compose.js';
import { loadConfig } from '../../api/config/load-config.js';
import type { Check } from '../../api/core/check/check.js';
import type { Connection } from '../../api/core/connection/connection.js';
import { parseRoleArn } from '../../api/core/iam/arn.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { startDynamoDB } from '../../deploy/local/dynamodb.js';
import {
  brokerPolicy,
  brokerRoleArn,
  controlRoleArn,
  strangerRoleArn,
  templateBucket,
  vendorAccountId,
  vendorVariables,
} from '../../deploy/local/vendor-account.js';
import { backend } from '../helpers/callers.js';
import { testClock } from '../helpers/clock.js';
import { checked, connectionOf, newConnection, newTenant, requestSession, type Where } from '../helpers/customer.js';
import { customerAccount, type World } from '../helpers/world.js';

const motoUrl = process.env.MOTO_URL ?? '';
const region = 'us-east-1';
const serviceUserName = 'drawbridge-service';
const serviceUserArn = `arn:aws:iam::${vendorAccountId}:user/${serviceUserName}`;
const rolePolicyName = 'Assume';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (actions: string[]) => ({ Effect: 'Allow', Action: actions, Resource: '*' });
const trust = (...principals: string[]) =>
  policy({
    Effect: 'Allow',
    Principal: { AWS: principals.length === 1 ? principals[0] : principals },
    Action: 'sts:AssumeRole',
  });

/** Off: moto's default. On: from the first request. A number: that many requests pass unchecked first. */
export type Auth = 'off' | 'on' | number;

async function setAuth(auth: Auth): Promise<void> {
  const body = auth === 'off' ? 'inf' : auth === 'on' ? '0' : `${auth}`;
  const answer = await fetch(`${motoUrl}/moto-api/reset-auth`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`moto's reset-auth answered ${answer.status}`);
}

/** Clients that act as the owner of an account, while auth is off. */
function ownerOf(accountId: string) {
  const config = {
    region,
    endpoint: motoUrl,
    credentials: { accessKeyId: 'AKIAOWNER00000000000', secretAccessKey: 'owner' },
  };
  const iam = new IAMClient(config);
  const cloudformation = new CloudFormationClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  iam.middlewareStack.add(inAccount(accountId), { step: 'build' });
  cloudformation.middlewareStack.add(inAccount(accountId), { step: 'build' });
  s3.middlewareStack.add(inAccount(accountId), { step: 'build' });
  return { iam, cloudformation, s3 };
}

function inAccount(accountId: string) {
  return <Args, Answer>(next: (args: Args) => Promise<Answer>) =>
    (args: Args): Promise<Answer> => {
      const { request } = args as { request: { headers: Record<string, string> } };
      request.headers['x-moto-account-id'] = accountId;
      return next(args);
    };
}

async function makeRole(roleArn: string, trustPolicy: string, rolePolicy?: string): Promise<void> {
  const { accountId, roleName } = parseRoleArn(roleArn)!;
  const { iam } = ownerOf(accountId);
  await iam.send(new CreateRoleCommand({ RoleName: roleName, AssumeRolePolicyDocument: trustPolicy }));
  if (rolePolicy === undefined) return;
  await iam.send(
    new PutRolePolicyCommand({ RoleName: roleName, PolicyName: rolePolicyName, PolicyDocument: rolePolicy }),
  );
}

/** The vendor's side, as `deploy/local` creates it in the local AWS. */
async function makeVendor(): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  const { iam, s3 } = ownerOf(vendorAccountId);
  const UserName = serviceUserName;
  await iam.send(new CreateUserCommand({ UserName }));
  const PolicyDocument = policy(allow(['sts:AssumeRole', 's3:PutObject']));
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'Service', PolicyDocument }));
  await s3.send(new CreateBucketCommand({ Bucket: templateBucket }));
  await makeRole(brokerRoleArn, trust(serviceUserArn), JSON.stringify(brokerPolicy));
  await makeRole(strangerRoleArn, trust(serviceUserArn), policy(allow(['sts:AssumeRole'])));
  await makeRole(controlRoleArn, trust(brokerRoleArn, strangerRoleArn));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
}

export async function newMotoWorld(t: Test, variables: Record<string, string> = {}) {
  if (!motoUrl) throw new Error('MOTO_URL is not set: run .ci/suites/20-emulators.');
  await setAuth('off');
  await fetch(`${motoUrl}/moto-api/reset`, { method: 'POST' });
  const clock = testClock();
  const dynamodb = await startDynamoDB();
  const key = await makeVendor();
  const config = loadConfig({
    ...vendorVariables({ aws: motoUrl, dynamodb: dynamodb.endpoint, key }),
    DRAWBRIDGE_PUBLIC_URL: 'http://127.0.0.1:4700',
    DRAWBRIDGE_SIGNING_KEY: 'k'.repeat(43),
    ...variables,
  });
  const silent = () => undefined;
  const kit = compose(config, { info: silent, warn: silent, error: silent }, { clock });
  await kit.store.createTable();
  t.teardown(async () => {
    await setAuth('off');
    await kit.close();
    await dynamodb.close();
  });
  // The helpers of the other tests use only the kit's own ports of their world.
  const world = { ports: kit.ports } as World;
  const tenantId = await newTenant(world);

  return {
    ports: kit.ports,
    setAuth,

    connect: (accountId = customerAccount): Promise<Where> => newConnection(world, tenantId, { accountId }),

    /**
     * Creates the stack in moto from the text of the delivered template and returns the role's ARN. (By address moto
     * would look for the bucket in the host name, and these addresses are path-style.)
     */
    async launch(where: Where): Promise<string> {
      const delivery = await readDelivery(kit.ports, backend, where);
      const { accountId, roleSpec } = delivery.connection.value;
      const { cloudformation } = ownerOf(accountId);
      const StackName = delivery.stackName;
      const stack = { StackName, TemplateBody: delivery.template };
      await cloudformation.send(new CreateStackCommand({ ...stack, Capabilities: ['CAPABILITY_NAMED_IAM'] }));
      const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
      const made = await cloudformation.send(new ListStackResourcesCommand({ StackName }));
      if (Stacks?.[0]?.StackStatus !== 'CREATE_COMPLETE' || made.StackResourceSummaries?.length !== 1)
        throw new Error(`moto created no role: ${Stacks?.[0]?.StackStatus}`);
      return roleSpec.arn;
    },

    /** An edit that a customer makes by hand. */
    async setTrustPolicy(roleArn: string, document: object): Promise<void> {
      const { accountId, roleName } = parseRoleArn(roleArn)!;
      const PolicyDocument = JSON.stringify(document);
      await ownerOf(accountId).iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }));
    },

    /** The broker role's session that checks use, until they open another. */
    async brokerSessionArn(): Promise<string> {
      const opened = await kit.ports.callers.in('aws').get('check');
      if (!opened.ok) throw new Error('moto did not open the broker role');
      return opened.arn;
    },

    async setServicePolicy(statement: object): Promise<void> {
      const change = { UserName: serviceUserName, PolicyName: 'Service', PolicyDocument: policy(statement) };
      await ownerOf(vendorAccountId).iam.send(new PutUserPolicyCommand(change));
    },

    async setBrokerPolicy(statement: object): Promise<void> {
      const { roleName } = parseRoleArn(brokerRoleArn)!;
      const change = { RoleName: roleName, PolicyName: rolePolicyName, PolicyDocument: policy(statement) };
      await ownerOf(vendorAccountId).iam.send(new PutRolePolicyCommand(change));
    },

    /** Runs a check in this mode of moto, and returns the kit's state of the connection. */
    async check(where: Where, auth: Auth): Promise<{ check: Check; connection: Connection; steps: string[] }> {
      await setAuth(auth);
      const check = await checked(world, where);
      await setAuth('off');
      const { value } = await connectionOf(world, where);
      return { check, connection: value, steps: check.steps.map(step => `${step.probe} ${step.outcome}`) };
    },

    ask: (where: Where) => requestSession(world, where),
  };
}

export type MotoWorld = Awaited<ReturnType<typeof newMotoWorld>>;
