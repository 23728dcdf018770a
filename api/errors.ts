// Every error a caller can meet, in one table: HTTP status and sentence. The sentence goes to the caller, the cause
// to the log. What is not a KitError is `internal`. docs/errors are held against this table by a test.

export const errorTable = {
  request_malformed: [400, 'That is no HTTP request that this service can read.'],
  request_invalid: [400, 'The request does not fit its schema.'],
  external_id_not_accepted: [400, 'External IDs are made by this service only; a request cannot set one.'],
  cursor_invalid: [400, 'That cursor is not one this list gave out. Start again without it.'],
  body_not_json: [400, 'The body is not JSON.'],
  idempotency_key_not_accepted: [400, 'Handing out credentials takes no Idempotency-Key: every ask is its own.'],
  account_not_valid: [400, 'An AWS account id is exactly 12 digits, as a string.'],
  vendor_account: [400, "That AWS account is the vendor's own; a connection joins a customer's account."],
  partition_not_served: [400, 'This service does not serve that AWS partition.'],
  role_arn_not_valid: [400, 'That is not the ARN of an IAM role in the announced account and partition.'],
  role_not_of_this_connection: [
    400,
    "That role does not have this connection's own name; launch the link of this connection.",
  ],
  legacy_not_valid: [
    400,
    "That is not the ARN of an IAM role, or of an IAM user with the id of that user's key. Keys of the root user are deleted in the console.",
  ],
  legacy_of_another_account: [400, 'That role or user is not in the announced account and partition.'],
  legacy_is_own_role: [400, "That role is one of this connection's own. To end it, revoke the connection."],
  limits_not_valid: [400, 'The end date or an access window cannot be.'],
  options_not_valid: [400, 'One of the role options cannot be.'],
  session_policy_not_valid: [400, 'The session policy is not a policy document of at most 2,048 characters.'],
  duration_not_allowed: [400, 'The duration is longer than this connection allows.'],
  confirmation_wrong: [400, 'To confirm, type the number of the AWS account.'],
  webhook_url_not_allowed: [400, 'Events may not be sent to that address.'],
  key_missing: [401, 'This needs an API key: send it as "Authorization: Bearer …".'],
  key_not_valid: [
    401,
    'That API key is not valid: it is unknown, expired, revoked or used from an address it is not for.',
  ],
  link_not_valid: [401, 'That link is not valid any more. Ask for a new one.'],
  link_done: [401, 'That hand-off link has done its work: the role was verified, and there is nothing left to launch.'],
  page_not_open: [401, 'That page is not open in this browser. Open its link again.'],
  not_allowed: [403, 'This caller may not do that.'],
  link_may_not_revoke: [
    403,
    'Whoever made this link may not revoke, so the link can only suspend. One of support, or of a key that may end access, can revoke.',
  ],
  link_may_not_resume: [
    403,
    "Support made this link, so it cannot resume what the tenant suspended. One from the vendor's application can.",
  ],
  csrf: [403, 'The form was too old or came from elsewhere. Load the page again.'],
  not_found: [404, 'There is nothing here.'],
  tenant_not_found: [404, 'No such tenant.'],
  connection_not_found: [404, 'No such connection.'],
  check_not_found: [404, 'No such check.'],
  key_not_found: [404, 'No such API key.'],
  legacy_not_found: [404, 'No such legacy access of this connection.'],
  link_not_found: [404, 'No such link.'],
  permission_set_not_found: [404, 'No such permission set.'],
  webhook_not_found: [404, 'No such webhook.'],
  delivery_not_found: [404, 'No such delivery.'],
  method_not_allowed: [405, 'That method is not for this address.'],
  request_too_slow: [408, 'The request did not arrive whole in time.'],
  conflict: [409, 'Somebody else changed it at the same moment. Read it again and repeat if it still applies.'],
  tenant_closed: [409, 'That tenant is closed; nothing new can be made for it.'],
  not_in_this_state: [409, 'The connection is not in a state in which that can be done.'],
  suspended_by_tenant: [409, 'The tenant suspended this connection, so only the tenant can resume it.'],
  suspended_by_vendor: [409, 'The vendor suspended this connection, so only the vendor can resume it.'],
  under_review: [409, 'This connection is under review; what to launch is shown after that.'],
  rotation_open: [
    409,
    'A rotation of the external ID is under way; it ends when the old ID is proven dead, or by a cancel.',
  ],
  rotation_not_open: [409, 'No rotation of the external ID waits for the customer.'],
  rotation_taken_up: [
    409,
    'The customer has taken the new external ID up already, so there is nothing to go back to. It is the current one now.',
  ],
  upgrade_open: [
    409,
    'An upgrade waits for the customer; it ends when a check has seen the update, or by a cancel. One change at a time.',
  ],
  upgrade_not_open: [409, 'No upgrade waits for the customer.'],
  upgrade_not_offered: [409, 'The connection cannot be moved to that version: it has it, or has a newer one.'],
  offboarding_not_open: [409, 'Nobody looks whether its role is closed, so there is nothing to stop.'],
  not_refused: [
    409,
    "The last conclusive check was let in, so the access has not ended yet. End it in the customer's account, or run a check.",
  ],
  drill_not_open: [409, 'No revocation drill goes on.'],
  legacy_already_recorded: [409, 'That role or key is recorded already and still open.'],
  legacy_too_many: [409, 'This connection has as many legacy accesses as can be recorded.'],
  legacy_not_open: [409, 'That legacy access has been ticked off or taken back already.'],
  review_not_open: [409, 'There is no open review of this connection.'],
  not_issuing: [409, 'This connection hands out no credentials now.'],
  too_many_pending: [409, 'This tenant has as many pending connections as it may have. Revoke or finish one first.'],
  too_many_webhooks: [409, 'There are as many webhooks as there may be. Delete one first.'],
  already_made: [409, 'This request was answered before; its secret is shown only once and is not kept.'],
  idempotency_running: [409, 'The first request with this Idempotency-Key has not finished. Try again in a moment.'],
  body_too_large: [413, 'The body is larger than this service takes.'],
  media_type_not_supported: [415, 'Send the body as application/json.'],
  idempotency_key_reused: [422, 'This Idempotency-Key was used with another body.'],
  too_many_requests: [429, 'Too many requests. Wait as long as Retry-After says.'],
  checks_too_frequent: [429, 'This connection was checked very often. Wait as long as Retry-After says.'],
  headers_too_large: [431, 'The headers are larger than this service takes.'],
  internal: [500, 'Something went wrong in this service. The request id finds it in our log.'],
  role_refused_us: [502, "The customer's role refused us. Run a check to see the causes left."],
  vendor_caller_unavailable: [
    503,
    "This service's own AWS credentials do not work at the moment. It is our fault, not the customer's.",
  ],
  aws_unavailable: [503, 'AWS did not give a usable answer. Nothing was handed out. Try again.'],
  sts_quota_reached: [
    503,
    'This service has used up its share of AWS STS calls for the moment. Nothing was handed out. Wait as long as Retry-After says.',
  ],
  store_unavailable: [503, 'The store did not answer. Nothing was changed that was not acknowledged. Try again.'],
  overloaded: [503, 'The service is overloaded. Try again in a moment.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof errorTable;

export interface FailOptions {
  cause?: unknown;
  /** Said after the table's sentence, for the caller: never a secret, never another tenant's. */
  detail?: string;
  /** What in the request is wrong, as JSON pointers into it. */
  errors?: { path: string; message: string }[];
  retryAfterSeconds?: number;
  /** Facts for the answer's own members. */
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
