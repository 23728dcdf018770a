// One name for all groupings of the same grants: statements that differ in their actions alone are put together, then
// those that differ in their resources alone. Both keep the meaning, so equal names mean equal policies; others prove
// nothing.
import type { Listed, NormalPolicy } from './document.js';
import type { Pattern } from './wildcard.js';

/** A statement as names: what it asks besides actions and resources, and these. */
interface Grant {
  rest: string;
  actions: ReadonlySet<string>;
  resources: ReadonlySet<string>;
}

const positive = '+';

/** The name of everything that some policies of one kind say together. */
export function groupedName(policies: readonly NormalPolicy[]): string {
  const grants = policies.flatMap(({ statements }) =>
    statements.map(({ effect, principals, actions, resources, conditions }): Grant => {
      const who = principals ? [`${principals.isNot}`, ...principals.items] : [];
      const given = conditions.length > 0 ? conditions.map(each => each.id).sort() : [];
      return { rest: JSON.stringify([effect, who, given]), actions: namesOf(actions), resources: namesOf(resources) };
    }),
  );
  const byActions = together(
    grants,
    each => each.resources,
    each => each.actions,
    (each, actions) => ({ ...each, actions }),
  );
  const byBoth = together(
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

/** Lists that say Not are not put together: there more means less. */
function namesOf(listed: Listed<Pattern> | undefined): ReadonlySet<string> {
  if (!listed) return new Set();
  const names = listed.items.map(each => each.id);
  return new Set(listed.isNot ? [JSON.stringify(names.sort())] : [positive, ...names]);
}

function nameOf(names: Iterable<string>): string {
  return JSON.stringify([...names].sort());
}

/** Grants that have the rest and the `same` list in common become one with all of the `other`. */
function together(
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
