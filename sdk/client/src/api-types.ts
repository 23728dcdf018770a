// Printed from the service's OpenAPI document by generate.mjs. Do not edit.

/** Every error code of the service. */
export type ProblemCode =
  | 'acceptance_end_not_valid'
  | 'acceptance_not_found'
  | 'acceptances_too_many'
  | 'account_not_valid'
  | 'already_made'
  | 'aws_unavailable'
  | 'body_not_json'
  | 'body_too_large'
  | 'changes_too_frequent'
  | 'check_not_found'
  | 'checks_too_frequent'
  | 'conflict'
  | 'connection_not_found'
  | 'cursor_invalid'
  | 'delivery_not_found'
  | 'deviation_already_accepted'
  | 'deviation_changed'
  | 'deviation_never_accepted'
  | 'deviation_not_found'
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
  | 'links_too_many'
  | 'media_type_not_supported'
  | 'not_allowed'
  | 'not_in_this_state'
  | 'not_issuing'
  | 'not_readable'
  | 'not_refused'
  | 'offboarding_not_open'
  | 'options_not_valid'
  | 'overloaded'
  | 'partition_not_served'
  | 'permission_set_not_found'
  | 'record_full'
  | 'request_invalid'
  | 'review_not_open'
  | 'role_arn_not_valid'
  | 'role_not_of_this_connection'
  | 'role_refused_us'
  | 'rotation_not_open'
  | 'rotation_open'
  | 'rotation_taken_up'
  | 'rotations_too_frequent'
  | 'session_policy_not_announced'
  | 'session_policy_not_valid'
  | 'stack_not_valid'
  | 'stopped_unread'
  | 'store_unavailable'
  | 'sts_quota_reached'
  | 'sts_region_disabled'
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
  | 'values_missing'
  | 'values_not_valid'
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
  /** When it was created. ISO 8601. */
  createdAt: string;
  /** When it was closed. All its connections are revoked. ISO 8601. */
  closedAt?: string;
}

/** A difference or risk that a check found. */
export interface Finding {
  /** The code, for programs. */
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
    | 'aws_policy_changed'
    | 'session_length_raised'
    | 'tags_changed'
    | 'stack_other'
    | 'stack_drifted'
    | 'stack_role_deleted'
    | 'stack_drift_unknown'
    | 'role_recreated'
    | 'old_role_left'
    | 'self_reading_limited'
    | 'access_refused'
    | 'source_identity_refused'
    | 'sessions_revoked_by_customer'
    | 'outdated';
  /** How serious it is. */
  severity: 'critical' | 'high' | 'medium' | 'information';
  /** Who can fix it. */
  owner: 'tenant' | 'vendor';
  /** What it means, in one sentence. */
  sentence: string;
  /** How to fix it. */
  advice: string;
  /** Values used in the sentence. */
  facts: {
    /** Any member. */
    [name: string]: string;
  };
  /** A request on which the announced role and the live role decide differently. */
  witness?: Witness;
  /** An earlier check found it. No check has covered it since this time, so it may have changed. ISO 8601. */
  notLookedAtSince?: string;
  /** Present while the finding is accepted as a known deviation. */
  accepted?: FindingAcceptance;
}

/** A request on which the announced role and the live role decide differently. */
export interface Witness {
  /** An ARN, a unique id, or a service. */
  principal: string;
  /** The AWS action. */
  action: string;
  /** The ARN of the resource. */
  resource: string;
  /** Condition keys and their values. A key that is not listed is absent from the request. */
  context: {
    /** Any member. */
    [name: string]: string[];
  };
  /** The decision of the announced role. */
  spec: 'allowed' | 'refused';
  /** The decision of the live role. */
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
  partition: 'aws' | 'aws-cn' | 'aws-us-gov' | 'aws-eusc';
  /** Set by what people decided. */
  state: ConnectionState;
  /** Result of the last conclusive check. */
  health: ConnectionHealth;
  /** Whether credentials are issued now. */
  issuing: boolean;
  /** Why no credentials are issued; absent when they are. */
  whyNotIssuing?: NotIssuingReason;
  /** Present while checks cannot read the trust policy of the role. */
  trustUnread?: {
    /** The first check that could not read it. ISO 8601. */
    since: string;
    /** From then on no credentials are issued. Absent: the vendor accepts that it was never read. ISO 8601. */
    issuingUntil?: string;
  };
  /** Created by this service; no request can set it. */
  readonly externalId: string;
  /** The ARN of the role in the customer's account. */
  roleArn: string;
  /** The name of the role in the customer's account. */
  roleName: string;
  /** The CloudFormation stack that contains the role, as far as we know. */
  stack: {
    /** Its name. */
    name: string;
    /** The AWS region of the STS endpoint that issued the session. */
    region: string;
    /**
     * `role`: the live role names it in its tag. `stated`: someone stated it. `default`: the launch link creates it.
     */
    from: 'role' | 'stated' | 'default';
    /** As the role names it. */
    arn?: string;
    /**
     * Drift detection at the last full check, if the role has that option. It does not see policies that someone
     * attached, and may report what decides no request.
     */
    drift?: {
      /** Absent: the stack was not found. */
      arn?: string;
      /** Such as `UPDATE_COMPLETE`. */
      status?: string;
      /** The version of this kit's template. */
      templateVersion?: string;
      /** `deleted`: the role. `not_known`: see `why`. */
      drift: 'in_sync' | 'drifted' | 'deleted' | 'not_known';
      /** Why there is no result. `other_stack`: it does not contain the role. `unfinished`: not within a minute. */
      why?:
        | 'denied'
        | 'absent'
        | 'other_stack'
        | 'busy'
        | 'failed'
        | 'unfinished'
        | 'not_checked'
        | 'aws_fault';
      /** Such as `NOT_EQUAL /Path`; with ` of …` if it is of a policy of the stack. */
      differences: string[];
      /** Which found something: our comparison of policies, drift detection, both or neither. */
      foundBy?: 'neither' | 'both' | 'comparison_only' | 'stack_only';
    };
    /** Where drift was found: the commands with which the customer restores the template. */
    repair?: {
      /** Prepares and shows a change set that reverts the drift. */
      review: string;
      /** Executes it, in the same terminal. */
      apply: string;
    };
  };
  /** The permission set and its version. */
  permissionSet: PermissionSetVersion;
  /** Values of the parameters of the permission set. They are literal in the role. */
  values: Array<{
    /** The parameter of the permission set. */
    name: string;
    /** As it stands in the role. */
    value: string;
    /** The account that owns it. Absent: the announced one. */
    ownerAccountId?: string;
    /** `customer`: through a hand-off link. */
    by: 'vendor' | 'customer';
    /** The API key or the link that stated it. */
    byId: string;
    /** When it was stated. ISO 8601. */
    at: string;
  }>;
  /** Parameters without a value. Nothing can be launched until they are stated on the hand-off page. */
  awaitsValues?: string[];
  /**
   * What limits the credentials besides the role. `exact`: they can do what was announced, and no more. `by_service`:
   * that does not fit into a session policy, so they can do what the role allows of the announced services, at the
   * announced access levels. `none`: they can do whatever the role allows.
   */
  cap: 'exact' | 'by_service' | 'none';
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
   * policy, another permissions boundary, or several of them.
   */
  upgrade?: OpenUpgrade;
  /** What differs from the role spec. */
  findings: Finding[];
  /** How many findings are accepted as known deviations. They do not count for health. */
  acceptedDeviations?: number;
  /** When it was created. ISO 8601. */
  createdAt: string;
  /** While pending: when the connection expires. ISO 8601. */
  expiresAt?: string;
  /** When a check first proved it. ISO 8601. */
  verifiedAt?: string;
  /** When the last conclusive check finished. ISO 8601. */
  lastConclusiveCheckAt?: string;
  /** Since when the role has refused us. ISO 8601. */
  refusedSince?: string;
  /**
   * Since when checks fail because AWS STS is off for our region in the account. Health does not change; credential
   * requests that need AWS are refused as `sts_region_disabled`. ISO 8601.
   */
  stsDisabledSince?: string;
  /** The tenant reported that it ended the access itself. */
  saidEnded?: {
    /** When the tenant reported it. ISO 8601. */
    at: string;
    /** The side that recorded it. */
    by: 'tenant' | 'vendor';
    /** What the tenant reports to have done. AWS returns the same error for each, so a check names none. */
    cause?: 'role_deleted' | 'trust_edited' | 'resource_control_policy';
  };
  /** Credential requests received after this get no credentials. ISO 8601. */
  issuingStoppedAt?: string;
  /** After a revoke of a role that once existed: whether the role still accepts us. */
  offboarding?: Offboarding;
  /** Access that existed before this connection, oldest first. */
  legacyAccess?: LegacyAccess[];
  /** A running revocation drill. It ends automatically; resume or revoke ends it earlier. */
  drill?: Drill;
  /** Result of the last revocation drill, measured from the ledger. */
  lastDrill?: {
    /** When it was requested. ISO 8601. */
    requestedAt: string;
    /** The people who take part. */
    people: string[];
    /** What depends on the access on your side. */
    dependents: string[];
    /** Credential requests received after this time got nothing. ISO 8601. */
    issuingStoppedAt: string;
    /** Seconds from the request until issuing stopped. */
    stopSeconds: number;
    /** Issued sessions that could still be active at that time. */
    sessionsAlive: number;
    /** The callers that those sessions were issued to. */
    usedBy: string[];
    /** When the last of them expired at the latest. Absent when there were none. ISO 8601. */
    lastSessionEndedAt?: string;
    /** Seconds from the request until the last session expired. */
    endSeconds: number;
    /** Answers with credentials after issuing stopped. The drill failed unless this is 0. */
    handedOutAfterStop: number;
    /** When the drill finished. ISO 8601. */
    finishedAt: string;
  };
  /** Increases with every change; each change has a row in the history. */
  revision: number;
}

/** A possible cause of a failure, or one that was excluded. */
export interface Cause {
  /** The code, for programs. */
  code: string;
  /** Who acts: the vendor, the tenant, or AWS. */
  owner: 'vendor' | 'tenant' | 'aws';
  /** What it means, in one sentence. */
  sentence: string;
  /** What the owner does next. Only for causes that are not excluded. */
  nextStep?: string;
  /** The observation that excludes this cause. */
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
   * `full`: every probe and the inspection. `light`: the daily check by the kit: one attempt without an external ID,
   * then the inspection. Findings that it does not cover remain unchanged.
   */
  kind: 'full' | 'light';
  /** The caller that requested it. */
  for: string;
  /** When it started. ISO 8601. */
  startedAt: string;
  /** When it finished. Absent while it runs. ISO 8601. */
  finishedAt?: string;
  /** The revision of the connection that it checks. */
  revision: number;
  /** The requests to AWS that it made so far. */
  steps: CheckStep[];
  /** Its result. Absent while it runs. */
  result?: CheckResult;
}

/** What is accepted, and what can be. */
export interface AcceptedDeviations {
  /** Newest first, at most 20. */
  items: AcceptedDeviation[];
  /** What the last check found. Absent: nothing can be accepted now. Run a check, or read the findings. */
  seen?: SeenDeviation;
}

/** What the customer launches, in every form. */
export interface Delivery {
  /** The tenant's name, as the customer reads it. */
  tenantName: string;
  /** Opens the AWS console with all values filled in. Treat it like a password. */
  launchUrl: string;
  /** The published template. Treat it like a password. */
  templateUrl: string;
  /** SHA-256 fingerprint that the template carries. */
  fingerprint: string;
  /** The name of the CloudFormation stack. */
  stackName: string;
  /** The region of the stack. IAM itself is global. */
  region: string;
  /** AWS CLI command that creates the stack from the published template. */
  createCommand: string;
  /**
   * AWS CLI command that creates the stack from a downloaded template. If the template is larger than CloudFormation
   * accepts in a request, it needs the name of a bucket in place of `YOUR-BUCKET`.
   */
  createFromFileCommand: string;
  /** AWS CLI command that updates the stack. A launch link can only create one. */
  updateCommand: string;
  /** The AWS CLI command that deletes the stack, and the role with it. */
  deleteCommand: string;
  /**
   * The same role for Terraform 1.2 or later and for OpenTofu, as the file `role.tf`. The text of a later delivery
   * updates the same role.
   */
  terraform: string;
  /** The ARN of the role in the customer's account. */
  roleArn: string;
  /** The trust policy, for customers who create roles with their own tools. */
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
  /** AWS's managed policies to attach to the role. */
  managedPolicyArns: string[];
  /**
   * Customer-managed policies to create and to attach to the role, for what does not fit into its inline policies.
   * Absent if everything fits.
   */
  attachedPolicies?: Array<{
    /** Its name. */
    name: string;
    /** Begins and ends with `/`. */
    path: string;
    /** As it will be in the announced account. */
    arn: string;
    /** The policy. */
    document: {
      /** Any member. */
      [name: string]: unknown;
    };
  }>;
  /** The permission set and its version. */
  permissionSet: PermissionSetVersion;
}

/** Who uses the access now, and how the customer ends it in its own account. */
export interface Impact {
  /** Issued sessions that may still be active. */
  sessionsAlive: number;
  /** When the last of them expires at the latest. Absent when none is active. ISO 8601. */
  lastSessionEndsAt?: string;
  /**
   * Sessions issued before this time were revoked by the customer (AWSRevokeOlderSessions), according to the last
   * check. ISO 8601.
   */
  cutBefore?: string;
  /** How many of the active sessions have no permissions while that policy is attached. */
  sessionsCut?: number;
  /** Start of the hour in which credentials were last issued. The ledger has the exact times. ISO 8601. */
  lastHandedOutHour?: string;
  /** The callers that they were issued to, newest first. */
  usedBy: string[];
  /** Commands that the customer runs in its account, in this order. */
  commands: EndCommands;
}

/** What was stopped, what is still valid, and how the customer ends that too. */
export interface Ended {
  /** One AWS account of one tenant, joined to the vendor. */
  connection: Connection;
  /** Credential requests received after this time get nothing. ISO 8601. */
  issuingStoppedAt?: string;
  /** Credentials already issued remain valid until then. Absent when there are none. ISO 8601. */
  lastSessionEndsAt?: string;
  /** The number of issued sessions that may still be active. */
  sessionsAlive: number;
  /** The result in one sentence. */
  sentence: string;
  /** Commands that the customer runs in its account, in this order. */
  commands: EndCommands;
}

/** The state before the suspension, with health `unknown`. A check starts. Issuing waits for its result. */
export interface Resumed {
  /** One AWS account of one tenant, joined to the vendor. */
  connection: Connection;
}

/** A connection was created and waits for its launch. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.created';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Role options, session limit or role name of a pending connection were changed. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.changed';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The changed fields. */
      changed?: string[];
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The customer stated the values that the permission set needs. It can be launched now. */
export interface ConnectionValuesStatedEvent {
  /** What kind it is. */
  type: 'connection.values-stated';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.values-stated';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The names of the parameters. */
      values?: string[];
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The end date or the access windows were changed. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.limits-changed';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The changed fields. */
      changed?: string[];
      /** The end date; null: none. */
      endsAt?: string;
      /** The weekly windows, in UTC; empty: access at any time. */
      windows?: string[];
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Someone stated which CloudFormation stack contains the role. */
export interface ConnectionStackStatedEvent {
  /** What kind it is. */
  type: 'connection.stack-stated';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.stack-stated';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The name of the stack. */
      stackName?: string;
      /** Its region. */
      region?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The kit recommends revoking the connection. Someone must confirm it. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.revoke-proposed';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** `end_date`: it has passed. `gone`: the customer ended access. `unused`: for 90 days. */
      why?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The reason for the recommended revocation no longer applies. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.revoke-proposal-lifted';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Another launch was requested, with the next launch number. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.launched-again';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Support decided on a connection that was under review. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.reviewed';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
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
    /** Known findings after this change. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.verified';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The check that found it. */
      checkId?: string;
      /** `admitted`, `refused` or `unsafe`. */
      outcome?: string;
      /** The health after the check. */
      health?: string;
      /** The health before the check: `unknown` if it is the first one since the connection was created or resumed. */
      healthBefore?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A check found a change: health, findings, or the documents of a role with findings differ. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.checked';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The check that found it. */
      checkId?: string;
      /** `admitted`, `refused` or `unsafe`. */
      outcome?: string;
      /** The health after the check. */
      health?: string;
      /** The health before the check: `unknown` if it is the first one since the connection was created or resumed. */
      healthBefore?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A new external ID was created; the customer has to update the role. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.rotation-started';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** When the rotation is cancelled unless the role has the new ID by then. */
      deadline?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The rotation was cancelled; the current external ID stays. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.rotation-cancelled';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The role accepted the new external ID, which is the current one now. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.rotation-switched';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** What found it first, if not a check: `ask` (a credential request) or `cancel` (an attempt to cancel). */
      by?: string;
      /** The check that found it first. */
      checkId?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A check proved that the role refuses the old external ID. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.rotation-finished';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The check that found it. */
      checkId?: string;
      /** `admitted`, `refused` or `unsafe`. */
      outcome?: string;
      /** The health after the check. */
      health?: string;
      /** The health before the check: `unknown` if it is the first one since the connection was created or resumed. */
      healthBefore?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The customer has to update the role: to another permission set version, trust policy end or boundary. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.upgrade-started';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The version in use. */
      from?: string;
      /** The requested version. */
      to?: string;
      /** If it changes: the new end of the trust policy; null: none. */
      trustEndsAt?: string;
      /** If values change: the names of their parameters. */
      values?: string[];
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The upgrade was cancelled; the version in use stays. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.upgrade-cancelled';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A check saw the update: the role now matches the requested version. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.upgraded';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The check that found it. */
      checkId?: string;
      /** `admitted`, `refused` or `unsafe`. */
      outcome?: string;
      /** The health after the check. */
      health?: string;
      /** The health before the check: `unknown` if it is the first one since the connection was created or resumed. */
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
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** No credentials are issued until it is resumed. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.suspended';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** One side resumed it; a check runs before credentials are issued. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.resumed';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The tenant stated that it ended access in its own account. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.end-stated';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** What the tenant did, if it stated that. */
      cause?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A revocation drill started: issuing stops until the active sessions have expired, then access is restored. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.drill-started';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The drill has ended. A check runs before credentials are issued again. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.drill-finished';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Seconds from the request until issuing had stopped. */
      stopSeconds?: number;
      /** Seconds from the request until the last session expired. */
      endSeconds?: number;
      /** Sessions that could be active when issuing stopped. */
      sessionsAlive?: number;
      /** Responses with credentials after issuing had stopped: 0, or the drill has failed. */
      handedOutAfterStop?: number;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Earlier access was recorded: a hand-made role or a long-term key. The kit never uses it. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.legacy-recorded';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The id of the legacy access. */
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
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The tenant stated that it deleted a legacy access. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.legacy-closed';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The id of the legacy access. */
      legacyId?: string;
      /** `role` or `user`. */
      kind?: string;
      /** The person of the tenant who stated it. */
      person?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A legacy access that was recorded by mistake was removed. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.legacy-retracted';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The id of the legacy access. */
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
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Legacy access is still open although its replacement works. Sent after a week, then monthly. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.legacy-reminded';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** How many are open. */
      open?: number;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A person accepted a finding as a known deviation, until an end and for the role as it is. */
export interface ConnectionDeviationAcceptedEvent {
  /** What kind it is. */
  type: 'connection.deviation-accepted';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.deviation-accepted';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The id of the acceptance. */
      acceptanceId?: string;
      /** The code of the accepted finding. */
      code?: string;
      /** `tenant` or `vendor`. */
      by?: string;
      /** The tenant's person who accepted it. */
      person?: string;
      /** When the finding is open again. */
      endsAt?: string;
      /** The check that found what was accepted. */
      checkId?: string;
      /** The earlier acceptance that this one replaces. */
      replaces?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A person removed an acceptance: the finding is open again. */
export interface ConnectionAcceptanceRemovedEvent {
  /** What kind it is. */
  type: 'connection.acceptance-removed';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.acceptance-removed';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The id of the acceptance. */
      acceptanceId?: string;
      /** The code of the accepted finding. */
      code?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** An acceptance ends soon. The finding is then open again. */
export interface ConnectionAcceptanceRemindedEvent {
  /** What kind it is. */
  type: 'connection.acceptance-reminded';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.acceptance-reminded';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The id of the acceptance. */
      acceptanceId?: string;
      /** The code of the accepted finding. */
      code?: string;
      /** When it ends. */
      endsAt?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** An acceptance no longer counts. If the role still deviates, the finding is open again. */
export interface ConnectionAcceptanceEndedEvent {
  /** What kind it is. */
  type: 'connection.acceptance-ended';
  /** When the change was made. ISO 8601. */
  timestamp: string;
  /** The change, and the connection after it. */
  data: {
    /** The tenant. */
    tenantId: string;
    /** The connection. */
    connectionId: string;
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.acceptance-ended';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The id of the acceptance. */
      acceptanceId?: string;
      /** The code of the accepted finding. */
      code?: string;
      /** `changed`: the role or its differences changed. `gone`: the finding is gone. `ended`: its end passed. */
      why?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.revoked';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Whether the kit may check that the role is closed; absent if no role was ever seen. */
      mayCheckClosed?: boolean;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** A check after the revocation: the role refused us again, or still accepts us. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.offboarding-checked';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
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
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The role refused all our requests for at least an hour. No more requests are sent. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.revocation-confirmed';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** The first of these refusals. */
      refusedSince?: string;
      /** Members that a newer service may add. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The checks whether the role is closed were stopped. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.offboarding-stopped';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The 30 days ended without proof that the role is closed. No more requests are sent. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.offboarding-ended';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** The connection was not launched in time. */
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
    /** Revision of the connection after this change. It orders the events of one connection. */
    revision: number;
    /** The action as recorded in the history; equal to `type`. */
    action: 'connection.expired';
    /** Who made the change. */
    who: EventActor;
    /** The reason that the actor gave. */
    reason?: string;
    /** Facts that the state does not show. */
    facts: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** After this change. */
    state: ConnectionState;
    /** After this change. */
    health: ConnectionHealth;
    /** Known findings after this change. */
    findings: EventFinding[];
    /** Members that a newer service may add. */
    [name: string]: unknown;
  };
  /** Members that a newer service may add. */
  [name: string]: unknown;
}

/** Any event. `type` names which. */
export type WebhookEvent =
  | ConnectionCreatedEvent
  | ConnectionChangedEvent
  | ConnectionValuesStatedEvent
  | ConnectionLimitsChangedEvent
  | ConnectionStackStatedEvent
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
  | ConnectionDeviationAcceptedEvent
  | ConnectionAcceptanceRemovedEvent
  | ConnectionAcceptanceRemindedEvent
  | ConnectionAcceptanceEndedEvent
  | ConnectionRevokedEvent
  | ConnectionOffboardingCheckedEvent
  | ConnectionRevocationConfirmedEvent
  | ConnectionOffboardingStoppedEvent
  | ConnectionOffboardingEndedEvent
  | ConnectionExpiredEvent;

/** A line of an exported history. */
export interface ExportedChange {
  /** `hash` is the SHA-256 of all other members, as canonical JSON. */
  row: {
    /** What the row is about. */
    subject: Subject;
    /** The revision that the change made. */
    revision: number;
    /** When the change was made. ISO 8601. */
    at: string;
    /** Who made the change. */
    who: Actor;
    /** What happened, e.g. `connection.revoked`. */
    action: string;
    /** The reason, in the words of the person who made the change. */
    reason?: string;
    /** Facts that the state does not show. */
    facts?: {
      /** Any member. */
      [name: string]: unknown;
    };
    /** SHA-256 of the state after the change, as canonical JSON. */
    stateDigest: string;
    /** Hash of the previous row; 64 zeros for the first. */
    previousHash: string;
    /** SHA-256 of this row without its hash, `summary` and `stateAfter`, as canonical JSON. */
    hash: string;
  };
  /** The state after the change; `stateDigest` is the SHA-256 of its canonical JSON. */
  stateAfter: {
    /** Any member. */
    [name: string]: unknown;
  };
  /** The row in one sentence. Not part of the hash. */
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
    /** When the row was written. ISO 8601. */
    at: string;
    /** What kind it is. */
    kind: 'issue' | 'probe' | 'inspection' | 'offboarding';
    /** The ARN of the role in the customer's account. */
    roleArn: string;
    /** As the customer's CloudTrail shows it. */
    sessionName: string;
    /** The source identity of the session, as the customer's CloudTrail shows it. */
    sourceIdentity?: string;
    /** The caller that requested credentials, the check, or the test after a revoke. */
    for: string;
    /** What tenants see in place of the caller's id: the public name of its key. */
    publicName?: string;
    /** Latest possible expiry of a session of this row. ISO 8601. */
    expiresAtMost: string;
    /** The result. */
    outcome?: {
      /** What kind it is. */
      kind: 'assumed' | 'refused' | 'inconclusive';
      /** The access key id of the session. */
      accessKeyId?: string;
      /** When the session expires. ISO 8601. */
      expiresAt?: string;
      /** The reason, in short. */
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
    /** When the row was written. ISO 8601. */
    at: string;
    /** The minted row of the issued session. */
    mintedId: string;
    /** The caller that received the credentials. */
    to: string;
    /** What tenants see in place of the caller's id: the public name of its key. */
    publicName?: string;
    /** The id of the request in the log of the service. */
    requestId: string;
    /** When the session expires. ISO 8601. */
    expiresAt: string;
  };
  /** The row in one sentence. Not part of the hash. */
  summary: string;
}

/** One change: who, why, when, and the resulting state. */
export interface HistoryRow {
  /** What the row is about. */
  subject: Subject;
  /** The revision that the change made. */
  revision: number;
  /** When the change was made. ISO 8601. */
  at: string;
  /** Who made the change. */
  who: Actor;
  /** What happened, e.g. `connection.revoked`. */
  action: string;
  /** The row in one sentence: what happened, who did it and why. Not part of the hash. */
  summary: string;
  /** The reason, in the words of the person who made the change. */
  reason?: string;
  /** Facts that the state does not show. */
  facts?: {
    /** Any member. */
    [name: string]: unknown;
  };
  /** SHA-256 of the state after the change, as canonical JSON. */
  stateDigest: string;
  /** Hash of the previous row; 64 zeros for the first. */
  previousHash: string;
  /** SHA-256 of this row without its hash, `summary` and `stateAfter`, as canonical JSON. */
  hash: string;
  /** The state after the change, exactly as stored. */
  stateAfter: {
    /** Any member. */
    [name: string]: unknown;
  };
}

/** The faults found in the histories. */
export interface Verification {
  /** Number of histories read. */
  subjects: number;
  /** Number of rows read. */
  rows: number;
  /** Empty when every history is complete and unedited. */
  faults: Array<{
    /** What kind it is. */
    kind:
      | 'row_edited'
      | 'state_edited'
      | 'row_missing'
      | 'row_misplaced'
      | 'chain_broken'
      | 'subject_missing'
      | 'item_unreadable'
      | 'shorter_than_anchor'
      | 'differs_from_anchor'
      | 'anchored_stop_missing'
      | 'anchored_subject_missing'
      | 'item_altered'
      | 'index_altered'
      | 'account_shared'
      | 'ledger_row_missing'
      | 'ledger_row_altered'
      | 'ledger_row_added'
      | 'ledger_row_unsealed'
      | 'seal_missing'
      | 'seal_altered'
      | 'seal_differs_from_anchor';
    /** What the row is about. */
    subject: {
      /** What kind it is. */
      kind:
        | 'connection'
        | 'tenant'
        | 'api-key'
        | 'link'
        | 'permission-set'
        | 'webhook'
        | 'ledger-writer';
      /** Its id. */
      id: string;
    };
    /** Of the history. Faults of the ledger have none. */
    revision?: number;
    /** The last affected revision, when more than one is affected. */
    through?: number;
    /** Faults of the ledger: the instance that wrote or sealed the rows. */
    writer?: string;
    /** Faults of the ledger: the minute in which the rows were written, in UTC. */
    minute?: string;
  }>;
  /** Whether more faults exist than are listed. */
  more: boolean;
  /** The ledgers of the connections that were verified. */
  ledger: {
    /** Number of stored rows that were compared with their seals. */
    rows: number;
    /** Of these, rows of earlier releases, which no seal covers. */
    unsealed: number;
    /** Number of sealed minutes, when everything is verified. */
    seals?: number;
    /**
     * Of these, minutes that another instance sealed, because their writer had ended. Nothing shows what was deleted
     * before that.
     */
    orphaned?: number;
  };
  /**
   * What is kept outside the store, and was compared with it. Absent when the service runs without anchors: then
   * nothing shows that the whole store was put back to an earlier state.
   */
  anchors?: {
    /** Number of histories that are anchored. */
    subjects: number;
    /** Number of stops that are anchored. */
    stops: number;
    /** Number of anchors that cannot be read: someone edited them. */
    unreadable: number;
    /** When the newest anchor was stored. ISO 8601. */
    newestAt?: string;
  };
}

/** An API key without its secret. */
export interface ApiKey {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
  /** What tenants see in place of its name and id. */
  publicName?: string;
  /** What its callers may do. */
  scope: 'operator' | 'support' | 'backend' | 'auditor';
  /** The tenants that it is bound to. */
  tenants: 'all' | string[];
  /** Whether it may revoke access. */
  mayEndAccess: boolean;
  /** True when its manage links act for persons. */
  mayVouchForPersons?: boolean;
  /** The addresses that it may be used from. Absent: any. */
  cidrs?: string[];
  /** When it was created. ISO 8601. */
  createdAt: string;
  /** Newest first. Two while a rotation overlaps, none after a revoke. */
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
  /** What tenants see in place of its name and id. */
  publicName?: string;
  /** What its callers may do. */
  scope: 'operator' | 'support' | 'backend' | 'auditor';
  /** The tenants that it is bound to. */
  tenants: 'all' | string[];
  /** Whether it may revoke access. */
  mayEndAccess: boolean;
  /** True when its manage links act for persons. */
  mayVouchForPersons?: boolean;
  /** The addresses that it may be used from. Absent: any. */
  cidrs?: string[];
  /** When it was created. ISO 8601. */
  createdAt: string;
  /** Newest first. Two while a rotation overlaps, none after a revoke. */
  secretsExpireAt: string[];
  /** When it was revoked. ISO 8601. */
  revokedAt?: string;
  /** The key. Shown once; only its hash is stored. */
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
  /** When it was created. ISO 8601. */
  createdAt: string;
  /** When it expires. ISO 8601. */
  expiresAt: string;
  /** The person whom a manage link is for. */
  person?: string;
  /** Hand-off links: the person who asks for the access. */
  requestedBy?: string;
  /** The key that created it. Absent in old links. */
  madeBy?: {
    /** What kind it is. */
    kind: string;
    /** Its id. */
    id: string;
  };
  /** Manage links: whether its creator could revoke when it was created. It can always suspend. */
  mayRevoke?: boolean;
  /** When it was revoked. ISO 8601. */
  revokedAt?: string;
}

/** A link with its URL. */
export interface MadeLink {
  /** Its id. */
  id: string;
  /** What kind it is. */
  kind: 'hand-off' | 'manage';
  /** The tenant. */
  tenantId: string;
  /** The connection. */
  connectionId: string;
  /** When it was created. ISO 8601. */
  createdAt: string;
  /** When it expires. ISO 8601. */
  expiresAt: string;
  /** The person whom a manage link is for. */
  person?: string;
  /** Hand-off links: the person who asks for the access. */
  requestedBy?: string;
  /** The key that created it. Absent in old links. */
  madeBy?: {
    /** What kind it is. */
    kind: string;
    /** Its id. */
    id: string;
  };
  /** Manage links: whether its creator could revoke when it was created. It can always suspend. */
  mayRevoke?: boolean;
  /** When it was revoked. ISO 8601. */
  revokedAt?: string;
  /** Shown once; not stored. */
  url: string;
}

/** What the vendor may do and what is denied, with a reason for each statement. */
export interface PermissionSet {
  /** Its id. */
  id: string;
  /** The version, such as `1.2.0`. */
  version: string;
  /** `metadata`: never reads the contents of data. */
  access: 'metadata' | 'read' | 'write';
  /** Title of the permission set. */
  title: LocalizedText;
  /** Purpose of the permission set. */
  summary: LocalizedText;
  /** Why sessions are not limited to what the set announces. */
  uncappedReason?: LocalizedText;
  /** What each connection states once, before its launch. */
  parameters?: Array<{
    /** Statements use it as `${parameter:Name}`. */
    name: string;
    /** Title of the parameter. */
    title: LocalizedText;
    /** Why its value is needed. */
    why: LocalizedText;
    /** What its value must be. */
    kind?: 'bucket' | 'prefix' | 'key-arn' | 'region-list' | 'account-id';
    /** The form of its value; instead of a kind. */
    pattern?: string;
    /** Statements that use it are left out while it has no value. */
    optional?: boolean;
  }>;
  /** AWS's managed policies that the role has. AWS may change them. */
  managedPolicies?: Array<{
    /** With `${partition}` for the partition of the connection. */
    arn: string;
    /** Why it is needed. */
    why: LocalizedText;
    /** What stops working without it. */
    without: LocalizedText;
    /** Why actions are accepted that AWS classifies as more than the access of the set. */
    excessReason?: LocalizedText;
  }>;
  /** Its statements. */
  statements: PermissionSetStatement[];
}

/** A refused request, an opened link, or an export. Holds no secret. */
export interface SecurityRow {
  /** Its id. */
  id: string;
  /** When it happened. ISO 8601. */
  at: string;
  /** The code of the refusal, or the action, such as `link_opened` or `history_exported`. */
  what: string;
  /** The key or link, if it was recognised. */
  callerId?: string;
  /**
   * What was requested, and from where. With `countAtLeast` the row stands for at least so many more of one minute,
   * beside rows of their own; it expires after 90 days.
   */
  facts: {
    /** Any member. */
    [name: string]: string;
  };
}

/** Credentials of one session. They are not stored. */
export interface Session {
  /** The access key id of the session. */
  accessKeyId: string;
  /** The secret access key of the session. */
  secretAccessKey: string;
  /** The session token. */
  sessionToken: string;
  /** When the credentials expire. ISO 8601. */
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
   * What limits the credentials besides the role. `exact`: they can do what was announced, and no more. `by_service`:
   * that does not fit into a session policy, so they can do what the role allows of the announced services, at the
   * announced access levels. `none`: they can do whatever the role allows. `session_policy`: the request's own session
   * policy, which stays within it.
   */
  cap: 'exact' | 'by_service' | 'session_policy' | 'none';
  /**
   * What the session policy names but these credentials cannot do: a session can do only what both its policy and the
   * role allow. Absent if there are no warnings.
   */
  warnings?: SessionWarning[];
}

/** Written before each AssumeRole call, completed after it. */
export interface MintedRow {
  /** What kind it is. */
  type: 'minted';
  /** Its id. */
  id: string;
  /** The tenant. */
  tenantId: string;
  /** The connection. */
  connectionId: string;
  /** When the row was written. ISO 8601. */
  at: string;
  /** The row in one sentence: for whom, for how long, and the outcome. */
  summary: string;
  /** What kind it is. */
  kind: 'issue' | 'probe' | 'inspection' | 'offboarding';
  /** The ARN of the role in the customer's account. */
  roleArn: string;
  /** As the customer's CloudTrail shows it. */
  sessionName: string;
  /** The source identity of the session, as the customer's CloudTrail shows it. */
  sourceIdentity?: string;
  /** The caller that requested credentials, the check, or the test after a revoke. */
  for: string;
  /** What tenants see in place of the caller's id: the public name of its key. */
  publicName?: string;
  /** Latest possible expiry of a session of this row. ISO 8601. */
  expiresAtMost: string;
  /** The result. */
  outcome?: {
    /** What kind it is. */
    kind: 'assumed' | 'refused' | 'inconclusive';
    /** The access key id of the session. */
    accessKeyId?: string;
    /** When the session expires. ISO 8601. */
    expiresAt?: string;
    /** The reason, in short. */
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
  /** When the row was written. ISO 8601. */
  at: string;
  /** The row in one sentence: for whom, for how long, and the outcome. */
  summary: string;
  /** The minted row of the issued session. */
  mintedId: string;
  /** The caller that received the credentials. */
  to: string;
  /** What tenants see in place of the caller's id: the public name of its key. */
  publicName?: string;
  /** The id of the request in the log of the service. */
  requestId: string;
  /** When the session expires. ISO 8601. */
  expiresAt: string;
}

/** An offered or requested upgrade: another permission set version, other values, or other options of the role. */
export interface Upgrade {
  /** The current version. */
  from: string;
  /** The version after the upgrade. */
  to: string;
  /** The requested version was withdrawn later. The customer should not make the update. */
  withdrawn: boolean;
  /** When it was requested. Absent while it is only offered. ISO 8601. */
  startedAt?: string;
  /** What becomes allowed, compared by meaning. Absent: nothing. */
  more?: {
    /** Number of matching actions that the kit knows. */
    actions: number;
    /** The number of AWS services that they belong to. */
    services: number;
    /** The most dangerous of them, at most three. */
    worst: string;
  };
  /** What is no longer allowed, compared by meaning. Absent: nothing. */
  less?: {
    /** Number of matching actions that the kit knows. */
    actions: number;
    /** The number of AWS services that they belong to. */
    services: number;
    /** The most dangerous of them, at most three. */
    worst: string;
  };
  /** Part of the comparison was undecided. Read the statements. */
  undecided: boolean;
  /** Present when the end of the trust policy changes. */
  trustEnd?: {
    /** The current end of the trust policy. Absent: none. ISO 8601. */
    from?: string;
    /** The new end of the trust policy. Absent: none. ISO 8601. */
    to?: string;
  };
  /** Present when the permissions boundary changes. */
  permissionsBoundary?: {
    /** The announced permissions boundary now. Absent: none. */
    from?: string;
    /** The new permissions boundary. Absent: none. */
    to?: string;
  };
  /** Parameters for which the request must state a value. */
  missingValues: string[];
  /** Only values that differ. The account in parentheses owns the bucket or key. */
  values: Array<{
    /** The parameter of the permission set. */
    name: string;
    /** Its value now. Absent: none. */
    from?: string;
    /** Its value then. Absent: none. */
    to?: string;
  }>;
  /** Only AWS's managed policies that differ. */
  managedPolicies: Array<{
    /** The policy's ARN. */
    arn: string;
    /** `changed`: announced in another version. */
    kind: 'added' | 'removed' | 'changed';
    /** The announced version now. Absent: not attached. */
    fromVersion?: string;
    /** The announced version then. Absent: not attached. */
    toVersion?: string;
    /** Why the policy is, or was, needed. */
    why?: LocalizedText;
    /** What does not work without it. */
    without?: LocalizedText;
  }>;
  /** Only statements that differ. */
  statements: Array<{
    /** The id of the statement in the policy. */
    sid: string;
    /** What kind it is. */
    kind: 'added' | 'removed' | 'changed';
    /** Whether it allows or denies. */
    effect: 'Allow' | 'Deny';
    /** Actions that the statement gains. */
    actionsAdded: string[];
    /** Actions that the statement loses. */
    actionsRemoved: string[];
    /** Resources that the statement gains. */
    resourcesAdded: string[];
    /** Resources that the statement loses. */
    resourcesRemoved: string[];
    /** Whether its conditions differ. */
    conditionsChanged: boolean;
    /** Why the statement is, or was, needed. */
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
  /** The types it receives; all when absent. */
  types?: string[];
  /** When it was created. ISO 8601. */
  createdAt: string;
  /** During a rotation: until when the old secret also signs. ISO 8601. */
  oldSecretEndsAt?: string;
  /** When it was deleted or disabled. Nothing is sent after this time. ISO 8601. */
  disabledAt?: string;
  /** Why the kit disabled it. `gone`: its receiver answered 410. `failing`: for five days it accepted nothing. */
  disabledBecause?: 'gone' | 'failing';
  /** An event was given up and none was accepted since: when the first attempt of that event was made. ISO 8601. */
  failingSince?: string;
}

/** A webhook with its newest secret. */
export interface MadeWebhook {
  /** Its id. */
  id: string;
  /** The https address that events are sent to. */
  url: string;
  /** The tenants that it is bound to. */
  tenants: 'all' | string[];
  /** The types it receives; all when absent. */
  types?: string[];
  /** When it was created. ISO 8601. */
  createdAt: string;
  /** During a rotation: until when the old secret also signs. ISO 8601. */
  oldSecretEndsAt?: string;
  /** When it was deleted or disabled. Nothing is sent after this time. ISO 8601. */
  disabledAt?: string;
  /** Why the kit disabled it. `gone`: its receiver answered 410. `failing`: for five days it accepted nothing. */
  disabledBecause?: 'gone' | 'failing';
  /** An event was given up and none was accepted since: when the first attempt of that event was made. ISO 8601. */
  failingSince?: string;
  /** `whsec_…`: verifies events. Shown once; not stored. */
  secret: string;
}

/** One event on its way to one webhook. */
export interface EventDelivery {
  /** The event id: the `webhook-id` of every attempt. */
  id: string;
  /** The webhook. */
  webhookId: string;
  /** The tenant. */
  tenantId: string;
  /** The connection. */
  connectionId: string;
  /** Revision of the connection. Its history row is the event. */
  revision: number;
  /** What kind it is. */
  type: string;
  /** Its state. */
  state: 'waiting' | 'delivered' | 'dead';
  /** When the delivery was created. ISO 8601. */
  madeAt: string;
  /** When the next attempt is due, after a failed one. ISO 8601. */
  nextTryAt?: string;
  /** When it was delivered or given up. ISO 8601. */
  finishedAt?: string;
  /** The newest attempts, oldest first. */
  attempts: Array<{
    /** When the attempt was made. ISO 8601. */
    at: string;
    /** The status that the receiver returned. */
    status?: number;
    /** Why no answer arrived, such as `timed_out`. */
    fault?: string;
    /** How long the receiver wants no attempt. */
    retryAfterSeconds?: number;
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
  | 'hold_unread'
  | 'hold_stale'
  | 'hold_widened'
  | 'hold_integrity';

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
  /** Checks also ask CloudFormation whether the stack has drifted. */
  stackDrift?: true;
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
  /** When it was proposed. ISO 8601. */
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
 * policy, another permissions boundary, or several of them.
 */
export interface OpenUpgrade {
  /** The version after the upgrade. */
  to: string;
  /** When the customer was asked to update. ISO 8601. */
  startedAt: string;
  /** The end date in the trust policy after the update; absent: none. ISO 8601. */
  trustEndsAt?: string;
  /** The permissions boundary after the update; absent: none. */
  permissionsBoundaryArn?: string;
}

/** After a revoke of a role that once existed: whether the role still accepts us. */
export interface Offboarding {
  /**
   * `checking`: we test whether the role still accepts us. `confirmed`: it refuses us. `declined`, `stopped`: no tests.
   * `unconfirmed`: not proven within 30 days.
   */
  state: 'declined' | 'checking' | 'confirmed' | 'stopped' | 'unconfirmed';
  /** Who decided whether we may test: the tenant's own person, or the vendor on the tenant's behalf. */
  decidedBy: 'tenant' | 'vendor';
  /** No test is sent after this time. ISO 8601. */
  until?: string;
  /** The first refusal of the current unbroken series. ISO 8601. */
  refusedSince?: string;
  /** Roles that still accept us, with the commands to delete them. */
  stillTrusts?: {
    /** Since when exactly these roles accept us. ISO 8601. */
    since: string;
    /** The roles, with the commands that delete each. */
    roles: Array<{
      /** The ARN of the role in the customer's account. */
      roleArn: string;
      /** The name of the role in the customer's account. */
      roleName: string;
      /** First: denies every action with the role until it is deleted, so that revoked sessions stay revoked. */
      keepClosed: string;
      /**
       * Second, for each: detaches a policy that the stack did not create. Otherwise CloudFormation cannot delete the
       * role.
       */
      removePolicies: string[];
      /** Third: removes the policy that revoked the sessions, if present. It would block the deletion too. */
      dropRevocation: string;
      /** Last: deletes the stack and its role. */
      deleteStack: string;
    }>;
  };
  /** Revocation confirmed: every test was refused for at least an hour. ISO 8601. */
  confirmedAt?: string;
  /** When the tests ended. ISO 8601. */
  endedAt?: string;
}

/** A running revocation drill. It ends automatically; resume or revoke ends it earlier. */
export interface Drill {
  /** When it was requested. ISO 8601. */
  requestedAt: string;
  /** The people who take part. */
  people: string[];
  /** What depends on the access on your side. */
  dependents: string[];
}

/** Access that existed before the connection. The kit never uses it. */
export interface LegacyAccess {
  /** A legacy access of the connection. */
  id: string;
  /** `role`: created by hand or with another external ID. `user`: a long-term access key. */
  kind: 'role' | 'user';
  /** The ARN of the role or of the IAM user. */
  arn: string;
  /** For a user: the ID of the access key that the vendor holds. Never send its secret. */
  accessKeyId?: string;
  /** When it was recorded. ISO 8601. */
  recordedAt: string;
  /** `deleted`: the tenant reported its deletion. `mistaken`: the record was wrong. */
  state: 'open' | 'deleted' | 'mistaken';
  /** When it was closed. ISO 8601. */
  endedAt?: string;
  /** The tenant's person who reported the deletion. */
  person?: string;
  /** Commands for the customer's account. Absent until the connection's own role is verified and issues credentials. */
  commands?: {
    /** Shows when AWS last recorded its use. */
    lookFirst?: string;
    /** Finds the stack that created the role, if any. In that case delete the stack instead. */
    findStack?: string;
    /** Deactivates the key. It can be activated again. */
    switchOff?: string;
    /** Deletes it permanently. */
    remove?: string;
  };
}

/** A finding that a person accepted, for the role exactly as it was then. */
export interface AcceptedDeviation {
  /** An accepted deviation of the connection. */
  id: string;
  /** The code, for programs. */
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
    | 'aws_policy_changed'
    | 'session_length_raised'
    | 'tags_changed'
    | 'stack_other'
    | 'stack_drifted'
    | 'stack_role_deleted'
    | 'stack_drift_unknown'
    | 'role_recreated'
    | 'old_role_left'
    | 'self_reading_limited'
    | 'access_refused'
    | 'source_identity_refused'
    | 'sessions_revoked_by_customer'
    | 'outdated';
  /** The id of the finding. It names one finding exactly. */
  finding: string;
  /** Of the announced role, the documents of the live role, and all differences. */
  digest: string;
  /** The first check that found this deviation. */
  checkId: string;
  /** False while the last check did not read the role, or was refused. */
  counts: boolean;
  /** The reason, in the words of the person who made the change. */
  reason: string;
  /** Who accepted it. */
  by: 'tenant' | 'vendor';
  /** The tenant's person who accepted it. */
  person?: string;
  /** When it was accepted. ISO 8601. */
  acceptedAt: string;
  /** When the finding is open again. ISO 8601. */
  endsAt: string;
}

/** What the last check found. Absent: nothing can be accepted now. Run a check, or read the findings. */
export interface SeenDeviation {
  /** The first check that found this deviation. */
  checkId: string;
  /** Of the announced role, the documents of the live role, and all differences. */
  digest: string;
  /** What differs from the role spec. */
  findings: SeenFinding[];
}

/** A finding of the last check, and who may accept it. */
export interface SeenFinding {
  /** The id of the finding. It names one finding exactly. */
  finding: string;
  /** The code, for programs. */
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
    | 'aws_policy_changed'
    | 'session_length_raised'
    | 'tags_changed'
    | 'stack_other'
    | 'stack_drifted'
    | 'stack_role_deleted'
    | 'stack_drift_unknown'
    | 'role_recreated'
    | 'old_role_left'
    | 'self_reading_limited'
    | 'access_refused'
    | 'source_identity_refused'
    | 'sessions_revoked_by_customer'
    | 'outdated';
  /** What it means, in one sentence. */
  sentence: string;
  /** The acceptance that counts for it; absent: it is open. */
  acceptance?: string;
  /**
   * `support`: by support or by a person of the tenant. `person`: only by a person of the tenant for whom the vendor
   * vouches. `nobody`: see `never`.
   */
  mayBeAcceptedBy: 'support' | 'person' | 'nobody';
  /** Why nobody may accept it. */
  never?:
    | 'information'
    | 'critical'
    | 'trust'
    | 'undecided'
    | 'unread'
    | 'escalation'
    | 'old_access'
    | 'other';
}

/** Present while the finding is accepted as a known deviation. */
export interface FindingAcceptance {
  /** The acceptance. */
  id: string;
  /** Who accepted it. */
  by: 'tenant' | 'vendor';
  /** The tenant's person who accepted it. */
  person?: string;
  /** The reason, in the words of the person who made the change. */
  reason: string;
  /** When the finding is open again. ISO 8601. */
  endsAt: string;
}

/** One request to AWS that a check made. */
export interface CheckStep {
  /** Which probe it was. */
  probe: string;
  /** When the answer arrived. ISO 8601. */
  at: string;
  /** The launch whose role was tested. */
  launch?: number;
  /** The result. */
  outcome: 'assumed' | 'refused' | 'inconclusive' | 'read' | 'partly-read' | 'not-made';
  /** Why it was inconclusive or skipped. */
  why?: string;
  /** The principal that made the request, when it was not the broker role. */
  as?: string;
  /** Present when the request had the source identity of credential requests. */
  withSourceIdentity?: true;
}

/** The result of a finished check. */
export interface CheckResult {
  /** An inconclusive check changes neither state nor health. */
  conclusive: boolean;
  /** How the role answered. Absent when the check was inconclusive. */
  outcome?: 'admitted' | 'unsafe' | 'refused';
  /** Why it was inconclusive. */
  reason?: string;
  /** The result in one sentence. */
  sentence?: string;
  /** What differs from the role spec. */
  findings: Finding[];
  /** Most likely first. AWS returns the same error for all of them, and there may be others. */
  causesLeft: Cause[];
  /** Causes that the check excluded. */
  causesExcluded: Cause[];
}

/** Commands that the customer runs in its account, in this order. */
export interface EndCommands {
  /** Revokes every active session of the role now. */
  cutSessions: string;
  /** First: denies every action with the role until it is deleted, so that revoked sessions stay revoked. */
  keepClosed: string;
  /**
   * Second, for each: detaches a policy that the stack did not create. Otherwise CloudFormation cannot delete the role.
   */
  removePolicies: string[];
  /** Third: removes the policy that revoked the sessions, if present. It would block the deletion too. */
  dropRevocation: string;
  /** Last: deletes the stack and its role. */
  deleteStack: string;
}

/** Something that the session policy names and the role does not grant. */
export interface SessionWarning {
  /**
   * `session_policy_beyond_role`: a statement names something that the role spec does not grant.
   * `session_policy_without_effect`: nothing that it names is granted. `session_policy_undecided`: the comparison was
   * undecided.
   */
  code:
    | 'session_policy_beyond_role'
    | 'session_policy_without_effect'
    | 'session_policy_undecided';
  /** What is missing, in one sentence. */
  message: string;
  /** Index of the statement in the session policy, from 0. */
  statement: number;
  /** An action that the session policy allows and the role spec does not. */
  action?: string;
  /** A resource of that action. Absent if the statement names none. */
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
  /** For keys: what tenants see in place of the name. */
  publicName?: string;
  /** For links: the key that created the link. */
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

/** Title of the permission set. */
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
  /** `Deny`: not granted, and denied even if another policy of the role allows it. */
  effect: 'Allow' | 'Deny';
  /** The AWS actions that it allows or denies. */
  actions: string[];
  /** The ARNs that it applies to. */
  resources: string[];
  /** Conditions in the format of IAM. */
  conditions?: {
    /** Any member. */
    [name: string]: unknown;
  };
  /** Why an action or resource is a wildcard. */
  wildcardReason?: LocalizedText;
  /** Why an action is included that the kit does not know yet. */
  unknownActionsReason?: LocalizedText;
  /** Why scoped actions are accepted that can lead to more permissions, and what they can do. */
  riskReason?: LocalizedText;
  /** Why reading actions are accepted that AWS classifies as more than the access of the set. */
  excessReason?: LocalizedText;
  /** Why it is needed. For a `Deny`: what it protects. */
  why: LocalizedText;
  /** What stops working without it. For a `Deny`: what would become possible. */
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
  /** The code, for programs. */
  code: string;
  /** How serious it is. */
  severity: string;
  /** Accepted as a known deviation. */
  accepted?: true;
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
  /** Items of the store that cannot be read, by kind. The log names them. Everything else works. */
  unreadableItems?: {
    /** Any member. */
    [name: string]: number;
  };
}

/** What `createTenant` takes. */
export interface CreateTenantInput {
  /** The name that the customer sees on pages and on the role. */
  name: string;
  /** The vendor's own reference, such as an id in its database. */
  reference?: string | undefined;
}

/** What `changeTenant` takes. */
export interface ChangeTenantInput {
  /** The name that the customer sees on pages and on roles that are created later. */
  name?: string | undefined;
  /** null removes it. */
  reference?: string | null | undefined;
}

/** What `closeTenant` takes. */
export interface CloseTenantInput {
  /** The reason. The history shows it. */
  reason: string;
  /**
   * The tenant's consent: whether the vendor may test for up to 30 days whether the role still accepts us. Send the
   * tenant's own answer. If absent, the tenant was not asked and we do not test. The history records who sent it.
   */
  mayCheckClosed?: boolean | undefined;
}

/** What `createConnection` takes. */
export interface CreateConnectionInput {
  /** The AWS account, 12 digits. It cannot be changed later. */
  accountId: string;
  /** When absent, the first partition of the configuration. It cannot be changed later. */
  partition?: 'aws' | 'aws-cn' | 'aws-us-gov' | 'aws-eusc' | undefined;
  /** The permission set to grant. */
  permissionSetId: string;
  /** The version; the newest when absent. */
  permissionSetVersion?: string | undefined;
  /** How the customer's organisation wants the role to be created. */
  options?: {
    /** Prefix of the role name. */
    namePrefix?: string | undefined;
    /** Path of the role; starts and ends with a slash. */
    path?: string | undefined;
    /** The permissions boundary of the role; null: none. After the launch `POST …/upgrade` changes it. */
    permissionsBoundaryArn?: string | null | undefined;
    /** Tags of the role besides the kit's own. */
    tags?: {
      /** Any member. */
      [name: string]: string;
    } | undefined;
    /** An end date in the trust policy itself, which holds whatever this service does; null: none. ISO 8601. */
    trustEndsAt?: string | null | undefined;
    /** Whether the role may let CloudFormation detect the drift of its stack, as a second witness of checks. */
    stackDrift?: boolean | undefined;
  } | undefined;
  /** The longest session that a credential request may get. */
  maxSessionSeconds?: number | undefined;
  /** From then on no credentials are issued, and no session lasts longer. It can be changed later. ISO 8601. */
  endsAt?: string | undefined;
  /** When credentials are issued. Absent: at any time. */
  windows?: IssuingWindow[] | undefined;
  /** Values of the parameters of the permission set, by name. null: none, for an optional one. */
  values?: {
    /** Any member. */
    [name: string]: string | null;
  } | undefined;
  /**
   * By name of a bucket or key parameter: the AWS account that owns it, if it is not the announced account. The same
   * request must state the value.
   */
  valueOwners?: {
    /** Any member. */
    [name: string]: string;
  } | undefined;
}

/** Filters and options of `searchConnections`. */
export interface SearchConnectionsQuery {
  /** An external ID, account id, connection id or tenant id. Matched exactly. */
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
  /** Only connections of which a finding is, or is not, accepted as a known deviation. */
  deviationAccepted?: boolean | undefined;
}

/** What `changeConnection` takes. */
export interface ChangeConnectionInput {
  /** How the customer's organisation wants the role to be created. */
  options?: {
    /** Prefix of the role name. */
    namePrefix?: string | undefined;
    /** Path of the role; starts and ends with a slash. */
    path?: string | undefined;
    /** The permissions boundary of the role; null: none. After the launch `POST …/upgrade` changes it. */
    permissionsBoundaryArn?: string | null | undefined;
    /** Tags of the role besides the kit's own. */
    tags?: {
      /** Any member. */
      [name: string]: string;
    } | undefined;
    /** An end date in the trust policy itself, which holds whatever this service does; null: none. ISO 8601. */
    trustEndsAt?: string | null | undefined;
    /** Whether the role may let CloudFormation detect the drift of its stack, as a second witness of checks. */
    stackDrift?: boolean | undefined;
  } | undefined;
  /** The longest session that a credential request may get. */
  maxSessionSeconds?: number | undefined;
  /** The role ARN that the customer gave; its name must be the one of this connection. */
  roleArn?: string | undefined;
  /** It can be changed at any time; null removes it. ISO 8601. */
  endsAt?: string | null | undefined;
  /** Credentials are issued only in these weekly windows; null: always. They can be changed at any time. */
  windows?: IssuingWindow[] | null | undefined;
  /** Of the role in use, at any time, in a request of its own; null: the stack that the launch link creates. */
  stack?: {
    /** Its name, or its ARN. */
    name: string;
    /** The region of the launch link when absent. An ARN has its own. */
    region?: string | undefined;
  } | null | undefined;
}

/** What `reviewConnection` takes. */
export interface ReviewConnectionInput {
  /** Whether support approves the connection. */
  approve: boolean;
  /** The reason. The history shows it. */
  reason: string;
}

/** Filters and options of `readGuide`. */
export interface ReadGuideQuery {
  /** `markdown` when absent. */
  format?: 'markdown' | 'html' | undefined;
}

/** Filters and options of `readCheck`. */
export interface ReadCheckQuery {
  /** Seconds to wait for the check to finish. */
  waitSeconds?: number | undefined;
}

/** What `acceptDeviation` takes. */
export interface AcceptDeviationInput {
  /** The first check that found this deviation. */
  checkId: string;
  /** Of the announced role, the documents of the live role, and all differences. */
  digest: string;
  /** The id of the finding. It names one finding exactly. */
  finding: string;
  /** The reason. The history shows it. */
  reason: string;
  /** When the finding is open again: at most 90 days from now. ISO 8601. */
  endsAt: string;
  /** The acceptance of the same finding that this one replaces. */
  replaces?: string | undefined;
  /**
   * For keys that may vouch, which must send it: the tenant's person who accepts, as authenticated by your application.
   */
  person?: string | undefined;
}

/** What `removeAcceptance` takes. */
export interface RemoveAcceptanceInput {
  /** The reason. The history shows it. */
  reason: string;
}

/** What `issueSession` takes. */
export interface IssueSessionInput {
  /** At most the limit of the connection. */
  durationSeconds?: number | undefined;
  /** A policy document that narrows the session: only what it and the role both allow is allowed. */
  sessionPolicy?: {
    /** Any member. */
    [name: string]: unknown;
  } | undefined;
}

/** Filters and options of `listSessions`. */
export interface ListSessionsQuery {
  /** Rows written at or after this time. ISO 8601. */
  from?: string | undefined;
  /** Rows written before this time. ISO 8601. */
  to?: string | undefined;
  /**
   * Only rows of this kind. `issue`: credentials issued. `check`: probes and inspections of checks. `offboarding`:
   * tests for closure after a revoke.
   */
  kind?: 'issue' | 'check' | 'offboarding' | undefined;
}

/** What `suspendConnection` takes. */
export interface SuspendConnectionInput {
  /** The reason. The history shows it. */
  reason: string;
}

/** What `revokeConnection` takes. */
export interface RevokeConnectionInput {
  /** The reason. The history shows it. */
  reason: string;
  /**
   * The tenant's consent: whether the vendor may test for up to 30 days whether the role still accepts us. Send the
   * tenant's own answer. If absent, the tenant was not asked and we do not test. The history records who sent it.
   */
  mayCheckClosed?: boolean | undefined;
}

/** What `resumeConnection` takes. */
export interface ResumeConnectionInput {
  /** The reason. The history shows it. */
  reason: string;
}

/** What `startDrill` takes. */
export interface StartDrillInput {
  /** The reason. The history shows it. */
  reason: string;
  /** The people who take part. */
  people?: string[] | undefined;
  /** What depends on the access on your side. */
  dependents?: string[] | undefined;
}

/** What `stateEnd` takes. */
export interface StateEndInput {
  /** What the tenant reported, and how. The history records it as the tenant's statement. */
  reason: string;
  /** What the tenant reports to have done. AWS returns the same error for each, so a check names none. */
  cause?: 'role_deleted' | 'trust_edited' | 'resource_control_policy' | undefined;
}

/** What `stopOffboarding` takes. */
export interface StopOffboardingInput {
  /** The reason. The history shows it. */
  reason: string;
}

/** What `recordLegacyAccess` takes. */
export interface RecordLegacyAccessInput {
  /** The role, or the IAM user, in the announced account and partition. */
  arn: string;
  /** For a user: the ID of the access key that the vendor holds. Never send its secret. */
  accessKeyId?: string | undefined;
  /** The reason. The history shows it. */
  reason: string;
}

/** What `closeLegacyAccess` takes. */
export interface CloseLegacyAccessInput {
  /** The tenant's person who reports the deletion, as authenticated by your application. */
  person: string;
}

/** What `retractLegacyAccess` takes. */
export interface RetractLegacyAccessInput {
  /** The reason. The history shows it. */
  reason: string;
}

/** What `startRotation` takes. */
export interface StartRotationInput {
  /** The reason. The history shows it. */
  reason: string;
  /** Days after which a rotation that the customer has not applied is cancelled. Access is not interrupted. */
  deadlineDays?: number | undefined;
}

/** What `cancelRotation` takes. */
export interface CancelRotationInput {
  /** The reason. The history shows it. */
  reason: string;
}

/** Filters and options of `readUpgrade`. */
export interface ReadUpgradeQuery {
  /** The version to compare with. Absent: the offered one. */
  version?: string | undefined;
}

/** What `startUpgrade` takes. */
export interface StartUpgradeInput {
  /** The reason. The history shows it. */
  reason: string;
  /** The target version. Absent: the offered one, or the current one if values or options of the role change. */
  version?: string | undefined;
  /** The new end of the trust policy. null: no end. Absent: unchanged. ISO 8601. */
  trustEndsAt?: string | null | undefined;
  /** The new permissions boundary. null: none. Absent: unchanged. */
  permissionsBoundaryArn?: string | null | undefined;
  /** Values of the parameters of the permission set, by name. null: none, for an optional one. */
  values?: {
    /** Any member. */
    [name: string]: string | null;
  } | undefined;
  /**
   * By name of a bucket or key parameter: the AWS account that owns it, if it is not the announced account. The same
   * request must state the value.
   */
  valueOwners?: {
    /** Any member. */
    [name: string]: string;
  } | undefined;
  /** Whether checks may also ask CloudFormation about the drift of the stack. Absent: unchanged. */
  stackDrift?: boolean | undefined;
}

/** What `cancelUpgrade` takes. */
export interface CancelUpgradeInput {
  /** The reason. The history shows it. */
  reason: string;
}

/** Filters and options of `listHistory`. */
export interface ListHistoryQuery {
  /** Rows written at or after this time. ISO 8601. */
  from?: string | undefined;
  /** Rows written before this time. ISO 8601. */
  to?: string | undefined;
  /**
   * Only this action, or those of a group: `setup`, `checks`, `deviations`, `access`, `rotation`, `upgrade`, `legacy`,
   * `offboarding`.
   */
  action?:
    | 'connection.created'
    | 'connection.changed'
    | 'connection.values-stated'
    | 'connection.limits-changed'
    | 'connection.stack-stated'
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
    | 'connection.deviation-accepted'
    | 'connection.acceptance-removed'
    | 'connection.acceptance-reminded'
    | 'connection.acceptance-ended'
    | 'connection.revoked'
    | 'connection.offboarding-checked'
    | 'connection.revocation-confirmed'
    | 'connection.offboarding-stopped'
    | 'connection.offboarding-ended'
    | 'connection.expired'
    | 'setup'
    | 'checks'
    | 'deviations'
    | 'access'
    | 'rotation'
    | 'upgrade'
    | 'legacy'
    | 'offboarding' | undefined;
}

/** Filters and options of `verifyHistory`. */
export interface VerifyHistoryQuery {
  /** Only this tenant and its subjects. */
  tenantId?: string | undefined;
  /** Only this connection. Requires `tenantId`. */
  connectionId?: string | undefined;
}

/** Filters and options of `exportLedger`. */
export interface ExportLedgerQuery {
  /** Rows written at or after this time. ISO 8601. */
  from?: string | undefined;
  /** Rows written before this time. ISO 8601. */
  to?: string | undefined;
}

/** What `makeLink` takes. */
export interface MakeLinkInput {
  /** `hand-off`: for the person who launches the role, 7 days. `manage`: for one named person, 30 minutes. */
  kind: 'hand-off' | 'manage';
  /** The person who uses it. Required for a manage link, not allowed for a hand-off link. */
  person?: string | undefined;
  /**
   * Hand-off links only: the person who asks for the access, for example who set it up in your product. The page shows
   * the name, so that its reader can confirm the request with this person.
   */
  requestedBy?: string | undefined;
}

/** Filters and options of `readPermissionSet`. */
export interface ReadPermissionSetQuery {
  /** The version; the newest when absent. */
  version?: string | undefined;
}

/** What `createApiKey` takes. */
export interface CreateApiKeyInput {
  /** Purpose of the key. Only the vendor's own staff see it. */
  name: string;
  /**
   * What tenants see on their pages where this key uses their access or changes something, for example "Nightly
   * report". Do not name a person. Without it they see "the backend" or "support" of the vendor.
   */
  publicName?: string | undefined;
  /** What the key may do. */
  scope: 'operator' | 'support' | 'backend' | 'auditor';
  /** `all`, or the ids of the tenants the key may access. */
  tenants: 'all' | string[];
  /** Whether a backend key may suspend, resume and revoke. */
  mayEndAccess?: boolean | undefined;
  /**
   * Whether manage links of this key act for persons of the tenant: resume what the tenant suspended, consent to tests,
   * close legacy access. Only for keys that create links. Such a backend key issues no credentials.
   */
  mayVouchForPersons?: boolean | undefined;
  /** CIDR blocks from which the key may be used, e.g. 192.0.2.0/24. */
  cidrs?: string[] | undefined;
  /** Days until it expires. */
  expiresInDays?: number | undefined;
}

/** What `rotateApiKey` takes. */
export interface RotateApiKeyInput {
  /** Seconds until the old secret expires. */
  overlapSeconds?: number | undefined;
  /** Days until it expires. */
  expiresInDays?: number | undefined;
  /** Whether links that this key created end too, with every page that was opened with them. */
  endLinks?: boolean | undefined;
}

/** Filters and options of `listSecurityLog`. */
export interface ListSecurityLogQuery {
  /** Rows written at or after this time. ISO 8601. */
  from?: string | undefined;
  /** Rows written before this time. ISO 8601. */
  to?: string | undefined;
}

/** What `createWebhook` takes. */
export interface CreateWebhookInput {
  /** Where events are sent: an https URL with a public address, port 443 or at least 1024. */
  url: string;
  /** `all`, or the ids of the tenants whose events it receives. */
  tenants: 'all' | string[];
  /** Only these types; all when absent. */
  types?: Array<
    | 'connection.created'
    | 'connection.changed'
    | 'connection.values-stated'
    | 'connection.limits-changed'
    | 'connection.stack-stated'
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
    | 'connection.deviation-accepted'
    | 'connection.acceptance-removed'
    | 'connection.acceptance-reminded'
    | 'connection.acceptance-ended'
    | 'connection.revoked'
    | 'connection.offboarding-checked'
    | 'connection.revocation-confirmed'
    | 'connection.offboarding-stopped'
    | 'connection.offboarding-ended'
    | 'connection.expired'> | undefined;
}

/** Filters and options of `listDeliveries`. */
export interface ListDeliveriesQuery {
  /** Only deliveries in this state. `dead`: given up. */
  state?: 'waiting' | 'delivered' | 'dead' | undefined;
}
