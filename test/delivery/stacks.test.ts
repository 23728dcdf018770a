// Which stack contains the role: stated on the page and by the API, named by the role itself, and what a check says
// when the two differ. ending-commands.test.ts runs the commands for a renamed stack.
import t from 'tap';
import { launchAgain } from '../../api/operations/connection/change-connection.js';
import { stateStack } from '../../api/operations/connection/state-stack.js';
import { readDelivery } from '../../api/operations/delivery/read-delivery.js';
import { ownersTerminal } from '../helpers/aws-command.js';
import { backend } from '../helpers/callers.js';
import { checked, connectionOf, newConnection, newTenant, provenConnection } from '../helpers/customer.js';
import { changeRole } from '../helpers/customer-admin.js';
import { managePage } from '../helpers/manage-page.js';
import { customerAccount, newWorld, otherCustomerAccount } from '../helpers/world.js';

t.test('a stack that is stated before the launch is created under that name, in that region', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  const url = `/v1/tenants/${where.tenantId}/connections/${where.connectionId}`;
  const headers = { authorization: `Bearer ${world.keys.backend}` };
  const patch = async (payload: object) => (await world.app.inject({ method: 'PATCH', url, headers, payload })).json();
  const stack = { name: 'access-of-acme', region: 'eu-west-1' };
  const arn = (account: string) => `arn:aws:cloudformation:eu-west-1:${account}:stack/access-of-acme/1a-2b`;
  for (const [refused, path] of [
    [{ name: 'x'.repeat(129) }, 'name'],
    [{ name: 'a&param_X=1' }, 'name'],
    [{ name: '-x' }, 'name'],
    [{ name: 'アクセス' }, 'name'],
    [{ name: 'x', region: 'cn-north-1' }, 'region'],
    [{ name: 'x', region: 'eu-west-1;reboot' }, 'region'],
    [{ name: arn(otherCustomerAccount) }, 'name'],
    [{ name: arn(customerAccount).replace('arn:aws:', 'arn:aws-cn:') }, 'name'],
    [{ name: arn(customerAccount), region: 'us-east-1' }, 'region'],
  ] as const)
    t.match(
      await patch({ stack: refused }),
      { code: 'stack_not_valid', errors: [{ path: `/stack/${path}` }] },
      JSON.stringify(refused),
    );
  t.match(await patch({ stack, endsAt: '2100-01-01T00:00:00Z' }), { code: 'stack_not_valid' });
  t.match((await connectionOf(world, where)).value, { limits: undefined }, 'nothing was written');

  t.match(await patch({ stack }), { stack: { ...stack, from: 'stated' } });
  t.match(await patch({ stack: null }), { stack: { region: 'us-east-1', from: 'default' } });
  t.match(await patch({ stack: { name: arn(customerAccount) } }), { stack: { ...stack, from: 'stated' } });
  const { createCommand, launchUrl } = await readDelivery(world.ports, backend, where);
  t.match(launchUrl, /region=eu-west-1#.*stackName=access-of-acme$/);
  const run = ownersTerminal(t, world, customerAccount);
  t.match(await run(createCommand), { status: 0, out: /:eu-west-1:\d+:stack\/access-of-acme\// });
  await checked(world, where);
  const seen = await world.app.inject({ url, headers });
  t.match(seen.json(), { health: 'healthy', findings: [], stack: { ...stack, from: 'role', arn: /^arn:aws:cloudf/ } });
});

t.test(
  'a check warns when the role is in another stack than the stated one, and believes no other account',
  async t => {
    const world = await newWorld(t);
    const where = await provenConnection(world);
    const { stackName } = await readDelivery(world.ports, backend, where);
    const page = await managePage(world, where);
    t.match(await page.read(), new RegExp(`<code>${stackName}</code>[\\s\\S]*The role names this stack`));
    const wrong = await page.send('stack', { name: 'not/a name', region: '' });
    t.match(wrong.body, 'Enter the name and region of the stack, or its ARN');
    t.equal((await page.send('stack', { name: ' someone-elses ', region: 'eu-west-1' })).statusCode, 303);
    t.match(await page.read(), `<code>${stackName}</code>`, 'what the role says counts');
    await checked(world, where);
    const other = { code: 'stack_other', severity: 'information', facts: { live: stackName, stated: 'someone-elses' } };
    t.match((await connectionOf(world, where)).value, { health: 'healthy', findings: [other] });
    t.match(
      await page.read(),
      `The stack ${stackName} in us-east-1 contains the role. Someone stated the stack someone-elses`,
    );
    t.match(await page.read('ja'), '登録されています');

    t.comment('a tag of another account is not believed, nor one that is no ARN');
    for (const account of [otherCustomerAccount, 'x']) {
      const Value = `arn:aws:cloudformation:us-east-1:${account}:stack/theirs/1`;
      await changeRole(world, where.roleArn, 'TagRole', { Tags: [{ Key: 'drawbridge:stack', Value }] });
      await checked(world, where);
      const { value } = await connectionOf(world, where);
      t.match(value, { findings: [], statedStack: { stackName: 'someone-elses' } });
      t.equal(value.seenStack, undefined);
    }
    const { updateCommand } = await readDelivery(world.ports, backend, where);
    t.match(updateCommand, '--region eu-west-1', 'the stated region is left');
    t.match(await ownersTerminal(t, world, customerAccount)(updateCommand), { status: 1, out: /NOT DONE/ });
  },
);

t.test('the stated stack of another launch does not count for the new one', async t => {
  const world = await newWorld(t);
  const where = await newConnection(world, await newTenant(world));
  await stateStack(world.ports, backend, where, { name: 'first' });
  await launchAgain(world.ports, backend, where);
  t.match((await readDelivery(world.ports, backend, where)).stackName, /^drawbridge-\w{12}-2$/);
});
