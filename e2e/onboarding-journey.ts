import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';
import { confirmAndSignIn, register, signHere, signPack } from './person.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;
const biography = 'I build boats and balance books; I look for people who sail and sell.';
const home = 'Halifax, Canada';

/** All seven stages of one newcomer, left and taken up again in the middle of some of them. */
export async function onboardingJourney(
  page: Page,
  who: { readonly name: string; readonly email: string },
  checks: Checks,
  step: Step,
): Promise<void> {
  await step('a newcomer registers and is led to the profile', async () => {
    await page.goto('/register');
    await register(page, who.name, who.email);
    await confirmAndSignIn(page, who.email);
    await page.goto('/onboarding');
    await stands(page, 1);
    await page.getByRole('heading', { name: 'About you' }).waitFor();
  });
  await step('what the profile lacks is named, and what was typed outlives a reload', () =>
    tellHalf(page, who.name),
  );
  await checks.look(page, 'onboarding profile with gaps');
  await step('with the profile told, the papers come next', () => tellAll(page));
  await checks.look(page, 'onboarding papers');
  await step('the papers are left after the first and taken up again', () => signFive(page, who.name));
  await checks.look(page, 'onboarding plan of a member');
  await step('the plan is skipped: the newcomer stays free', async () => {
    await page.getByRole('button', { name: 'Stay free' }).click();
    await page.getByRole('heading', { name: 'Look around' }).waitFor();
    await stands(page, 4);
  });
  await checks.look(page, 'onboarding tours');
  await step('two tours are taken; a reload goes on at the same stop', () => lookAround(page));
  await checks.look(page, 'onboarding tours seen');
  await step('the two papers of BUZ bring the welcome', () => openWallet(page, who.name));
  await step('the dashboard is the last stage; the journey is finished and quests appear', () =>
    arriveHome(page),
  );
  await checks.look(page, 'finished journey');
}

async function stands(page: Page, done: number): Promise<void> {
  await page.getByText(`${done} of 7 stages`, { exact: true }).waitFor();
}

async function tellHalf(page: Page, name: string): Promise<void> {
  const about = page.getByLabel('A few sentences about you');
  await page.getByLabel('Your name').fill('   ');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByText('Write your name.').waitFor();
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-path'));
  if (focused !== 'name') throw new Error(`The focus is on ${focused}.`);
  await page.getByLabel('Your name').fill(name);
  await about.fill('Too short.');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByText('Add: biography of at least 50 characters.').waitFor();
  await about.fill(biography);
  await page.getByLabel('Where you live').fill(home);
  await kept(page, biography);
  await kept(page, home);
  await page.reload();
  await page.getByRole('heading', { name: 'About you' }).waitFor();
  if ((await about.inputValue()) !== biography) throw new Error('What was typed is lost.');
}

/** Waits until the browser has its copy of what was done. */
async function kept(page: Page, part: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await page.evaluate((text) => Object.values(localStorage).join().includes(text), part)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`The browser kept nothing of ${part}.`);
}

async function tellAll(page: Page): Promise<void> {
  await page.getByLabel('Years of experience').fill('7');
  await page.getByLabel('One skill').fill('Boat building');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('heading', { name: 'Five papers' }).waitFor();
  await stands(page, 2);
}

async function signFive(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Read and sign the next one' }).click();
  await signHere(page, name);
  await page.goto('/onboarding');
  await page.getByText('1 of 5 signed').waitFor();
  await page.getByRole('link', { name: 'Read and sign the next one' }).click();
  const signed = await signPack(page, name);
  if (signed !== 4) throw new Error(`${signed} papers were left to sign instead of four.`);
  await page.getByRole('link', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Plan', exact: true }).waitFor();
  await stands(page, 3);
}

async function lookAround(page: Page): Promise<void> {
  const next = page.getByRole('button', { name: 'Next', exact: true });
  const stop = page.getByText('Stop 3 of 4');
  await page.getByRole('button', { name: 'Start', exact: true }).first().click();
  await next.click();
  await next.click();
  await stop.waitFor();
  await kept(page, '"stop":2');
  await page.reload();
  await stop.waitFor();
  await next.click();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByText('A minute each.').waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).first().click();
  while (await next.isVisible()) await next.click();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await stands(page, 5);
}

async function openWallet(page: Page, name: string): Promise<void> {
  // Without a stage in the address the page opens the one to go on with.
  await page.goto('/onboarding');
  await page.getByRole('link', { name: 'Sign the two papers' }).click();
  await signPack(page, name);
  await page.getByRole('link', { name: 'Continue' }).click();
  await page.getByText('Both papers are in force.').waitFor();
  await page.getByRole('link', { name: 'Look at the wallet' }).click();
  await page.getByText(/Exactly: 1\d\d\.\d+ BUZ/).waitFor();
}

async function arriveHome(page: Page): Promise<void> {
  await page.goto('/dashboard');
  await page.getByRole('heading', { name: 'Your XP' }).waitFor();
  await page.getByRole('heading', { name: 'Advice' }).waitFor();
  await page.goto('/onboarding');
  await stands(page, 7);
  await page.getByRole('heading', { name: 'Quests' }).waitFor();
  await page.getByRole('heading', { name: 'Turn on a second factor' }).waitFor();
}
