// Verification of webhook requests.
import { inspect } from 'node:util';
import t from 'tap';
import { type VerifyWebhookInput, verifyWebhook } from '../../sdk/client/src/index.js';

// The example of the Standard Webhooks specification's own libraries.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{"test": 2432232314}';
const headers = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': '1614265330',
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const good: VerifyWebhookInput = { secret, headers, body, now: () => 1614265330_000 };
const other = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX';

t.test('an event of the service is verified in every form in which a server passes it', async t => {
  const verified = { id: headers['webhook-id'], event: { test: 2432232314 } };
  t.same(await verifyWebhook(good), verified);
  t.same(await verifyWebhook({ ...good, headers: new Headers(headers) }), verified);
  t.same(await verifyWebhook({ ...good, body: new TextEncoder().encode(body) }), verified);
  t.same(await verifyWebhook({ ...good, body: Buffer.from(body) }), verified);
  const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
  t.same(await verifyWebhook({ ...good, headers: upper }), verified);
  t.same(await verifyWebhook({ ...good, secret: [other, secret] }), verified, 'during a rotation of the secret');
  const both = `v1,${'A'.repeat(43)}= v2,else ${headers['webhook-signature']}`;
  t.same(await verifyWebhook({ ...good, headers: { ...headers, 'webhook-signature': both } }), verified);
  for (const seconds of [-300, 300])
    t.same(await verifyWebhook({ ...good, now: () => (1614265330 + seconds) * 1000 }), verified);
});

t.test('any other request is refused', async t => {
  const signature = headers['webhook-signature'];
  const without = (name: string) => ({ ...headers, [name]: undefined });
  const cases: [why: string, change: Partial<VerifyWebhookInput>][] = [
    ['another body', { body: body.replace('2', '3') }],
    ['another id', { headers: { ...headers, 'webhook-id': 'msg_other' } }],
    ['another time', { headers: { ...headers, 'webhook-timestamp': '1614265331' } }],
    ['another secret', { secret: other }],
    ['no secret', { secret: [] }],
    ['too old', { now: () => 1614265631_000 }],
    ['from the future', { now: () => 1614265029_000 }],
    ['too old for the receiver', { now: () => 1614265341_000, toleranceSeconds: 10 }],
    ['an invalid time', { headers: { ...headers, 'webhook-timestamp': 'NaN' } }],
    ['an id with a dot', { headers: { ...headers, 'webhook-id': 'a.1614265330' } }],
    ['another version', { headers: { ...headers, 'webhook-signature': signature.replace('v1', 'v2') } }],
    ['a cut signature', { headers: { ...headers, 'webhook-signature': signature.slice(0, -5) } }],
    ['no signature', { headers: { ...headers, 'webhook-signature': '' } }],
    ['a duplicate header', { headers: { ...headers, 'WEBHOOK-ID': headers['webhook-id'] } }],
    ...Object.keys(headers).map((name): (typeof cases)[number] => [`no ${name}`, { headers: without(name) }]),
  ];
  for (const [why, change] of cases)
    await t.rejects(verifyWebhook({ ...good, ...change }), { code: 'webhook_not_valid' }, why);
  for (const wrong of ['', 'whsec_', 'whsec_short', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])
    await t.rejects(verifyWebhook({ ...good, secret: wrong }), { code: 'argument_not_valid' }, wrong);
  const error = await verifyWebhook({ ...good, secret: other }).catch((thrown: unknown) => thrown);
  t.notMatch(inspect(error, { depth: 9 }), /AAECAwQF|2432232314|g0hM9S/, 'and the error reveals nothing about it');
});
