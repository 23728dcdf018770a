// The refused requests of docs/life-of-a-connection.md, each sent to the API.
import type { Test } from 'tap';
import { compose } from '../../api/compose.js';
import type { State } from '../../api/core/connection/connection.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { startUpgrade } from '../../api/operations/delivery/upgrade.js';
import { say } from '../../templates/text/say.js';
import { backend, support, voucher } from '../helpers/callers.js';
import { checked, connectionOf, newConnection, updateStack, type Where } from '../helpers/customer.js';
import { customerAccount, type World } from '../helpers/world.js';

export type RequestParts = [method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object | undefined];
export type KeyName = keyof World['keys'];

export const reason = { reason: 'A test' };
export const notAccepted = 'not_in_this_state';

export async function call(world: World, key: KeyName, [method, path, payload]: RequestParts) {
  const answer = await world.app.inject({
    method,
    url: `/v1${path}`,
    headers: { authorization: `Bearer ${world.keys[key]}` },
    ...(payload && { payload }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  const body: Record<string, any> = isJson ? answer.json() : {};
  return { status: answer.statusCode, code: answer.statusCode < 300 ? 'yes' : String(body.code), body };
}

export const here = ({ tenantId, connectionId }: Where) => `/tenants/${tenantId}/connections/${connectionId}`;

/** Each refused request, with its result as the page writes it, in the order of the page. */
export function refusedRequests(
  t: Test,
  world: World,
  tenantId: string,
  { verified, revoked }: Record<State, Where>,
  withdraw: () => void,
): Record<string, () => Promise<string>> {
  const ask = async (key: KeyName, ...asked: RequestParts) => {
    const { status, code, body } = await call(world, key, asked);
    return { said: `${status} ${code}`, body };
  };
  const stackOf = async (where: Where) => {
    const { stackName, templateUrl: templateURL } = await readDelivery(world.ports, backend, where);
    return () =>
      world.aws.createStack(customerAccount, { stackName, templateURL, capabilities: ['CAPABILITY_NAMED_IAM'] });
  };
  return {
    'a rotation, while one is open': async () => {
      await ask('support', 'POST', `${here(verified)}/rotation`, reason);
      return (await ask('support', 'POST', `${here(verified)}/rotation`, reason)).said;
    },
    'to cancel a rotation after the customer has updated': async () => {
      await updateStack(world, verified);
      const { said } = await ask('support', 'DELETE', `${here(verified)}/rotation`, reason);
      t.match(await ask('support', 'DELETE', `${here(verified)}/rotation`, reason), { said: '409 rotation_not_open' });
      t.match(await ask('support', 'GET', here(verified)), { body: { rotation: { waitsFor: 'proof' } } });
      return said;
    },
    'to revoke a revoked connection': async () => {
      const before = await connectionOf(world, revoked);
      const { said, body } = await ask('support', 'POST', `${here(revoked)}/revoke`, { reason: 'Again' });
      t.match(body, { state: 'revoked', detail: /It was revoked\. That is final\./ });
      t.strictSame((await connectionOf(world, revoked)).value, before.value);
      return said;
    },
    'an upgrade to a withdrawn version': async () => {
      withdraw();
      const kit = compose(world.config, world.ports.log, { clock: world.clock });
      t.teardown(() => kit.close());
      await kit.prepare();
      const started = startUpgrade(kit.ports, support, verified, { ...reason, version: '2.0.0' });
      return started.then(
        () => 'started',
        error => `${error.status} ${error.code}`,
      );
    },
    'the template of an older launch is used, after a newer one': async () => {
      const where = await newConnection(world, tenantId, { permissionSetId: 'our-read' });
      const launchFirst = await stackOf(where);
      await ask('backend', 'POST', `${here(where)}/launches`);
      await (await stackOf(where))();
      await checked(world, where);
      await launchFirst();
      world.clock.advance(60_000);
      await checked(world, where);
      const { body } = await ask('support', 'GET', here(where));
      t.match(body, { state: 'verified', health: 'drifted', launch: 2, roleName: /-2$/ });
      return `finding ${body.findings.map((each: { code: string }) => each.code)}`;
    },
    'a webhook to a loopback, link-local, private or metadata address': async () => {
      const hosts = ['127.0.0.1', '[::1]', 'localhost', '169.254.10.1', '10.1.2.3', '192.168.0.1', '169.254.169.254'];
      const answers = new Set<string>();
      for (const host of hosts)
        answers.add((await ask('operator', 'POST', '/webhooks', { url: `https://${host}/x`, tenants: 'all' })).said);
      return [...answers].join();
    },
    'an end date in the past': async () => {
      const { said, body } = await ask('backend', 'PATCH', here(verified), { endsAt: '2020-01-01T00:00:00Z' });
      t.match(body, { errors: [{ path: '/endsAt', message: /to end access now, revoke the connection/ }] });
      return said;
    },
    'an end of the trust policy in the past': async () => {
      const asked = { reason: 'Shorter', trustEndsAt: '2020-01-01T00:00:00Z' };
      const { said, body } = await ask('backend', 'POST', `${here(verified)}/upgrade`, asked);
      t.match(body, { errors: [{ path: '/trustEndsAt', message: /in the past/ }] });
      return said;
    },
    'a button of a manage link, after the revoke': () => buttonAfterRevoke(t, world, verified),
  };
}

async function buttonAfterRevoke(t: Test, world: World, where: Where): Promise<string> {
  const { url } = await makeLink(world.ports, voucher, where, { kind: 'manage', person: 'Ann' });
  const opened = await world.app.inject({ url: new URL(url).pathname });
  const path = String(opened.headers.location);
  const headers = { cookie: opened.cookies.map(each => `${each.name}=${each.value}`).join('; ') };
  const form = /name="form" value="([\w-]+)"/.exec((await world.app.inject({ url: path, headers })).body)![1]!;
  await call(world, 'support', ['POST', `${here(where)}/revoke`, { ...reason, mayCheckClosed: true }]);
  const post = async (below: string) => {
    const { statusCode, body } = await world.app.inject({
      method: 'POST',
      url: path + below,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ form, ...reason }).toString(),
    });
    return { statusCode, isSaid: body.includes(say('en', 'error.not_in_this_state')) };
  };
  for (const below of ['/resume', '/rotation/start', '/upgrade/start'])
    t.match(await post(below), { statusCode: 409, isSaid: true }, below);
  const shown = await world.app.inject({ url: path, headers });
  t.equal(shown.statusCode, 200);
  t.strictSame(
    [...shown.body.matchAll(/<form method="post" action="([^"]*)"/g)]
      .map(match => match[1])
      .filter(each => each !== '/language'),
    [`${path}/offboarding/stop`, `${path}/stack`],
    'all that can still be done: stop the checks, and state which stack is to be deleted',
  );
  const { body } = await call(world, 'support', ['GET', here(where)]);
  t.equal(body.rotation, undefined, 'after the end nothing waits for it');
  const { statusCode, isSaid } = await post('/suspend');
  return `${statusCode} ${isSaid ? notAccepted : 'something else'}`;
}
