// What the vendor may do, with a reason for each statement.
import { listOf } from '../list.js';
import { path } from '../path.js';
import type { CallOptions, Send } from '../request.js';
import type { Answer, Query } from '../types.js';

export function permissionSets(send: Send) {
  return {
    /** In every version that is there, on one page. */
    list: (options: CallOptions = {}) =>
      listOf(options, async (_query, call) =>
        send<Answer<'listPermissionSets'>>('GET', path`/v1/permission-sets`, call),
      ),
    /** The newest version, or a given one. */
    get: async (permissionSetId: string, options: CallOptions & Query<'readPermissionSet'> = {}) => {
      const { version, ...call } = options;
      const at = path`/v1/permission-sets/${permissionSetId}`;
      return send<Answer<'readPermissionSet'>>('GET', at, { ...call, query: { version } });
    },
  };
}
