import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';
import { confirmIdentity, signHere } from './person.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

interface Names {
  readonly founder: string;
  readonly partner: string;
}

const task = 'Draw the shop window';

/** What a venture is for: who owns what, the work and its reward, and the money; each side at a device of their own. */
export async function ventureJourney(
  desk: Page,
  phone: Page,
  address: string,
  names: Names,
  checks: Checks,
  step: Step,
): Promise<void> {
  const at = (path: string) => `${address}/${path}`;

  await desk.goto(at('equity/framework'));
  await checks.look(desk, 'equity framework');
  await step('the founder agrees the framework, and the table begins with the signature', () =>
    agreeFramework(desk, names.founder),
  );
  await desk.goto(at('equity'));
  await checks.look(desk, 'cap table');
  await desk.goto(at('equity/offers/new'));
  await checks.look(desk, 'new offer');
  await step('the founder offers two percent and signs for the venture', () => offer(desk, names));
  await phone.goto('/offers');
  await checks.look(phone, 'approvals on a phone in the dark');
  await step('the member accepts by signing, and holds two million units', () =>
    acceptOffer(phone, at, names.partner),
  );

  await step('the venture goes on from the idea to building its team', () => takePhase(desk, at));
  await checks.look(desk, 'launch of a venture');
  await step('the founder writes a task for the member', () => writeTask(desk, at, names.partner));
  await checks.look(desk, 'board');
  await step('the member does it and files a contribution, and the founder sees the card move', () =>
    doTask(phone, desk, at, checks),
  );
  await step('the founder approves the contribution, and its points count', () => approve(desk, at, checks));
  await step('the member checks in, and the founder reads it live', () => checkIn(phone, desk, at));
  for (const room of ['work', 'work/sprints', 'work/risks', 'work/meetings', 'work/activity']) {
    await desk.goto(at(room));
    await checks.look(desk, `${room} of the venture`);
  }

  await step('the founder enters a month, and the runway is known', () => enterMonth(desk, at));
  await checks.look(desk, 'money of a venture');
  for (const room of [
    'money/rounds',
    'money/kpis',
    'money/revenue',
    'equity/splits',
    'documents',
    'transfer',
  ]) {
    await desk.goto(at(room));
    await checks.look(desk, `${room} of the venture`);
  }
  for (const room of ['work/board', 'work/launch', 'money', 'equity']) {
    await phone.goto(at(room));
    await checks.look(phone, `${room} on a phone in the dark`);
  }
  for (const room of ['equity/change', 'equity/proposals', 'equity/log', 'equity/files']) {
    await desk.goto(at(room));
    await checks.look(desk, `${room} of the venture`);
  }
  await step('the founder sees what a round would do before deciding', () => tryRound(desk, at));
  await checks.look(desk, 'a round worked out');
  await step('the cap table goes to a lawyer as Open Cap Format', () => takeAlong(desk, at));
}

async function agreeFramework(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name: 'Both' }).check();
  await page.getByRole('button', { name: 'Send it for signing' }).click();
  const sign = page.getByRole('link', { name: 'Read and sign now' });
  await confirmIdentity(page, sign);
  await sign.click();
  await signHere(page, name);
}

async function offer(page: Page, names: Names): Promise<void> {
  await page.getByLabel('To whom').selectOption({ label: names.partner });
  await page
    .getByLabel('Work', { exact: false })
    .first()
    .fill('Design and paint the shop window, and keep it fresh.');
  await page.getByLabel('Deliverables and milestones').fill('- the window by the end of the month');
  await page.getByLabel('Effort').fill('8 hours a week');
  const part = page.getByRole('textbox', { name: 'Share of the equity' });
  const withEquity = page.getByLabel('A share of the equity');
  if (!(await part.isVisible())) await withEquity.check();
  await part.fill('2');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByRole('button', { name: 'Send the offer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click();
  const sign = page.getByRole('link', { name: 'Sign for the venture' });
  await confirmIdentity(page, sign);
  await sign.click();
  await signHere(page, names.founder);
}

async function acceptOffer(page: Page, at: (path: string) => string, name: string): Promise<void> {
  await page
    .getByRole('link', { name: /2% of the equity/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Accept and sign' }).click();
  await page.getByRole('region', { name: /^Text of/ }).waitFor();
  await signHere(page, name);
  await page.goto(at('equity'));
  await page
    .getByText(/2,000,000/)
    .first()
    .waitFor();
}

async function takePhase(page: Page, at: (path: string) => string): Promise<void> {
  await page.goto(at('work/launch'));
  await page
    .getByRole('button', { name: /^Take this step/ })
    .nth(1)
    .click();
  const dialog = page.getByRole('dialog');
  const moved = page.getByText(/now in the phase/).first();
  await dialog.or(moved).first().waitFor();
  if (await dialog.isVisible()) await dialog.getByRole('button', { name: /^Go to/ }).click();
  await moved.waitFor();
}

async function writeTask(page: Page, at: (path: string) => string, partner: string): Promise<void> {
  await page.goto(`${at('work/board')}?new=1`);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Title').fill(task);
  await dialog.getByLabel('Who does it').selectOption({ label: partner });
  await dialog.getByLabel('Points').fill('5');
  await dialog.getByRole('button', { name: 'Add the task' }).click();
  await page.getByRole('button', { name: `Move or open “${task}”` }).waitFor();
}

async function doTask(phone: Page, desk: Page, at: (path: string) => string, checks: Checks): Promise<void> {
  await phone.goto(at('work/board'));
  for (const act of ['Start', 'Hand in']) {
    await phone.getByRole('button', { name: `Move or open “${task}”` }).click();
    await phone.getByRole('menuitem', { name: act, exact: true }).click();
    await phone.getByText(`“${task}” is now in`).first().waitFor();
    // On a phone one column is shown at a time.
    if (act === 'Start') await phone.getByText('In progress').first().click();
    else await phone.getByText('Review', { exact: true }).first().click();
  }
  // The founder's board has been open since the task was written.
  await desk
    .getByRole('region', { name: /^Review/ })
    .getByText(task)
    .waitFor();
  await phone.getByText(task, { exact: true }).first().click();
  await phone.getByRole('button', { name: 'File a contribution' }).click();
  await checks.look(phone, 'filing a contribution on a phone in the dark');
  await phone.getByLabel('Hours of work').fill('6');
  await phone.getByText('4 – large').click();
  await phone.getByRole('button', { name: 'File it' }).click();
  await phone.getByText('A contribution was filed and waits for its review').waitFor();
}

async function approve(page: Page, at: (path: string) => string, checks: Checks): Promise<void> {
  await page.goto(at('work/contributions'));
  await page
    .getByRole('button', { name: /^Review/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Approve/ }).check();
  await checks.look(page, 'review of a contribution');
  await dialog
    .getByRole('radiogroup', { name: /How good is the work/ })
    .getByText(/^4/)
    .first()
    .click();
  await dialog
    .getByRole('radiogroup', { name: /How was working together/ })
    .getByText(/^5/)
    .first()
    .click();
  await dialog.getByText('5 × 4 ÷ 5 = 4').waitFor();
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  await page
    .getByText(/is approved, and its task is done/)
    .first()
    .waitFor();
}

async function checkIn(phone: Page, desk: Page, at: (path: string) => string): Promise<void> {
  await desk.goto(at('work/checkins'));
  await phone.goto(at('work/checkins'));
  await phone.getByLabel('What I did').fill('The window is painted.');
  await phone.getByText('good', { exact: true }).first().click();
  await phone.getByRole('button', { name: 'Check in', exact: true }).click();
  await desk.getByText('The window is painted.').first().waitFor();
}

async function enterMonth(page: Page, at: (path: string) => string): Promise<void> {
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15)).toISOString().slice(0, 7);
  await page.goto(at('money/months'));
  await page.getByRole('button', { name: 'Enter a month' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Month').fill(month);
  await dialog.getByLabel('Cash').fill('12000');
  await dialog.getByLabel('Income').fill('500');
  await dialog.getByLabel('Costs').fill('2500');
  await dialog.getByRole('button', { name: 'Enter a month' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.goto(at('money'));
  await page.getByText('6 months').first().waitFor();
}

async function tryRound(page: Page, at: (path: string) => string): Promise<void> {
  await page.goto(at('equity/scenarios'));
  await page.getByLabel('Valuation before the money').fill('4000000');
  const investor = page.getByRole('group', { name: 'Investor 1' });
  await investor.getByLabel('Name of the investor').fill('Quay Capital');
  await investor.getByLabel('Pays').fill('1000000');
  await page.getByRole('button', { name: 'Work it out' }).click();
  // A million of five is a fifth of everything.
  await page
    .getByRole('row', { name: /Quay Capital/ })
    .last()
    .getByText('20%')
    .first()
    .waitFor();
}

async function takeAlong(page: Page, at: (path: string) => string): Promise<void> {
  await page.goto(at('equity/files'));
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Open Cap Format (zip)' }).click();
  await confirmIdentity(page, page.getByText('The file is saved.').first());
  const bytes = readFileSync(await (await coming).path());
  if (!bytes.includes('Transactions.ocf.json')) throw new Error('The file holds no transactions.');
}
