// The only file that knows AWS's error names. It distinguishes errors by their code, never by SDK class: AccessDenied,
// ValidationError and Throttling of STS are not modelled exceptions. Every other error is inconclusive, so that a fault
// on the way never looks like a refusal by the role.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Errors
// https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
import type { AssumeOutcome, InconclusiveWhy } from '../core/iam/assume-role.js';
import type { Reading } from '../core/iam/live-role.js';

type Inconclusive = { kind: 'inconclusive'; why: InconclusiveWhy; awsCode?: string };

const tooLarge: readonly string[] = ['PackedPolicyTooLarge', 'PackedPolicyTooLargeException'];
const codes: Record<'throttled' | 'vendor_credentials' | 'sts_region_disabled' | 'request_invalid', readonly string[]> =
  {
    throttled: [
      ...['Throttling', 'ThrottlingException', 'ThrottledException', 'RequestThrottled', 'RequestThrottledException'],
      ...[
        'RequestLimitExceeded',
        'TooManyRequestsException',
        'BandwidthLimitExceeded',
        'SlowDown',
        'PriorRequestNotComplete',
      ],
    ],
    vendor_credentials: [
      ...['ExpiredToken', 'ExpiredTokenException', 'InvalidToken', 'TokenRefreshRequired', 'RequestExpired'],
      ...['InvalidClientTokenId', 'InvalidAccessKeyId', 'UnrecognizedClientException', 'AuthFailure', 'OptInRequired'],
      ...['SignatureDoesNotMatch', 'IncompleteSignature', 'InvalidSignatureException', 'RequestTimeTooSkewed'],
      ...['MissingAuthenticationToken', 'MissingAuthenticationTokenException'],
    ],
    sts_region_disabled: ['RegionDisabledException'],
    request_invalid: [
      ...['ValidationError', 'MalformedPolicyDocument', 'MalformedPolicyDocumentException', 'InvalidInput'],
      ...[...tooLarge, 'MalformedQueryString', 'MissingAction'],
      ...['InvalidAction', 'InvalidParameterCombination', 'InvalidParameterValue', 'InvalidQueryParameter'],
      'MissingParameter',
    ],
  };
const whyByCode = new Map(
  Object.entries(codes).flatMap(([why, names]) => names.map(name => [name, why as InconclusiveWhy] as const)),
);

/** What is known of an error that the SDK threw: the HTTP status and AWS's code, if any. */
interface Fault {
  status?: number;
  code?: string;
  /** The connection failed, or the time limit passed, before the response was complete. */
  cutOff: boolean;
}

function faultOf(error: unknown): Fault {
  const seen = (typeof error === 'object' && error !== null ? error : {}) as {
    name?: unknown;
    code?: unknown;
    Code?: unknown;
    Error?: { Code?: unknown };
    $metadata?: { httpStatusCode?: number };
  };
  const code = seen.Error?.Code ?? seen.Code;
  const status = seen.$metadata?.httpStatusCode;
  return {
    ...(status !== undefined && { status }),
    ...(typeof code === 'string' && { code }),
    // Node's network errors have a `code`; AWS's errors do not, in this spelling.
    cutOff: typeof seen.code === 'string' || isTimeOut(seen.name),
  };
}

function isTimeOut(name: unknown): boolean {
  return name === 'TimeoutError' || name === 'AbortError';
}

function inconclusive(fault: Fault): Inconclusive {
  const awsCode = fault.code !== undefined && /^[A-Za-z0-9.]{1,64}$/.test(fault.code) ? { awsCode: fault.code } : {};
  return { kind: 'inconclusive', why: whyOf(fault), ...awsCode };
}

function whyOf({ status, code, cutOff }: Fault): InconclusiveWhy {
  if (cutOff) return 'no_answer';
  if (status === undefined) return 'request_invalid'; // The SDK refused to send it.
  const known = code === undefined ? undefined : whyByCode.get(code);
  if (known === 'throttled' || status === 429) return 'throttled';
  if (status >= 500) return 'aws_error';
  if (known) return known;
  return code === undefined ? 'unreadable_answer' : 'aws_error';
}

function isTooLarge(fault: Fault): boolean {
  return whyOf(fault) === 'request_invalid' && fault.code !== undefined && tooLarge.includes(fault.code);
}

/** Only AccessDenied together with status 403 is a refusal. */
function isRefusal(fault: Fault): boolean {
  return fault.code === 'AccessDenied' && fault.status === 403;
}

/** The reading of an incomplete response, which proves nothing. */
export const noAnswer = { kind: 'inconclusive', why: 'unreadable_answer' } as const;

/**
 * The outcome of an AssumeRole call that threw. AWS requires the permission to set a source identity only if there is
 * one. `unsent`: we sent none, so our own session has one, and the refusal is not about the request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function outcomeOfError(error: unknown, unsent = false): Exclude<AssumeOutcome, { kind: 'assumed' }> {
  const fault = faultOf(error);
  if (!isRefusal(fault)) return { ...inconclusive(fault), ...(isTooLarge(fault) && { because: 'policy_too_large' }) };
  if (!unsent || !/is not authorized to perform: sts:SetSourceIdentity\b/.test(String((error as Error).message)))
    return { kind: 'refused' };
  return { kind: 'inconclusive', why: 'vendor_credentials', awsCode: 'AccessDenied', because: 'source_identity' };
}

/** The result of an IAM read that threw. */
export function readingOfError(error: unknown): Exclude<Reading<never>, { kind: 'read' }> {
  const fault = faultOf(error);
  if (isRefusal(fault)) return { kind: 'denied' };
  if (fault.code === 'NoSuchEntity' && fault.status === 404) return { kind: 'absent' };
  return { kind: 'inconclusive', why: inconclusive(fault).why };
}

/**
 * What CloudFormation means by a ValidationError, which only its words tell. `absent`: no such stack. `busy`: another
 * detection is running.
 */
export function stackFaultOf(error: unknown): 'absent' | 'busy' | undefined {
  const { code, status } = faultOf(error);
  if (code !== 'ValidationError' || status !== 400) return undefined;
  const words = String((error as Error).message);
  if (/^Stack\b.* does not exist$/.test(words)) return 'absent';
  return /^Drift detection is already in progress/.test(words) ? 'busy' : undefined;
}

/** The HTTP status of an error that the SDK threw, if AWS responded. */
export function statusOfError(error: unknown): number | undefined {
  return faultOf(error).status;
}
