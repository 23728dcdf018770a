// Prints what the vendor's own AWS stack must create: the table from its definition, the policies that the local run
// enforces, and the permissions on the table from the calls of the stores. Called by generate.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import { indexKeys, tableDefinition, ttlAttribute } from '../../dist/api/stores/table/table.js';
import * as local from '../../dist/deploy/local/vendor-account.js';
import { note, table } from './printing.mjs';

/** Names of the local run, and the names in AWS that replace them. */
const inAws = [
  ['user/drawbridge-service', 'role/drawbridge-service'],
  [local.vendorAccountId, 'VENDOR-ACCOUNT'],
  [local.controlAccountId, 'CONTROL-ACCOUNT'],
  [local.templateBucket, 'TEMPLATE-BUCKET'],
];

function fence(document) {
  const text = inAws.reduce((done, [here, there]) => done.replaceAll(here, there), JSON.stringify(document, null, 2));
  return `\`\`\`json\n${text}\n\`\`\``;
}

/** Every call of the stores. Not those of table.ts: it creates the table, which in AWS the stack does. */
function tableActions() {
  const folder = new URL('../../api/stores/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true }).filter(
    name => name.endsWith('.ts') && name !== 'table/table.ts',
  );
  const calls = sources.flatMap(name =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/new (\w+)Command\(/g)].map(([, call]) => call),
  );
  const plain = ['Query', 'Scan'];
  return [...new Set(calls.map(call => `dynamodb:${plain.includes(call) ? call : `${call}Item`}`))].sort();
}

function tablePolicy() {
  const arn = 'arn:aws:dynamodb:REGION:VENDOR-ACCOUNT:table/drawbridge';
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: tableActions(), Resource: [arn, `${arn}/index/*`] }],
  };
}

function tablePart() {
  const [hash, range] = tableDefinition.KeySchema.map(each => each.AttributeName);
  const indexes = Object.entries(indexKeys).map(([name, key]) => [
    `\`${name}\``,
    `\`${key.partition}\``,
    `\`${key.position}\``,
  ]);
  return `## The table

\`DRAWBRIDGE_TABLE\`: partition key \`${hash}\`, sort key \`${range}\`, on demand. All key attributes are strings.
Time to live on the attribute \`${ttlAttribute}\` (it only cleans up: expiry is checked in code). Turn on
point-in-time recovery and deletion protection. No stream is needed. Each index projects keys only:

${table(['index', 'partition key', 'sort key'], indexes)}
`;
}

const bucketPart = `## The template bucket

\`DRAWBRIDGE_TEMPLATE_BUCKET\`, in \`DRAWBRIDGE_REGION\`: it contains templates and nothing else. Its name has no dots,
because the certificate of its https address does not cover names with a dot. The service puts a template at
\`t/<SHA-256 of its text>.json\` with \`If-None-Match: *\`, so an object never changes. Everyone may \`s3:GetObject\` on
\`t/*\`, because CloudFormation reads it as the customer. No one may list the bucket. So turn Block Public Access off
for this bucket's policy only, and leave it on for every other bucket.

Do not encrypt the bucket with a KMS key: a customer's CloudFormation reads it without permissions on a key. SSE-S3 is
enough for objects that anyone with the address can read.
`;

const roleRows = [
  [
    'service role',
    'vendor account',
    'the process runs as this role: it assumes the broker role and the strangers, uses the table, adds templates. ' +
      'No access key',
  ],
  [
    'broker role, `DRAWBRIDGE_BROKER_ROLE_ARN`',
    'vendor account',
    "the role that customers' trust policies name. **Never delete it**: a role created again under its name is " +
      'another role to AWS, and every customer refuses it',
  ],
  [
    'control role, `DRAWBRIDGE_CONTROL_ROLE_ARN`',
    'a second vendor account',
    'no permissions, no external ID; named like `*drawbridge-*`. A refusal counts only if the same caller could ' +
      'assume this role',
  ],
  [
    'stranger role, `DRAWBRIDGE_STRANGER_ROLE_ARNS`',
    'vendor account',
    "no trust policy names it, so customers' roles must refuse it",
  ],
];

function rolesPart() {
  const { service, broker, stranger, control } = local.vendorPolicies;
  return `## Four roles

${table(['role', 'in', 'what it is'], roleRows)}

List both accounts in \`DRAWBRIDGE_VENDOR_ACCOUNTS\`. The service assumes the broker role twice, for an hour at most:
for issuing, with a session policy that never sends a request without an external ID, and for checks, with one that
may ([caller-policies.ts](../api/broker/caller-policies.ts)). So the broker's own policy has no condition on it.

If the control role is in the same account, its trust must name \`arn:aws:iam::VENDOR-ACCOUNT:root\` on condition of
\`ArnEquals aws:PrincipalArn\` (the broker and each stranger). A trust policy of the same account that names a role
accepts that role even if it has no permissions. It would prove nothing.

Service role: these policies, and the table. If a KMS key of yours encrypts the table, allow its use here too.

${[...Object.values(service), tablePolicy()].map(fence).join('\n\n')}

Broker role: its trust policy, then its policy.

${Object.values(broker).map(fence).join('\n\n')}

Stranger role: the same.

${Object.values(stranger).map(fence).join('\n\n')}

Control role: its trust policy, and nothing else.

${fence(control.trust)}
`;
}

const identityPart = `## No source identity

The credentials of the service must have no source identity. AWS keeps a source identity through every session that is
created from another, and no one can change it. The kit names tenant and caller in the source identity that it sends to
customers' roles. If the credentials already had another, these roles would refuse every credential request.

IAM Roles Anywhere always sets one (the name of the certificate), and so may a person who assumes the service role by
hand. At start, and then hourly, the service checks its own credentials and reports a source identity in the log.
Until it is fixed, credential requests get \`vendor_caller_unavailable\`, checks are inconclusive, and no customer's
connection changes. Do not allow \`sts:SetSourceIdentity\` in the trust policies of broker, stranger or control role.
`;

const otherPartition = {
  partition: 'aws-us-gov',
  accounts: ['VENDOR-ACCOUNT', 'CONTROL-ACCOUNT'],
  brokerRoleArn: 'arn:aws-us-gov:iam::VENDOR-ACCOUNT:role/drawbridge-broker',
  controlRoleArn: 'arn:aws-us-gov:iam::CONTROL-ACCOUNT:role/drawbridge-control',
  strangerRoleArns: ['arn:aws-us-gov:iam::VENDOR-ACCOUNT:role/drawbridge-stranger'],
  templateBucket: 'TEMPLATE-BUCKET',
  region: 'us-gov-west-1',
  profile: 'drawbridge-gov',
};

const partitionsPart = `## Several partitions

AWS's partitions (\`aws\`, \`aws-us-gov\`, \`aws-cn\`, \`aws-eusc\`) share no accounts, roles or credentials. One
installation can serve several of them. The plain variables describe one partition, which has the table and the
process; it is also that of a connection whose creator names none. \`DRAWBRIDGE_OTHER_PARTITIONS\` lists the others:

\`\`\`json
${JSON.stringify([otherPartition], null, 2)}
\`\`\`

Each partition needs its own:

- two vendor accounts, with the broker, control and stranger roles and the policies above. Write the partition into
  their ARNs: \`arn:aws-us-gov:iam::…\`;
- template bucket, in \`region\`;
- principal for the service, with the policies of the service role except that of the table. The service role is of
  the first partition, and AWS knows its credentials nowhere else. \`profile\` names a profile of the AWS config file
  (\`AWS_CONFIG_FILE\`) that gets credentials of this principal, for example by \`credential_process\` or
  \`web_identity_token_file\` with a \`region\` of that partition. The trust policies of its broker and stranger roles
  name this principal. It must have no source identity, as above;
- outbound HTTPS to its STS, IAM and S3 endpoints.

Launch links, ARNs, commands, checks and credentials of a connection are of its partition. A fault of your roles in one
partition stops credentials there only. Some things differ for the vendor:

- Give the SDK client of your backend a region of the connection's partition. Its credentials are valid nowhere else.
- A permission set is refused for a partition that does not have one of its managed policies.
- The costs of a GovCloud account are shown only in the standard account that pays for it
  ([AWS](https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/usage-and-payment.html)). Create connections with
  cost sets to that account, in \`aws\`.

Before you remove a partition, revoke its connections. If it is removed while they live, they get no credentials
(\`vendor_caller_unavailable\`), their checks are inconclusive, and nothing more can be launched. Suspend, revoke, the
pages and the printed commands still work.
`;

const processPart = `## The process

Run \`node dist/api/main.js\` behind a load balancer that terminates TLS, in as many instances as you like on one
table. Together they keep to one quota of STS calls ([credentials.md](credentials.md)). The quota is one item, which
each busy instance writes about five times a second; DynamoDB accepts some 1,000 writes of one item a second.

- Run \`node dist/api/main.js first-key\` once, with the same configuration: it prints the first operator key.
- Take \`DRAWBRIDGE_SIGNING_KEY\` from a secret store.
- The process listens on \`DRAWBRIDGE_HOST\`, by default the loopback address. \`/healthz\` and \`/readyz\` are for
  the load balancer, whose addresses belong in \`DRAWBRIDGE_TRUSTED_PROXIES\`. \`/metrics\` of each process is for
  Prometheus ([metrics.md](metrics.md)).
- It needs outbound HTTPS to STS, IAM, S3 and DynamoDB, and to the webhooks' addresses.
- All instances must leave by the same addresses, for example one NAT gateway for each zone with an Elastic IP. Every
  instance serves requests and runs checks. A trust policy sees \`aws:SourceIp\`, and through a VPC endpoint
  \`aws:SourceVpce\` and \`aws:VpcSourceIp\`. If some of your instances only ran checks and left by an address of their
  own, a role could behave for that address and accept anything from the others. So do not split instances into those
  that serve and those that check, and run one release and one region on all of them: the user agent names the SDK's
  version. Do not use a VPC endpoint for STS on some instances only.
`;

export function vendorStack() {
  return `# What the vendor's AWS stack must create
${note}
There is no template for it yet (\`deploy/aws\`). This page lists what the service needs, in one region and with the
names that [configuration.md](configuration.md) takes. The policies are those that the local run enforces, with other
names in them.

${tablePart()}
${bucketPart}
${rolesPart()}
${identityPart}
${partitionsPart}
${processPart}`;
}
