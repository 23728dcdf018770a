// The part of the journey in which a person accepts a finding as a known deviation, looks at it in both languages, and
// removes the acceptance.
import type { Page } from 'playwright-core';
import type { Watch } from './watch.js';

export async function acceptDeviation(page: Page, watch: Watch, policy: string): Promise<void> {
  const part = page.locator('section.grant', { hasText: policy });
  await page.reload();
  await part.locator('summary').click();
  await part.getByLabel('Reason').fill('Our organisation adds it to every role.');
  await part.getByLabel('Last day').fill('2020-01-31');
  // A browser that does not check days itself.
  await part.locator('form').evaluate(form => form.setAttribute('novalidate', ''));
  await part.getByRole('button', { name: 'Accept the deviation' }).click();
  await page.getByRole('alert').waitFor();
  const kept = await part.getByLabel('Reason').inputValue();
  watch.check('a wrong last day keeps what was typed', kept === 'Our organisation adds it to every role.', kept);
  await watch.inspect(page, 'manage-accept-wrong-day');
  await part.getByLabel('Last day').fill((await part.getByLabel('Last day').getAttribute('max')) ?? '');
  await part.getByRole('button', { name: 'Accept the deviation' }).click();
  await page.locator('.findings', { hasText: 'Accepted by Akiko Example' }).waitFor();
  await watch.inspect(page, 'manage-accepted');
  const address = page.url().split(/[?#]/)[0]!;
  await page.goto(`${address}?lang=ja`);
  watch.check('in Japanese too', await page.getByText('Akiko Example が承認しました').first().isVisible());
  for (const summary of await page.locator('section.grant summary').all()) await summary.click();
  await watch.inspect(page, 'manage-accepted-ja');
  await page.goto(`${address}?lang=en`);
  await part.locator('summary', { hasText: 'Remove this acceptance' }).click();
  const removal = part.locator('form[action$="/remove"]');
  await removal.getByLabel('Reason').fill('It is fixed now.');
  await removal.getByRole('button', { name: 'Remove the acceptance' }).click();
  await part.getByText('Accept this deviation').waitFor();
  watch.check('removed: the finding can be accepted again', true);
}
