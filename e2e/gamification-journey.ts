import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

/** What a member who has finished the journey earned and why, the badges that are near, and a board they can leave. */
export async function gamificationJourney(
  page: Page,
  who: { readonly name: string },
  checks: Checks,
  step: Step,
): Promise<void> {
  await step('the member sees level, next badges with progress, and the challenge of the day', async () => {
    await page.goto('/achievements');
    await page.getByText(/XP until Night Watcher/).waitFor();
    await page.getByRole('list', { name: 'Next badges' }).getByRole('progressbar').first().waitFor();
    await page.getByRole('list', { name: 'Challenge of today' }).getByText('Sign in – done').waitFor();
  });
  await checks.look(page, 'achievements');
  await step('what was earned is listed with its cause', async () => {
    await page.getByRole('tab', { name: 'What I earned' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Journey finished' }).getByText('+100 XP').waitFor();
    await page.getByText('Stage of the journey: profile').waitFor();
    await page.getByText('Badge earned: Journey Master').waitFor();
  });
  await checks.look(page, 'what was earned');
  await step('the member stands on the board, leaves it, is nowhere, and returns', () =>
    leaveAndReturn(page, who.name),
  );
  await checks.look(page, 'leaderboards');
}

async function leaveAndReturn(page: Page, name: string): Promise<void> {
  await page.goto('/leaderboards');
  const own = page.getByText(/^Your place: /).first();
  await own.waitFor();
  await page.getByRole('button', { name: 'Leave the boards' }).click();
  await page.getByText('You left the boards: you appear nowhere.').first().waitFor();
  if (await page.getByRole('main').getByRole('link', { name }).first().isVisible())
    throw new Error('The name is still on a board.');
  await page.reload();
  await page.getByText('You left the boards: you appear nowhere.').first().waitFor();
  await page.getByRole('button', { name: 'Return to the boards' }).click();
  await own.waitFor();
}
