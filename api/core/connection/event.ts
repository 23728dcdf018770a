// The events that can change a connection, and the result of a transition. The state machine is in machine/. Types
// only.
import type { CheckVerdict, SeenVerdict } from '../finding/verdict.js';
import type { RoleOptions, RoleSpec } from '../role/role-spec.js';
import type { Connection } from './connection.js';
import type {
  Acceptance,
  Consent,
  Drill,
  DrillResult,
  LegacyAccess,
  Limits,
  OverReason,
  PendingId,
  PendingUpgrade,
  RevokeReason,
  SaidEnded,
  Side,
  StatedStack,
} from './parts.js';
import type { UnreadRules } from './trust-visibility.js';

export type ConnectionEvent =
  /**
   * `isHeldBack`: the check must not make the connection verified, whatever its verdict. `rules`: the vendor's, for
   * roles that hide their trust policy; absent: the defaults.
   */
  | { type: 'check-finished'; verdict: CheckVerdict; isHeldBack?: boolean; rules?: UnreadRules }
  /** Only verified roles get light checks. */
  | { type: 'light-check-finished'; verdict: SeenVerdict; rules?: UnreadRules }
  | { type: 'options-changed'; options: RoleOptions; maxSessionSeconds: number; roleSpec: RoleSpec; limits: Limits }
  /** `options`: those that the role spec was built with. */
  | { type: 'values-stated'; options: RoleOptions; roleSpec: RoleSpec }
  | { type: 'limits-changed'; limits: Limits }
  /** Without `stack` what was stated no longer counts. */
  | { type: 'stack-stated'; stack?: StatedStack }
  /** Without `why` the recommendation is withdrawn. */
  | { type: 'revoke-proposed'; why: RevokeReason | undefined }
  /** `through` a hand-off link it is limited: anybody may hold the link. */
  | { type: 'launched-again'; through?: 'link' }
  | { type: 'reviewed'; approve: boolean; reason: string }
  | { type: 'rotation-started'; pending: PendingId }
  /** `value`, and `startedAt` below: set when the kit cancels this one; another may have started since. */
  | { type: 'rotation-cancelled'; value?: string }
  /** The role accepted the pending ID for the first time. */
  | { type: 'rotation-switched'; value: string }
  | { type: 'upgrade-started'; upgrade: PendingUpgrade }
  | { type: 'upgrade-cancelled'; startedAt?: string }
  | { type: 'suspended'; by: Side }
  | { type: 'resumed'; by: Side }
  | { type: 'end-stated'; said: Omit<SaidEnded, 'at'> }
  | { type: 'revoked'; consent?: Consent }
  | DrillEvent
  | LegacyEvent
  | AcceptanceEvent
  | OffboardingEvent
  | { type: 'expired' };

export type Transition =
  | { connection: Connection }
  | {
      refused:
        | 'not_in_this_state'
        | 'conflict'
        | 'values_already_stated'
        | 'launches_used_up'
        | 'suspended_by_tenant'
        | 'suspended_by_vendor'
        | 'review_not_open'
        | 'rotation_open'
        | 'rotation_not_open'
        | 'upgrade_open'
        | 'upgrade_not_open'
        | 'offboarding_not_open'
        | 'drill_not_open'
        | 'legacy_already_recorded'
        | 'legacy_too_many'
        | 'legacy_not_found'
        | 'legacy_not_open'
        | 'deviation_changed'
        | 'deviation_not_found'
        | 'deviation_never_accepted'
        | 'deviation_already_accepted'
        | 'acceptances_too_many'
        | 'acceptance_not_found'
        | 'not_refused';
    };

export type DrillEvent = { type: 'drill-started'; drill: Drill } | { type: 'drill-finished'; result: DrillResult };

export type LegacyEvent =
  | { type: 'legacy-recorded'; access: LegacyAccess }
  | { type: 'legacy-ended'; id: string; how: 'deleted' | 'mistaken'; by: Side; person?: string }
  | { type: 'legacy-reminded' };

export type AcceptanceEvent =
  /** `replaces`: the acceptance that it extends or corrects. */
  | { type: 'deviation-accepted'; acceptance: Acceptance; replaces?: string }
  | { type: 'acceptance-removed'; id: string }
  /** It no longer counts, or its end has passed. */
  | { type: 'acceptance-ended'; id: string; why: OverReason }
  | { type: 'acceptance-reminded'; id: string };

/** The result of one conclusive off-boarding check. */
export type Look = { outcome: 'refused' } | { outcome: 'admitted'; launches: number[] };

export type OffboardingEvent =
  | { type: 'offboarding-checked'; look: Look }
  | { type: 'offboarding-stopped' }
  | { type: 'offboarding-over' };
