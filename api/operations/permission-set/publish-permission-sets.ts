// At start: records every version of every permission set once, with a history of its own, so that what the vendor asked
// for under that name can be proved later. A published version never changes, and the catalogue of AWS actions, which does,
// cannot take it back: what it holds against one is told to operators. A new version is held to all of it. Reading files is
// not here (stores).
import type { PermissionSet, PermissionSetIssue } from '../../core/permission-set/permission-set.js';
import type { PublishedPermissionSet } from '../../core/permission-set/published.js';
import { digest } from '../../core/values/canonical.js';
import type { Ports } from '../../ports/ports.js';
import { actorOf, systemCaller } from '../access/actor.js';

type Needs = Pick<Ports, 'clock' | 'log' | 'permissionSets' | 'publishedSets'>;

/** Why the start must stop: what is wrong with which set. */
export interface SetRefusal extends Pick<PermissionSetIssue, 'path' | 'message'> {
  set: PermissionSet;
}

/** Records what is new; or nothing, when any set is refused. */
export async function publishPermissionSets(ports: Needs): Promise<SetRefusal[]> {
  const unpublished: PermissionSet[] = [];
  const doubted: PermissionSet[] = [];
  const found: SetRefusal[] = [];
  for (const set of ports.permissionSets.list()) {
    const kept = await ports.publishedSets.get(idOf(set));
    const contradictions = kept ? contradictionOf(set, kept.value) : [];
    const isKept = kept && contradictions.length === 0;
    found.push(...contradictions);
    if (!kept) unpublished.push(set);
    if (isKept) doubted.push(set);
    else found.push(...ports.permissionSets.doubtsOf(set).map(({ path, message }) => ({ set, path, message })));
  }
  if (found.length > 0) return found;
  for (const set of unpublished) found.push(...(await publish(ports, set)));
  for (const set of doubted) tellDoubts(ports, set);
  return found;
}

function tellDoubts({ log, permissionSets }: Needs, set: PermissionSet): void {
  const { id, version } = set;
  for (const { path, message } of permissionSets.doubtsOf(set))
    log.warn(
      { permissionSet: id, version, path, issue: message },
      'the catalogue of AWS actions would not take a published permission set',
    );
}

/** Of several instances that start at once one records it, and the others hold theirs against that. */
async function publish(ports: Needs, set: PermissionSet): Promise<SetRefusal[]> {
  const publishedAt = ports.clock.now().toISOString();
  const { id: permissionSetId, version } = set;
  const value = { schema: 1, id: idOf(set), permissionSetId, version, digest: digest(set), publishedAt } as const;
  const change = { at: publishedAt, who: actorOf(systemCaller), action: 'permission-set.published' };
  const kept = (await ports.publishedSets.create(value, change)) ?? (await ports.publishedSets.get(value.id));
  return kept ? contradictionOf(set, kept.value) : [];
}

function contradictionOf(set: PermissionSet, { digest: published, publishedAt }: PublishedPermissionSet): SetRefusal[] {
  if (published === digest(set)) return [];
  const { id, version } = set;
  const message = `${id} ${version} was published at ${publishedAt} with another content, and a published version never changes: give the changed set a new version`;
  return [{ set, path: '/version', message }];
}

const idOf = ({ id, version }: PermissionSet) => `${id}@${version}`;
