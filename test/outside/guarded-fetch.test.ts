// Outgoing requests: which addresses events may be sent to, tested with the real client, a resolver that the test
// controls, and receivers on this machine. Nothing here reaches the network.
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { isPublicAddress } from '../../api/core/values/public-address.js';
import { type GuardOptions, makeGuardedFetch } from '../../api/outside/guarded-fetch.js';
import { receiverCertificate, receiverKey } from './receiver-certificate.js';

const timeoutMs = 2000;

async function listening(t: Test, listener: RequestListener, isTls = false) {
  const asked: string[] = [];
  const heard: RequestListener = (request, response) => {
    asked.push(`${request.method} ${request.headers.host} ${request.url}`);
    listener(request, response);
  };
  const server = isTls ? createTlsServer({ cert: receiverCertificate, key: receiverKey }, heard) : createServer(heard);
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, port, url: `http://127.0.0.1:${port}/hook`, connections: () => connections };
}

/** A client that never uses the network's resolver. */
const client = (options: Partial<GuardOptions> & Pick<GuardOptions, 'allowsLoopback'>) =>
  makeGuardedFetch({ timeoutMs, resolve: async () => [], ...options });

const message = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: '{"a":"ü"}' });

t.test('addresses of the public internet, and all others in every form', async t => {
  for (const address of ['8.8.8.8', '93.184.215.14', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])
    t.equal(isPublicAddress(address), true, address);
  const refused = [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '169.254.170.2',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%lo',
    'fec0::1',
    'ff02::1',
    'no address',
    '',
  ];
  for (const address of refused) t.equal(isPublicAddress(address), false, address);
});

t.test('a forbidden address is refused before anything is sent', async t => {
  const receiver = await listening(t, (_, response) => response.end());
  const { port } = receiver;
  const names: Record<string, string[]> = {
    'public.example': ['93.184.215.14'],
    'loopback.example': ['127.0.0.1'],
    'metadata.example': ['169.254.169.254'],
    'private.example': ['10.0.0.1'],
    'mixed.example': ['93.184.215.14', '::1'],
    'mapped.example': ['::ffff:127.0.0.1'],
  };
  const guarded = client({ allowsLoopback: false, resolve: async name => names[name] ?? [] });
  const cases: [url: string, fault: string][] = [
    [`http://public.example/`, 'not_https'],
    [`http://127.0.0.1:${port}/`, 'not_https'],
    [`https://127.0.0.1:${port}/`, 'address_not_public'],
    [`https://localhost:${port}/`, 'name_not_allowed'],
    [`https://localhost.:${port}/`, 'name_not_allowed'],
    [`https://a.localhost:${port}/`, 'name_not_allowed'],
    ['https://2130706433/', 'address_not_public'],
    ['https://0x7f.1/', 'address_not_public'],
    ['https://017700000001/', 'address_not_public'],
    ['https://①②⑦.0.0.1/', 'address_not_public'],
    ['https://0/', 'address_not_public'],
    ['https://[::1]/', 'address_not_public'],
    ['https://[::ffff:127.0.0.1]/', 'address_not_public'],
    ['https://[fd00:ec2::254]/', 'address_not_public'],
    ['https://[64:ff9b::a9fe:a9fe]/', 'address_not_public'],
    ['https://169.254.169.254/latest/meta-data/', 'address_not_public'],
    ['https://metadata.google.internal/', 'name_not_allowed'],
    ['https://intranet/', 'name_not_allowed'],
    ['https://printer.local/', 'name_not_allowed'],
    ['https://loopback.example/', 'address_not_public'],
    ['https://metadata.example/', 'address_not_public'],
    ['https://private.example/', 'address_not_public'],
    ['https://mixed.example/', 'address_not_public'],
    ['https://mapped.example/', 'address_not_public'],
    ['https://nowhere.example/', 'name_not_found'],
    ['https://user@public.example/', 'has_user'],
    ['https://user:word@public.example/', 'has_user'],
    ['https://public.example:22/', 'port_not_allowed'],
    ['https://public.example:80/', 'port_not_allowed'],
    ['ftp://public.example/', 'not_https'],
    ['file:///etc/passwd', 'not_an_address'],
    ['public.example', 'not_an_address'],
    ['', 'not_an_address'],
  ];
  for (const [url, fault] of cases) {
    t.equal(await guarded.check(url), fault, url);
    t.strictSame(await guarded.post(message(url)), { fault }, url);
  }
  t.equal(receiver.connections(), 0);
  for (const url of ['https://public.example/', 'https://public.example:8443/x?y', 'https://PUBLIC.example./'])
    t.equal(await guarded.check(url), undefined, url);
});

t.test('a name that resolves to a public address when checked and to another later is not reached', async t => {
  const receiver = await listening(t, (_, response) => response.end(), true);
  const answers = [['93.184.215.14'], ['127.0.0.1'], ['93.184.215.14', '127.0.0.1']];
  let asked = 0;
  const resolve = async () => answers[Math.min(asked++, answers.length - 1)]!;
  const guarded = client({ allowsLoopback: false, resolve, ca: receiverCertificate });
  const url = `https://receiver.example:${receiver.port}/`;
  t.equal(await guarded.check(url), undefined);
  t.strictSame(await guarded.post(message(url)), { fault: 'address_not_public' });
  t.strictSame(await guarded.post(message(url)), { fault: 'address_not_public' });
  t.equal(asked, 3, 'each try resolves once');
  t.equal(receiver.connections(), 0);
});

t.test('a connection goes to the checked address, with the name for the certificate', async t => {
  const receiver = await listening(t, (_, response) => response.writeHead(204).end(), true);
  let asked = 0;
  const resolve = async () => {
    asked += 1;
    return ['127.0.0.1'];
  };
  const options = { allowsLoopback: true, resolve };
  const trusting = client({ ...options, ca: receiverCertificate });
  const place = `receiver.example:${receiver.port}`;
  t.strictSame(await trusting.post(message(`https://${place}/hook?a=b`)), { answered: 204 });
  t.equal(asked, 1);
  t.strictSame(receiver.asked, [`POST ${place} /hook?a=b`]);
  const other = `https://other.example:${receiver.port}/`;
  t.strictSame(await trusting.post(message(other)), { fault: 'certificate_not_valid' }, 'for another name');
  t.strictSame(
    await client(options).post(message(`https://${place}/`)),
    { fault: 'certificate_not_valid' },
    'for no name',
  );
  t.equal(receiver.asked.length, 1, 'and nothing was sent to them');
});

t.test('a redirect is an answer, and is not followed', async t => {
  const target = await listening(t, (_, response) => response.end());
  const receiver = await listening(t, (_, response) => response.writeHead(307, { location: target.url }).end());
  t.strictSame(await client({ allowsLoopback: true }).post(message(receiver.url)), { answered: 307 });
  t.equal(target.connections(), 0);
});

t.test('local mode may allow this machine, and nothing else', async t => {
  const receiver = await listening(t, (request, response) => request.resume().on('end', () => response.end('x')));
  const names: Record<string, string[]> = { localhost: ['127.0.0.1'], 'private.example': ['10.0.0.1'] };
  const guarded = client({ allowsLoopback: true, resolve: async name => names[name] ?? ['93.184.215.14'] });
  t.strictSame(await guarded.post(message(receiver.url)), { answered: 200 });
  t.strictSame(await guarded.post(message(`http://localhost:${receiver.port}/`)), { answered: 200 });
  t.equal(await guarded.check('http://public.example/'), 'not_https');
  t.equal(await guarded.check('http://169.254.169.254/'), 'address_not_public');
  t.equal(await guarded.check('https://private.example/'), 'address_not_public');
});

t.test('a slow, closed, endless or non-HTTP receiver is given up in time', async t => {
  const guarded = makeGuardedFetch({ timeoutMs: 300, allowsLoopback: true });
  const silent = await listening(t, () => undefined);
  t.strictSame(await guarded.post(message(silent.url)), { fault: 'timed_out' });
  const endless = await listening(t, (_, response) => {
    response.writeHead(200);
    const write = () => response.write('x'.repeat(65_536), write);
    write();
  });
  t.strictSame(await guarded.post(message(endless.url)), { answered: 200 }, 'the client does not wait for a body');
  const headers = await listening(t, (_, response) => response.writeHead(200, { a: 'x'.repeat(100_000) }).end());
  t.strictSame(await guarded.post(message(headers.url)), { fault: 'not_reached' }, 'endless headers');
  const hangingUp = await listening(t, request => request.socket.destroy());
  t.strictSame(await guarded.post(message(hangingUp.url)), { fault: 'not_reached' });
  t.strictSame(await guarded.post(message('http://127.0.0.1:1025/')), { fault: 'not_reached' });
  const slowNames = makeGuardedFetch({ timeoutMs: 100, allowsLoopback: false, resolve: () => new Promise(() => {}) });
  t.equal(await slowNames.check('https://slow.example/'), 'timed_out');
});

t.test('no proxy of the environment is used', async t => {
  const proxy = await listening(t, (_, response) => response.writeHead(200).end());
  const receiver = await listening(t, (_, response) => response.writeHead(202).end());
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']) {
    const before = process.env[name];
    process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : `http://127.0.0.1:${proxy.port}`;
    t.teardown(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
  t.strictSame(await client({ allowsLoopback: true }).post(message(receiver.url)), { answered: 202 });
  t.equal(proxy.connections(), 0);
});
