// A receiver of webhooks on this machine: keeps what arrives, and answers as the test says.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';

export interface Received {
  headers: IncomingMessage['headers'];
  id: string;
  body: string;
  event: any;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** How it handles a delivery: answers 204 by default. */
  answer: (received: Received, response: ServerResponse) => void;
  /** Ids in the order of their first arrival, without repetitions. */
  ids(): string[];
}

export async function startReceiver(t: Test): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    received: [],
    answer: answering(204),
    ids: () => [...new Set(receiver.received.map(each => each.id))],
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { headers } = request;
    const received = { headers, id: String(headers['webhook-id']), body, event: JSON.parse(body) };
    receiver.received.push(received);
    receiver.answer(received, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
}

export const answering = (status: number) => (_: unknown, response: ServerResponse) =>
  void response.writeHead(status).end();
