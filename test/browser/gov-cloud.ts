// One connection as the field has them: in GovCloud, of a set with values, in a stack of another name, with Terraform
// text at hand, a boundary that came later, and a policy of the organisation that a person accepts. Every page is
// inspected in both languages.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { vendorAccountId } from '../../deploy/local/vendor-account.js';
import { type AdminCall, callAsAdmin } from '../helpers/customer-admin.js';
import { govCloudAccount, type Kit, type Where } from './kit.js';
import type { Watch } from './watch.js';

const region = 'us-gov-west-1';
const stackName = 'analytics-vendor-access';
const boundary = `arn:aws-us-gov:iam::${govCloudAccount}:policy/OrganisationBoundary`;
const keyIn = (partition: string) =>
  `arn:${partition}:kms:${region}:${govCloudAccount}:key/5c3dabec-0323-4991-9920-6ef025b799af`;
const person = 'Akiko Example';

/** The page as it is, in English and in Japanese, everything unfolded. Ends in English. */
async function inBoth(page: Page, watch: Watch, name: string, seenIn: Record<'en' | 'ja', RegExp>): Promise<void> {
  const address = page.url().split(/[?#]/)[0]!;
  for (const language of ['ja', 'en'] as const) {
    await page.goto(`${address}?lang=${language}`);
    const isIn = (await page.locator('html').getAttribute('lang')) === language;
    const text = await page.locator('main').innerText();
    watch.check(`GovCloud, ${name}: says it in ${language}`, isIn && seenIn[language].test(text), text);
    for (const summary of await page.locator('summary:visible').all()) await summary.click();
    // The colours are the same in each language. 320 px: https://www.w3.org/WAI/WCAG22/Understanding/reflow.html
    await watch.inspect(page, `gov-${name}-${language}`, {
      phone: 320,
      ...(language === 'ja' && { modes: ['light'] }),
    });
  }
  await page.goto(`${address}?lang=en`);
}

async function stateValues(page: Page, watch: Watch): Promise<void> {
  const field = (name: string) => page.locator(`[id="value-${name}"]`);
  await field('Bucket').fill('example-data');
  await field('Prefix').fill('reports/2026/');
  await field('Key').fill(keyIn('aws'));
  await page.getByRole('button', { name: 'Save the values' }).click();
  await page.locator('#value-Key[aria-invalid]').waitFor();
  const wrong = await page.locator('#value-Key-wrong').innerText();
  watch.check('GovCloud: a key of another partition is refused, with the reason', /another AWS partition/.test(wrong));
  await field('Key').fill(keyIn('aws-us-gov'));
  await page.getByRole('button', { name: 'Save the values' }).click();
  await page.locator('#launch').waitFor();
  const shown = await page.locator('main').innerText();
  const resources = ['arn:aws-us-gov:s3:::example-data/reports/2026/*', keyIn('aws-us-gov')];
  watch.check(
    'GovCloud: the page shows the resources in that partition',
    resources.every(each => shown.includes(each)) && !/arn:aws:|us-east-1/.test(await page.content()),
    shown,
  );
  await inBoth(page, watch, 'hand-off', { en: /aws-us-gov/, ja: /aws-us-gov/ });
}

async function terraformText(page: Page, watch: Watch): Promise<void> {
  const part = page.locator('details', { has: page.locator('summary', { hasText: 'Terraform' }) });
  await part.locator('summary').click();
  const shown = await part.locator('pre').innerText();
  const downloading = page.waitForEvent('download');
  await part.getByRole('link', { name: 'Download role.tf' }).click();
  const download = await downloading;
  const file = await readFile(await download.path(), 'utf8');
  watch.check('GovCloud: the Terraform text is downloaded as it is shown', file.trim() === shown.trim(), file);
  const parts = [govCloudAccount, `arn:aws-us-gov:iam::${vendorAccountId}:role/`, 'example-data/reports/2026/*'];
  watch.check(
    'GovCloud: it names the account, the role of the vendor there and the values, and no other partition',
    download.suggestedFilename() === 'role.tf' && parts.every(each => file.includes(each)) && !/arn:aws:/.test(file),
    file,
  );
}

async function launchUnderAnotherName(page: Page, watch: Watch): Promise<void> {
  const opening = page.context().waitForEvent('page');
  await page.locator('#launch').click();
  const console = await opening;
  await console.locator('#account').selectOption(govCloudAccount);
  const isThere = new URL(console.url()).searchParams.get('region') === region;
  watch.check('GovCloud: the link opens the console of its region', isThere, console.url());
  await console.locator('#stack-name').fill(stackName);
  await console.getByLabel(/^I acknowledge/).check();
  await console.getByRole('button', { name: 'Create stack' }).click();
  await console.locator('#message', { hasText: 'CREATE_COMPLETE' }).waitFor();
  await console.close();
  await page.locator('#shown .state.good').waitFor({ timeout: 90_000 });
  await inBoth(page, watch, 'verified', { en: /verified/, ja: /完了しました/ });
}

const asAdmin = (kit: Kit, call: Omit<AdminCall, 'account'>) =>
  callAsAdmin({ aws: kit.govCloud }, { account: govCloudAccount, ...call });

const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

/** The customer's organisation: a boundary for roles of vendors. */
async function setBoundary(kit: Kit, where: Where): Promise<void> {
  const policy = document(
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: ['organizations:*', 'iam:CreateUser'], Resource: '*' },
  );
  const input = { PolicyName: 'OrganisationBoundary', PolicyDocument: policy };
  await asAdmin(kit, { action: 'CreatePolicy', input });
  await kit.upgrade(where, { permissionsBoundaryArn: boundary, reason: 'Every role of a vendor has it.' });
}

/** The customer runs the command that the page shows: it finds the stack by its role. */
async function runUpdate(kit: Kit, page: Page, watch: Watch): Promise<void> {
  const command = await page.locator('[aria-labelledby="upgrade"] pre').first().innerText();
  const option = (name: string) => new RegExp(`--${name}[ =]'?([^' \\\\]+)`).exec(command)?.[1] ?? '';
  const call = { region: option('region'), service: 'cloudformation' };
  const found = await asAdmin(kit, {
    ...call,
    action: 'DescribeStackResources',
    input: { PhysicalResourceId: option('physical-resource-id') },
  });
  const [stack] = found.StackResources as { StackId: string; StackName: string }[];
  watch.check('GovCloud: the command finds the renamed stack', stack?.StackName === stackName, stack?.StackName);
  const input = {
    StackName: stack!.StackId,
    TemplateURL: option('template-url'),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
  };
  await asAdmin(kit, { ...call, action: 'UpdateStack', input });
}

async function checkNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check now' }).click();
}

async function laterBoundary(kit: Kit, page: Page, watch: Watch, where: Where): Promise<void> {
  await setBoundary(kit, where);
  await page.reload();
  await inBoth(page, watch, 'boundary-waits', {
    en: new RegExp(
      `boundary of the role is ${boundary}[\\s\\S]*policies keep their permissions[\\s\\S]*run this command instead`,
    ),
    ja: new RegExp(`境界は ${boundary}[\\s\\S]*ポリシーの許可は減りません[\\s\\S]*代わりに次のコマンド`),
  });
  const [update, otherwise] = await page.locator('[aria-labelledby="upgrade"] pre').allInnerTexts();
  const commands = [update, otherwise].map(each => each?.includes(`--region ${region}`));
  watch.check('GovCloud: both update commands are for its region', commands.join() === 'true,true', otherwise);
  await runUpdate(kit, page, watch);
  await checkNow(page);
  await page.locator('[aria-labelledby="upgrade"]').waitFor({ state: 'detached', timeout: 60_000 });
  await page.locator('#shown .word', { hasText: 'Verified and healthy' }).waitFor({ timeout: 60_000 });
  const facts = await page.locator('[aria-labelledby="connection"]').innerText();
  watch.check('GovCloud: healthy with the boundary, which the page names', facts.includes(boundary), facts);
}

async function acceptExtraPolicy(kit: Kit, page: Page, watch: Watch, where: Where): Promise<void> {
  const policy = document({ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' });
  const { roleSpec } = await kit.connection(where);
  kit.govCloud.putRolePolicy(roleSpec.arn, 'OrganisationInventory', JSON.parse(policy));
  await checkNow(page);
  await page.locator('.finding', { hasText: 'OrganisationInventory' }).waitFor({ timeout: 60_000 });
  await inBoth(page, watch, 'found', {
    en: /This role allows more than Example Vendor announced[\s\S]*OrganisationInventory/,
    ja: /Example Vendor が説明した範囲を超える操作を許可しています[\s\S]*OrganisationInventory/,
  });
  const part = page.locator('[aria-labelledby="deviations"] section.grant', { hasText: 'OrganisationInventory' });
  await part.locator('summary').click();
  await part.getByLabel('Reason').fill('Our organisation adds it to every role.');
  await part.getByLabel('Last day').fill((await part.getByLabel('Last day').getAttribute('max')) ?? '');
  await part.getByRole('button', { name: 'Accept the deviation' }).click();
  await page.locator('#shown .word', { hasText: 'Verified and healthy, 1 accepted' }).waitFor();
  watch.check('GovCloud: healthy, 1 accepted', await page.getByText(`Accepted by ${person}`).first().isVisible());
  await inBoth(page, watch, 'accepted', {
    en: new RegExp(`No open findings[\\s\\S]*Accepted by ${person}[\\s\\S]*${boundary}[\\s\\S]*${stackName}`),
    ja: new RegExp(`承認済みの差異 1 件[\\s\\S]*${person} が承認しました[\\s\\S]*${boundary}[\\s\\S]*${stackName}`),
  });
}

export async function govCloud(kit: Kit, watch: Watch): Promise<void> {
  const options = {
    partition: 'aws-us-gov',
    permissionSetId: 'data-bucket-read',
    accountId: govCloudAccount,
  } as const;
  const where = await kit.newConnection('GovCloud Tenant', options);
  const context = await watch.open();
  const page = await context.newPage();
  await page.goto(await kit.handOff(where));
  await stateValues(page, watch);
  await terraformText(page, watch);
  await launchUnderAnotherName(page, watch);
  await page.goto(await kit.manage(where, person));
  const stack = await page.locator('main').innerText();
  watch.check(
    'GovCloud: the manage page names the renamed stack and where it was found',
    stack.includes(stackName) && stack.includes('The role names this stack.') && stack.includes(region),
    stack,
  );
  await laterBoundary(kit, page, watch, where);
  await acceptExtraPolicy(kit, page, watch, where);
  await context.close();
}
