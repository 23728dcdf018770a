// S3, as far as publishing and reading templates need it: path style, whole objects, one public-read switch per bucket.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
import { createHash } from 'node:crypto';
import { contextOf, decideFor } from '../evaluator/authorise.js';
import type { InPartition } from '../names.js';
import { AwsError, escapeXml } from '../protocol/wire.js';
import { type Bucket, own, type StoredObject } from '../state.js';
import type { Call, World } from '../world.js';
import { decodeChunks, isChunked } from './chunks.js';

export interface S3Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

export interface S3Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

export function splitPath(path: string): { bucket: string; key: string } {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.", 400);
  }
}

/** The API name of a request, which events and fault rules use. */
export function s3Action({ method, path, query }: Pick<S3Request, 'method' | 'path' | 'query'>): string {
  const { bucket, key } = splitPath(path);
  if (bucket === '') return 'ListBuckets';
  if (key === '') {
    if (method === 'GET' && query.has('location')) return 'GetBucketLocation';
    return { PUT: 'CreateBucket', HEAD: 'HeadBucket', GET: 'ListObjectsV2' }[method] ?? 'Unsupported';
  }
  if ([...query.keys()].some(name => name !== 'x-id')) return 'Unsupported';
  return { PUT: 'PutObject', HEAD: 'HeadObject', GET: 'GetObject', DELETE: 'DeleteObject' }[method] ?? 'Unsupported';
}

const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

export function s3ErrorXml(error: AwsError, path: string, requestId: string): string {
  const parts = [
    `<Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message>`,
    `<Resource>${escapeXml(path)}</Resource><RequestId>${requestId}</RequestId>`,
  ];
  return `${XML_HEAD}<Error>${parts.join('')}</Error>`;
}

function s3Arn({ partition }: InPartition, resource: string): string {
  return `arn:${partition}:s3:::${resource}`;
}

function accessDenied(): AwsError {
  return new AwsError('AccessDenied', 'Access Denied', 403);
}

function requireBucket(world: World, name: string): Bucket {
  const bucket = own(world.state.buckets, name);
  if (!bucket) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  return bucket;
}

/** Buckets here have no policy except the switch, so other accounts can only read public objects. */
function isPermitted(
  call: Call,
  bucket: Bucket,
  permission: string,
  arn: string,
  keys: Record<string, string | undefined> = {},
): boolean {
  if (bucket.publicRead && permission === 's3:GetObject') return true;
  if (call.caller.accountId !== bucket.accountId) return false;
  const context = contextOf(call, bucket.accountId, keys);
  return decideFor(call, { action: permission, resource: arn, context }).isAllowed;
}

function found(object: StoredObject): S3Answer {
  const { body, contentType, etag, modifiedAt, headers } = object;
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': contentType,
      etag,
      'last-modified': new Date(modifiedAt).toUTCString(),
      'accept-ranges': 'bytes',
    },
    body: Buffer.from(body, 'base64'),
  };
}

/** Without `call` the request is anonymous. A missing object is reported as missing only if listing is allowed. */
export function readObject(call: Call | undefined, world: World, bucketName: string, key: string): StoredObject {
  const bucket = requireBucket(world, bucketName);
  const arn = s3Arn(world, `${bucketName}/${key}`);
  const mayRead = call ? isPermitted(call, bucket, 's3:GetObject', arn) : bucket.publicRead;
  if (!mayRead) throw accessDenied();
  const object = own(bucket.objects, key);
  if (object) return object;
  const mayList = call && isPermitted(call, bucket, 's3:ListBucket', s3Arn(world, bucketName));
  if (!mayList) throw accessDenied();
  throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
}

const KEPT_HEADERS = ['cache-control', 'content-disposition', 'content-encoding', 'content-language'];

function keptHeaders(headers: S3Request['headers']): Record<string, string> {
  const names = Object.keys(headers).filter(name => KEPT_HEADERS.includes(name) || name.startsWith('x-amz-meta-'));
  const pairs = names.map(name => [name, String(headers[name]).replace(/\baws-chunked\b,?\s*/, '')]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

function putObject(call: Call, request: S3Request, bucket: Bucket, key: string): S3Answer {
  if (!isPermitted(call, bucket, 's3:PutObject', s3Arn(call.world, `${bucket.name}/${key}`))) throw accessDenied();
  const ifNoneMatch = request.headers['if-none-match'];
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new AwsError('NotImplemented', 'A header you provided implies functionality that is not implemented', 501);
  }
  if (ifNoneMatch === '*' && own(bucket.objects, key)) {
    throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
  const body = isChunked(request.headers) ? decodeChunks(request.body) : request.body;
  const etag = `"${createHash('md5').update(body).digest('hex')}"`;
  bucket.objects[key] = {
    body: body.toString('base64'),
    contentType: String(request.headers['content-type'] ?? 'application/octet-stream'),
    etag,
    modifiedAt: call.world.now().toISOString(),
    headers: keptHeaders(request.headers),
  };
  call.world.changed();
  return { status: 200, headers: { etag } };
}

export function addBucket(world: World, accountId: string, name: string, region: string, publicRead = false) {
  const known = own(world.state.buckets, name);
  if (known) {
    known.publicRead = publicRead;
    return;
  }
  const createdAt = world.now().toISOString();
  world.state.buckets[name] = { name, accountId, region, createdAt, publicRead, objects: {} };
  world.changed();
}

function createBucket(call: Call, name: string): S3Answer {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', 400);
  }
  const { accountId } = call.caller;
  const context = contextOf(call, accountId);
  const ask = { action: 's3:CreateBucket', resource: s3Arn(call.world, name), context };
  if (!decideFor(call, ask).isAllowed) throw accessDenied();
  const known = own(call.world.state.buckets, name);
  if (known && known.accountId !== accountId) {
    throw new AwsError('BucketAlreadyExists', 'The requested bucket name is not available.', 409);
  }
  if (known) {
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      409,
    );
  }
  addBucket(call.world, accountId, name, call.region);
  return { status: 200, headers: { location: `/${name}` } };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys */
function listKeys(query: URLSearchParams): Record<string, string | undefined> {
  const given = (name: string) => query.get(name) ?? undefined;
  return { 's3:prefix': given('prefix'), 's3:delimiter': given('delimiter'), 's3:max-keys': given('max-keys') };
}

function listObjects(call: Call, bucket: Bucket, query: URLSearchParams): S3Answer {
  if (!isPermitted(call, bucket, 's3:ListBucket', s3Arn(call.world, bucket.name), listKeys(query)))
    throw accessDenied();
  const prefix = query.get('prefix') ?? '';
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const size = Math.min(Number(query.get('max-keys') ?? 1000), 1000);
  const keys = Object.keys(bucket.objects)
    .filter(key => key.startsWith(prefix) && key > after)
    .sort();
  const page = keys.slice(0, size);
  const contents = page.map(key => {
    const object = bucket.objects[key]!;
    const bytes = Buffer.byteLength(object.body, 'base64');
    const parts = [
      `<Key>${escapeXml(key)}</Key><LastModified>${object.modifiedAt}</LastModified>`,
      `<ETag>${escapeXml(object.etag)}</ETag><Size>${bytes}</Size><StorageClass>STANDARD</StorageClass>`,
    ];
    return `<Contents>${parts.join('')}</Contents>`;
  });
  const isTruncated = page.length < keys.length;
  const next = isTruncated ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>` : '';
  const parts = [
    `<Name>${bucket.name}</Name><Prefix>${escapeXml(prefix)}</Prefix><KeyCount>${page.length}</KeyCount>`,
    `<MaxKeys>${size}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>`,
    next,
    ...contents,
  ];
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `${XML_HEAD}<ListBucketResult xmlns="${S3_NAMESPACE}">${parts.join('')}</ListBucketResult>`,
  };
}

function deleteObject(call: Call, bucket: Bucket, key: string): S3Answer {
  if (!isPermitted(call, bucket, 's3:DeleteObject', s3Arn(call.world, `${bucket.name}/${key}`))) throw accessDenied();
  delete bucket.objects[key];
  call.world.changed();
  return { status: 204 };
}

/** `call` is undefined for an anonymous request, which can only read public objects. */
export function serveS3(call: Call | undefined, world: World, request: S3Request): S3Answer {
  const { bucket: name, key } = splitPath(request.path);
  const action = s3Action(request);
  if (action === 'GetObject' || action === 'HeadObject') return found(readObject(call, world, name, key));
  if (!call) throw accessDenied();
  if (action === 'CreateBucket') return createBucket(call, name);
  if (action === 'PutObject') return putObject(call, request, requireBucket(world, name), key);
  if (action === 'DeleteObject') return deleteObject(call, requireBucket(world, name), key);
  if (action === 'ListObjectsV2') return listObjects(call, requireBucket(world, name), request.query);
  if (action === 'HeadBucket') {
    const bucket = requireBucket(world, name);
    if (!isPermitted(call, bucket, 's3:ListBucket', s3Arn(call.world, name))) throw accessDenied();
    return { status: 200, headers: { 'x-amz-bucket-region': bucket.region } };
  }
  throw new AwsError(
    'NotImplemented',
    'A header or query you provided implies functionality that is not implemented',
    501,
  );
}
