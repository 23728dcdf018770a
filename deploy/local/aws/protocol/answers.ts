// Sends a response, either whole or spoilt on purpose by a fault rule.
import type { ServerResponse } from 'node:http';
import type { FaultRule } from '../faults.js';

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
}

export function send(response: ServerResponse, answer: Answer, isHead = false): void {
  const body = Buffer.from(answer.body ?? '');
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(body.length) });
  response.end(isHead ? undefined : body);
}

/** Announces more bytes than it sends, then closes the connection or stops sending without closing it. */
function sendHalf(response: ServerResponse, answer: Answer, isHungUp: boolean): void {
  const body = Buffer.from(answer.body ?? '');
  const whole = body.length > 0 ? body : Buffer.from('<Cut></Cut>');
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(whole.length + 1) });
  response.write(whole.subarray(0, Math.ceil(whole.length / 2)), () => isHungUp && response.socket?.destroy());
}

export function sendSpoilt(response: ServerResponse, answer: Answer, kind: FaultRule['kind']): void {
  if (kind === 'reset') response.socket?.resetAndDestroy();
  else if (kind === 'cut' || kind === 'stall') sendHalf(response, answer, kind === 'cut');
  else
    send(response, {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: 'It works! (This is not the XML you expected.',
    });
}
