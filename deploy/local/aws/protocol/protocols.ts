// Refuses a request in the protocol that it used, for any service. An SDK that gets another protocol reports that it
// cannot parse the response, and the message is lost. The supported services answer for themselves.
// https://smithy.io/2.0/aws/protocols/index.html
import type { Answer } from './answers.js';
import { headerText, type SignedRequest } from './sigv4.js';
import { type AwsError, queryError, toXml } from './wire.js';

type Protocol = 'cbor' | 'json' | 'rest-json' | 'ec2' | 'xml';

/** Without a body, nothing in their requests shows that they use XML. */
const XML_SERVICES = ['cloudfront', 'route53'];

function protocolOf(request: SignedRequest, service: string): Protocol {
  const type = headerText(request, 'content-type');
  if (headerText(request, 'smithy-protocol') === 'rpc-v2-cbor' || type.startsWith('application/cbor')) return 'cbor';
  if (type.startsWith('application/x-amz-json-') || headerText(request, 'x-amz-target') !== '') return 'json';
  if (service === 'ec2') return 'ec2';
  const isForm = type.startsWith('application/x-www-form-urlencoded') || /[?&]Action=/.test(request.target);
  return isForm || type.includes('xml') || XML_SERVICES.includes(service) ? 'xml' : 'rest-json';
}

/** RFC 8949: a text string of at most 65,535 bytes. */
function cborText(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.from([0x79, 0, 0]);
  head.writeUInt16BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function cborMap(fields: Readonly<Record<string, string>>): Buffer {
  const texts = Object.entries(fields).flat().map(cborText);
  return Buffer.concat([Buffer.from([0xa0 + texts.length / 2]), ...texts]);
}

export interface Refused {
  service: string;
  error: AwsError;
  requestId: string;
  /** XML namespace. */
  namespace: string;
}

export function refuseInProtocol(request: SignedRequest, { service, error, requestId, namespace }: Refused): Answer {
  const { code, message, status } = error;
  const answer = (type: string, body: string | Buffer, more = {}): Answer => {
    return { status, headers: { 'content-type': type, 'x-amzn-requestid': requestId, ...more }, body };
  };
  const fields = { __type: code, message };
  const protocol = protocolOf(request, service);
  switch (protocol) {
    case 'cbor':
      return answer('application/cbor', cborMap(fields), { 'smithy-protocol': 'rpc-v2-cbor' });
    case 'json':
    case 'rest-json': {
      const version = /json-1\.0/.test(headerText(request, 'content-type')) ? '1.0' : '1.1';
      const type = protocol === 'json' ? `application/x-amz-json-${version}` : 'application/json';
      return answer(type, JSON.stringify(fields), { 'x-amzn-errortype': code });
    }
    case 'ec2': {
      const Errors = { Error: { Code: code, Message: message } };
      return answer('text/xml', toXml({ Response: { Errors, RequestID: requestId } }));
    }
    case 'xml':
      return answer('text/xml', queryError(namespace, error, requestId));
  }
}
