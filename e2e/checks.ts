import type { Page } from 'playwright-core';
import { accessibilityProblems, overflows, pictureOf } from './browser.ts';

/** Counts what passed and what failed; a failed step does not hide the ones after it. */
export class Checks {
  passed = 0;
  failed = 0;

  /** Runs one step of a journey; on failure keeps a picture of every page handed in. */
  async step(name: string, pages: readonly Page[], work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.passed++;
      console.log(`✓ ${name}`);
      return true;
    } catch (error) {
      this.failed++;
      console.log(`✗ ${name}\n    ${(error as Error).message.split('\n').slice(0, 8).join('\n    ')}`);
      for (const [index, page] of pages.entries())
        await pictureOf(page, `failed ${name} ${index}`).catch(() => undefined);
      return false;
    }
  }

  /** The page as it stands: no accessibility problem, nothing cut off sideways, and a picture of it. */
  async look(page: Page, name: string): Promise<void> {
    await this.step(`${name} is accessible and fits`, [page], async () => {
      await page.locator('h1').first().waitFor();
      // What is folded away loads when it is opened; only what a person sees has to be there.
      await page.locator('.mantine-Skeleton-root:visible').first().waitFor({ state: 'detached' });
      await pictureOf(page, name);
      const problems = await accessibilityProblems(page);
      if (await overflows(page)) problems.push('the page scrolls sideways');
      if (problems.length) throw new Error(problems.join('\n'));
    });
  }

  close(): number {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed ? 1 : 0;
  }
}
