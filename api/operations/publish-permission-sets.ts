// At start: records every version of every permission set once, with a history of its own, so that what the vendor asked
// for under that name can be proved later. A published version never changes. Reading files is not here (stores).
import { digest } from '../core/canonical.js';
import type { PermissionSet } from '../core/permission-set.js';
import type { PublishedPermissionSet } from '../core/subjects.js';
import type { Deps } from '../deps.js';
import { systemCaller, whoOf } from './who.js';

type Needs = Pick<Deps, 'clock' | 'permissionSets' | 'publishedSets'>;

/** A set whose version was published before with another content. */
export interface Contradiction {
  set: PermissionSet;
  publishedAt: string;
}

/** Records what is new, or, when any version has another content than was published, nothing: the start must stop. */
export async function publishPermissionSets(deps: Needs): Promise<Contradiction[]> {
  const sets = deps.permissionSets.list();
  const unpublished: PermissionSet[] = [];
  const found: Contradiction[] = [];
  for (const set of sets) {
    const kept = await deps.publishedSets.get(idOf(set));
    if (!kept) unpublished.push(set);
    else found.push(...contradictionOf(set, kept.value));
  }
  if (found.length > 0) return found;
  for (const set of unpublished) found.push(...(await publish(deps, set)));
  return found;
}

/** Of several instances that start at once one records it, and the others hold theirs against that. */
async function publish(deps: Needs, set: PermissionSet): Promise<Contradiction[]> {
  const publishedAt = deps.clock.now().toISOString();
  const { id: permissionSetId, version } = set;
  const value = { schema: 1, id: idOf(set), permissionSetId, version, digest: digest(set), publishedAt } as const;
  const change = { at: publishedAt, who: whoOf(systemCaller), action: 'permission-set.published' };
  const kept = (await deps.publishedSets.create(value, change)) ?? (await deps.publishedSets.get(value.id));
  return kept ? contradictionOf(set, kept.value) : [];
}

function contradictionOf(set: PermissionSet, { digest: published, publishedAt }: PublishedPermissionSet) {
  return published === digest(set) ? [] : [{ set, publishedAt }];
}

const idOf = ({ id, version }: PermissionSet) => `${id}@${version}`;
