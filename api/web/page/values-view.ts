// The values of a connection on pages: what the permissions apply to, and who stated it when.
import { sayTime } from '../../../templates/text/say.js';
import type { PermissionSet } from '../../core/permission-set/permission-set.js';
import type { RoleSpec } from '../../core/role/role-spec.js';
import type { Speaker } from './check-view.js';

export interface ValueView {
  title: string;
  value: string;
  /** Who stated it, and when. */
  stated: string;
  /** If another account than the announced one owns it. */
  owner: string | undefined;
}

/** Empty when the permission set has no parameters. */
export function valueViews(
  { values = {} }: Pick<RoleSpec, 'values'>,
  set: Pick<PermissionSet, 'parameters'> | undefined,
  { say, language }: Speaker,
): ValueView[] {
  return Object.entries(values).map(([name, { value, ownerAccountId, by, id, at }]) => ({
    title: set?.parameters?.find(each => each.name === name)?.title[language] ?? name,
    value,
    stated:
      by === 'vendor'
        ? say('values.byVendor', { at: sayTime(at) })
        : say('values.byCustomer', { at: sayTime(at), link: id }),
    owner: ownerAccountId && say('values.owner', { owner: ownerAccountId }),
  }));
}
