// A request in the AWS JSON protocol: a header names the operation, and the body is its input. Knows no service's
// rules.
// https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
import { CLOUDTRAIL_ACTIONS } from '../cloudtrail/lookup.js';
import type { Action } from '../world.js';
import { headerText, type SignedRequest } from './sigv4.js';
import { AwsError, flatten, type Params } from './wire.js';

interface JsonService {
  /** Prefix of the operation's name in X-Amz-Target. */
  target: string;
  actions: Readonly<Record<string, Action>>;
}

export const JSON_SERVICES: Readonly<Record<string, JsonService>> = {
  cloudtrail: {
    target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.',
    actions: CLOUDTRAIL_ACTIONS,
  },
};

export function jsonAction(service: string, request: SignedRequest): string {
  const target = headerText(request, 'x-amz-target');
  const prefix = JSON_SERVICES[service]?.target ?? '';
  return target.startsWith(prefix) ? target.slice(prefix.length) : '';
}

/** The input in the flat form that this server's other services use. */
export function jsonParams({ body }: SignedRequest): Params {
  const refusal = new AwsError('SerializationException', 'The body must be an object with lists of objects or texts.');
  let input: unknown;
  try {
    input = JSON.parse(body.toString());
  } catch {
    throw refusal;
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw refusal;
  const given = Object.entries(input).filter(([, value]) => value !== null);
  // No operation here needs nested objects, and flattening would lose them.
  if (given.some(([, value]) => typeof value === 'object' && !Array.isArray(value))) throw refusal;
  return flatten(Object.fromEntries(given));
}

const JSON_CODES: Readonly<Record<string, string>> = {
  AccessDenied: 'AccessDeniedException',
  ExpiredToken: 'ExpiredTokenException',
  InvalidClientTokenId: 'UnrecognizedClientException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
};

/** Errors common to all services have their own codes and status in this protocol. */
export function asJsonError(error: AwsError): AwsError {
  const code = Object.hasOwn(JSON_CODES, error.code) ? JSON_CODES[error.code] : undefined;
  return code ? new AwsError(code, error.message, 400) : error;
}
