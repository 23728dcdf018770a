// The local AWS's console as the kit's pages send people to it: a stack is updated as the manage page describes, a
// failed update shows its reason, and the result of a button is on top with the focus.
import type { Page } from 'playwright-core';
import { type Kit, otherAccount } from './kit.js';
import type { Watch } from './watch.js';

async function launched(page: Page, handOff: string): Promise<void> {
  await page.goto(handOff);
  const opening = page.context().waitForEvent('page');
  await page.locator('#launch').click();
  const console = await opening;
  await console.locator('#account').selectOption(otherAccount);
  await console.getByLabel(/^I acknowledge/).check();
  await console.getByRole('button', { name: 'Create stack' }).click();
  await console.locator('#message', { hasText: 'CREATE_COMPLETE: The stack has been created.' }).waitFor();
  await console.close();
  await page.locator('#shown .state.good').waitFor({ timeout: 90_000 });
}

/** The message is on top, in view, and has the focus. */
async function isSeen(page: Page): Promise<boolean> {
  const isFocused = (await page.locator('#message:focus').count()) === 1;
  const [message, main] = [await page.locator('#message').boundingBox(), await page.locator('main').boundingBox()];
  return isFocused && message !== null && main !== null && message.y >= 0 && message.y < main.y;
}

async function askForNewId(page: Page): Promise<{ stack: string; template: string }> {
  await page.locator('#rotation-reason').fill('It stood in a ticket.');
  await page.getByRole('button', { name: 'Request a new external ID' }).click();
  const told = await page.getByText('Or in the CloudFormation console').innerText();
  const [, stack = '', template = ''] = /choose the stack (\S+), .* Amazon S3 URL: (\S+)$/s.exec(told) ?? [];
  return { stack, template };
}

async function toUpdate(page: Page, stack: string): Promise<void> {
  await page.getByRole('link', { name: 'Stacks' }).click();
  await page.getByRole('link', { name: stack }).click();
  await page.getByRole('button', { name: 'Update', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `Update stack ${stack}` }).waitFor();
}

async function submit(page: Page): Promise<void> {
  await page.getByLabel(/^I acknowledge/).check();
  await page.getByRole('button', { name: 'Submit' }).click();
}

async function replaceByUrl(page: Page, watch: Watch, told: { stack: string; template: string }): Promise<void> {
  await toUpdate(page, told.stack);
  await page.getByLabel('Replace existing template').check();
  await page.getByLabel('Amazon S3 URL').last().fill(told.template);
  await watch.inspect(page, 'console-update-template');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('The template has no parameters.').waitFor();
  await watch.inspect(page, 'console-update-review');
  await submit(page);
  await page.locator('#message', { hasText: 'UPDATE_COMPLETE: The stack has been updated.' }).waitFor();
  watch.check('console: the stack is updated, and the message is in view', await isSeen(page));
  const events = await page.locator('#stack-events').innerText();
  watch.check(
    'console: the events of the update are listed',
    /UPDATE_IN_PROGRESS\s+User Initiated/.test(events),
    events,
  );
  await watch.inspect(page, 'console-updated');
}

async function failVisibly(page: Page, watch: Watch, stack: string): Promise<void> {
  await toUpdate(page, stack);
  await page.getByRole('button', { name: 'Next' }).click();
  const text = await page.locator('#template-text').textContent();
  await submit(page);
  await page.locator('#message', { hasText: 'No updates are to be performed.' }).waitFor();
  watch.check('console: a refused update shows its message', await isSeen(page));
  await page.getByRole('button', { name: 'Previous' }).click();
  await page.getByLabel('Replace existing template').check();
  await page.getByLabel('Upload a template file').check();
  const broken = JSON.parse(text ?? '');
  const role = Object.values<any>(broken.Resources).find(each => each.Type === 'AWS::IAM::Role');
  role.Properties.AssumeRolePolicyDocument.Statement[0].Principal.AWS = 'arn:aws:iam::000000000000:role/nobody';
  const file = { name: 'template.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(broken)) };
  await page.getByLabel('Choose file').setInputFiles(file);
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#new-template-text')?.value);
  await page.getByRole('button', { name: 'Next' }).click();
  await submit(page);
  await page.locator('#message', { hasText: 'UPDATE_ROLLBACK_COMPLETE: The update failed' }).waitFor();
  const told = await page.locator('#message').innerText();
  watch.check('console: a failed update shows its reason', /: .*Invalid principal/i.test(told), told);
  watch.check('console: and the message is in view', await isSeen(page));
  await watch.shot(page, 'console-update-failed');
}

/** A hidden value is never shown; the others are shown, and are kept or changed. */
async function keepParameters(page: Page, watch: Watch, stack: string): Promise<void> {
  await toUpdate(page, stack);
  await page.getByRole('button', { name: 'Next' }).click();
  const template = JSON.parse((await page.locator('#template-text').textContent()) ?? '');
  await page.getByRole('button', { name: 'Previous' }).click();
  template.Outputs.Values = { Value: { 'Fn::Sub': '${Kept} ${Changed} ${Hidden}' } };
  const text = (Default: string, more = {}) => ({ Type: 'String', Default, ...more });
  template.Parameters = { Kept: text('a'), Changed: text('b'), Hidden: text('c', { NoEcho: true }) };
  await page.getByLabel('Replace existing template').check();
  await page.getByLabel('Upload a template file').check();
  await page.getByLabel('Template', { exact: true }).fill(JSON.stringify(template));
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Kept').fill('kept');
  await page.getByLabel('Hidden').fill('secret');
  await submit(page);
  await page.locator('#message', { hasText: 'UPDATE_COMPLETE' }).waitFor();
  await page.getByRole('button', { name: 'Update', exact: true }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  const shown = await Promise.all(['Kept', 'Hidden'].map(label => page.getByLabel(label).inputValue()));
  watch.check('console: parameters are shown as they are, hidden ones are not', shown.join() === 'kept,', shown);
  await page.getByLabel('Changed').fill('changed');
  await submit(page);
  await page.locator('#message', { hasText: 'UPDATE_COMPLETE' }).waitFor();
  const outputs = await page.locator('#stack-outputs').innerText();
  watch.check('console: parameters are kept or changed', outputs.includes('kept changed secret'), outputs);
}

async function editRole(kit: Kit, page: Page, watch: Watch, roleName: string): Promise<void> {
  await page.goto(`${kit.aws.url}/_console/iam/home?region=us-east-1#/roles/${roleName}`);
  await page.locator('#add-policy summary').click();
  await page.getByLabel('Policy name').fill('By Hand');
  await page.getByRole('button', { name: 'Add policy' }).click();
  await page.locator('#message.bad').waitFor();
  watch.check(
    'console: a refused edit shows its message',
    await isSeen(page),
    await page.locator('#message').innerText(),
  );
  watch.check('console: and what was typed is kept', (await page.getByLabel('Policy name').inputValue()) === 'By Hand');
  await page.getByLabel('Policy name').fill('ByHand');
  await page.getByRole('button', { name: 'Add policy' }).click();
  await page.locator('#message', { hasText: 'Policy ByHand added.' }).waitFor();
  watch.check('console: an added policy is shown', await isSeen(page));
  await page.locator('#delete-policy-ByHand').click();
  await page.locator('#message', { hasText: 'Policy ByHand deleted.' }).waitFor();
  await watch.inspect(page, 'console-role');
}

export async function consolePass(kit: Kit, watch: Watch): Promise<void> {
  const where = await kit.newConnection('Rotating Tenant', { accountId: otherAccount });
  const context = await watch.open();
  const page = await context.newPage();
  await launched(page, await kit.handOff(where));
  const before = await kit.connection(where);
  await page.goto(await kit.manage(where, 'Rotating Person'));
  const told = await askForNewId(page);
  const console = await context.newPage();
  await console.goto(`${kit.aws.url}/_console/cloudformation/home?region=us-east-1&account=${otherAccount}#/stacks`);
  await replaceByUrl(console, watch, told);
  await page.waitForTimeout(2500);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText('The new external ID has been in use since').waitFor({ timeout: 60_000 });
  watch.check('console: the kit finds the update, and the page shows it without a reload', true);
  await failVisibly(console, watch, told.stack);
  await keepParameters(console, watch, told.stack);
  await editRole(kit, console, watch, before.roleSpec.roleName);
  await context.close();
}
