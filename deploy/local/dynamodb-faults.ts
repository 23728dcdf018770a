// Faults of the embedded DynamoDB for tests, with the same rules as the local AWS (aws/faults.ts) and DynamoDB's own
// error shapes. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createFaults, type Fault, type FaultKind, type FaultRule, tooOld } from './aws/faults.js';
import { type Answer, send, sendSpoilt } from './aws/protocol/answers.js';

export type StoreFaultRule = Pick<FaultRule, 'action' | 'call' | 'kind' | 'delayMs'>;

type Refusal = readonly [status: number, type: string, message: string];

const own = 'com.amazonaws.dynamodb.v20120810#';
const shared = 'com.amazon.coral.service#';

function refusalOf(kind: FaultKind, action: string): Refusal | undefined {
  const refusals: Partial<Record<FaultKind, Refusal>> = {
    throttle: [400, `${own}ProvisionedThroughputExceededException`, 'The level of configured throughput was exceeded.'],
    error500: [500, `${own}InternalServerError`, 'Internal server error'],
    error503: [503, `${own}ServiceUnavailable`, 'Service is unavailable.'],
    'expired-token': [400, `${shared}ExpiredTokenException`, 'The security token included in the request is expired'],
    'clock-skew': [400, `${shared}InvalidSignatureException`, tooOld()],
    'access-denied': [400, `${shared}AccessDeniedException`, `Not authorized to perform: dynamodb:${action}`],
  };
  return refusals[kind];
}

function spoil(response: ServerResponse, answer: Answer, fault: Fault): void {
  if (fault.kind === 'slow') setTimeout(() => send(response, answer), fault.delayMs ?? 1000).unref();
  else sendSpoilt(response, answer, fault.kind);
}

export function storeFaults() {
  const faults = createFaults();
  return {
    add: (rule: StoreFaultRule) => faults.add(rule),
    /** `answer` lets the database answer; it ends the response. */
    serve(request: IncomingMessage, response: ServerResponse, answer: () => void): void {
      const action = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const fault = faults.nextFault({ service: 'dynamodb', action, account: undefined });
      const refusal = fault && refusalOf(fault.kind, action);
      if (!fault) answer();
      else if (refusal) {
        const [status, type, message] = refusal;
        const headers = { 'content-type': 'application/x-amz-json-1.0' };
        request.resume();
        send(response, { status, headers, body: JSON.stringify({ __type: type, message }) });
      } else if (fault.when === 'before') {
        request.resume();
        spoil(response, { status: 200 }, fault);
      } else {
        spoilEnd(response, fault);
        answer();
      }
    },
  };
}

/** The database's work is done, but its response is spoilt. */
function spoilEnd(response: ServerResponse, fault: Fault): void {
  const end = response.end.bind(response);
  response.end = ((body?: string | Buffer) => {
    response.end = end;
    spoil(response, { status: response.statusCode, ...(body && { body }) }, fault);
    return response;
  }) as typeof response.end;
}
