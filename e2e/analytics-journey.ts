import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Checks } from './checks.ts';
import { administrator } from './office-journey.ts';
import { confirmIdentity, signHere } from './person.ts';

type Step = (name: string, work: () => Promise<void>) => Promise<void>;

const steps = [
  { event: 'account.created', title: 'Account created' },
  { event: 'document.signed', title: 'Document signed' },
] as const;
const report = 'From account to signature';
/** Events reach the store of analytics some seconds after they happened. */
const storeTries = 30;

/** A community manager asks who gets how far, keeps the question, has it sent each Monday, and looks at what is flagged. */
export async function analyticsJourney(office: Page, checks: Checks, step: Step): Promise<void> {
  // Only people who agreed to the analysis of their use are named behind a figure.
  await step('the manager agrees to the analysis of own use, and sees what it says', () =>
    agree(office, checks),
  );
  await office.goto('/admin/analytics');
  await office.getByRole('combobox', { name: 'Dashboard' }).waitFor();
  await checks.look(office, 'analytics overview');
  await step('the figures of this minute come by themselves', () => seeLive(office));
  await step('a figure says what it means and opens its chart, and going back closes it', () =>
    openFigure(office),
  );
  await office.goto('/admin/analytics/funnels');
  await checks.look(office, 'funnels, nothing asked yet');
  await step('the manager builds a funnel from the catalogue of events', () => buildFunnel(office));
  await checks.look(office, 'funnel');
  await step('a step leads to the people behind it with the keyboard alone', () => drillToPeople(office));
  await checks.look(office, 'people behind a step');
  await step('the address holds the question, and going back closes the people', () => goBack(office));
  await step('the funnel is saved as a report', () => saveReport(office));
  await step('the report runs and is sent each Monday', () => schedule(office));
  await checks.look(office, 'report');
  await step('an export asks for its paper first, then the file comes', () => exportReport(office, checks));
  await step('sending is paused', () => pause(office));
  await step('a trend leads from a day to its people, and is saved as a report', () =>
    saveTrend(office, checks),
  );
  await step('a segment and the ways through visits are saved as reports', () => saveOthers(office));
  await step('the manager’s own reports are a page of every member', () => ownReports(office, checks));
  const pages = ['trends', 'retention', 'paths', 'segments', 'reports', 'reports/new', 'anomalies'];
  for (const address of [...pages, 'at-risk', 'forecasts']) {
    await office.goto(`/admin/analytics/${address}`);
    await checks.look(office, `analytics ${address}`);
  }
  await step('a rule of the watch is silenced with a reason, and given its voice back', () =>
    silenceRule(office),
  );
  await step('what is flagged is looked at', () => acknowledge(office));
}

async function agree(page: Page, checks: Checks): Promise<void> {
  await page.goto('/insights');
  await checks.look(page, 'own use without consent');
  await page.goto('/settings/privacy');
  await page.getByRole('switch', { name: 'Analysis of how I use the site' }).click();
  await page.getByRole('switch', { name: 'Analysis of how I use the site', checked: true }).waitFor();
  await page.goto('/insights');
  await checks.look(page, 'own use');
}

async function openFigure(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'What “New users” means' }).click();
  await page
    .getByText(/verified/i)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Chart of New users' }).click();
  const dialog = page.getByRole('dialog', { name: 'New users' });
  await dialog.getByText(/^Time range: /).waitFor();
  await page.goBack();
  await dialog.waitFor({ state: 'detached' });
}

/** Before the first minute is over the page says so, and never that it is out of date. */
async function seeLive(page: Page): Promise<void> {
  const region = page.getByRole('region', { name: 'This minute' });
  await region.getByText(/^Collect(ed (?!once)|ing )/).waitFor();
  if (await region.getByText('out of date').isVisible()) throw new Error('A fresh start is out of date.');
}

/** A figure of the table is the way to its people with the keyboard alone. */
async function saveTrend(page: Page, checks: Checks): Promise<void> {
  await page.goto('/admin/analytics/trends');
  await choose(page, 'Event', 'Document signed');
  await page.getByRole('button', { name: 'Show the trend' }).click();
  await page.getByRole('button', { name: 'See the people' }).waitFor();
  await checks.look(page, 'trend');
  const region = page.getByRole('region', { name: 'Trend' });
  await region.getByText('Table', { exact: true }).click();
  await checks.look(page, 'trend as a table');
  await region
    .getByRole('button', { name: /: see the people, / })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Who did “Document signed” \(/ });
  await dialog.getByRole('link').first().waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await saveAs(page, 'Signatures by day');
  await page.getByRole('link', { name: 'Open the question' }).click();
  await page.getByRole('button', { name: 'See the people' }).waitFor();
}

async function saveOthers(page: Page): Promise<void> {
  await page.goto('/admin/analytics/segments');
  await choose(page, 'Rule 1', 'Document signed');
  await page.getByRole('button', { name: 'Count the people' }).click();
  await saveAs(page, 'Who signed');
  await page.goto('/admin/analytics/paths');
  await saveAs(page, 'Usual ways');
}

async function ownReports(page: Page, checks: Checks): Promise<void> {
  await page.goto('/reports/new');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Venture performance');
  await page.getByRole('button', { name: 'Show it' }).click();
  await saveAs(page, 'My ventures');
  if (!new URL(page.url()).pathname.startsWith('/reports/')) throw new Error('It leads among the hub’s.');
  await page
    .getByRole('region', { name: 'Figures' })
    .getByText(/^Time range: /)
    .waitFor();
  await checks.look(page, 'own report');
  await page.goto('/reports');
  await page.getByRole('link', { name: 'My ventures' }).waitFor();
  await checks.look(page, 'own reports');
}

async function choose(page: Page, label: string, title: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(title);
  await page
    .getByRole('option', { name: new RegExp(`^${title}`) })
    .first()
    .click();
}

/** Saves what is shown, and opens it. */
async function saveAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save as a report' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Open it' }).last().click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

async function buildFunnel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show the funnel' }).click();
  await page.getByText('Choose an event for this step.').waitFor();
  for (const [index, { title }] of steps.entries()) {
    const field = page.getByRole('combobox', { name: `Step ${index + 1}` });
    await field.fill(title);
    await page
      .getByRole('option', { name: new RegExp(`^${title}`) })
      .first()
      .click();
  }
  const reached = page.getByRole('button', { name: /^See the .* who reached “Document signed”$/ });
  for (let attempt = 0; attempt < storeTries; attempt++) {
    await page.getByRole('button', { name: 'Show the funnel' }).click();
    if (
      await reached.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error('Nobody is in the funnel.');
}

async function drillToPeople(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^See the .* who reached “Document signed”$/ }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Who reached “Document signed”' });
  await dialog.getByText('is written to the audit record').waitFor();
  await dialog.getByRole('link').first().waitFor();
}

async function goBack(page: Page): Promise<void> {
  const shared = page.url();
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.goto(shared);
  await page.getByRole('dialog').getByRole('link').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function saveReport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save as a report' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('At least three letters.').waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(report);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Open it' }).click();
  await page.getByRole('heading', { name: report, level: 1 }).waitFor();
}

async function schedule(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: 'Figures' })
    .getByText(/^Time range: /)
    .waitFor();
  const mail = page.getByRole('region', { name: 'By mail' });
  await mail.getByRole('button', { name: 'Send it by mail' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'How often' }).selectOption('Weekly');
  await dialog.getByRole('combobox', { name: 'Day of the week' }).selectOption('Monday');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await mail.getByText(/^Each Monday at/).waitFor();
  await mail.getByText('Not yet').waitFor();
  if (await mail.getByText('Not planned').isVisible()) throw new Error('It is planned for no day.');
}

/** The gate names the paper an export takes; signed once, the file comes. */
async function exportReport(page: Page, checks: Checks): Promise<void> {
  const address = page.url();
  const region = page.getByRole('region', { name: 'Export' });
  await region.getByRole('radio', { name: /^CSV/ }).check();
  await region.getByRole('button', { name: 'Export' }).click();
  await checks.look(page, 'export behind its gate');
  await page.getByRole('link', { name: 'Sign DAA now' }).click();
  await signHere(page, administrator.name);
  await page.goto(address);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    region.getByRole('button', { name: 'Export' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  if (!/signed/i.test(text)) throw new Error(`The file says: ${text.slice(0, 200)}`);
}

async function pause(page: Page): Promise<void> {
  const mail = page.getByRole('region', { name: 'By mail' });
  await mail.getByRole('button', { name: 'Pause sending' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pause sending' }).click();
  await mail.getByText('It is not sent by mail.').waitFor();
}

async function silenceRule(page: Page): Promise<void> {
  await page.goto('/admin/analytics/anomalies');
  const change = page.getByRole('button', { name: /^Change: / });
  const rule = page.locator('li').filter({ has: change }).first();
  for (const [reason, state] of [
    ['The mail server is being moved tonight.', true],
    ['The move is over.', false],
  ] as const) {
    await rule.locator(change).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('switch', { name: 'Tell the people concerned' }).click();
    await dialog.getByRole('textbox').fill(reason);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await confirmIdentity(page, page.getByText('Saved.').first());
    await rule.getByText('Tells nobody').waitFor({ state: state ? 'visible' : 'detached' });
    await page.locator('.mantine-Notification-root').first().waitFor({ state: 'detached' });
  }
}

/** A fresh installation has nothing out of the ordinary yet; what it has is looked at. */
async function acknowledge(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^I have looked at it: / }).first();
  await button.or(page.getByText('Nothing is flagged')).first().waitFor();
  if (!(await button.isVisible())) return;
  await button.click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('textbox', { name: 'What was it?' })
    .fill('The people of the first day trying things out.');
  await dialog.getByRole('button', { name: 'I have looked at it' }).click();
  await page.getByText('The people of the first day trying things out.').first().waitFor();
}
