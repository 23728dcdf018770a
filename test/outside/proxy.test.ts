// A proxy for AWS and webhooks: what goes through it, what goes past it, and that its own answers are never taken for
// those of the host. The proxy is on this machine and leads every host to one place here.
import { createServer } from 'node:http';
import { Agent, createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import t, { type Test } from 'tap';
import { makeAssumeRole } from '../../api/aws/assume-role.js';
import { makeReach } from '../../api/aws/clients.js';
import { makeGuardedFetch } from '../../api/outside/guarded-fetch.js';
import { httpsAgentFor, isExcepted } from '../../api/proxy.js';
import { receiverCertificate, receiverKey } from './receiver-certificate.js';

async function portOf(t: Test, server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A proxy that leads every host to `port`, or answers `status` by itself. */
async function newProxy(t: Test, port: number, status?: number) {
  const asked: { host: string; authorization: string | undefined }[] = [];
  const server = createServer();
  server.on('connect', (request, socket, head) => {
    asked.push({ host: request.url!, authorization: request.headers['proxy-authorization'] });
    socket.on('error', () => {});
    if (status) return void socket.end(`HTTP/1.1 ${status} Refused\r\nretry-after: 9\r\ncontent-length: 0\r\n\r\n`);
    const there = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) there.write(head);
      there.pipe(socket).pipe(there);
    });
    there.on('error', () => socket.destroy());
    return undefined;
  });
  return { asked, url: `http://jane:s%20ecret@127.0.0.1:${await portOf(t, server)}` };
}

async function newReceiver(t: Test) {
  const heard: string[] = [];
  const server = createTlsServer({ cert: receiverCertificate, key: receiverKey }, (request, response) => {
    heard.push(`${request.headers.host} ${request.url}`);
    response.writeHead(204).end();
  });
  return { heard, port: await portOf(t, server as ReturnType<typeof createServer>) };
}

function guardedBy(proxied: Agent, resolved = '93.184.215.14') {
  const resolve = async () => [resolved];
  return makeGuardedFetch({ timeoutMs: 5000, allowsLoopback: true, resolve, proxied, ca: receiverCertificate });
}

const message = { url: 'https://receiver.example/hook', headers: {}, body: '{}' };

t.test('a webhook goes by way of the proxy to the address that was checked', async t => {
  const receiver = await newReceiver(t);
  const proxy = await newProxy(t, receiver.port);
  const agent = httpsAgentFor({ url: proxy.url, except: [] });
  t.strictSame(await guardedBy(agent).post(message), { answered: 204 });
  const authorization = `Basic ${Buffer.from('jane:s ecret').toString('base64')}`;
  t.strictSame(proxy.asked, [{ host: '93.184.215.14:443', authorization }], 'never a name to resolve once more');
  t.strictSame(receiver.heard, ['receiver.example /hook']);
  t.strictSame(await guardedBy(agent, '10.0.0.1').post(message), { fault: 'address_not_public' });
  const other = { ...message, url: 'https://other.example/' };
  t.strictSame(await guardedBy(agent).post(other), { fault: 'certificate_not_valid' });
  t.equal(receiver.heard.length, 1);
});

t.test("the proxy's own answer is not the receiver's, and not AWS's", async t => {
  // 403 is how AWS refuses an AssumeRole; 410 disables a webhook.
  for (const status of [302, 403, 407, 410, 502]) {
    const proxy = await newProxy(t, 1, status);
    const agent = httpsAgentFor({ url: proxy.url, except: [] });
    t.strictSame(await guardedBy(agent).post(message), { fault: 'not_reached' }, `${status}`);
    const reach = makeReach({ timeoutMs: 5000, httpsAgent: agent });
    t.teardown(() => reach.close());
    const credentials = { accessKeyId: 'AKIAONE', secretAccessKey: 's' };
    const input = { use: 'probe', roleArn: 'arn:aws:iam::210987654321:role/r', sessionName: 's' } as const;
    const outcome = await makeAssumeRole(reach)(credentials, { ...input, durationSeconds: 900, region: 'eu-west-1' });
    t.strictSame(outcome, { kind: 'inconclusive', why: 'no_answer' }, `${status}`);
    t.equal(proxy.asked[1]?.host, 'sts.eu-west-1.amazonaws.com:443');
  }
});

t.test('without a proxy there is a plain agent', async t => {
  t.equal(httpsAgentFor(undefined).constructor, Agent);
});

t.test('NO_PROXY names hosts, what is below them, and ports', async t => {
  const rows: [except: string, host: string, isDirect: boolean][] = [
    ['*', 'sts.eu-west-1.amazonaws.com', true],
    ['amazonaws.com', 'sts.eu-west-1.amazonaws.com', true],
    ['.amazonaws.com', 'sts.eu-west-1.amazonaws.com', true],
    ['*.amazonaws.com', 'sts.eu-west-1.amazonaws.com', true],
    ['AMAZONAWS.com', 'STS.eu-west-1.amazonaws.com', true],
    ['amazonaws.com', 'notamazonaws.com', false],
    ['sts.eu-west-1.amazonaws.com', 'amazonaws.com', false],
    ['amazonaws.com:443', 'sts.eu-west-1.amazonaws.com', true],
    ['amazonaws.com:8443', 'sts.eu-west-1.amazonaws.com', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['0.0.1', '10.0.0.1', false],
    ['2001:db8::1', '2001:db8::1', true],
    ['[2001:db8::1]:443', '2001:db8::1', true],
    ['.', 'example.com', false],
    ['.com.', 'example.com', false],
  ];
  for (const [except, host, isDirect] of rows) t.equal(isExcepted(host, 443, [except]), isDirect, `${except} ${host}`);
  t.equal(isExcepted('example.com', 443, []), false);
});
