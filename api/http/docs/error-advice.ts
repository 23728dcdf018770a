// What to do about each error and who acts, for the errors page and docs/errors.md. Programs act on the code.
import type { ErrorCode } from '../../errors.js';

/**
 * Who acts: the caller, the customer in its AWS account, the vendor who runs the kit; `time`: nobody, waiting helps.
 */
export type Owner = 'caller' | 'customer' | 'vendor' | 'time';

export const errorAdvice: Record<ErrorCode, readonly [Owner, string]> = {
  request_malformed: ['caller', 'Use a standard HTTP client. Check whether a proxy changes the request.'],
  request_invalid: ['caller', '`errors` names each invalid place and what is expected there.'],
  external_id_not_accepted: [
    'caller',
    'Remove the field, in every spelling. To search for a connection by its external ID, use `q`.',
  ],
  cursor_invalid: [
    'caller',
    'Start the list again without a cursor. Use a cursor only with the list and filters that returned it.',
  ],
  body_not_json: [
    'caller',
    'Send valid JSON with `Content-Type: application/json`, or send neither a body nor that header.',
  ],
  idempotency_key_not_accepted: ['caller', 'Remove the header. Repeating the request is safe.'],
  account_not_valid: ['caller', 'Send all 12 digits as a string, including leading zeros.'],
  vendor_account: ['caller', "Send the ID of the customer's account."],
  partition_not_served: ['caller', 'Use a partition of `DRAWBRIDGE_BROKER_ROLE_ARN` or `DRAWBRIDGE_OTHER_PARTITIONS`.'],
  role_arn_not_valid: ['caller', 'Send the ARN of the role that the stack created, as shown in the stack outputs.'],
  role_not_of_this_connection: [
    'caller',
    "Have the customer use this connection's own launch link. Connections never share a role.",
  ],
  acceptance_end_not_valid: ['caller', 'Send an `endsAt` in the future, at most 90 days away.'],
  legacy_not_valid: ['caller', 'Send a role ARN, or a user ARN with the ID of its access key.'],
  legacy_of_another_account: ['caller', "Record it on that account's connection."],
  legacy_is_own_role: ['caller', 'Do not record it. To end the access, revoke the connection.'],
  limits_not_valid: ['caller', '`errors` names the invalid limit and the reason.'],
  stack_not_valid: [
    'caller',
    '`errors` names what is wrong. Copy the ARN of the stack from its page in the AWS console.',
  ],
  options_not_valid: ['caller', '`errors` names the invalid option and what is expected.'],
  values_not_valid: ['caller', '`errors` names each parameter and what its value must be. Nothing was written.'],
  session_policy_not_valid: [
    'caller',
    '`errors` names the invalid place. Correct or shorten the policy, or leave it out.',
  ],
  session_policy_not_announced: [
    'caller',
    '`errors` names the statement and a request that was not announced, or states that the comparison could not ' +
      'decide. Name only announced actions and resources, without wildcards that reach further.',
  ],
  duration_not_allowed: ['caller', 'Request at most `maxSessionSeconds`.'],
  confirmation_wrong: ['caller', 'Type the 12-digit account ID that the page shows.'],
  webhook_url_not_allowed: [
    'caller',
    '`detail` gives the reason. Use an https address that is reachable from the internet.',
  ],
  key_missing: ['caller', 'Add the header. An operator creates keys with `POST /v1/api-keys`.'],
  key_not_valid: [
    'caller',
    'Ask an operator whether the key expired or was revoked, and from which addresses it may be used.',
  ],
  link_not_valid: ['vendor', 'The vendor creates a new link with `POST …/links`.'],
  link_done: ['vendor', 'Nothing needs to be done. To see the access, ask the vendor for a manage link.'],
  page_not_open: ['caller', 'Open the link again in this browser and allow cookies for this site.'],
  not_allowed: [
    'caller',
    'Use a key with a scope that `detail` names. [callers.md](callers.md) lists what each scope may do.',
  ],
  link_may_not_revoke: [
    'vendor',
    'Suspend the connection now, then ask the vendor for a link of a key that may revoke.',
  ],
  link_may_not_resume: [
    'vendor',
    'Create the link with a key that has `mayVouchForPersons` and may end access. An operator creates such a key.',
  ],
  link_needs_person: ['vendor', 'Create the link with a key that has `mayVouchForPersons`.'],
  csrf: ['caller', 'Reload the page and try again.'],
  not_found: ['caller', '/docs lists all addresses.'],
  tenant_not_found: [
    'caller',
    "Check the ID and which tenants the key may access. Other tenants' data is also reported as not found.",
  ],
  connection_not_found: ['caller', 'Check both IDs and which tenants the key may access.'],
  check_not_found: ['caller', '`GET …/checks` lists the IDs.'],
  key_not_found: ['caller', '`GET /v1/api-keys` lists the IDs.'],
  deviation_not_found: ['caller', '`GET …/accepted-deviations` lists the findings and their ids.'],
  acceptance_not_found: ['caller', '`GET …/accepted-deviations` lists them.'],
  legacy_not_found: ['caller', '`GET` of the connection lists them.'],
  link_not_found: ['caller', '`GET …/links` lists the IDs.'],
  permission_set_not_found: ['caller', '`GET /v1/permission-sets` lists all sets. The vendor adds sets in its folder.'],
  webhook_not_found: ['caller', '`GET /v1/webhooks` lists the IDs.'],
  delivery_not_found: ['caller', '`GET …/deliveries` lists the IDs.'],
  method_not_allowed: ['caller', 'The `Allow` header lists the supported methods.'],
  request_too_slow: ['caller', 'Send the complete request within 30 seconds.'],
  conflict: ['caller', 'Read it again, then repeat the request if it still applies.'],
  tenant_closed: ['caller', 'If the customer returns, create a new tenant.'],
  not_in_this_state: [
    'caller',
    '`detail` names the state. [life-of-a-connection.md](life-of-a-connection.md) lists what each state ' +
      'allows. /docs states what may be changed only while a connection is pending.',
  ],
  suspended_by_tenant: ['customer', 'Ask the customer to resume it on its manage page.'],
  suspended_by_vendor: [
    'vendor',
    'Support resumes it. If a revocation drill suspended it, it resumes when the drill ends.',
  ],
  values_missing: [
    'customer',
    'Create a hand-off link and send it to the customer, whose page asks for the missing values. Or create another ' +
      'connection with all `values`.',
  ],
  values_already_stated: [
    'vendor',
    'Reload the page: it shows the values. While the connection is pending, create another one to use others. ' +
      'Afterwards, start an upgrade with `values`.',
  ],
  under_review: [
    'vendor',
    'Another tenant is verified in the same account, so support must approve or refuse with `POST …/review`.',
  ],
  rotation_open: [
    'customer',
    'Read `rotation.waitsFor` of the connection. `customer`: wait for the update, or cancel with `DELETE ' +
      '…/rotation`. `proof`: a check completes it within minutes; then rotate again.',
  ],
  rotation_not_open: [
    'caller',
    'Read `rotation` of the connection: no rotation is open, or it is waiting for proof and can no longer be ' +
      'cancelled.',
  ],
  rotation_taken_up: ['caller', 'Nothing needs to be done. To replace the external ID again, start another rotation.'],
  upgrade_open: ['customer', 'Wait for the update, or cancel with `DELETE …/upgrade`.'],
  upgrade_not_open: [
    'caller',
    'Nothing needs to be cancelled. The history shows whether an upgrade was completed or cancelled.',
  ],
  upgrade_not_offered: [
    'caller',
    'If it has the newest version, nothing needs to be done. `GET /v1/permission-sets` lists all versions. An ' +
      'older version is never offered.',
  ],
  offboarding_not_open: ['caller', 'Read `offboarding` of the connection: it shows how the tests ended.'],
  not_refused: ['customer', 'The customer deletes the stack, or you revoke the connection. Then run a check.'],
  drill_not_open: ['caller', 'Nothing needs to be stopped: the drill has ended or was never started.'],
  legacy_already_recorded: ['caller', 'Nothing needs to be done. The connection lists it.'],
  legacy_too_many: ['caller', 'First close the records of those that the customer has deleted.'],
  legacy_not_open: ['caller', 'Nothing needs to be done.'],
  deviation_changed: ['caller', 'Read `GET …/accepted-deviations` again. If `seen` is absent, run a check first.'],
  deviation_never_accepted: ['customer', 'Follow the advice of the finding. `why` names the reason.'],
  deviation_already_accepted: ['caller', 'Nothing needs to be done. To extend it, send its id as `replaces`.'],
  acceptances_too_many: ['customer', 'Fix deviations, or remove acceptances, instead of accepting more.'],
  launches_used_up: ['vendor', 'Support or the backend requests the launch with `POST …/launches`.'],
  review_not_open: ['caller', 'Read `review` of the connection: support has already decided, or none is needed.'],
  not_issuing: [
    'customer',
    '`why` gives the reason. `hold_health`: `health` says which; read `findings` of the connection. ' +
      '`hold_stale`: run a check. `hold_unread`: add the policy `DrawbridgeSelfRead` to the role again, then run a ' +
      'check. ' +
      '`hold_widened`: the role may allow more than was announced, and no session policy limits its sessions; the ' +
      'customer removes what was added. ' +
      '`suspended`: `suspendedBy` shows who can resume it. `pending`: it is waiting for its launch, a check or ' +
      'a review. `hold_integrity`: someone changed the table from outside; an operator verifies the histories. ' +
      'A revoked or expired connection must be replaced by a new one.',
  ],
  too_many_pending: ['caller', 'Have the customer launch one, or revoke one that nobody will launch.'],
  too_many_webhooks: ['caller', 'Delete a webhook that is no longer needed.'],
  already_made: [
    'caller',
    'Use the first answer. If it is lost, create another with a new Idempotency-Key and revoke the first.',
  ],
  idempotency_running: ['time', 'Send the identical request again after a second.'],
  body_too_large: ['caller', 'Send at most 64 KiB.'],
  media_type_not_supported: ['caller', 'Send `Content-Type: application/json`.'],
  idempotency_key_reused: ['caller', 'Use a new key for each new request.'],
  too_many_requests: ['time', 'Wait for `Retry-After`. The vendor sets the limit with `DRAWBRIDGE_RATE_LIMIT`.'],
  changes_too_frequent: [
    'time',
    'Wait for `Retry-After`. In 10 minutes a key may change a connection 60 times, and its links 55 times together ' +
      'and 5 times each. Ending access is not limited.',
  ],
  record_full: [
    'caller',
    'Remove what is no longer needed, such as access windows, or create another connection. Suspend and revoke work.',
  ],
  not_readable: [
    'vendor',
    'Give the request ID to the operator of the kit. The log names the item. Upgrade the service, or restore the item.',
  ],
  stopped_unread: [
    'vendor',
    'You need not repeat it. Give the request ID to the operator of the kit. The log names the item. The stop is ' +
      'recorded once the item can be read again.',
  ],
  checks_too_frequent: [
    'time',
    'Read the last check with `GET …/checks`. Wait for `Retry-After` before starting another. Each caller may always ' +
      'start 2 checks of a connection in 10 minutes, a key 20, and all callers together 60 more.',
  ],
  rotations_too_frequent: [
    'time',
    'Wait for `Retry-After`. In a day a key may start 10 rotations of a connection, its links 9 together, and all ' +
      'callers about 40.',
  ],
  links_too_many: [
    'time',
    'Wait for `Retry-After`, or use a link that is still valid. A key may create 60 manage links to a connection in ' +
      '30 minutes, 15 of them for one person, and 60 hand-off links in 7 days.',
  ],
  headers_too_large: ['caller', 'Send fewer or shorter headers. Check for cookies of other applications.'],
  internal: [
    'vendor',
    'Try again once. If it fails again, give the request ID to the operator of the kit: the log shows the cause.',
  ],
  role_refused_us: [
    'customer',
    'Run a check with `POST …/checks` and read `causesLeft` in its result: each cause has an owner and a next ' +
      'step.',
  ],
  sts_region_disabled: [
    'customer',
    'An administrator of the account turns on STS for our region in IAM, under Account settings. Sessions already ' +
      'issued remain valid until they expire.',
  ],
  vendor_caller_unavailable: [
    'vendor',
    "The operator of the kit checks the service role's credentials, and the broker role's trust policy and policies.",
  ],
  aws_unavailable: ['time', 'Try again in a few seconds. Sessions already issued remain valid until they expire.'],
  sts_quota_reached: ['time', 'Wait for `Retry-After`. The vendor sets the limit with `DRAWBRIDGE_STS_PER_SECOND`.'],
  store_unavailable: ['time', 'Try again in a few seconds. Repeat a POST with the same Idempotency-Key.'],
  overloaded: ['time', 'Try again in a few seconds.'],
};

export const ownerWords: Record<Owner, string> = {
  caller: 'the caller',
  customer: 'the customer',
  vendor: 'the vendor',
  time: 'nobody: wait',
};
