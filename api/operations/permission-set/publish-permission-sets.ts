// At start, records every version of every permission set once, with its own history. This proves later what the vendor
// requested under that name. A published version never changes. The catalogue of AWS actions does: its objections to a
// published version are only logged, but a new version must satisfy it. Stores read the files.
import { capIssue } from '../../core/permission-set/lint-cap.js';
import { managedGrantOf } from '../../core/permission-set/managed-grant.js';
import { type PermissionSet, type PermissionSetIssue, statementsOf } from '../../core/permission-set/permission-set.js';
import { policyOfStatements } from '../../core/permission-set/policy-of.js';
import type { PublishedPermissionSet } from '../../core/permission-set/published.js';
import { digest } from '../../core/values/canonical.js';
import type { Ports } from '../../ports/ports.js';
import { actorOf, systemCaller } from '../access/actor.js';

type Needs = Pick<Ports, 'clock' | 'log' | 'permissionSets' | 'publishedSets'>;

/** Why the service cannot start: the fault and its permission set. */
export interface SetRefusal extends Pick<PermissionSetIssue, 'path' | 'message'> {
  set: PermissionSet;
}

/** Records new versions, or nothing if any set is refused. */
export async function publishPermissionSets(ports: Needs): Promise<SetRefusal[]> {
  const unpublished: PermissionSet[] = [];
  const doubted: PermissionSet[] = [];
  const found: SetRefusal[] = [];
  for (const set of ports.permissionSets.list()) {
    const kept = await ports.publishedSets.get(publishedIdOf(set));
    const contradictions = kept ? contradictionOf(set, kept.value) : [];
    const isKept = kept && contradictions.length === 0;
    found.push(...contradictions);
    if (!kept) unpublished.push(set);
    if (isKept) doubted.push(set);
    else found.push(...ports.permissionSets.doubtsOf(set).map(({ path, message }) => ({ set, path, message })));
  }
  if (found.length > 0) return found;
  for (const set of unpublished) found.push(...(await publish(ports, set)));
  for (const set of doubted) logDoubts(ports, set);
  for (const set of ports.permissionSets.list()) logCap(ports, set);
  for (const set of ports.permissionSets.list()) logManaged(ports, set);
  return found;
}

function logDoubts({ log, permissionSets }: Needs, set: PermissionSet): void {
  const { id, version } = set;
  for (const { path, message } of permissionSets.doubtsOf(set))
    log.warn(
      { permissionSet: id, version, path, issue: message },
      'the catalogue of AWS actions has an objection to a published permission set',
    );
}

/** What AWS's managed policies of a set grant, as the kit's copy has them. */
function logManaged({ log }: Needs, set: PermissionSet): void {
  const denying = policyOfStatements(statementsOf(set, 'Deny')).Statement;
  for (const { arn } of set.managedPolicies ?? []) {
    const grant = managedGrantOf(arn, denying);
    if (!grant) continue;
    const { versionId, actions, services, dataReads, writes, escalations } = grant;
    const facts = { permissionSet: set.id, version: set.version, policy: arn, versionId, actions, services };
    log.info({ ...facts, dataReads, more: [...escalations, ...writes] }, 'a permission set names a managed policy');
  }
}

function logCap({ log }: Needs, set: PermissionSet): void {
  const found = capIssue(set);
  if (!found) return;
  const facts = { permissionSet: set.id, version: set.version, path: found.path, issue: found.message };
  log.warn(facts, 'sessions of a permission set are not limited to exactly what it announces');
}

/** If several instances start at once, one records the version and the others compare with it. */
async function publish(ports: Needs, set: PermissionSet): Promise<SetRefusal[]> {
  const publishedAt = ports.clock.now().toISOString();
  const { id: permissionSetId, version } = set;
  const value = {
    schema: 1,
    id: publishedIdOf(set),
    permissionSetId,
    version,
    digest: digest(set),
    publishedAt,
  } as const;
  const change = { at: publishedAt, who: actorOf(systemCaller), action: 'permission-set.published' };
  const kept = (await ports.publishedSets.create(value, change)) ?? (await ports.publishedSets.get(value.id));
  return kept ? contradictionOf(set, kept.value) : [];
}

function contradictionOf(set: PermissionSet, { digest: published, publishedAt }: PublishedPermissionSet): SetRefusal[] {
  if (published === digest(set)) return [];
  const { id, version } = set;
  const message =
    `${id} ${version} was published at ${publishedAt} with different content. ` +
    'A published version never changes: give the changed set a new version';
  return [{ set, path: '/version', message }];
}

export const publishedIdOf = ({ id, version }: PermissionSet) => `${id}@${version}`;
