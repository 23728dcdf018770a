// Verifies an AWS Signature Version 4: only whether the signature is correct, not who may do what. It ignores the date,
// because tests move their clock and the SDK signs with the real one.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedRequest {
  method: string;
  /** Path and query exactly as sent. */
  target: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

export interface Authorization {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
}

const AUTHORIZATION = new RegExp(
  [
    /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/,
    /\s*SignedHeaders=([^,\s]+)/,
    /\s*Signature=([0-9a-f]{64})$/,
  ]
    .map(part => part.source)
    .join(','),
);

export function parseAuthorization(header: string | undefined): Authorization | undefined {
  const match = AUTHORIZATION.exec(header ?? '');
  if (!match) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = '', signedHeaders = '', signature = ''] = match;
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature };
}

export function headerText(request: SignedRequest, name: string): string {
  const value = request.headers[name];
  return (Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replace(/ +/g, ' ');
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A broken escape stays as it is: no client signs one, so the signature will not match. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function canonicalQuery(query: string): string {
  const pairs = query
    .split('&')
    .filter(part => part !== '')
    .map(part => {
      const at = part.indexOf('=');
      const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
      return `${encode(decode(name))}=${encode(decode(value))}`;
    });
  return pairs.sort().join('&');
}

/** S3 signs the value of its own header about the body; the other services sign the body's hash. */
function payloadHash(request: SignedRequest, service: string): string {
  const stated = headerText(request, 'x-amz-content-sha256');
  return service === 's3' && stated !== '' ? stated : sha256(request.body);
}

export function isSignatureRight(request: SignedRequest, auth: Authorization, secretAccessKey: string): boolean {
  const [path = '/', query = ''] = request.target.split('?', 2);
  const canonicalRequest = [
    request.method,
    path,
    canonicalQuery(query),
    ...auth.signedHeaders.map(name => `${name}:${headerText(request, name)}`),
    '',
    auth.signedHeaders.join(';'),
    payloadHash(request, auth.service),
  ].join('\n');
  const scope = `${auth.date}/${auth.region}/${auth.service}/aws4_request`;
  const time = headerText(request, 'x-amz-date');
  // The scope's day must be the day of the request; otherwise a key of one day could sign for another.
  if (!auth.signedHeaders.includes('host') || !time.startsWith(auth.date)) return false;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonicalRequest)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, auth.date), auth.region), auth.service), 'aws4_request');
  return timingSafeEqual(hmac(key, toSign), Buffer.from(auth.signature, 'hex'));
}

/** Whether the body matches the hash in its header (if not, S3 answers XAmzContentSHA256Mismatch). */
export function isBodyAsStated(request: SignedRequest): boolean {
  const stated = headerText(request, 'x-amz-content-sha256');
  return !/^[0-9a-f]{64}$/.test(stated) || stated === sha256(request.body);
}
