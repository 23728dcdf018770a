// Which tenants are verified in which AWS account, as one verification of the whole store meets them. Two in one
// account need an approval by support: without one, the claim of the account or the index was edited.
import type { HistoryFault } from '../../core/audit/history.js';
import type { ConnectionInBrief } from '../../core/connection/connection.js';
import type { Snapshot } from '../../ports/subjects.js';

interface Verified {
  id: string;
  tenantId: string;
  at: string;
  revision: number;
}

export class VerifiedAccounts {
  /** Of each account the connection that was verified first, of those that needed no approval. */
  private readonly first = new Map<string, Verified>();

  /** The fault names the connection that was verified later. */
  add({ value, revision }: Snapshot<ConnectionInBrief>): HistoryFault[] {
    const { id, tenantId, partition, accountId, state, verifiedAt: at, review } = value;
    if (at === undefined || state === 'revoked' || state === 'expired' || review?.decision === 'approved') return [];
    const account = `${partition} ${accountId}`;
    const own = { id, tenantId, at, revision };
    const before = this.first.get(account);
    if (!before || own.at < before.at) this.first.set(account, own);
    if (!before || before.tenantId === tenantId) return [];
    const later = own.at < before.at ? before : own;
    return [{ kind: 'account_shared', subject: { kind: 'connection', id: later.id }, revision: later.revision }];
  }
}
