// Permission sets: what the vendor may do, with a reason for each statement.
import type { ApiPromise } from '../api-promise.js';
import type { PermissionSet, ReadPermissionSetQuery } from '../api-types.js';
import { type List, listOf } from '../list.js';
import type { Answers } from '../operations.js';
import { path } from '../path.js';
import type { CallOptions, Send } from '../request.js';

/** Options of `permissionSets.get`. */
export interface GetPermissionSetOptions extends CallOptions, ReadPermissionSetQuery {}

/** Permission sets: what the vendor may do, with a reason for each statement. */
export interface PermissionSetsApi {
  /** Lists every version of every permission set, on one page. */
  list(options?: CallOptions): List<PermissionSet>;
  /** Gets the newest version of a permission set, or the one that `version` names. */
  get(permissionSetId: string, options?: GetPermissionSetOptions): ApiPromise<PermissionSet>;
}

/** Creates `client.permissionSets`. */
export function permissionSets(send: Send): PermissionSetsApi {
  return {
    list: (options = {}) =>
      listOf(options, (_query, call) => send<Answers['listPermissionSets']>('GET', path`/v1/permission-sets`, call)),
    get: (permissionSetId, { version, ...call } = {}) => {
      const at = path`/v1/permission-sets/${permissionSetId}`;
      return send<Answers['readPermissionSet']>('GET', at, { ...call, query: { version } });
    },
  };
}
