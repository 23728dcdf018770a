// The aws-chunked body encoding that SDKs use for streams with a trailing checksum. Signed chunks are refused.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
import { AwsError } from '../protocol/wire.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export function isChunked(headers: Headers): boolean {
  return String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
}

/** Extracts the data of `<hex size>\r\n<data>\r\n … 0\r\n<trailers>`. */
export function decodeChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const header = end < 0 ? '' : body.subarray(at, end).toString('latin1');
    if (header.includes('chunk-signature')) {
      throw new AwsError('NotImplemented', 'Signed chunks are not implemented here.', 501);
    }
    const size = /^[0-9a-f]+$/i.test(header) ? Number.parseInt(header, 16) : Number.NaN;
    if (Number.isNaN(size)) throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly', 400);
    if (size === 0) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
