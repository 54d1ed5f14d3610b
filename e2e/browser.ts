import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import type * as Axe from 'axe-core';
import chromiumBinary from '@sparticuz/chromium';
import { chromium, type Browser, type BrowserContextOptions, type Page, type Request } from 'playwright-core';

/** Screenshots of every failure, and with `PICTURES=1` of every page looked at. */
export const pictures = fileURLToPath(new URL('./out/', import.meta.url));

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Chromium from the package registry: it starts on a bare Linux machine, with web security on. */
export async function launchBrowser(): Promise<Browser> {
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({
    executablePath: await chromiumBinary.executablePath(),
    args: flags,
    headless: true,
  });
}

/** A person at a device of their own. */
export async function openDevice(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'en-CA',
    timezoneId: 'America/Toronto',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  // Two chapters share the machine, which may be a slow one.
  context.setDefaultTimeout(60_000);
  context.on('page', followCalls);
  return context.newPage();
}

const callsUnderWay = new WeakMap<Page, Set<Request>>();

function followCalls(page: Page): void {
  const calls = new Set<Request>();
  callsUnderWay.set(page, calls);
  page.on('request', (call) => new URL(call.url()).pathname.startsWith('/api/') && calls.add(call));
  page.on('requestfinished', (call) => calls.delete(call));
  page.on('requestfailed', (call) => calls.delete(call));
}

const lookEveryMs = 50;
/** A call that never ends must not keep anybody from looking at the page. */
const looksAtMost = 300;

/** Waits until the page shows what it loads: no grey lines, and no call to the platform under way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  // What is folded away loads when it is opened; only what a person sees has to be there.
  const greyLines = page.locator('.mantine-Skeleton-root:visible').first();
  const calls = callsUnderWay.get(page);
  for (let look = 0, quiet = 0; look < looksAtMost && quiet < 2; look++) {
    await greyLines.waitFor({ state: 'detached' });
    quiet = calls?.size ? 0 : quiet + 1;
    await page.waitForTimeout(lookEveryMs);
  }
}

const { source: axeSource } = createRequire(fileURLToPath(import.meta.resolve('@axe-core/playwright')))(
  'axe-core',
) as typeof Axe;

/**
 * What axe finds against WCAG 2.2 AA on the page as it stands, one line each. Measured on these pages: its builder for
 * Playwright hands the source over each time, gathers all details, and puts them together in a page of its own, for five
 * times the processor time.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  for (const frame of page.frames())
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axeSource);
  const violations = await page.evaluate(
    async (options) => {
      const { axe } = window as unknown as { axe: typeof Axe };
      return (await axe.run(document, options)).violations;
    },
    { runOnly: standards, resultTypes: ['violations' as const] },
  );
  return violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(', ')}`,
  );
}

/** True when the page scrolls sideways. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

export function pictureOf(page: Page, name: string): Promise<Buffer> {
  return page.screenshot({
    path: path.join(pictures, `${name.replace(/\W+/g, '-').toLowerCase()}.png`),
    fullPage: true,
  });
}
