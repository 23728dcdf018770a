// AWS's wire for the adapters' tests: the texts of AWS's answers, a host played by nock, and a plain server on loopback
// for faults of the connection. It does not know the expected results.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import type { Test } from 'tap';
import { makeReach, type Reach } from '../../api/aws/clients.js';
import type { AssumeInput, Credentials } from '../../api/ports/aws.js';

nock.restore(); // Each test that needs it enables it.

export const customer = '210987654321';
export const externalId = '0f8b6a52-9a1c-4d38-8a53-5b9a8f1f2c77';
export const service: Credentials = {
  accessKeyId: 'AKIASERVICE',
  secretAccessKey: 'kept-secret',
  sessionToken: 'kept-token',
};
export const asked: AssumeInput = {
  use: 'probe',
  roleArn: `arn:aws:iam::${customer}:role/acme/drawbridge-abc-1`,
  sessionName: 'drawbridge-probe-1',
  durationSeconds: 900,
  region: 'eu-west-1',
};

export interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  form: Record<string, string>;
  body: string;
}
export type Answer = [status: number, body: string, headers?: Record<string, string>];

/** Plays `host`: `answer` answers every request, which is recorded. No other host can be reached. */
export function wire(t: Test, host: string, answer: (sent: Sent, count: number) => Answer): Sent[] {
  const sent: Sent[] = [];
  nock.activate();
  nock.disableNetConnect();
  t.teardown(() => {
    nock.cleanAll();
    nock.restore();
  });
  const reply = async (request: Request): Promise<Answer> => {
    const body = await request.text();
    const url = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    const form = Object.fromEntries(new URLSearchParams(body));
    const one = { method: request.method, path: url.pathname, headers, form, body };
    sent.push(one);
    return answer(one, sent.length);
  };
  nock(host).persist().post('/').reply(reply);
  nock(host).persist().put(/.*/).reply(reply);
  return sent;
}

export function reachOf(
  t: Test,
  { endpoint, timeoutMs = 5000 }: { endpoint?: string; timeoutMs?: number } = {},
): Reach {
  const reach = makeReach({ timeoutMs, ...(endpoint && { endpointIn: () => endpoint }) });
  t.teardown(() => reach.close());
  return reach;
}

/** An error in AWS's words, with everything in it that must not be exposed. */
export function refusal(code: string): string {
  const { secretAccessKey, sessionToken } = service;
  const secrets = `${externalId}, ${secretAccessKey} ${sessionToken}`;
  const message = `User: x is not authorized on ${asked.roleArn} with ${secrets}`;
  return (
    '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>' +
    `<Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`
  );
}

interface Success {
  assumedRoleId?: string;
  arn?: string;
  credentials?: string;
}

export function success({ assumedRoleId, arn, credentials }: Success = {}): string {
  const whole =
    '<AccessKeyId>ASIAONE</AccessKeyId><SecretAccessKey>made</SecretAccessKey><SessionToken>token</SessionToken>' +
    '<Expiration>2026-11-20T10:15:00Z</Expiration>';
  return (
    '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser>' +
    `<AssumedRoleId>${assumedRoleId ?? `AROAEXAMPLEEXAMPLE123:${asked.sessionName}`}</AssumedRoleId>` +
    `<Arn>${arn ?? `arn:aws:sts::${customer}:assumed-role/drawbridge-abc-1/${asked.sessionName}`}</Arn>` +
    `</AssumedRoleUser><Credentials>${credentials ?? whole}</Credentials></AssumeRoleResult></AssumeRoleResponse>`
  );
}

export async function listen(
  t: Test,
  serve: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(serve);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    return new Promise(resolve => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Sets environment variables; returns a function that restores them. */
export function environment(variables: Record<string, string>): () => void {
  const before = Object.keys(variables).map(name => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
