// Prints what the vendor's own AWS stack has to make: the table from its definition, the policies from those that the local
// run enforces, the rights on the table from the calls that the stores make. Called by generate.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import { indexKeys, tableDefinition, ttlAttribute } from '../../dist/api/stores/table/table.js';
import * as local from '../../dist/deploy/local/vendor-account.js';
import { note, table } from './printing.mjs';

/** Names of the local run, and what stands for them in AWS. */
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

/** Every call of the stores' own; table.ts makes the table, which in AWS the stack does. */
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

export function vendorStack() {
  const [hash, range] = tableDefinition.KeySchema.map(each => each.AttributeName);
  const indexes = Object.entries(indexKeys).map(([name, key]) => [
    `\`${name}\``,
    `\`${key.partition}\``,
    `\`${key.position}\``,
  ]);
  const { service, broker, stranger, control } = local.vendorPolicies;
  return `# What the vendor's AWS stack has to make
${note}
There is no template for it yet (\`deploy/aws\`). This is what the service needs, in one region and with the names that
[configuration.md](configuration.md) takes. The policies are the ones that the local run enforces, with other names in them.

## The table

\`DRAWBRIDGE_TABLE\`: partition key \`${hash}\`, sort key \`${range}\`, on demand. All key attributes are strings. Time to live on
the attribute \`${ttlAttribute}\` (a help: expiry is checked in code). Turn on point-in-time recovery and deletion protection. No
stream is needed. Each index projects keys only:

${table(['index', 'partition key', 'sort key'], indexes)}

## The template bucket

\`DRAWBRIDGE_TEMPLATE_BUCKET\`, in \`DRAWBRIDGE_REGION\`: holds templates and nothing else, and its name has no dots (one would
not fit the certificate of its address). The service puts a template at \`t/<SHA-256 of its text>.json\` with
\`If-None-Match: *\`, so what is there never changes. Anybody may \`s3:GetObject\` on \`t/*\`, since CloudFormation reads it as the
customer; nobody may list. So Block Public Access is off for this bucket, by its policy alone, and on for every other.

## Four roles

| role | in | what it is |
| --- | --- | --- |
| service role | vendor account | what the process runs as: opens the broker role and the strangers, uses the table, adds templates. No access key |
| broker role, \`DRAWBRIDGE_BROKER_ROLE_ARN\` | vendor account | the one that customers' trust policies name. **Never delete it**: made again under its name it is another role to AWS, and every customer refuses it |
| control role, \`DRAWBRIDGE_CONTROL_ROLE_ARN\` | a second vendor account | no permissions, no external ID; named like \`*drawbridge-*\`. A refusal counts only where this role let the same caller in |
| stranger role, \`DRAWBRIDGE_STRANGER_ROLE_ARNS\` | vendor account | no trust policy names it, so customers' roles must refuse it |

Both accounts stand in \`DRAWBRIDGE_VENDOR_ACCOUNTS\`. The service opens the broker role twice, for an hour at most: for
handing out credentials with a session policy that never asks without an external ID, for checks with one that may
([caller-policies.ts](../api/broker/caller-policies.ts)). So the broker's own policy has no condition on it.

With the control role in the same account its trust must name \`arn:aws:iam::VENDOR-ACCOUNT:root\` on condition of
\`ArnEquals aws:PrincipalArn\` (the broker and each stranger): a trust policy of the same account that names a role lets it in
without any right of its own, and so would prove nothing.

Service role: these, and the table. A key of yours (KMS) on the table needs its rights here too.
The template bucket has none: a customer's CloudFormation reads it without rights on a key; SSE-S3 is enough for what is public by its address.

${[...Object.values(service), tablePolicy()].map(fence).join('\n\n')}

Broker role: its trust policy, then its policy.

${Object.values(broker).map(fence).join('\n\n')}

Stranger role: the same.

${Object.values(stranger).map(fence).join('\n\n')}

Control role: its trust policy, and nothing else.

${fence(control.trust)}

## No source identity

What the service runs as must have none. AWS keeps a source identity through every session that is made from another, and lets
nobody change it; the kit names tenant and caller in the one it gives to customers' roles, so they would refuse every ask. IAM
Roles Anywhere always sets one (the name of the certificate), and so may whoever assumes the service role by hand. At start, and
then hourly, the service looks at its own credentials and says so in the log; until it is mended asks are
\`vendor_caller_unavailable\` and checks inconclusive, and no customer's connection changes. Do not allow
\`sts:SetSourceIdentity\` in the trust policies of broker, stranger or control role.

## The process

\`node dist/api/main.js\` behind a load balancer that speaks TLS; as many as you like on one table: they keep to one
quota of STS calls together ([credentials.md](credentials.md)), with one item that each busy instance writes about five times a
second; DynamoDB takes some 1,000 writes of one item a second. Once, with the same
configuration: \`node dist/api/main.js first-key\` prints the first operator key. \`DRAWBRIDGE_SIGNING_KEY\` comes from a secret
store. It listens on \`DRAWBRIDGE_HOST\`, which is the loopback address unless told; \`/healthz\` and \`/readyz\` are for the
load balancer, whose addresses stand in \`DRAWBRIDGE_TRUSTED_PROXIES\`, and \`/metrics\` of each process is for Prometheus
([metrics.md](metrics.md)). Outwards it needs https to STS, IAM, S3 and DynamoDB, and
to the webhooks' addresses.
`;
}
