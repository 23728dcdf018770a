// Printed from the service's OpenAPI document by generate.mjs. Do not edit.

/** Every error code of the service. */
export type ProblemCode =
  | 'account_not_valid'
  | 'already_made'
  | 'aws_unavailable'
  | 'body_not_json'
  | 'body_too_large'
  | 'check_not_found'
  | 'checks_too_frequent'
  | 'conflict'
  | 'connection_not_found'
  | 'cursor_invalid'
  | 'delivery_not_found'
  | 'duration_not_allowed'
  | 'external_id_not_accepted'
  | 'idempotency_key_not_accepted'
  | 'idempotency_key_reused'
  | 'idempotency_running'
  | 'internal'
  | 'key_missing'
  | 'key_not_found'
  | 'key_not_valid'
  | 'legacy_already_recorded'
  | 'legacy_is_own_role'
  | 'legacy_not_found'
  | 'legacy_not_open'
  | 'legacy_not_valid'
  | 'legacy_of_another_account'
  | 'legacy_too_many'
  | 'limits_not_valid'
  | 'link_not_found'
  | 'media_type_not_supported'
  | 'not_allowed'
  | 'not_in_this_state'
  | 'not_issuing'
  | 'not_refused'
  | 'offboarding_not_open'
  | 'options_not_valid'
  | 'overloaded'
  | 'partition_not_served'
  | 'permission_set_not_found'
  | 'request_invalid'
  | 'review_not_open'
  | 'role_arn_not_valid'
  | 'role_not_of_this_connection'
  | 'role_refused_us'
  | 'rotation_not_open'
  | 'rotation_open'
  | 'rotation_taken_up'
  | 'session_policy_not_valid'
  | 'store_unavailable'
  | 'sts_quota_reached'
  | 'suspended_by_tenant'
  | 'tenant_closed'
  | 'tenant_not_found'
  | 'too_many_pending'
  | 'too_many_requests'
  | 'too_many_webhooks'
  | 'under_review'
  | 'upgrade_not_offered'
  | 'upgrade_not_open'
  | 'upgrade_open'
  | 'vendor_account'
  | 'vendor_caller_unavailable'
  | 'webhook_not_found'
  | 'webhook_url_not_allowed';

/** A customer of the vendor. */
export interface Tenant {
  /** Its id. */
  id: string;
  /** Its name, as the customer reads it. */
  name: string;
  /** The vendor's own reference, such as the id in its database. */
  reference?: string;
  /** Its state. */
  state: TenantState;
  /** When it was made. ISO 8601. */
  createdAt: string;
  /** When it was closed; everything it had is revoked. ISO 8601. */
  closedAt?: string;
}

/** One thing that a check saw. */
export interface Finding {
  /** What programs branch on. */
  code:
    | 'external_id_missing'
    | 'external_id_weakened'
    | 'external_id_retired_accepted'
    | 'trust_stranger_admitted'
    | 'trust_principal_wildcard'
    | 'trust_principal_account'
    | 'trust_principal_extra'
    | 'trust_action_extra'
    | 'trust_undecided'
    | 'trust_principal_deleted'
    | 'source_identity_loosened'
    | 'trust_end_loosened'
    | 'trust_narrowed'
    | 'permissions_widened'
    | 'deny_removed'
    | 'deny_lapsed'
    | 'permissions_narrowed'
    | 'permissions_undecided'
    | 'policy_added'
    | 'policy_attached'
    | 'policy_missing'
    | 'permissions_removed'
    | 'boundary_changed'
    | 'managed_policy_version_moved'
    | 'session_length_raised'
    | 'tags_changed'
    | 'role_recreated'
    | 'old_role_left'
    | 'self_reading_limited'
    | 'access_refused'
    | 'source_identity_refused'
    | 'sessions_revoked_by_customer'
    | 'outdated';
  /** How serious it is. */
  severity: 'critical' | 'high' | 'medium' | 'information';
  /** Who can mend it. */
  owner: 'tenant' | 'vendor';
  /** What it means, in one sentence. */
  sentence: string;
  /** How to fix it. */
  advice: string;
  /** What fills the sentence. */
  facts: {
    /** Any member. */
    [name: string]: string;
  };
  /** A request that the role as announced and the role as it is answer differently. */
  witness?: Witness;
  /** An earlier check saw it. Since this time no check has looked at it, so it may or may not be so still. ISO 8601. */
  notLookedAtSince?: string;
}

/** A request that the role as announced and the role as it is answer differently. */
export interface Witness {
  /** An ARN, a unique id, or a service. */
  principal: string;
  /** The AWS action. */
  action: string;
  /** The ARN of the resource. */
  resource: string;
  /** Condition keys and their values; a key that is not here is missing from the request. */
  context: {
    /** Any member. */
    [name: string]: string[];
  };
  /** What the role as announced says of it. */
  spec: 'allowed' | 'refused';
  /** What the role as it is now says of it. */
  live: 'allowed' | 'refused';
}

/** One AWS account of one tenant, joined to the vendor. */
export interface Connection {
  /** The connection. */
  id: string;
  /** Its tenant. */
  tenantId: string;
  /** The AWS account, 12 digits. */
  accountId: string;
  /** The AWS partition of the account. */
  partition: 'aws' | 'aws-cn' | 'aws-us-gov';
  /** Set by what people decided. */
  state: ConnectionState;
  /** Result of the last conclusive check. */
  health: ConnectionHealth;
  /** Whether credentials are issued now. */
  issuing: boolean;
  /** Why no credentials are issued; absent when they are. */
  whyNotIssuing?: NotIssuingReason;
  /** Created by this service; no request can set it. */
  readonly externalId: string;
  /** The ARN of the role in the customer's account. */
  roleArn: string;
  /** The name of the role in the customer's account. */
  roleName: string;
  /** The permission set and its version. */
  permissionSet: PermissionSetVersion;
  /**
   * Whether another version of its permission set is offered: a newer one or, if this one was withdrawn, the newest
   * left.
   */
  outdated: boolean;
  /** How the customer's organisation wants the role to be created. */
  options: RoleOptions;
  /** The longest session that may be requested. */
  maxSessionSeconds: number;
  /** From then on no credentials are issued. ISO 8601. */
  endsAt?: string;
  /** When credentials are issued. Absent: at any time. */
  windows?: IssuingWindow[];
  /** Start of the hour in which credentials were last issued. ISO 8601. */
  lastHandedOutHour?: string;
  /** While suspended: who suspended it. Each side resumes what it suspended. */
  suspendedBy?: Array<'tenant' | 'vendor'>;
  /**
   * `open`: support must review the connection before it can be launched. `refused`: support did not approve it. A
   * hand-off link shows only that. The history shows who decided, when and why.
   */
  review?: 'open' | 'refused';
  /** Revocation recommended. Someone must confirm it. */
  revokeProposed?: RevokeProposal;
  /** The newest launch number. */
  launch: number;
  /** The rotation of the external ID under way. */
  rotation?: Rotation;
  /**
   * A change that waits for the customer's update: another version of the permission set, another end date in the trust
   * policy, or both.
   */
  upgrade?: OpenUpgrade;
  /** What differs from the role spec. */
  findings: Finding[];
  /** When it was created. ISO 8601. */
  createdAt: string;
  /** While pending: when it expires. ISO 8601. */
  expiresAt?: string;
  /** When a check first proved it. ISO 8601. */
  verifiedAt?: string;
  /** When the last conclusive check finished. ISO 8601. */
  lastConclusiveCheckAt?: string;
  /** Since when the role has refused us. ISO 8601. */
  refusedSince?: string;
  /** The tenant said that it ended the access itself. */
  saidEnded?: {
    /** When it said so. ISO 8601. */
    at: string;
    /** Whose caller said it. */
    by: 'tenant' | 'vendor';
    /** What the tenant says it did: AWS answers alike for all, so a check names none. */
    cause?: 'role_deleted' | 'trust_edited' | 'resource_control_policy';
  };
  /** Credential requests received after this get no credentials. ISO 8601. */
  issuingStoppedAt?: string;
  /** After a revoke, where a role was ever seen: whether it is closed in the account too. */
  offboarding?: Offboarding;
  /** Access that existed before this connection, oldest first. */
  legacyAccess?: LegacyAccess[];
  /** A revocation drill that goes on. It ends by itself; resume or revoke ends it before. */
  drill?: Drill;
  /** What the last revocation drill measured, from the ledger. */
  lastDrill?: {
    /** When it was asked for. ISO 8601. */
    requestedAt: string;
    /** Who takes part. */
    people: string[];
    /** What of yours depends on the access. */
    dependents: string[];
    /** Asks received after that got nothing. ISO 8601. */
    issuingStoppedAt: string;
    /** From the request until then. */
    stopSeconds: number;
    /** Issued sessions that could be alive then. */
    sessionsAlive: number;
    /** The callers that had them. */
    usedBy: string[];
    /** When the last of them ended at the latest; absent when there were none. ISO 8601. */
    lastSessionEndedAt?: string;
    /** From the request until the last session's end. */
    endSeconds: number;
    /** Answers with credentials after that: none, or the drill failed. */
    handedOutAfterStop: number;
    /** When it was over. ISO 8601. */
    finishedAt: string;
  };
  /** Increases with every change; each change has a row in the history. */
  revision: number;
}

/** One thing that may be, or is not, behind a failure. */
export interface Cause {
  /** What programs branch on. */
  code: string;
  /** Whose side it is on. */
  owner: 'vendor' | 'tenant' | 'aws';
  /** What it means, in one sentence. */
  sentence: string;
  /** What its owner does next; only for causes that are left. */
  nextStep?: string;
  /** The observation that excludes it. */
  excludedBy?: string;
}

/** One run of probes and inspection. */
export interface Check {
  /** Its id. */
  id: string;
  /** The tenant. */
  tenantId: string;
  /** The connection. */
  connectionId: string;
  /**
   * Full: every probe and the inspection. Light, daily by the kit itself: one try without an external ID, then the
   * inspection; findings that it does not look at stay as they were.
   */
  kind: 'full' | 'light';
  /** The caller that asked for it. */
  for: string;
  /** When it began. ISO 8601. */
  startedAt: string;
  /** When it ended; absent while it runs. ISO 8601. */
  finishedAt?: string;
  /** The revision of the connection it looks at. */
  revision: number;
  /** The requests to AWS that it made so far. */
  steps: CheckStep[];
  /** Its result. Absent while it runs. */
  result?: CheckResult;
}

/** What the customer launches, in every form. */
export interface Delivery {
  /** For whom the access is given, as the customer reads it. */
  tenantName: string;
  /** Opens the AWS console with everything filled in. Treat it like a password. */
  launchUrl: string;
  /** The published template. Treat it like a password. */
  templateUrl: string;
  /** SHA-256 that the template carries. */
  fingerprint: string;
  /** The name of the CloudFormation stack. */
  stackName: string;
  /** The region in which the stack is made. IAM is global. */
  region: string;
  /** The same by the AWS CLI, from the published template. */
  createCommand: string;
  /** The same from a downloaded template. */
  createFromFileCommand: string;
  /** Updates the stack in place; a launch link can only create. */
  updateCommand: string;
  /** The AWS CLI command that deletes the stack, and the role with it. */
  deleteCommand: string;
  /** The ARN of the role in the customer's account. */
  roleArn: string;
  /** The trust policy, for those who make roles with tools of their own. */
  trustPolicy: {
    /** Any member. */
    [name: string]: unknown;
  };
  /** The permission policies of the role. */
  policies: Array<{
    /** Its name. */
    name: string;
    /** The inline policy. */
    document: {
      /** Any member. */
      [name: string]: unknown;
    };
  }>;
  /** The permission set and its version. */
  permissionSet: PermissionSetVersion;
}

/** Who uses the access now, and how the customer ends that in its own account. */
export interface Impact {
  /** Issued sessions that may still be alive. */
  sessionsAlive: number;
  /** When the last of them ends at the latest; absent when none is alive. ISO 8601. */
  lastSessionEndsAt?: string;
  /** The customer cut what was issued before (AWSRevokeOlderSessions), as the last check saw it. ISO 8601. */
  cutBefore?: string;
  /** How many of them can do nothing, as long as that policy stays on the role. */
  sessionsCut?: number;
  /** The hour in which credentials were last handed out, by its beginning; the ledger has the times. ISO 8601. */
  lastHandedOutHour?: string;
  /** The callers they were handed to, newest first. */
  usedBy: string[];
  /** What the customer runs in its account, in this order. */
  commands: EndCommands;
}

/** What was stopped, what is still valid, and how to end that too. */
export interface Ended {
  /** One AWS account of one tenant, joined to the vendor. */
  connection: Connection;
  /** Asks received after that get nothing. ISO 8601. */
  issuingStoppedAt?: string;
  /** Credentials already issued stay valid until then; absent when there are none. ISO 8601. */
  lastSessionEndsAt?: string;
  /** How many issued sessions may still be active. */
  sessionsAlive: number;
  /** The same in words. */
  sentence: string;
  /** What the customer runs in its account, in this order. */
  commands: EndCommands;
}

/** Back to the state before, with health unknown. A check starts; issuing waits for it. */
export interface Resumed {
  /** One AWS account of one tenant, joined to the vendor. */
  connection: Connection;
}

/** A connection was made and waits for its launch. */
export interface ConnectionCreatedEvent {
  /** What kind it is. */
  type: 'connection.created';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.created';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Options, session limit or role name of a pending connection were changed. */
export interface ConnectionChangedEvent {
  /** What kind it is. */
  type: 'connection.changed';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.changed';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** What was changed. */
      changed?: string[];
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** End date or access windows were changed. */
export interface ConnectionLimitsChangedEvent {
  /** What kind it is. */
  type: 'connection.limits-changed';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.limits-changed';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** What was changed. */
      changed?: string[];
      /** The end date; null: none. */
      endsAt?: string;
      /** The weekly windows, in UTC; none: at any time. */
      windows?: string[];
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The kit proposes to revoke it. People decide. */
export interface ConnectionRevokeProposedEvent {
  /** What kind it is. */
  type: 'connection.revoke-proposed';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.revoke-proposed';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** `end_date`: it has passed. `gone`: the customer ended it. `unused`: for 90 days. */
      why?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** What it was proposed for is no longer so. */
export interface ConnectionRevokeProposalLiftedEvent {
  /** What kind it is. */
  type: 'connection.revoke-proposal-lifted';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.revoke-proposal-lifted';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Another launch was asked for, with the next launch number. */
export interface ConnectionLaunchedAgainEvent {
  /** What kind it is. */
  type: 'connection.launched-again';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.launched-again';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Support decided on a connection under review. */
export interface ConnectionReviewedEvent {
  /** What kind it is. */
  type: 'connection.reviewed';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.reviewed';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Whether it was approved. */
      approve?: boolean;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A check proved the role for the first time. */
export interface ConnectionVerifiedEvent {
  /** What kind it is. */
  type: 'connection.verified';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.verified';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** The check that saw it. */
      checkId?: string;
      /** `admitted`, `refused` or `unsafe`. */
      outcome?: string;
      /** The health after it. */
      health?: string;
      /** The health before it: `unknown` where it is the first check since the connection was made or resumed. */
      healthBefore?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A check saw something else than was known before: health or findings. */
export interface ConnectionCheckedEvent {
  /** What kind it is. */
  type: 'connection.checked';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.checked';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** The check that saw it. */
      checkId?: string;
      /** `admitted`, `refused` or `unsafe`. */
      outcome?: string;
      /** The health after it. */
      health?: string;
      /** The health before it: `unknown` where it is the first check since the connection was made or resumed. */
      healthBefore?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A new external ID was drawn; the customer is to update the role. */
export interface ConnectionRotationStartedEvent {
  /** What kind it is. */
  type: 'connection.rotation-started';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.rotation-started';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** When it is called off unless the customer has taken it up. */
      deadline?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The new external ID was called off; the current one stays. */
export interface ConnectionRotationCancelledEvent {
  /** What kind it is. */
  type: 'connection.rotation-cancelled';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.rotation-cancelled';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The new external ID was admitted and is the current one now. */
export interface ConnectionRotationSwitchedEvent {
  /** What kind it is. */
  type: 'connection.rotation-switched';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.rotation-switched';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** What saw it first, where it was no check: `ask` or `cancel`. */
      by?: string;
      /** The check that saw it first. */
      checkId?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The old external ID was proven dead. */
export interface ConnectionRotationFinishedEvent {
  /** What kind it is. */
  type: 'connection.rotation-finished';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.rotation-finished';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** The check that saw it. */
      checkId?: string;
      /** `admitted`, `refused` or `unsafe`. */
      outcome?: string;
      /** The health after it. */
      health?: string;
      /** The health before it: `unknown` where it is the first check since the connection was made or resumed. */
      healthBefore?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The customer was asked to update the role: to another version of its permission set, or another end of its trust. */
export interface ConnectionUpgradeStartedEvent {
  /** What kind it is. */
  type: 'connection.upgrade-started';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.upgrade-started';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** The version in use. */
      from?: string;
      /** The version that is asked for. */
      to?: string;
      /** Where it is to change: the end of the trust policy; null: none. */
      trustEndsAt?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The upgrade was called off; the version in use stays. */
export interface ConnectionUpgradeCancelledEvent {
  /** What kind it is. */
  type: 'connection.upgrade-cancelled';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.upgrade-cancelled';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A check saw the update: the role is what was asked for. */
export interface ConnectionUpgradedEvent {
  /** What kind it is. */
  type: 'connection.upgraded';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.upgraded';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** The check that saw it. */
      checkId?: string;
      /** `admitted`, `refused` or `unsafe`. */
      outcome?: string;
      /** The health after it. */
      health?: string;
      /** The health before it: `unknown` where it is the first check since the connection was made or resumed. */
      healthBefore?: string;
      /** The version in use now. */
      version?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** No credentials are handed out until it is resumed. */
export interface ConnectionSuspendedEvent {
  /** What kind it is. */
  type: 'connection.suspended';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.suspended';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** One side resumed; a check follows before credentials are handed out. */
export interface ConnectionResumedEvent {
  /** What kind it is. */
  type: 'connection.resumed';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.resumed';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The tenant said that it ended the access in its own account. */
export interface ConnectionEndStatedEvent {
  /** What kind it is. */
  type: 'connection.end-stated';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.end-stated';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** What it did, where it said so. */
      cause?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A revocation drill: nothing is issued until what is out has expired; then access comes back by itself. */
export interface ConnectionDrillStartedEvent {
  /** What kind it is. */
  type: 'connection.drill-started';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.drill-started';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The drill is over. A check follows before credentials are handed out again. */
export interface ConnectionDrillFinishedEvent {
  /** What kind it is. */
  type: 'connection.drill-finished';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.drill-finished';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** From the request until issuing had stopped. */
      stopSeconds?: number;
      /** From the request until the last session's end. */
      endSeconds?: number;
      /** Sessions that could be alive when issuing stopped. */
      sessionsAlive?: number;
      /** Answers with credentials after that: none, or the drill failed. */
      handedOutAfterStop?: number;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Access that was there before was recorded: a hand-made role or a long-term key. It is never used. */
export interface ConnectionLegacyRecordedEvent {
  /** What kind it is. */
  type: 'connection.legacy-recorded';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.legacy-recorded';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Which one. */
      legacyId?: string;
      /** `role` or `user`. */
      kind?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The tenant said that it deleted a legacy access. */
export interface ConnectionLegacyClosedEvent {
  /** What kind it is. */
  type: 'connection.legacy-closed';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.legacy-closed';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Which one. */
      legacyId?: string;
      /** `role` or `user`. */
      kind?: string;
      /** Who of the tenant said it. */
      person?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A legacy access had been recorded by mistake. */
export interface ConnectionLegacyRetractedEvent {
  /** What kind it is. */
  type: 'connection.legacy-retracted';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.legacy-retracted';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Which one. */
      legacyId?: string;
      /** `role` or `user`. */
      kind?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Legacy access is still open although the role that replaces it works. Sent a week after that, then monthly. */
export interface ConnectionLegacyRemindedEvent {
  /** What kind it is. */
  type: 'connection.legacy-reminded';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.legacy-reminded';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** How many. */
      open?: number;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Access ended for good. */
export interface ConnectionRevokedEvent {
  /** What kind it is. */
  type: 'connection.revoked';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.revoked';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Whether the kit may look if the role is closed; absent where no role was ever seen. */
      mayCheckClosed?: boolean;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A look after the revoke: the role refused us once more, or is seen to trust us still. */
export interface ConnectionOffboardingCheckedEvent {
  /** What kind it is. */
  type: 'connection.offboarding-checked';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.offboarding-checked';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** `refused` or `admitted`. */
      outcome?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The role refused us for at least an hour, asked again and again; nothing is sent any more. */
export interface ConnectionRevocationConfirmedEvent {
  /** What kind it is. */
  type: 'connection.revocation-confirmed';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.revocation-confirmed';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** The first refusal of the row. */
      refusedSince?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Nobody looks any more whether the role is closed. */
export interface ConnectionOffboardingStoppedEvent {
  /** What kind it is. */
  type: 'connection.offboarding-stopped';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.offboarding-stopped';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Its 30 days are over and the role was not proven closed; nothing is sent any more. */
export interface ConnectionOffboardingEndedEvent {
  /** What kind it is. */
  type: 'connection.offboarding-ended';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.offboarding-ended';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** It was not launched in time. */
export interface ConnectionExpiredEvent {
  /** What kind it is. */
  type: 'connection.expired';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Of the connection after this change: events of one come in this order. */
    revision: number;
    /** As the history has it; the same as `type`. */
    action: 'connection.expired';
    /** Who made the change. */
    who: EventActor;
    /** Why, in the words of whoever did it. */
    reason?: string;
    /** What the state alone does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** What is known to differ, after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Any event: `type` says which. */
export type WebhookEvent =
  | ConnectionCreatedEvent
  | ConnectionChangedEvent
  | ConnectionLimitsChangedEvent
  | ConnectionRevokeProposedEvent
  | ConnectionRevokeProposalLiftedEvent
  | ConnectionLaunchedAgainEvent
  | ConnectionReviewedEvent
  | ConnectionVerifiedEvent
  | ConnectionCheckedEvent
  | ConnectionRotationStartedEvent
  | ConnectionRotationCancelledEvent
  | ConnectionRotationSwitchedEvent
  | ConnectionRotationFinishedEvent
  | ConnectionUpgradeStartedEvent
  | ConnectionUpgradeCancelledEvent
  | ConnectionUpgradedEvent
  | ConnectionSuspendedEvent
  | ConnectionResumedEvent
  | ConnectionEndStatedEvent
  | ConnectionDrillStartedEvent
  | ConnectionDrillFinishedEvent
  | ConnectionLegacyRecordedEvent
  | ConnectionLegacyClosedEvent
  | ConnectionLegacyRetractedEvent
  | ConnectionLegacyRemindedEvent
  | ConnectionRevokedEvent
  | ConnectionOffboardingCheckedEvent
  | ConnectionRevocationConfirmedEvent
  | ConnectionOffboardingStoppedEvent
  | ConnectionOffboardingEndedEvent
  | ConnectionExpiredEvent;

/** A line of an exported history. */
export interface ExportedChange {
  /** Its `hash` is the SHA-256 of all its other members, as canonical JSON. */
  row: {
    /** What the row is about. */
    subject: Subject;
    /** The revision that the change made. */
    revision: number;
    /** When it was changed. ISO 8601. */
    at: string;
    /** Who made the change. */
    who: Actor;
    /** What happened, e.g. `connection.revoked`. */
    action: string;
    /** Why, in the words of the person who made the change. */
    reason?: string;
    /** What the state alone does not show. */
    facts?: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** SHA-256 of the state after, as canonical JSON. */
    stateDigest: string;
    /** Hash of the row before; 64 zeros for the first. */
    previousHash: string;
    /** SHA-256 of this row without its hash, `summary` and `stateAfter`, as canonical JSON. */
    hash: string;
  };
  /** The state after the change; `stateDigest` is the SHA-256 of its canonical JSON. */
  stateAfter: {
    /** Any member. */
    [name: string]: unknown;
  };
  /** The row in one sentence. Not hashed. */
  summary: string;
}

/** A line of an exported ledger. */
export interface ExportedLedgerRow {
  /** The row as it is stored. */
  row: {
    /** What kind it is. */
    type: 'minted';
    /** Its id. */
    id: string;
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** When it was written. ISO 8601. */
    at: string;
    /** What kind it is. */
    kind: 'issue' | 'probe' | 'inspection' | 'offboarding';
    /** The ARN of the role in the customer's account. */
    roleArn: string;
    /** As the customer's CloudTrail shows it. */
    sessionName: string;
    /** The source identity of the session, as the customer's CloudTrail shows it. */
    sourceIdentity?: string;
    /** The caller that asked, the check, or the look after a revoke. */
    for: string;
    /** No session of this row lives longer. ISO 8601. */
    expiresAtMost: string;
    /** What came of it. */
    outcome?: {
      /** What kind it is. */
      kind: 'assumed' | 'refused' | 'inconclusive';
      /** The access key id of the session. */
      accessKeyId?: string;
      /** When the session ends. ISO 8601. */
      expiresAt?: string;
      /** Why, in short. */
      why?: string;
    };
  } | {
    /** What kind it is. */
    type: 'handed-out';
    /** Its id. */
    id: string;
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** When it was written. ISO 8601. */
    at: string;
    /** The minted row whose session was handed out. */
    mintedId: string;
    /** The caller that got it. */
    to: string;
    /** The id of the request in the log of the service. */
    requestId: string;
    /** When the session ends. ISO 8601. */
    expiresAt: string;
  };
  /** The row in one sentence. Not hashed. */
  summary: string;
}

/** One change: who, why, when, and the state after it. */
export interface HistoryRow {
  /** What the row is about. */
  subject: Subject;
  /** The revision that the change made. */
  revision: number;
  /** When it was changed. ISO 8601. */
  at: string;
  /** Who made the change. */
  who: Actor;
  /** What happened, e.g. `connection.revoked`. */
  action: string;
  /** The row in one sentence: what happened, who did it and why. Not hashed. */
  summary: string;
  /** Why, in the words of the person who made the change. */
  reason?: string;
  /** What the state alone does not show. */
  facts?: {
    /** Any member. */
    [name: string]: unknown;
  };
  /** SHA-256 of the state after, as canonical JSON. */
  stateDigest: string;
  /** Hash of the row before; 64 zeros for the first. */
  previousHash: string;
  /** SHA-256 of this row without its hash, `summary` and `stateAfter`, as canonical JSON. */
  hash: string;
  /** The state after the change, exactly as it is kept. */
  stateAfter: {
    /** Any member. */
    [name: string]: unknown;
  };
}

/** What is wrong with the histories. */
export interface Verification {
  /** How many chains were read. */
  subjects: number;
  /** How many rows were read. */
  rows: number;
  /** Empty when every chain is whole. */
  faults: Array<{
    /** What kind it is. */
    kind:
      | 'row_edited'
      | 'state_edited'
      | 'row_missing'
      | 'row_misplaced'
      | 'chain_broken'
      | 'subject_missing';
    /** What the row is about. */
    subject: Subject;
    /** The revision that the change made. */
    revision: number;
    /** The last revision of the fault, where it goes on. */
    through?: number;
  }>;
  /** Whether there are more faults than are listed. */
  more: boolean;
}

/** An API key, without its secret. */
export interface ApiKey {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
  /** What its callers may do. */
  scope: 'operator' | 'support' | 'backend' | 'auditor';
  /** The tenants that it is bound to. */
  tenants: 'all' | string[];
  /** Whether it may revoke access. */
  mayEndAccess: boolean;
  /** The addresses that it may be used from. Absent: any. */
  cidrs?: string[];
  /** When it was made. ISO 8601. */
  createdAt: string;
  /** Newest first; two while a rotation overlaps, none when it is revoked. */
  secretsExpireAt: string[];
  /** When it was revoked. ISO 8601. */
  revokedAt?: string;
}

/** An API key with its secret. */
export interface MadeApiKey {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
  /** What its callers may do. */
  scope: 'operator' | 'support' | 'backend' | 'auditor';
  /** The tenants that it is bound to. */
  tenants: 'all' | string[];
  /** Whether it may revoke access. */
  mayEndAccess: boolean;
  /** The addresses that it may be used from. Absent: any. */
  cidrs?: string[];
  /** When it was made. ISO 8601. */
  createdAt: string;
  /** Newest first; two while a rotation overlaps, none when it is revoked. */
  secretsExpireAt: string[];
  /** When it was revoked. ISO 8601. */
  revokedAt?: string;
  /** The key itself. Shown once; only its hash is kept. */
  secret: string;
}

/** A link to one connection's pages. */
export interface Link {
  /** Its id. */
  id: string;
  /** What kind it is. */
  kind: 'hand-off' | 'manage';
  /** The tenant. */
  tenantId: string;
  /** The connection. */
  connectionId: string;
  /** When it was made. ISO 8601. */
  createdAt: string;
  /** When it ends. ISO 8601. */
  expiresAt: string;
  /** The person whom a manage link is for. */
  person?: string;
  /** Whose key made it; absent in old links. */
  madeBy?: {
    /** What kind it is. */
    kind: string;
    /** Its id. */
    id: string;
  };
  /** Manage links: whether it may revoke, because its maker may. It can always suspend. */
  mayRevoke?: boolean;
  /** When it was revoked. ISO 8601. */
  revokedAt?: string;
}

/** A link with its address. */
export interface MadeLink {
  /** Its id. */
  id: string;
  /** What kind it is. */
  kind: 'hand-off' | 'manage';
  /** The tenant. */
  tenantId: string;
  /** The connection. */
  connectionId: string;
  /** When it was made. ISO 8601. */
  createdAt: string;
  /** When it ends. ISO 8601. */
  expiresAt: string;
  /** The person whom a manage link is for. */
  person?: string;
  /** Whose key made it; absent in old links. */
  madeBy?: {
    /** What kind it is. */
    kind: string;
    /** Its id. */
    id: string;
  };
  /** Manage links: whether it may revoke, because its maker may. It can always suspend. */
  mayRevoke?: boolean;
  /** When it was revoked. ISO 8601. */
  revokedAt?: string;
  /** Shown once; not kept. */
  url: string;
}

/** What the vendor may do and what stays closed, with a reason for each statement. */
export interface PermissionSet {
  /** Its id. */
  id: string;
  /** The version, such as `1.2.0`. */
  version: string;
  /** metadata: never the contents of data. */
  access: 'metadata' | 'read' | 'write';
  /** What it is called. */
  title: LocalizedText;
  /** What it is for. */
  summary: LocalizedText;
  /** Its statements. */
  statements: PermissionSetStatement[];
}

/** A refusal, the opening of a link, or an export. Holds no secret. */
export interface SecurityRow {
  /** Its id. */
  id: string;
  /** When it happened. ISO 8601. */
  at: string;
  /** The code of the refusal, or what was done, e.g. `link_opened` or `history_exported`. */
  what: string;
  /** The key or link, where it was recognised. */
  callerId?: string;
  /** What was asked for, and from where. */
  facts: {
    /** Any member. */
    [name: string]: string;
  };
}

/** Credentials of one session. They are kept nowhere. */
export interface Session {
  /** The access key id of the session. */
  accessKeyId: string;
  /** The secret access key of the session. */
  secretAccessKey: string;
  /** The session token. */
  sessionToken: string;
  /** When the credentials end. ISO 8601. */
  expiration: string;
  /** The ARN of the role in the customer's account. */
  roleArn: string;
  /** As the customer's CloudTrail shows it. */
  sessionName: string;
  /** The AWS account, 12 digits. */
  accountId: string;
  /** The AWS region of the STS endpoint that issued the session. */
  region: string;
  /**
   * What the session policy of the ask names and these credentials do not have, since a session can do only what its
   * policy and the role both allow. Absent where there is nothing to say.
   */
  warnings?: SessionWarning[];
}

/** Written before AWS is asked for a session, completed after. */
export interface MintedRow {
  /** What kind it is. */
  type: 'minted';
  /** Its id. */
  id: string;
  /** The tenant. */
  tenantId: string;
  /** The connection. */
  connectionId: string;
  /** When it was written. ISO 8601. */
  at: string;
  /** The row in one sentence: for whom, for how long, what came of it. */
  summary: string;
  /** What kind it is. */
  kind: 'issue' | 'probe' | 'inspection' | 'offboarding';
  /** The ARN of the role in the customer's account. */
  roleArn: string;
  /** As the customer's CloudTrail shows it. */
  sessionName: string;
  /** The source identity of the session, as the customer's CloudTrail shows it. */
  sourceIdentity?: string;
  /** The caller that asked, the check, or the look after a revoke. */
  for: string;
  /** No session of this row lives longer. ISO 8601. */
  expiresAtMost: string;
  /** What came of it. */
  outcome?: {
    /** What kind it is. */
    kind: 'assumed' | 'refused' | 'inconclusive';
    /** The access key id of the session. */
    accessKeyId?: string;
    /** When the session ends. ISO 8601. */
    expiresAt?: string;
    /** Why, in short. */
    why?: string;
  };
}

/** Written before each answer that carries credentials. */
export interface HandedOutRow {
  /** What kind it is. */
  type: 'handed-out';
  /** Its id. */
  id: string;
  /** The tenant. */
  tenantId: string;
  /** The connection. */
  connectionId: string;
  /** When it was written. ISO 8601. */
  at: string;
  /** The row in one sentence: for whom, for how long, what came of it. */
  summary: string;
  /** The minted row whose session was handed out. */
  mintedId: string;
  /** The caller that got it. */
  to: string;
  /** The id of the request in the log of the service. */
  requestId: string;
  /** When the session ends. ISO 8601. */
  expiresAt: string;
}

/**
 * A move to another version of the permission set, offered or waiting for the customer, or to another end of the trust
 * policy.
 */
export interface Upgrade {
  /** The version in use. */
  from: string;
  /** The version after the upgrade. */
  to: string;
  /** It was asked for, and that version was withdrawn since: nobody should make the update any more. */
  withdrawn: boolean;
  /** When the customer was asked for it; absent while it is only offered. ISO 8601. */
  startedAt?: string;
  /** What is allowed after it and was not before, by meaning; absent: nothing. */
  more?: {
    /** How many of the actions that the kit knows. */
    actions: number;
    /** How many AWS services they belong to. */
    services: number;
    /** The most dangerous of them, at most three. */
    worst: string;
  };
  /** What was allowed before and is not after it, by meaning; absent: nothing. */
  less?: {
    /** How many of the actions that the kit knows. */
    actions: number;
    /** How many AWS services they belong to. */
    services: number;
    /** The most dangerous of them, at most three. */
    worst: string;
  };
  /** The comparison could not tell of everything: read the statements. */
  undecided: boolean;
  /** Where the end of the trust policy changes. */
  trustEnd?: {
    /** The end that the trust policy has; absent: none. ISO 8601. */
    from?: string;
    /** The end that it has after it; absent: none. ISO 8601. */
    to?: string;
  };
  /** Only statements that differ. */
  statements: Array<{
    /** The id of the statement in the policy. */
    sid: string;
    /** What kind it is. */
    kind: 'added' | 'removed' | 'changed';
    /** Whether it allows or denies. */
    effect: 'Allow' | 'Deny';
    /** Actions that it names and did not. */
    actionsAdded: string[];
    /** Actions that it named and does not. */
    actionsRemoved: string[];
    /** Resources that it names and did not. */
    resourcesAdded: string[];
    /** Resources that it named and does not. */
    resourcesRemoved: string[];
    /** Whether its conditions differ. */
    conditionsChanged: boolean;
    /** Why it is, or was, needed. */
    why?: LocalizedText;
    /** What does not work without it. */
    without?: LocalizedText;
  }>;
}

/** Where events are sent. */
export interface Webhook {
  /** Its id. */
  id: string;
  /** The https address that events are sent to. */
  url: string;
  /** The tenants that it is bound to. */
  tenants: 'all' | string[];
  /** The only types it gets; all when absent. */
  types?: string[];
  /** When it was made. ISO 8601. */
  createdAt: string;
  /** While a rotation overlaps: until when the secret before signs too. ISO 8601. */
  oldSecretEndsAt?: string;
  /** When it was deleted: nothing is sent since. ISO 8601. */
  disabledAt?: string;
}

/** A webhook with its newest secret. */
export interface MadeWebhook {
  /** Its id. */
  id: string;
  /** The https address that events are sent to. */
  url: string;
  /** The tenants that it is bound to. */
  tenants: 'all' | string[];
  /** The only types it gets; all when absent. */
  types?: string[];
  /** When it was made. ISO 8601. */
  createdAt: string;
  /** While a rotation overlaps: until when the secret before signs too. ISO 8601. */
  oldSecretEndsAt?: string;
  /** When it was deleted: nothing is sent since. ISO 8601. */
  disabledAt?: string;
  /** `whsec_…`: verifies events. Shown once; not kept. */
  secret: string;
}

/** One event on its way to one webhook. */
export interface EventDelivery {
  /** The event's id, which is its `webhook-id` at every try. */
  id: string;
  /** The webhook. */
  webhookId: string;
  /** The tenant. */
  tenantId: string;
  /** The connection. */
  connectionId: string;
  /** Of the connection; its row in the history is what was sent. */
  revision: number;
  /** What kind it is. */
  type: string;
  /** Its state. */
  state: 'waiting' | 'delivered' | 'dead';
  /** When it was made of its row. ISO 8601. */
  madeAt: string;
  /** When it is tried next, where a try failed. ISO 8601. */
  nextTryAt?: string;
  /** When it was delivered or given up. ISO 8601. */
  finishedAt?: string;
  /** The newest tries, oldest first. */
  attempts: Array<{
    /** When it was tried. ISO 8601. */
    at: string;
    /** The status that the receiver answered. */
    status?: number;
    /** Why there was no answer, e.g. `timed_out`. */
    fault?: string;
  }>;
}

/** Whether the tenant is open. A closed tenant has no access left. */
export type TenantState = 'open' | 'closed';

/** Set by what people decided. */
export type ConnectionState = 'pending' | 'verified' | 'suspended' | 'revoked' | 'expired';

/** Result of the last conclusive check. */
export type ConnectionHealth = 'unknown' | 'healthy' | 'drifted' | 'unsafe' | 'unreachable' | 'gone';

/** Why no credentials are issued; absent when they are. */
export type NotIssuingReason =
  | 'pending'
  | 'suspended'
  | 'revoked'
  | 'expired'
  | 'ended'
  | 'outside_window'
  | 'hold_health'
  | 'hold_stale';

/** A permission set in one version. */
export interface PermissionSetVersion {
  /** Its id. */
  id: string;
  /** The version, such as `1.2.0`. */
  version: string;
}

/** How the customer's organisation wants the role to be created. */
export interface RoleOptions {
  /** The start of the role name. */
  namePrefix: string;
  /** The IAM path of the role. */
  path: string;
  /** The permissions boundary of the role. */
  permissionsBoundaryArn?: string;
  /** Tags of the role besides the kit's own. */
  tags: {
    /** Any member. */
    [name: string]: string;
  };
  /** From then on the trust policy allows no one to assume the role. ISO 8601. */
  trustEndsAt?: string;
}

/** A range of time on each of these days, in UTC. */
export interface IssuingWindow {
  /** The days of the week, in UTC. */
  days: Array<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'>;
  /** Inclusive. */
  from: string;
  /** Exclusive. */
  to: string;
}

/** Revocation recommended. Someone must confirm it. */
export interface RevokeProposal {
  /** `end_date`: it has passed. `gone`: the customer ended the access. `unused`: unused for 90 days. */
  why: 'end_date' | 'gone' | 'unused';
  /** Since when. ISO 8601. */
  at: string;
}

/** The rotation of the external ID under way. */
export interface Rotation {
  /**
   * `customer`: no check has seen the update with the new ID yet. `proof`: one has, and the old ID is not yet proven
   * refused.
   */
  waitsFor: 'customer' | 'proof';
  /** When the new ID was created. ISO 8601. */
  startedAt?: string;
  /** When the rotation is cancelled if the customer does not update. ISO 8601. */
  deadline?: string;
  /** When the role first accepted the new ID. ISO 8601. */
  switchedAt?: string;
}

/**
 * A change that waits for the customer's update: another version of the permission set, another end date in the trust
 * policy, or both.
 */
export interface OpenUpgrade {
  /** The version after the upgrade. */
  to: string;
  /** When the customer was asked to update. ISO 8601. */
  startedAt: string;
  /** The end date in the trust policy after the update; absent: none. ISO 8601. */
  trustEndsAt?: string;
}

/** After a revoke, where a role was ever seen: whether it is closed in the account too. */
export interface Offboarding {
  /**
   * `checking`: the kit looks if the role is closed. `confirmed`: it is. `declined`, `stopped`: nobody looks.
   * `unconfirmed`: 30 days are over and it was not proven.
   */
  state: 'declined' | 'checking' | 'confirmed' | 'stopped' | 'unconfirmed';
  /** Who said whether the kit may look: the tenant's own person, or the vendor for the tenant. */
  decidedBy: 'tenant' | 'vendor';
  /** Nothing is sent from then on. ISO 8601. */
  until?: string;
  /** The first refusal of the unbroken row of refusals. ISO 8601. */
  refusedSince?: string;
  /** Roles that still admit us, and how they are deleted. */
  stillTrusts?: {
    /** Since when the looks see these roles and no others. ISO 8601. */
    since: string;
    /** The roles, with the commands that delete each. */
    roles: Array<{
      /** The ARN of the role in the customer's account. */
      roleArn: string;
      /** The name of the role in the customer's account. */
      roleName: string;
      /** First: lets nobody do anything with the role, until it is gone. So what was cut stays cut. */
      keepClosed: string;
      /**
       * Then each: takes off a policy that the last check saw beyond the announced ones. With it the stack is not
       * deleted.
       */
      removePolicies: string[];
      /** Then: takes off the policy that cut the sessions, where it was put on; with it neither. */
      dropRevocation: string;
      /** Last: deletes the stack, and the role with it. */
      deleteStack: string;
    }>;
  };
  /** Revocation confirmed: refused again and again for at least an hour. ISO 8601. */
  confirmedAt?: string;
  /** Nothing is sent since then. ISO 8601. */
  endedAt?: string;
}

/** A revocation drill that goes on. It ends by itself; resume or revoke ends it before. */
export interface Drill {
  /** When it was asked for. ISO 8601. */
  requestedAt: string;
  /** Who takes part. */
  people: string[];
  /** What of yours depends on the access. */
  dependents: string[];
}

/** Access that was there before. The kit never uses it. */
export interface LegacyAccess {
  /** One of its legacy accesses. */
  id: string;
  /** `role`: made by hand or with another external ID. `user`: a long-term access key. */
  kind: 'role' | 'user';
  /** The ARN of the role or of the IAM user. */
  arn: string;
  /** Of a user: the key that the vendor was given. Never send its secret. */
  accessKeyId?: string;
  /** When it was recorded. ISO 8601. */
  recordedAt: string;
  /** `deleted`: so the tenant says. `mistaken`: it never was. */
  state: 'open' | 'deleted' | 'mistaken';
  /** When it was said. ISO 8601. */
  endedAt?: string;
  /** Who of the tenant said it. */
  person?: string;
  /** What the customer runs in its account. Absent until the connection's own role is proven and issues. */
  commands?: {
    /** When it was last used, as AWS knows it. */
    lookFirst?: string;
    /** Which stack made the role, if any: then delete that stack instead. */
    findStack?: string;
    /** Switches the key off; it can be switched on again. */
    switchOff?: string;
    /** Takes it away for good. */
    remove?: string;
  };
}

/** One request to AWS that a check made. */
export interface CheckStep {
  /** Which probe it was. */
  probe: string;
  /** When it was answered. ISO 8601. */
  at: string;
  /** The launch whose role was asked. */
  launch?: number;
  /** What came of it. */
  outcome: 'assumed' | 'refused' | 'inconclusive' | 'read' | 'partly-read' | 'not-made';
  /** Why it was inconclusive or not made. */
  why?: string;
  /** Who asked, when it was not the broker role. */
  as?: string;
}

/** The result of a finished check. */
export interface CheckResult {
  /** An inconclusive check changes neither state nor health. */
  conclusive: boolean;
  /** How the role answered. Absent when the check was inconclusive. */
  outcome?: 'admitted' | 'unsafe' | 'refused';
  /** Why it was inconclusive. */
  reason?: string;
  /** The same in words. */
  sentence?: string;
  /** What differs from the role spec. */
  findings: Finding[];
  /** Likeliest first. AWS answers alike for all of them. */
  causesLeft: Cause[];
  /** Causes that the check excluded. */
  causesExcluded: Cause[];
}

/** What the customer runs in its account, in this order. */
export interface EndCommands {
  /** Cuts every session of the role now, in the customer account. */
  cutSessions: string;
  /** First: lets nobody do anything with the role, until it is gone. So what was cut stays cut. */
  keepClosed: string;
  /**
   * Then each: takes off a policy that the last check saw beyond the announced ones. With it the stack is not deleted.
   */
  removePolicies: string[];
  /** Then: takes off the policy that cut the sessions, where it was put on; with it neither. */
  dropRevocation: string;
  /** Last: deletes the stack, and the role with it. */
  deleteStack: string;
}

/** Something that the session policy names and the role does not grant. */
export interface SessionWarning {
  /**
   * `session_policy_beyond_role`: a statement names something that the role spec does not grant;
   * `session_policy_without_effect`: nothing that it names is granted; `session_policy_undecided`: it could not be
   * decided.
   */
  code:
    | 'session_policy_beyond_role'
    | 'session_policy_without_effect'
    | 'session_policy_undecided';
  /** What is missing, in one sentence. */
  message: string;
  /** The statement's place in the session policy, from 0. */
  statement: number;
  /** An action that the session policy allows and the role spec does not. */
  action?: string;
  /** A resource for it; absent where the statement names none. */
  resource?: string;
}

/** Who made a change. */
export interface Actor {
  /** What kind it is. */
  kind: string;
  /** Its id. */
  id: string;
  /** Its name. */
  name?: string;
  /** Of a link: whose key made it. */
  madeBy?: {
    /** What kind it is. */
    kind: string;
    /** Its id. */
    id: string;
  };
}

/** What a history row is about. */
export interface Subject {
  /** What kind it is. */
  kind: 'connection' | 'tenant' | 'api-key' | 'link' | 'permission-set' | 'webhook';
  /** Its id. */
  id: string;
}

/** What it is called. */
export interface LocalizedText {
  /** English. */
  en: string;
  /** Japanese. */
  ja: string;
}

/** One statement of a permission set, with the reason for it. */
export interface PermissionSetStatement {
  /** The id of the statement in the policy. */
  sid: string;
  /** Deny: not granted, but kept closed whatever else is attached to the role. */
  effect: 'Allow' | 'Deny';
  /** The AWS actions that it allows or denies. */
  actions: string[];
  /** The ARNs that it applies to. */
  resources: string[];
  /** Conditions as IAM has them. */
  conditions?: {
    /** Any member. */
    [name: string]: unknown;
  };
  /** Why an action or resource is a wildcard. */
  wildcardReason?: LocalizedText;
  /** Why an action is here that the kit does not know yet. */
  unknownActionsReason?: LocalizedText;
  /** Why it is needed; of a Deny, what it protects. */
  why: LocalizedText;
  /** What stops working without it; of a Deny, what would be possible without it. */
  without: LocalizedText;
}

/** A row of the ledger: a session that was created, or its credentials as they were issued. */
export type LedgerRow = MintedRow | HandedOutRow;

/** Who made the change that an event reports. */
export interface EventActor {
  /** What kind it is. */
  kind: string;
  /** Its id. */
  id: string;
  /** Its name. */
  name?: string;
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A finding, in short. */
export interface EventFinding {
  /** What programs branch on. */
  code: string;
  /** How serious it is. */
  severity: string;
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** What `readLiveness` answers. */
export interface Liveness {
  /** The state of the process. */
  status: 'alive';
}

/** What `readReadiness` answers. */
export interface Readiness {
  /** The state of the process. */
  status: 'ready';
}

/** What `createTenant` takes. */
export interface CreateTenantInput {
  /** As the customer reads it on pages and in the role. */
  name: string;
  /** The vendor's own reference, e.g. the id in its database. */
  reference?: string | undefined;
}

/** What `closeTenant` takes. */
export interface CloseTenantInput {
  /** Why; it stands in the history. */
  reason: string;
  /**
   * The tenant's consent: whether the vendor may look, for at most 30 days, if the role is closed. It is the tenant's
   * to give: pass on what it answered. Left out, nobody asked it, and nobody looks. The history says who passed it on.
   */
  mayCheckClosed?: boolean | undefined;
}

/** What `createConnection` takes. */
export interface CreateConnectionInput {
  /** The AWS account, 12 digits. It cannot be changed later. */
  accountId: string;
  /** `aws` when absent. It cannot be changed later. */
  partition?: 'aws' | 'aws-cn' | 'aws-us-gov' | undefined;
  /** The permission set to grant. */
  permissionSetId: string;
  /** Exactly this version; the newest when absent. */
  permissionSetVersion?: string | undefined;
  /** How the customer's organisation wants the role to be created. */
  options?: {
    /** Prefix of the role name. */
    namePrefix?: string | undefined;
    /** Path of the role; starts and ends with a slash. */
    path?: string | undefined;
    /** A managed policy of the account or of AWS. */
    permissionsBoundaryArn?: string | undefined;
    /** Tags of the role besides the kit's own. */
    tags?: {
      /** Any member. */
      [name: string]: string;
    } | undefined;
    /** An end date in the trust policy itself, which holds whatever this service does; null: none. ISO 8601. */
    trustEndsAt?: string | null | undefined;
  } | undefined;
  /** The longest session that a credential request may get. */
  maxSessionSeconds?: number | undefined;
  /** From then on no credentials are issued, and no session lasts longer. It can be changed later. ISO 8601. */
  endsAt?: string | undefined;
  /** When credentials are issued. Absent: at any time. */
  windows?: IssuingWindow[] | undefined;
}

/** Filters and options of `searchConnections`. */
export interface SearchConnectionsQuery {
  /** An external ID, account id, connection id or tenant id; matched exactly. */
  q?: string | undefined;
  /** Only connections in this state. */
  state?: ConnectionState | undefined;
  /** Only connections with this health. */
  health?: ConnectionHealth | undefined;
  /** Only connections whose revocation is, or is not, recommended. */
  revokeProposed?: boolean | undefined;
  /** Only connections that support must, or need not, review. */
  reviewOpen?: boolean | undefined;
  /** Only connections that have, or do not have, open legacy access. */
  legacyOpen?: boolean | undefined;
}

/** What `changeConnection` takes. */
export interface ChangeConnectionInput {
  /** How the customer's organisation wants the role to be created. */
  options?: {
    /** Prefix of the role name. */
    namePrefix?: string | undefined;
    /** Path of the role; starts and ends with a slash. */
    path?: string | undefined;
    /** A managed policy of the account or of AWS. */
    permissionsBoundaryArn?: string | undefined;
    /** Tags of the role besides the kit's own. */
    tags?: {
      /** Any member. */
      [name: string]: string;
    } | undefined;
    /** An end date in the trust policy itself, which holds whatever this service does; null: none. ISO 8601. */
    trustEndsAt?: string | null | undefined;
  } | undefined;
  /** The longest session that a credential request may get. */
  maxSessionSeconds?: number | undefined;
  /** The role ARN that the customer gave; its name must be the one of this connection. */
  roleArn?: string | undefined;
  /** It can be changed at any time; null removes it. ISO 8601. */
  endsAt?: string | null | undefined;
  /** Credentials are issued only in these weekly windows; null: always. They can be changed at any time. */
  windows?: IssuingWindow[] | null | undefined;
}

/** What `reviewConnection` takes. */
export interface ReviewConnectionInput {
  /** Whether support approves the connection. */
  approve: boolean;
  /** Why; it stands in the history. */
  reason: string;
}

/** Filters and options of `readGuide`. */
export interface ReadGuideQuery {
  /** markdown unless told. */
  format?: 'markdown' | 'html' | undefined;
}

/** Filters and options of `readCheck`. */
export interface ReadCheckQuery {
  /** Holds the answer until the check has finished. */
  waitSeconds?: number | undefined;
}

/** What `issueSession` takes. */
export interface IssueSessionInput {
  /** At most the connection's own limit. */
  durationSeconds?: number | undefined;
  /** A policy document that narrows the session further; what is allowed is the intersection. */
  sessionPolicy?: {
    /** Any member. */
    [name: string]: unknown;
  } | undefined;
}

/** Filters and options of `listSessions`. */
export interface ListSessionsQuery {
  /** Rows of that time and later. ISO 8601. */
  from?: string | undefined;
  /** Rows before that time. ISO 8601. */
  to?: string | undefined;
  /**
   * Only rows of this kind: `issue` for what was made and handed out, `check` for probes and readings of checks,
   * `offboarding` for looks after a revoke.
   */
  kind?: 'issue' | 'check' | 'offboarding' | undefined;
}

/** What `suspendConnection` takes. */
export interface SuspendConnectionInput {
  /** Why; it stands in the history. */
  reason: string;
}

/** What `revokeConnection` takes. */
export interface RevokeConnectionInput {
  /** Why; it stands in the history. */
  reason: string;
  /**
   * The tenant's consent: whether the vendor may look, for at most 30 days, if the role is closed. It is the tenant's
   * to give: pass on what it answered. Left out, nobody asked it, and nobody looks. The history says who passed it on.
   */
  mayCheckClosed?: boolean | undefined;
}

/** What `resumeConnection` takes. */
export interface ResumeConnectionInput {
  /** Why; it stands in the history. */
  reason: string;
}

/** What `startDrill` takes. */
export interface StartDrillInput {
  /** Why; it stands in the history. */
  reason: string;
  /** Who takes part. */
  people?: string[] | undefined;
  /** What of yours depends on the access. */
  dependents?: string[] | undefined;
}

/** What `stateEnd` takes. */
export interface StateEndInput {
  /** What the tenant said, and how; it stands in the history as the tenant's statement. */
  reason: string;
  /** What the tenant says it did: AWS answers alike for all, so a check names none. */
  cause?: 'role_deleted' | 'trust_edited' | 'resource_control_policy' | undefined;
}

/** What `stopOffboarding` takes. */
export interface StopOffboardingInput {
  /** Why; it stands in the history. */
  reason: string;
}

/** What `recordLegacyAccess` takes. */
export interface RecordLegacyAccessInput {
  /** The role, or the IAM user, in the announced account and partition. */
  arn: string;
  /** Of a user: the key that the vendor was given. Never send its secret. */
  accessKeyId?: string | undefined;
  /** Why; it stands in the history. */
  reason: string;
}

/** What `closeLegacyAccess` takes. */
export interface CloseLegacyAccessInput {
  /** Who of the tenant says that it was deleted, as your application has logged them in. */
  person: string;
}

/** What `retractLegacyAccess` takes. */
export interface RetractLegacyAccessInput {
  /** Why; it stands in the history. */
  reason: string;
}

/** What `startRotation` takes. */
export interface StartRotationInput {
  /** Why; it stands in the history. */
  reason: string;
  /** After so many days a rotation that nobody took up is called off. Nothing is cut by it. */
  deadlineDays?: number | undefined;
}

/** What `cancelRotation` takes. */
export interface CancelRotationInput {
  /** Why; it stands in the history. */
  reason: string;
}

/** Filters and options of `readUpgrade`. */
export interface ReadUpgradeQuery {
  /** The version to look at; the one that is offered when absent. */
  version?: string | undefined;
}

/** What `startUpgrade` takes. */
export interface StartUpgradeInput {
  /** Why; it stands in the history. */
  reason: string;
  /** The version to move to. Absent: the one that is offered or, with another end, the one in use. */
  version?: string | undefined;
  /** Another end of the trust policy; null: none. Absent: as it is. ISO 8601. */
  trustEndsAt?: string | null | undefined;
}

/** What `cancelUpgrade` takes. */
export interface CancelUpgradeInput {
  /** Why; it stands in the history. */
  reason: string;
}

/** Filters and options of `listHistory`. */
export interface ListHistoryQuery {
  /** Rows of that time and later. ISO 8601. */
  from?: string | undefined;
  /** Rows before that time. ISO 8601. */
  to?: string | undefined;
  /**
   * Only this action, or those of a group: `setup`, `checks`, `access`, `rotation`, `upgrade`, `legacy`, `offboarding`.
   */
  action?:
    | 'connection.created'
    | 'connection.changed'
    | 'connection.limits-changed'
    | 'connection.revoke-proposed'
    | 'connection.revoke-proposal-lifted'
    | 'connection.launched-again'
    | 'connection.reviewed'
    | 'connection.verified'
    | 'connection.checked'
    | 'connection.rotation-started'
    | 'connection.rotation-cancelled'
    | 'connection.rotation-switched'
    | 'connection.rotation-finished'
    | 'connection.upgrade-started'
    | 'connection.upgrade-cancelled'
    | 'connection.upgraded'
    | 'connection.suspended'
    | 'connection.resumed'
    | 'connection.end-stated'
    | 'connection.drill-started'
    | 'connection.drill-finished'
    | 'connection.legacy-recorded'
    | 'connection.legacy-closed'
    | 'connection.legacy-retracted'
    | 'connection.legacy-reminded'
    | 'connection.revoked'
    | 'connection.offboarding-checked'
    | 'connection.revocation-confirmed'
    | 'connection.offboarding-stopped'
    | 'connection.offboarding-ended'
    | 'connection.expired'
    | 'setup'
    | 'checks'
    | 'access'
    | 'rotation'
    | 'upgrade'
    | 'legacy'
    | 'offboarding' | undefined;
}

/** Filters and options of `verifyHistory`. */
export interface VerifyHistoryQuery {
  /** Only this tenant and what it has. */
  tenantId?: string | undefined;
  /** Only this connection; needs its tenantId. */
  connectionId?: string | undefined;
}

/** Filters and options of `exportLedger`. */
export interface ExportLedgerQuery {
  /** Rows of that time and later. ISO 8601. */
  from?: string | undefined;
  /** Rows before that time. ISO 8601. */
  to?: string | undefined;
}

/** What `makeLink` takes. */
export interface MakeLinkInput {
  /** hand-off: for whoever launches, 7 days. manage: for one person, 30 minutes. */
  kind: 'hand-off' | 'manage';
  /** Who uses it; a manage link needs one, a hand-off link takes none. */
  person?: string | undefined;
}

/** Filters and options of `readPermissionSet`. */
export interface ReadPermissionSetQuery {
  /** Exactly this version; the newest when absent. */
  version?: string | undefined;
}

/** What `createApiKey` takes. */
export interface CreateApiKeyInput {
  /** What it is for. */
  name: string;
  /** What it may do. */
  scope: 'operator' | 'support' | 'backend' | 'auditor';
  /** `all`, or the ids of the tenants it is bound to. */
  tenants: 'all' | string[];
  /** Whether a backend key may suspend, resume and revoke. */
  mayEndAccess?: boolean | undefined;
  /** The only addresses it may be used from, e.g. 192.0.2.0/24. */
  cidrs?: string[] | undefined;
  /** Days until it expires. */
  expiresInDays?: number | undefined;
}

/** What `rotateApiKey` takes. */
export interface RotateApiKeyInput {
  /** How long the old secret stays good. */
  overlapSeconds?: number | undefined;
  /** Days until it expires. */
  expiresInDays?: number | undefined;
}

/** Filters and options of `listSecurityLog`. */
export interface ListSecurityLogQuery {
  /** Rows of that time and later. ISO 8601. */
  from?: string | undefined;
  /** Rows before that time. ISO 8601. */
  to?: string | undefined;
}

/** What `createWebhook` takes. */
export interface CreateWebhookInput {
  /** Where events are sent: https, port 443 or from 1024 on, a public address. */
  url: string;
  /** `all`, or the ids of the tenants whose connections' events it gets. */
  tenants: 'all' | string[];
  /** Only these; all when absent. */
  types?: Array<
    | 'connection.created'
    | 'connection.changed'
    | 'connection.limits-changed'
    | 'connection.revoke-proposed'
    | 'connection.revoke-proposal-lifted'
    | 'connection.launched-again'
    | 'connection.reviewed'
    | 'connection.verified'
    | 'connection.checked'
    | 'connection.rotation-started'
    | 'connection.rotation-cancelled'
    | 'connection.rotation-switched'
    | 'connection.rotation-finished'
    | 'connection.upgrade-started'
    | 'connection.upgrade-cancelled'
    | 'connection.upgraded'
    | 'connection.suspended'
    | 'connection.resumed'
    | 'connection.end-stated'
    | 'connection.drill-started'
    | 'connection.drill-finished'
    | 'connection.legacy-recorded'
    | 'connection.legacy-closed'
    | 'connection.legacy-retracted'
    | 'connection.legacy-reminded'
    | 'connection.revoked'
    | 'connection.offboarding-checked'
    | 'connection.revocation-confirmed'
    | 'connection.offboarding-stopped'
    | 'connection.offboarding-ended'
    | 'connection.expired'> | undefined;
}

/** Filters and options of `listDeliveries`. */
export interface ListDeliveriesQuery {
  /** Only these: `dead` ones were given up. */
  state?: 'waiting' | 'delivered' | 'dead' | undefined;
}
