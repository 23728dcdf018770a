// Causes of a refusal: possible, ruled out, and the next step. English.
export const causes = {
  'cause.vendor_caller.left': "{vendor}'s service may be unable to call AWS at the moment.",
  'cause.vendor_caller.excluded': "{vendor}'s service can call AWS.",
  'cause.vendor_caller.next': 'You do not need to do anything. {vendor} investigates, and the check runs again.',
  'cause.propagation.left': 'The role may be too new: AWS has not made it available everywhere yet.',
  'cause.propagation.excluded': 'AWS has had enough time to make the role available everywhere.',
  'cause.propagation.next': 'Wait two minutes, then check again.',
  'cause.trust_ended.left': 'The agreed end date in the trust policy has passed.',
  'cause.trust_ended.excluded': 'The end date in the trust policy is not the cause.',
  'cause.trust_ended.next':
    'To continue access, ask {vendor} for an update with a later end date. Otherwise, delete the stack.',
  'cause.role_absent.left': 'The role may not exist, or may have another name.',
  'cause.role_absent.excluded': 'The role exists under the expected name.',
  'cause.role_absent.next':
    'Look for the role {role} in the account {account}. If it does not exist, launch the stack (again).',
  'cause.role_absent.left.before': 'The role existed at the last accepted check. It may have been deleted since.',
  'cause.stack_rolled_back.left': 'CloudFormation may have failed to create the stack, and removed the role again.',
  'cause.stack_rolled_back.excluded': 'The stack created the role.',
  'cause.stack_rolled_back.next':
    'Open the events of the stack {stack} in CloudFormation. The first failed event says why: for example, a missing ' +
    'permission or a service control policy of your organisation. Fix that, then launch the stack again.',
  'cause.other_condition.left':
    'Another condition or a Deny in the trust policy may refuse {vendor}, for example by source address.',
  'cause.other_condition.left.before':
    'Another condition or a Deny in the trust policy may refuse {vendor}. The last inspection read conditions that ' +
    'the template does not have: {keys}.',
  'cause.other_condition.excluded': 'No other condition in the trust policy refuses {vendor}.',
  'cause.other_condition.next': 'Remove conditions and Deny statements that the template does not have.',
  'cause.account_closed.left': 'The account may have been closed or suspended.',
  'cause.account_closed.excluded': 'The account is active.',
  'cause.account_closed.next':
    'Check that the account {account} is active, for example in AWS Organizations. If it was closed, revoke this ' +
    'connection.',
  'cause.trust_principal.left.before':
    'The trust policy may no longer name the calling role. The last inspection still read it there.',
  'cause.external_id.left.before':
    'The trust policy may require another external ID now. The last inspection still read the correct one.',
  'cause.trust_principal.left': 'The trust policy may not name the calling role.',
  'cause.trust_principal.excluded': 'The trust policy names the calling role.',
  'cause.trust_principal.next': 'Compare the Principal in the trust policy with the template.',
  'cause.external_id.left': 'The trust policy may require another external ID.',
  'cause.external_id.excluded': 'The trust policy requires the correct external ID.',
  'cause.external_id.next': 'Compare sts:ExternalId in the trust policy with the external ID shown here.',
  'cause.resource_control_policy.left':
    'A resource control policy of your AWS organisation may prevent accounts outside it from assuming roles.',
  'cause.resource_control_policy.excluded': 'No resource control policy of your AWS organisation blocks the request.',
  'cause.resource_control_policy.next':
    'Ask the administrator of your AWS organisation whether a resource control policy covers sts:AssumeRole.',
  'cause.account_mistyped.left': 'The role may be in a different account from the one this connection names.',
  'cause.account_mistyped.excluded': 'The role is in the account that this connection names.',
  'cause.account_mistyped.next': 'Sign in to the account {account} and look for the stack {stack} there.',
  'cause.sts_region_disabled.left': 'AWS STS may be disabled in your account for the region of this request.',
  'cause.sts_region_disabled.excluded': 'AWS STS responds in the region of this request.',
  'cause.sts_region_disabled.next':
    'In IAM, under Account settings, check that the STS endpoint of the region {region} is active.',
  'cause.source_identity.left': 'The trust policy may not allow a source identity.',
  'cause.source_identity.excluded': 'The trust policy allows the source identity.',
  'cause.source_identity.next': 'Compare the statement DrawbridgeSourceIdentity in the trust policy with the template.',
  'cause.aws_fault.left': 'AWS did not return a usable response.',
  'cause.aws_fault.excluded': 'AWS responded.',
  'cause.aws_fault.next': 'You do not need to do anything. The check runs again.',
  'causes.left': 'Possible causes',
  'causes.excluded': 'Causes ruled out',
  'causes.refusedSince': 'Your account has refused {vendor} since {since}.',
  'causes.alike':
    'AWS returns the same error for each of these causes, so the check cannot tell which one applies. There may be ' +
    'others that nobody outside your account can see.',
  'excludedBy.right': 'the correct external ID was accepted',
  'excludedBy.control': "{vendor}'s control role was assumed in the same check",
  'excludedBy.none': 'shown by the response to a request without an external ID',
  'excludedBy.wrong': 'shown by the response to a wrong external ID',
  'excludedBy.upper-case': 'shown by the response to the external ID in upper case',
  'excludedBy.head': 'shown by the response to the first half of the external ID',
  'excludedBy.tail': 'shown by the response to the last half of the external ID',
  'excludedBy.one-changed': 'shown by the response to the external ID with one character changed',
  'excludedBy.retired': 'shown by the response to a replaced external ID',
  'excludedBy.retiring': 'shown by the response to the old external ID that is being replaced',
  'excludedBy.stranger': 'shown by the response to a principal that the trust policy does not name',
  'excludedBy.right-again': 'the correct external ID was accepted again',
  'excludedBy.old-role': 'shown by the response of an older role',
  'excludedBy.inspection': 'the role could be read',
  'excludedBy.elapsed-time': 'two minutes have passed',
  'excludedBy.earlier-check': 'an earlier check found the role there',
  'excludedBy.error-code': 'AWS returned AccessDenied; a disabled region returns a different error',
} as const;
