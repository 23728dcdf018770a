// Every error a caller can get, in one table: HTTP status and sentence. The caller gets the sentence, the log gets the
// cause. Any other exception becomes `internal`. A test compares docs/errors.md with this table.

export const errorTable = {
  request_malformed: [400, 'Malformed HTTP request.'],
  request_invalid: [400, 'The request does not match its schema.'],
  external_id_not_accepted: [400, 'Only this service creates external IDs. A request cannot set one.'],
  cursor_invalid: [400, 'This cursor does not belong to this list. Start again without a cursor.'],
  body_not_json: [400, 'The body is not valid JSON.'],
  idempotency_key_not_accepted: [
    400,
    'Credential requests do not accept an Idempotency-Key. Send the request without it.',
  ],
  account_not_valid: [400, 'An AWS account ID is a string of exactly 12 digits.'],
  vendor_account: [400, "This AWS account belongs to the vendor. State the customer's account."],
  partition_not_served: [400, 'This service does not support that AWS partition.'],
  role_arn_not_valid: [400, 'This is not the ARN of an IAM role in the announced account and partition.'],
  role_not_of_this_connection: [
    400,
    "The role's name does not belong to this connection. Use this connection's launch link.",
  ],
  legacy_not_valid: [
    400,
    'Send the ARN of an IAM role, or the ARN of an IAM user with the ID of its access key. Delete root user ' +
      'keys in the console.',
  ],
  legacy_of_another_account: [400, 'That role or user is not in the announced account and partition.'],
  legacy_is_own_role: [400, 'That role belongs to this connection. To end its access, revoke the connection.'],
  limits_not_valid: [400, 'The end date or an access window is not valid.'],
  stack_not_valid: [400, 'This is not a stack name and region, or the ARN of a stack in the announced account.'],
  options_not_valid: [400, 'A role option is not valid.'],
  values_not_valid: [400, 'A value for a parameter of the permission set is missing or not valid.'],
  acceptance_end_not_valid: [400, 'An acceptance ends at a time in the future, at most 90 days away.'],
  session_policy_not_valid: [400, 'The session policy must be a policy document of at most 2,048 characters.'],
  duration_not_allowed: [400, 'The duration is longer than this connection allows.'],
  confirmation_wrong: [400, 'To confirm, type the AWS account ID.'],
  webhook_url_not_allowed: [400, 'Events cannot be sent to this address.'],
  key_missing: [401, 'An API key is required. Send it as "Authorization: Bearer …".'],
  key_not_valid: [401, 'The API key is not valid: it is unknown, expired, revoked or not allowed from this address.'],
  link_not_valid: [401, 'This link is no longer valid. Request a new one.'],
  link_done: [401, 'This hand-off link is no longer needed: the role was verified.'],
  page_not_open: [401, 'This page is not open in this browser. Open its link again.'],
  not_allowed: [403, 'This caller is not allowed to do that.'],
  link_may_not_revoke: [
    403,
    'This link can suspend but not revoke, because its creator may not revoke. Request a link from support.',
  ],
  link_may_not_resume: [
    403,
    'This link cannot resume what the tenant suspended: the key that created it may not resume, or may not vouch for ' +
      'persons.',
  ],
  link_needs_person: [
    403,
    'Only a person of the tenant can do this. The key that created this link may not vouch for persons.',
  ],
  csrf: [403, 'The form has expired or was sent from another site. Reload the page and try again.'],
  not_found: [404, 'Nothing exists at this address.'],
  tenant_not_found: [404, 'No such tenant.'],
  connection_not_found: [404, 'No such connection.'],
  check_not_found: [404, 'No such check.'],
  key_not_found: [404, 'No such API key.'],
  legacy_not_found: [404, 'No such legacy access on this connection.'],
  deviation_not_found: [404, 'The last check that read the role has no such finding.'],
  acceptance_not_found: [404, 'No such accepted deviation on this connection.'],
  link_not_found: [404, 'No such link.'],
  permission_set_not_found: [404, 'No such permission set.'],
  webhook_not_found: [404, 'No such webhook.'],
  delivery_not_found: [404, 'No such delivery.'],
  method_not_allowed: [405, 'This address does not support that method.'],
  request_too_slow: [408, 'The complete request did not arrive in time.'],
  conflict: [
    409,
    'Another request changed this at the same time. Read it again, then repeat your request if it still applies.',
  ],
  tenant_closed: [409, 'The tenant is closed. Nothing new can be created for it.'],
  not_in_this_state: [409, "The connection's state does not allow this."],
  suspended_by_tenant: [409, 'The tenant suspended this connection. Only the tenant can resume it.'],
  suspended_by_vendor: [409, 'The vendor suspended this connection. Only the vendor can resume it.'],
  values_missing: [
    409,
    'Values that the permission set needs are not stated yet. The launch link is shown after the customer has stated ' +
      'them on the hand-off page.',
  ],
  values_already_stated: [409, 'The values of this connection were already stated. Nothing was changed.'],
  under_review: [409, 'Support is reviewing this connection. The launch link is shown after approval.'],
  rotation_open: [409, 'A rotation of the external ID is in progress. Wait until it completes, or cancel it.'],
  rotation_not_open: [409, 'No rotation of the external ID is waiting for the customer.'],
  rotation_taken_up: [
    409,
    'The customer has already applied the new external ID. It is now the current one, so the rotation cannot ' +
      'be cancelled.',
  ],
  upgrade_open: [
    409,
    'An upgrade is waiting for the customer. Wait until a check finds the update, or cancel the upgrade.',
  ],
  upgrade_not_open: [409, 'No upgrade is waiting for the customer.'],
  upgrade_not_offered: [409, 'The connection cannot move to that version: it already has it or a newer one.'],
  offboarding_not_open: [409, "This connection's role is not being tested for closure, so there is nothing to stop."],
  not_refused: [
    409,
    "The role still accepted us at the last conclusive check. End the access in the customer's account, or " +
      'run a check.',
  ],
  drill_not_open: [409, 'No revocation drill is running.'],
  legacy_already_recorded: [409, 'That role or key is already recorded and still open.'],
  legacy_too_many: [409, 'This connection has reached its limit of recorded legacy accesses.'],
  legacy_not_open: [409, 'That legacy access is already closed.'],
  deviation_changed: [
    409,
    'A check has read another role or other differences since. Read the accepted deviations again, then accept what ' +
      'they show.',
  ],
  deviation_never_accepted: [409, 'This finding cannot be accepted as a known deviation.'],
  deviation_already_accepted: [
    409,
    'Someone accepted this finding already. To extend that, name the acceptance that the new one replaces.',
  ],
  acceptances_too_many: [409, 'This connection has reached its limit of accepted deviations.'],
  launches_used_up: [
    409,
    'This link cannot request another launch: the first role would no longer be checked. Ask the vendor to launch ' +
      'again.',
  ],
  record_full: [409, 'This record has reached its size limit. Only changes that end access are accepted.'],
  review_not_open: [409, 'This connection has no open review.'],
  session_policy_not_announced: [
    409,
    'The session policy may allow more than was announced to the customer. No credentials were issued.',
  ],
  not_issuing: [409, 'This connection does not issue credentials now.'],
  too_many_pending: [409, 'This tenant has reached its limit of pending connections. Launch or revoke one first.'],
  too_many_webhooks: [409, 'The limit of webhooks is reached. Delete one first.'],
  already_made: [409, 'This request was already answered. Its secret was shown once and was not stored.'],
  stopped_unread: [
    409,
    'Access is stopped: no credentials are issued. The rest of this record cannot be read, so the history shows the ' +
      'stop later.',
  ],
  idempotency_running: [409, 'The first request with this Idempotency-Key is still running. Try again in a moment.'],
  body_too_large: [413, 'The body is too large.'],
  media_type_not_supported: [415, 'Send the body as application/json.'],
  idempotency_key_reused: [422, 'This Idempotency-Key was used with a different body. Use a new key.'],
  too_many_requests: [429, 'Too many requests. Wait for the time in Retry-After.'],
  changes_too_frequent: [
    429,
    'This caller changed this connection too often. Ending access is not limited. Wait for the time in Retry-After.',
  ],
  checks_too_frequent: [429, 'This connection was checked too often. Wait for the time in Retry-After.'],
  rotations_too_frequent: [
    429,
    'The external ID of this connection was rotated too often today. Ending access is not limited. Wait for the time ' +
      'in Retry-After.',
  ],
  links_too_many: [
    429,
    'This caller created too many links to this connection. Wait for the time in Retry-After, or use an open link.',
  ],
  headers_too_large: [431, 'The request headers are too large.'],
  internal: [500, 'An internal error occurred. Give the request ID to the operator of this service.'],
  not_readable: [
    500,
    'This release cannot read what the store holds of this: another release wrote it, or it was edited. Nothing else ' +
      'is affected.',
  ],
  role_refused_us: [502, "The customer's role refused us. Run a check to see the possible causes."],
  sts_region_disabled: [
    502,
    "STS is off for our region in the customer's AWS account. They can turn it on in IAM, under Account settings.",
  ],
  vendor_caller_unavailable: [
    503,
    "This service's own AWS credentials do not work. The problem is on our side, not the customer's.",
  ],
  aws_unavailable: [503, 'AWS did not return a usable answer. No credentials were issued. Try again.'],
  sts_quota_reached: [
    503,
    'This service has reached its limit of AWS STS calls. No credentials were issued. Wait for the time in ' +
      'Retry-After.',
  ],
  store_unavailable: [503, 'The store is unavailable. Only acknowledged changes were saved. Try again.'],
  overloaded: [503, 'The service is overloaded. Try again in a moment.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof errorTable;

export interface FailOptions {
  cause?: unknown;
  /** Added after the table's sentence. The caller reads it: no secret, nothing about another tenant. */
  detail?: string;
  /** The invalid places of the request, as JSON pointers. */
  errors?: { path: string; message: string }[];
  retryAfterSeconds?: number;
  /** Additional members of the problem. */
  members?: Record<string, unknown>;
}

export class KitError extends Error {
  readonly status: number;
  constructor(
    readonly code: ErrorCode,
    readonly options: FailOptions = {},
  ) {
    super(options.detail ? `${errorTable[code][1]} ${options.detail}` : errorTable[code][1], { cause: options.cause });
    this.name = 'KitError';
    this.status = errorTable[code][0];
  }
}

/** The error to throw: `throw fail('conflict')`. */
export function fail(code: ErrorCode, options: FailOptions = {}): KitError {
  return new KitError(code, options);
}

/** The table cannot be used as it is, for a reason that only an operator can resolve. The message says what to do. */
export class TableRefused extends Error {
  override readonly name = 'TableRefused';
}

/** Whether the error says that a stored item cannot be read: it must not fail others. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof KitError && error.code === 'not_readable';
}

/** What was read; undefined when its item cannot be read. */
export function readableOnly<Read>(read: Promise<Read>): Promise<Read | undefined> {
  return read.catch((error: unknown) => {
    if (isUnreadable(error)) return undefined;
    throw error;
  });
}
