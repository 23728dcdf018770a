// Managed policies: the customers' own as stored, and AWS's with the texts that AWS publishes, for access that reads
// and a few others (aws-managed-policies.json). A test or a person can play AWS and move one to a new version.
// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html
import { readFileSync } from 'node:fs';
import type { InPartition } from '../names.js';
import { AwsError } from '../protocol/wire.js';
import { type ManagedPolicy, own } from '../state.js';
import type { World } from '../world.js';

interface Published {
  arn: string;
  versionId: string;
  createdAt: string;
  updatedAt: string;
  document: unknown;
}

function awsPolicy({ arn, versionId, createdAt, updatedAt, document }: Published): [string, ManagedPolicy] {
  const [, path = '/', policyName = ''] = /^arn:[\w-]+:iam::aws:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  const letters = policyName.toUpperCase().replace(/[^A-Z]/g, '');
  const policy: ManagedPolicy = {
    policyName,
    policyId: `ANPA${letters.padEnd(17, 'Q').slice(0, 17)}`,
    arn,
    path,
    createdAt,
    updatedAt,
    defaultVersionId: versionId,
    nextVersion: Number(versionId.slice(1)) + 1,
    versions: [{ versionId, document, createdAt: updatedAt }],
    tags: {},
  };
  return [arn, policy];
}

type ByArn = ReadonlyMap<string, ManagedPolicy>;

const published = new Map<string, ByArn>();

/** Services that AWS has in one partition only have policies there only. https://github.com/aws/aws-cdk/pull/25215 */
const onlyInAws = /:policy\/AmazonElasticContainerRegistryPublicReadOnly$/;

/** The texts are of the partition aws. In another one AWS's documents name their resources by its ARNs. */
function publishedPolicies({ partition }: InPartition): ByArn {
  const known = published.get(partition);
  if (known) return known;
  const text = readFileSync(new URL('./aws-managed-policies.json', import.meta.url), 'utf8');
  const all = JSON.parse(text.replaceAll('"arn:aws:', `"arn:${partition}:`)) as Published[];
  const own = new Map(all.filter(({ arn }) => partition === 'aws' || !onlyInAws.test(arn)).map(awsPolicy));
  published.set(partition, own);
  return own;
}

/** AWS's own policies belong to no account. */
export function isOfAws(arn: string): boolean {
  return /^arn:[\w-]+:iam::aws:/.test(arn);
}

export function awsManagedPolicies(world: World): ManagedPolicy[] {
  return [...publishedPolicies(world).values()].map(each => own(world.state.awsPolicies, each.arn) ?? each);
}

export function managedPolicy(world: World, arn: string): ManagedPolicy | undefined {
  const [, accountId = ''] = /^arn:[\w-]+:iam::(aws|\d{12}):policy\//.exec(arn) ?? [];
  if (accountId === 'aws') return own(world.state.awsPolicies, arn) ?? publishedPolicies(world).get(arn);
  return own(own(world.state.accounts, accountId)?.policies, arn);
}

/** The default version's document; undefined (which allows nothing) after the policy was deleted. */
export function managedDocument(world: World, arn: string): unknown {
  const policy = managedPolicy(world, arn);
  return policy?.versions.find(version => version.versionId === policy.defaultVersionId)?.document;
}

/** What AWS itself does: the policy gets a new version, in force at once in every account. Keeps the newest five. */
export function moveAwsPolicy(world: World, arn: string, document: unknown): { versionId: string } {
  const before = isOfAws(arn) ? managedPolicy(world, arn) : undefined;
  if (!before) throw new TypeError(`not a managed policy of AWS: ${arn}`);
  const policy = structuredClone(before);
  const version = { versionId: `v${policy.nextVersion}`, document, createdAt: world.now().toISOString() };
  policy.versions = [...policy.versions, version].slice(-5);
  Object.assign(policy, { nextVersion: policy.nextVersion + 1, updatedAt: version.createdAt });
  policy.defaultVersionId = version.versionId;
  world.state.awsPolicies = { ...world.state.awsPolicies, [arn]: policy };
  world.changed();
  return { versionId: version.versionId };
}

/** Policies of AWS's own services exist, but only those services can have them. */
export function refuseServicePolicy(arn: string): void {
  if (!isOfAws(arn) || !arn.includes(':policy/aws-service-role/')) return;
  throw new AwsError('PolicyNotAttachable', 'Cannot attach a Service Role Policy to a Customer Role.', 400);
}
