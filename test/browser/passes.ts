// Further passes over the same pages: by keyboard alone, in Japanese, on a phone, without JavaScript.
import type { Page } from 'playwright-core';
import { customerAccount, type Kit, otherAccount } from './kit.js';
import type { Watch } from './watch.js';

/** Presses Tab until `selector` has the focus; every stop on the way must be visible. */
async function tabTo(page: Page, watch: Watch, selector: string): Promise<boolean> {
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(wanted => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return { isThere: false, isSeen: true, name: '' };
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      const box = focused.getBoundingClientRect();
      const isSeen = outlineStyle !== 'none' && outlineWidth !== '0px' && box.width > 0 && box.right > 0;
      return { isThere: focused.matches(wanted), isSeen, name: focused.outerHTML.slice(0, 80) };
    }, selector);
    if (!at.isSeen) watch.check('the focus is always visible', false, at.name);
    if (at.isThere) return true;
  }
  return false;
}

export async function keyboard(kit: Kit, watch: Watch): Promise<void> {
  const where = await kit.newConnection('Keyboard Tenant', { permissionSetId: 'inventory-read' });
  const context = await watch.open();
  const page = await context.newPage();
  await page.goto(await kit.handOff(where));
  watch.check('keyboard: the first stop skips to the content', await tabTo(page, watch, '.skip'));
  await watch.shot(page, 'keyboard-skip');
  watch.check('keyboard: the launch link gets the focus', await tabTo(page, watch, '#launch'));
  await watch.shot(page, 'keyboard-launch');
  const opening = context.waitForEvent('page');
  await page.keyboard.press('Enter');
  const console = await opening;
  await console.locator('#account').selectOption(customerAccount);
  watch.check('keyboard: the box gets the focus', await tabTo(console, watch, '#acknowledge'));
  await console.keyboard.press('Space');
  watch.check('keyboard: the stack is created', await tabTo(console, watch, '#create-stack'));
  await console.keyboard.press('Enter');
  await console.locator('#stack-status', { hasText: 'CREATE_COMPLETE' }).waitFor();
  await page.bringToFront();
  watch.check('keyboard: "I launched it" gets the focus', await tabTo(page, watch, '#launched button'));
  await page.keyboard.press('Enter');
  await page.locator('#shown .state.good').waitFor({ timeout: 90_000 });

  await page.goto(await kit.manage(where, 'Keyboard Person'));
  watch.check('keyboard: revoke gets the focus', await tabTo(page, watch, 'a.danger'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/revoke');
  watch.check('keyboard: the number gets the focus', await tabTo(page, watch, '#account'));
  await page.keyboard.type(customerAccount);
  await page.keyboard.press('Tab');
  await page.keyboard.type('By keyboard.');
  await page.keyboard.press('Enter');
  await page.getByText('Issuing stopped at').waitFor();
  watch.check('keyboard: revoked', (await kit.connection(where)).state === 'revoked');
  await context.close();
}

export async function japanese(kit: Kit, watch: Watch): Promise<void> {
  const where = await kit.newConnection('株式会社サンプル');
  const context = await watch.open({ locale: 'ja-JP' });
  const page = await context.newPage();
  await page.goto(await kit.handOff(where));
  watch.check('Japanese: from the browser’s language', (await page.locator('html').getAttribute('lang')) === 'ja');
  await watch.inspect(page, 'ja-hand-off');
  await page.getByRole('link', { name: 'ガイドを読む' }).click();
  await watch.inspect(page, 'ja-guide');
  await page.getByRole('link', { name: '戻る' }).click();
  const opening = context.waitForEvent('page');
  await page.locator('#launch').click();
  const console = await opening;
  await console.locator('#account').selectOption(customerAccount);
  await console.locator('#acknowledge').check();
  await console.locator('#create-stack').click();
  await page.locator('#shown .state.good').waitFor({ timeout: 90_000 });
  watch.check('Japanese: green', (await page.locator('#shown').innerText()).includes('完了しました'));
  await kit.ask(where);
  await page.goto(await kit.manage(where, '山田 花子'));
  await watch.inspect(page, 'ja-manage');
  await page.getByRole('link', { name: 'アクセスを取り消す' }).click();
  await watch.inspect(page, 'ja-revoke');
  await page.getByRole('link', { name: 'English' }).click();
  watch.check('the language can be changed', await page.getByRole('heading', { name: 'Revoke access' }).isVisible());
  await context.close();
}

/** Another tenant is verified in the account: support reviews the connection first, and the page shows no reason. */
export async function review(kit: Kit, watch: Watch): Promise<void> {
  const where = await kit.newConnection('Second Tenant');
  const context = await watch.open();
  const page = await context.newPage();
  await page.goto(await kit.handOff(where));
  watch.check('under review: nothing to launch', (await page.locator('#launch').count()) === 0);
  await watch.inspect(page, 'under-review');
  await kit.approve(where);
  await page.locator('#launch').waitFor({ timeout: 60_000 });
  watch.check('approved: the launch appears without a reload', true);
  await context.close();
}

export async function narrow(kit: Kit, watch: Watch): Promise<void> {
  const where = await kit.newConnection('A tenant with a rather long name that wants to be broken somewhere', {
    accountId: otherAccount,
  });
  const context = await watch.open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  for (const url of [await kit.handOff(where), await kit.manage(where, 'Person on a phone')]) {
    await page.goto(url);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    watch.check('narrow: nothing overflows to the side', overflow <= 0, overflow);
    await watch.inspect(page, 'narrow');
  }
  await context.close();
}

export async function withoutScript(kit: Kit, watch: Watch): Promise<void> {
  const where = await kit.newConnection('Tenant without JavaScript', { accountId: otherAccount });
  const context = await watch.open({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(await kit.handOff(where));
  watch.check('without JavaScript: no button that does nothing', !(await page.locator('.copy').first().isVisible()));
  await page.locator('#launched button').click();
  watch.check('without JavaScript: "I launched it" answers with the page', page.url().includes('/c/hand-off/'));
  await watch.shot(page, 'without-script');
  await page.goto(await kit.manage(where, 'Person'));
  await page.locator('#suspend-reason').fill('Without a script.');
  await page.getByRole('button', { name: 'Suspend' }).click();
  watch.check('without JavaScript: suspended', (await kit.connection(where)).state === 'suspended');
  await context.close();
}

/** The customer states the values that the permission set needs: first wrong, then right. */
export async function values(kit: Kit, watch: Watch): Promise<void> {
  for (const locale of ['en', 'ja']) {
    // An account of their own: where another tenant is verified, support reviews first.
    const own = { permissionSetId: 'data-bucket-read', accountId: '430987654321' };
    const where = await kit.newConnection('Values Tenant', own);
    const context = await watch.open({ locale });
    const page = await context.newPage();
    const look = locale === 'en' ? watch.inspect : watch.fits;
    const field = (name: string) => page.locator(`[id="value-${name}"]`);
    await page.goto(await kit.handOff(where));
    watch.check('nothing can be launched without values', (await page.locator('#launch').count()) === 0);
    await look(page, `values-${locale}`);
    await field('Bucket').fill('example-*');
    await field('Prefix').fill('reports/2026/');
    await page.locator('form button.primary').click();
    await page.locator('[aria-invalid]').waitFor();
    watch.check('what was typed is kept', (await field('Prefix').inputValue()) === 'reports/2026/');
    await look(page, `values-wrong-${locale}`);
    await field('Bucket').fill('example-data');
    await page.locator('form button.primary').click();
    await page.locator('#launch').waitFor();
    const shown = await page.locator('.body').first().innerText();
    watch.check('the page shows what can be read', shown.includes('arn:aws:s3:::example-data/reports/2026/*'), shown);
    await look(page, `values-stated-${locale}`);
    await context.close();
  }
}
