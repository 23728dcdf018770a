// Identifies the signer of a request by access key, token and signature. Permissions are checked later.

import { isRegionElsewhere } from '../names.js';
import { own } from '../state.js';
import { openSession } from '../sts/sessions.js';
import type { Caller, World } from '../world.js';
import { type Authorization, headerText, isBodyAsStated, isSignatureRight, type SignedRequest } from './sigv4.js';
import { AwsError } from './wire.js';

/**
 * S3 has its own error codes and statuses for the same faults.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
function refusal(kind: 'unknown-key' | 'bad-token' | 'expired' | 'signature', service: string): AwsError {
  const isS3 = service === 's3';
  switch (kind) {
    case 'unknown-key':
      if (isS3) {
        return new AwsError(
          'InvalidAccessKeyId',
          'The AWS Access Key Id you provided does not exist in our records.',
          403,
        );
      }
      return new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
    case 'bad-token':
      if (isS3) return new AwsError('InvalidToken', 'The provided token is malformed or otherwise invalid.', 400);
      return new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
    case 'expired':
      if (isS3) return new AwsError('ExpiredToken', 'The provided token has expired.', 400);
      return new AwsError('ExpiredToken', 'The security token included in the request is expired', 403);
    case 'signature':
      return new AwsError(
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided. ' +
          'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
        403,
      );
  }
}

interface Known {
  caller: Caller;
  secretAccessKey: string;
  isExpired: boolean;
}

function ofUser(world: World, accessKeyId: string): Known | undefined {
  const key = own(world.state.keys, accessKeyId);
  const user = key && own(own(world.state.accounts, key.accountId)?.users, key.userName);
  if (!key || key.isInactive || !user) return undefined;
  const { accountId, userName, secretAccessKey } = key;
  const caller: Caller = { kind: 'user', accountId, arn: user.arn, userId: user.userId, accessKeyId, userName };
  return { caller, secretAccessKey, isExpired: false };
}

export function callerOf(world: World, request: SignedRequest, auth: Authorization): Caller {
  if (isRegionElsewhere(world, auth.region))
    throw new AwsError('SignatureDoesNotMatch', 'Credential should be scoped to a valid region. ', 403);
  const token = headerText(request, 'x-amz-security-token');
  const isSession = auth.accessKeyId.startsWith('ASIA');
  const known = isSession ? openSession(world, auth.accessKeyId, token) : ofUser(world, auth.accessKeyId);
  if (!known) throw refusal(isSession && token !== '' ? 'bad-token' : 'unknown-key', auth.service);
  if (!isSession && token !== '') throw refusal('bad-token', auth.service);
  if (!isSignatureRight(request, auth, known.secretAccessKey)) throw refusal('signature', auth.service);
  if (auth.service === 's3' && !isBodyAsStated(request)) {
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
      400,
    );
  }
  if (known.isExpired) throw refusal('expired', auth.service);
  const key = own(world.state.keys, auth.accessKeyId);
  if (key) key.lastUsed = { at: world.now().toISOString(), service: auth.service, region: auth.region };
  return known.caller;
}
