// Counts passes and failures, and watches every page: console errors, requests to other hosts, accessibility (axe),
// screenshots.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const launchArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const bothModes: ('light' | 'dark')[] = ['light', 'dark'];

export async function newWatch(folder: string | undefined) {
  if (folder) mkdirSync(folder, { recursive: true });
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath, args: launchArguments });
  let passed = 0;
  let failed = 0;
  let shots = 0;
  const check = (title: string, isSo: boolean, seen?: unknown) => {
    if (isSo) passed += 1;
    else failed += 1;
    process.stdout.write(
      `${isSo ? 'ok' : 'NOT OK'} - ${title}${isSo || seen === undefined ? '' : `: ${String(seen)}`}\n`,
    );
  };
  const shot = async (page: Page, name: string) => {
    shots += 1;
    const path = folder && join(folder, `${String(shots).padStart(2, '0')}-${name}.png`);
    if (path) await page.screenshot({ path, fullPage: true });
  };
  /** Nothing overflows to the side, on a phone or not: wide content scrolls within itself, or wraps. */
  const fits = async (page: Page, name: string, phone = 380) => {
    const before = page.viewportSize();
    for (const width of [1280, phone]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(() => {
        const { scrollWidth } = document.scrollingElement!;
        const wide = [...document.querySelectorAll('body *')].filter(
          each => each.getBoundingClientRect().right > innerWidth + 1,
        );
        return scrollWidth > innerWidth ? `${scrollWidth} by ${wide.at(-1)?.outerHTML.slice(0, 80)}` : '';
      });
      check(`${name} fits into ${width}`, over === '', over);
    }
    await shot(page, `${name}-phone`);
    if (before) await page.setViewportSize(before);
  };
  return {
    check,
    shot,
    fits,
    async open(options: BrowserContextOptions = {}): Promise<BrowserContext> {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      context.setDefaultTimeout(15_000);
      context.on('console', message => {
        // The browser also reports an intended 401 or 400 as an error.
        if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
          check('no error in the console', false, `${message.text()} at ${message.page()?.url()}`);
      });
      context.on('weberror', error => check('no error in a script', false, error.error().message));
      context.on('request', request => {
        const { protocol, hostname } = new URL(request.url());
        const isHere = hostname === '127.0.0.1' || protocol === 'data:';
        if (!isHere) check('nothing is fetched from elsewhere', false, request.url());
      });
      return context;
    },
    /** Accessible in light and in dark mode, and usable on a phone, with a screenshot of each. */
    async inspect(page: Page, name: string, { modes = bothModes, phone = 380 } = {}): Promise<void> {
      for (const colorScheme of modes) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const problems = violations.map(each => `${each.impact} ${each.id} ${each.nodes[0]?.target}`);
        check(`${name} is accessible in ${colorScheme}`, violations.length === 0, problems.join('; '));
        await shot(page, `${name}-${colorScheme}`);
      }
      await page.emulateMedia({ colorScheme: 'light' });
      await fits(page, name, phone);
    },
    totals: () => ({ passed, failed }),
    close: () => browser.close(),
  };
}

export type Watch = Awaited<ReturnType<typeof newWatch>>;
