// Runs every command of docs/runbook.md as support does, in a shell with curl and Node. The test plays the customer,
// the backend and the time. A suite of .ci/run, because npm test needs only Node.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { runDueWork } from '../../api/operations/due-work.js';
import { checkRevoked } from '../../api/operations/ending/offboard.js';
import { controlRoleArn } from '../../deploy/local/vendor-account.js';
import { call, here, reason } from '../documents/refused-requests.js';
import {
  connectionOf,
  launch,
  newConnection,
  newTenant,
  requestNewSession,
  requestSession,
  updateStack,
  verifiedConnection,
  type Where,
} from '../helpers/customer.js';
import { deleteStackOf } from '../helpers/customer-admin.js';
import { newWorld, otherCustomerAccount } from '../helpers/world.js';
import { Runbook } from './runbook.js';

const runbook = readFileSync(join(process.cwd(), 'docs/runbook.md'), 'utf8');

/** Support with the facts that it has at first. */
async function desk(): Promise<Runbook> {
  const KIT = await world.app.listen({ port: 0, host: '127.0.0.1' });
  return new Runbook(runbook, { KIT, KEY: world.keys.support });
}

const placeOf = ({ tenantId: TENANT, connectionId: CONNECTION }: Where) => ({ TENANT, CONNECTION });

/** The next check of an off-boarding, at its time. */
async function nextCheck(where: Where): Promise<void> {
  const { due } = (await connectionOf(world, where)).notes;
  world.clock.advance(Math.max(0, Date.parse(due!.at) - world.clock.now().getTime()));
  await checkRevoked(world.ports, await connectionOf(world, where));
  await world.ports.background.idle();
}

/** The customer runs the delete command from support. */
async function deleteStack(account: string, seen: string): Promise<void> {
  await deleteStackOf(world, account, seen.slice(seen.indexOf('describe-stack-resources')));
}

const world = await newWorld(t);

t.test('support can run every command of the runbook', async t => {
  const book = await desk();
  const tenantId = await newTenant(world, 'Blue Harbor');
  const input = { accountId: otherCustomerAccount };

  await t.test('the customer reports that we still have access', async t => {
    const part = 'The customer says that we still have access';
    const where = await verifiedConnection(world, input, tenantId);
    await requestSession(world, where);
    book.fill({ ACCOUNT: '000000000000' });
    t.equal(await book.see(part, 0), '', 'no connection, no line');
    book.fill({ ACCOUNT: otherCustomerAccount });
    const line = `tenantId=${tenantId}  id=${where.connectionId}  state=verified  health=healthy  issuing=true\n`;
    t.equal(await book.see(part, 0), line);
    book.fill(placeOf(where));
    t.match(await book.see(part, 1), /^state: verified\nissuing: true[\s\S]*\nsessionsAlive: 1\nlastSessionEndsAt: 2/);
    const ended = await book.see(part, 2);
    const stopped = /^issuingStoppedAt: (.+)$/m.exec(ended)![1]!;
    t.match(ended, /^sentence: .+valid until/);
    t.match(ended, /^commands\.cutSessions:\naws iam put-role-policy [\s\S]*AWSRevokeOlderSessions/m);
    await t.rejects(requestSession(world, where), { code: 'not_issuing' });
    t.match(
      await book.see(part, 2),
      /^REFUSED 409 not_in_this_state: .+ It was revoked\. That is final\./,
      'stated twice',
    );

    await nextCheck(where);
    const open = await book.see(part, 1);
    t.match(
      open,
      `issuingStoppedAt: ${stopped}\noffboarding.state: checking\noffboarding.stillTrusts.roles.roleName: ["`,
    );
    t.match(
      await book.see(part, 3),
      /kind=offboarding {2}sessionName=drawbridge-offboarding-check-\w+ {2}outcome\.kind=assumed/,
    );
    await deleteStack(otherCustomerAccount, ended);
    for (let n = 0; n < 3; n += 1) await nextCheck(where);
    t.match(await book.see(part, 1), /^offboarding\.state: checking\noffboarding\.stillTrusts\.roles\.roleName: -$/m);
    await nextCheck(where);
    const over = await book.see(part, 1);
    t.match(over, /^offboarding\.state: confirmed\noffboarding\.stillTrusts\.roles\.roleName: -\n.+confirmedAt: 2/m);
    t.match(over, /^sessionsAlive: 0\nlastSessionEndsAt: -$/m);
  });

  await t.test('the customer has launched the stack, and it says not connected; later access is suspended', async t => {
    const part = 'The customer has launched the stack, and it says not connected';
    const where = await newConnection(world, tenantId, input);
    book.fill(placeOf(where));
    const waiting = await book.see(part, 0);
    t.match(
      waiting,
      /^result\.conclusive: true\nresult\.outcome: refused\n[\s\S]*^result\.causesLeft\.nextStep: \["Look for/m,
    );
    t.match(waiting, /\nstate: pending\nhealth: unknown\nreview: -\naccountId: \d{12}\nroleArn: arn:aws:iam:/);
    t.match(await book.see(part, 1), /^url: http\S+\nexpiresAt: 2/);
    await launch(world, where);
    world.clock.advance(60_000);
    t.match(await book.see(part, 0), /^result\.outcome: admitted\n[\s\S]*\nstate: verified\nhealth: healthy\n/m);

    const suspend = 'Suspend access for now';
    t.match(
      await book.see(suspend, 0),
      /^connection\.state: suspended\nissuingStoppedAt: 2[\s\S]*AWSRevokeOlderSessions/,
    );
    await t.rejects(requestSession(world, where), { code: 'not_issuing' });
    t.match(await book.see(suspend, 1), /^connection\.state: verified\n/);
    await world.ports.background.idle();
    t.ok(await requestSession(world, where));
    await call(world, 'support', ['POST', `${here(where)}/revoke`, { ...reason, mayCheckClosed: true }]);
    await world.aws.deleteStack(otherCustomerAccount, (await connectionOf(world, where)).value.roleSpec.roleName);
    while ((await connectionOf(world, where)).notes.due) await nextCheck(where);
  });

  await t.test('revoke everything of a tenant now', async t => {
    const part = 'Revoke everything of a tenant now';
    const [verified, suspended, pending] = [
      await verifiedConnection(world, input, tenantId),
      await newConnection(world, tenantId, input),
      await newConnection(world, tenantId, input),
    ];
    await call(world, 'backend', ['POST', `${here(suspended)}/suspend`, reason]);
    await requestSession(world, verified);
    book.fill({ TENANT: tenantId, REASON: 'Ticket 4712' });
    const ended = await book.see(part, 0, { 'MAY_CHECK=false': 'MAY_CHECK=true' });
    t.strictSame(
      [...ended.matchAll(/^connection\.id: (.+)$/gm)].map(match => match[1]),
      [verified, suspended, pending].map(each => each.connectionId),
    );
    t.match(ended, /^sessionsAlive: 1\nlastSessionEndsAt: 2.+\ncommands\.cutSessions:\naws iam put-role-policy/m);
    t.match(ended, /^commands\.deleteStack:\nstack=[\s\S]*aws cloudformation delete-stack/m);
    for (const each of [verified, suspended, pending])
      t.match(await call(world, 'backend', ['POST', `${here(each)}/sessions`, {}]), {
        status: 409,
        body: { code: 'not_issuing', why: 'revoked' },
      });
    const { items } = await world.ports.connections.history(verified.connectionId, { limit: 1 });
    t.match(items[0]?.row, { action: 'connection.revoked', reason: 'Ticket 4712', who: { kind: 'support' } });

    const meanwhile = await newConnection(world, tenantId, input);
    t.match(await book.see(part, 0), new RegExp(`^connection\\.id: ${meanwhile.connectionId}\\n`));
    t.equal(await book.see(part, 0), '', 'nothing is left');
    t.match(await book.see(part, 1, { 'an operator key': world.keys.operator }), /^state: closed\nclosedAt: 2/);
    const all = (await book.see(part, 2)).trim().split('\n');
    t.equal(all.length, 6, 'and the two earlier ones');
    for (const line of all)
      t.match(line, / {2}state=revoked {2}issuing=false {2}offboarding\.state=(checking|confirmed|-)$/);

    await deleteStack(otherCustomerAccount, ended);
    for (let n = 0; n < 4; n += 1) await nextCheck(verified);
    const seen = await book.see(part, 2);
    t.notMatch(seen, /=checking/);
    t.match(seen, new RegExp(`^id=${verified.connectionId}  .+  offboarding\\.state=confirmed$`, 'm'));
  });
  const account = '430987654321';
  world.aws.addAccount(account);
  const where = await verifiedConnection(world, { accountId: account });
  const current = async () => (await connectionOf(world, where)).value;
  book.fill(placeOf(where));

  await t.test('an external ID has leaked', async t => {
    const part = 'An external ID has leaked, for example into a public repository';
    const old = (await current()).externalId.current;
    const line = (ID: string, rotation: string) =>
      `tenantId=${where.tenantId}  id=${where.connectionId}  accountId=${account}  state=verified  ` +
      `externalId=${ID}  rotation.waitsFor=${rotation}\n`;
    book.fill({ ID: '7c9e6679-7425-40de-944b-e07fc1f90ae7' });
    t.equal(await book.see(part, 0), '', 'none of our IDs');
    book.fill({ ID: old });
    t.equal(await book.see(part, 0), line(old, '-'));
    t.match(
      await book.see(part, 2),
      /^rotation\.waitsFor: customer\nrotation\.deadline: 2.+\nupdateCommand:\nstack=[\s\S]+ update-stack/,
    );
    const pending = (await current()).externalId.pending!.value;
    book.fill({ ID: pending });
    t.equal(await book.see(part, 0), line(old, 'customer'), 'the new one leaked before it was used');
    t.equal(await book.see(part, 1), `externalId: ${old}\nrotation.waitsFor: -\n`);
    await book.see(part, 2);
    t.match(await book.see(part, 2), /^REFUSED 409 rotation_open/, 'requested twice');

    t.match(await book.see(part, 3), `externalId: ${old}\nrotation.waitsFor: customer\nhealth: healthy\n`);
    await updateStack(world, where);
    t.match(await book.see(part, 3), /\nrotation\.waitsFor: proof\nhealth: healthy\n/);
    world.clock.advance(121_000);
    const done = await book.see(part, 3);
    t.match(done, /\nrotation\.waitsFor: -\nhealth: healthy\n/);
    const { externalId } = await current();
    t.match(done, `externalId: ${externalId.current}\n`);
    t.ok(externalId.current !== old && externalId.current !== pending);
    t.match(await book.see(part, 4), /action=connection\.rotation-finished\n/);
    const probes = (await world.ports.checks.list(where.connectionId, { limit: 1 })).items[0]!.steps;
    const refused = probes.filter(({ probe, outcome }) => probe === 'retiring' && outcome === 'refused');
    t.equal(refused.filter(each => !each.withSourceIdentity).length, 3);
    t.equal(refused.filter(each => each.withSourceIdentity).length, 3, 'each has its twin');
    t.ok(await requestSession(world, where), 'no request was refused');
    book.fill({ ID: old });
    t.equal(await book.see(part, 0), line(externalId.current, '-'), 'found as a retired one');
  });

  await t.test('a connection has stopped issuing', async t => {
    const part = 'A connection has stopped issuing';
    const { roleSpec } = await current();
    const { Statement } = roleSpec.trustPolicy;
    const anybody = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
    world.aws.setTrustPolicy(where.roleArn, { Version: '2012-10-17', Statement: [...Statement, anybody] });
    world.clock.advance(60_000);
    t.match(
      await book.see(part, 1),
      /^result\.conclusive: true\nresult\.outcome: unsafe\n[\s\S]*issuing: false\nhealth: unsafe\n/,
    );
    const seen = await book.see(part, 0);
    t.match(seen, /^state: verified\nhealth: unsafe\nissuing: false\nwhyNotIssuing: hold_health\nsuspendedBy: -\n/);
    t.match(seen, /^findings\.severity: \["critical"[\s\S]*^findings\.sentence: \["[\s\S]*^findings\.advice: \["/m);
    await t.rejects(requestSession(world, where), { code: 'not_issuing' });

    world.aws.setTrustPolicy(where.roleArn, { Version: '2012-10-17', Statement: [{ ...anybody, Effect: 'Deny' }] });
    const refused = await book.see(part, 1);
    t.match(refused, /^result\.outcome: refused$[\s\S]*^result\.causesLeft\.sentence: \[".+health: unreachable$/ms);
    t.match(await book.see(part, 0), /^refusedSince: 2/m);

    world.aws.setTrustPolicy(where.roleArn, roleSpec.trustPolicy);
    world.clock.advance(60_000);
    t.match(await book.see(part, 1), /\nissuing: true\nhealth: healthy\nwhyNotIssuing: -\n/);
    t.ok(await requestSession(world, where));
  });

  await t.test('the backend gets role_refused_us', async t => {
    const part = 'The backend gets `role_refused_us`';
    const { roleSpec } = await current();
    world.aws.setTrustPolicy(where.roleArn, {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
    });
    world.clock.advance(60_000);
    await t.rejects(requestNewSession(world, where), { code: 'role_refused_us' });
    t.match(
      await book.see(part, 0),
      new RegExp(
        String.raw`^result\.outcome: refused\n[\s\S]*^result\.causesLeft\.nextStep: \[[\s\S]*` +
          String.raw`^issuing: false\nhealth: unreachable\nwhyNotIssuing: hold_health\nrefusedSince: 2`,
        'm',
      ),
    );
    world.aws.setTrustPolicy(where.roleArn, roleSpec.trustPolicy);
    world.clock.advance(60_000);
    t.match(await book.see(part, 0), /^result\.outcome: admitted\n[\s\S]*^issuing: true\n/m);
  });

  await t.test('a connection is under review', async t => {
    const part = 'A connection is under review';
    t.equal(await book.see(part, 0), '', 'no other is');
    const second = await newConnection(world, await newTenant(world, 'Red Harbor'), { accountId: account });
    const line = new RegExp(
      `^tenantId=${second.tenantId}  id=${second.connectionId}  accountId=${account}  createdAt=2`,
    );
    t.match(await book.see(part, 0), line);
    book.fill({ ACCOUNT: account, ...placeOf(second) });
    t.match(await book.see(part, 1), `tenantId=${where.tenantId}  id=${where.connectionId}  state=verified`);
    t.match(await book.see(part, 2), /^review: -\nstate: pending\n/);
    t.equal(await book.see(part, 0), '');
    await launch(world, second);
  });

  await t.test('a customer needs a newer permission set', async t => {
    const part = 'A customer needs a newer permission set';
    book.fill(placeOf(where));
    t.match(await book.see(part, 0), /^REFUSED 409 upgrade_not_offered/);
    const old = { permissionSetId: 'inventory-read', permissionSetVersion: '1.0.0', accountId: '630987654321' };
    world.aws.addAccount(old.accountId);
    const outdated = await verifiedConnection(world, old);
    book.fill(placeOf(outdated));
    t.match(await book.see(part, 0), /^from: 1\.0\.0\nto: 1\.\d\.0\nwithdrawn: false\n[\s\S]*statements\.sid: \[/);
    t.match(
      await book.see(part, 1),
      /^upgrade\.to: 1\.\d\.0\nupdateCommand:\nstack=[\s\S]*aws cloudformation update-stack/,
    );
    await updateStack(world, outdated);
    t.match(
      await book.see(part, 2),
      /findings\.code: -\npermissionSet\.version: 1\.\d\.0\nupgrade\.to: -\nhealth: healthy\n/,
    );
  });

  await t.test('a revocation drill', async t => {
    const part = 'A revocation drill';
    book.fill(placeOf(where));
    await requestSession(world, where);
    t.match(await book.see(part, 0), /^issuingStoppedAt: 2.+\nlastSessionEndsAt: 2.+\nsessionsAlive: [1-9]/);
    await t.rejects(requestSession(world, where), { code: 'not_issuing' });
    t.match(await book.see(part, 2), /^connection\.state: verified\n/, 'ended early');
    await world.ports.background.idle();
    await book.see(part, 0);
    world.clock.advance(61 * 60_000);
    await runDueWork(world.ports);
    await world.ports.background.idle();
    t.match(
      await book.see(part, 1),
      new RegExp(
        String.raw`^state: verified\nissuing: true\nlastDrill\.stopSeconds: \d+\n` +
          String.raw`lastDrill\.endSeconds: \d+\nlastDrill\.handedOutAfterStop: 0\n`,
      ),
    );
  });

  await t.test('a check is inconclusive', async t => {
    const part = 'A check is inconclusive';
    const control = world.aws.role(controlRoleArn)!.trustPolicy;
    const nobody = { Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
    world.aws.setTrustPolicy(controlRoleArn, { Version: '2012-10-17', Statement: [nobody] });
    world.clock.advance(11 * 60_000);
    const seen = await book.see(part, 0);
    t.match(
      seen,
      /^result\.conclusive: false\nresult\.reason: vendor_caller\n.+\nresult\.causesLeft\.owner: \["vendor"\]\n/,
    );
    t.match(seen, /\nissuing: true\nhealth: healthy\nlastConclusiveCheckAt: 2/, 'it changes nothing');
    t.match(seen, /\nstartedAt=2\S+ {2}result\.reason=vendor_caller {2}steps\.outcome=\[/);
    t.match(
      await book.see(part, 1),
      new RegExp(`^lastConclusiveCheckAt=2\\S+  id=${where.connectionId}  health=healthy  issuing=true$`, 'm'),
    );

    world.clock.advance(7 * 24 * 60 * 60_000);
    t.match(
      await book.see(part, 0),
      /\nresult\.reason: vendor_caller\n[\s\S]*\nissuing: false\nhealth: healthy\n/,
      'on hold after 7 days',
    );
    world.aws.setTrustPolicy(controlRoleArn, control);
    world.clock.advance(60_000);
    t.match(await book.see(part, 0), /^result\.conclusive: true\n[\s\S]*\nissuing: true\n/);
  });

  await t.test('the customer has deleted the stack by mistake', async t => {
    const part = 'The customer has deleted the stack by mistake';
    const shown = await book.see(part, 0);
    t.match(shown, /^state: verified\nhealth: healthy\nrefusedSince: -\nendsAt: -\n/);
    const delivered = /^launchUrl: http[\s\S]*/m.exec(shown)![0];
    t.match(delivered, /^stackName: drawbridge-\w+-\d+\ncreateCommand:\naws cloudformation create-stack/m);
    await deleteStack(account, shown);
    world.clock.advance(60_000);
    t.match(await book.see(part, 2), /^result\.outcome: refused\n[\s\S]*\nissuing: false\nhealth: unreachable\n/);
    const seen = await book.see(part, 0);
    t.match(seen, /^state: verified\nhealth: unreachable\nrefusedSince: 2/);
    t.ok(seen.endsWith(delivered), 'the same stack again');
    t.match(await book.see(part, 1, { 'Name of the person': 'Ann' }), /^url: http\S+\nexpiresAt: 2/);
    await launch(world, where);
    world.clock.advance(60_000);
    t.match(await book.see(part, 2), /^issuing: true\nhealth: drifted\nfindings\.code: \["role_recreated"\]$/m);
    t.ok(await requestSession(world, where));
  });
  t.strictSame(book.left, []);
});
