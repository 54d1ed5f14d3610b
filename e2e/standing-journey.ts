import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

const pages = {
  runway: 'runway',
  chance: 'chance of the next round',
  readiness: 'readiness and team',
  risks: 'what the risks come to',
  value: 'value',
  similar: 'similar ventures',
} as const;

/** How a venture stands: the founder reads the runway and tries an assumption; a member without the right sees no money. */
export async function standingJourney(
  desk: Page,
  phone: Page,
  address: string,
  checks: Checks,
  step: Step,
): Promise<void> {
  const at = (path = '') => `${address}/standing${path}`;
  await step('the founder enters the months before, from a file', () => importMonths(desk, address));
  await desk.goto(at());
  await step('the founder reads in one look how the venture stands', () => readOverview(desk));
  await checks.look(desk, 'how do we stand');
  await step('the founder changes an assumption, and the fan says what that does', () =>
    changeAssumption(desk, at('/runway')),
  );
  await checks.look(desk, 'runway with an assumption');
  await step('the founder saves it as a scenario, compares, deletes it and brings it back', () =>
    keepScenario(desk),
  );
  for (const [path, name] of Object.entries(pages)) {
    await desk.goto(at(`/${path}`));
    await checks.look(desk, `${name} of the venture`);
  }
  await step('the founder takes the report along as a PDF', () => takeReport(desk, at()));
  await step('a member without the right sees no money', () => seeNoMoney(phone, at));
  for (const path of ['', '/readiness', '/risks'])
    await lookOn(phone, at(path), `standing${path} on a phone in the dark`, checks);
}

async function lookOn(page: Page, address: string, name: string, checks: Checks): Promise<void> {
  await page.goto(address);
  await checks.look(page, name);
}

/** The months before the one that was entered by hand: cash falls, income grows a little. */
async function importMonths(page: Page, address: string): Promise<void> {
  const now = new Date();
  const lines = [8, 7, 6, 5, 4, 3, 2].map((back, index) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 15))
      .toISOString()
      .slice(0, 7);
    return `${month},${26_000 - 2_000 * index}.00,${300 + 25 * index}.00,${2_300 + 10 * index}.00`;
  });
  const csv = ['month,cash,income,costs', ...lines].join('\n');
  await page.goto(`${address}/money/months`);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByLabel('CSV file').first().click(),
  ]);
  await chooser.setFiles({ name: 'months.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('button', { name: 'Look what it would do' }).click();
  await page.getByText('The file can be taken over').waitFor();
  await page.getByRole('button', { name: /^Take over/ }).click();
  await page.getByText('The file is taken over').waitFor();
}

async function readOverview(page: Page): Promise<void> {
  await page
    .getByText(/In the middle course the money lasts|The money lasts all/)
    .first()
    .waitFor();
  for (const name of ['How long the money lasts', 'Readiness', 'Biggest risk'])
    await page.getByRole('heading', { name, exact: true }).waitFor();
  await page
    .getByRole('button', { name: /^Predicted/ })
    .first()
    .waitFor();
}

async function changeAssumption(page: Page, runway: string): Promise<void> {
  await page.goto(runway);
  const said = page.getByRole('status').filter({ hasText: 'Now:' });
  await said.getByText('Nothing is assumed').waitFor();
  await page.getByRole('textbox', { name: 'Change', exact: true }).fill('60');
  await said.getByText(/months? less in the middle course|fewer of the courses/).waitFor();
  // What was before stays to compare, in words as in the picture.
  await said.getByText('Without any assumption:').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await said.getByText('Nothing is assumed').waitFor();
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await said.getByText(/months? less in the middle course|fewer of the courses/).waitFor();
}

async function keepScenario(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save these assumptions' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Dear flour');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Scenario “Dear flour” is saved.').waitFor();
  await page.getByRole('button', { name: 'Reset all' }).click();
  await page.getByRole('button', { name: 'Compare with scenario Dear flour' }).click();
  await page.getByRole('status').filter({ hasText: 'Now:' }).getByText('Scenario “Dear flour”:').waitFor();
  await page.getByRole('button', { name: 'Delete scenario Dear flour' }).click();
  await page.getByRole('button', { name: 'Bring back scenario Dear flour' }).click();
  await page.getByRole('button', { name: 'Open scenario Dear flour' }).waitFor();
}

async function takeReport(page: Page, overview: string): Promise<void> {
  await page.goto(overview);
  const coming = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Report as PDF' }).click();
  const bytes = readFileSync(await (await coming).path());
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error('The report is no PDF.');
  await page.getByText('The report is saved.').waitFor();
}

async function seeNoMoney(page: Page, at: (path?: string) => string): Promise<void> {
  await page.goto(at());
  await page.getByText('Your role does not include the money of this venture').waitFor();
  await page.getByRole('heading', { name: 'How the team works' }).waitFor();
  if (await page.getByText(/CAD/).first().isVisible()) throw new Error('An amount is shown.');
  await page.goto(at('/runway'));
  await page.getByRole('heading', { name: 'Not for your role' }).waitFor();
  await page.getByText(/Owner, co-owners and investors see runway/).waitFor();
}
