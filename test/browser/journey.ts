// The journey of a customer's admin in a real browser: hand-off, launch in the (local) AWS console, verified, an edit
// by hand, the finding, revoke. Usage: node dist/test/browser/journey.js [folder for screenshots]
import type { Page } from 'playwright-core';
import { consolePass } from './console.js';
import { acceptDeviation } from './deviations.js';
import { govCloud } from './gov-cloud.js';
import { customerAccount, type Kit, startKit } from './kit.js';
import { japanese, keyboard, narrow, review, values, withoutScript } from './passes.js';
import { newWatch, type Watch } from './watch.js';

const tenantName = 'Example Tenant GmbH & Co. "KG" <b>';

async function handOff(kit: Kit, watch: Watch) {
  const where = await kit.newConnection(tenantName);
  const context = await watch.open();
  const page = await context.newPage();
  const link = await kit.handOff(where);
  await page.goto(link);
  watch.check(
    'the token has left the address',
    page.url() === `${kit.url}/c/hand-off/${where.connectionId}`,
    page.url(),
  );
  watch.check('the page names the tenant', (await page.locator('.callout').innerText()).includes(tenantName));
  await watch.inspect(page, 'hand-off');
  for (const summary of await page.locator('[aria-labelledby="other-ways"] summary').all()) await summary.click();
  await watch.inspect(page, 'hand-off-unfolded');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('#external-id + .copy').click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  watch.check('the external ID is copied', copied === (await kit.connection(where)).externalId.current, copied);
  await guide(page, watch);

  const opening = context.waitForEvent('page');
  await page.locator('#launch').click();
  await createStack(await opening, watch);
  await page.locator('#shown .state.good').waitFor({ timeout: 90_000 });
  watch.check('the page turns green without a reload', /verified/.test(await page.locator('#shown').innerText()));
  watch.check('the tab says so too', /verified/.test(await page.title()), await page.title());
  watch.check('nothing is left to launch', (await page.locator('#launch, .body').count()) === 0);
  watch.check(
    'the result is announced to screen readers',
    /verified/.test((await page.locator('#spoken').textContent()) ?? ''),
  );
  await watch.inspect(page, 'hand-off-verified');
  await page.reload();
  watch.check('after loading again it shows the green status alone', (await page.locator('#granted').count()) === 0);

  const later = await (await watch.open()).newPage();
  const answer = await later.goto(link);
  watch.check('the link opens nothing new', answer?.status() === 401, answer?.status());
  await watch.inspect(later, 'link-not-valid');
  await later.context().close();
  return { where, context };
}

async function guide(page: Page, watch: Watch): Promise<void> {
  await page.getByRole('link', { name: 'Read the guide' }).click();
  await page.getByRole('heading', { level: 1, name: 'Deployment guide' }).waitFor();
  await watch.inspect(page, 'guide');
  await page.emulateMedia({ media: 'print' });
  watch.check('printed, the guide has no controls around it', !(await page.locator('.vendor').isVisible()));
  await watch.shot(page, 'guide-printed');
  await page.emulateMedia({ media: 'screen' });
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const name = (await downloading).suggestedFilename();
  watch.check('the guide is downloaded', /^drawbridge-guide-con_\w+\.md$/.test(name), name);
  await page.getByRole('link', { name: 'Back' }).click();
  await page.locator('#launch').waitFor();
}

async function createStack(console: Page, watch: Watch): Promise<void> {
  await console.locator('#account').selectOption(customerAccount);
  // The guide's quotation of AWS's text.
  await console
    .getByLabel('I acknowledge that AWS CloudFormation might create IAM resources with custom names')
    .check();
  await watch.shot(console, 'console-quick-create');
  await console.locator('#create-stack').click();
  await console.locator('#stack-status', { hasText: 'CREATE_COMPLETE' }).waitFor();
  watch.check('the stack is created', true);
  await watch.shot(console, 'console-stack');
}

async function editByHand(kit: Kit, page: Page, roleName: string): Promise<void> {
  await page.goto(`${kit.aws.url}/_console/iam/home?region=us-east-1#/roles/${roleName}`);
  await page.locator('#account').selectOption(customerAccount);
  await page.locator('#add-policy summary').click();
  await page.locator('#new-policy-name').fill('AddedByHand');
  await page.locator('#add-inline-policy').click();
  await page.locator('#message', { hasText: 'added' }).waitFor();
  // A policy whose finding names an action that is wider than a phone.
  await page.locator('#add-policy summary').click();
  await page.locator('#new-policy-name').fill('LongNamedAction');
  await page.locator('#new-policy-document').fill(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'ec2:DescribeLaunchTemplateVersions', Resource: '*' }],
    }),
  );
  await page.locator('#add-inline-policy').click();
  await page.getByText('LongNamedAction').first().waitFor();
}

async function manage(kit: Kit, watch: Watch, where: { tenantId: string; connectionId: string }): Promise<void> {
  await kit.ask(where);
  const context = await watch.open();
  const page = await context.newPage();
  await editByHand(kit, page, (await kit.connection(where)).roleSpec.roleName);
  await page.goto(await kit.manage(where, 'Akiko Example'));
  for (const summary of await page.locator('summary').all()) await summary.click();
  await watch.inspect(page, 'manage');
  await inView(page, watch);
  await page.getByRole('link', { name: 'Read the guide' }).click();
  await watch.fits(page, 'manage-guide');
  await page.getByRole('link', { name: 'Back' }).click();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('#external-id + .copy').click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  watch.check('manage: the external ID is copied', copied === (await kit.connection(where)).externalId.current, copied);
  await page.waitForTimeout(2500);
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.locator('.state.busy').waitFor();
  await page.locator('#suspend-reason').fill('Being written');
  const finding = page.locator('.finding', { hasText: 'AddedByHand' });
  await finding.waitFor({ timeout: 60_000 });
  const written = await page.locator('#suspend-reason').inputValue();
  watch.check('typed text stays when the check ends', written === 'Being written', written);
  watch.check(
    'the finding appears without a reload, with advice',
    /Remove it/.test(await page.locator('.findings').innerText()),
  );
  await page.locator('.findings li', { hasText: 'AddedByHand' }).locator('summary').click();
  const witness = await page.locator('.findings dl').first().innerText();
  watch.check('the finding shows a request that proves it', /s3:GetObject[\s\S]*refused[\s\S]*allowed/.test(witness));
  const long = page.locator('.finding', { hasText: 'ec2:DescribeLaunchTemplateVersions' });
  watch.check('a finding names an action of many letters', (await long.count()) === 1);
  await watch.inspect(page, 'manage-finding');
  await acceptDeviation(page, watch, 'AddedByHand');
  await suspendAndResume(page, watch);
  await revoke(page, watch);
  watch.check('the connection is revoked', (await kit.connection(where)).state === 'revoked');
  await context.close();
}

/** Nothing of the ledger is outside the viewport: neither its last column nor a copy button. */
async function inView(page: Page, watch: Watch): Promise<void> {
  for (const width of [1280, 380]) {
    await page.setViewportSize({ width, height: 900 });
    const beside = await page.evaluate(() => {
      const { right } = document.querySelector('[aria-labelledby="ledger"]')!.getBoundingClientRect();
      const parts = document.querySelectorAll('.ledger time, .ledger .copy, .ledger td > code');
      return [...parts].filter(each => each.getBoundingClientRect().right > right).map(each => each.outerHTML);
    });
    watch.check(`the whole ledger is in view at ${width}`, beside.length === 0, beside);
    const broken = await page.evaluate(() =>
      [...document.querySelectorAll('time')]
        .filter(each => each.getBoundingClientRect().height > 30)
        .map(each => each.outerHTML),
    );
    watch.check(`no date is broken at ${width}`, broken.length === 0, broken);
  }
  const command = page.locator('.copyable:has(> pre):visible').first();
  const [box, text] = [await command.boundingBox(), await command.locator('pre').boundingBox()];
  watch.check('on a phone a command has the whole width of its box', box?.width === text?.width, [
    box?.width,
    text?.width,
  ]);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** The pages without a link to them. */
async function others(kit: Kit, watch: Watch): Promise<void> {
  const context = await watch.open();
  const page = await context.newPage();
  for (const name of ['docs', 'docs/errors']) {
    await page.goto(`${kit.url}/${name}`, { waitUntil: 'networkidle' });
    await watch.fits(page, name.replace('/', '-'));
  }
  const views = ['cloudformation/home#/stacks', 'iam/home#/roles', 'cloudtrail/home#/events'];
  for (const view of views) {
    await page.goto(`${kit.aws.url}/_console/${view.replace('#', '?region=us-east-1#')}`);
    await page.locator('#account').selectOption(customerAccount);
    await page.locator('tbody tr').first().waitFor();
    for (const summary of (await page.locator('summary').all()).slice(0, 2)) await summary.click();
    await watch.fits(page, `console-${view.split('/').at(-1)}`);
  }
  await context.close();
}

async function suspendAndResume(page: Page, watch: Watch): Promise<void> {
  await page.locator('#suspend-reason').fill('\u202Edetrevni');
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('alert').waitFor();
  watch.check('a reason of hidden characters is refused', (await page.locator('.card.ended').count()) === 0);
  watch.check(
    'with what was typed, at the field',
    (await page.locator('#suspend-reason:focus').inputValue()) === 'detrevni',
  );
  await watch.inspect(page, 'manage-wrong-reason');
  await page.locator('#suspend-reason').fill('We look at the policy that was added.');
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('Access is suspended. No more credentials are issued.').waitFor();
  watch.check(
    'the suspended page lists what still works',
    await page.getByText('Credentials already issued stay valid').isVisible(),
  );
  await watch.inspect(page, 'manage-suspended');
  await page.locator('#resume-reason').fill('It is gone.');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.locator('#shown .word', { hasText: 'Changed' }).waitFor({ timeout: 60_000 });
  watch.check('resuming checks first', true);
}

async function revoke(page: Page, watch: Watch): Promise<void> {
  await page.getByRole('link', { name: 'Revoke access' }).click();
  watch.check('the impact is shown before', await page.getByText('Sessions that may still be active: 1').isVisible());
  await watch.inspect(page, 'revoke');
  await page.locator('#account').fill('000000000000');
  await page.locator('#reason').fill('We changed vendors.');
  await page.getByRole('button', { name: 'Revoke access' }).click();
  await page.getByRole('alert').waitFor();
  watch.check('a wrong number changes nothing', await page.getByText('Nothing was changed.').isVisible());
  await watch.inspect(page, 'revoke-wrong-number');
  await page.locator('#account').fill(customerAccount);
  await page.getByRole('button', { name: 'Revoke access' }).click();
  await page.getByText('Access is revoked. No credentials will be issued again.').waitFor();
  watch.check('the page shows how to cut access now', await page.getByText('aws iam put-role-policy').isVisible());
  watch.check('there is nothing left to revoke', (await page.locator('#actions').count()) === 0);
  await watch.inspect(page, 'revoked');
}

async function main(): Promise<void> {
  const kit = await startKit();
  const watch = await newWatch(process.argv[2]);
  try {
    const { where, context } = await handOff(kit, watch);
    await context.close();
    await manage(kit, watch, where);
    await keyboard(kit, watch);
    await japanese(kit, watch);
    await review(kit, watch);
    await values(kit, watch);
    await govCloud(kit, watch);
    await narrow(kit, watch);
    await withoutScript(kit, watch);
    await consolePass(kit, watch);
    await others(kit, watch);
  } catch (error) {
    watch.check('the journey goes through', false, error instanceof Error ? error.stack : error);
  }
  await watch.close();
  await kit.close();
  const { passed, failed } = watch.totals();
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

await main().catch((error: unknown) => {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n0 passed, 1 failed\n`);
  process.exit(1);
});
