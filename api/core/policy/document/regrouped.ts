// Gives all groupings of the same grants one name. Statements that differ only in their actions are merged, then those
// that differ only in their resources. Merging keeps the meaning, so equal names mean equal policies; different names
// prove nothing.
import type { Listed, NormalPolicy } from './document.js';
import type { Pattern } from './wildcard.js';

/** A statement as names: its actions, its resources, and everything else (`rest`). */
interface Grant {
  rest: string;
  actions: ReadonlySet<string>;
  resources: ReadonlySet<string>;
}

const positive = '+';

/** The common name of everything that some policies of one kind grant and deny. */
export function groupedName(policies: readonly NormalPolicy[]): string {
  const grants = policies.flatMap(({ statements }) =>
    statements.map(({ effect, principals, actions, resources, conditions }): Grant => {
      const who = principals ? [`${principals.isNot}`, ...principals.items] : [];
      const given = conditions.length > 0 ? conditions.map(each => each.id).sort() : [];
      return { rest: JSON.stringify([effect, who, given]), actions: namesOf(actions), resources: namesOf(resources) };
    }),
  );
  const byActions = merged(
    grants,
    each => each.resources,
    each => each.actions,
    (each, actions) => ({ ...each, actions }),
  );
  const byBoth = merged(
    byActions,
    each => each.actions,
    each => each.resources,
    (each, resources) => ({ ...each, resources }),
  );
  return byBoth
    .map(each => nameOf([each.rest, nameOf(each.actions), nameOf(each.resources)]))
    .sort()
    .join('\n');
}

/** Not… lists are not merged, because a longer list grants less. */
function namesOf(listed: Listed<Pattern> | undefined): ReadonlySet<string> {
  if (!listed) return new Set();
  const names = listed.items.map(each => each.id);
  return new Set(listed.isNot ? [JSON.stringify(names.sort())] : [positive, ...names]);
}

function nameOf(names: Iterable<string>): string {
  return JSON.stringify([...names].sort());
}

/** Merges grants with equal `rest` and `same` lists into one with all of their `other` entries. */
function merged(
  grants: readonly Grant[],
  same: (grant: Grant) => ReadonlySet<string>,
  other: (grant: Grant) => ReadonlySet<string>,
  withOther: (grant: Grant, other: ReadonlySet<string>) => Grant,
): Grant[] {
  const found = new Map<string, { first: Grant; names: Set<string> }>();
  for (const grant of grants) {
    const names = other(grant);
    const key = `${grant.rest}\n${nameOf(same(grant))}\n${names.has(positive) ? positive : nameOf(names)}`;
    const before = found.get(key);
    if (!before) found.set(key, { first: grant, names: new Set(names) });
    else for (const name of names) before.names.add(name);
  }
  return [...found.values()].map(({ first, names }) => withOther(first, names));
}
