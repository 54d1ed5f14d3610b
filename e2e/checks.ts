import type { Page } from 'playwright-core';
import { accessibilityProblems, overflows, pictureOf, settled } from './browser.ts';

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
      await this.fail(name, error, pages);
      return false;
    }
  }

  async fail(name: string, error: unknown, pages: readonly Page[] = []): Promise<void> {
    this.failed++;
    const said = error instanceof Error ? error.message : String(error);
    console.log(`✗ ${name}\n    ${said.split('\n').slice(0, 8).join('\n    ')}`);
    for (const [index, page] of pages.entries())
      await pictureOf(page, `failed ${name} ${index}`).catch(() => undefined);
  }

  /** The page as it stands: no accessibility problem, and nothing cut off sideways. */
  async look(page: Page, name: string): Promise<void> {
    await this.step(`${name} is accessible and fits`, [page], async () => {
      await settled(page);
      if (process.env['PICTURES'] === '1') await pictureOf(page, name);
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
