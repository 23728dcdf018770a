// The source of a template: the request itself, or an object in this server's own S3. Reads nothing from outside.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html (TemplateURL)
import { AwsError, validationError } from '../protocol/wire.js';
import { readObject, splitPath } from '../s3/objects.js';
import type { Call, World } from '../world.js';

const BODY_LIMIT = 51_200;
const OBJECT_LIMIT = 1024 * 1024;

interface Place {
  bucket: string;
  key: string;
}

/** Parses an S3 URL: path style (here or regional) or virtual-hosted. */
export function placeOf(world: World, templateUrl: string): Place {
  const unsupported = validationError('TemplateURL must be a supported URL.');
  if (!URL.canParse(templateUrl)) throw unsupported;
  const url = new URL(templateUrl);
  const local = new URL(world.url);
  const isLocal =
    url.protocol === 'http:' && url.port === local.port && /^(127\.0\.0\.1|localhost)$/.test(url.hostname);
  const isPathStyle = /^s3[.-]?([a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/.test(url.hostname);
  if (isLocal || (url.protocol === 'https:' && isPathStyle)) {
    const place = splitPath(url.pathname);
    if (place.bucket === '' || place.key === '') throw unsupported;
    return place;
  }
  const [, bucket] = /^(.+)\.s3([.-][a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/.exec(url.hostname) ?? [];
  const key = decodeURIComponent(url.pathname.slice(1));
  if (url.protocol !== 'https:' || !bucket || key === '') throw unsupported;
  return { bucket, key };
}

/** Reads it with the caller's own identity, as the console and the API do. */
function readTemplateUrl(call: Call, templateUrl: string): string {
  const { bucket, key } = placeOf(call.world, templateUrl);
  try {
    const body = Buffer.from(readObject(call, call.world, bucket, key).body, 'base64');
    if (body.length > OBJECT_LIMIT) throw validationError('Template may not exceed 1000000 bytes in size.');
    return body.toString('utf8');
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === 'ValidationError') throw error;
    const more = 'For more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';
    throw validationError(`S3 error: ${error.message}\n${more}`);
  }
}

export function readTemplate(call: Call, body: string | undefined, url: string | undefined): string {
  if ((body === undefined) === (url === undefined)) {
    throw validationError('Either Template URL or Template Body must be specified.');
  }
  if (url !== undefined) return readTemplateUrl(call, url);
  if (Buffer.byteLength(body ?? '') > BODY_LIMIT) {
    throw validationError(
      "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${BODY_LIMIT}`,
    );
  }
  return body ?? '';
}
