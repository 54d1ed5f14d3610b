import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

/** A super administrator looks at the models, trains one on what is there, and reads why nothing serves yet. */
export async function modelsJourney(page: Page, checks: Checks, step: Step): Promise<void> {
  await step('the administrator sees every model and what serves', async () => {
    await page.goto('/admin/models');
    await page.getByRole('link', { name: 'Order of opportunities' }).waitFor();
    await page.getByText('came with the release').first().waitFor();
    await checks.look(page, 'models');
  });
  await step('training a model on too little data says so, and registers nothing', async () => {
    await page.getByRole('link', { name: 'Order of opportunities' }).click();
    await page.getByRole('tab', { name: 'Trainings' }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await page.getByText(/Not enough data yet: \d+ of 500 applications/).waitFor();
    await checks.look(page, 'model trainings');
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByText('There is no version yet').waitFor();
  });
  for (const part of ['What serves', 'Compare', 'Checks', 'What it looks at']) {
    await page.getByRole('tab', { name: part }).click();
    await checks.look(page, `model ${part.toLowerCase()}`);
  }
  await step('the administrator reads the figures of a version that serves', async () => {
    await page.goto('/admin/models/clauses');
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('link', { name: 'Version 1.0.0' }).click();
    await page.getByRole('button', { name: 'Save the model card' }).waitFor();
    await checks.look(page, 'model version');
  });
}
