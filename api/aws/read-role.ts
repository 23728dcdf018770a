// Reads one role as it is now: the role, its inline and attached policies and its boundary, with the documents of
// managed policies. Each part shows whether it could be read. Documents are returned as text and judged elsewhere. It
// never throws and never retries.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  type Role,
} from '@aws-sdk/client-iam';
import type { LiveRole, ManagedPolicyReading, Reading } from '../core/iam/live-role.js';
import type { ReadRole } from '../ports/aws.js';
import { noAnswer, readingOfError } from './aws-errors.js';
import { clientConfig, limited, type Reach } from './clients.js';

type ReadRoleItself = Extract<LiveRole['role'], { kind: 'read' }>['value'];
type InlinePolicy = { name: string; document: Reading<string> };
type AttachedPolicy = { arn: string; name: string };

/** IAM lists 100 a page; a role holds at most 20 attached policies and 10,240 characters of inline ones. */
const mostPages = 50;

export function makeReadRole(reach: Reach): ReadRole {
  return async (as, roleName, region, also) => {
    const iam = limited(new IAMClient(clientConfig(reach, region, as)), reach, 'IAM');
    const [role, inline, attached] = await Promise.all([
      readItself(iam, roleName),
      readInline(iam, roleName),
      readAttached(iam, roleName),
    ]);
    const wanted = new Map(Object.entries(also));
    const named = attached.kind === 'read' ? attached.value.map(each => each.arn) : [];
    const boundary = role.kind === 'read' ? role.value.permissionsBoundaryArn : undefined;
    for (const arn of boundary ? [...named, boundary] : named) if (!wanted.has(arn)) wanted.set(arn, undefined);
    return { role, inline, attached, policies: await readManaged(iam, wanted) };
  };
}

/** One after the other; once IAM throttles or does not respond, the rest is not read. */
async function readManaged(iam: IAMClient, wanted: ReadonlyMap<string, string | undefined>) {
  const policies: Record<string, ManagedPolicyReading> = {};
  let silent: Reading<never> | undefined;
  for (const [arn, version] of wanted) {
    const current = silent ?? (await readCurrent(iam, arn));
    if (current.kind === 'inconclusive') silent = current;
    const isEarlier = current.kind === 'read' && version && version !== current.value.versionId;
    const earlier = isEarlier ? await readVersion(iam, arn, version) : undefined;
    policies[arn] = { current, ...(earlier && { earlier }) };
  }
  return policies;
}

async function readCurrent(iam: IAMClient, arn: string): Promise<ManagedPolicyReading['current']> {
  try {
    const versionId = (await iam.send(new GetPolicyCommand({ PolicyArn: arn }))).Policy?.DefaultVersionId;
    if (!versionId) return noAnswer;
    const document = await readVersion(iam, arn, versionId);
    return document.kind === 'read' ? { kind: 'read', value: { versionId, document: document.value } } : document;
  } catch (error) {
    return readingOfError(error);
  }
}

async function readVersion(iam: IAMClient, arn: string, versionId: string): Promise<Reading<string>> {
  try {
    const answer = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: versionId }));
    const value = decoded(answer.PolicyVersion?.Document);
    return value === undefined ? noAnswer : { kind: 'read', value };
  } catch (error) {
    return readingOfError(error);
  }
}

async function readItself(iam: IAMClient, roleName: string): Promise<LiveRole['role']> {
  try {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: roleName }));
    const value = Role && roleOf(Role);
    return value ? { kind: 'read', value } : noAnswer;
  } catch (error) {
    return readingOfError(error);
  }
}

function roleOf(role: Role): ReadRoleItself | undefined {
  const { Arn, RoleId, Path, MaxSessionDuration, PermissionsBoundary, Tags } = role;
  const trustPolicy = decoded(role.AssumeRolePolicyDocument);
  if (!Arn || !RoleId || !Path || !MaxSessionDuration || trustPolicy === undefined) return undefined;
  const boundary = PermissionsBoundary?.PermissionsBoundaryArn;
  if (PermissionsBoundary && !boundary) return undefined;
  return {
    arn: Arn,
    roleUniqueId: RoleId,
    path: Path,
    trustPolicy,
    maxSessionSeconds: MaxSessionDuration,
    ...(boundary && { permissionsBoundaryArn: boundary }),
    tags: Object.fromEntries((Tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? ''])),
  };
}

async function readInline(iam: IAMClient, roleName: string): Promise<LiveRole['inline']> {
  const names = await readPages<string>(async Marker => {
    const page = await iam.send(new ListRolePoliciesCommand({ RoleName: roleName, Marker }));
    return { ...page, items: page.PolicyNames };
  });
  if (names.kind !== 'read') return names;
  const policies: InlinePolicy[] = [];
  let silent: Reading<string> | undefined; // Once IAM throttles or does not respond, the rest is not read.
  for (const name of names.value) {
    const document = silent ?? (await readDocument(iam, roleName, name));
    if (document.kind === 'inconclusive') silent = document;
    policies.push({ name, document });
  }
  return { kind: 'read', value: policies };
}

async function readDocument(iam: IAMClient, roleName: string, name: string): Promise<Reading<string>> {
  try {
    const answer = await iam.send(new GetRolePolicyCommand({ RoleName: roleName, PolicyName: name }));
    const value = decoded(answer.PolicyDocument);
    return value === undefined ? noAnswer : { kind: 'read', value };
  } catch (error) {
    return readingOfError(error);
  }
}

function readAttached(iam: IAMClient, roleName: string): Promise<LiveRole['attached']> {
  return readPages<AttachedPolicy>(async Marker => {
    const page = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: roleName, Marker }));
    const items = page.AttachedPolicies?.map(({ PolicyArn = '', PolicyName = '' }) => ({
      arn: PolicyArn,
      name: PolicyName,
    }));
    return { ...page, items: items?.every(each => each.arn && each.name) ? items : undefined };
  });
}

interface Page<Item> {
  items: Item[] | undefined;
  IsTruncated?: boolean | undefined;
  Marker?: string | undefined;
}

/** A list counts as read only if it is complete: a response without a list does not mean "no policies". */
async function readPages<Item>(readPage: (marker?: string) => Promise<Page<Item>>): Promise<Reading<Item[]>> {
  const all: Item[] = [];
  let marker: string | undefined;
  try {
    for (let pages = 0; pages < mostPages; pages += 1) {
      const page = await readPage(marker);
      if (!page.items || page.IsTruncated === undefined) return noAnswer;
      all.push(...page.items);
      if (!page.IsTruncated) return { kind: 'read', value: all };
      if (!page.Marker) return noAnswer;
      marker = page.Marker;
    }
    return noAnswer;
  } catch (error) {
    return readingOfError(error);
  }
}

/** IAM returns documents URL-encoded (RFC 3986). Text that cannot be decoded stays as it is; it is no policy either. */
function decoded(document: string | undefined): string | undefined {
  try {
    return document ? decodeURIComponent(document) : undefined;
  } catch {
    return document;
  }
}
