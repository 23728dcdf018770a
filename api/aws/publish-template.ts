// Puts a template into the template bucket, at a key derived from its content. An object is never changed, and no one
// without the template can guess its address.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
import { createHash } from 'node:crypto';
import { PutObjectCommand, type PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import type { Partition } from '../core/iam/arn.js';
import { templateUrl } from '../core/iam/launch-link.js';
import { fail, type KitError } from '../errors.js';
import type { Credentials } from '../ports/aws.js';
import { outcomeOfError, statusOfError } from './aws-errors.js';
import { clientConfig, limited, type Reach } from './clients.js';

export interface TemplateBucket {
  partition: Partition;
  bucket: string;
  /** Local mode only: the address at the start of template links. */
  s3Endpoint?: string;
  service: () => Promise<Credentials>;
}

/** Returns the https address. */
export function makePublishTemplate(reach: Reach, to: TemplateBucket) {
  return async (body: string, region: string): Promise<{ url: string }> => {
    const { partition, bucket, s3Endpoint } = to;
    const digest = createHash('sha256').update(body, 'utf8').digest();
    const key = `t/${digest.toString('hex')}.json`;
    const url = templateUrl({ partition, region, bucket, key, ...(s3Endpoint && { s3Endpoint }) });
    const s3 = makeS3Client(reach, region, await credentialsOf(to));
    const put: PutObjectCommandInput = {
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: 'application/json',
      ChecksumSHA256: digest.toString('base64'),
      IfNoneMatch: '*',
    };
    const first = await statusOfPut(s3, put);
    const status = first === 409 ? await statusOfPut(s3, put) : first;
    if (status === 409)
      throw fail('aws_unavailable', {
        cause: new Error('PutObject of a template: two conflicts with concurrent writes'),
      });
    return { url };
  };
}

async function credentialsOf(to: TemplateBucket): Promise<Credentials> {
  try {
    return await to.service();
  } catch (error) {
    throw fail('vendor_caller_unavailable', { cause: error });
  }
}

function makeS3Client(reach: Reach, region: string, credentials: Credentials): S3Client {
  const s3 = new S3Client({
    ...clientConfig(reach, region, credentials),
    forcePathStyle: reach.endpointIn?.(region) !== undefined,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    disableS3ExpressSessionAuth: true,
    useArnRegion: false,
  });
  return limited(s3, reach, 'S3');
}

/** 412: the object exists, with the same content by its key. 409: another write of it ran at the same time. */
async function statusOfPut(s3: S3Client, put: PutObjectCommandInput): Promise<200 | 412 | 409> {
  try {
    await s3.send(new PutObjectCommand(put));
    return 200;
  } catch (error) {
    const status = statusOfError(error);
    if (status === 412 || status === 409) return status;
    throw failureOf(error);
  }
}

/** The SDK's error is not logged as the cause: some S3 responses repeat the request with its session token. */
function failureOf(error: unknown): KitError {
  const outcome = outcomeOfError(error);
  const why = outcome.kind === 'refused' ? 'refused' : `${outcome.why} ${outcome.awsCode ?? ''}`.trim();
  const cause = new Error(`PutObject of a template: ${why}`);
  const ours = outcome.kind === 'refused' || outcome.why === 'vendor_credentials';
  return fail(ours ? 'vendor_caller_unavailable' : 'aws_unavailable', { cause });
}
