// AssumeRole at the wire: what it sends, and the result of each answer, valid or broken. nock plays AWS and proxies; a
// plain server on loopback plays faults of the connection.
import type { ServerResponse } from 'node:http';
import t, { type Test } from 'tap';
import { makeAssumeRole } from '../../api/aws/assume-role.js';
import type { PolicyDocument } from '../../api/core/policy/document/document.js';
import { isSignatureRight, parseAuthorization } from '../../deploy/local/aws/protocol/sigv4.js';
import {
  asked,
  customer,
  environment,
  externalId,
  listen,
  reachOf,
  refusal,
  service,
  success,
  wire,
} from './aws-wire.js';

const sts = 'https://sts.eu-west-1.amazonaws.com';

const withoutToken =
  '<AccessKeyId>ASIAONE</AccessKeyId><SecretAccessKey>made</SecretAccessKey>' +
  '<Expiration>2026-11-20T10:15:00Z</Expiration>';

t.test('AssumeRole: each AWS error has one outcome, after exactly one request', async t => {
  const table: [code: string, status: number, expected: string][] = [
    ['AccessDenied', 403, 'refused'],
    ['AccessDenied', 400, 'aws_error'],
    ['AccessDenied', 401, 'aws_error'],
    ['AccessDenied', 500, 'aws_error'],
    ['AccessDeniedException', 403, 'aws_error'],
    ['accessdenied', 403, 'aws_error'],
    ['NobodyKnowsThisCode', 403, 'aws_error'],
    ['NobodyKnowsThisCode', 400, 'aws_error'],
    ['ExpiredToken', 403, 'vendor_credentials'],
    ['ExpiredTokenException', 400, 'vendor_credentials'],
    ['InvalidClientTokenId', 403, 'vendor_credentials'],
    ['SignatureDoesNotMatch', 403, 'vendor_credentials'],
    ['RequestExpired', 400, 'vendor_credentials'],
    ['RegionDisabledException', 403, 'sts_region_disabled'],
    ['Throttling', 400, 'throttled'],
    ['ThrottlingException', 400, 'throttled'],
    ['RequestLimitExceeded', 503, 'throttled'],
    ['SomethingElse', 429, 'throttled'],
    ['ValidationError', 400, 'request_invalid'],
    ['MalformedPolicyDocument', 400, 'request_invalid'],
    ['PackedPolicyTooLarge', 400, 'request_invalid'],
    ['PackedPolicyTooLarge', 500, 'aws_error'],
    ['InternalFailure', 500, 'aws_error'],
    ['ServiceUnavailable', 503, 'aws_error'],
  ];
  for (const [code, status, expected] of table) {
    await t.test(`${code} with ${status} is ${expected}`, async t => {
      const sent = wire(t, sts, () => [status, refusal(code)]);
      const outcome = await makeAssumeRole(reachOf(t))(service, { ...asked, externalId });
      const isTooLarge = code === 'PackedPolicyTooLarge' && expected === 'request_invalid';
      const because = isTooLarge ? { because: 'policy_too_large' } : {};
      const inconclusive = { kind: 'inconclusive', why: expected, awsCode: code, ...because };
      t.strictSame(outcome, expected === 'refused' ? { kind: 'refused' } : inconclusive);
      t.equal(sent.length, 1);
      for (const hidden of [externalId, asked.roleArn, 'kept-secret', 'kept-token'])
        t.notMatch(JSON.stringify(outcome), hidden);
    });
  }
});

t.test('AssumeRole: an unreadable answer is inconclusive, whatever its status', async t => {
  const cut = (text: string, characters: number) => text.slice(0, -characters);
  const table: [name: string, status: number, body: string, why: string][] = [
    ['a success cut off in its credentials', 200, cut(success(), 120), 'unreadable_answer'],
    ['a success cut off before its last character', 200, cut(success(), 1), 'unreadable_answer'],
    ['a refusal cut off after its code', 403, cut(refusal('AccessDenied'), 60), 'unreadable_answer'],
    ['a page of HTML with 200', 200, '<html><body>Welcome</body></html>', 'unreadable_answer'],
    ['a page of HTML with 403', 403, '<html><body>AccessDenied</body></html>', 'unreadable_answer'],
    ['the bare word AccessDenied with 403', 403, 'AccessDenied', 'unreadable_answer'],
    ['an empty body with 200', 200, '', 'unreadable_answer'],
    ['an empty body with 403', 403, '', 'unreadable_answer'],
    ['an empty body with 404', 404, '', 'unreadable_answer'],
    ['a redirect', 302, '', 'unreadable_answer'],
    ['a page of HTML with 503', 503, '<html>busy<br></html>', 'aws_error'],
    ['two codes in one refusal', 403, refusal('AccessDenied</Code><Code>AccessDenied'), 'unreadable_answer'],
    ['a success without credentials', 200, success({ credentials: '' }), 'unreadable_answer'],
    ['a success without a token', 200, success({ credentials: withoutToken }), 'unreadable_answer'],
    ['a success with an invalid expiry', 200, success().replace('2026-11-20T10:15:00Z', 'soon'), 'unreadable_answer'],
    [
      'the id of a user',
      200,
      success({ assumedRoleId: `AIDAEXAMPLEEXAMPLE123:${asked.sessionName}` }),
      'unreadable_answer',
    ],
    ['an id without a session', 200, success({ assumedRoleId: 'AROAEXAMPLEEXAMPLE123' }), 'unreadable_answer'],
    ['the id of another session', 200, success({ assumedRoleId: 'AROAEXAMPLEEXAMPLE123:other' }), 'unreadable_answer'],
    [
      'a session of another account',
      200,
      success({ arn: 'arn:aws:sts::111111111111:assumed-role/x/y' }),
      'unreadable_answer',
    ],
  ];
  for (const [name, status, body, why] of table) {
    await t.test(`${name}: ${why}`, async t => {
      const sent = wire(t, sts, () => [status, body]);
      t.strictSame(await makeAssumeRole(reachOf(t))(service, asked), { kind: 'inconclusive', why });
      t.equal(sent.length, 1);
    });
  }
});

t.test('AssumeRole sends its parameters and nothing else', async t => {
  const sent = wire(t, sts, () => [200, success()]);
  const assumeRole = makeAssumeRole(reachOf(t));
  const sessionPolicy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
  };
  await assumeRole(service, asked);
  const outcome = await assumeRole(service, { ...asked, externalId, sourceIdentity: 'drawbridge-a', sessionPolicy });
  const bare = {
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: asked.roleArn,
    RoleSessionName: asked.sessionName,
    DurationSeconds: '900',
  };
  t.strictSame(sent[0]?.form, bare);
  const full = { ExternalId: externalId, SourceIdentity: 'drawbridge-a', Policy: JSON.stringify(sessionPolicy) };
  t.strictSame(sent[1]?.form, { ...bare, ...full });
  t.equal(sent[0]?.headers['x-amz-security-token'], 'kept-token');
  t.strictSame(outcome, {
    kind: 'assumed',
    accessKeyId: 'ASIAONE',
    secretAccessKey: 'made',
    sessionToken: 'token',
    expiresAt: '2026-11-20T10:15:00.000Z',
    assumedRoleArn: `arn:aws:sts::${customer}:assumed-role/drawbridge-abc-1/${asked.sessionName}`,
    roleUniqueId: 'AROAEXAMPLEEXAMPLE123',
  });
});

t.test('AssumeRole goes to the regional endpoint of the partition', async t => {
  const sent = wire(t, 'https://sts.cn-north-1.amazonaws.com.cn', () => [403, refusal('AccessDenied')]);
  const input = { ...asked, roleArn: `arn:aws-cn:iam::${customer}:role/drawbridge-abc-1`, region: 'cn-north-1' };
  t.strictSame(await makeAssumeRole(reachOf(t))(service, input), { kind: 'refused' });
  t.match(sent[0]?.headers.authorization, '/cn-north-1/sts/aws4_request');
});

t.test('an invalid region is an invalid request, and nothing is sent', async t => {
  const sent = wire(t, sts, () => [403, refusal('AccessDenied')]);
  const outcome = await makeAssumeRole(reachOf(t))(service, { ...asked, region: 'no region' });
  t.strictSame(outcome, { kind: 'inconclusive', why: 'request_invalid' });
  t.equal(sent.length, 0);
});

t.test('settings in the environment and in shared files change nothing', async t => {
  const elsewhere = 'http://127.0.0.1:9';
  const folder = t.testdir({
    config: `[default]\nendpoint_url = ${elsewhere}\nmax_attempts = 5\nuse_fips_endpoint = true\nregion = ap-south-1\n`,
    credentials: '[default]\naws_access_key_id = AKIAFILE\naws_secret_access_key = file\n',
  });
  const foreign = {
    AWS_ENDPOINT_URL: elsewhere,
    AWS_ENDPOINT_URL_STS: elsewhere,
    AWS_CONFIG_FILE: `${folder}/config`,
    AWS_SHARED_CREDENTIALS_FILE: `${folder}/credentials`,
    AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT',
    AWS_SECRET_ACCESS_KEY: 'environment',
    AWS_SESSION_TOKEN: 'environment',
    AWS_REGION: 'ap-south-1',
    AWS_MAX_ATTEMPTS: '5',
    AWS_RETRY_MODE: 'adaptive',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    AWS_SDK_UA_APP_ID: 'somebody',
  };
  t.teardown(environment(foreign));
  const sent = wire(t, sts, () => [503, refusal('ServiceUnavailable')]);
  const outcome = await makeAssumeRole(reachOf(t))({ accessKeyId: 'AKIAGIVEN', secretAccessKey: 'given' }, asked);
  t.strictSame(outcome, { kind: 'inconclusive', why: 'aws_error', awsCode: 'ServiceUnavailable' });
  t.equal(sent.length, 1, 'one request, to the regional endpoint');
  t.match(sent[0]?.headers.authorization, 'Credential=AKIAGIVEN/');
  t.match(sent[0]?.headers.authorization, '/eu-west-1/sts/');
  t.equal(sent[0]?.headers['x-amz-security-token'], undefined);
  t.equal(sent[0]?.headers['user-agent'], 'app/drawbridge', 'the same from every machine');
  t.equal(sent[0]?.headers['x-amz-user-agent'], undefined);
});

t.test('a connection that fails, or an answer that does not finish in time, is no answer', async t => {
  const head = { 'content-type': 'text/xml' };
  const table: [name: string, why: string, serve: (response: ServerResponse, t: Test) => void][] = [
    ['there is never an answer', 'no_answer', () => {}],
    ['the headers arrive and then nothing', 'no_answer', response => void response.writeHead(200, head).flushHeaders()],
    [
      'half a refusal arrives and then nothing',
      'no_answer',
      response => void response.writeHead(403, head).write(refusal('AccessDenied').slice(0, 200)),
    ],
    ['a success drips on forever', 'no_answer', drip],
    ['the connection is reset', 'no_answer', response => void response.socket?.resetAndDestroy()],
    [
      'the connection ends in the middle of a refusal',
      'no_answer',
      response => {
        response.writeHead(403, { ...head, 'content-length': '500' });
        response.write(refusal('AccessDenied'), () => response.socket?.destroy());
      },
    ],
    ['the answer is not HTTP', 'no_answer', response => void response.socket?.end('hello\r\n\r\n')],
    [
      'the answer is larger than any from AWS',
      'unreadable_answer',
      response => void response.writeHead(200, head).end(' '.repeat(3_000_000) + success()),
    ],
  ];
  for (const [name, why, serve] of table) {
    await t.test(`${name}: ${why}`, async t => {
      let requests = 0;
      const endpoint = await listen(t, (_request, response) => {
        requests += 1;
        serve(response, t);
      });
      const assumeRole = makeAssumeRole(reachOf(t, { endpoint, timeoutMs: 150 }));
      t.strictSame(await assumeRole(service, asked), { kind: 'inconclusive', why });
      t.equal(requests, 1);
    });
  }
});

/** A byte every ten milliseconds, so that no limit on silence is reached. */
function drip(response: ServerResponse, t: Test): void {
  response.writeHead(200, { 'content-type': 'text/xml' });
  const timer = setInterval(() => response.write(' '), 10);
  t.teardown(() => clearInterval(timer));
}

t.test('a port without a listener is no answer', async t => {
  const assumeRole = makeAssumeRole(reachOf(t, { endpoint: 'http://127.0.0.1:1' }));
  t.strictSame(await assumeRole(service, asked), { kind: 'inconclusive', why: 'no_answer' });
});

t.test('concurrent calls with different credentials are each signed with their own', async t => {
  const identities = Array.from({ length: 5 }, (_, each) => ({
    accessKeyId: `ASIAIDENTITY${each}`,
    secretAccessKey: `secret-${each}`,
    sessionToken: `token-${each}`,
  }));
  const seen: string[] = [];
  const endpoint = await listen(t, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = '', url: target = '', headers } = request;
    const authorization = parseAuthorization(headers.authorization)!;
    const name = new URLSearchParams(body.toString()).get('RoleSessionName') ?? '';
    const own = identities[Number(name.split('-')[1])]!;
    t.equal(authorization.accessKeyId, own.accessKeyId);
    t.equal(headers['x-amz-security-token'], own.sessionToken);
    t.ok(isSignatureRight({ method, target, headers, body }, authorization, own.secretAccessKey));
    seen.push(name);
    response.writeHead(200).end(success({ assumedRoleId: `AROAEXAMPLEEXAMPLE123:${name}` }));
  });
  const assumeRole = makeAssumeRole(reachOf(t, { endpoint }));
  const names = Array.from({ length: 100 }, (_, call) => `identity-${call % identities.length}-${call}`);
  const outcomes = await Promise.all(
    names.map((sessionName, call) => assumeRole(identities[call % identities.length]!, { ...asked, sessionName })),
  );
  t.strictSame(new Set(outcomes.map(outcome => outcome.kind)), new Set(['assumed']));
  t.strictSame(seen.sort(), names.sort());
});
